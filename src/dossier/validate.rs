//! Rules that one value alone cannot break: names that occur twice, scores outside their scale,
//! figures that speak of a block that is not there.
//!
//! Values that were reported while reading are placeholders and are passed over.

mod blocks;
mod last_year;
mod parts;
mod published;
mod rules;
mod scores;
mod tiers;

use std::collections::HashMap;

use super::facts::{Text, is_known};
use super::model::Core;
use crate::diagnostics::{Diagnostic, Diagnostics, Span};

/// Checks everything that was read.
pub(super) fn validate(dossier: &Core, diagnostics: &mut Diagnostics) {
    blocks::check_indicators(dossier.indicators(), diagnostics);
    rules::check_weights(dossier.indicators(), diagnostics);
    rules::check(dossier, diagnostics);
    tiers::check(dossier, diagnostics);
    blocks::check_ids(&dossier.blocks, diagnostics);
    let mut unscaled = Vec::new();
    for block in &dossier.blocks {
        blocks::check(block, diagnostics);
        scores::check(block, dossier, &mut unscaled, diagnostics);
        parts::check(block, dossier, diagnostics);
    }
    if let Some(past) = &dossier.last_year {
        last_year::check(past, dossier, diagnostics);
    }
    if let Some(published) = &dossier.published {
        published::check(published, dossier, diagnostics);
    }
}

/// Finds what occurs twice: for each later occurrence, its place and the first one's.
fn repeated<'a>(texts: impl IntoIterator<Item = &'a Text>) -> Vec<(&'a Text, Span)> {
    let mut first: HashMap<String, Span> = HashMap::new();
    let mut again = Vec::new();
    for text in texts.into_iter().filter(|text| is_known(text)) {
        match first.get(&text.to_lowercase()) {
            Some(&span) => again.push((text, span)),
            None => {
                first.insert(text.to_lowercase(), text.span);
            }
        }
    }
    again
}

/// The diagnostic for a name that must be unique.
fn twice(code: &'static str, what: &str, name: &Text, first: Span) -> Diagnostic {
    Diagnostic::error(code, format!("{what} `{}` ghi hai lần", **name))
        .at(name.span, "lần thứ hai")
        .with_related(first, "lần thứ nhất")
}
