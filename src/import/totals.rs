//! Totals that the sheet states, against the points beside them.

use rust_decimal::{Decimal, RoundingStrategy};

use super::columns::Role;
use super::doubts;
use super::model::{Agency, Table};
use super::report::Report;
use crate::diagnostics::{Diagnostic, Span};
use crate::sheet::{Area, At, Sheet, column_letters};
use crate::values::comma;

/// An agency whose stated total is not what its columns add up to.
struct Wrong<'a> {
    agency: &'a Agency,
    total: Decimal,
    sum: Decimal,
    formula: Option<&'a str>,
    /// The columns of points that the formula leaves out.
    left_out: Option<String>,
}

/// Tells of totals that are not what the columns add up to. They are errors where the total is what is taken.
pub(super) fn compare(table: &Table, sheet: &Sheet, takes_total: bool, report: &mut Report<'_>) {
    let Some(column) = table.column(&Role::Total) else {
        return;
    };
    let (mut compared, mut wrong) = (0, Vec::new());
    for agency in &table.agencies {
        let (Some(sum), Some(total)) = (sum(table, agency), agency.score(column.index)) else {
            continue;
        };
        compared += 1;
        if agrees(table, agency, total.value, sum) {
            continue;
        }
        let cell = sheet.cell(At::new(agency.row, column.index));
        let formula = cell.and_then(|cell| cell.formula.as_deref());
        wrong.push(Wrong {
            agency,
            total: total.value,
            sum,
            formula,
            left_out: formula.and_then(|formula| left_out(table, formula, agency.row)),
        });
    }
    // weighted, or made of something else: a formula that leaves a column out is a slip all the same
    let slips = wrong.iter().any(|wrong| wrong.left_out.is_some());
    if are_most(wrong.len(), compared) && !slips {
        let at = report.cell(sheet, At::new(table.header.0, column.index));
        report.push(made_of_something_else(at, wrong.len(), compared));
        return;
    }
    for wrong in wrong {
        let place = report.cell(sheet, At::new(wrong.agency.row, column.index));
        report.push(wrong.told(place, takes_total));
    }
}

/// Whether what differs is no slip of some rows, but made in another way.
pub(super) const fn are_most(wrong: usize, compared: usize) -> bool {
    wrong * 2 > compared && compared > 2
}

fn made_of_something_else(at: Span, wrong: usize, compared: usize) -> Diagnostic {
    Diagnostic::remark(
        "BD021",
        "Tổng điểm trong bảng không phải là tổng các cột, nên không đối chiếu được từng hàng",
    )
    .at(
        at,
        format!("{wrong} trong {compared} hàng khác tổng các cột"),
    )
    .with_remedy("Các cột có hệ số thì ghi `trong_so` của chỉ số trong hồ sơ; `check` sẽ đối chiếu")
}

impl Wrong<'_> {
    fn told(&self, place: Span, is_taken: bool) -> Diagnostic {
        let message = format!(
            "Tổng điểm của “{}” ghi {}, các cột cộng lại được {}",
            self.agency.name,
            comma(self.total),
            comma(self.sum)
        );
        let problem = match is_taken {
            true => Diagnostic::error("BD021", message),
            false => Diagnostic::warning("BD021", message),
        };
        let problem = problem.at(place, "khác tổng các cột");
        let problem = match (self.formula, &self.left_out) {
            (Some(formula), Some(columns)) => {
                problem.with_note(format!("công thức {formula} bỏ sót cột {columns}"))
            }
            (formula, _) => doubts::with_formula(problem, formula),
        };
        problem.with_remedy("Sửa công thức hoặc điểm trong bảng rồi nhập lại; nhập điểm từng chỉ số thì chương trình tự cộng")
    }
}

