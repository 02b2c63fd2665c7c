//! The rows of means and totals at the end of a ranking table.

use rust_decimal::Decimal;

use super::TableOrder;
use super::columns::{BELOW, ColumnOrder};
use super::lines::{Line, Lines};
use super::named::Value;
use crate::diagnostics::{Diagnostic, Spanned};
use crate::document::{CellAlign, Role, Row, Scope};
use crate::scoring::{Fraction, decimals, fraction, printed, rounded, sum};

/// Decimals of what is added up as typed, at the most.
pub(super) const MOST_DECIMALS: u32 = 6;

/// What a row at the end says.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Sum {
    Mean,
    Total,
}

/// The row of means or totals of the columns that have one, after the words for them; `None` if none has.
pub(super) fn row(
    order: &TableOrder<'_>,
    columns: &[ColumnOrder],
    lines: &Lines<'_>,
    sum: Sum,
    label: &str,
) -> Option<Row> {
    let sums = Sums { order, lines, sum };
    let figures: Vec<Option<String>> = columns.iter().map(|column| sums.figure(column)).collect();
    let first = figures.iter().position(Option::is_some)?.max(1);
    let mut head = order.cell(Role::TableTier, 0, label, CellAlign::Left);
    head.column_span = first;
    head.scope = Some(Scope::Row);
    let figures = figures.into_iter().enumerate().skip(first);
    let figures = figures.map(|(at, figure)| {
        let text = figure.unwrap_or_default();
        order.cell(Role::TableTier, at, &text, CellAlign::Center)
    });
    Some(Row {
        cells: std::iter::once(head).chain(figures).collect(),
        keep_with_next: false,
    })
}

struct Sums<'a> {
    order: &'a TableOrder<'a>,
    lines: &'a Lines<'a>,
    sum: Sum,
}

impl Sums<'_> {
    fn figure(&self, column: &ColumnOrder) -> Option<String> {
        if is_score(&column.value) && !self.have_one_scale() {
            return None;
        }
        if self.sum == Sum::Mean && is_score(&column.value) && !self.order.is_of_all() {
            return self.mean_of_the_block(column);
        }
        if self.sum == Sum::Total && matches!(column.value, Value::Percent | Value::RankAndScore) {
            return None;
        }
        let values = self.values(column)?;
        let text = self.of(
            column,
            values.iter().map(|(exact, _)| exact.clone()).collect(),
            &values,
        )?;
        let as_printed = values
            .iter()
            .map(|(exact, decimals)| rounded(exact, *decimals));
        let by_reader = self.of(column, as_printed.collect(), &values)?;
        if text != by_reader {
            self.order
                .said
                .borrow_mut()
                .push(self.differs(column, &text, &by_reader));
        }
        Some(text)
    }

    /// What a reader finds who adds up the printed cells.
    fn differs(&self, column: &ColumnOrder, text: &str, by_reader: &str) -> Diagnostic {
        let row = match self.sum {
            Sum::Mean => "trung bình",
            Sum::Total => "tổng",
        };
        let heading = column.heading.join(BELOW);
        let message = format!(
            "Dòng {row}, cột “{heading}” in {text}, tính từ các ô in ra lại được {by_reader}"
        );
        let problem = Diagnostic::warning("KQ026", message)
            .with_remedy("Số in ra tính từ điểm chưa làm tròn là đúng; muốn người đọc tính lại được thì tăng `so_le`");
        let problem = self.order.at_what_was_typed(problem, &heading, "cột này");
        match self.order.origin.filter(|_| problem.span.is_none()) {
            Some(place) => problem.at(place, "bảng này"),
            None => problem,
        }
    }

    /// The mean or total of these values, printed as that of the column.
    fn of(
        &self,
        column: &ColumnOrder,
        numbers: Vec<Fraction>,
        values: &[(Fraction, u32)],
    ) -> Option<String> {
        let sum = sum(&numbers);
        let typed = values.iter().map(|(_, decimals)| *decimals).max()?;
        Some(match self.sum {
            Sum::Mean => {
                let count = Fraction::from(values.len());
                let rules = &self.order.dossier.rules;
                let block = self.lines.ranked.first()?.block;
                let usual = match column.value {
                    Value::Percent => block.percent_decimals(rules),
                    _ => block.computed_decimals(rules),
                };
                printed(&(sum / count), column.decimals.unwrap_or(usual))
            }
            // as many decimals as the figures above it
            Sum::Total => printed(&sum, column.decimals.unwrap_or(typed)),
        })
    }

    /// The figures of the lines that are counted, each with the decimals it is printed with; `None` if there are none.
    fn values(&self, column: &ColumnOrder) -> Option<Vec<(Fraction, u32)>> {
        let rules = &self.order.dossier.rules;
        let given = |line: &&Line<'_>| match column.value {
            Value::Bonus => line.agency.bonus.is_some(),
            Value::Penalty => line.agency.penalty.is_some(),
            _ => true,
        };
        let counted = || self.lines.counted(rules.counts_unranked);
        if counted().filter(given).count() == 0 {
            return None;
        }
        let values = counted().filter_map(|line| {
            let exact = exact(line, &column.value)?;
            let decimals = self.decimals(line, column, &exact);
            Some((exact, decimals))
        });
        let values: Vec<_> = values.collect();
        (!values.is_empty()).then_some(values)
    }

    /// Decimals of a cell of this column.
    fn decimals(&self, line: &Line<'_>, column: &ColumnOrder, exact: &Fraction) -> u32 {
        let rules = &self.order.dossier.rules;
        let usual = line.block.computed_decimals(rules);
        let of_score = || {
            let score = &line.result?.score.printed;
            Some(
                score
                    .split_once(',')
                    .map_or(0, |(_, fraction)| fraction.len() as u32),
            )
        };
        match column.value {
            Value::Score => of_score().unwrap_or(usual),
            // printed as typed
            Value::Bonus | Value::Penalty => decimals(exact, MOST_DECIMALS).unwrap_or(usual),
            _ => (line.block.decimals(rules))
                .or_else(|| decimals(exact, MOST_DECIMALS))
                .unwrap_or(usual),
        }
    }

    fn have_one_scale(&self) -> bool {
        let mut maxima = self.lines.ranked.iter().map(|line| &line.standings.maximum);
        let first = maxima.next();
        maxima.all(|other| Some(other) == first)
    }

    /// The mean as it stands in the text.
    fn mean_of_the_block(&self, column: &ColumnOrder) -> Option<String> {
        let mean = &self.lines.ranked.first()?.standings.mean;
        Some(match column.decimals {
            Some(decimals) => printed(&mean.exact, decimals),
            None => mean.printed.clone(),
        })
    }
}

const fn is_score(value: &Value) -> bool {
    matches!(value, Value::Score | Value::RankAndScore)
}

/// The figure of a line that can be added up.
fn exact(line: &Line<'_>, value: &Value) -> Option<Fraction> {
    let result = line.result?;
    match value {
        Value::Score | Value::RankAndScore => Some(result.score.exact.clone()),
        Value::Points => Some(result.points.clone()),
        Value::Percent => Some(result.percent.exact.clone()),
        Value::Bonus => Some(amount(line.agency.bonus.as_ref())),
        Value::Penalty => Some(amount(line.agency.penalty.as_ref())),
        Value::Indicator(index) => line.points(&line.indicator(*index)?.id),
        _ => None,
    }
}

/// Without bonus or penalty it is none.
fn amount(given: Option<&Spanned<Decimal>>) -> Fraction {
    given.map_or(Fraction::ZERO, |given| fraction(given.value))
}
