//! Text of the fonts of before Unicode (TCVN3, VNI), pasted as it stood.

use std::sync::LazyLock;

use crate::diagnostics::{Diagnostic, Diagnostics, Span};
use crate::dossier::Text;

/// Signs that those fonts show as Vietnamese letters, inside words.
const SIGNS: &str = "µ¸¶¹¨¾¼½©®ª¬×÷¡¢£¤¥¦";
/// Letters that no Vietnamese word has.
const STRANGE: &str = "ÆÇËÎÏÑÖØÜÞßäåæçëîïñöøûüþÿœŒŸÅÄÛ";
/// Those of them that names of other peoples have.
const OF_NAMES: &str = "äöüëïøåñæçß";
/// How Vietnamese letters in UTF-8 look when they are read as letters of Western Europe.
const MISREAD: [&str; 8] = ["á»", "áº", "Æ°", "Ä‘", "Ã£", "Ã¡", "Ã¢", "Ã´"];
/// So many words of the kind: one is a foreign name.
const ENOUGH: usize = 2;

pub(super) fn review(texts: &[&Text], diagnostics: &mut Diagnostics) {
    let found: Vec<(&str, Span)> = texts
        .iter()
        .flat_map(|text| strange_words(text).map(|word| (word, text.span)))
        .collect();
    let Some((word, place)) = found.first().filter(|_| found.len() >= ENOUGH) else {
        return;
    };
    let count = found.len();
    let (what, remedy) = match is_misread(word) {
        true => (
            "bị đọc sai bảng mã",
            "lấy lại chữ từ tệp gốc, mở và lưu bằng bảng mã UTF-8",
        ),
        false => (
            "ở bảng mã TCVN3 hoặc VNI",
            "chuyển sang Unicode (trong UniKey: Ctrl+Shift+F6) rồi dán lại",
        ),
    };
    let mut problem = Diagnostic::warning("TT016", format!("chữ có vẻ {what}: `{word}`"))
        .at(*place, "không từ tiếng Việt nào có chữ ấy")
        .with_note(format!("{count} từ như vậy trong hồ sơ"))
        .with_remedy(remedy);
    let mut last = *place;
    let others = found.iter().map(|(_, other)| *other);
    let others = others.filter(|other| std::mem::replace(&mut last, *other) != *other);
    for other in others.take(5) {
        problem = problem.with_related(other, "cả ở đây");
    }
    diagnostics.push(problem);
}

/// Words that hold such a letter; units, trade marks and foreign names are none.
fn strange_words(text: &str) -> impl Iterator<Item = &str> {
    let may_be_strange = text.contains(is_conspicuous);
    let text = if may_be_strange { text } else { "" };
    let words = text.split(|letter: char| letter.is_whitespace() || ",.;:()\"“”".contains(letter));
    let words = words.map(|word| word.trim_matches(['«', '»']));
    words.filter(|word| {
        let is_strange = word.contains(|letter| STRANGE.contains(letter)) && !is_a_name(word);
        is_strange || is_misread(word) || has_a_sign(word)
    })
}

/// Whether the letter is one of those looked for: a quick glance at a text. The last letter of what was misread is no
/// Vietnamese one.
fn is_conspicuous(letter: char) -> bool {
    static ALL: LazyLock<[bool; 0x200]> = LazyLock::new(|| {
        let mut all = [false; 0x200];
        let misread = MISREAD
            .iter()
            .filter_map(|letters| letters.chars().next_back());
        for letter in SIGNS.chars().chain(STRANGE.chars()).chain(misread) {
            if let Some(found) = all.get_mut(letter as usize) {
                *found = true;
            }
        }
        all
    });
    !letter.is_ascii() && ALL.get(letter as usize) == Some(&true)
}

fn is_misread(word: &str) -> bool {
    MISREAD.iter().any(|letters| word.contains(letters))
}

/// A sign with a small letter behind it, as `®` in `®Þa`, or between letters.
fn has_a_sign(word: &str) -> bool {
    let letters: Vec<char> = word.chars().collect();
    (0..letters.len()).any(|at| {
        let small = |at: Option<usize>| {
            at.and_then(|at| letters.get(at))
                .is_some_and(char::is_ascii_lowercase)
        };
        let is_after_figure = at > 0 && letters[at - 1].is_ascii_digit();
        let is_alone = at == 0 && "µ£¥¢".contains(letters[at]);
        SIGNS.contains(letters[at]) && small(Some(at + 1)) && !is_after_figure && !is_alone
    })
}

/// `Zürich`: a capital letter, then plain letters and some of those.
fn is_a_name(word: &str) -> bool {
    let mut letters = word.chars();
    letters
        .next()
        .is_some_and(|first| first.is_ascii_uppercase())
        && letters.all(|letter| {
            letter.is_ascii_alphabetic() || letter == '-' || OF_NAMES.contains(letter)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_fonts_are_known_by_their_letters_and_quotations_are_not() {
        let count = |text| strange_words(text).count();
        assert!(count("C¨n cø LuËt Tæ chøc chÝnh quyÒn ®Þa ph-¬ng") >= 5);
        assert_eq!(count("Sá»Ÿ Ná»™i vá»¥"), 3);
        assert!(count("Caên cöù Luaät Toå chöùc chính quyeàn ñòa phöông") >= 3);
        assert_eq!(
            count("«Chính quyền số» là 3 × 4 km², 5 ½; Windows®, § 3"),
            0
        );
        for letters in MISREAD
            .iter()
            .copied()
            .chain(SIGNS.split(""))
            .chain(STRANGE.split(""))
        {
            assert_eq!(
                letters.contains(is_conspicuous),
                !letters.is_empty(),
                "{letters}"
            );
        }
        assert_eq!(count("Ủy ban nhân dân huyện Mường Ảng, Ðồng Tháp"), 0);
    }
}
