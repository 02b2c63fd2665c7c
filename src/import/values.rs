//! The cells of an agency's row as numbers.

use rust_decimal::Decimal;

use super::answers::Answers;
use super::columns::Column;
use super::doubts;
use super::model::{Agency, Score};
use super::report::Report;
use super::typed::{self, Tells, Typed};
use crate::dossier::{PointMark as Point, Which};
use crate::sheet::{At, Cell, Form, Sheet, Stored};
use crate::values::{comma, decimal, with_point};

/// How numbers are written in each column, by what the others in it show.
pub(super) struct Writing {
    by_column: Vec<(u32, Marks)>,
    everywhere: Marks,
    form: Form,
}

#[derive(Clone, Copy, Default)]
struct Marks {
    comma: bool,
    point: bool,
}

impl Writing {
    /// Looks at all cells of these columns in these rows.
    pub(super) fn of(sheet: &Sheet, columns: &[Column], rows: &[u32], form: Form) -> Self {
        let mut everywhere = Marks::default();
        let mut by_column = Vec::new();
        for column in columns.iter().filter(|column| column.role.is_number()) {
            let mut marks = Marks::default();
            for row in rows {
                let text = sheet.cell(At::new(*row, column.index)).and_then(Cell::text);
                if let Some(Typed::Number { tells, .. }) = text.map(typed::read) {
                    marks.comma |= tells == Tells::Comma;
                    marks.point |= tells == Tells::Point;
                }
            }
            everywhere.comma |= marks.comma;
            everywhere.point |= marks.point;
            by_column.push((column.index, marks));
        }
        Self {
            by_column,
            everywhere,
            form,
        }
    }

    fn at(&self, column: u32) -> Marks {
        let own = self
            .by_column
            .iter()
            .find(|(index, _)| *index == column)
            .map(|(_, marks)| *marks);
        let own = own.unwrap_or_default();
        // a text file is written by one program
        match own.comma || own.point || self.form != Form::Text {
            true => own,
            false => self.everywhere,
        }
    }

    /// Whether the mark before three digits parts thousands; `None` if nothing tells.
    fn thousands(&self, column: u32, mark: char, answers: &Answers) -> Option<bool> {
        let marks = self.at(column);
        match (mark, marks.comma, marks.point) {
            (',', _, false) => Some(false),
            (',', false, true) => Some(true),
            ('.', true, false) => Some(true),
            ('.', false, true) => Some(false),
            ('.', ..) => answers.point.map(|point| point == Point::Thousands),
            // both stand in the column: a comma is what a point is not
            _ => answers.point.map(|point| point == Point::Decimals),
        }
    }
}

/// What a text in a cell of numbers says, once it is known how numbers are written there.
enum Said {
    Number(Score),
    Mark(String),
    /// With a decimal point, or with a mark of thousands.
    Unclear(String, String),
    Words,
}

/// What cells of numbers are read with.
pub(super) struct Numbers<'a> {
    pub(super) sheet: &'a Sheet,
    pub(super) writing: &'a Writing,
    pub(super) answers: &'a Answers,
}

impl Numbers<'_> {
    /// Reads a number into an agency; what cannot be taken is told.
    pub(super) fn take(&self, agency: &mut Agency, column: &Column, report: &mut Report<'_>) {
        let at = At::new(agency.row, column.index);
        let Some(cell) = self.sheet.cell(at) else {
            return;
        };
        let doubt = match &cell.stored {
            Stored::Number(number) => {
                let score = self.stored(agency, column, *number, (cell, at), report);
                agency.scores.push((column.index, score));
                return;
            }
            Stored::Text(text) => match self.said(column.index, text) {
                Said::Number(score) => {
                    agency.scores.push((column.index, score));
                    return;
                }
                Said::Mark(mark) => {
                    agency.marks.push((column.index, mark));
                    return;
                }
                Said::Unclear(text, thousands) => {
                    let place = report.cell(self.sheet, at);
                    doubts::unclear(place, agency, &text, &thousands)
                }
                Said::Words => doubts::not_a_number(report.cell(self.sheet, at), agency),
            },
            other => {
                if let Stored::Error(error) = other
                    && error.starts_with('#')
                {
                    agency.marks.push((column.index, error.clone()));
                }
                doubts::no_score(report.cell(self.sheet, at), agency, cell)
            }
        };
        if column.role.is_taken() {
            agency.refused = true;
            report.push(doubt);
        }
    }

    fn said(&self, column: u32, text: &str) -> Said {
        let text = match typed::read(text) {
            Typed::Mark(mark) => return Said::Mark(mark),
            Typed::Words => return Said::Words,
            Typed::Number { text, .. } => text,
            Typed::Unclear {
                mark,
                text,
                thousands,
            } => match self.writing.thousands(column, mark, self.answers) {
                Some(true) => thousands,
                Some(false) => text,
                None => return Said::Unclear(text, thousands),
            },
        };
        match typed::number(&text) {
            Some(value) => Said::Number(Score { value, text }),
            None => Said::Words,
        }
    }

    /// The number of a cell, as stored or as shown; which of them, is asked where they differ.
    fn stored(
        &self,
        agency: &mut Agency,
        column: &Column,
        number: Decimal,
        (cell, at): (&Cell, At),
        report: &mut Report<'_>,
    ) -> Score {
        let stored = match cell.percent {
            true => number.checked_mul(Decimal::ONE_HUNDRED).unwrap_or(number),
            false => number,
        };
        let shown = cell.shown.as_deref();
        let shown = shown.map(|shown| shown.trim_end_matches('%').trim());
        let shown = shown
            .and_then(|shown| Some((shown, decimal(&shown.replace([' ', '\u{a0}'], "")).ok()?)));
        if let Some((shown, value)) = shown.filter(|(_, value)| *value != stored) {
            agency.shown.push((column.index, shown.to_owned()));
            match self.answers.which {
                Some(Which::Shown) => {
                    let text = with_point(shown);
                    return Score { value, text };
                }
                None if column.role.is_taken() => {
                    let place = report.cell(self.sheet, at);
                    report.push(doubts::shown_differs(place, agency, &comma(stored), shown));
                }
                _ => {}
            }
        }
        Score::of(stored)
    }
}
