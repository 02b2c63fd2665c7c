//! Mean, counts and shares of a block below its agencies, and the sheet of all blocks.

mod overall;
mod shares;

use super::block::Sheet;
use super::columns::NAME;
use super::line::{
    Lines, at, column, decimals, printed_number, printed_result, result, same_number,
};
use super::style;
use shares::Shares;

pub(super) use overall::overall;

/// Rows between the agencies and their mean.
const GAP: u32 = 2;
/// Height of a heading, in points: two lines.
const HEAD_HEIGHT: f64 = 34.0;

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
    let places = Places::of(&sheet.shown());
    let top = sheet.last() + GAP;
    lines.heads(
        top,
        &[
            (NAME, "Của cả khối"),
            (places.count, "Số được tính"),
            (places.exact, "Trung bình"),
            (places.share, "In ra"),
            (places.our_share, "Chương trình"),
            (places.matches, "Khớp?"),
        ],
    );
    let row = top + 1;
    mean(sheet, row, places, lines);
    let tiers = sheet.dossier.tiers_of(sheet.block()).iter();
    let shares = Shares {
        dossier: sheet.dossier,
        places,
        top: row + 2,
        tiers: tiers
            .map(|tier| tier.name.as_str())
            .zip(&sheet.standings.tiers)
            .collect(),
        tier_cells: sheet.cells(sheet.columns.tier),
        counted: sheet.cells(sheet.columns.counted),
    };
    let last = shares.write(lines);
    let from_afar = |cells: &str| format!("{}!{cells}", sheet.name);
    Sums {
        mean: from_afar(&at(row, places.exact)),
        count: from_afar(&at(row, places.count)),
        matches: vec![
            sheet.cells_from_afar(sheet.columns.matches),
            from_afar(&column(places.matches, row, last)),
        ],
    }
}

/// How many agencies are counted, and their mean.
fn mean(sheet: &Sheet<'_>, row: u32, places: Places, lines: &mut Lines<'_>) {
    let (standings, number) = (sheet.standings, style::number());
    lines.text(row, NAME, "Điểm trung bình", &style::name());
    let counted = sheet.cells(sheet.columns.counted);
    let count = format!("=SUM({counted})");
    let ours = standings.counted.to_string();
    lines.formula((row, places.count), &count, &ours, &number);
    let totals = sheet.cells(sheet.columns.total);
    let mean = format!(
        "=SUMIF({counted},1,{totals})/MAX(1,{})",
        at(row, places.count)
    );
    let ours = result(&standings.mean.exact);
    lines.formula((row, places.exact), &mean, &ours, &number);
    compare(row, places, &standings.mean.printed, lines);
}

/// A mean rounded, beside the program's.
fn compare(row: u32, places: Places, printed: &str, lines: &mut Lines<'_>) {
    let digits = decimals(printed);
    let fixed = style::fixed(digits);
    let rounded = format!("=ROUND(ROUND({},10),{digits})", at(row, places.exact));
    let ours = printed_result(printed);
    lines.formula((row, places.share), &rounded, &ours, &fixed);
    lines.number(row, places.our_share, printed_number(printed), &fixed);
    let same = same_number(&at(row, places.share), &at(row, places.our_share));
    lines.verdict((row, places.matches), &same);
}