/// The sum of an agency's points; `None` where some are not known, or there are none.
pub(super) fn sum(table: &Table, agency: &Agency) -> Option<Decimal> {
    let mut sum = Decimal::ZERO;
    let mut any = false;
    for column in &table.columns {
        let score = agency.score(column.index).map(|score| score.value);
        let part = match &column.role {
            Role::Indicator { .. } if agency.not_applicable.contains(&column.index) => continue,
            Role::Indicator { .. } => {
                any = true;
                let unknown = agency.marks.iter().any(|(index, _)| *index == column.index);
                match score {
                    Some(score) => score,
                    // a mark that nobody has explained yet, or an empty cell, adds nothing
                    None if unknown || !agency.refused => Decimal::ZERO,
                    None => return None,
                }
            }
            Role::Bonus => score.unwrap_or_default(),
            // some write what is taken off with its sign
            Role::Penalty => -score.unwrap_or_default().abs(),
            _ => continue,
        };
        sum = sum.checked_add(part)?;
    }
    let broken = agency.marks.iter().any(|(_, mark)| mark.starts_with('#'));
    (any && !broken).then_some(sum)
}

/// Whether the total is the sum, or the sum converted because some indicators do not apply.
fn agrees(table: &Table, agency: &Agency, total: Decimal, sum: Decimal) -> bool {
    total == sum
        || converted(table, agency, sum).is_some_and(|converted| rounds_to(converted, total))
}

/// The sum out of what applies, on the scale of what there is to get; `None` if that is not known.
fn converted(table: &Table, agency: &Agency, sum: Decimal) -> Option<Decimal> {
    let (mut all, mut applies) = (Decimal::ZERO, Decimal::ZERO);
    for column in table.indicators() {
        let maximum = table.maximum(column)?;
        all = all.checked_add(maximum)?;
        if agency.score(column.index).is_some() {
            applies = applies.checked_add(maximum)?;
        }
    }
    sum.checked_mul(all)?.checked_div(applies)
}

/// Whether a number is that one, rounded to its decimals.
pub(super) fn rounds_to(exact: Decimal, rounded: Decimal) -> bool {
    let half_up = RoundingStrategy::MidpointAwayFromZero;
    exact.round_dp_with_strategy(rounded.normalize().scale(), half_up) == rounded
        || exact.round_dp_with_strategy(2, half_up) == rounded
        || exact.round_dp_with_strategy(1, half_up) == rounded
}

/// The columns of points that a formula does not look at: `E, F`.
fn left_out(table: &Table, formula: &str, row: u32) -> Option<String> {
    let areas = references(formula);
    let seen = |column: u32| areas.iter().any(|area| area.holds(At::new(row, column)));
    let parts = table.columns.iter().filter(|column| {
        matches!(
            column.role,
            Role::Indicator { .. } | Role::Bonus | Role::Penalty
        )
    });
    let missing: Vec<String> = parts
        .filter(|column| !seen(column.index))
        .map(|column| column_letters(column.index))
        .collect();
    (!missing.is_empty() && !areas.is_empty()).then(|| missing.join(", "))
}

/// The cells of its own sheet that a formula names.
pub(super) fn references(formula: &str) -> Vec<Area> {
    let plain = formula.replace('$', "");
    let parts = plain.split(|letter: char| {
        !(letter.is_ascii_alphanumeric() || matches!(letter, ':' | '!' | '\'' | '_' | '.'))
    });
    parts.filter_map(Area::named).collect()
}

#[cfg(test)]
mod tests {
    use super::references;

    #[test]
    fn cells_of_a_formula() {
        let named = |formula: &str| {
            references(formula)
                .iter()
                .map(ToString::to_string)
                .collect::<Vec<_>>()
        };
        assert_eq!(named("SUM(C12:E12)+G12"), ["C12:E12", "G12"]);
        assert_eq!(named("RANK(G4,$G$4:$G$15)"), ["G4", "G4:G15"]);
        assert_eq!(named("'Khối sở'!B6"), Vec::<String>::new());
    }
}
