//! What a workbook says, once it is understood.

use rust_decimal::Decimal;

use super::columns::{Column, Role};
use crate::sheet::{Area, At};
use crate::values::with_comma;

/// All that was understood.
#[derive(Clone, Debug, Default)]
pub struct Understood {
    /// The blocks, in the order of sheets and rows.
    pub tables: Vec<Table>,
}

/// The agencies of one block, with the columns they were read by.
#[derive(Clone, Debug)]
pub struct Table {
    /// Which sheet of the workbook.
    pub sheet: usize,
    /// Its name.
    pub sheet_name: String,
    /// The heading above its agencies; empty without one.
    pub heading: String,
    /// First and last row of the header, from 0.
    pub header: (u32, u32),
    /// The columns.
    pub columns: Vec<Column>,
    /// Its agencies.
    pub agencies: Vec<Agency>,
    /// A mean that the sheet states, and where.
    pub mean: Option<(At, Score)>,
    /// Maxima that a row of the sheet states, by column.
    pub maxima: Vec<(u32, Decimal)>,
}

/// A number as it was typed or stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Score {
    /// Its value.
    pub value: Decimal,
    /// Digits with a decimal point, as typed.
    pub text: String,
}

impl Score {
    /// A number as it is stored.
    #[must_use]
    pub fn of(value: Decimal) -> Self {
        Self {
            text: value.normalize().to_string(),
            value,
        }
    }

    /// Without its sign.
    #[must_use]
    pub fn unsigned(mut self) -> Self {
        self.value = self.value.abs();
        self.text = self.text.trim_start_matches('-').to_owned();
        self
    }

    /// With decimal comma.
    #[must_use]
    pub fn comma(&self) -> String {
        with_comma(&self.text)
    }
}

/// An agency's row.
#[derive(Clone, Debug)]
pub struct Agency {
    /// From 0.
    pub row: u32,
    /// Its name on one line, as the sheet has it.
    pub name: String,
    /// Where that stands.
    pub at: At,
    /// Numbers by column.
    pub scores: Vec<(u32, Score)>,
    /// Marks in place of numbers, by column.
    pub marks: Vec<(u32, String)>,
    /// Columns of indicators that do not apply to it.
    pub not_applicable: Vec<u32>,
    /// What the sheet shows in place of a number, by column.
    pub shown: Vec<(u32, String)>,
    /// Its rank.
    pub rank: Option<u32>,
    /// Its tier.
    pub tier: Option<String>,
    /// Why it is not ranked; for one without any score, why it is not assessed.
    pub unranked: Option<String>,
    /// Whether it has no score at all.
    pub unassessed: bool,
    /// Whether a total that is there could not be read: what is missing is not its total.
    pub refused: bool,
}

impl Agency {
    /// The agency whose name stands there, before anything else of its row is read.
    pub(super) const fn at(at: At, name: String) -> Self {
        Self {
            row: at.row,
            name,
            at,
            scores: Vec::new(),
            marks: Vec::new(),
            not_applicable: Vec::new(),
            shown: Vec::new(),
            rank: None,
            tier: None,
            unranked: None,
            unassessed: false,
            refused: false,
        }
    }

    /// The number in that column.
    #[must_use]
    pub fn score(&self, column: u32) -> Option<&Score> {
        self.scores
            .iter()
            .find(|(index, _)| *index == column)
            .map(|(_, score)| score)
    }
}

impl Table {
    /// The column of that role.
    #[must_use]
    pub fn column(&self, role: &Role) -> Option<&Column> {
        self.columns.iter().find(|column| column.role == *role)
    }

    /// The columns of indicators.
    pub fn indicators(&self) -> impl Iterator<Item = &Column> {
        self.columns
            .iter()
            .filter(|column| matches!(column.role, Role::Indicator { .. }))
    }

    /// The most there is to get in a column, if the sheet says so.
    #[must_use]
    pub fn maximum(&self, column: &Column) -> Option<Decimal> {
        let stated = self.maxima.iter().find(|(index, _)| *index == column.index);
        match &column.role {
            Role::Indicator { maximum, .. } => maximum.or(stated.map(|(_, maximum)| *maximum)),
            _ => stated.map(|(_, maximum)| *maximum),
        }
    }

    /// The total of an agency.
    #[must_use]
    pub fn total<'a>(&self, agency: &'a Agency) -> Option<&'a Score> {
        agency.score(self.column(&Role::Total)?.index)
    }

    /// The cells of a column's agencies.
    #[must_use]
    pub fn area(&self, column: u32) -> Option<Area> {
        let (first, last) = (self.agencies.first()?, self.agencies.last()?);
        Some(Area::new(
            At::new(first.row, column),
            At::new(last.row, column),
        ))
    }

    /// What people call it: its heading, or its sheet.
    #[must_use]
    pub fn called(&self) -> &str {
        if self.heading.is_empty() {
            &self.sheet_name
        } else {
            &self.heading
        }
    }
}
