//! Two tables of the same columns, row by row.

use super::Change;
use super::align::align;
use crate::document::{Cell, CellAlign, Paragraph, Role, Row};

/// Puts the rows side by side. A row is known by what it is about (an agency's name, a tier), so one
/// that moved is deleted and inserted. The rows of a tie hang on one merged cell and stand or fall
/// together; rows on both sides have the same cells.
#[must_use]
pub(crate) fn rows<'a>(old: &'a [Row], new: &'a [Row]) -> Vec<Change<&'a Row>> {
    let (old, new) = (groups(old), groups(new));
    let aligned = align(&old, &new, |group| key(group), |_, _| 0.0);
    let rows = aligned.into_iter().flat_map(|change| {
        change.parts(
            |group| group.iter().collect(),
            |old, new| {
                let both = old.iter().zip(*new);
                both.map(|(old, new)| Change::Both { old, new }).collect()
            },
        )
    });
    rows.collect()
}

/// Rows that a merged cell ties together.
fn groups(rows: &[Row]) -> Vec<&[Row]> {
    let mut groups = Vec::new();
    let (mut start, mut end) = (0, 0);
    for (index, row) in rows.iter().enumerate() {
        let covered = row.cells.iter().map(|cell| cell.row_span.max(1)).max();
        end = end.max(index + covered.unwrap_or(1)).min(rows.len());
        if index + 1 == end {
            groups.push(&rows[start..end]);
            start = end;
        }
    }
    groups
}

/// What a row is about, and where its cells start and how far they reach.
type Key = Vec<(String, Vec<[usize; 3]>)>;

fn key(group: &[Row]) -> Key {
    let of_row = |row: &Row| (subject(row), layout(row));
    group.iter().map(of_row).collect()
}

/// Column, columns and rows of each cell of a row.
pub(super) fn layout(row: &Row) -> Vec<[usize; 3]> {
    let place = |cell: &Cell| [cell.column, cell.column_span, cell.row_span];
    row.cells.iter().map(place).collect()
}

/// The text of the first cell that holds words; without its figures where it opens a tier, for these
/// count the agencies in it.
fn subject(row: &Row) -> String {
    let named = row.cells.iter().find(|cell| cell.align == CellAlign::Left);
    let Some(cell) = named.or(row.cells.first()) else {
        return String::new();
    };
    let is_tier = cell.paragraphs().any(|p| p.role == Role::TableTier);
    let text: String = cell.paragraphs().map(Paragraph::text).collect();
    if is_tier {
        text.chars().filter(|c| !c.is_ascii_digit()).collect()
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::CellContent;

    fn cell(column: usize, text: &str, row_span: usize) -> Cell {
        Cell {
            content: CellContent::Text(Paragraph::plain(Role::TableCell, text)),
            column,
            column_span: 1,
            row_span,
            align: if column == 1 {
                CellAlign::Left
            } else {
                CellAlign::Center
            },
            scope: None,
        }
    }

    /// Rows `(name, rows that its rank covers, 0 for one covered from above)`.
    fn table(agencies: &[(&str, usize)]) -> Vec<Row> {
        let rows = agencies.iter().enumerate().map(|(at, (name, span))| {
            let mut cells = vec![cell(0, &(at + 1).to_string(), 1), cell(1, name, 1)];
            cells.extend((*span > 0).then(|| cell(2, &format!("{:02}", at + 1), *span)));
            Row {
                cells,
                keep_with_next: false,
            }
        });
        rows.collect()
    }

    fn shown(old: &[(&str, usize)], new: &[(&str, usize)]) -> String {
        let (old, new) = (table(old), table(new));
        let rows = rows(&old, &new);
        let signs = rows.iter().map(|row| match row {
            Change::Deleted(row) => format!("-{} ", subject(row)),
            Change::Inserted(row) => format!("+{} ", subject(row)),
            Change::Kept(row) | Change::Both { new: row, .. } => format!("{} ", subject(row)),
        });
        signs.collect()
    }

    #[test]
    fn an_agency_that_moves_is_deleted_and_inserted() {
        assert_eq!(
            shown(
                &[("A", 1), ("B", 1), ("C", 1)],
                &[("C", 1), ("A", 1), ("B", 1)]
            ),
            "+C A B -C "
        );
    }

    #[test]
    fn a_tie_stands_or_falls_as_a_whole() {
        let (tie, apart) = (
            [("A", 2), ("B", 0), ("C", 1)],
            [("A", 1), ("B", 1), ("C", 1)],
        );
        assert_eq!(shown(&tie, &apart), "-A -B +A +B C ");
        assert_eq!(shown(&apart, &tie), "-A -B +A +B C ");
        assert_eq!(shown(&tie, &tie), "A B C ");
    }
}
