//! Numbers, read from the text the user typed and never through a binary float.

use rust_decimal::Decimal;

/// Why a text is not a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NotANumber {
    /// `1.000,5`: marks between thousands.
    Thousands,
    /// `8.9e1`, `1E2`.
    Exponent,
    /// More digits than can be kept exactly.
    TooLong,
    /// Anything else.
    Other,
}

/// A decimal with a point or a comma: `89.1`, `89,1`, `-3`.
pub(crate) fn decimal(text: &str) -> Result<Decimal, NotANumber> {
    let text = text.trim();
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = digits.split_once([',', '.']).unwrap_or((digits, "0"));
    if is_digits(whole) && is_digits(fraction) {
        let plain = with_point(text);
        return Decimal::from_str_exact(&plain).map_err(|_| NotANumber::TooLong);
    }
    Err(why_not(digits))
}

/// Whether it may be meant in thousands: `1.000` is one, and some write one thousand so.
pub(crate) fn may_be_thousands(text: &str) -> bool {
    let whole = text.trim().strip_suffix(".000").unwrap_or_default();
    matches!(whole.as_bytes(), [b'1'..=b'9'])
}

fn why_not(digits: &str) -> NotANumber {
    let mut parts = digits.split([',', '.', ' ']);
    if digits.split([',', '.', ' ']).count() > 2 && parts.all(is_digits) {
        return NotANumber::Thousands;
    }
    if let Some((mantissa, exponent)) = digits.split_once(['e', 'E']) {
        let exponent = exponent.trim_start_matches(['+', '-']);
        if is_digits(exponent) && is_digits(&mantissa.replace([',', '.'], "")) {
            return NotANumber::Exponent;
        }
    }
    NotANumber::Other
}

/// A whole number of at most 9 digits.
pub(crate) fn whole(text: &str) -> Option<u32> {
    let text = text.trim();
    (is_digits(text) && text.len() <= 9)
        .then(|| text.parse().ok())
        .flatten()
}

/// A document's number as it is printed: digits, with a leading 0 below 10 (NĐ 30/2020 PL I, C7),
/// and at most one letter after them, as some offices number (`12a`).
#[must_use]
pub(crate) fn parse_number(text: &str) -> Option<String> {
    let text = text.trim();
    let digits = text.trim_end_matches(|c: char| c.is_alphabetic());
    let letters = &text[digits.len()..];
    if !is_digits(digits) || digits.len() > 6 || letters.chars().count() > 1 {
        return None;
    }
    let number: u32 = digits.parse().ok().filter(|number| *number > 0)?;
    Some(format!("{number:02}{letters}"))
}

/// A decimal with decimal comma, without closing zeros.
pub(crate) fn comma(value: Decimal) -> String {
    with_comma(value.normalize())
}

/// A number as it is printed, with decimal comma.
pub(crate) fn with_comma(number: impl std::fmt::Display) -> String {
    number.to_string().replace('.', ",")
}

/// The same with a decimal point, as programs read it.
pub(crate) fn with_point(number: &str) -> String {
    number.replace(',', ".")
}

/// Whether it is written in figures alone, one at least.
pub(crate) fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::{NotANumber, decimal, parse_number, whole};

    #[test]
    fn reads_point_and_comma_exactly() {
        let read = |text| decimal(text).map(|value| value.to_string());
        assert_eq!(read("89.1"), Ok("89.1".to_owned()));
        assert_eq!(read("89,10"), Ok("89.10".to_owned()));
        assert_eq!(read("-3"), Ok("-3".to_owned()));
        assert_eq!(
            read("0,1234567890123456789"),
            Ok("0.1234567890123456789".to_owned())
        );
    }

    #[test]
    fn refuses_what_is_not_plain() {
        assert_eq!(decimal("1.000,5"), Err(NotANumber::Thousands));
        assert_eq!(decimal("1 000 000"), Err(NotANumber::Thousands));
        assert_eq!(decimal("8.9e1"), Err(NotANumber::Exponent));
        assert_eq!(decimal("1e999999"), Err(NotANumber::Exponent));
        for text in [
            "", "-", ".5", "5.", "NaN", ".inf", "0x1F", "+5", "٣", "8,,5", "1_000",
        ] {
            assert_eq!(decimal(text), Err(NotANumber::Other), "{text}");
        }
        let long = "1".repeat(40);
        assert_eq!(decimal(&long), Err(NotANumber::TooLong));
        let fine = format!("0,{}", "1".repeat(60));
        assert_eq!(decimal(&fine), Err(NotANumber::TooLong));
    }

    #[test]
    fn reads_whole_numbers() {
        assert_eq!(whole("20"), Some(20));
        assert_eq!(whole("20,0"), None);
        assert_eq!(whole("9999999999"), None);
        assert_eq!(whole("-1"), None);
    }

    #[test]
    fn prints_issue_numbers_with_two_digits_at_least() {
        assert_eq!(parse_number("5").as_deref(), Some("05"));
        assert_eq!(parse_number("05").as_deref(), Some("05"));
        assert_eq!(parse_number("3203").as_deref(), Some("3203"));
        assert_eq!(parse_number("12a").as_deref(), Some("12a"));
        for text in ["", "0", "a", "12ab", "3203/QĐ-UBND", "1.5", "-1", "1234567"] {
            assert_eq!(parse_number(text), None, "{text}");
        }
    }
}
