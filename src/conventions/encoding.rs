//! Text of the fonts of before Unicode (TCVN3, VNI), pasted as it stood.

use crate::diagnostics::{Diagnostic, Diagnostics, Span};
use crate::dossier::Text;

/// Letters and signs that those fonts show as Vietnamese letters and no Vietnamese word has.
const STRANGE: &str = "µ¸¶·¹¨»¾¼½Æ©ÇËÎÏÑ®ªÖ×ØÜÞßäå«æçë¬îïñö÷øûüþ¡¢§£¤¥¦ÿœŒŸÅÄÛ";
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
    let message = format!("chữ có vẻ ở bảng mã TCVN3 hoặc VNI: `{word}`");
    let mut problem = Diagnostic::warning("TT016", message)
        .at(*place, "không từ tiếng Việt nào có chữ ấy")
        .with_note(format!("{count} từ như vậy trong hồ sơ"))
        .with_remedy("chuyển sang Unicode (trong UniKey: Ctrl+Shift+F6) rồi dán lại");
    let mut last = *place;
    let others = found.iter().map(|(_, other)| *other);
    let others = others.filter(|other| std::mem::replace(&mut last, *other) != *other);
    for other in others.take(5) {
        problem = problem.with_related(other, "cả ở đây");
    }
    diagnostics.push(problem);
}

/// Words that hold such a letter; quotation marks and the signs behind a trade name are none.
fn strange_words(text: &str) -> impl Iterator<Item = &str> {
    let bare = |word: &str| -> bool {
        let word = word.trim_start_matches('«');
        let word = word.trim_end_matches(['»', '®', '©', ',', '.', ';', ':']);
        let is_strange = |letter| STRANGE.contains(letter);
        word.contains(is_strange) && word.contains(|letter: char| letter.is_ascii_alphabetic())
    };
    text.split_whitespace().filter(move |word| bare(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_fonts_are_known_by_their_letters_and_quotations_are_not() {
        let count = |text| strange_words(text).count();
        assert!(count("C¨n cø LuËt Tæ chøc chÝnh quyÒn ®Þa ph-¬ng") >= 5);
        assert!(count("Caên cöù Luaät Toå chöùc chính quyeàn ñòa phöông") >= 3);
        assert_eq!(
            count("«Chính quyền số» là 3 × 4 km², 5 ½; Windows®, § 3"),
            0
        );
        assert_eq!(count("Ủy ban nhân dân huyện Mường Ảng, Ðồng Tháp"), 0);
    }
}
