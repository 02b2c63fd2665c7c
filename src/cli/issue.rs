//! `quyetdinh issue`: builds the final pair and files it in the archive.

use std::io::Write;
use std::path::Path;

use super::args::Issue;
use super::given::issue_facts;
use super::prepared::{Asked, Prepared};
use super::{Outcome, Session, diff_docx, print_done};
use crate::archive::{self, Contents, Disk};
use crate::diagnostics::Diagnostic;
use crate::digest::Digest;
use crate::output::{reason, shown};

pub(super) fn run(options: &Issue, session: &mut Session) -> Outcome {
    // what is filed stays
    session.tells_remarks = true;
    let contents = assemble(options, session);
    let Some(contents) = contents.filter(|_| !session.diagnostics.has_errors()) else {
        let missing = |d: &crate::diagnostics::Diagnostic| d.code == archive::MISSING_FACTS;
        return if session.diagnostics.iter().any(missing) {
            Outcome::WrongUsage
        } else {
            Outcome::Failed
        };
    };
    // before it is filed for ever
    session.tell();
    let filed = archive::issue(
        &Disk,
        &options.out,
        &contents,
        &mut say_waiting,
        &mut session.diagnostics,
    );
    match filed {
        Ok(package) => {
            let record = &contents.record;
            print_done(&format!(
                "Đã ban hành Quyết định số {} ngày {}, lưu tại {}\n",
                record.full_number(),
                record.day(),
                shown(&options.out.join(package))
            ));
            Outcome::Done
        }
        Err(problems) => {
            session.diagnostics.extend(problems);
            Outcome::Failed
        }
    }
}

/// All files of the package; `None` after an error.
fn assemble(options: &Issue, session: &mut Session) -> Option<Contents> {
    let given = issue_facts(
        options.so.as_deref(),
        options.ngay.as_deref(),
        &mut session.diagnostics,
    );
    let asked = Asked {
        dossier: &options.dossier,
        law: options.law.phap_luat.as_deref(),
        templates: options.own.mau.as_deref(),
        amends: options.sua_doi.as_deref(),
        ..Asked::default()
    };
    let prepared = Prepared::open(&asked, session)?;
    let (task, amends) = (prepared.task(), prepared.link());
    let (sources, diagnostics) = (&mut session.sources, &mut session.diagnostics);
    let Some(workshop) = &prepared.workshop else {
        // what is wrong with the dossier is told with what is wrong with its templates
        let _ = task.read(|_| (), sources, diagnostics);
        return None;
    };
    let mut contents = archive::assemble(workshop, &task, amends, &given, sources, diagnostics)?;
    add_score_sheets(&mut contents, &options.dossier, session);
    diff_docx::warn_of_edited(&options.dossier, &prepared, session);
    Some(contents)
}

/// Puts the score sheets that the dossier names among the files; they must be those that its scores came from.
fn add_score_sheets(contents: &mut Contents, dossier: &Path, session: &mut Session) {
    for sheet in &contents.score_sheets {
        let path = dossier.with_file_name("").join(&sheet.file.value);
        let problem = match std::fs::read(&path) {
            Ok(bytes) if Digest::of(&bytes).as_str() == sheet.sha256 => {
                contents.files.push((sheet.path.clone(), bytes));
                continue;
            }
            Ok(_) => Diagnostic::error(
                "BD050",
                format!("Bảng điểm {} đã đổi từ khi nhập", shown(&path)),
            )
            .at(sheet.file.span, "mã băm của tệp khác `sha256`"),
            Err(error) => Diagnostic::error(
                "BD050",
                format!("Không đọc được bảng điểm {} để lưu vào gói", shown(&path)),
            )
            .at(sheet.file.span, "tệp nêu ở đây")
            .with_note(reason(&error)),
        };
        session.diagnostics.push(problem.with_remedy(
            "Để tệp đã nhập ở đúng chỗ ấy; tệp đã sửa thì chạy lại `quyetdinh nhap`; không lưu bảng điểm thì bỏ `nguon_diem`",
        ));
    }
}

/// Another writer has the lock.
pub(super) fn say_waiting() {
    let _ = writeln!(
        std::io::stderr(),
        "Đang chờ một lệnh khác ghi xong vào kho ..."
    );
}
