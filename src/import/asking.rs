//! What is asked of columns, where their words do not tell.

use super::columns::{Column, Role};
use super::doubts;
use super::header::Header;
use super::model::{Score, Table};
use super::reader::Reader;
use super::report::Report;
use crate::sheet::{Area, At, Cell};

impl Reader<'_> {
    /// Asks what columns are, where that is not told by their words.
    pub(super) fn ask_columns(
        &self,
        header: &Header,
        columns: &[Column],
        doubtful: &[u32],
        tables: &[Table],
        report: &mut Report<'_>,
    ) {
        let sheet = self.sheet;
        let heading_cell = |index: u32| {
            let rows = (header.rows.0..=header.rows.1).rev();
            let mut cells = rows.map(|row| At::new(row, index));
            cells
                .find(|at| sheet.cell(*at).is_some())
                .unwrap_or(At::new(header.rows.0, index))
        };
        for index in doubtful {
            let column = columns.iter().find(|column| column.index == *index);
            let heading = column
                .and_then(|column| column.path.last())
                .cloned()
                .unwrap_or_default();
            let place = report.cell(sheet, heading_cell(*index));
            report.push(doubts::two_totals(place, &heading, *index));
        }
        let has = |role: fn(&Role) -> bool| columns.iter().any(|column| role(&column.role));
        let alone =
            has(|role| *role == Role::Total) && !has(|role| matches!(role, Role::Indicator { .. }));
        for column in columns
            .iter()
            .filter(|column| matches!(column.role, Role::Bonus | Role::Penalty))
        {
            let letters = crate::sheet::column_letters(column.index);
            let answered = self.asked.answers.column(&column.path, &letters).is_some();
            let used = tables
                .iter()
                .flat_map(|table| &table.agencies)
                .any(|agency| agency.score(column.index).is_some());
            if alone && used && !answered {
                let place = report.cell(sheet, heading_cell(column.index));
                report.push(doubts::bonus(
                    place,
                    column.path.last().map_or("", String::as_str),
                ));
            }
        }
        if self.asked.answers.hidden.is_none() {
            for column in columns
                .iter()
                .filter(|column| sheet.hidden_columns.contains(&column.index))
            {
                let last = tables
                    .iter()
                    .flat_map(|table| &table.agencies)
                    .map(|agency| agency.row)
                    .max();
                let area = Area::new(
                    At::new(header.rows.0, column.index),
                    At::new(last.unwrap_or(header.rows.1), column.index),
                );
                let place = report.area(sheet, area);
                report.push(doubts::hidden_column(place, &column.path.join(" > ")));
            }
        }
        self.tell_percents(columns, tables, report);
    }

    fn tell_percents(&self, columns: &[Column], tables: &[Table], report: &mut Report<'_>) {
        for column in columns.iter().filter(|column| column.role.is_number()) {
            let cells = tables
                .iter()
                .flat_map(|table| &table.agencies)
                .map(|agency| At::new(agency.row, column.index));
            let cells: Vec<At> = cells
                .filter(|at| self.sheet.cell(*at).is_some_and(|cell| cell.percent))
                .collect();
            let (Some(first), Some(last)) = (cells.first(), cells.last()) else {
                continue;
            };
            let stored = self
                .sheet
                .cell(*first)
                .map(Cell::content)
                .unwrap_or_default();
            let read = tables
                .iter()
                .flat_map(|table| &table.agencies)
                .find(|agency| agency.row == first.row);
            let read = read
                .and_then(|agency| agency.score(column.index))
                .map(Score::comma)
                .unwrap_or_default();
            let place = report.area(self.sheet, Area::new(*first, *last));
            report.push(doubts::percent(
                place,
                &column.path.join(" > "),
                (&stored, &read),
            ));
        }
    }
}
