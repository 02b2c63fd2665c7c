//! Names of the files of a package, and of packages: year, number and symbol in letters that every system takes.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The dossier, byte for byte.
pub(crate) const DOSSIER: &str = "ho-so.yaml";
/// The folder of the templates used.
pub(crate) const TEMPLATES: &str = "mau";
/// The standings as JSON.
pub const STANDINGS_JSON: &str = "ket-qua.json";
/// The standings as CSV.
pub const STANDINGS_CSV: &str = "ket-qua.csv";
/// The results of the year before, where the dossier names another file for them.
pub(crate) const LAST_YEAR: &str = "nam-truoc.json";
/// The `Record`.
pub const RECORD: &str = "thong-tin.json";

/// The folder of the score sheets that the dossier's scores came from.
pub(crate) const SCORE_SHEETS: &str = "bang-diem";

/// Where a score sheet is filed, by its place in the dossier's list from 0 and its path there.
#[must_use]
pub(super) fn score_sheet_path(index: usize, path: &str) -> String {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, "xlsx"));
    let mut stem = plain(stem).to_lowercase();
    stem.truncate(LONGEST_SYMBOL);
    format!(
        "{SCORE_SHEETS}/{:02}-{stem}.{}",
        index + 1,
        plain(ending).to_lowercase()
    )
}

/// Longest symbol in a name, so that paths stay within what Windows takes.
const LONGEST_SYMBOL: usize = 60;

/// A package's name, e.g. `2021-3203-QD-UBND`: ASCII letters, figures and single hyphens only. It
/// begins with the year, so it is none of the names Windows keeps for itself.
#[must_use]
pub fn package_name(year: i32, number: &str, symbol: &str) -> String {
    let mut symbol = plain(symbol);
    symbol.truncate(LONGEST_SYMBOL);
    plain(&format!("{year}-{number}-{symbol}"))
}

/// Letters without their marks; anything else becomes one hyphen.
fn plain(text: &str) -> String {
    let mut name = String::new();
    for letter in text.nfd().filter(|letter| !is_combining_mark(*letter)) {
        match letter {
            'Đ' => name.push('D'),
            'đ' => name.push('d'),
            _ if letter.is_ascii_alphanumeric() => name.push(letter),
            _ if name.is_empty() || name.ends_with('-') => {}
            _ => name.push('-'),
        }
    }
    name.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::package_name;

    #[test]
    fn carries_year_number_and_symbol() {
        assert_eq!(package_name(2021, "3203", "QĐ-UBND"), "2021-3203-QD-UBND");
        assert_eq!(package_name(2022, "07a", "QĐ-UBND"), "2022-07a-QD-UBND");
        assert_eq!(package_name(2022, "12đ", "NQ/HĐND"), "2022-12d-NQ-HDND");
        assert_eq!(package_name(2022, "12", " .: "), "2022-12");
    }

    proptest! {
        /// Whatever the symbol: a name that Windows takes.
        #[test]
        fn safe_on_windows(number in "[0-9]{1,6}\\PC?", symbol in "\\PC{0,90}") {
            let name = package_name(2021, &number, &symbol);
            prop_assert!(name.starts_with("2021-"));
            prop_assert!(name.len() <= 90);
            prop_assert!(name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-'));
            prop_assert!(!name.ends_with('-') && !name.contains("--"));
        }
    }
}
