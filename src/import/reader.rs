//! The tables of one sheet.

use std::collections::HashMap;

use super::answers::Asked;
use super::asking::Asking;
use super::columns::{self, Column, Role};
use super::doubts;
use super::header::{Header, headers, text_at};
use super::model::{Agency, Score, Table};
use super::report::Report;
use super::rows::{Row, Rows};
use super::typed::{self, Typed};
use super::values::Writing;
use super::words::Summary;
use crate::dossier::HiddenCells as Hidden;
use crate::sheet::{Area, At, Sheet, Stored, Workbook};

/// Agencies of one table: far more than a province has.
const MOST_AGENCIES: usize = 5000;

/// One sheet on its way.
pub(super) struct Reader<'a> {
    pub(super) book: &'a Workbook,
    pub(super) sheet: &'a Sheet,
    pub(super) index: usize,
    pub(super) asked: &'a Asked<'a>,
}

impl Reader<'_> {
    /// The blocks of the sheet; `empty` gets the cells of forms that nobody filled in.
    pub(super) fn tables(
        &self,
        report: &mut Report<'_>,
        empty: &mut Vec<(usize, Option<Area>)>,
    ) -> Vec<Table> {
        let all = headers(self.sheet);
        let mut tables = Vec::new();
        for header in &all {
            let next = all
                .iter()
                .map(|other| other.rows.0)
                .filter(|row| *row > header.rows.1)
                .min();
            // of several tables each is called by the line above it
            let title = if all.len() > 1 {
                self.title(header)
            } else {
                String::new()
            };
            let found = self.table((header, &title), next.unwrap_or(u32::MAX), report);
            match found {
                Ok(found) => self.add(&mut tables, found),
                Err(area) => empty.push((self.index, area)),
            }
        }
        tables
    }

    /// Adds the blocks of a header; one that only repeats the header before goes on with its last block.
    fn add(&self, tables: &mut Vec<Table>, mut found: Vec<Table>) {
        if let (Some(last), Some(first)) = (tables.last_mut(), found.first_mut())
            && first.heading.is_empty()
            && last
                .columns
                .iter()
                .map(|column| &column.path)
                .eq(first.columns.iter().map(|column| &column.path))
            && !self.starts_anew(first)
        {
            last.agencies.append(&mut first.agencies);
            last.mean = last.mean.take().or(first.mean.take());
            found.remove(0);
        }
        tables.extend(found);
    }

    /// Whether its rows are numbered from 1.
    fn starts_anew(&self, table: &Table) -> bool {
        let position = table.column(&Role::Position).map(|column| column.index);
        let cell = position.zip(table.agencies.first());
        let cell = cell.and_then(|(column, first)| self.sheet.cell(At::new(first.row, column)));
        cell.is_some_and(|cell| cell.content().trim().trim_end_matches('.') == "1")
    }

    /// The blocks under one header; the cells of its rows if none of them is an agency.
    fn table(
        &self,
        (header, title): (&Header, &str),
        end: u32,
        report: &mut Report<'_>,
    ) -> Result<Vec<Table>, Option<Area>> {
        let answers = &self.asked.answers;
        let (mut columns, doubtful) = columns::roles(header, answers, self.asked.year);
        self.words_are_no_scores(&mut columns, header, end);
        self.leave_hidden(&mut columns);
        let rows = Rows::of(self.sheet, header, &columns, end).all();
        let agencies: Vec<u32> = rows
            .iter()
            .filter(|(_, row)| *row == Row::Agency)
            .map(|(row, _)| *row)
            .collect();
        if agencies.is_empty() {
            return Err(unfilled(header, &columns, &rows));
        }
        if agencies.len() > MOST_AGENCIES {
            let place = report.sheet(self.sheet);
            report.push(doubts::too_many(place, agencies.len()));
            return Ok(Vec::new());
        }
        let writing = Writing::of(self.sheet, &columns, &agencies, self.book.form);
        let mut tables = self.blocks((header, title), &columns, &rows);
        tables.retain(|table| !table.agencies.is_empty());
        // a sheet that is made from another is not asked about
        if self.asked.sheets.is_empty() && tables.iter().any(|table| is_derived(table, self.sheet))
        {
            return Ok(tables);
        }
        for agency in tables.iter_mut().flat_map(|table| &mut table.agencies) {
            self.fill(agency, &columns, &writing, report);
        }
        let asking = Asking {
            sheet: self.sheet,
            answers,
            header,
            columns: &columns,
            tables: &tables,
        };
        asking.ask(&doubtful, report);
        for table in &mut tables {
            self.doubts(table, report);
        }
        self.tell_nameless(header, &rows, report);
        Ok(tables)
    }

    /// Rows with scores that nobody is named in.
    fn tell_nameless(&self, header: &Header, rows: &[(u32, Row)], report: &mut Report<'_>) {
        let nameless = rows.iter().filter(|(_, kind)| *kind == Row::Nameless);
        for (row, _) in nameless {
            let place = report.cell(self.sheet, At::new(*row, header.name));
            report.push(doubts::nameless(place));
        }
    }

    /// The line of text right above a header.
    fn title(&self, header: &Header) -> String {
        let first = header.columns.keys().next().copied().unwrap_or(0);
        let rows = (header.rows.0.saturating_sub(2)..header.rows.0).rev();
        for row in rows {
            let texts: Vec<String> = (self.sheet.row(row))
                .filter(|(at, _)| at.column >= first)
                .map(|(_, cell)| crate::values::one_line(&cell.content()))
                .collect();
            match texts.as_slice() {
                [] => {}
                [only] if only.chars().any(char::is_alphabetic) && !super::words::is_note(only) => {
                    return only.clone();
                }
                _ => break,
            }
        }
        String::new()
    }

    /// Columns without a known word that hold words are no indicators.
    fn words_are_no_scores(&self, columns: &mut [Column], header: &Header, end: u32) {
        let mut counts: HashMap<u32, (usize, usize)> = HashMap::new();
        let below = At::new(header.rows.1 + 1, 0)..At::new(end, 0);
        for (at, cell) in self.sheet.cells.range(below) {
            let (words, numbers) = counts.entry(at.column).or_default();
            match cell.text().map(typed::read) {
                Some(Typed::Words) => *words += 1,
                Some(Typed::Mark(_)) => {}
                _ => *numbers += 1,
            }
        }
        for column in columns {
            let (words, numbers) = counts.get(&column.index).copied().unwrap_or_default();
            let is_free = matches!(column.role, Role::Indicator { id: None, .. });
            if is_free && (numbers == 0 || words > 2 * numbers) {
                column.role = Role::Ignored;
            }
        }
    }

    fn leave_hidden(&self, columns: &mut [Column]) {
        if self.asked.answers.hidden == Some(Hidden::Leave) {
            let hidden = columns
                .iter_mut()
                .filter(|column| self.sheet.hidden_columns.contains(&column.index));
            hidden.for_each(|column| column.role = Role::Ignored);
        }
    }

    fn blocks(
        &self,
        (header, title): (&Header, &str),
        columns: &[Column],
        rows: &[(u32, Row)],
    ) -> Vec<Table> {
        let table = |heading: &str| Table {
            sheet: self.index,
            sheet_name: self.sheet.name.clone(),
            heading: heading.to_owned(),
            header: header.rows,
            columns: columns.to_vec(),
            agencies: Vec::new(),
            mean: None,
            maxima: Vec::new(),
        };
        let total = columns.iter().find(|column| column.role == Role::Total);
        let leaves_hidden = self.asked.answers.hidden == Some(Hidden::Leave);
        let is_left = |row: &u32| leaves_hidden && self.sheet.hidden_rows.contains(row);
        let (mut tables, mut current) = (Vec::new(), table(title));
        let mut maxima = Vec::new();
        for (row, kind) in rows {
            match kind {
                Row::Agency if !is_left(row) => {
                    let at = At::new(*row, header.name);
                    let agency = Agency::at(at, text_at(self.sheet, at));
                    current.agencies.push(agency);
                }
                Row::Group(heading) => tables.push(std::mem::replace(&mut current, table(heading))),
                Row::Summary(Summary::Mean)
                    if current.mean.is_none() && !current.agencies.is_empty() =>
                {
                    let at = total.map(|column| At::new(*row, column.index));
                    current.mean = at.and_then(|at| Some((at, self.number(at)?)));
                }
                Row::Summary(Summary::Maximum) => {
                    maxima.extend(columns.iter().filter_map(|column| {
                        let stated = self.number(At::new(*row, column.index))?;
                        Some((column.index, stated.value))
                    }))
                }
                _ => {}
            }
        }
        tables.push(current);
        for table in &mut tables {
            table.maxima.clone_from(&maxima);
        }
        tables
    }

    fn number(&self, at: At) -> Option<Score> {
        match &self.sheet.cell(at)?.stored {
            Stored::Number(number) => Some(Score::of(*number)),
            Stored::Text(text) => match typed::read(text) {
                Typed::Number { text, .. } => {
                    typed::number(&text).map(|value| Score { value, text })
                }
                _ => None,
            },
            _ => None,
        }
    }
}

