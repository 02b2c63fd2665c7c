//! A correction by form: what it would change, written into the dossier, taken back.

use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::super::args::View;
use super::super::text::DOSSIER;
use super::super::{Session, made};
use super::desk::{Desk, Undo};
use super::drawn::digest;
use super::state::{Good, Snapshot};
use crate::diagnostics::{Diagnostic, Diagnostics, Severity, told};
use crate::file_system::{Disk, FileSystem, Lock};
use crate::import::Grounds;
use crate::output::{OutputFile, shown};
use crate::page::changes::{changes, made as corrections_made};
use crate::page::model::{Outcome, Preview};
use crate::revision;
use crate::values::{decimal, spaced, with_comma};
use crate::yaml_edit::{Document, Step, Value};

/// The key of corrections.
const KEY: &str = "dieu_chinh";

/// What the browser sends.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Form {
    block: String,
    agency: String,
    /// The key of an indicator or a part; empty for the total.
    part: String,
    from: String,
    to: String,
    date: String,
    requested_by: String,
    document: String,
    reason: String,
    /// Of the dossier's text that the form was filled for.
    digest: String,
}

/// A correction that was tried.
struct Tried {
    /// The dossier's new text.
    text: String,
    /// The lines that were added.
    added: String,
    /// The state that comes of it.
    good: Option<Good>,
    session: Session,
}

impl Form {
    /// As an element of `dieu_chinh`.
    fn entry(&self, blocks: usize) -> Value {
        // what is no number stays as it was typed, so that it is complained of at its place
        let number = |typed: &str| match decimal(typed.trim()) {
            // with the decimals that were typed
            Ok(_) => Value::Number(with_comma(typed.trim())),
            Err(_) => Value::text(typed.trim()),
        };
        let grounds = Grounds {
            date: Some(spaced(&self.date)),
            requested_by: Some(spaced(&self.requested_by)),
            document: Some(spaced(&self.document)),
            reason: Some(spaced(&self.reason)),
        };
        let block = (blocks > 1).then_some(&*self.block);
        let part = (!self.part.is_empty()).then_some(&*self.part);
        let values = (number(&self.from), number(&self.to));
        grounds.correction(block, &self.agency, part, values)
    }

    /// Puts the correction behind the others and sees what comes of it.
    fn tried(&self, options: &View, now: &Good, text: &str) -> Result<Tried, Diagnostic> {
        let mut file = Document::open(text).ok_or_else(not_editable)?;
        let entry = self.entry(now.scored.dossier.blocks.len());
        file.append(&[Step::Key(KEY)], &[entry])
            .map_err(|_| not_editable())?;
        let made = file.finish();
        let mut session = Session::default();
        let good = Good::of(options, Some(&made), &mut session);
        Ok(Tried {
            added: added(text, &made),
            text: made,
            good,
            session,
        })
    }
}

impl Tried {
    /// What is wrong with it, or worth a word that was not said before.
    fn problems(&self, now: &Snapshot) -> Vec<crate::diagnostics::Told> {
        let kept = self
            .session
            .diagnostics
            .iter()
            .filter(|found| match found.severity {
                Severity::Error => true,
                Severity::Warning => !now.said(found),
                Severity::Remark => false,
            });
        kept.map(|found| told(found, &self.session.sources))
            .collect()
    }
}

/// What the correction would change.
pub(super) fn preview(desk: &Desk, form: &Form) -> Preview {
    let now = desk.now();
    let tried = current(desk, &now, form).and_then(|(good, text, _)| {
        let tried = form.tried(&desk.options, good, &text)?;
        Ok((good, tried))
    });
    let (good, tried) = match tried {
        Ok(tried) => tried,
        Err(problem) => return refused(&problem),
    };
    let changed = tried.good.as_ref().map(|new| {
        let found = revision::compare(
            (&good.scored.dossier, &good.scored.standings),
            (&new.scored.dossier, &new.scored.standings),
        );
        let sentences = revision::sentences(&good.documents, &new.documents);
        changes(("", "hồ sơ hiện nay"), &found, &sentences)
    });
    Preview {
        is_valid: tried.good.is_some(),
        problems: tried.problems(&now),
        text: tried.added,
        changes: changed,
    }
}

/// Writes the correction into the dossier.
pub(super) fn write(desk: &Desk, form: &Form) -> Outcome {
    let _alone = desk.alone();
    let now = desk.now();
    let tried = locked(&desk.options.dossier).and_then(|lock| {
        let (good, text, bytes) = current(desk, &now, form)?;
        Ok((lock, form.tried(&desk.options, good, &text)?, bytes))
    });
    let (lock, tried, before) = match tried {
        Ok(tried) => tried,
        Err(problem) => return failed(&problem.into(), &Session::default()),
    };
    let Some(good) = &tried.good else {
        return failed(&tried.session.diagnostics, &tried.session);
    };
    if let Err(problems) = put(&desk.options.dossier, tried.text.clone().into_bytes()) {
        return failed(&problems, &tried.session);
    }
    drop(lock);
    let what = corrections_made(&good.scored.dossier).pop();
    let what = what.map_or_else(String::new, |correction| correction.what);
    *desk.undo() = Some(Undo {
        what: what.clone(),
        before,
        after: digest(&tried.text),
    });
    desk.renew_alone();
    Outcome {
        done: true,
        message: format!("Đã ghi vào hồ sơ: {what}"),
        ..Outcome::default()
    }
}

