//! `quyetdinh dien`: number and date into a DOCX that was edited by hand.

use std::path::{Path, PathBuf};

use super::args::Fill;
use super::given::issue_facts;
use super::{Outcome, Session, made, print};
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::filling::{self, DAY, Fact, Filled, MONTH, NUMBER, YEAR};
use crate::output::{OutputFile, reason, shown};
use crate::pipeline::IssueFacts;
use crate::values::{day_text, month_text};

pub(super) fn run(options: &Fill, session: &mut Session) -> Outcome {
    let (so, ngay) = (options.so.as_deref(), options.ngay.as_deref());
    let given = issue_facts(so, ngay, &mut session.diagnostics);
    if session.diagnostics.has_errors() {
        return Outcome::Failed;
    }
    let done = fill(options, &facts(given), &mut session.diagnostics);
    match session.diagnostics.keep(done) {
        Some(()) => Outcome::Done,
        None => Outcome::Failed,
    }
}

/// The facts as they are printed (C7, C8).
fn facts(given: IssueFacts) -> Vec<Fact> {
    let date = given.date;
    let all = [
        (NUMBER, given.number),
        (DAY, date.and_then(|date| date.day()).map(day_text)),
        (MONTH, date.and_then(|date| date.month()).map(month_text)),
        (YEAR, date.map(|date| date.year().to_string())),
    ];
    let known = all.into_iter();
    known
        .filter_map(|(name, value)| value.map(|value| Fact { name, value }))
        .collect()
}

fn fill(options: &Fill, facts: &[Fact], diagnostics: &mut Diagnostics) -> Result<(), Diagnostics> {
    let file = &options.file;
    let name = shown(file);
    let bytes = std::fs::read(file).map_err(|error| unreadable(&name, &error))?;
    let (folder, file_name) = target(file, options.out.as_deref());
    let filled = filling::fill(&bytes, facts).map_err(|problem| problem.told(&name))?;
    let is_found = |outcome: &filling::Outcome| outcome.places > 0 || outcome.is_stored;
    if !filled.facts.iter().any(is_found) {
        return Err(nowhere(&name).into());
    }
    let file = OutputFile {
        name: file_name,
        bytes: filled.bytes.clone(),
    };
    let written = made::write(&folder, &[file])?;
    print(&told(facts, &filled));
    for path in written {
        let path = shown(&path);
        print(&format!("Đã ghi {}\n", path.trim_start_matches("./")));
    }
    warn(&name, facts, &filled, diagnostics);
    Ok(())
}

/// Folder and name of the file to be written.
fn target(file: &Path, out: Option<&Path>) -> (PathBuf, String) {
    // a link stays one: what it leads to is written
    let file = match file.is_symlink() {
        true => file.canonicalize().unwrap_or_else(|_| file.to_owned()),
        false => file.to_owned(),
    };
    let parent = file
        .parent()
        .filter(|parent| !parent.as_os_str().is_empty());
    let folder = out.or(parent).unwrap_or_else(|| Path::new("."));
    let name = file.file_name().unwrap_or_default();
    (folder.to_owned(), name.to_string_lossy().into_owned())
}

fn unreadable(name: &str, error: &std::io::Error) -> Diagnostic {
    Diagnostic::error("TP020", format!("Không đọc được tệp Word {name}"))
        .with_note(reason(error))
        .with_remedy("Kiểm tra lại đường dẫn; nếu tệp đang mở trong Word thì đóng lại")
}

fn nowhere(name: &str) -> Diagnostic {
    Diagnostic::error(
        "TP085",
        format!("Tệp {name} không có ô số, ngày của chương trình để điền"),
    )
    .with_note("tệp không do chương trình này tạo, hoặc các ô đã bị xóa khi sửa bằng chương trình khác")
    .with_remedy(
        "Gõ số, ngày thẳng vào văn bản; hoặc lập lại tệp từ hồ sơ: `quyetdinh build <hồ sơ> --so <số> --ngay <ngày>`",
    )
}

/// What a fact is called.
fn called(name: &str) -> &'static str {
    match name {
        DAY => "ngày",
        MONTH => "tháng",
        YEAR => "năm",
        _ => "số",
    }
}

fn told(facts: &[Fact], filled: &Filled) -> String {
    let mut text = String::new();
    for (fact, outcome) in facts.iter().zip(&filled.facts) {
        if outcome.places == 0 && !outcome.is_stored {
            continue;
        }
        let (name, value) = (called(fact.name), &fact.value);
        let places = match outcome.places {
            0 => "chỉ phần dữ liệu đi kèm".to_owned(),
            places => format!("{places} ô"),
        };
        text.push_str(&format!("Đã điền {name} {value}: {places}"));
        if !outcome.former.is_empty() {
            text.push_str(&format!(", thay cho {}", outcome.former.join(", ")));
        }
        text.push('\n');
    }
    text
}

/// What could be done in part only, and what is still open.
fn warn(name: &str, facts: &[Fact], filled: &Filled, diagnostics: &mut Diagnostics) {
    warn_of_places(name, facts, filled, diagnostics);
    if !filled.has_store {
        diagnostics.push(
            Diagnostic::warning(
                "TP087",
                format!("Trong {name} không còn phần dữ liệu mà các ô lấy số, ngày"),
            )
            .with_note("chương trình lưu tệp sau cùng đã bỏ phần ấy; các ô thì đã điền")
            .with_remedy("Không phải làm gì; về sau sửa một ô thì các ô khác không tự đổi theo"),
        );
    }
    if filled.open_changes > 0 {
        diagnostics.push(
            Diagnostic::warning(
                "TP089",
                format!("Trong {name} còn {} thay đổi chưa duyệt (Track Changes)", filled.open_changes),
            )
            .with_note("các thay đổi ấy để nguyên; số, ngày nằm trong phần bị thay đổi có thể không phải là ô và chưa điền")
            .with_remedy("Trong Word chọn Accept All Changes rồi xem lại số, ngày trước khi trình ký"),
        );
    }
}

/// Facts without a control, and controls that do not stand alone.
fn warn_of_places(name: &str, facts: &[Fact], filled: &Filled, diagnostics: &mut Diagnostics) {
    let without: Vec<&str> = facts
        .iter()
        .zip(&filled.facts)
        .filter(|(_, outcome)| outcome.places == 0)
        .map(|(fact, _)| called(fact.name))
        .collect();
    if !without.is_empty() {
        let note = match filled.has_store {
            true => "chỉ điền phần dữ liệu đi kèm; chữ in trên trang không đổi",
            false => "chữ in trên trang không đổi",
        };
        diagnostics.push(
            Diagnostic::warning(
                "TP086",
                format!("Trong {name} không còn ô nào cho {}", without.join(", ")),
            )
            .with_note(note)
            .with_remedy("Mở tệp, gõ thẳng vào chỗ cần điền"),
        );
    }
    let beside = facts.iter().zip(&filled.facts);
    for (fact, _) in beside.filter(|(_, outcome)| outcome.has_figures_beside) {
        let (called, value) = (called(fact.name), &fact.value);
        diagnostics.push(
            Diagnostic::warning(
                "TP090",
                format!("Trong {name} có chữ số gõ sát ô {called}, ngoài ô"),
            )
            .with_note(format!("chỗ ấy nay in {value} liền với các chữ số đó"))
            .with_remedy("Mở tệp, xóa các chữ số bên cạnh ô rồi lưu lại"),
        );
    }
}
