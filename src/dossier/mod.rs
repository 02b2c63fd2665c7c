//! Phase 1: from YAML text to a typed [`Dossier`], or diagnostics.

mod amending;
mod conventions;
mod corrections;
mod date;
mod model;
mod number;
mod read;
mod text;
mod validate;
mod yaml;

pub use conventions::review;
pub use corrections::Applied;
pub use date::{PartialDate, day_text, month_text, parse_date};
pub use model::*;
pub use number::parse_number;

use crate::diagnostics::{Diagnostics, Sources};

/// Reads a dossier and applies all its corrections; `name` is its path as the user gave it. Every
/// problem found goes into `diagnostics`, in the order of the text; `None` if any of them is an error.
#[must_use]
pub fn load(
    name: &str,
    text: &str,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Option<Dossier> {
    load_after(Applied::All, name, text, sources, diagnostics)
}

/// The same with so many of the corrections applied; the others are left out of the dossier.
#[must_use]
pub fn load_after(
    applied: Applied,
    name: &str,
    text: &str,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Option<Dossier> {
    let source = sources.add(name.replace('\\', "/"), text);
    let mut found = Diagnostics::new();
    let dossier = yaml::parse(source, text, &mut found).map(|root| {
        let mut dossier = read::dossier(&root, &mut found);
        correct(&mut dossier, applied, &mut found);
        validate::validate(&dossier, &mut found);
        if !found.has_errors() {
            // as typed: in an amending decision other lines follow
            conventions::closing_marks(&dossier, &mut found);
        }
        order_scores(&mut dossier);
        dossier
    });
    found.settle(sources);
    found.sort_by_place();
    let usable = !found.has_errors();
    diagnostics.extend(found);
    dossier.filter(|_| usable)
}

/// Applies the corrections. After an error of reading, what the corrections lack may just have been
/// unreadable, so nothing more is said of them.
fn correct(dossier: &mut Dossier, applied: Applied, found: &mut Diagnostics) {
    if let Applied::First(count) = applied {
        dossier.corrections.truncate(count);
    }
    let mut problems = Diagnostics::new();
    corrections::apply(dossier, &mut problems);
    if !found.has_errors() {
        found.extend(problems);
    }
}

/// Puts each agency's indicator scores in the order of its block's indicators.
fn order_scores(dossier: &mut Dossier) {
    let common = &dossier.indicators.list;
    for block in &mut dossier.blocks {
        let indicators = block.indicators.as_ref().unwrap_or(common);
        let place = |score: &IndicatorScore| {
            let mut ids = indicators.iter().map(|indicator| &*indicator.id);
            ids.position(|id| *id == *score.indicator)
        };
        for agency in &mut block.agencies {
            agency.scores.sort_by_key(place);
        }
    }
}
