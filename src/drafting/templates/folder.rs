//! The files of a set's folder: ordinary files inside it, of a size that templates have, in UTF-8.

use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

use super::{TemplateFile, shown};
use crate::diagnostics::{Diagnostic, Diagnostics, Sources, Span};
use crate::dossier::DECLARATION;

/// No file of a set is bigger, in MB and in bytes.
const LARGEST_MB: u64 = 4;
const LARGEST: u64 = LARGEST_MB * 1024 * 1024;

/// All templates of the folder, and its declaration.
pub(super) fn files(
    folder: &Path,
    sources: &mut Sources,
) -> Result<Vec<TemplateFile>, Diagnostics> {
    let mut names = names(folder)?;
    names.sort();
    let mut problems = Diagnostics::new();
    let mut files = Vec::new();
    for name in names {
        let read = bytes(folder, &name).and_then(|bytes| text(folder, &name, bytes, sources));
        match read {
            Ok(text) => files.push(TemplateFile {
                shown: shown(&folder.join(&name)),
                name,
                text: text.replace("\r\n", "\n"),
            }),
            Err(problem) => problems.push(problem),
        }
    }
    if problems.has_errors() {
        return Err(problems);
    }
    Ok(files)
}

/// Complains if what the name stands for lies outside the folder: a link or `..` may lead anywhere.
pub(super) fn inside(folder: &Path, name: &str) -> Result<(), Diagnostic> {
    let path = folder.join(name);
    match (fs::canonicalize(folder), fs::canonicalize(&path)) {
        (Ok(folder), Ok(real)) if real.starts_with(&folder) => Ok(()),
        (Ok(_), Ok(real)) => Err(Diagnostic::error(
            "TP070",
            format!("Liên kết {} dẫn ra ngoài thư mục mẫu", shown(&path)),
        )
        .with_note(format!("nó là liên kết tới {}", shown(&real)))
        .with_note("chỉ tệp nằm trong thư mục mẫu mới được đọc, để bộ mẫu chép đi đâu cũng đủ")
        .with_remedy("Thay liên kết bằng chính tệp mà nó dẫn tới")),
        _ => Err(unreadable(&path).with_note("không tìm thấy tệp mà tên này dẫn tới")),
    }
}

fn names(folder: &Path) -> Result<Vec<String>, Diagnostics> {
    let unopened = |_| {
        let problem = format!("Không mở được thư mục mẫu {}", shown(folder));
        Diagnostic::error("TP001", problem).with_remedy(
            "Kiểm tra lại đường dẫn sau `--mau`, hoặc bỏ tùy chọn này để dùng mẫu có sẵn",
        )
    };
    let entries = fs::read_dir(folder).map_err(unopened)?;
    let entries: Vec<_> = entries.collect::<Result<_, _>>().map_err(unopened)?;
    let names = entries
        .into_iter()
        .filter_map(|entry| entry.file_name().into_string().ok());
    let is_own = |name: &String| {
        name == DECLARATION || Path::new(name).extension().is_some_and(|e| e == "md")
    };
    Ok(names.filter(is_own).collect())
}

fn unreadable(path: &Path) -> Diagnostic {
    Diagnostic::error("TP002", format!("Không đọc được mẫu {}", shown(path))).with_remedy(
        "Kiểm tra tệp này và quyền đọc nó; tệp không phải của bộ mẫu thì bỏ ra khỏi thư mục",
    )
}

/// What the file holds. What it is is asked before it is opened: opening a pipe would wait for its other end.
fn bytes(folder: &Path, name: &str) -> Result<Vec<u8>, Diagnostic> {
    let path = folder.join(name);
    inside(folder, name)?;
    let kind = fs::metadata(&path).map_err(|_| unreadable(&path))?;
    if !kind.is_file() {
        let what = if kind.is_dir() {
            "là thư mục"
        } else {
            "là thiết bị hoặc đường ống"
        };
        let problem = format!("Mục {} không phải là tệp mẫu", shown(&path));
        return Err(Diagnostic::error("TP071", problem)
            .with_note(what)
            .with_remedy("Đổi tên nó, hoặc bỏ nó ra khỏi thư mục mẫu"));
    }
    let mut bytes = Vec::new();
    // the file may grow while it is read
    let read = File::open(&path).and_then(|file| file.take(LARGEST + 1).read_to_end(&mut bytes));
    read.map_err(|_| unreadable(&path))?;
    if bytes.len() as u64 > LARGEST {
        let problem = format!("Mẫu {} lớn hơn {LARGEST_MB} MB", shown(&path));
        return Err(Diagnostic::error("TP072", problem)
            .with_note("mẫu chỉ giữ lời văn, nên không bao giờ lớn như vậy")
            .with_remedy("Kiểm tra có đặt nhầm tệp vào thư mục mẫu không; chia lời văn ra nhiều tệp bằng `include`"));
    }
    Ok(bytes)
}

/// The text of these bytes, without the mark that some editors put before it.
fn text(
    folder: &Path,
    name: &str,
    bytes: Vec<u8>,
    sources: &mut Sources,
) -> Result<String, Diagnostic> {
    let error = match String::from_utf8(bytes) {
        Ok(text) => match text.strip_prefix('\u{feff}') {
            Some(text) => return Ok(text.to_owned()),
            None => return Ok(text),
        },
        Err(error) => error,
    };
    let path = shown(&folder.join(name));
    let problem = Diagnostic::error("TP073", format!("Mẫu {path} không ở bảng mã UTF-8"));
    let start = error.utf8_error().valid_up_to();
    let source = sources.add(path, String::from_utf8_lossy(error.as_bytes()));
    let byte = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    let end = byte(start + char::REPLACEMENT_CHARACTER.len_utf8());
    let place = Span {
        source,
        start: byte(start),
        end,
    };
    let wide =
        error.as_bytes().starts_with(b"\xff\xfe") || error.as_bytes().starts_with(b"\xfe\xff");
    let guess = if wide {
        "tệp này ở bảng mã UTF-16 (Notepad gọi là “Unicode”)"
    } else {
        "có lẽ tệp ở một bảng mã cũ (TCVN3, VNI, Windows-1258)"
    };
    Err(problem
        .at(place, "từ đây không đọc được")
        .with_note(guess)
        .with_remedy("Mở tệp bằng trình soạn thảo và lưu lại với bảng mã UTF-8; chữ của bảng mã cũ thì đổi sang Unicode trước"))
}
