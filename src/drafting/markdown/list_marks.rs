//! What a line may begin with: the marks of list items and headings.

/// What opens with a mark. Marks of one kind carry on one list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// `-`, and what people type or paste for it.
    Dash,
    /// `+`.
    Plus,
    /// `*`, `**`: printed as typed, for it may be a note's mark.
    Star,
    /// `1.`, `1)`.
    Number,
    /// `a)`, `đ)`.
    Letter,
    /// `#` to `######`: how many.
    Heading(usize),
}

/// A mark at the beginning of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    /// What opens with it.
    pub(super) kind: Kind,
    /// The mark as it is printed.
    pub(super) label: String,
    /// Bytes up to the text after it.
    pub(super) length: usize,
}

/// Dashes, which need a space after them: `-2` is a number.
const DASHES: [char; 4] = ['-', '–', '—', '―'];
/// Bullets of word processors and web pages (U+F0B7 is Word's own in its symbol font).
const BULLETS: [char; 10] = [
    '•', '●', '○', '▪', '■', '◦', '‣', '·', '\u{f0b7}', '\u{f0a7}',
];
/// Whether a letter opens an item, though Markdown knows nothing of it. `\` makes it a letter all the
/// same, as it does with Markdown's own marks.
pub(in super::super) fn is_own_mark(letter: char) -> bool {
    !letter.is_ascii() && (DASHES.contains(&letter) || BULLETS.contains(&letter))
}

/// Most digits of an item's number.
const DIGITS: usize = 3;

/// The mark that a line begins with; the line has no indent.
pub(super) fn mark(line: &str) -> Option<Mark> {
    let mut letters = line.chars();
    let first = letters.next()?;
    let length = first.len_utf8();
    let rest = letters.as_str();
    if BULLETS.contains(&first) && !rest.trim().is_empty() {
        return Some(marked(Kind::Dash, "-", length));
    }
    let (kind, label, length) = match first {
        c if DASHES.contains(&c) => (Kind::Dash, "-", length),
        '+' => (Kind::Plus, "+", length),
        '*' => {
            let count = line.len() - line.trim_start_matches('*').len();
            (Kind::Star, &line[..count], count)
        }
        '#' => {
            let count = line.len() - line.trim_start_matches('#').len();
            (Kind::Heading(count), "", count)
        }
        c if is_point(c) && rest.starts_with(')') => (Kind::Letter, &line[..=length], length + 1),
        c if c.is_ascii_digit() => {
            let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
            let closed = line[digits..].starts_with(['.', ')']);
            if digits > DIGITS || !closed {
                return None;
            }
            (Kind::Number, &line[..=digits], digits + 1)
        }
        _ => return None,
    };
    let after = &line[length..];
    let parted = after.starts_with([' ', '\u{a0}']) && !after.trim().is_empty();
    parted.then(|| marked(kind, label, length))
}

fn marked(kind: Kind, label: &str, length: usize) -> Mark {
    Mark {
        kind,
        label: label.to_owned(),
        length,
    }
}

/// A letter that names a điểm (C18): small, of the Vietnamese alphabet.
const fn is_point(letter: char) -> bool {
    letter.is_ascii_lowercase() || letter == 'đ'
}

/// Whether what stands on a line of its own after this one is not its sentence going on.
pub(super) fn closes(line: &str) -> bool {
    let words = line.trim_end_matches([' ', '*', '”', '"', '’', '»', ')', ']']);
    words.ends_with([':', ';', '.'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Option<(Kind, String, &str)> {
        mark(line).map(|mark| (mark.kind, mark.label, line[mark.length..].trim_start()))
    }

    #[test]
    fn marks_of_items() {
        let dash = |text| Some((Kind::Dash, "-".to_owned(), text));
        for line in [
            "- Một",
            "– Một",
            "• Một",
            "•Một",
            "\u{f0b7} Một",
            "-\u{a0}Một",
            "-   Một",
        ] {
            assert_eq!(read(line), dash("Một"), "{line}");
        }
        assert_eq!(read("+ Một"), Some((Kind::Plus, "+".to_owned(), "Một")));
        assert_eq!(
            read("12. Một"),
            Some((Kind::Number, "12.".to_owned(), "Một"))
        );
        assert_eq!(read("1) Một"), Some((Kind::Number, "1)".to_owned(), "Một")));
        assert_eq!(read("đ) Một"), Some((Kind::Letter, "đ)".to_owned(), "Một")));
        assert_eq!(read("** Một"), Some((Kind::Star, "**".to_owned(), "Một")));
        assert_eq!(
            read("## Một"),
            Some((Kind::Heading(2), String::new(), "Một"))
        );
    }

    #[test]
    fn what_is_no_mark() {
        let lines = [
            "-2 điểm",
            "-",
            "+5",
            "2021. Một",
            "1.5 điểm",
            "A) Một",
            "ab) Một",
            "#1",
            "**Một**",
            "(*) Một",
            "",
        ];
        for line in lines {
            assert_eq!(mark(line), None, "{line}");
        }
    }

    #[test]
    fn a_sentence_goes_on_unless_its_line_is_closed() {
        for line in ["gồm:", "**gồm:**", "xong.", "(xong.)", "một;", "“xong.”"] {
            assert!(closes(line), "{line}");
        }
        for line in ["kinh tế", "giai đoạn 2021", "tại điểm", "một,"] {
            assert!(!closes(line), "{line}");
        }
    }
}
