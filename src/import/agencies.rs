//! An agency's row: its numbers, and what has to be asked of it.

use super::columns::{Column, Role};
use super::model::{Agency, Score, Table};
use super::reader::Reader;
use super::report::Report;
use super::values::{Numbers, Writing};
use super::words::is_mark;
use super::{doubts, names, totals};
use crate::dossier::EmptyCell as Empty;
use crate::sheet::{Area, At, Cell, Stored};

impl Reader<'_> {
    /// Reads what the agency's row says.
    pub(super) fn fill(
        &self,
        agency: &mut Agency,
        columns: &[Column],
        writing: &Writing,
        report: &mut Report<'_>,
    ) {
        let numbers = Numbers {
            sheet: self.sheet,
            writing,
            answers: &self.asked.answers,
        };
        for column in columns.iter().filter(|column| column.role.is_number()) {
            numbers.take(agency, column, report);
        }
        let mut taken = columns.iter().filter(|column| column.role.is_taken());
        let scored = taken.any(|column| agency.score(column.index).is_some());
        let broken = self.standing(agency, columns);
        // of an agency without any score nothing else is expected
        if scored || agency.refused {
            for (at, cell) in broken {
                let place = report.cell(self.sheet, at);
                report.push(doubts::no_result(place, agency, cell));
            }
        }
        agency.unassessed =
            !scored && !agency.refused && (!agency.marks.is_empty() || agency.unranked.is_some());
        if agency.unassessed && agency.unranked.is_none() {
            agency.unranked = agency.marks.first().map(|(_, mark)| mark.clone());
        }
        if agency.unranked.is_some() {
            let note = self.note(agency, columns);
            agency.unranked = note.or(agency.unranked.take());
        }
    }

    /// Reads its rank and tier; gives the cells of those that their formulas do not give.
    fn standing(&self, agency: &mut Agency, columns: &[Column]) -> Vec<(At, &Cell)> {
        let mut broken = Vec::new();
        for column in columns {
            let at = At::new(agency.row, column.index);
            let Some(cell) = self.sheet.cell(at) else {
                continue;
            };
            let text = || crate::values::one_line(&cell.content());
            match (&column.role, &cell.stored) {
                (Role::Rank | Role::Tier, Stored::Nothing | Stored::Error(_)) => {
                    broken.push((at, cell));
                }
                (Role::Rank, _) => {
                    let text = text();
                    match rank(&text) {
                        Some(rank) => agency.rank = Some(rank),
                        None if !text.is_empty() => agency.unranked = Some(text),
                        None => {}
                    }
                }
                (Role::Tier, Stored::Text(_)) if !is_mark(&text()) => agency.tier = Some(text()),
                _ => {}
            }
        }
        broken
    }

    /// What the last column of notes says of it.
    fn note(&self, agency: &Agency, columns: &[Column]) -> Option<String> {
        let notes = columns.iter().filter(|column| column.role == Role::Note);
        let cells = notes.filter_map(|column| self.sheet.cell(At::new(agency.row, column.index)));
        let mut texts = cells.filter(|cell| matches!(cell.stored, Stored::Text(_)));
        let last = texts.next_back()?;
        Some(crate::values::one_line(&last.content()))
    }

    /// What is asked of the agencies of a block.
    pub(super) fn doubts(&self, table: &mut Table, report: &mut Report<'_>) {
        let answers = &self.asked.answers;
        let columns = table.columns.clone();
        let single = table.clone();
        for agency in &mut table.agencies {
            if self.sheet.hidden_rows.contains(&agency.row) && answers.hidden.is_none() {
                let place = report.cell(self.sheet, agency.at);
                report.push(doubts::hidden_row(place, agency));
            }
            if !agency.unassessed {
                self.blanks(agency, &columns, &single, report);
            }
            self.reason(agency, report);
        }
        names::compare(table, self.sheet, answers, report);
    }

    /// Marks and empty cells of an agency that is assessed.
    fn blanks(
        &self,
        agency: &mut Agency,
        columns: &[Column],
        table: &Table,
        report: &mut Report<'_>,
    ) {
        let is_indicator = |column: &&Column| matches!(column.role, Role::Indicator { .. });
        let indicators: Vec<&Column> = columns.iter().filter(is_indicator).collect();
        let asked = match indicators.as_slice() {
            [] => columns
                .iter()
                .filter(|column| column.role == Role::Total)
                .collect(),
            _ => indicators,
        };
        if self.asks_of_all(agency, &asked, report) {
            return;
        }
        for column in asked {
            if agency.score(column.index).is_none() {
                self.blank(agency, column, table, report);
            }
        }
        if agency.scores.is_empty() && !agency.not_applicable.is_empty() {
            agency.unassessed = true;
            let reason = agency.unranked.take();
            agency.unranked = reason.or(Some("không có điểm".to_owned()));
        }
    }

    /// Asks once of an agency that nobody has scored yet.
    fn asks_of_all(&self, agency: &Agency, columns: &[&Column], report: &mut Report<'_>) -> bool {
        let empty = |column: &&&Column| {
            let at = At::new(agency.row, column.index);
            self.sheet.cell(at).is_none()
        };
        let (Some(first), Some(last)) = (columns.first(), columns.last()) else {
            return false;
        };
        if self.asked.answers.empty.is_some()
            || columns.len() < 2
            || !columns.iter().all(|column| empty(&column))
        {
            return false;
        }
        let area = Area::new(
            At::new(agency.row, first.index),
            At::new(agency.row, last.index),
        );
        let place = report.area(self.sheet, area);
        report.push(doubts::no_scores(place, agency));
        true
    }

    /// A cell without a number.
    fn blank(&self, agency: &mut Agency, column: &Column, table: &Table, report: &mut Report<'_>) {
        let answers = &self.asked.answers;
        let at = At::new(agency.row, column.index);
        let mut marks = agency.marks.iter();
        let mark = marks.find(|(index, _)| *index == column.index);
        match mark.map(|(_, mark)| mark.clone()) {
            Some(mark) if mark.starts_with('#') => {}
            Some(mark) if answers.knows_mark(&mark) => agency.not_applicable.push(column.index),
            Some(mark) => {
                let place = report.cell(self.sheet, at);
                report.push(doubts::mark(place, &mark));
            }
            None if self.sheet.cell(at).is_some() => {}
            None => match answers.empty {
                Some(Empty::Zero) => agency
                    .scores
                    .push((column.index, Score::of(rust_decimal::Decimal::ZERO))),
                Some(Empty::NotApplicable) => agency.not_applicable.push(column.index),
                None => {
                    let place = report.cell(self.sheet, at);
                    let note = as_nothing(table, agency);
                    report.push(doubts::empty(place, agency, &column.path.join(" > "), note));
                }
            },
        }
    }

    /// Why an agency is not ranked is printed: the clerk has to look at it.
    fn reason(&self, agency: &mut Agency, report: &mut Report<'_>) {
        let Some(stated) = agency.unranked.clone() else {
            return;
        };
        let reason = match is_mark(&stated) {
            true => format!("bảng điểm ghi “{stated}”"),
            false => stated,
        };
        let place = report.cell(self.sheet, agency.at);
        report.push(doubts::not_ranked(place, agency, &reason));
        agency.unranked = Some(reason);
    }
}

/// What the stated total makes of an empty cell.
fn as_nothing(table: &Table, agency: &Agency) -> Option<String> {
    let (sum, total) = (totals::sum(table, agency)?, table.total(agency)?);
    (sum == total.value).then(|| format!("tổng điểm {} trong bảng tính ô ấy là 0", total.comma()))
}

/// The number in a cell of ranks: `1`, `01`, `Hạng 3`.
fn rank(text: &str) -> Option<u32> {
    let digits: Vec<&str> = text
        .split(|letter: char| !letter.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .collect();
    match digits.as_slice() {
        [only] if !text.contains([',', '.']) => only.parse().ok().filter(|rank| *rank > 0),
        [whole, zeros]
            if zeros.bytes().all(|byte| byte == b'0')
                && text.len() == whole.len() + zeros.len() + 1 =>
        {
            whole.parse().ok()
        }
        _ => None,
    }
}
