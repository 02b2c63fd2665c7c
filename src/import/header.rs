//! Headers: the rows that say what columns are.

mod rows;

use std::collections::BTreeMap;

use super::words::{Word, word};
use crate::sheet::{Area, At, Sheet};
use crate::values::one_line;
use rows::{has_numbers, is_above, is_below};

pub(super) use rows::is_numbering;

/// Headers of a sheet, and columns of one, that are looked at.
const MOST_HEADERS: usize = 100;
const MOST_COLUMNS: u32 = 300;
/// Rows that a header has at most.
const MOST_ROWS: u32 = 4;

/// The header (hàng tiêu đề) of one table.
#[derive(Clone, Debug)]
pub(super) struct Header {
    /// First and last row.
    pub(super) rows: (u32, u32),
    /// The heading of each column from the top, without repetitions; columns without one are not there.
    pub(super) columns: BTreeMap<u32, Vec<String>>,
    /// The column of names.
    pub(super) name: u32,
}

/// What a cell shows a reader: that of the merged cells it is part of.
pub(super) fn text_at(sheet: &Sheet, at: At) -> String {
    let at = match sheet.cell(at) {
        Some(_) => at,
        None => sheet.merged_at(at).map_or(at, |area| area.from),
    };
    sheet
        .cell(at)
        .map(|cell| one_line(&cell.content()))
        .unwrap_or_default()
}

/// The lowest cell of a header in that column: the one that heads it.
pub(super) fn heading_cell(sheet: &Sheet, (first, last): (u32, u32), column: u32) -> At {
    let mut cells = (first..=last).rev().map(|row| At::new(row, column));
    cells
        .find(|at| sheet.cell(*at).is_some())
        .unwrap_or(At::new(first, column))
}

/// All headers of a sheet, from the top; of tables side by side, from the left.
pub(super) fn headers(sheet: &Sheet) -> Vec<Header> {
    let mut found: Vec<Header> = Vec::new();
    for row in sheet.rows() {
        if found.len() >= MOST_HEADERS {
            break;
        }
        if found.last().is_some_and(|last| row <= last.rows.1) {
            continue;
        }
        let names = names_in(sheet, row);
        for (index, name) in names.iter().enumerate() {
            let from = if index == 0 {
                0
            } else {
                start_of(sheet, row, *name)
            };
            let to = match names.get(index + 1) {
                Some(next) => start_of(sheet, row, *next).saturating_sub(1),
                None => u32::MAX,
            };
            found.extend(header(sheet, row, *name, (from, to)));
        }
    }
    found
}

/// Columns of a row that are headed as names, if the row heads anything else.
fn names_in(sheet: &Sheet, row: u32) -> Vec<u32> {
    let cells = || {
        sheet
            .row(row)
            .filter_map(|(at, cell)| Some((at.column, word(&one_line(cell.text()?)))))
    };
    let mut names: Vec<u32> = cells()
        .filter(|(_, word)| *word == Some(Word::Name))
        .map(|(column, _)| column)
        .collect();
    let others = cells()
        .filter(|(_, word)| word.is_some_and(|word| word != Word::Name))
        .count();
    if names.is_empty() || others == 0 || has_numbers(sheet, row) {
        return Vec::new();
    }
    // a second one is a second table only behind a second column of numbers
    let positions: Vec<u32> = cells()
        .filter(|(_, word)| *word == Some(Word::Position))
        .map(|(column, _)| column)
        .collect();
    let first = names[0];
    names.retain(|name| {
        *name == first
            || positions
                .iter()
                .any(|position| *position + 1 == *name && *position > first)
    });
    names
}

/// Where the table of that column of names begins.
fn start_of(sheet: &Sheet, row: u32, name: u32) -> u32 {
    let before = name.saturating_sub(1);
    let position = word(&text_at(sheet, At::new(row, before))) == Some(Word::Position);
    if position { before } else { name }
}

/// The header that the row of that column of names is part of, within those columns.
fn header(sheet: &Sheet, row: u32, name: u32, (from, to): (u32, u32)) -> Option<Header> {
    let (first, last) = rows_of(sheet, row, name, (from, to));
    let cells = sheet
        .cells
        .range(At::new(first, 0)..=At::new(last, u32::MAX));
    let edges = cells
        .map(|(at, _)| *at)
        .filter(|at| (from..=to).contains(&at.column))
        .map(|at| sheet.merged_at(at).map_or(at.column, |area| area.to.column));
    let edge = edges.max()?.min(to).min(from + MOST_COLUMNS);
    let all: Vec<u32> = (first..=last).collect();
    let is_heading = |row: &u32| !is_numbering(sheet, *row, (from, to));
    let rows: Vec<u32> = all.iter().copied().filter(is_heading).collect();
    let path = |rows: &[u32], column| path_of(sheet, rows, column, (last, from));
    let mut columns: BTreeMap<u32, Vec<String>> = (from..=edge)
        .map(|column| (column, path(&rows, column)))
        .filter(|(_, path)| !path.is_empty())
        .collect();
    // indicators may have numbers for names
    for column in alike(&columns) {
        columns.insert(column, path(&all, column));
    }
    (columns.len() > 1).then_some(Header {
        rows: (first, last),
        columns,
        name,
    })
}

/// First and last row of that header: those of words above and below go with it.
fn rows_of(sheet: &Sheet, row: u32, name: u32, within: (u32, u32)) -> (u32, u32) {
    let leads =
        |area: &&Area| area.from.row == row && (area.from.column..=area.to.column).contains(&name);
    let merged = sheet.merged.iter().filter(leads).map(|area| area.to.row);
    let mut last = merged.max().unwrap_or(row).clamp(row, row + MOST_ROWS - 1);
    while last + 1 < row + MOST_ROWS && is_below(sheet, last + 1, name, within) {
        last += 1;
    }
    let mut first = row;
    while first > 0 && last - first + 1 < MOST_ROWS && is_above(sheet, first - 1, name, within) {
        first -= 1;
    }
    (first, last)
}

/// The columns whose headings are those of another, too.
fn alike(columns: &BTreeMap<u32, Vec<String>>) -> Vec<u32> {
    let mut counts: BTreeMap<&[String], usize> = BTreeMap::new();
    for path in columns.values() {
        *counts.entry(path).or_default() += 1;
    }
    let alike = columns
        .iter()
        .filter(|(_, path)| counts[path.as_slice()] > 1);
    alike.map(|(column, _)| *column).collect()
}

/// The headings over a column in these rows, without repetitions.
fn path_of(sheet: &Sheet, rows: &[u32], column: u32, (last, from): (u32, u32)) -> Vec<String> {
    let mut path: Vec<String> = Vec::new();
    for &row in rows {
        let text = heading_at(sheet, row, column, last, from);
        if !text.is_empty() && path.last() != Some(&text) {
            path.push(text);
        }
    }
    path
}

/// The text over a column; one that is centred over several without merging stands over those after it, too.
fn heading_at(sheet: &Sheet, row: u32, column: u32, last: u32, from: u32) -> String {
    let here = text_at(sheet, At::new(row, column));
    let below = |column| row < last && !text_at(sheet, At::new(row + 1, column)).is_empty();
    if !here.is_empty() || !below(column) {
        return here;
    }
    let mut before = column;
    while before > from {
        before -= 1;
        if !below(before) {
            break;
        }
        let text = text_at(sheet, At::new(row, before));
        if !text.is_empty() {
            let own = text_at(sheet, At::new(row + 1, before));
            return if own == text { String::new() } else { text };
        }
    }
    String::new()
}
