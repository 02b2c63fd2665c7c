//! Phase 4b: from a [`Document`] to the bytes of a .pdf: `layout` -> `paint` -> `archival`.

mod archival;
mod check;
mod hash;
mod headings;
pub(crate) mod layout;
mod options;
mod paint;

pub use options::{Attachment, Options, Relationship};

use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::document::Document;
use crate::fit::{Fitted, fitted};
use crate::fonts::Fonts;

/// Writes the document as PDF/A-2a and PDF/UA-1, with empty signature fields.
///
/// # Errors
/// Diagnostics for what cannot be set, e.g. a character the font lacks.
pub fn write(document: &Document, fonts: &Fonts) -> Result<Vec<u8>, Diagnostics> {
    write_with(document, fonts, &Options::default())
}

/// Writes the document as PDF/A and PDF/UA-1 with these options.
///
/// # Errors
/// Diagnostics for what cannot be set, e.g. a character the font lacks.
pub fn write_with(
    document: &Document,
    fonts: &Fonts,
    options: &Options,
) -> Result<Vec<u8>, Diagnostics> {
    write_fitted(&fitted(document, fonts)?, fonts, options)
}

/// The same of a document whose tables are set.
pub(crate) fn write_fitted(
    document: &Fitted,
    fonts: &Fonts,
    options: &Options,
) -> Result<Vec<u8>, Diagnostics> {
    let mut problems = check::check(document.document());
    let laid_out = match layout::layout_fitted(document, fonts) {
        Ok(laid_out) if !problems.has_errors() => laid_out,
        Ok(_) => return Err(problems),
        Err(others) => {
            problems.extend(others);
            return Err(problems);
        }
    };
    let meta = &document.document().meta;
    let painted =
        paint::paint(&laid_out, fonts, &meta.abbreviations).map_err(|file| unusable_font(&file))?;
    archival::finish(meta, laid_out, painted, fonts, options)
        .map_err(|cause| unwritable(&cause).into())
}

fn unusable_font(file: &str) -> Diagnostics {
    Diagnostic::error(
        "TP005",
        format!("Không nhúng được phông chữ {file} vào PDF"),
    )
    .with_remedy("Chép lại tệp phông chữ gốc, hoặc bỏ tùy chọn --phong-chu để dùng phông có sẵn")
    .into()
}

fn unwritable(cause: &std::io::Error) -> Diagnostic {
    Diagnostic::error("TP006", "Không tạo được nội dung tệp PDF").with_note(cause.to_string())
}
