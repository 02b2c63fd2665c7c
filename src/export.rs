//! The standings for other programs: JSON and CSV.

use serde::Serialize;

use crate::dossier::{Dossier, OverallMethod};
use crate::scoring::{BlockStandings, Figure, Standings, exact_text};

#[derive(Serialize)]
struct Report<'a> {
    blocks: Vec<BlockReport<'a>>,
    overall: Option<OverallReport<'a>>,
}

#[derive(Serialize)]
struct BlockReport<'a> {
    id: &'a str,
    name: &'a str,
    max: String,
    count: usize,
    mean: FigureReport<'a>,
    tiers: Vec<TierReport<'a>>,
    rows: Vec<RowReport<'a>>,
}

#[derive(Serialize)]
struct FigureReport<'a> {
    exact: String,
    printed: &'a str,
}

#[derive(Serialize)]
struct TierReport<'a> {
    name: &'a str,
    count: usize,
    share: &'a str,
}

#[derive(Serialize)]
struct RowReport<'a> {
    position: usize,
    name: &'a str,
    score: String,
    printed: &'a str,
    rank: usize,
    tier: Option<&'a str>,
}

#[derive(Serialize)]
struct OverallReport<'a> {
    exact: String,
    printed: &'a str,
    method: &'static str,
}

/// The standings as JSON; exact values are decimal strings with a point.
#[must_use]
pub fn json(dossier: &Dossier, standings: &Standings) -> String {
    let report = Report {
        blocks: standings
            .blocks
            .iter()
            .map(|block| block_report(dossier, block))
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
        OverallMethod::None => "khong",
    }
}

fn figure(figure: &Figure) -> FigureReport<'_> {
    FigureReport {
        exact: exact_text(&figure.exact),
        printed: &figure.printed,
    }
}

fn block_report<'a>(dossier: &'a Dossier, standings: &'a BlockStandings) -> BlockReport<'a> {
    let block = &dossier.blocks[standings.block];
    BlockReport {
        id: &block.id.value,
        name: &block.name.value,
        max: exact_text(&standings.maximum),
        count: standings.rows.len(),
        mean: figure(&standings.mean),
        tiers: dossier
            .tiers
            .iter()
            .zip(&standings.tiers)
            .map(|(tier, count)| TierReport {
                name: &tier.name.value,
                count: count.count,
                share: &count.share,
            })
            .collect(),
        rows: standings
            .rows
            .iter()
            .map(|row| RowReport {
                position: row.position,
                name: &block.agencies[row.agency].name.value,
                score: exact_text(&row.score.exact),
                printed: &row.score.printed,
                rank: row.rank,
                tier: row.tier.map(|tier| dossier.tiers[tier].name.as_str()),
            })
            .collect(),
    }
}

/// The standings as CSV (RFC 4180, UTF-8 with its mark so that Excel reads the letters): one line
/// an agency, scores exact with a point and as printed.
#[must_use]
pub fn csv(dossier: &Dossier, standings: &Standings) -> String {
    let mut text = String::from("\u{feff}khoi,stt,co_quan,diem,diem_in,hang,muc\r\n");
    for block in &standings.blocks {
        let report = block_report(dossier, block);
        for row in &report.rows {
            let line = [
                report.id,
                &row.position.to_string(),
                row.name,
                &row.score,
                row.printed,
                &row.rank.to_string(),
                row.tier.unwrap_or_default(),
            ]
            .map(csv_field);
            text.push_str(&line.join(","));
            text.push_str("\r\n");
        }
    }
    text
}

/// Quoted where it must be.
fn csv_field(text: &str) -> String {
    if text.contains([',', '"', '\r', '\n']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::csv_field;

    #[test]
    fn quotes_what_would_break_a_line() {
        assert_eq!(csv_field("Sở Xây dựng"), "Sở Xây dựng");
        assert_eq!(csv_field("89,1"), "\"89,1\"");
        assert_eq!(csv_field("a \"b\""), "\"a \"\"b\"\"\"");
    }
}
