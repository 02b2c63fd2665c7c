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

    /// `01/10/2021`, `12/2021`, `2021` (C8).
    #[must_use]
    pub fn slashed(self) -> String {
        let parts = [self.day().map(day_text), self.month().map(month_text)];
        let mut parts: Vec<String> = parts.into_iter().flatten().collect();
        parts.push(self.year().to_string());
        parts.join("/")
    }

    /// `ngày 01 tháng 10 năm 2021`, and less where less is known.
    #[must_use]
    pub fn in_words(self) -> String {
        let day = self.day().map(|day| format!("ngày {}", day_text(day)));
        let month = self
            .month()
            .map(|month| format!("tháng {}", month_text(month)));
        let mut parts: Vec<String> = [day, month].into_iter().flatten().collect();
        parts.push(format!("năm {}", self.year()));
        parts.join(" ")
    }

    /// `ngày 01/10/2021`; what is known in part is said in words.
    #[must_use]
    pub fn in_a_sentence(self) -> String {
        match self {
            Self::Day(_) => format!("ngày {}", self.slashed()),
            Self::Year(_) | Self::Month(..) => self.in_words(),
        }
    }

    /// As templates get it: `2021-10-01`, `2021-12`, `2021`.
    #[must_use]
    pub fn iso(self) -> String {
        let parts = [self.month(), self.day()].into_iter().flatten();
        let parts = parts.map(|part| format!("-{part:02}")).collect::<String>();
        format!("{:04}{parts}", self.year())
    }

    /// The date of such a text.
    #[must_use]
    pub fn from_iso(text: &str) -> Option<Self> {
        let mut parts = text.splitn(3, '-');
        let (year, month, day) = (parts.next()?, parts.next(), parts.next());
        combine(day, month, year).ok()
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

/// A day in figures: `24/03/2021`.
#[must_use]
pub(crate) fn in_figures(day: NaiveDate) -> String {
    day.format("%d/%m/%Y").to_string()
}

/// A day of the month as C8 writes it: below 10 with a leading 0.
#[must_use]
pub(crate) fn day_text(day: u32) -> String {
    format!("{day:02}")
}

/// A month as C8 writes it: January and February with a leading 0, the others without.
#[must_use]
pub(crate) fn month_text(month: u32) -> String {
    if month < 3 {
        format!("{month:02}")
    } else {
        month.to_string()
    }
}

/// Why a text is not a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NotADate {
    /// Not one of the ways of writing a date.
    Form,
    /// A day or month that the calendar does not have, such as 31/02/2021.
    Calendar,
}

/// Reads a date, whole or in part: `24/12/2021`, `12/2021`, `2021`, `2021-12-24`,
/// `tháng 12 năm 2021`, `ngày 24 tháng 12 năm 2021`, `năm 2021`.
#[must_use]
pub fn parse_date(text: &str) -> Option<PartialDate> {
    read_date(text).ok()
}

/// The same, or why it is none.
///
/// # Errors
/// What is wrong with it.
pub(crate) fn read_date(text: &str) -> Result<PartialDate, NotADate> {
    let text = super::text::one_line(text).to_lowercase();
    let in_words = |text: &str| {
        let (front, year) = text.split_once("năm ")?;
        let (front, month) = match front.trim().split_once("tháng ") {
            Some((front, month)) => (front, Some(month.trim())),
            None => (front, None),
        };
        let day = front.trim().strip_prefix("ngày ").map(str::trim);
        let complete = day.is_some() || front.trim().is_empty();
        complete.then_some((
            day.map(str::to_owned),
            month.map(str::to_owned),
            year.to_owned(),
        ))
    };
    let (day, month, year) = if let Some(parts) = in_words(&text) {
        parts
    } else if let Some((year, rest)) = text.split_once('-') {
        let (month, day) = rest.split_once('-').ok_or(NotADate::Form)?;
        (
            Some(day.to_owned()),
            Some(month.to_owned()),
            year.to_owned(),
        )
    } else {
        let mut parts = text.rsplit('/').map(|part| Some(part.to_owned()));
        let year = parts.next().flatten().unwrap_or_default();
        let (month, day) = (parts.next().flatten(), parts.next().flatten());
        if parts.next().is_some() {
            return Err(NotADate::Form);
        }
        (day, month, year)
    };
    combine(day.as_deref(), month.as_deref(), &year)
}