/// Takes the last correction back, if nothing else was written since.
pub(super) fn undo(desk: &Desk) -> Outcome {
    let _alone = desk.alone();
    let Some(last) = desk.undo().take() else {
        return failed(&nothing_to_undo().into(), &Session::default());
    };
    let mut session = Session::default();
    let locked = match locked(&desk.options.dossier) {
        Ok(lock) => lock,
        Err(problem) => {
            *desk.undo() = Some(last);
            return failed(&problem.into(), &session);
        }
    };
    let text = session.read_text(&desk.options.dossier, DOSSIER);
    if text.is_none_or(|text| digest(&text) != last.after) {
        return failed(&changed(&desk.options.dossier).into(), &session);
    }
    if let Err(problems) = put(&desk.options.dossier, last.before.clone()) {
        *desk.undo() = Some(last);
        return failed(&problems, &session);
    }
    drop(locked);
    desk.renew_alone();
    Outcome {
        done: true,
        message: format!("Đã bỏ điều chỉnh vừa ghi: {}", last.what),
        ..Outcome::default()
    }
}

/// What can be taken back of a dossier of this digest.
pub(super) fn can_undo(desk: &Desk, digest: &str) -> Option<String> {
    let undo = desk.undo();
    let last = undo.as_ref().filter(|last| last.after == digest)?;
    Some(last.what.clone())
}

/// The state of now, the file's text and bytes, if all three are those that the form was filled for.
fn current<'a>(
    desk: &Desk,
    now: &'a Snapshot,
    form: &Form,
) -> Result<(&'a Good, String, Vec<u8>), Diagnostic> {
    let path = &desk.options.dossier;
    let mut session = Session::default();
    let bytes = std::fs::read(path).unwrap_or_default();
    let text = session.read_text(path, DOSSIER).unwrap_or_default();
    let good = now.good.as_deref().filter(|_| !now.stale);
    let Some(good) = good else {
        return Err(has_errors());
    };
    if digest(&text) != form.digest || good.digest() != form.digest {
        return Err(changed(path));
    }
    Ok((good, text, bytes))
}

/// Puts the bytes in the dossier's place; a link to it stays a link.
fn put(dossier: &Path, bytes: Vec<u8>) -> Result<(), Diagnostics> {
    let real = dossier
        .canonicalize()
        .unwrap_or_else(|_| dossier.to_owned());
    let name = real.file_name().unwrap_or_default().to_string_lossy();
    let file = OutputFile {
        name: name.into_owned(),
        bytes,
    };
    let folder = real.parent().unwrap_or(Path::new("."));
    made::write(folder, &[file]).map(|_| ())
}

/// Keeps another program of ours on this machine from writing meanwhile.
fn locked(dossier: &Path) -> Result<Lock, Diagnostic> {
    let real = dossier
        .canonicalize()
        .unwrap_or_else(|_| dossier.to_owned());
    let name = digest(&shown(&real));
    let place: PathBuf = std::env::temp_dir().join(format!("quyetdinh-{}.khoa", &name[..32]));
    match Disk.try_lock(&place) {
        Ok(Some(lock)) => Ok(lock),
        _ => Err(busy()),
    }
}

/// What was put in: all between the first and the last letters that stayed.
fn added(old: &str, new: &str) -> String {
    let same = |(a, b): &(char, char)| a == b;
    let start: usize = (old.chars().zip(new.chars()))
        .take_while(same)
        .map(|(letter, _)| letter.len_utf8())
        .sum();
    let (old, new) = (&old[start..], &new[start..]);
    let end: usize = (old.chars().rev().zip(new.chars().rev()))
        .take_while(same)
        .map(|(letter, _)| letter.len_utf8())
        .sum();
    new[..new.len() - end].trim_matches(['\r', '\n']).to_owned()
}

fn refused(problem: &Diagnostic) -> Preview {
    Preview {
        is_valid: false,
        problems: vec![told(problem, &Session::default().sources)],
        text: String::new(),
        changes: None,
    }
}

/// Nothing was done, for these reasons.
pub(super) fn failed(problems: &Diagnostics, session: &Session) -> Outcome {
    let errors = problems
        .iter()
        .filter(|found| found.severity == Severity::Error);
    Outcome {
        done: false,
        message: "Chưa ghi gì".to_owned(),
        problems: errors.map(|found| told(found, &session.sources)).collect(),
        ..Outcome::default()
    }
}

fn changed(dossier: &Path) -> Diagnostic {
    let message = format!("Hồ sơ {} đã đổi trên đĩa từ lúc mở", shown(dossier));
    Diagnostic::error("TP101", message)
        .with_note("có người hoặc chương trình khác vừa ghi vào hồ sơ; không ghi đè lên phần ấy")
        .with_remedy("Xem lại trang (đã đọc lại hồ sơ) rồi ghi điều chỉnh một lần nữa")
}

fn has_errors() -> Diagnostic {
    Diagnostic::error("TP102", "Hồ sơ đang có lỗi, chưa ghi điều chỉnh được")
        .with_remedy("Sửa hết lỗi ở thẻ Vấn đề trước")
}

fn not_editable() -> Diagnostic {
    Diagnostic::error("TP103", "Không thêm được điều chỉnh vào hồ sơ mà giữ nguyên phần còn lại")
        .with_note("`dieu_chinh` viết theo lối không tách riêng được, hoặc do `*tên` mang đến từ nơi khác")
        .with_remedy("Viết `dieu_chinh` thành danh sách thường, mỗi khóa một dòng, hoặc gõ thẳng điều chỉnh vào hồ sơ")
}

fn busy() -> Diagnostic {
    Diagnostic::error("TP104", "Một trang khác đang ghi vào chính hồ sơ này")
        .with_remedy("Đợi một lát rồi thử lại")
}

fn nothing_to_undo() -> Diagnostic {
    Diagnostic::error("TP105", "Không có điều chỉnh nào vừa ghi để bỏ")
        .with_remedy("Điều chỉnh ghi từ trước thì xóa trong `dieu_chinh` của hồ sơ")
}