/// The open cells of a form that nobody filled in.
fn unfilled(header: &Header, columns: &[Column], rows: &[(u32, Row)]) -> Option<Area> {
    let numbers = columns.iter().filter(|column| column.role.is_number());
    let last_column = numbers
        .map(|column| column.index)
        .max()
        .unwrap_or(header.name);
    let (first, _) = rows.first()?;
    let (last, _) = rows.iter().rfind(|(_, row)| *row == Row::Unfilled)?;
    Some(Area::new(
        At::new(*first, header.name),
        At::new(*last, last_column),
    ))
}

/// A sheet whose names are all taken from another sheet: a chart's data, a summary.
pub(super) fn is_derived(table: &Table, sheet: &Sheet) -> bool {
    let from_others = |at: At| {
        let formula = sheet.cell(at).and_then(|cell| cell.formula.as_deref());
        formula.is_some_and(|formula| formula.contains('!') && !formula.contains('('))
    };
    let total = table.column(&Role::Total).map(|column| column.index);
    let names = table
        .agencies
        .iter()
        .filter(|agency| from_others(agency.at))
        .count();
    let totals = total.map_or(0, |total| {
        table
            .agencies
            .iter()
            .filter(|agency| from_others(At::new(agency.row, total)))
            .count()
    });
    2 * names.max(totals) > table.agencies.len()
}
