//! Phase 4a: from a [`Document`] to the bytes of a .docx.
//!
//! `docx-rs` builds paragraphs, runs and tables; every piece is read back as XML, put into the
//! order of the schema, given what `docx-rs` cannot say, and written with all text escaped. The
//! other parts of the package are written here alone.

mod body;
mod check;
mod column;
pub(crate) mod controls;
mod drawn_line;
mod frame;
mod glossary;
mod kind;
mod made;
mod measure;
mod origin;
mod package;
mod paragraph;
mod parted;
mod retext;
mod schema;
mod section;
mod settings;
mod style_element;
mod styles;
mod table;
mod table_styles;
mod theme;
mod track;
mod xml;

pub(crate) use controls::fact_name;
pub(crate) use origin::origin;
pub(crate) use settings::PROGRAM;
pub use track::Reviser;

use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::document::Document;
use crate::fit::{Fitted, fit, fitted};
use crate::fonts::Fonts;

/// Writes the document as Office Open XML. The same document gives the same bytes.
///
/// # Errors
/// Diagnostics for what cannot be written: `TT050`, a character that XML cannot hold; `TT051`, a
/// mistake of the program's.
pub fn write(document: &Document, fonts: &Fonts) -> Result<Vec<u8>, Diagnostics> {
    write_fitted(&fitted(document, fonts)?, None, fonts)
}

/// Writes the new document with every difference from the old one as a tracked change: rejecting
/// all gives the old text, accepting all the new one.
///
/// # Errors
/// As [`write`], for either document and the name of who changed it.
pub fn write_revised(
    old: &Document,
    new: &Document,
    by: &Reviser,
    fonts: &Fonts,
) -> Result<Vec<u8>, Diagnostics> {
    write_fitted(&fitted(new, fonts)?, Some((old, by)), fonts)
}

/// The same of a document whose tables are set, perhaps beside an old one.
pub(crate) fn write_fitted(
    document: &Fitted,
    old: Option<(&Document, &Reviser)>,
    fonts: &Fonts,
) -> Result<Vec<u8>, Diagnostics> {
    let document = document.document();
    let mut problems = check::characters(document);
    if let Some((old, by)) = old {
        problems.extend(check::characters(old));
        problems.extend(check::name(&by.author));
    }
    if problems.has_errors() {
        return Err(problems);
    }
    // what an old table could not do no longer matters
    let old = old.map(|(old, by)| (fit(old, fonts).0, by));
    let old = old.as_ref().map(|(old, by)| (old, *by));
    body::build(old, document, fonts)
        .and_then(|body| package::zip(&package::parts(document, fonts, body)))
        .ok_or_else(|| not_built().into())
}

fn not_built() -> Diagnostic {
    Diagnostic::error("TT051", "Không dựng được tệp Word từ văn bản này").with_remedy(
        "Đây là lỗi của chương trình: gửi hồ sơ cho người phát triển; trong khi chờ, tạo riêng bản PDF bằng --format pdf",
    )
}
