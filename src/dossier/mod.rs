//! Phase 1: from YAML text to a typed [`Dossier`], or diagnostics.

mod date;
mod model;
mod number;
mod read;
mod text;
mod yaml;

pub use date::{PartialDate, day_text, month_text, parse_date};
pub use model::*;
pub use number::parse_number;

use crate::diagnostics::{Diagnostics, Sources};

/// Reads a dossier; `name` is its path as the user gave it. Every problem found goes into
/// `diagnostics`, in the order of the text; `None` if any of them is an error.
#[must_use]
pub fn load(
    name: &str,
    text: &str,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Option<Dossier> {
    let source = sources.add(name.replace('\\', "/"), text);
    let mut found = Diagnostics::new();
    let dossier =
        yaml::parse(source, text, &mut found).map(|root| read::dossier(&root, &mut found));
    found.sort_by_place();
    let usable = !found.has_errors();
    diagnostics.extend(found);
    dossier.filter(|_| usable)
}

/// Warns of what can be printed but should be looked at.
pub fn review(_dossier: &Dossier, _diagnostics: &mut Diagnostics) {}
