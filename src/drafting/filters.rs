//! The filters that templates may use. Each takes a value of the context and gives text.

use tera::{Kwargs, State, Tera, Value};

use crate::dossier::{day_text, month_text};
use crate::wording::{self, with_large_first, with_small_first};

/// The names of the filters, for messages.
pub(super) const NAMES: [&str; 13] = [
    "diem",
    "phan_tram",
    "hai_chu_so",
    "ngay",
    "ngay_day_du",
    "chu_hoa",
    "chu_thuong",
    "dau_thuong",
    "dau_hoa",
    "ten_khoi",
    "la_ma",
    "liet_ke",
    "md",
];

/// Registers every filter of [`NAMES`].
pub(super) fn register(tera: &mut Tera) {
    tera.register_filter("diem", |value: &str, _: Kwargs, _: &State| {
        value.replace('.', ",")
    });
    tera.register_filter("phan_tram", |value: &str, _: Kwargs, _: &State| {
        format!("{}%", value.replace('.', ","))
    });
    tera.register_filter("hai_chu_so", |value: u64, _: Kwargs, _: &State| {
        padded(value)
    });
    tera.register_filter("ngay", |value: &str, _: Kwargs, _: &State| date(value));
    tera.register_filter("ngay_day_du", |value: &str, _: Kwargs, _: &State| {
        date_in_words(value)
    });
    tera.register_filter("chu_hoa", |value: &str, _: Kwargs, _: &State| {
        value.to_uppercase()
    });
    tera.register_filter("chu_thuong", |value: &str, _: Kwargs, _: &State| {
        value.to_lowercase()
    });
    tera.register_filter("dau_thuong", |value: &str, _: Kwargs, _: &State| {
        with_small_first(value)
    });
    tera.register_filter("dau_hoa", |value: &str, _: Kwargs, _: &State| {
        with_large_first(value)
    });
    tera.register_filter("ten_khoi", |value: &str, _: Kwargs, _: &State| {
        wording::block(value)
    });
    tera.register_filter("la_ma", |value: u64, _: Kwargs, _: &State| roman(value));
    tera.register_filter("liet_ke", |value: Vec<String>, _: Kwargs, _: &State| {
        enumeration(&value)
    });
    // Markdown written in the dossier: goes into the text unescaped
    tera.register_filter("md", |value: &str, _: Kwargs, _: &State| {
        Value::safe_string(value.trim_matches(['\n', ' ']))
    });
}

/// At least two digits: `07`, `12`, `100`.
#[must_use]
pub(super) fn padded(value: u64) -> String {
    format!("{value:02}")
}

/// `2021-10-01` -> `01/10/2021`, `2021-12` -> `12/2021`, `2021` -> `2021` (day below 10 and months
/// 1 and 2 with a leading 0, C8).
fn date(iso: &str) -> String {
    let mut parts: Vec<String> = Vec::new();
    let mut fields = iso.split('-');
    parts.extend(fields.next().map(str::to_owned));
    parts.extend(fields.next().and_then(|m| m.parse().ok()).map(month_text));
    parts.extend(fields.next().and_then(|d| d.parse().ok()).map(day_text));
    parts.reverse();
    parts.join("/")
}

/// `2021-10-01` -> `ngày 01 tháng 10 năm 2021`, and less where less is known.
fn date_in_words(iso: &str) -> String {
    let slashed = date(iso);
    let words = ["ngày", "tháng", "năm"];
    let parts: Vec<&str> = slashed.split('/').collect();
    let skip = words.len().saturating_sub(parts.len());
    words
        .iter()
        .skip(skip)
        .zip(parts)
        .map(|(word, part)| format!("{word} {part}"))
        .collect::<Vec<_>>()
        .join(" ")
}

/// `IV` of 4, for the parts of an annex; figures beyond what a text has parts.
fn roman(value: u64) -> String {
    const TENS: [&str; 4] = ["", "X", "XX", "XXX"];
    const ONES: [&str; 10] = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"];
    match (usize::try_from(value), value) {
        (Ok(number), 1..=39) => format!("{}{}", TENS[number / 10], ONES[number % 10]),
        _ => value.to_string(),
    }
}

/// `a`, `a và b`, `a, b và c`.
fn enumeration(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} và {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_follow_c8() {
        assert_eq!(date("2021-06-03"), "03/6/2021");
        assert_eq!(date("2021-01-15"), "15/01/2021");
        assert_eq!(date("2021-12"), "12/2021");
        assert_eq!(date_in_words("2019-06-29"), "ngày 29 tháng 6 năm 2019");
        assert_eq!(date_in_words("2021-02"), "tháng 02 năm 2021");
        assert_eq!(date_in_words("2021"), "năm 2021");
    }

    #[test]
    fn roman_numbers() {
        let numbers = [1, 4, 9, 14, 29, 39, 40, 0].map(roman);
        assert_eq!(
            numbers,
            ["I", "IV", "IX", "XIV", "XXIX", "XXXIX", "40", "0"]
        );
    }

    #[test]
    fn pads_to_two_digits() {
        assert_eq!(
            [padded(0), padded(7), padded(12), padded(100)],
            ["00", "07", "12", "100"]
        );
    }
}
