//! The cells of an agency's row as numbers.

use super::answers::Answers;
use super::columns::Column;
use super::doubts;
use super::model::{Agency, Score};
use super::report::Report;
use super::typed::{self, Tells, Typed};
use crate::dossier::{PointMark as Point, Which};
use crate::sheet::{At, Cell, Form, Sheet, Stored};
use crate::values::{comma, decimal};

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

/// Reads a number into an agency; what cannot be taken is told.
pub(super) fn take(
    agency: &mut Agency,
    column: &Column,
    (sheet, writing, answers): (&Sheet, &Writing, &Answers),
    report: &mut Report<'_>,
) {
    let at = At::new(agency.row, column.index);
    let Some(cell) = sheet.cell(at) else { return };
    let taken = column.role.is_taken();
    let doubt = match &cell.stored {
        Stored::Number(number) => {
            number_at(
                agency,
                column,
                *number,
                (cell, at),
                (sheet, answers),
                report,
            );
            return;
        }
        Stored::Text(text) => match typed::read(text) {
            Typed::Number { text, .. } => {
                if let Some(value) = typed::number(&text) {
                    agency.scores.push((column.index, Score { value, text }));
                    return;
                }
                doubts::not_a_number(report.cell(sheet, at), agency)
            }
            Typed::Unclear {
                mark,
                text,
                thousands,
            } => match writing.thousands(column.index, mark, answers) {
                Some(is_thousands) => {
                    let text = if is_thousands { thousands } else { text };
                    let value = typed::number(&text);
                    agency
                        .scores
                        .extend(value.map(|value| (column.index, Score { value, text })));
                    return;
                }
                None => doubts::unclear(report.cell(sheet, at), agency, &text, &thousands),
            },
            Typed::Mark(mark) => {
                agency.marks.push((column.index, mark));
                return;
            }
            Typed::Words => doubts::not_a_number(report.cell(sheet, at), agency),
        },
        Stored::Date(day, shown) => {
            doubts::date(report.cell(sheet, at), agency, *day, shown.as_deref())
        }
        Stored::Error(error) => {
            if error.starts_with('#') {
                agency.marks.push((column.index, error.clone()));
            }
            doubts::error(
                report.cell(sheet, at),
                agency,
                error,
                cell.formula.as_deref(),
            )
        }
        Stored::Nothing => doubts::no_value(report.cell(sheet, at), agency),
        Stored::Truth(_) => doubts::not_a_number(report.cell(sheet, at), agency),
    };
    if taken {
        agency.refused = true;
        report.push(doubt);
    }
}

fn number_at(
    agency: &mut Agency,
    column: &Column,
    number: rust_decimal::Decimal,
    (cell, at): (&Cell, At),
    (sheet, answers): (&Sheet, &Answers),
    report: &mut Report<'_>,
) {
    let stored = match cell.percent {
        true => number
            .checked_mul(rust_decimal::Decimal::ONE_HUNDRED)
            .unwrap_or(number),
        false => number,
    };
    let shown = cell
        .shown
        .as_deref()
        .map(|shown| shown.trim_end_matches('%').trim());
    let shown =
        shown.and_then(|shown| Some((shown, decimal(&shown.replace([' ', '\u{a0}'], "")).ok()?)));
    let other = shown.filter(|(_, value)| *value != stored);
    if let Some((shown, value)) = other {
        agency.shown.push((column.index, shown.to_owned()));
        match answers.which {
            Some(Which::Shown) => {
                let text = shown.replace(',', ".");
                agency.scores.push((column.index, Score { value, text }));
                return;
            }
            None if column.role.is_taken() => {
                let place = report.cell(sheet, at);
                report.push(doubts::shown_differs(place, agency, &comma(stored), shown));
            }
            _ => {}
        }
    }
    agency.scores.push((column.index, Score::of(stored)));
}
