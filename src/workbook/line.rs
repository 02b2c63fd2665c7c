//! Cells written with their errors put off: a sheet is written cell by cell, and either all are or none.

use crate::scoring::Fraction;
use rust_decimal::Decimal;
use rust_xlsxwriter::{Format, Formula, Worksheet, XlsxError};

use super::style;
use crate::scoring::exact_text;
use crate::sheet::{At, column_letters};
use crate::values::with_point;

/// What is said of figures that are those of the formulas, and of others.
pub(super) const MATCH: &str = "Khớp";
pub(super) const NO_MATCH: &str = "KHÔNG KHỚP";

/// A sheet that is being written; rows and columns count from 0.
pub(super) struct Lines<'a> {
    pub(super) sheet: &'a mut Worksheet,
    failed: Option<XlsxError>,
}

impl<'a> Lines<'a> {
    pub(super) const fn new(sheet: &'a mut Worksheet) -> Self {
        Self {
            sheet,
            failed: None,
        }
    }

    /// The first error, if there was one.
    pub(super) fn finish(self) -> Result<(), XlsxError> {
        self.failed.map_or(Ok(()), Err)
    }

    fn note<T>(&mut self, written: Result<T, XlsxError>) {
        if let Err(error) = written {
            self.failed.get_or_insert(error);
        }
    }

    pub(super) fn text(&mut self, row: u32, column: u16, text: &str, format: &Format) {
        let written = self
            .sheet
            .write_string_with_format(row, column, text, format)
            .map(|_| ());
        self.note(written);
    }

    pub(super) fn number(&mut self, row: u32, column: u16, number: f64, format: &Format) {
        let written = self
            .sheet
            .write_number_with_format(row, column, number, format)
            .map(|_| ());
        self.note(written);
    }

    /// A number, or an empty cell in the same frame.
    pub(super) fn maybe(
        &mut self,
        row: u32,
        column: u16,
        number: Option<Decimal>,
        format: &Format,
    ) {
        match number {
            Some(number) => self.number(row, column, double(number), format),
            None => {
                let written = self.sheet.write_blank(row, column, format).map(|_| ());
                self.note(written);
            }
        }
    }

    /// A formula with the result that it has as it stands.
    pub(super) fn formula(
        &mut self,
        (row, column): (u32, u16),
        formula: &str,
        result: &str,
        format: &Format,
    ) {
        let formula = Formula::new(formula).set_result(result);
        let written = self
            .sheet
            .write_formula_with_format(row, column, formula, format)
            .map(|_| ());
        self.note(written);
    }

    /// Headings of a row.
    pub(super) fn heads(&mut self, row: u32, heads: &[(u16, &str)]) {
        for (column, words) in heads {
            self.text(row, *column, words, &style::head());
        }
    }

    /// Whether the program's figures are those of the formulas, as they are at first.
    pub(super) fn verdict(&mut self, at: (u32, u16), condition: &str) {
        let formula = format!("=IF({condition},\"{MATCH}\",\"{NO_MATCH}\")");
        self.formula(at, &formula, MATCH, &style::number());
    }

    pub(super) fn width(&mut self, column: u16, width: f64) {
        let written = self.sheet.set_column_width(column, width).map(|_| ());
        self.note(written);
    }

    /// Any other call.
    pub(super) fn with(&mut self, call: impl FnOnce(&mut Worksheet) -> Result<(), XlsxError>) {
        let written = call(self.sheet);
        self.note(written);
    }
}

/// The nearest double, as Excel stores the number when it is typed.
pub(super) fn double(number: Decimal) -> f64 {
    number.to_string().parse().unwrap_or(0.0)
}

/// The value as the result of a formula.
pub(super) fn result(value: &Fraction) -> String {
    let value: f64 = exact_text(value).parse().unwrap_or(0.0);
    value.to_string()
}

/// A printed number (`80,7`).
pub(super) fn printed_number(printed: &str) -> f64 {
    with_point(printed).parse().unwrap_or(0.0)
}

/// The same as the result of a formula.
pub(super) fn printed_result(printed: &str) -> String {
    printed_number(printed).to_string()
}

/// The condition that two cells hold the same number.
pub(super) fn same_number(one: &str, other: &str) -> String {
    format!("ABS({one}-{other})<0.0000001")
}

/// The decimals of a printed number.
pub(super) fn decimals(printed: &str) -> usize {
    printed
        .split_once([',', '.'])
        .map_or(0, |(_, decimals)| decimals.len())
}

/// `B7`.
pub(super) fn at(row: u32, column: u16) -> String {
    At::new(row, column.into()).to_string()
}

/// `$B$7:$B$20`: a column from a row to another.
pub(super) fn column(column: u16, first: u32, last: u32) -> String {
    let letters = column_letters(column.into());
    format!("${letters}${}:${letters}${}", first + 1, last + 1)
}

/// A text inside a formula.
pub(super) fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}
