//! Words around the dossier's names that several phases print.

/// First words of a block's name that say already that it is a group.
const GROUPS: [&str; 3] = ["khối", "cụm", "nhóm"];

/// `khối cơ quan cấp tỉnh`; a name that says itself what it is stands as it is: `Cụm thi đua số 1`.
pub(crate) fn block(name: &str) -> String {
    let first = name.split_whitespace().next().unwrap_or_default();
    if GROUPS.contains(&first.to_lowercase().as_str()) {
        name.to_owned()
    } else {
        format!("khối {name}")
    }
}

/// `mức Tốt`; a name that begins with the word stands alone: `mức 1`, not `mức Mức 1`.
pub(crate) fn with_word(word: &str, name: &str) -> String {
    let (lower, start) = (name.to_lowercase(), word.to_lowercase());
    let after = lower.strip_prefix(&start);
    if after.is_some_and(|rest| rest.is_empty() || rest.starts_with(' ')) {
        with_small_first(name)
    } else {
        format!("{word} {name}")
    }
}

/// The text as it opens a line.
pub(crate) fn with_large_first(text: &str) -> String {
    with_first(text, |first| first.to_uppercase().collect())
}

/// The text as it goes on after other words; an abbreviation stays one: `UBND các xã`.
pub(crate) fn with_small_first(text: &str) -> String {
    let (_, words) = text.split_at(opening_marks(text));
    let is_abbreviation = words.chars().nth(1).is_some_and(char::is_uppercase);
    if is_abbreviation {
        return text.to_owned();
    }
    with_first(text, |first| first.to_lowercase().collect())
}

fn with_first(text: &str, change: impl Fn(char) -> String) -> String {
    let (marks, words) = text.split_at(opening_marks(text));
    let mut letters = words.chars();
    let first = letters.next().map(change).unwrap_or_default();
    format!("{marks}{first}{}", letters.as_str())
}

/// How long the marks are that a fact is wrapped in.
fn opening_marks(text: &str) -> usize {
    let is_mark = |letter: char| ('\u{FDD0}'..='\u{FDEF}').contains(&letter);
    text.find(|letter| !is_mark(letter)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{block, with_large_first, with_small_first, with_word};

    #[test]
    fn no_word_stands_twice() {
        assert_eq!(with_word("mức", "Tốt"), "mức Tốt");
        assert_eq!(with_word("mức", "Mức 1"), "mức 1");
        assert_eq!(with_word("loại", "Loại"), "loại");
        assert_eq!(with_word("loại", "Loạ"), "loại Loạ");
    }

    #[test]
    fn no_block_is_called_one_twice() {
        assert_eq!(block("cơ quan cấp tỉnh"), "khối cơ quan cấp tỉnh");
        assert_eq!(block("Khối thi đua số 1"), "Khối thi đua số 1");
        assert_eq!(block("khối sở, ngành"), "khối sở, ngành");
        assert_eq!(block("Cụm thi đua số 2"), "Cụm thi đua số 2");
        assert_eq!(block("khối-a"), "khối khối-a");
    }

    #[test]
    fn first_letters() {
        assert_eq!(with_large_first("đánh giá"), "Đánh giá");
        assert_eq!(with_small_first("Về việc"), "về việc");
        assert_eq!(with_small_first("UBND các xã"), "UBND các xã");
        assert_eq!(with_large_first(""), "");
        assert_eq!(
            with_small_first("\u{FDD6}Về việc\u{FDD1}"),
            "\u{FDD6}về việc\u{FDD1}"
        );
    }
}
