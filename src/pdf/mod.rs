//! Phase 4b: from a [`Document`] to the bytes of a .pdf: `layout` -> `paint` -> `archival`.

use crate::diagnostics::Diagnostics;
use crate::document::Document;
use crate::fonts::Fonts;

/// Writes the document as PDF.
///
/// # Errors
/// Diagnostics for what cannot be set, e.g. a character the font lacks.
pub fn write(_document: &Document, _fonts: &Fonts) -> Result<Vec<u8>, Diagnostics> {
    Err(Diagnostics::new())
}
