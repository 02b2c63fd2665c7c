//! Abbreviations that the dossier or the printed text explains, for readers that read aloud.

use std::collections::BTreeMap;

use unicode_normalization::char::decompose_canonical;

use crate::document::Document;
use crate::dossier::Dossier;

/// Each abbreviation that is explained, with its words, sorted.
///
/// Two sources: the issuing body's short name beside its full name, and words that stand before their
/// abbreviation in brackets: `công nghệ thông tin (CNTT)`. An abbreviation that the text explains in two ways
/// is left out.
pub(super) fn explained(dossier: &Dossier, document: &Document) -> Vec<(String, String)> {
    let mut text = String::new();
    document.for_each_text(&mut |part, continues| {
        if !continues {
            text.push('\n');
        }
        text.push_str(part);
    });
    let mut found: BTreeMap<&str, Option<String>> = BTreeMap::new();
    for (short, words) in text.lines().flat_map(bracketed) {
        let known = found.entry(short).or_insert_with(|| Some(words.clone()));
        let same = |known: &String| known.to_lowercase() == words.to_lowercase();
        *known = known.take().filter(same);
    }
    let short_name = dossier.facts.text("co_quan_ban_hanh.ten_viet_tat");
    for short in short_name.iter().flat_map(|name| name.split(' ')) {
        if let Some(words) = inside(&dossier.issuer.full_name, short) {
            found.insert(short, Some(words));
        }
    }
    let found = found.into_iter();
    let found = found.filter_map(|(short, words)| Some((short.to_owned(), words?)));
    found.collect()
}

/// Abbreviations in brackets behind their words, in one paragraph.
fn bracketed(line: &str) -> impl Iterator<Item = (&str, String)> {
    line.match_indices(" (").filter_map(|(at, _)| {
        let (inner, _) = line.get(at + 2..)?.split_once(')')?;
        let (lead, short) = inner.rsplit_once(' ').unwrap_or(("", inner));
        let introduces = lead.is_empty() || lead.to_lowercase().contains("tắt");
        let short = short.trim_matches(['“', '”', '"', '\'']);
        let before = line.get(..at).filter(|_| introduces)?;
        let words: Vec<&str> = before.split(' ').collect();
        let first = words.len().checked_sub(short.chars().count())?;
        let words = expanded(words.get(first..)?, short)?;
        Some((short, words))
    })
}

/// The words inside a name that an abbreviation stands for.
fn inside(name: &str, short: &str) -> Option<String> {
    let words: Vec<&str> = name.split(' ').collect();
    let count = short.chars().count().max(1);
    words.windows(count).find_map(|part| expanded(part, short))
}

/// The words as one text, if their first letters are those of the abbreviation: two capitals at least.
/// What stands before the last mark inside the first word is no part of it (`Cổng/Trang`).
fn expanded(words: &[&str], short: &str) -> Option<String> {
    let (first, rest) = words.split_first()?;
    let first = first.rsplit(|c: char| !c.is_alphabetic()).next()?;
    let words: Vec<&str> = std::iter::once(first).chain(rest.iter().copied()).collect();
    let starts = |(word, letter): (&&str, char)| {
        let initial = word.chars().next().map(base);
        initial == Some(base(letter)) && word.chars().all(char::is_alphabetic)
    };
    let capitals = short.chars().all(char::is_uppercase) && short.chars().nth(1).is_some();
    // an abbreviation does not stand for capitals of one letter each
    let says_more = words.iter().any(|word| word.chars().nth(1).is_some());
    (capitals && says_more && words.iter().zip(short.chars()).all(starts)).then(|| words.join(" "))
}

/// The capital without its marks: `Ủ` is abbreviated as `U`, `đ` as `Đ`.
fn base(letter: char) -> char {
    let mut plain = None;
    decompose_canonical(letter, |part| plain = plain.or(Some(part)));
    let plain = plain.unwrap_or(letter);
    plain.to_uppercase().next().unwrap_or(plain)
}

#[cfg(test)]
mod tests {
    use super::{bracketed, inside};

    fn found(line: &str) -> Vec<(&str, String)> {
        bracketed(line).collect()
    }

    #[test]
    fn words_before_brackets_whose_initials_match_are_explained() {
        for (line, short, words) in [
            (
                "ứng dụng công nghệ thông tin (CNTT) trong",
                "CNTT",
                "công nghệ thông tin",
            ),
            (
                "trên Cổng/Trang thông tin điện tử (TTĐT), sử",
                "TTĐT",
                "thông tin điện tử",
            ),
            (
                "“Ủy ban nhân dân (viết tắt là “UBND”)",
                "UBND",
                "Ủy ban nhân dân",
            ),
            (
                "Hội đồng nhân dân (sau đây gọi tắt là HĐND) tỉnh",
                "HĐND",
                "Hội đồng nhân dân",
            ),
        ] {
            assert_eq!(found(line), [(short, words.to_owned())], "{line}");
        }
    }

    #[test]
    fn other_brackets_explain_nothing() {
        for line in [
            "công nghệ thông tin (CNT)",
            "công nghệ và thông tin (CNTT)",
            "thông, tin (TT)",
            "mục a (A)",
            "Sở Y tế (syt)",
            "thông tin(TT)",
            "trực thuộc tỉnh (của TT)",
            "A B (AB)",
            "(CNTT)",
            "công nghệ thông tin (CNTT",
            "",
        ] {
            assert_eq!(found(line), [], "{line}");
        }
    }

    #[test]
    fn a_short_name_is_found_inside_the_full_one() {
        let name = "Ủy ban nhân dân tỉnh Sơn La";
        assert_eq!(inside(name, "UBND").as_deref(), Some("Ủy ban nhân dân"));
        assert_eq!(inside(name, "UBTD"), None);
        assert_eq!(inside(name, "tỉnh"), None);
    }
}
