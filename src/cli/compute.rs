//! `quyetdinh compute`: the standings, for people or as JSON.

use unicode_width::UnicodeWidthStr;

use std::path::Path;

use super::args::Compute;
use super::given::source_date_epoch;
use super::made_workbook::written;
use super::prepared::{Asked, Prepared};
use super::{Outcome, Session, print};
use crate::dossier::{Dossier, OverallMethod};
use crate::scoring::{BlockStandings, Scored, Standings};
use crate::values::with_comma;
use crate::wording::{self, with_large_first};
use crate::{export, pipeline, workbook};

/// Stands where there is nothing.
const NONE: &str = "–";

pub(super) fn run(options: &Compute, session: &mut Session) -> Outcome {
    let asked = Asked {
        dossier: &options.dossier,
        templates: options.own.mau.as_deref(),
        ..Asked::default()
    };
    let scored = Prepared::open(&asked, session).and_then(|prepared| {
        let (sources, diagnostics) = (&mut session.sources, &mut session.diagnostics);
        let (scored, _) = prepared.task().read(|_| (), sources, diagnostics)?;
        prepared.workshop.is_some().then_some(scored)
    });
    let Some(scored) = scored else {
        return Outcome::Failed;
    };
    if let Some(path) = &options.xlsx {
        return check_workbook(path, &scored, session);
    }
    if options.json {
        print(&export::json(&scored.dossier, &scored.standings));
    } else {
        print(&table(&scored.dossier, &scored.standings));
    }
    Outcome::Done
}

/// Writes the workbook that makes the figures once more.
fn check_workbook(path: &Path, scored: &pipeline::Scored, session: &mut Session) -> Outcome {
    let date = scored.dossier.document.date.value;
    let fallback = source_date_epoch(&mut session.diagnostics);
    let given = date.day().map(|_| date.earliest());
    let day = given.or(fallback).unwrap_or_else(|| date.earliest());
    let made = workbook::check(&scored.dossier, &scored.standings, day);
    written(path, made, session)
}

/// The standings as aligned tables.
fn table(dossier: &Dossier, standings: &Standings) -> String {
    let blocks = standings.blocks.iter();
    let blocks = blocks.map(|block| block_table(dossier, block));
    let overall = standings.overall.as_ref().map(|overall| {
        let method = match overall.method {
            OverallMethod::Blocks => "trung bình của điểm trung bình các khối",
            OverallMethod::Agencies | OverallMethod::None => "trung bình của tất cả cơ quan",
            OverallMethod::Quoted => "trích dẫn",
        };
        format!(
            "Điểm trung bình chung: {}/{} ({method})\n",
            overall.mean.printed, overall.maximum_printed
        )
    });
    blocks.chain(overall).collect::<Vec<_>>().join("\n")
}

fn block_table(dossier: &Dossier, standings: &BlockStandings) -> String {
    let block = &dossier.blocks[standings.block];
    let rows = rows(dossier, standings);
    let mut widths = [0; 5];
    for row in &rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.width());
        }
    }
    let mut text = format!(
        "{} ({} cơ quan, thang điểm {})\n",
        with_large_first(&wording::block(&block.name)),
        ranked_of_all(standings),
        standings.maximum_printed
    );
    for row in &rows {
        text.push_str(&aligned(row, &widths));
    }
    text.push_str(&format!(
        "Điểm trung bình: {}/{}\n",
        standings.mean.printed, standings.maximum_printed
    ));
    let tiers = dossier.tiers_of(block).iter().zip(&standings.tiers);
    let shares = tiers.map(|(tier, count)| {
        let share = with_comma(&count.share);
        format!("{} {:02} ({share}%)", tier.name.value, count.count)
    });
    let shares: Vec<String> = shares.collect();
    if !shares.is_empty() {
        text.push_str(&format!("Tỷ lệ mức độ: {}\n", shares.join("; ")));
    }
    text
}

/// The header, the agencies by rank, and those that are not ranked.
fn rows(dossier: &Dossier, standings: &BlockStandings) -> Vec<[String; 5]> {
    let block = &dossier.blocks[standings.block];
    let tiers = dossier.tiers_of(block);
    let tier = if tiers.is_empty() { "" } else { "Mức" };
    let header = ["STT", "Tên cơ quan", "Điểm", "Hạng", tier].map(str::to_owned);
    let row = |agency: usize, position: String, rank: String, result: Option<&Scored>| {
        let tier = result.and_then(|result| tiers.get(result.tier?));
        [
            position,
            block.agencies[agency].name.value.clone(),
            result
                .map_or(NONE, |result| &result.score.printed)
                .to_owned(),
            rank,
            tier.map_or_else(String::new, |tier| tier.name.value.clone()),
        ]
    };
    let ranked = standings.rows.iter().map(|standing| {
        let rank = format!("{:02}", standing.rank);
        let position = standing.position.to_string();
        row(standing.agency, position, rank, Some(&standing.result))
    });
    let others = standings.others.iter().map(|other| {
        let none = || NONE.to_owned();
        row(other.agency, none(), none(), other.result.as_ref())
    });
    let rows = std::iter::once(header).chain(ranked).chain(others);
    rows.collect()
}

/// `17/19` where some are not ranked.
fn ranked_of_all(standings: &BlockStandings) -> String {
    let ranked = standings.rows.len();
    match standings.others.len() {
        0 => ranked.to_string(),
        others => format!("{ranked}/{}", ranked + others),
    }
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
