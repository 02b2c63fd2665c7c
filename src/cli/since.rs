//! `build --so-voi`, `build --truoc`: the old text from which the DOCX shows its changes.

use super::Session;
use super::args::{Build, FormatName};
use super::opened::Opened;
use super::past::PastOnDisk;
use super::state::{self, Source};
use crate::characters;
use crate::diagnostics::Diagnostic;
use crate::document::Document;
use crate::docx::Reviser;
use crate::dossier::{Applied, Input};
use crate::output::shown;
use crate::pipeline::{IssueFacts, Scored, Workshop};
use crate::revision;

/// Who changed the text, unless another name is given.
const AUTHOR: &str = "quyetdinh";

/// The new document and what it was made of.
pub(super) struct New<'a> {
    pub(super) opened: &'a Opened,
    pub(super) workshop: &'a Workshop,
    pub(super) scored: &'a Scored,
    pub(super) documents: &'a [Document],
}

/// The old documents and who changed them.
pub(super) struct Since {
    old: Vec<Document>,
    by: Reviser,
}

impl Since {
    /// The old document of the same name, and who changed it.
    pub(super) fn of(&self, document: &Document) -> Option<(&Document, &Reviser)> {
        let mut old = self.old.iter();
        let old = old.find(|old| old.name == document.name)?;
        Some((old, &self.by))
    }
}

/// The old documents; `None` inside if nothing is to be compared, outside after an
/// error.
#[expect(
    clippy::option_option,
    reason = "nothing asked for is no error, and an error is not nothing"
)]
pub(super) fn since(
    options: &Build,
    new: &New<'_>,
    given: &IssueFacts,
    session: &mut Session,
) -> Option<Option<Since>> {
    let is_asked = options.so_voi.is_some() || options.truoc.is_some();
    if is_asked && !options.format.contains(&FormatName::Docx) {
        session.diagnostics.push(
            Diagnostic::error("TP053", "Chỉ tệp DOCX đánh dấu được thay đổi")
                .with_remedy("Thêm docx vào --format, hoặc bỏ --so-voi, --truoc"),
        );
        return None;
    }
    let author = author(options, session)?;
    let old = match (&options.so_voi, options.truoc) {
        (Some(path), _) => {
            let (templates, fonts) = (options.own.mau.as_deref(), options.phong_chu.as_deref());
            let source = Source::find(path, &PastOnDisk::boxed, session)?;
            let workshop = source.workshop(None, templates, fonts, session)?;
            source.as_issued(&workshop, session)?
        }
        (None, Some(number)) => {
            let count = state::before(number, &new.scored.dossier, session)?;
            let input = Input {
                applied: Applied::First(count),
                ..new.opened.input(new.workshop.templates.set())
            };
            state::drafted(input, given, new.workshop, session)?
        }
        (None, None) => return Some(None),
    };
    warn_if_same(&old.documents, new.documents, session);
    let by = Reviser {
        author,
        date: revision::day_of_change(&old.scored.dossier, &new.scored.dossier)
            .or_else(|| new.documents.first().map(|document| document.meta.date))?,
    };
    let old = old.documents;
    Some(Some(Since { old, by }))
}

/// The name after `--nguoi-sua`, by the rules for text in a dossier.
fn author(options: &Build, session: &mut Session) -> Option<String> {
    let typed = options.nguoi_sua.as_deref().unwrap_or(AUTHOR);
    let Some((_, letter)) = characters::first_refused(typed) else {
        let printed: String = typed.chars().filter_map(characters::printed).collect();
        return Some(crate::values::spaced(&printed));
    };
    let problem = Diagnostic::unprintable("TP055", letter);
    session
        .diagnostics
        .push(problem.with_remedy("Gõ lại tên sau --nguoi-sua"));
    None
}

fn warn_if_same(old: &[Document], new: &[Document], session: &mut Session) {
    let texts = |documents: &[Document]| {
        let mut all: Vec<String> = Vec::new();
        for document in documents {
            document.for_each_text(&mut |text, _| all.push(text.to_owned()));
        }
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
pub(super) fn said(options: &Build) -> String {
    let old = match (&options.so_voi, options.truoc) {
        (Some(path), _) => shown(path),
        (None, Some(number)) => format!("hồ sơ trước điều chỉnh thứ {number}"),
        (None, None) => return String::new(),
    };
    format!(
        "DOCX đánh dấu các thay đổi so với {old}; trong Word: thẻ Xem lại (Review), Chấp nhận (Accept) hoặc Từ chối (Reject)\n"
    )
}
