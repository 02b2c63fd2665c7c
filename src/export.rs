//! The standings for other programs: JSON and CSV.

mod csv;
mod fill;
mod report;

use crate::dossier::{Dossier, OverallMethod};
use crate::scoring::{Standings, exact_text};
use report::{OverallReport, Report};

pub use csv::csv;

/// The standings as JSON; exact values are decimal strings with a point.
#[must_use]
pub(crate) fn json(dossier: &Dossier, standings: &Standings) -> String {
    let report = Report {
        blocks: standings
            .blocks
            .iter()
            .map(|block| fill::block_report(dossier, block))
            .collect(),
        overall: standings.overall.as_ref().map(|overall| OverallReport {
            exact: exact_text(&overall.mean.exact),
            printed: &overall.mean.printed,
            method: method_key(overall.method),
        }),
    };
    // plain structs with string keys always serialise
    let mut text = serde_json::to_string_pretty(&report).unwrap_or_default();
    text.push('\n');
    text
}

const fn method_key(method: OverallMethod) -> &'static str {
    match method {
        OverallMethod::Blocks => "theo_khoi",
        OverallMethod::Agencies => "theo_co_quan",
        OverallMethod::Quoted => "trich_dan",
        OverallMethod::None => "khong",
    }
}
