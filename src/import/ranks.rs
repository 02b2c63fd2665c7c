//! Ranks and means that the sheet states, against its own totals.

use rust_decimal::Decimal;

use super::columns::Role;
use super::doubts;
use super::model::{Agency, Table};
use super::report::Report;
use super::totals::{are_most, references, rounds_to};
use crate::diagnostics::{Diagnostic, Span};
use crate::sheet::{At, Sheet};
use crate::values::comma;

/// Tells of ranks that do not follow from the totals, and of a mean that is none of them.
pub(super) fn compare(table: &Table, sheet: &Sheet, report: &mut Report<'_>) {
    ranks(table, sheet, report);
    mean(table, sheet, report);
}

/// An agency whose stated rank does not follow from its total.
struct Wrong<'a> {
    agency: &'a Agency,
    total: Decimal,
    stated: u32,
    by_total: usize,
    formula: Option<&'a str>,
    /// Whether the formula looks at some agencies only.
    is_short: bool,
}

fn ranks(table: &Table, sheet: &Sheet, report: &mut Report<'_>) {
    let Some(column) = table.column(&Role::Rank) else {
        return;
    };
    let ranked: Vec<(&Agency, Decimal, u32)> = (table.agencies.iter())
        .filter_map(|agency| Some((agency, table.total(agency)?.value, agency.rank?)))
        .collect();
    let by_total =
        |total: Decimal| 1 + ranked.iter().filter(|(_, other, _)| *other > total).count();
    let wrong = ranked.iter().filter_map(|&(agency, total, stated)| {
        let by_total = by_total(total);
        let cell = sheet.cell(At::new(agency.row, column.index));
        let formula = cell.and_then(|cell| cell.formula.as_deref());
        (by_total != stated as usize).then(|| Wrong {
            agency,
            total,
            stated,
            by_total,
            formula,
            is_short: formula.is_some_and(|formula| leaves_out(table, formula)),
        })
    });
    let wrong: Vec<Wrong<'_>> = wrong.collect();
    // what could not be read shifts the ranks of the others
    if wrong.is_empty() || table.agencies.iter().any(|agency| agency.refused) {
        return;
    }
    // ranked by something else, or among more agencies than these: `check` compares with what is computed
    if are_most(wrong.len(), ranked.len()) && !wrong.iter().any(|wrong| wrong.is_short) {
        let at = report.cell(sheet, At::new(table.header.0, column.index));
        report.push(by_something_else(at, wrong.len(), ranked.len()));
        return;
    }
    for wrong in wrong {
        let place = report.cell(sheet, At::new(wrong.agency.row, column.index));
        report.push(wrong.told(place));
    }
}

fn by_something_else(at: Span, wrong: usize, ranked: usize) -> Diagnostic {
    let label = format!("{wrong} trong {ranked} hàng khác thứ hạng tính từ tổng điểm");
    Diagnostic::remark("BD022", "Thứ hạng trong bảng không theo tổng điểm của khối")
        .at(at, label)
        .with_remedy("Bảng xếp chung mọi khối hay xếp theo số khác thì không phải sửa; thứ hạng trong hồ sơ do chương trình tính")
}

impl Wrong<'_> {
    fn told(&self, place: Span) -> Diagnostic {
        let message = format!(
            "“{}” ghi hạng {}, theo tổng điểm {} là hạng {}",
            self.agency.name,
            self.stated,
            comma(self.total),
            self.by_total
        );
        let problem =
            Diagnostic::warning("BD022", message).at(place, "khác thứ hạng tính từ tổng điểm");
        let problem = match self.formula {
            Some(formula) if self.is_short => problem.with_note(format!(
                "công thức {formula} không so với mọi cơ quan của khối"
            )),
            formula => doubts::with_formula(problem, formula),
        };
        problem.with_remedy(
            "Thứ hạng trong hồ sơ do chương trình tính; sửa bảng nếu bảng còn được dùng",
        )
    }
}

/// Whether a formula names cells of several rows, and not all agencies of the block.
fn leaves_out(table: &Table, formula: &str) -> bool {
    let areas = references(formula).into_iter();
    let mut areas = areas.filter(|area| area.from.row != area.to.row).peekable();
    let rows = || table.agencies.iter().map(|agency| agency.row);
    areas.peek().is_some()
        && !areas.any(|area| rows().all(|row| (area.from.row..=area.to.row).contains(&row)))
}

fn mean(table: &Table, sheet: &Sheet, report: &mut Report<'_>) {
    let Some((at, stated)) = &table.mean else {
        return;
    };
    let all = table
        .agencies
        .iter()
        .filter_map(|agency| Some((table.total(agency)?.value, agency.unranked.is_none())));
    let all: Vec<(Decimal, bool)> = all.collect();
    let of = |only_ranked: bool| {
        let values: Vec<Decimal> = all
            .iter()
            .filter(|(_, ranked)| *ranked || !only_ranked)
            .map(|(value, _)| *value)
            .collect();
        let sum: Decimal = values
            .iter()
            .try_fold(Decimal::ZERO, |sum, value| sum.checked_add(*value))?;
        sum.checked_div(Decimal::from(values.len()))
    };
    let (Some(ranked), Some(every)) = (of(true), of(false)) else {
        return;
    };
    let digits = |exact: Decimal| {
        exact.round_dp(10) == stated.value.round_dp(10) || rounds_to(exact, stated.value)
    };
    if digits(ranked) || digits(every) {
        return;
    }
    let place = report.cell(sheet, *at);
    let message = format!(
        "Điểm trung bình ghi {}, tính từ các tổng điểm là {}",
        comma(stated.value.round_dp(4)),
        comma(ranked.round_dp(4))
    );
    let problem =
        Diagnostic::warning("BD023", message).at(place, "khác trung bình của các tổng điểm");
    let formula = sheet.cell(*at).and_then(|cell| cell.formula.as_deref());
    report.push(doubts::with_formula(problem, formula).with_remedy(
        "Điểm trung bình trong hồ sơ do chương trình tính; sửa bảng nếu bảng còn được dùng",
    ));
}
