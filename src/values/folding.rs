//! Names as people read them: two spellings of one name.

use unicode_normalization::UnicodeNormalization;

/// A name as names are compared: small letters, `UBND` for the words, tones behind their syllable (`hòa`, `hoà`), without
/// blanks, dashes and other marks.
#[must_use]
pub fn folded(name: &str) -> String {
    const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];
    let name = ["ủy ban nhân dân", "uỷ ban nhân dân"]
        .iter()
        .fold(name.to_lowercase().replace('&', " và "), |name, words| {
            name.replace(words, "ubnd")
        });
    let mut key = String::new();
    for syllable in name.split(|letter: char| !letter.is_alphanumeric()) {
        let (tones, letters): (Vec<char>, Vec<char>) =
            syllable.nfd().partition(|letter| TONES.contains(letter));
        key.extend(letters);
        key.extend(tones);
    }
    key
}

#[cfg(test)]
mod tests {
    use super::folded;

    #[test]
    fn spellings_of_one_name() {
        for (one, other) in [
            ("UBND xã Tân Hòa", "Ủy ban nhân dân xã Tân Hoà"),
            ("Uỷ ban nhân dân tỉnh", "ỦY BAN NHÂN DÂN TỈNH"),
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
