//! A workbook of the program's own, written where it was asked for.

use std::path::Path;

use rust_xlsxwriter::XlsxError;

use super::{Outcome, Session, made, print_done};
use crate::diagnostics::Diagnostic;
use crate::output::{OutputFile, shown};

/// Writes it, or tells why it could not be made.
pub(super) fn written(
    path: &Path,
    made: Result<Vec<u8>, XlsxError>,
    session: &mut Session,
) -> Outcome {
    let name = path
        .file_name()
        .map(|name| name.to_string_lossy().into_owned());
    let (Ok(bytes), Some(name)) = (made, name) else {
        let problem = Diagnostic::error("BD051", format!("Không lập được sổ tính {}", shown(path)))
            .with_note("số cơ quan, số chỉ số hoặc độ dài tên vượt giới hạn của Excel")
            .with_remedy("Rút ngắn tên, hoặc chia hồ sơ thành nhiều khối; kiểm tra lại tên tệp");
        session.diagnostics.push(problem);
        return Outcome::Failed;
    };
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    match made::write(folder, &[OutputFile { name, bytes }]) {
        Ok(_) => {
            print_done(&format!("Đã ghi {}\n", shown(path)));
            Outcome::Done
        }
        Err(problems) => {
            session.diagnostics.extend(problems);
            Outcome::Failed
        }
    }
}
