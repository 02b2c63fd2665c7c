//! Dates that may be known only in part.

use chrono::{Datelike, NaiveDate};

/// A date of which at least the year is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartialDate {
    /// `2021`.
    Year(i32),
    /// `12/2021`, `tháng 12 năm 2021`.
    Month(i32, u32),
    /// `24/12/2021`, `2021-12-24`, `ngày 24 tháng 12 năm 2021`.
    Day(NaiveDate),
}

impl PartialDate {
    /// The year.
    #[must_use]
    pub fn year(self) -> i32 {
        match self {
            Self::Year(year) | Self::Month(year, _) => year,
            Self::Day(date) => date.year(),
        }
    }

    /// The month, if known.
    #[must_use]
    pub fn month(self) -> Option<u32> {
        match self {
            Self::Year(_) => None,
            Self::Month(_, month) => Some(month),
            Self::Day(date) => Some(date.month()),
        }
    }

    /// The day of the month, if known.
    #[must_use]
    pub fn day(self) -> Option<u32> {
        match self {
            Self::Day(date) => Some(date.day()),
            Self::Year(_) | Self::Month(..) => None,
        }
    }

    /// The first day it may mean.
    #[must_use]
    pub fn earliest(self) -> (i32, u32, u32) {
        (
            self.year(),
            self.month().unwrap_or(1),
            self.day().unwrap_or(1),
        )
    }

    /// The last day it may mean (31 where the day is not known).
    #[must_use]
    pub fn latest(self) -> (i32, u32, u32) {
        (
            self.year(),
            self.month().unwrap_or(12),
            self.day().unwrap_or(31),
        )
    }
}

/// A day of the month as C8 writes it: below 10 with a leading 0.
#[must_use]
pub fn day_text(day: u32) -> String {
    format!("{day:02}")
}

/// A month as C8 writes it: January and February with a leading 0, the others without.
#[must_use]
pub fn month_text(month: u32) -> String {
    if month < 3 {
        format!("{month:02}")
    } else {
        month.to_string()
    }
}
