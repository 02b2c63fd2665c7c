//! Numbers as people type them into cells that should hold scores.

use rust_decimal::Decimal;

use crate::values::{decimal, is_digits};

/// What a text says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Typed {
    /// A number, and the marks in it that tell how numbers are written here.
    Number {
        /// Digits with decimal point.
        text: String,
        /// What its marks tell.
        tells: Tells,
        /// A `%` behind it.
        percent: bool,
    },
    /// `1.000`: one thousand, or one.
    Unclear {
        /// The mark.
        mark: char,
        /// As decimal: `1.000`.
        text: String,
        /// As thousands: `1000`.
        thousands: String,
    },
    /// Points there are none of: the mark.
    Mark(String),
    /// Words.
    Words,
}

/// What a number's marks tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tells {
    Nothing,
    /// A comma before the decimals.
    Comma,
    /// A point before the decimals.
    Point,
}

/// Reads it.
pub(super) fn read(raw: &str) -> Typed {
    let text = crate::values::one_line(raw);
    if super::words::is_mark(&text) {
        return Typed::Mark(text);
    }
    let text = text.trim_start_matches(['\'', '’', '‘', '`']).trim();
    let lower = text.to_lowercase();
    let (text, percent) = match lower.strip_suffix('%') {
        Some(rest) => (rest.trim_end().to_owned(), true),
        None => {
            let words = ["điểm", "đ.", "đ", "pts"];
            let bare = words.iter().find_map(|word| lower.strip_suffix(word));
            (bare.unwrap_or(&lower).trim_end().to_owned(), false)
        }
    };
    match marks(&text) {
        Some(Typed::Number { text, tells, .. }) => Typed::Number {
            text,
            tells,
            percent,
        },
        Some(other) => other,
        None => Typed::Words,
    }
}

fn marks(text: &str) -> Option<Typed> {
    let sign = if text.starts_with('-') { "-" } else { "" };
    let text = &text[sign.len()..];
    let number = |whole: &str, fraction: &str, tells| {
        let dot = if fraction.is_empty() { "" } else { "." };
        Typed::Number {
            text: format!("{sign}{whole}{dot}{fraction}"),
            tells,
            percent: false,
        }
    };
    let count = |mark: char| text.matches(mark).count();
    match (count('.'), count(','), count(' ')) {
        (0, 0, 0) => is_digits(text).then(|| number(text, "", Tells::Nothing)),
        (_, _, 1..) => {
            let (whole, fraction) = match text.split_once([',', '.']) {
                Some((whole, fraction)) => (whole, fraction),
                None => (text, ""),
            };
            let tells = if text.contains(',') {
                Tells::Comma
            } else {
                Tells::Nothing
            };
            let known = fraction.is_empty() || is_digits(fraction);
            grouped(whole, ' ')
                .filter(|_| known)
                .map(|whole| number(&whole, fraction, tells))
        }
        (1, 0, 0) => one_mark(text, '.', number),
        (0, 1, 0) => one_mark(text, ',', number),
        (2.., 0, 0) => grouped(text, '.').map(|whole| number(&whole, "", Tells::Comma)),
        (0, 2.., 0) => grouped(text, ',').map(|whole| number(&whole, "", Tells::Point)),
        _ => {
            let at = text.rfind([',', '.'])?;
            let (whole, fraction) = (&text[..at], &text[at + 1..]);
            let (thousands, tells) = match text.as_bytes()[at] {
                b',' => ('.', Tells::Comma),
                _ => (',', Tells::Point),
            };
            let whole = grouped(whole, thousands)?;
            is_digits(fraction).then(|| number(&whole, fraction, tells))
        }
    }
}

fn one_mark(text: &str, mark: char, number: impl Fn(&str, &str, Tells) -> Typed) -> Option<Typed> {
    let (whole, fraction) = text.split_once(mark)?;
    if !is_digits(fraction) || !is_digits(whole) {
        return None;
    }
    if fraction.len() == 3 && whole.len() <= 3 && !whole.starts_with('0') {
        return Some(Typed::Unclear {
            mark,
            text: format!("{whole}.{fraction}"),
            thousands: format!("{whole}{fraction}"),
        });
    }
    let tells = if mark == ',' {
        Tells::Comma
    } else {
        Tells::Point
    };
    Some(number(whole, fraction, tells))
}

/// Groups of three digits, put together.
fn grouped(text: &str, mark: char) -> Option<String> {
    let mut groups = text.split(mark);
    let first = groups.next()?;
    let sound = is_digits(first)
        && first.len() <= 3
        && groups.all(|group| is_digits(group) && group.len() == 3);
    sound.then(|| text.replace(mark, ""))
}

/// The number of digits with a decimal point.
pub(super) fn number(text: &str) -> Option<Decimal> {
    decimal(text).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_they_are_typed() {
        let text = |raw: &str| match read(raw) {
            Typed::Number {
                text,
                tells,
                percent,
            } => format!("{text} {tells:?} {percent}"),
            Typed::Unclear {
                text, thousands, ..
            } => format!("{text} or {thousands}"),
            other => format!("{other:?}"),
        };
        for (raw, wanted) in [
            ("812,50", "812.50 Comma false"),
            ("\u{a0}801,75 ", "801.75 Comma false"),
            ("'742,75", "742.75 Comma false"),
            ("755,25 điểm", "755.25 Comma false"),
            ("89,1đ", "89.1 Comma false"),
            ("1,000.00", "1000.00 Point false"),
            ("1.234,5", "1234.5 Comma false"),
            ("1 234,5", "1234.5 Comma false"),
            ("1.000", "1.000 or 1000"),
            ("58,333", "58.333 or 58333"),
            ("0,125", "0.125 Comma false"),
            ("81,25 %", "81.25 Comma true"),
            ("-2,5", "-2.5 Comma false"),
            ("KĐG", "Mark(\"KĐG\")"),
            ("8,5 + 9", "Words"),
            ("1.2.3", "Words"),
            ("", "Words"),
        ] {
            assert_eq!(text(raw), wanted, "{raw}");
        }
    }
}
