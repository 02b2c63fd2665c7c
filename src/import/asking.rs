//! What is asked of columns, where their words do not tell.

use super::answers::Answers;
use super::columns::{Column, Role};
use super::doubts;
use super::header::{Header, heading_cell};
use super::model::{Agency, Score, Table};
use super::report::Report;
use crate::sheet::{Area, At, Cell, Sheet, column_letters};

/// The columns under one header, with the agencies that were read by them.
pub(super) struct Asking<'a> {
    pub(super) sheet: &'a Sheet,
    pub(super) answers: &'a Answers,
    pub(super) header: &'a Header,
    pub(super) columns: &'a [Column],
    pub(super) tables: &'a [Table],
}

impl Asking<'_> {
    /// Asks what columns are, where that is not told by their words; `doubtful` are those that may be the total.
    pub(super) fn ask(&self, doubtful: &[u32], report: &mut Report<'_>) {
        for index in doubtful {
            let mut columns = self.columns.iter();
            let heading = columns
                .find(|column| column.index == *index)
                .map_or("", last_of);
            let place = report.cell(self.sheet, self.heading_cell(*index));
            report.push(doubts::two_totals(place, heading, *index));
        }
        self.ask_parts(report);
        self.ask_hidden(report);
        self.tell_percents(report);
    }

    fn heading_cell(&self, column: u32) -> At {
        heading_cell(self.sheet, self.header.rows, column)
    }

    fn agencies(&self) -> impl Iterator<Item = &Agency> {
        self.tables.iter().flat_map(|table| &table.agencies)
    }

    /// Whether bonus and penalty are in the total beside them, if that is all there is.
    fn ask_parts(&self, report: &mut Report<'_>) {
        let has = |role: fn(&Role) -> bool| self.columns.iter().any(|column| role(&column.role));
        if !has(|role| *role == Role::Total) || has(|role| matches!(role, Role::Indicator { .. })) {
            return;
        }
        let is_part = |column: &&Column| matches!(column.role, Role::Bonus | Role::Penalty);
        for column in self.columns.iter().filter(is_part) {
            let letters = column_letters(column.index);
            let is_answered = self.answers.column(&column.path, &letters).is_some();
            let is_used = |agency: &Agency| agency.score(column.index).is_some();
            if !is_answered && self.agencies().any(is_used) {
                let place = report.cell(self.sheet, self.heading_cell(column.index));
                report.push(doubts::bonus(place, last_of(column)));
            }
        }
    }

    fn ask_hidden(&self, report: &mut Report<'_>) {
        if self.answers.hidden.is_some() {
            return;
        }
        let (first, last) = self.header.rows;
        let last = self
            .agencies()
            .map(|agency| agency.row)
            .max()
            .unwrap_or(last);
        let is_hidden = |column: &&Column| self.sheet.hidden_columns.contains(&column.index);
        for column in self.columns.iter().filter(is_hidden) {
            let area = Area::new(At::new(first, column.index), At::new(last, column.index));
            let place = report.area(self.sheet, area);
            report.push(doubts::hidden_column(place, &column.path.join(" > ")));
        }
    }

    fn tell_percents(&self, report: &mut Report<'_>) {
        for column in self.columns.iter().filter(|column| column.role.is_number()) {
            let cells = self
                .agencies()
                .map(|agency| At::new(agency.row, column.index));
            let is_percent = |at: &At| self.sheet.cell(*at).is_some_and(|cell| cell.percent);
            let cells: Vec<At> = cells.filter(is_percent).collect();
            let (Some(first), Some(last)) = (cells.first(), cells.last()) else {
                continue;
            };
            let stored = self.sheet.cell(*first).map(Cell::content);
            let read = self.agencies().find(|agency| agency.row == first.row);
            let read = read.and_then(|agency| agency.score(column.index));
            let example = (
                &*stored.unwrap_or_default(),
                &*read.map(Score::comma).unwrap_or_default(),
            );
            let place = report.area(self.sheet, Area::new(*first, *last));
            report.push(doubts::percent(place, &column.path.join(" > "), example));
        }
    }
}

/// The lowest heading of a column.
fn last_of(column: &Column) -> &str {
    column.path.last().map_or("", String::as_str)
}
