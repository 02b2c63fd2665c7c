//! Characters as people type and paste them, in a dossier, a template or on the command line: which are
//! refused, which leave no trace, which print as another.

/// Why a character cannot be printed; `None` if it can.
///
/// Control characters fit neither XML nor PDF text, direction characters make the page say something else
/// than the file, and U+FDD0..U+FDEF are marks of the program's own.
pub(crate) fn refused(letter: char) -> Option<&'static str> {
    let cause = match letter {
        '\t' | '\n' | '\r' | '\u{85}' => return None,
        char::REPLACEMENT_CHARACTER => "ký tự này cho biết tệp đã hỏng khi chuyển bảng mã",
        _ if turns(letter) => "ký tự ẩn này đổi chiều chữ, nên chữ in ra khác với chữ đã gõ",
        '\u{FDD0}'..='\u{FDEF}' => "mã này không phải là chữ",
        _ if u32::from(letter) & 0xFFFE == 0xFFFE => "mã này không phải là chữ",
        _ if letter.is_control() => {
            "ký tự điều khiển không hiện ra và không in được trong DOCX, PDF"
        }
        _ => return None,
    };
    Some(cause)
}

/// Characters that set or mark the direction of text.
const fn turns(letter: char) -> bool {
    is_direction_mark(letter) || matches!(letter, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// The Arabic letter mark: refused since 0.2.0.
pub(crate) const fn is_direction_mark(letter: char) -> bool {
    letter == '\u{61C}'
}

/// The first refused character and its byte.
pub(crate) fn first_refused(text: &str) -> Option<(usize, char)> {
    let mut letters = text.char_indices();
    letters.find(|(_, letter)| refused(*letter).is_some())
}

/// The character as it prints: `None` for one that web pages and Word leave behind and nobody sees (soft
/// hyphens, zero-width spaces and joiners, marks of direction, byte-order marks). The letters of Iceland that look like
/// Đ and đ are those: no Vietnamese word has another.
pub(crate) const fn printed(letter: char) -> Option<char> {
    match letter {
        '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' => None,
        // the no-break hyphen, which the fonts lack
        '\u{2011}' => Some('-'),
        'Ð' => Some('Đ'),
        'ð' => Some('đ'),
        other => Some(other),
    }
}

/// Text for a terminal: a box stands for what is refused.
pub(crate) fn shown(text: &str) -> String {
    let boxed = |letter| match letter {
        char::REPLACEMENT_CHARACTER => letter,
        '\u{85}' => '□',
        letter if refused(letter).is_some() => '□',
        letter => letter,
    };
    text.chars().map(boxed).collect()
}

/// Foreign words with a box for each character that nobody sees, or that turns or breaks the line.
pub(crate) fn harmless(text: &str) -> String {
    let boxed = |letter: char| match letter {
        '\u{200B}'..='\u{200F}' | '\u{2028}' | '\u{2029}' | '\u{2060}' | '\u{FEFF}' | '\u{AD}' => {
            '□'
        }
        letter if letter.is_control() => '□',
        letter => letter,
    };
    shown(&text.chars().map(boxed).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_cannot_be_printed() {
        assert_eq!(first_refused("a\tb\nc\u{85}đ\u{200b}"), None);
        for letter in [
            '\u{7}',
            '\u{9b}',
            '\u{fffd}',
            '\u{ffff}',
            '\u{1fffe}',
            '\u{fdd8}',
            '\u{202e}',
            '\u{2067}',
            '\u{61c}',
        ] {
            assert_eq!(first_refused(&format!("ab{letter}")), Some((2, letter)));
        }
    }

    #[test]
    fn what_nobody_sees_is_dropped() {
        let text = "Q\u{200e}Ð\u{200f}-\u{2060}UB\u{200c}ND\u{ad}ð";
        let seen: String = text.chars().filter_map(printed).collect();
        assert_eq!(seen, "QĐ-UBNDđ");
        assert_eq!(first_refused(text), None);
    }

    #[test]
    fn what_is_refused_is_shown_as_a_box() {
        assert_eq!(shown("a\u{202e}b\u{fdd8}\u{7}\u{9b}\n"), "a□b□□□\n");
    }
}
