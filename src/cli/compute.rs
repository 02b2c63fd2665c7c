//! `quyetdinh compute`: the standings, for people or as JSON.

use serde::Serialize;
use unicode_width::UnicodeWidthStr;

use super::args::Compute;
use super::{Outcome, Session, print};
use crate::dossier::{Dossier, OverallMethod};
use crate::output::shown;
use crate::pipeline;
use crate::scoring::{BlockStandings, Figure, Standings, exact_text};

pub(super) fn run(options: &Compute, session: &mut Session) -> Outcome {
    let Some(text) = session.read_text(&options.dossier) else {
        return Outcome::Failed;
    };
    let scored = pipeline::read(
        &shown(&options.dossier),
        &text,
        |_| (),
        &mut session.sources,
        &mut session.diagnostics,
    );
    let Some(scored) = scored else {
        return Outcome::Failed;
    };
    if options.json {
        print(&json(&scored.dossier, &scored.standings));
    } else {
        print(&table(&scored.dossier, &scored.standings));
    }
    Outcome::Done
}

#[derive(Serialize)]
struct Report<'a> {
    blocks: Vec<BlockReport<'a>>,
    overall: OverallReport<'a>,
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
    tier: &'a str,
}

#[derive(Serialize)]
struct OverallReport<'a> {
    exact: String,
    printed: &'a str,
    method: &'static str,
}

/// The standings as JSON; exact values are decimal strings with a point.
pub(crate) fn json(dossier: &Dossier, standings: &Standings) -> String {
    let report = Report {
        blocks: standings
            .blocks
            .iter()
            .map(|block| block_report(dossier, block))
            .collect(),
        overall: OverallReport {
            exact: exact_text(&standings.overall.mean.exact),
            printed: &standings.overall.mean.printed,
            method: method_key(standings.overall.method),
        },
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
                tier: &dossier.tiers[row.tier].name.value,
            })
            .collect(),
    }
}

/// The standings as aligned tables.
fn table(dossier: &Dossier, standings: &Standings) -> String {
    let mut text = String::new();
    for block in &standings.blocks {
        text.push_str(&block_table(dossier, block));
        text.push('\n');
    }
    let overall = &standings.overall;
    let method = match overall.method {
        OverallMethod::Blocks => "trung bình của điểm trung bình các khối",
        OverallMethod::Agencies => "trung bình của tất cả cơ quan",
    };
    text.push_str(&format!(
        "Điểm trung bình chung: {}/{} ({method})\n",
        overall.mean.printed, overall.maximum_printed
    ));
    text
}

fn block_table(dossier: &Dossier, standings: &BlockStandings) -> String {
    let block = &dossier.blocks[standings.block];
    let header = ["STT", "Tên cơ quan", "Điểm", "Hạng", "Mức"].map(str::to_owned);
    let rows = standings.rows.iter().map(|row| {
        [
            row.position.to_string(),
            block.agencies[row.agency].name.value.clone(),
            row.score.printed.clone(),
            format!("{:02}", row.rank),
            dossier.tiers[row.tier].name.value.clone(),
        ]
    });
    let rows: Vec<[String; 5]> = std::iter::once(header).chain(rows).collect();
    let mut widths = [0; 5];
    for row in &rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.width());
        }
    }
    let mut text = format!(
        "Khối {} ({} cơ quan, thang điểm {})\n",
        block.name.value,
        standings.rows.len(),
        standings.maximum_printed
    );
    for row in &rows {
        text.push_str(&aligned(row, &widths));
    }
    text.push_str(&format!(
        "Điểm trung bình: {}/{}\n",
        standings.mean.printed, standings.maximum_printed
    ));
    let shares: Vec<String> = dossier
        .tiers
        .iter()
        .zip(&standings.tiers)
        .map(|(tier, count)| {
            let share = count.share.replace('.', ",");
            format!("{} {:02} ({share}%)", tier.name.value, count.count)
        })
        .collect();
    text.push_str(&format!("Tỷ lệ mức độ: {}\n", shares.join("; ")));
    text
}

/// One line; figures flush right, words flush left.
fn aligned(row: &[String; 5], widths: &[usize; 5]) -> String {
    let mut line = String::new();
    for (column, (cell, width)) in row.iter().zip(widths).enumerate() {
        let room = " ".repeat(width.saturating_sub(cell.width()));
        let words = matches!(column, 1 | 4);
        let (left, right) = if words {
            ("", room.as_str())
        } else {
            (room.as_str(), "")
        };
        line.push_str(&format!("{left}{cell}{right}  "));
    }
    format!("{}\n", line.trim_end())
}
