//! Totals that the sheet states, against the points beside them.

use rust_decimal::{Decimal, RoundingStrategy};

use super::columns::Role;
use super::model::{Agency, Table};
use super::report::Report;
use crate::diagnostics::Diagnostic;
use crate::sheet::{Area, At, Sheet, column_letters};
use crate::values::comma;

/// Tells of totals that are not what the columns add up to. They are errors where the total is what is taken.
pub(super) fn compare(table: &Table, sheet: &Sheet, takes_total: bool, report: &mut Report<'_>) {
    let Some(column) = table.column(&Role::Total) else {
        return;
    };
    let compared: Vec<(&Agency, Decimal, bool)> = table
        .agencies
        .iter()
        .filter_map(|agency| {
            let sum = sum(table, agency)?;
            let total = agency.score(column.index)?;
            Some((agency, sum, agrees(table, agency, total.value, sum)))
        })
        .collect();
    let wrong: Vec<&(&Agency, Decimal, bool)> =
        compared.iter().filter(|(_, _, agrees)| !agrees).collect();
    let explained = |row: u32| {
        let formula = sheet.cell(At::new(row, column.index))?.formula.as_deref()?;
        left_out(table, formula, row)
    };
    // weighted, or made of something else: a formula that leaves a column out is a slip all the same
    let slips = wrong
        .iter()
        .any(|(agency, ..)| explained(agency.row).is_some());
    if wrong.len() * 2 > compared.len() && compared.len() > 2 && !slips {
        let at = report.cell(sheet, At::new(table.header.0, column.index));
        let remark = Diagnostic::remark(
            "BD021",
            "Tổng điểm trong bảng không phải là tổng các cột, nên không đối chiếu được từng hàng",
        )
        .at(
            at,
            format!(
                "{} trong {} hàng khác tổng các cột",
                wrong.len(),
                compared.len()
            ),
        )
        .with_remedy(
            "Các cột có hệ số thì ghi `trong_so` của chỉ số trong hồ sơ; `check` sẽ đối chiếu",
        );
        report.push(remark);
        return;
    }
    for (agency, sum, _) in wrong {
        let at = At::new(agency.row, column.index);
        let place = report.cell(sheet, at);
        let total = agency
            .score(column.index)
            .map(|score| comma(score.value))
            .unwrap_or_default();
        let message = format!(
            "Tổng điểm của “{}” ghi {total}, các cột cộng lại được {}",
            agency.name,
            comma(*sum)
        );
        let problem = match takes_total {
            true => Diagnostic::error("BD021", message),
            false => Diagnostic::warning("BD021", message),
        };
        let problem = problem.at(place, "khác tổng các cột");
        let formula = sheet.cell(at).and_then(|cell| cell.formula.as_deref());
        let problem = match formula.map(|formula| (formula, left_out(table, formula, agency.row))) {
            Some((formula, Some(columns))) => {
                problem.with_note(format!("công thức {formula} bỏ sót cột {columns}"))
            }
            Some((formula, None)) => problem.with_note(format!("công thức trong ô: {formula}")),
            None => problem,
        };
        report.push(problem.with_remedy("Sửa công thức hoặc điểm trong bảng rồi nhập lại; nhập điểm từng chỉ số thì chương trình tự cộng"));
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
