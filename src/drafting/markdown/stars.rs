//! Which stars are emphasis: those that Markdown and a person would both see as such.

/// The text for pulldown-cmark: every star that is not at the edge of a word, every underscore and back
/// quote escaped. Gives for each byte of the result the byte of the text it stands for.
pub(super) fn meant(text: &str) -> (String, Vec<usize>) {
    let mut out = String::with_capacity(text.len() + 8);
    let mut places = Vec::with_capacity(text.len() + 8);
    let mut push = |out: &mut String, piece: &str, at: usize, step: usize| {
        out.push_str(piece);
        places.extend((0..piece.len()).map(|byte| at + byte * step));
    };
    let mut at = 0;
    while let Some(letter) = text[at..].chars().next() {
        let length = letter.len_utf8();
        match letter {
            '\\' => {
                let escaped = text[at + 1..].chars().next().map_or(0, char::len_utf8);
                push(&mut out, &text[at..at + 1 + escaped], at, 1);
                at += 1 + escaped;
                continue;
            }
            '_' | '`' => {
                push(&mut out, "\\", at, 0);
                push(&mut out, &text[at..at + length], at, 1);
            }
            '*' => {
                let stars = text[at..].len() - text[at..].trim_start_matches('*').len();
                let (before, after) = (
                    text[..at].chars().next_back(),
                    text[at + stars..].chars().next(),
                );
                let is_mark = opens(before, after) || closes(before, after, stars);
                for star in at..at + stars {
                    if !is_mark {
                        push(&mut out, "\\", star, 0);
                    }
                    push(&mut out, "*", star, 1);
                }
                at += stars;
                continue;
            }
            _ => push(&mut out, &text[at..at + length], at, 1),
        }
        at += length;
    }
    (out, places)
}

/// Before a word, after a space or an opening mark.
fn opens(before: Option<char>, after: Option<char>) -> bool {
    let stands_off = before.is_none_or(|c| c.is_whitespace() || "([{“‘«\"'–—-/\\".contains(c));
    let meets = after.is_some_and(|c| c.is_alphanumeric() || "([“‘«\"'\\&+-–".contains(c));
    stands_off && meets
}

/// After a word or its closing mark; a single star only where the word ends.
fn closes(before: Option<char>, after: Option<char>, stars: usize) -> bool {
    let meets = before.is_some_and(|c| !c.is_whitespace() && !"([{“‘«".contains(c));
    let ends = after.is_none_or(|c| !c.is_alphanumeric());
    meets && (stars > 1 && !both_digits(before, after) || ends)
}

/// `2**3`.
fn both_digits(before: Option<char>, after: Option<char>) -> bool {
    let digit = |c: Option<char>| c.is_some_and(char::is_numeric);
    digit(before) && digit(after)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stars_in_sums_and_note_marks_are_letters() {
        let same = |text: &str| {
            let (out, _) = meant(text);
            out.replace("\\*", "*") == text && out.contains("\\*")
        };
        for text in [
            "50*3/2*4",
            "(*)",
            "Sở A (*) và Sở B (**)",
            "2 * 3",
            "a*b*c",
            "2**3",
            "(*, **)",
        ] {
            assert!(same(text), "{text}: {}", meant(text).0);
        }
    }

    #[test]
    fn stars_around_words_are_emphasis() {
        for text in [
            "**Điều 1.** Công bố",
            "(*các sở*)",
            "là *nghiêng*.",
            "**a**b",
            "*“a”*",
        ] {
            assert_eq!(meant(text).0, text);
        }
    }

    #[test]
    fn places_lead_back() {
        let (out, places) = meant("ă_b*c");
        assert_eq!(out, "ă\\_b\\*c");
        assert_eq!(places, [0, 1, 2, 2, 3, 4, 4, 5]);
    }
}
