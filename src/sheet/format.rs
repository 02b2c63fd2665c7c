//! What a number format shows of a number, as far as digits go.

use std::borrow::Cow;

use rust_decimal::{Decimal, RoundingStrategy};

use crate::values::with_comma;

/// How many decimals a format shows, and whether as a percentage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Format {
    decimals: u32,
    pub(super) percent: bool,
}

impl Format {
    /// What the format says of numbers above zero; `None` where it says nothing of decimals (`General`, text, dates,
    /// fractions, exponents).
    pub(super) fn of(code: &str) -> Option<Self> {
        let code = plain(code.split(';').next().unwrap_or_default());
        let unknown = |letter: char| {
            matches!(
                letter,
                'E' | 'e' | '/' | '@' | 'G' | 'd' | 'm' | 'y' | 'h' | 's'
            )
        };
        let digit = |letter: char| matches!(letter, '0' | '#' | '?');
        if code.contains(unknown) || !code.contains(digit) {
            return None;
        }
        let (whole, fraction) = code.split_once('.').unwrap_or((&code, ""));
        let decimals = fraction.chars().filter(|letter| digit(*letter)).count();
        // a comma behind the last digit divides by a thousand
        let last = whole.trim_end_matches(|letter: char| !digit(letter) && letter != ',');
        if last.ends_with(',') || fraction.contains(',') {
            return None;
        }
        Some(Self {
            decimals: u32::try_from(decimals).ok()?.min(20),
            percent: code.contains('%'),
        })
    }

    /// What Excel has built in under that number.
    pub(super) fn built_in(id: u32) -> Option<&'static str> {
        Some(match id {
            1 => "0",
            2 => "0.00",
            3 | 37 | 38 => "#,##0",
            4 | 39 | 40 | 43 | 44 => "#,##0.00",
            9 => "0%",
            10 => "0.00%",
            41 | 42 => "#,##0",
            14 => "dd/mm/yyyy",
            15 => "d-mmm-yy",
            16 => "d-mmm",
            17 => "mmm-yy",
            _ => return None,
        })
    }

    /// The number as it is shown, with decimal comma; `None` where it is shown as it is.
    pub(super) fn shown(self, number: Decimal) -> Option<String> {
        let factor = if self.percent {
            Decimal::ONE_HUNDRED
        } else {
            Decimal::ONE
        };
        let whole = number.checked_mul(factor)?;
        let half_up = RoundingStrategy::MidpointAwayFromZero;
        let rounded = whole.round_dp_with_strategy(self.decimals, half_up);
        let differs = rounded != whole;
        let mut text = with_comma(format!("{rounded:.*}", self.decimals as usize));
        if self.percent {
            text.push('%');
        }
        (differs || self.percent).then_some(text)
    }
}

/// The format without what it only prints: quoted words, colours, widths.
fn plain(code: &str) -> Cow<'_, str> {
    if !code.contains(['"', '\\', '[', '_', '*']) {
        return Cow::Borrowed(code);
    }
    let mut plain = String::new();
    let mut letters = code.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '"' => drop(letters.by_ref().find(|end| *end == '"')),
            '[' => drop(letters.by_ref().find(|end| *end == ']')),
            '\\' | '_' | '*' => drop(letters.next()),
            _ => plain.push(letter),
        }
    }
    Cow::Owned(plain)
}

/// A day as a date format shows it, for formats of days, months and years alone.
pub(super) fn date_shown(code: &str, day: chrono::NaiveDate) -> Option<String> {
    use chrono::Datelike;
    let code = plain(code.split(';').next()?).to_lowercase();
    let mut shown = String::new();
    let mut letters = code.chars().peekable();
    while let Some(letter) = letters.next() {
        let mut count = 1;
        while letters.next_if_eq(&letter).is_some() {
            count += 1;
        }
        match (letter, count) {
            ('d', 1) => shown.push_str(&day.day().to_string()),
            ('d', 2) => shown.push_str(&format!("{:02}", day.day())),
            ('m', 1) => shown.push_str(&day.month().to_string()),
            ('m', 2) => shown.push_str(&format!("{:02}", day.month())),
            ('y', 2) => shown.push_str(&format!("{:02}", day.year() % 100)),
            ('y', _) => shown.push_str(&day.year().to_string()),
            ('.' | '/' | '-' | ' ', _) => shown.extend(std::iter::repeat_n(letter, count)),
            _ => return None,
        }
    }
    Some(shown)
}

#[cfg(test)]
mod tests {
    use super::{Format, date_shown};

    fn shown(code: &str, number: &str) -> Option<String> {
        Format::of(code)?.shown(number.parse().expect("a number"))
    }

    #[test]
    fn what_is_shown_is_told_where_it_is_another_number() {
        assert_eq!(shown("0.0", "84.96").as_deref(), Some("85,0"));
        assert_eq!(shown("#,##0.0\" điểm\"", "84.94").as_deref(), Some("84,9"));
        assert_eq!(shown("[Red]0;-0", "84.5").as_deref(), Some("85"));
        assert_eq!(shown("0.00%", "0.8125").as_deref(), Some("81,25%"));
        assert_eq!(
            shown("_(* #,##0.00_);_(* (#,##0.00)", "12.345").as_deref(),
            Some("12,35")
        );
        for (code, number) in [
            ("0.0", "84.9"),
            ("General", "84.96"),
            ("@", "84.96"),
            ("0.00E+00", "84.96"),
            ("# ?/?", "84.5"),
            ("0,", "84500"),
            ("dd/mm", "84.5"),
        ] {
            assert_eq!(shown(code, number), None, "{code}");
        }
    }

    #[test]
    fn days_are_shown_as_they_are_formatted() {
        let day = chrono::NaiveDate::from_ymd_opt(2026, 10, 1).expect("a day");
        assert_eq!(date_shown("d.m", day).as_deref(), Some("1.10"));
        assert_eq!(date_shown("dd/mm/yyyy", day).as_deref(), Some("01/10/2026"));
        assert_eq!(date_shown("d-mmm", day), None);
    }
}
