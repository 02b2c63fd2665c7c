//! What each row below a header is.

use super::columns::{Column, Role};
use super::header::{Header, is_numbering, text_at};
use super::typed::{self, Typed};
use super::words::{Summary, is_note, is_tier_heading, summary};
use crate::sheet::{At, Sheet, Stored};
use crate::values::is_digits;

/// What a row is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Row {
    /// An agency.
    Agency,
    /// The heading of the agencies below it.
    Group(String),
    /// A mean, maxima, or another sum.
    Summary(Summary),
    /// A number and empty cells: a form nobody filled in.
    Unfilled,
    /// Scores without a name.
    Nameless,
}

/// The rows of a table, up to the row before `end`, with the columns that it has.
pub(super) struct Rows<'a> {
    pub(super) sheet: &'a Sheet,
    pub(super) header: &'a Header,
    pub(super) columns: &'a [Column],
    pub(super) end: u32,
    numbered: bool,
}

/// How a row is numbered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Position {
    None,
    Number,
    Letter,
}

impl<'a> Rows<'a> {
    pub(super) fn of(
        sheet: &'a Sheet,
        header: &'a Header,
        columns: &'a [Column],
        end: u32,
    ) -> Self {
        let mut rows = Self {
            sheet,
            header,
            columns,
            end,
            numbered: false,
        };
        let numbered = rows
            .indices()
            .any(|row| rows.position(row) == Position::Number);
        rows.numbered = numbered;
        rows
    }

    fn indices(&self) -> impl Iterator<Item = u32> + use<'_> {
        self.sheet
            .rows()
            .filter(|row| *row > self.header.rows.1 && *row < self.end)
    }

    /// Every row that is something, in order; what follows the last agency is left out.
    pub(super) fn all(&self) -> Vec<(u32, Row)> {
        let mut found: Vec<(u32, Row)> = Vec::new();
        for row in self.indices() {
            found.extend(self.row(row, &found).map(|kind| (row, kind)));
        }
        // headings after which no agency comes are notes and signatures
        let last = found
            .iter()
            .rposition(|(_, kind)| matches!(kind, Row::Agency | Row::Unfilled | Row::Summary(_)));
        found.truncate(last.map_or(0, |last| last + 1));
        let mut kept: Vec<(u32, Row)> = Vec::new();
        for (row, kind) in found {
            if let (Row::Group(_), Some((_, Row::Group(_)))) = (&kind, kept.last()) {
                kept.pop();
            }
            kept.push((row, kind));
        }
        kept
    }

    fn edges(&self) -> (u32, u32) {
        let indices = || self.header.columns.keys().copied();
        (indices().min().unwrap_or(0), indices().max().unwrap_or(0))
    }

    fn row(&self, row: u32, before: &[(u32, Row)]) -> Option<Row> {
        let (from, to) = self.edges();
        if before.is_empty() && is_numbering(self.sheet, row, (from, to)) {
            return None;
        }
        let name = text_at(self.sheet, At::new(row, self.header.name));
        let mut cells = self
            .sheet
            .row(row)
            .filter(|(at, _)| (from..=to).contains(&at.column));
        let lead = cells
            .find_map(|(_, cell)| cell.text().map(crate::values::one_line))
            .unwrap_or_default();
        let position = self.position(row);
        let values = self.values(row);
        if position != Position::Number
            && let Some(kind) = summary(&name).or_else(|| summary(&lead))
        {
            return (values > 0 || kind != Summary::Other).then_some(Row::Summary(kind));
        }
        if name.is_empty() {
            return match (position, values) {
                (Position::Number, 0) => Some(Row::Unfilled),
                (_, 0) => {
                    let group = self.group(row, &lead, position);
                    group.filter(|kind| matches!(kind, Row::Group(_)))
                }
                (Position::Number, _) => Some(Row::Nameless),
                (_, _) => None,
            };
        }
        match position {
            Position::Number => Some(Row::Agency),
            Position::Letter if self.numbered || values == 0 => self.group(row, &name, position),
            // a name alone far below is a signature
            _ if values == 0 => {
                let next = before.last().is_none_or(|(last, _)| row - last == 1);
                let group = self.group(row, &name, position);
                group.filter(|kind| next || *kind != Row::Agency)
            }
            // a number forgotten inside the table; far below it stand other things
            _ => {
                let near = before.last().is_none_or(|(last, _)| row - last <= 2);
                (near && !is_note(&name)).then_some(Row::Agency)
            }
        }
    }

    fn group(&self, row: u32, text: &str, position: Position) -> Option<Row> {
        let has_letters = text.chars().any(char::is_alphabetic);
        if text.is_empty() || !has_letters || is_note(text) || is_tier_heading(text) {
            return None;
        }
        let lower = text.to_lowercase();
        let named = ["khối", "nhóm", "cụm", "các ", "ubnd các"]
            .iter()
            .any(|start| lower.starts_with(start));
        let large = !text.chars().any(char::is_lowercase);
        let merged = self.sheet.row(row).any(|(at, _)| {
            self.sheet
                .merged_at(at)
                .is_some_and(|area| area.to.column - area.from.column > 1)
        });
        if self.numbered || position == Position::Letter || named || large || merged {
            return Some(Row::Group(text.to_owned()));
        }
        // without numbers, a name alone may be an agency that nobody scored
        Some(Row::Agency)
    }

    fn position(&self, row: u32) -> Position {
        let column = self
            .columns
            .iter()
            .find(|column| column.role == Role::Position);
        let Some(column) = column else {
            return Position::None;
        };
        let Some(cell) = self.sheet.cell(At::new(row, column.index)) else {
            return Position::None;
        };
        let text = crate::values::one_line(&cell.content());
        let bare = text
            .trim_end_matches(['.', ')', '/', ' '])
            .trim_start_matches('(');
        if bare.split(['.', ',']).all(is_digits) {
            return Position::Number;
        }
        let letters = bare.chars().count() <= 5 && bare.chars().all(char::is_uppercase);
        match letters && !bare.is_empty() {
            true => Position::Letter,
            false => Position::None,
        }
    }

    /// How many of the row's cells hold scores, or marks in their place.
    fn values(&self, row: u32) -> usize {
        let columns = self.columns.iter().filter(|column| column.role.is_number());
        let cells = columns.filter_map(|column| self.sheet.cell(At::new(row, column.index)));
        cells
            .filter(|cell| match &cell.stored {
                Stored::Text(text) => typed::read(text) != Typed::Words,
                _ => true,
            })
            .count()
    }
}
