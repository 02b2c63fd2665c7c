//! Phase 4a: from a [`Document`] to the bytes of a .docx.

use crate::diagnostics::Diagnostics;
use crate::document::Document;
use crate::fonts::Fonts;

/// Writes the document as Office Open XML.
///
/// # Errors
/// Diagnostics for what cannot be written, e.g. a character that XML cannot hold.
pub fn write(_document: &Document, _fonts: &Fonts) -> Result<Vec<u8>, Diagnostics> {
    Err(Diagnostics::new())
}
