//! `quyetdinh compute`: the standings, for people or as JSON.

use unicode_width::UnicodeWidthStr;

use super::args::Compute;
use super::{Outcome, Session, print, workshop};
use crate::dossier::{Dossier, Input, OverallMethod};
use crate::export;
use crate::output::shown;
use crate::pipeline;
use crate::scoring::{BlockStandings, Standings};
use crate::wording::{self, with_large_first};

pub(super) fn run(options: &Compute, session: &mut Session) -> Outcome {
    let Some(text) = session.read_text(&options.dossier) else {
        return Outcome::Failed;
    };
    let name = shown(&options.dossier);
    let workshop = workshop::workshop((&name, &text), options.own.mau.as_deref(), None, session);
    let scored = workshop.and_then(|workshop| {
        let input = Input::new(&name, &text, workshop.templates.set());
        let (sources, diagnostics) = (&mut session.sources, &mut session.diagnostics);
        pipeline::read(input, |_| (), sources, diagnostics)
    });
    let Some(scored) = scored else {
        return Outcome::Failed;
    };
    if options.json {
        print(&export::json(&scored.dossier, &scored.standings));
    } else {
        print(&table(&scored.dossier, &scored.standings));
    }
    Outcome::Done
}

/// The standings as aligned tables.
fn table(dossier: &Dossier, standings: &Standings) -> String {
    let blocks = standings.blocks.iter();
    let blocks = blocks.map(|block| block_table(dossier, block));
    let overall = standings.overall.as_ref().map(|overall| {
        let method = match overall.method {
            OverallMethod::Blocks => "trung bình của điểm trung bình các khối",
            OverallMethod::Agencies | OverallMethod::None => "trung bình của tất cả cơ quan",
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
    let ranked_only = dossier.tiers.is_empty();
    let tier = if ranked_only { "" } else { "Mức" };
    let header = ["STT", "Tên cơ quan", "Điểm", "Hạng", tier].map(str::to_owned);
    let rows = standings.rows.iter().map(|row| {
        [
            row.position.to_string(),
            block.agencies[row.agency].name.value.clone(),
            row.score.printed.clone(),
            format!("{:02}", row.rank),
            row.tier
                .map_or_else(String::new, |tier| dossier.tiers[tier].name.value.clone()),
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
        "{} ({} cơ quan, thang điểm {})\n",
        with_large_first(&wording::block(&block.name)),
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
    if ranked_only {
        return text;
    }
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