fn combine(day: Option<&str>, month: Option<&str>, year: &str) -> Result<PartialDate, NotADate> {
    let year = i32::try_from(figures(year, 4, 4)?).map_err(|_| NotADate::Form)?;
    let month = month.map(|text| figures(text, 1, 2)).transpose()?;
    let day = day.map(|text| figures(text, 1, 2)).transpose()?;
    if year < 1000 {
        return Err(NotADate::Calendar);
    }
    match (day, month) {
        (None, None) => Ok(PartialDate::Year(year)),
        (None, Some(month @ 1..=12)) => Ok(PartialDate::Month(year, month)),
        (Some(day), Some(month)) => NaiveDate::from_ymd_opt(year, month, day)
            .map(PartialDate::Day)
            .ok_or(NotADate::Calendar),
        (Some(_), None) => Err(NotADate::Form),
        (None, Some(_)) => Err(NotADate::Calendar),
    }
}

fn figures(text: &str, least: usize, most: usize) -> Result<u32, NotADate> {
    let text = text.trim();
    let plain = text.bytes().all(|byte| byte.is_ascii_digit());
    if !plain || text.len() < least || text.len() > most {
        return Err(NotADate::Form);
    }
    text.parse().map_err(|_| NotADate::Form)
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::{NotADate, PartialDate, read_date};

    #[test]
    fn reads_every_way_of_writing_a_day() {
        let day = NaiveDate::from_ymd_opt(2021, 12, 24).map(PartialDate::Day);
        for text in [
            "24/12/2021",
            "2021-12-24",
            "ngày 24 tháng 12 năm 2021",
            "Ngày 24  tháng 12 năm 2021",
        ] {
            assert_eq!(read_date(text).ok(), day, "{text}");
        }
        let early = NaiveDate::from_ymd_opt(2021, 6, 3).map(PartialDate::Day);
        assert_eq!(read_date("03/6/2021").ok(), early);
    }

    #[test]
    fn writes_dates_as_c8() {
        let written = |iso| {
            let date = PartialDate::from_iso(iso).expect("a date");
            assert_eq!(date.iso(), iso);
            [date.slashed(), date.in_words(), date.in_a_sentence()]
        };
        assert_eq!(
            written("2021-06-03"),
            ["03/6/2021", "ngày 03 tháng 6 năm 2021", "ngày 03/6/2021"]
        );
        assert_eq!(
            written("2021-02"),
            ["02/2021", "tháng 02 năm 2021", "tháng 02 năm 2021"]
        );
        assert_eq!(written("2021"), ["2021", "năm 2021", "năm 2021"]);
        assert_eq!(PartialDate::from_iso("2021-13"), None);
    }

    #[test]
    fn reads_dates_known_in_part() {
        assert_eq!(read_date("12/2021"), Ok(PartialDate::Month(2021, 12)));
        assert_eq!(
            read_date("tháng 12 năm 2021"),
            Ok(PartialDate::Month(2021, 12))
        );
        assert_eq!(read_date("2021"), Ok(PartialDate::Year(2021)));
        assert_eq!(read_date("năm 2021"), Ok(PartialDate::Year(2021)));
    }

    #[test]
    fn knows_the_calendar() {
        for text in [
            "31/02/2021",
            "29/02/2021",
            "00/01/2021",
            "13/2021",
            "2021-13-01",
            "0",
        ] {
            let expected = if text == "0" {
                NotADate::Form
            } else {
                NotADate::Calendar
            };
            assert_eq!(read_date(text), Err(expected), "{text}");
        }
        assert!(read_date("29/02/2024").is_ok());
    }

    #[test]
    fn refuses_other_forms() {
        for text in [
            "",
            "/",
            "//",
            "24/12/21",
            "1/2/3/2021",
            "24.12.2021",
            "2021-12",
            "hôm nay",
            "ngày 24 năm 2021",
            "24 tháng 12 năm 2021",
            "12/24/2021x",
            "+1/2021",
            "1e3/2021",
        ] {
            assert_eq!(read_date(text), Err(NotADate::Form), "{text}");
        }
    }
}
