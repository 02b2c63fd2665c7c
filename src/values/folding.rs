//! Names as people read them: two spellings of one name.

use unicode_normalization::{UnicodeNormalization, is_nfc};

/// A name as names are compared: small letters, `UBND` for the words, tones behind their syllable (`hòa`, `hoà`), without
/// blanks, dashes and other marks.
#[must_use]
pub(crate) fn folded(name: &str) -> String {
    folded_words(name).concat()
}

/// The same, word by word.
#[must_use]
pub(crate) fn folded_words(text: &str) -> Vec<String> {
    let mut text = text.to_lowercase();
    if text.contains('&') {
        text = text.replace('&', " và ");
    }
    if !is_nfc(&text) {
        text = text.nfc().collect();
    }
    let words = text.split(|letter: char| !letter.is_alphanumeric());
    let mut folded: Vec<String> = Vec::new();
    for word in words.filter(|word| !word.is_empty()) {
        folded.push(tones_last(word));
        let before = folded.len().saturating_sub(COMMITTEE.len());
        if folded[before..] == COMMITTEE {
            folded.truncate(before);
            folded.push("ubnd".to_owned());
        }
    }
    folded
}

/// The word with its marks parted from the letters, tones at the end.
fn tones_last(word: &str) -> String {
    const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];
    if word.is_ascii() {
        return word.to_owned();
    }
    let (tones, mut letters): (String, String) =
        word.nfd().partition(|letter| TONES.contains(letter));
    letters.push_str(&tones);
    letters
}

/// `ủy ban nhân dân`, its marks parted from the letters, tones last.
const COMMITTEE: [&str; 4] = ["uy\u{309}", "ban", "nha\u{302}n", "da\u{302}n"];

#[cfg(test)]
mod tests {
    use super::folded;

    #[test]
    fn spellings_of_one_name() {
        for (one, other) in [
            ("UBND xã Tân Hòa", "Ủy ban nhân dân xã Tân Hoà"),
            ("Uỷ ban nhân dân tỉnh", "ỦY BAN NHÂN DÂN TỈNH"),
            ("UBND tỉnh", "Uỷ  ban\u{a0}nhân dân tỉnh"),
            (
                "UBND tỉnh",
                "U\u{309}y ban nha\u{302}n da\u{302}n ti\u{309}nh",
            ),
            (
                "Sở Lao động - Thương binh và Xã hội",
                "Sở Lao động – Thương binh  và Xã hội",
            ),
            ("Sở Y tế", "SỞ Y TẾ"),
        ] {
            assert_eq!(folded(one), folded(other));
        }
        for (one, other) in [
            ("xã Tân An", "xã Tân Ân"),
            ("Thôn 1", "Thôn 11"),
            ("xã Lý", "xã Ly"),
        ] {
            assert_ne!(folded(one), folded(other));
        }
    }
}
