//! The sheet of all blocks: overall mean, and whether everything matches.

use crate::scoring::Fraction;

use super::{Places, Sums, compare};
use crate::dossier::{Dossier, OverallMethod};
use crate::scoring::{BlockStandings, Standings};
use crate::workbook::columns::{MAXIMUM, NAME};
use crate::workbook::line::{Lines, MATCH, NO_MATCH, at, quoted, result};
use crate::workbook::style;

/// Its columns of figures.
const ALL: [u16; 6] = [2, 3, 4, 5, 6, 7];

/// The sheet of all blocks: overall mean, and whether everything matches.
pub(in crate::workbook) fn overall(
    dossier: &Dossier,
    standings: &Standings,
    sums: &[Sums],
    lines: &mut Lines<'_>,
) {
    lines.text(
        0,
        0,
        "Kiểm tra kết quả bằng công thức của Excel",
        &style::title(),
    );
    let mean = standings
        .overall
        .as_ref()
        .filter(|overall| overall.method != OverallMethod::Quoted);
    let places = Places::of(&ALL);
    verdict(standings, sums, mean.is_some(), lines);
    let Some(overall) = mean else {
        return;
    };
    lines.heads(
        6,
        &[
            (NAME, "Cả kết quả"),
            (places.exact, "Trung bình chung"),
            (places.share, "In ra"),
            (places.our_share, "Chương trình"),
            (places.matches, "Khớp?"),
        ],
    );
    lines.text(7, NAME, "Điểm trung bình chung", &style::name());
    let formula = overall_mean(dossier, standings, sums, &overall.maximum);
    let mean = result(&overall.mean.exact);
    lines.formula((7, places.exact), &formula, &mean, &style::number());
    compare(7, places, &overall.mean.printed, lines);
}

/// How many rows of all sheets match, and how many do not.
fn verdict(standings: &Standings, sums: &[Sums], has_mean: bool, lines: &mut Lines<'_>) {
    let number = style::number();
    let places = Places::of(&ALL);
    let own = has_mean.then(|| at(7, places.matches));
    let cells = || sums.iter().flat_map(|sums| &sums.matches).chain(&own);
    let matching = |words: &str| {
        let counts = cells().map(|cells| format!("COUNTIF({cells},{})", quoted(words)));
        counts.collect::<Vec<_>>().join("+")
    };
    let of_block = |block: &BlockStandings| {
        let assessed = block.others.iter().filter(|other| other.result.is_some());
        block.rows.len() + assessed.count() + 1 + block.tiers.len()
    };
    let rows = standings.blocks.iter().map(of_block).sum::<usize>() + usize::from(has_mean);
    for (row, words, formula, result) in [
        (2, "Số dòng khớp", matching(MATCH), rows.to_string()),
        (3, "Số dòng không khớp", matching(NO_MATCH), "0".to_owned()),
    ] {
        lines.text(row, NAME, words, &style::name());
        lines.formula(
            (row, places.count),
            &format!("={formula}"),
            &result,
            &number,
        );
    }
    lines.text(4, NAME, "Kết luận", &style::name());
    lines.verdict((4, places.count), &format!("{}=0", at(3, places.count)));
}

fn overall_mean(
    dossier: &Dossier,
    standings: &Standings,
    sums: &[Sums],
    maximum: &Fraction,
) -> String {
    let maximum = result(maximum);
    let scaled: Vec<String> = sums
        .iter()
        .zip(&standings.blocks)
        .map(|(sums, block)| {
            let sheet = sums.mean.split_once('!').map_or("", |(sheet, _)| sheet);
            let of_block = format!("{sheet}!{MAXIMUM}");
            match dossier.blocks[block.block].maximum().value.is_zero() {
                true => sums.mean.clone(),
                false => format!("{}*{maximum}/{of_block}", sums.mean),
            }
        })
        .collect();
    let counts: Vec<&str> = sums.iter().map(|sums| sums.count.as_str()).collect();
    match dossier.rules.overall {
        OverallMethod::Agencies => {
            let weighted: Vec<String> = scaled
                .iter()
                .zip(&counts)
                .map(|(mean, count)| format!("{mean}*{count}"))
                .collect();
            format!("=({})/MAX(1,{})", weighted.join("+"), counts.join("+"))
        }
        _ => {
            let some: Vec<String> = counts
                .iter()
                .map(|count| format!("IF({count}>0,1,0)"))
                .collect();
            format!("=({})/MAX(1,{})", scaled.join("+"), some.join("+"))
        }
    }
}
