//! Mean, counts and shares of a block below its agencies, and the sheet of all blocks.

use super::block::Sheet;
use super::columns::MAXIMUM;
use super::line::{Lines, at, column, decimals, printed_result, quoted, result};
use super::style;
use crate::dossier::{Dossier, OverallMethod, ShareRounding};
use crate::scoring::{Fraction, Standings, TierCount};

/// Rows between the agencies and their mean.
const GAP: u32 = 2;
/// Height of a heading, in points: two lines.
const HEAD_HEIGHT: f64 = 34.0;
/// The column of names.
const NAME: u16 = 1;

/// Columns of the tables of means and tiers.
#[derive(Clone, Copy)]
struct Places {
    count: u16,
    exact: u16,
    share: u16,
    our_count: u16,
    our_share: u16,
    matches: u16,
}

impl Places {
    /// The first columns that are shown.
    fn of(shown: &[u16]) -> Self {
        let at = |index: usize| shown.get(index).copied().unwrap_or(0);
        Self {
            count: at(0),
            exact: at(1),
            share: at(2),
            our_count: at(3),
            our_share: at(4),
            matches: at(5),
        }
    }
}

/// Columns of the sheet of all blocks.
const ALL: [u16; 6] = [2, 3, 4, 5, 6, 7];

/// Where a block's sheet has what the sheet of all blocks asks for.
pub(super) struct Sums {
    /// Unrounded mean.
    pub(super) mean: String,
    /// How many are counted.
    pub(super) count: String,
    /// All cells `Khớp?`.
    pub(super) matches: Vec<String>,
}

/// Writes them; `Khớp?` of the whole sheet comes on top.
pub(super) fn write(sheet: &Sheet<'_>, lines: &mut Lines<'_>) -> Sums {
    let standings = sheet.standings;
    let places = Places::of(&sheet.shown());
    let top = sheet.last() + GAP;
    let (head, number) = (style::head(), style::number());
    for (column, words) in [
        (NAME, "Của cả khối"),
        (places.count, "Số được tính"),
        (places.exact, "Trung bình"),
        (places.share, "In ra"),
        (places.our_share, "Chương trình"),
        (places.matches, "Khớp?"),
    ] {
        lines.text(top, column, words, &head);
    }
    let row = top + 1;
    let counted = sheet.cells(sheet.columns.counted);
    lines.text(row, NAME, "Điểm trung bình", &style::name());
    lines.formula(
        (row, places.count),
        &format!("=SUM({counted})"),
        &standings.counted.to_string(),
        &number,
    );
    let totals = sheet.cells(sheet.columns.total);
    let mean = format!(
        "=SUMIF({counted},1,{totals})/MAX(1,{})",
        at(row, places.count)
    );
    lines.formula(
        (row, places.exact),
        &mean,
        &result(&standings.mean.exact),
        &number,
    );
    compare(row, places, &standings.mean.printed, lines);
    let tiers = sheet.dossier.tiers_of(sheet.block());
    let names: Vec<&str> = tiers.iter().map(|tier| tier.name.as_str()).collect();
    let tier_cells = sheet.cells(sheet.columns.tier);
    let count = |name: &str| format!("=COUNTIFS({tier_cells},{name},{counted},1)");
    let last = shares(
        sheet.dossier,
        places,
        (&names, &standings.tiers),
        row + 2,
        &count,
        lines,
    );
    let mut matches = vec![sheet.cells_from_afar(sheet.columns.matches)];
    matches.push(format!(
        "{}!{}",
        sheet.name,
        column(places.matches, row, last)
    ));
    Sums {
        mean: format!("{}!{}", sheet.name, at(row, places.exact)),
        count: format!("{}!{}", sheet.name, at(row, places.count)),
        matches,
    }
}

/// A mean rounded, beside the program's.
fn compare(row: u32, places: Places, printed: &str, lines: &mut Lines<'_>) {
    let digits = decimals(printed);
    let rounded = format!("=ROUND(ROUND({},10),{digits})", at(row, places.exact));
    lines.formula(
        (row, places.share),
        &rounded,
        &printed_result(printed),
        &style::fixed(digits),
    );
    let ours: f64 = printed_result(printed).parse().unwrap_or(0.0);
    lines.number(row, places.our_share, ours, &style::fixed(digits));
    let formula = format!(
        "=IF(ABS({}-{})<0.0000001,\"Khớp\",\"KHÔNG KHỚP\")",
        at(row, places.share),
        at(row, places.our_share)
    );
    lines.formula((row, places.matches), &formula, "Khớp", &style::number());
}

