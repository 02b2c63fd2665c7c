//! The rows of means and totals at the end of a ranking table.

use num_rational::BigRational;
use num_traits::Zero;
use rust_decimal::Decimal;

use super::TableOrder;
use super::columns::ColumnOrder;
use super::lines::{Line, Lines};
use super::named::Value;
use crate::diagnostics::Spanned;
use crate::document::{CellAlign, Role, Row, Scope};
use crate::scoring::{decimals, fraction, printed};

/// Decimals of what is added up as typed, at the most.
pub(super) const MOST_DECIMALS: u32 = 6;

/// What a row at the end says.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Sum {
    Mean,
    Total,
}

/// The row of means or totals of the columns that have one, after the words for them.
pub(super) fn row(
    order: &TableOrder<'_>,
    columns: &[ColumnOrder],
    lines: &Lines<'_>,
    sum: Sum,
    label: &str,
) -> Row {
    let sums = Sums { order, lines, sum };
    let figures: Vec<Option<String>> = columns.iter().map(|column| sums.figure(column)).collect();
    let first = figures.iter().position(Option::is_some);
    let first = first.unwrap_or(figures.len()).max(1);
    let mut head = order.cell(Role::TableTier, 0, label, CellAlign::Left);
    head.column_span = first;
    head.scope = Some(Scope::Row);
    let figures = figures.into_iter().enumerate().skip(first);
    let figures = figures.map(|(at, figure)| {
        let text = figure.unwrap_or_default();
        order.cell(Role::TableTier, at, &text, CellAlign::Center)
    });
    Row {
        cells: std::iter::once(head).chain(figures).collect(),
        keep_with_next: false,
    }
}

struct Sums<'a> {
    order: &'a TableOrder<'a>,
    lines: &'a Lines<'a>,
    sum: Sum,
}

impl Sums<'_> {
    fn figure(&self, column: &ColumnOrder) -> Option<String> {
        let rules = &self.order.dossier.rules;
        if self.sum == Sum::Mean && is_score(&column.value) {
            return self.mean_of_scores(column);
        }
        if self.sum == Sum::Total && column.value == Value::Percent {
            return None;
        }
        let counted = self.lines.counted(rules.counts_unranked);
        let values: Vec<BigRational> = counted
            .filter_map(|line| exact(line, &column.value))
            .collect();
        let given = |line: &&Line<'_>| match column.value {
            Value::Bonus => line.agency.bonus.is_some(),
            Value::Penalty => line.agency.penalty.is_some(),
            _ => true,
        };
        if values.is_empty() || self.lines.ranked.iter().filter(given).count() == 0 {
            return None;
        }
        let sum: BigRational = values.iter().sum();
        let block = self.lines.ranked.first()?.block;
        Some(match self.sum {
            Sum::Mean => {
                let count = BigRational::from_integer(values.len().into());
                let usual = match column.value {
                    Value::Percent => block.percent_decimals(rules),
                    _ => block.computed_decimals(rules),
                };
                printed(&(sum / count), column.decimals.unwrap_or(usual))
            }
            Sum::Total => {
                // what is printed as typed is added up so, too
                let fixed = match column.value {
                    Value::Bonus | Value::Penalty => None,
                    _ => block.decimals(rules),
                };
                let usual = fixed.unwrap_or_else(|| most_decimals(&values));
                printed(&sum, column.decimals.unwrap_or(usual))
            }
        })
    }

    /// The mean as it stands in the text: of the block, or of all blocks.
    fn mean_of_scores(&self, column: &ColumnOrder) -> Option<String> {
        let mut blocks = self.lines.ranked.iter().map(|line| line.standings);
        let first = blocks.next()?;
        let mean = if blocks.all(|block| block.block == first.block) {
            &first.mean
        } else {
            &self.order.standings.overall.as_ref()?.mean
        };
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
fn exact(line: &Line<'_>, value: &Value) -> Option<BigRational> {
    let result = line.result?;
    match value {
        Value::Score => Some(result.score.exact.clone()),
        Value::Points => Some(result.points.clone()),
        Value::Percent => Some(result.percent.exact.clone()),
        Value::Bonus => Some(amount(line.agency.bonus.as_ref())),
        Value::Penalty => Some(amount(line.agency.penalty.as_ref())),
        Value::Indicator(index) => line.points(&line.indicator(*index)?.id),
        _ => None,
    }
}

/// Without bonus or penalty it is none.
fn amount(given: Option<&Spanned<Decimal>>) -> BigRational {
    given.map_or_else(BigRational::zero, |given| fraction(given.value))
}

/// As many decimals as the value with the most has.
fn most_decimals(values: &[BigRational]) -> u32 {
    let of = |value| decimals(value, MOST_DECIMALS).unwrap_or(MOST_DECIMALS);
    values.iter().map(of).max().unwrap_or(0)
}
