//! A workbook as its cells.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::address::{Area, At};
use crate::values::{in_figures, with_comma};

/// Sổ tính: what a file holds.
#[derive(Clone, Debug, Default)]
pub struct Workbook {
    /// What form it has.
    pub form: Form,
    /// Its sheets, in order; a text file has one without a name.
    pub sheets: Vec<Sheet>,
    /// The day its properties say it was last changed.
    pub date: Option<NaiveDate>,
    /// It has macros, which are not run.
    pub has_macros: bool,
    /// It takes values from other files, which are not opened: the stored ones count.
    pub has_links: bool,
}

/// The form of a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Form {
    /// Office Open XML (.xlsx, .xlsm).
    #[default]
    Xlsx,
    /// The same in binary (.xlsb).
    Xlsb,
    /// Excel 97-2003 (.xls).
    Xls,
    /// OpenDocument (.ods).
    Ods,
    /// Text with separators (.csv, .tsv, .txt).
    Text,
}

impl Form {
    /// The ending of such a file.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Xlsx => ".xlsx",
            Self::Xlsb => ".xlsb",
            Self::Xls => ".xls",
            Self::Ods => ".ods",
            Self::Text => ".csv",
        }
    }

    /// Whether what a sheet shows, and what it hides, is known.
    #[must_use]
    pub const fn tells_all(self) -> bool {
        !matches!(self, Self::Xlsb | Self::Xls)
    }
}

/// Trang tính: one sheet.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    /// Its name; empty for a text file.
    pub name: String,
    /// Whether it is hidden.
    pub hidden: bool,
    /// Its cells that hold anything, by row and column.
    pub cells: BTreeMap<At, Cell>,
    /// Rows that are not shown, from 0.
    pub hidden_rows: BTreeSet<u32>,
    /// Columns that are not shown, from 0.
    pub hidden_columns: BTreeSet<u32>,
    /// Merged cells.
    pub merged: Vec<Area>,
}

/// Ô: one cell.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// What is stored.
    pub stored: Stored,
    /// What is shown of a number, where it is another number or is known to be a percentage.
    pub shown: Option<String>,
    /// Whether a number is shown as a percentage.
    pub percent: bool,
    /// The formula, without `=`.
    pub formula: Option<String>,
}

/// What a cell stores.
#[derive(Clone, Debug, PartialEq)]
pub enum Stored {
    /// Nothing: a formula whose result was not saved.
    Nothing,
    /// A number.
    Number(Decimal),
    /// Text, as it stands.
    Text(String),
    /// A day, and time left out; the second is how the sheet shows it, if that is known.
    Date(NaiveDate, Option<String>),
    /// `TRUE`, `FALSE`.
    Truth(bool),
    /// An error value such as `#REF!`.
    Error(String),
}

impl Cell {
    /// A cell that holds this and nothing else.
    #[must_use]
    pub const fn of(stored: Stored) -> Self {
        Self {
            stored,
            shown: None,
            percent: false,
            formula: None,
        }
    }

    /// The text, if it holds some.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match &self.stored {
            Stored::Text(text) => Some(text),
            _ => None,
        }
    }

    /// What it holds, as people read it.
    #[must_use]
    pub fn content(&self) -> String {
        match &self.stored {
            Stored::Nothing => format!("={}", self.formula.as_deref().unwrap_or_default()),
            Stored::Number(number) => with_comma(number),
            Stored::Text(text) => text.clone(),
            Stored::Date(day, _) => in_figures(*day),
            Stored::Truth(true) => "TRUE".to_owned(),
            Stored::Truth(false) => "FALSE".to_owned(),
            Stored::Error(error) => error.clone(),
        }
    }
}

impl Sheet {
    /// The cell there.
    #[must_use]
    pub fn cell(&self, at: At) -> Option<&Cell> {
        self.cells.get(&at)
    }

    /// The merged cells that this one is part of.
    #[must_use]
    pub fn merged_at(&self, at: At) -> Option<&Area> {
        self.merged.iter().find(|area| area.holds(at))
    }

    /// The cells of a row, from the left.
    pub fn row(&self, row: u32) -> impl Iterator<Item = (At, &Cell)> {
        let cells = self.cells.range(At::new(row, 0)..=At::new(row, u32::MAX));
        cells.map(|(at, cell)| (*at, cell))
    }

    /// The rows that hold anything, from the top.
    pub fn rows(&self) -> impl Iterator<Item = u32> {
        let rows: BTreeSet<u32> = self.cells.keys().map(|at| at.row).collect();
        rows.into_iter()
    }
}
