//! The header rows of a ranking table: headings that stand over several columns, and the columns' own.

use super::columns::ColumnOrder;
use super::named::Value;
use super::{TableOrder, at};
use crate::diagnostics::Span;
use crate::document::{Cell, CellAlign, Role, Row};

/// The rows, from the top; `numbered` adds a row `(1)`, `(2)`, ... below. An indicator's head shows where it was
/// written.
pub(super) fn rows(
    order: &TableOrder<'_>,
    columns: &[ColumnOrder],
    numbered: bool,
    written: &dyn Fn(usize) -> Option<Span>,
) -> Vec<Row> {
    let depth = columns
        .iter()
        .map(|column| column.heading.len())
        .max()
        .unwrap_or(1);
    let mut rows: Vec<Row> = (0..depth)
        .map(|level| Row {
            cells: level_cells(order, columns, level, depth, written),
            keep_with_next: true,
        })
        .collect();
    if numbered {
        let numbers = (0..columns.len()).map(|column| {
            let text = format!("({})", column + 1);
            order.cell(Role::TableHeader, column, &text, CellAlign::Center)
        });
        rows.push(Row {
            cells: numbers.collect(),
            keep_with_next: true,
        });
    }
    rows
}

/// The cells that start at this level.
fn level_cells(
    order: &TableOrder<'_>,
    columns: &[ColumnOrder],
    level: usize,
    depth: usize,
    written: &dyn Fn(usize) -> Option<Span>,
) -> Vec<Cell> {
    let mut cells: Vec<Cell> = Vec::new();
    let mut covered = 0;
    for (place, column) in columns.iter().enumerate() {
        let Some(text) = column.heading.get(level) else {
            continue;
        };
        if place < covered {
            continue;
        }
        let is_own = column.heading.len() == level + 1;
        let mut cell = order.cell(Role::TableHeader, place, text, CellAlign::Center);
        if is_own {
            cell.row_span = depth - level;
        } else {
            let shares = |other: &&ColumnOrder| {
                other.heading.len() > level + 1
                    && other.heading[..=level] == column.heading[..=level]
            };
            cell.column_span = columns[place..].iter().take_while(shares).count().max(1);
            covered = place + cell.column_span;
        }
        let origin = match column.value {
            Value::Indicator(index) if is_own => written(index),
            _ => None,
        };
        cells.push(origin.map_or(cell.clone(), |origin| at(origin, cell)));
    }
    cells
}
