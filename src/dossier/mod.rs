//! Phase 1: from YAML text to a typed [`Dossier`], or diagnostics.

mod date;
mod model;

pub use date::{PartialDate, day_text, month_text};
pub use model::*;

use crate::diagnostics::{Diagnostics, Sources};

/// Reads a dossier. Every problem found goes into `diagnostics`; `None` if any is an error.
#[must_use]
pub fn load(
    _name: &str,
    _text: &str,
    _sources: &mut Sources,
    _diagnostics: &mut Diagnostics,
) -> Option<Dossier> {
    None
}

/// TEMP
pub fn review(_dossier: &Dossier, _diagnostics: &mut Diagnostics) {}
/// TEMP
#[must_use]
pub fn parse_date(_text: &str) -> Option<PartialDate> {
    None
}
/// TEMP
#[must_use]
pub fn parse_number(_text: &str) -> Option<String> {
    None
}
