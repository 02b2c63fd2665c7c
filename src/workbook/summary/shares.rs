//! Counts and shares of tiers, beside those of the program.

use super::{HEAD_HEIGHT, Places};
use crate::dossier::{Dossier, ShareRounding};
use crate::scoring::TierCount;
use crate::workbook::columns::NAME;
use crate::workbook::line::{Lines, at, column, result, same_number};
use crate::workbook::style;

/// The table of a block's tiers.
pub(super) struct Shares<'a> {
    pub(super) dossier: &'a Dossier,
    pub(super) places: Places,
    /// The row of its heading.
    pub(super) top: u32,
    /// The tiers' names, and what the program counts of each.
    pub(super) tiers: Vec<(&'a str, &'a TierCount)>,
    /// Cells of the agencies' tiers, and of whether they are counted.
    pub(super) tier_cells: String,
    pub(super) counted: String,
}

impl Shares<'_> {
    /// First and last row of the tiers.
    fn rows(&self) -> (u32, u32) {
        let count = u32::try_from(self.tiers.len()).unwrap_or(1);
        (self.top + 1, self.top + count)
    }

    /// Writes it, if there are tiers; gives the last row.
    pub(super) fn write(&self, lines: &mut Lines<'_>) -> u32 {
        if self.tiers.is_empty() {
            return self.top - 2;
        }
        let places = self.places;
        lines.heads(
            self.top,
            &[
                (NAME, "Mức"),
                (places.count, "Số lượng"),
                (places.exact, "Tỷ lệ (%), chưa làm tròn"),
                (places.share, "Tỷ lệ in ra (%)"),
                (places.our_count, "Số lượng (chương trình)"),
                (places.our_share, "Tỷ lệ (chương trình)"),
                (places.matches, "Khớp?"),
            ],
        );
        lines.with(|page| page.set_row_height(self.top, HEAD_HEIGHT).map(|_| ()));
        let (first, last) = self.rows();
        for (row, (name, tier)) in (first..).zip(&self.tiers) {
            lines.text(row, NAME, name, &style::name());
            self.tier(row, tier, lines);
        }
        last
    }

    fn tier(&self, row: u32, tier: &TierCount, lines: &mut Lines<'_>) {
        let (places, number) = (self.places, style::number());
        let (first, last) = self.rows();
        let cell = |column: u16| at(row, column);
        let count = format!(
            "=COUNTIFS({},{},{},1)",
            self.tier_cells,
            at_fixed_column(row),
            self.counted
        );
        let counted = tier.count.to_string();
        lines.formula((row, places.count), &count, &counted, &number);
        let total = format!("SUM({})", column(places.count, first, last));
        let exact = format!("=IF({total}=0,0,{}*100/{total})", cell(places.count));
        let share = result(&tier.exact_share);
        lines.formula((row, places.exact), &exact, &share, &number);
        let digits = self.dossier.rules.share_decimals();
        let fixed = style::fixed(digits as usize);
        let rounded = match self.dossier.rules.share_rounding {
            ShareRounding::Each => format!("=ROUND(ROUND({},9),{digits})", cell(places.exact)),
            ShareRounding::LargestRemainder => {
                largest_remainder(row, places.exact, (first, last), digits)
            }
        };
        lines.formula((row, places.share), &rounded, &tier.share, &fixed);
        lines.number(row, places.our_count, tier.count as f64, &number);
        let ours = tier.share.parse().unwrap_or(0.0);
        lines.number(row, places.our_share, ours, &fixed);
        let same = same_number(&cell(places.share), &cell(places.our_share));
        let counts = format!("{}={}", cell(places.count), cell(places.our_count));
        lines.verdict((row, places.matches), &format!("AND({counts},{same})"));
    }
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
