//! Parting a table by columns: each part repeats the columns that say what a row is about.

use super::Part;
use crate::document::{Cell, Column, Meaning, Paragraph, Row, Run, Table};
use crate::style::table as rules;

/// Columns of the whole table in as few parts as have room, filled one after the other; `None` if a
/// single column finds no room beside the key columns. Widths in twips.
pub(super) fn filled(columns: &[Column], least: &[i32], room: i32) -> Option<Vec<Vec<usize>>> {
    let keys: i32 = (columns.iter().zip(least))
        .filter(|(column, _)| column.is_key())
        .map(|(column, least)| match column {
            Column::Name => rules::NAME_FLOOR.twips().max(*least),
            _ => *least,
        })
        .sum();
    let mut chunks: Vec<Vec<usize>> = vec![Vec::new()];
    let mut taken = keys;
    for at in others(columns) {
        let width = least.get(at).copied().unwrap_or(0);
        if keys.saturating_add(width) > room {
            return None;
        }
        if taken + width > room {
            chunks.push(Vec::new());
            taken = keys;
        }
        taken += width;
        chunks.last_mut()?.push(at);
    }
    Some(with_keys(columns, chunks))
}

/// Columns of the whole table in so many parts of nearly the same number of columns.
pub(super) fn even(columns: &[Column], count: usize) -> Vec<Vec<usize>> {
    let others: Vec<usize> = others(columns).collect();
    let edge = |part: usize| others.len() * part / count.max(1);
    // the later parts are the longer ones, for the last holds the total
    let chunks = (0..count).map(|part| others[edge(part)..edge(part + 1)].to_vec());
    with_keys(columns, chunks.collect())
}

fn others(columns: &[Column]) -> impl Iterator<Item = usize> {
    let all = columns.iter().enumerate();
    all.filter_map(|(at, column)| (!column.is_key()).then_some(at))
}

fn with_keys(columns: &[Column], chunks: Vec<Vec<usize>>) -> Vec<Vec<usize>> {
    let is_key = |at: &usize| columns.get(*at).is_some_and(|column| column.is_key());
    let parts = chunks.into_iter().map(|chunk| {
        let mut part: Vec<usize> = (0..columns.len()).filter(is_key).chain(chunk).collect();
        part.sort_unstable();
        part
    });
    parts.collect()
}

/// The tables that the parts are: the first keeps name and caption, the others continue it.
pub(super) fn cut(table: &Table, parts: Vec<Part>) -> Vec<Table> {
    let is_parted = parts.len() > 1;
    let tables = parts.into_iter().enumerate().map(|(index, part)| {
        let mut own = if is_parted {
            of_columns(table, &part.columns)
        } else {
            table.clone()
        };
        own.layout = part.layout;
        if index > 0 {
            // no id of a template has a slash
            own.id = format!("{}/{}", table.id, index + 1);
            own.caption = table.caption.as_ref().map(continued);
            own.summary = format!("{}{CONTINUED}", table.summary);
        }
        own
    });
    tables.collect()
}

const CONTINUED: &str = " (tiếp theo)";

fn continued(caption: &Paragraph) -> Paragraph {
    let runs = caption.runs.iter().flat_map(|run| {
        if run.meaning == Meaning::CaptionNumber {
            let number = Run {
                meaning: Meaning::RepeatedNumber,
                ..run.clone()
            };
            vec![number, Run::plain(CONTINUED)]
        } else {
            vec![run.clone()]
        }
    });
    Paragraph {
        runs: runs.collect(),
        ..caption.clone()
    }
}

fn of_columns(table: &Table, columns: &[usize]) -> Table {
    let rows = |rows: &[Row]| rows.iter().map(|row| row_of(row, columns)).collect();
    let roles = columns.iter().filter_map(|at| table.columns.get(*at));
    Table {
        id: table.id.clone(),
        columns: roles.copied().collect(),
        asked: columns
            .iter()
            .map(|at| table.asked.get(*at).copied().flatten())
            .collect(),
        header: rows(&table.header),
        body: rows(&table.body),
        caption: table.caption.clone(),
        summary: table.summary.clone(),
        layout: table.layout.clone(),
        ..*table
    }
}

/// The cells over these columns; one over several is cut to those of them that are here.
fn row_of(row: &Row, columns: &[usize]) -> Row {
    let cells = row.cells.iter().filter_map(|cell| {
        let covered = cell.column..cell.column.saturating_add(cell.column_span.max(1));
        let column = columns.iter().position(|at| covered.contains(at))?;
        let column_span = columns.iter().filter(|at| covered.contains(at)).count();
        Some(Cell {
            column,
            column_span,
            ..cell.clone()
        })
    });
    Row {
        cells: cells.collect(),
        keep_with_next: row.keep_with_next,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Column::{Figures, Name, Position, Total};

    fn table(figures: usize) -> Vec<Column> {
        let figures = std::iter::repeat_n(Figures, figures);
        [Position, Name]
            .into_iter()
            .chain(figures)
            .chain([Total])
            .collect()
    }

    #[test]
    fn parts_are_even_and_the_total_stands_in_the_last() {
        let parts = even(&table(30), 3);
        assert_eq!(parts.iter().map(Vec::len).collect::<Vec<_>>(), [12, 12, 13]);
        assert!(parts.iter().all(|part| part[..2] == [0, 1]));
        let with_total: Vec<bool> = parts.iter().map(|part| part.contains(&32)).collect();
        assert_eq!(with_total, [false, false, true]);
    }

    #[test]
    fn as_few_parts_as_have_room() {
        let columns = table(6);
        let least = vec![500; columns.len()];
        let floor = rules::NAME_FLOOR.twips();
        let parts = filled(&columns, &least, 500 + floor + 3 * 500).expect("room");
        let shown: Vec<&[usize]> = parts.iter().map(|part| &part[2..]).collect();
        assert_eq!(shown, [&[2, 3, 4][..], &[5, 6, 7], &[8]]);
        assert_eq!(filled(&columns, &least, 500 + floor + 499), None);
    }
}
