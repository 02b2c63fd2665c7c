//! Texts as users paste them, made regular.

use unicode_normalization::UnicodeNormalization;

/// One line of text in NFC: every run of white space, line breaks and no-break spaces included,
/// becomes one space; invisible characters that web pages and Word leave behind are dropped.
pub(super) fn one_line(raw: &str) -> String {
    let visible: String = raw.nfc().filter(|c| !is_invisible(*c)).collect();
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Markdown in NFC, its lines kept, without blank lines around.
pub(super) fn markdown(raw: &str) -> String {
    let visible: String = raw.nfc().filter(|c| !is_invisible(*c)).collect();
    let lines: Vec<&str> = visible.lines().map(str::trim_end).collect();
    lines.join("\n").trim_matches('\n').to_owned()
}

/// A citation without the mark that would close it in a list.
pub(super) fn without_closing_mark(text: &str) -> &str {
    text.trim_end_matches([';', '.', ' '])
}

/// The first character that neither XML nor PDF text can hold, or that a broken file left behind.
pub(crate) fn forbidden(text: &str) -> Option<char> {
    text.chars().find(|c| {
        let control = c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{85}');
        let direction = matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
        let nothing = matches!(u32::from(*c) & 0xFFFF, 0xFFFE | 0xFFFF)
            || matches!(c, '\u{FDD0}'..='\u{FDEF}');
        control || direction || nothing || *c == char::REPLACEMENT_CHARACTER
    })
}

/// Zero-width spaces, soft hyphens and byte-order marks.
const fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}' | '\u{2060}' | '\u{FEFF}')
}

/// The candidate that is nearest to what was typed, if any is near.
pub(super) fn nearest<'a>(
    typed: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let plain = |text: &str| text.to_lowercase().replace([' ', '-'], "_");
    let wanted = plain(typed);
    candidates
        .into_iter()
        .map(|candidate| {
            (
                strsim::damerau_levenshtein(&wanted, &plain(candidate)),
                candidate,
            )
        })
        .filter(|(distance, candidate)| *distance <= candidate.chars().count().div_ceil(3))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// The question `có phải là ...?`, empty without a candidate.
pub(super) fn did_you_mean(candidate: Option<&str>) -> String {
    candidate.map_or_else(String::new, |name| format!("có phải là `{name}`?"))
}

#[cfg(test)]
mod tests {
    use super::{forbidden, markdown, nearest, one_line, without_closing_mark};

    #[test]
    fn folds_white_space_and_composes_letters() {
        assert_eq!(
            one_line("  Sơ\u{309}\u{a0} Y\n tê\u{301}\u{200b} "),
            "Sở Y tế"
        );
    }

    #[test]
    fn keeps_the_lines_of_markdown() {
        assert_eq!(
            markdown("\n\n- một  \n  hai\n\n- ba\n"),
            "- một\n  hai\n\n- ba"
        );
    }

    #[test]
    fn strips_only_the_closing_mark() {
        assert_eq!(
            without_closing_mark("Nghị định số 1/2.3;"),
            "Nghị định số 1/2.3"
        );
    }

    #[test]
    fn finds_what_xml_cannot_hold() {
        assert_eq!(forbidden("a\tb\nc"), None);
        assert_eq!(forbidden("a\u{7}"), Some('\u{7}'));
        assert_eq!(forbidden("a\u{ffff}"), Some('\u{ffff}'));
        assert_eq!(forbidden("\u{202e}a"), Some('\u{202e}'));
    }

    #[test]
    fn suggests_only_what_is_near() {
        assert_eq!(
            nearest("trich_yeeu", ["trich_yeu", "ngay"]),
            Some("trich_yeu")
        );
        assert_eq!(
            nearest("Trích-yếu", ["trich_yeu", "ngay"]),
            Some("trich_yeu")
        );
        assert_eq!(nearest("mau_sac", ["trich_yeu", "ngay"]), None);
    }
}
