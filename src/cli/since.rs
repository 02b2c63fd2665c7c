//! `build --so-voi`, `build --truoc`: the old text from which the DOCX shows its changes.

use super::args::{Build, FormatName};
use super::state::{self, Source, State};
use super::{Session, print};
use crate::diagnostics::Diagnostic;
use crate::document::Document;
use crate::docx::Reviser;
use crate::dossier::Applied;
use crate::output::shown;
use crate::pipeline::{IssueFacts, Scored};
use crate::revision;

/// Who changed the text, unless another name is given.
const AUTHOR: &str = "quyetdinh";

/// The old document and who changed it; `None` inside if nothing is to be compared, outside after an
/// error.
#[expect(
    clippy::option_option,
    reason = "nothing asked for is no error, and an error is not nothing"
)]
pub(super) fn since(
    options: &Build,
    given: &IssueFacts,
    new: &Scored,
    document: &Document,
    session: &mut Session,
) -> Option<Option<(Document, Reviser)>> {
    if options.so_voi.is_none() && options.truoc.is_none() {
        return Some(None);
    }
    if !options.format.contains(&FormatName::Docx) {
        session.diagnostics.push(
            Diagnostic::error("TP053", "Chỉ tệp DOCX đánh dấu được thay đổi")
                .with_remedy("Thêm docx vào --format, hoặc bỏ --so-voi, --truoc"),
        );
        return None;
    }
    let old = old_state(options, given, new, session)?;
    warn_if_same(&old.document, document, session);
    let by = Reviser {
        author: options.nguoi_sua.clone().unwrap_or_else(|| AUTHOR.into()),
        date: revision::day_of_change(&old.scored.dossier, &new.dossier)
            .unwrap_or(document.meta.date),
    };
    Some(Some((old.document, by)))
}

fn old_state(
    options: &Build,
    given: &IssueFacts,
    new: &Scored,
    session: &mut Session,
) -> Option<State> {
    let templates = options.mau.as_deref();
    if let Some(path) = &options.so_voi {
        return Source::find(path, session)?.as_issued(Applied::All, templates, session);
    }
    let number = options.truoc.unwrap_or_default();
    let applied = Applied::First(state::before(number, &new.dossier, session)?);
    Source::numbered(&options.dossier, given.clone()).as_issued(applied, templates, session)
}

fn warn_if_same(old: &Document, new: &Document, session: &mut Session) {
    let texts = |document: &Document| {
        let mut all: Vec<String> = Vec::new();
        document.for_each_text(&mut |text| all.push(text.to_owned()));
        all
    };
    if texts(old) == texts(new) {
        session.diagnostics.push(
            Diagnostic::warning(
                "TP054",
                "Văn bản mới giống hệt văn bản cũ, không có gì để đánh dấu",
            )
            .with_remedy("Kiểm tra lại hồ sơ đem so, hoặc số thứ tự điều chỉnh sau --truoc"),
        );
    }
}

/// Says what is special about the DOCX.
pub(super) fn say(options: &Build) {
    let old = match (&options.so_voi, options.truoc) {
        (Some(path), _) => shown(path),
        (None, Some(number)) => format!("hồ sơ trước điều chỉnh thứ {number}"),
        (None, None) => return,
    };
    print(&format!(
        "DOCX đánh dấu các thay đổi so với {old}; trong Word: thẻ Xem lại (Review), Chấp nhận (Accept) hoặc Từ chối (Reject)\n"
    ));
}
