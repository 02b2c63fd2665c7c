//! Texts as users paste them, made regular.

use std::cell::OnceCell;

use unicode_normalization::{UnicodeNormalization, is_nfc};

use crate::characters::printed;

/// One line of text in NFC: every run of white space, line breaks and no-break spaces included,
/// becomes one space; invisible characters that web pages and Word leave behind are dropped.
pub(crate) fn one_line(raw: &str) -> String {
    spaced(&visible(raw))
}

/// The text with one space in place of every run of white space, and none around.
pub(crate) fn spaced(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

/// Markdown in NFC, its lines kept, without blank lines around. A tab is a space; before a line's text it is
/// an indent of four.
pub(crate) fn markdown(raw: &str) -> String {
    let visible = visible(raw);
    let lines: Vec<String> = visible.lines().map(without_tabs).collect();
    lines.join("\n").trim_matches('\n').to_owned()
}

/// In NFC, without what nobody sees.
fn visible(raw: &str) -> String {
    if is_nfc(raw) {
        raw.chars().filter_map(printed).collect()
    } else {
        raw.nfc().filter_map(printed).collect()
    }
}

fn without_tabs(line: &str) -> String {
    let line = line.trim_end();
    let text = line.trim_start_matches([' ', '\t']);
    let (indent, _) = line.split_at(line.len() - text.len());
    indent.replace('\t', "    ") + &text.replace('\t', " ")
}

/// A citation without the mark that would close it in a list.
pub(crate) fn without_closing_mark(text: &str) -> &str {
    const MARKS: [char; 4] = [';', '.', ',', ' '];
    let text = text.trim_end_matches(MARKS);
    // `./.` closes a whole document
    let bare = text.strip_suffix("./").unwrap_or(text);
    bare.trim_end_matches(MARKS)
}

/// The candidate that is nearest to what was typed, if any is near.
#[must_use]
pub(crate) fn nearest<'a>(
    typed: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let plain = |text: &str| text.to_lowercase().replace([' ', '-'], "_");
    let wanted = OnceCell::new();
    let length = typed.chars().count();
    let near = candidates.into_iter().filter_map(|candidate| {
        let letters = candidate.chars().count();
        let most = letters.div_ceil(3).min(letters.checked_sub(1)?);
        // letters too many, or too few, are each a step
        if length.abs_diff(letters) > most {
            return None;
        }
        let wanted = wanted.get_or_init(|| plain(typed));
        let distance = strsim::damerau_levenshtein(wanted, &plain(candidate));
        (distance <= most).then_some((distance, candidate))
    });
    near.min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// The question `có phải là ...?` with the nearest candidate; these words if none is near.
pub(crate) fn did_you_mean<'a>(
    typed: &str,
    candidates: impl IntoIterator<Item = &'a str>,
    otherwise: &str,
) -> String {
    let near = nearest(typed, candidates);
    near.map_or_else(
        || otherwise.to_owned(),
        |name| format!("có phải là `{name}`?"),
    )
}

#[cfg(test)]
mod tests {
    use super::{markdown, nearest, one_line, without_closing_mark};

    #[test]
    fn folds_white_space_and_composes_letters() {
        assert_eq!(
            one_line("  Sơ\u{309}\u{a0} Y\n tê\u{301}\u{200b}\t1\u{2011}2\u{200d} "),
            "Sở Y tế 1-2"
        );
    }

    #[test]
    fn keeps_the_lines_of_markdown() {
        assert_eq!(
            markdown("\n\n- một  \n  hai\n\n- ba\n"),
            "- một\n  hai\n\n- ba"
        );
        assert_eq!(
            markdown("a\tb\u{2011}c\t\n\t- d\n \t\n  \te\tf"),
            "a b-c\n    - d\n\n      e f"
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