/// Counts and shares of tiers; gives the last row.
fn shares(
    dossier: &Dossier,
    places: Places,
    (names, ours): (&[&str], &[TierCount]),
    top: u32,
    count: &dyn Fn(&str) -> String,
    lines: &mut Lines<'_>,
) -> u32 {
    if names.is_empty() {
        return top - 2;
    }
    let (head, number) = (style::head(), style::number());
    for (column, words) in [
        (NAME, "Mức"),
        (places.count, "Số lượng"),
        (places.exact, "Tỷ lệ (%), chưa làm tròn"),
        (places.share, "Tỷ lệ in ra (%)"),
        (places.our_count, "Số lượng (chương trình)"),
        (places.our_share, "Tỷ lệ (chương trình)"),
        (places.matches, "Khớp?"),
    ] {
        lines.text(top, column, words, &head);
    }
    lines.with(|page| page.set_row_height(top, HEAD_HEIGHT).map(|_| ()));
    let digits = dossier.rules.share_decimals();
    let first = top + 1;
    let last = top + u32::try_from(names.len()).unwrap_or(1);
    let total = format!("SUM({})", column(places.count, first, last));
    for (row, (name, tier)) in (first..).zip(names.iter().zip(ours)) {
        lines.text(row, NAME, name, &style::name());
        lines.formula(
            (row, places.count),
            &count(&at_fixed_column(row)),
            &tier.count.to_string(),
            &number,
        );
        let exact = format!("=IF({total}=0,0,{}*100/{total})", at(row, places.count));
        lines.formula(
            (row, places.exact),
            &exact,
            &result(&tier.exact_share),
            &number,
        );
        let share = match dossier.rules.share_rounding {
            ShareRounding::Each => format!("=ROUND(ROUND({},9),{digits})", at(row, places.exact)),
            ShareRounding::LargestRemainder => {
                largest_remainder(row, places.exact, (first, last), digits)
            }
        };
        lines.formula(
            (row, places.share),
            &share,
            &tier.share,
            &style::fixed(digits as usize),
        );
        lines.number(row, places.our_count, tier.count as f64, &number);
        lines.number(
            row,
            places.our_share,
            tier.share.parse().unwrap_or(0.0),
            &style::fixed(digits as usize),
        );
        let formula = format!(
            "=IF(AND({}={},ABS({}-{})<0.0000001),\"Khớp\",\"KHÔNG KHỚP\")",
            at(row, places.count),
            at(row, places.our_count),
            at(row, places.share),
            at(row, places.our_share)
        );
        lines.formula((row, places.matches), &formula, "Khớp", &number);
    }
    last
}

fn at_fixed_column(row: u32) -> String {
    format!("$B{}", row + 1)
}

/// The share cut to its decimals, and one unit more for those with the largest remainders, as many as are missing to
/// 100; among equal remainders the larger share, then the better tier.
fn largest_remainder(row: u32, exact: u16, (first, last): (u32, u32), digits: u32) -> String {
    let unit = 10_u64.pow(digits);
    let all = column(exact, first, last);
    let own = at(row, exact);
    let floor = |cells: &str| format!("INT(ROUND({cells}*{unit},7))");
    let rest = |cells: &str| format!("ROUND({cells}*{unit}-INT(ROUND({cells}*{unit},7)),7)");
    let missing = format!("(ROUND(SUM({all})*{unit},0)-SUMPRODUCT({}))", floor(&all));
    let (rests, mine) = (rest(&all), rest(&own));
    let before = format!(
        "SUMPRODUCT(({rests}>{mine})+({rests}={mine})*(ROUND({all},9)>ROUND({own},9))+({rests}={mine})*(ROUND({all},9)=ROUND({own},9))*(ROW({all})<ROW({own})))"
    );
    format!("=({}+IF({before}<{missing},1,0))/{unit}", floor(&own))
}

/// The sheet of all blocks: overall mean, and whether everything matches.
pub(super) fn overall(
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
    for (column, words) in [
        (NAME, "Cả kết quả"),
        (places.exact, "Trung bình chung"),
        (places.share, "In ra"),
        (places.our_share, "Chương trình"),
        (places.matches, "Khớp?"),
    ] {
        lines.text(6, column, words, &style::head());
    }
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
    let of_block = |block: &crate::scoring::BlockStandings| {
        let assessed = block.others.iter().filter(|other| other.result.is_some());
        block.rows.len() + assessed.count() + 1 + block.tiers.len()
    };
    let rows = standings.blocks.iter().map(of_block).sum::<usize>() + usize::from(has_mean);
    for (row, words, formula, result) in [
        (2, "Số dòng khớp", matching("Khớp"), rows.to_string()),
        (
            3,
            "Số dòng không khớp",
            matching("KHÔNG KHỚP"),
            "0".to_owned(),
        ),
        (
            4,
            "Kết luận",
            format!("IF({}=0,\"Khớp\",\"KHÔNG KHỚP\")", at(3, places.count)),
            "Khớp".to_owned(),
        ),
    ] {
        lines.text(row, NAME, words, &style::name());
        lines.formula(
            (row, places.count),
            &format!("={formula}"),
            &result,
            &number,
        );
    }
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
