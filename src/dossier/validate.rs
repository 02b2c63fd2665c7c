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
mod submission;
mod symbol;
mod tiers;

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::facts::{Text, is_known};
use super::model::Core;
use crate::diagnostics::{Diagnostic, Diagnostics, Version};
use crate::values::folded;

/// Checks everything that was read.
pub(super) fn validate(dossier: &Core, diagnostics: &mut Diagnostics) {
    diagnostics.push_all(symbol::check(&dossier.document.symbol, "QĐ"));
    diagnostics.push_all(submission::check(dossier));
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

/// Finds what occurs twice, small letters or capitals: each later occurrence, and the first one.
fn repeated<'a>(texts: impl IntoIterator<Item = &'a Text>) -> Vec<(&'a Text, &'a Text)> {
    repeated_by(texts, |text| text.to_lowercase())
}

/// The same of agencies' names, in whatever spelling.
fn repeated_names<'a>(texts: impl IntoIterator<Item = &'a Text>) -> Vec<(&'a Text, &'a Text)> {
    repeated_by(texts, folded)
}

fn repeated_by<'a>(
    texts: impl IntoIterator<Item = &'a Text>,
    key: impl Fn(&str) -> String,
) -> Vec<(&'a Text, &'a Text)> {
    let mut first: HashMap<String, &Text> = HashMap::new();
    let mut again = Vec::new();
    for text in texts.into_iter().filter(|text| is_known(text)) {
        match first.entry(key(text)) {
            Entry::Occupied(first) => again.push((text, *first.get())),
            Entry::Vacant(place) => {
                place.insert(text);
            }
        }
    }
    again
}

/// The diagnostic for a name that must be unique.
fn twice(code: &'static str, what: &str, name: &Text, first: &Text) -> Diagnostic {
    let problem = Diagnostic::error(code, format!("{what} `{}` ghi hai lần", **name))
        .at(name.span, "lần thứ hai")
        .with_related(first.span, "lần thứ nhất");
    if name.to_lowercase() == first.to_lowercase() {
        return problem;
    }
    // seen since names are compared as they are read
    problem.since(Version::V0_3).with_note(format!(
        "`{}` và `{}` là một tên: cách đặt dấu thanh, dấu gạch, khoảng trắng, chữ viết tắt UBND không làm thành hai tên",
        **first, **name
    ))
}
