//! Words around the dossier's names that several phases print.

/// First words of a block's name that say already that it is a group.
const GROUPS: [&str; 3] = ["khối", "cụm", "nhóm"];

/// Common nouns that open what is assessed or the name of a block, often with a capital letter as if alone.
const COMMON: [&str; 20] = [
    "các",
    "công tác",
    "cơ quan",
    "chất lượng",
    "doanh nghiệp",
    "đơn vị",
    "hiệu quả",
    "hoạt động",
    "huyện",
    "kết quả",
    "mức độ",
    "nhiệm vụ",
    "phòng",
    "phường",
    "sở",
    "thôn",
    "tổ dân phố",
    "trường",
    "việc",
    "xã",
];

/// `khối cơ quan cấp tỉnh`; a name that says itself what it is needs no word before it: `cụm thi đua số 1`.
pub(crate) fn block(name: &str) -> String {
    if opens_with_one_of(&GROUPS, name) {
        with_small_first(name)
    } else {
        format!("khối {}", in_a_sentence(name))
    }
}

/// The text as it goes on after other words: common nouns without a capital letter, names as they are.
pub(crate) fn in_a_sentence(text: &str) -> String {
    if opens_with_one_of(&COMMON, text) {
        with_small_first(text)
    } else {
        text.to_owned()
    }
}

fn opens_with_one_of(words: &[&str], text: &str) -> bool {
    let (_, text) = text.split_at(opening_marks(text));
    let text = text.to_lowercase();
    let mut rests = words.iter().filter_map(|word| text.strip_prefix(word));
    rests.any(|rest| rest.is_empty() || rest.starts_with([' ', ',']))
}

/// `mức Tốt`; a name that begins with the word stands alone: `mức 1`, not `mức Mức 1`.
pub(crate) fn with_word(name: &str, word: &str) -> String {
    if opens_with_one_of(&[&word.to_lowercase()], name) {
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
        assert_eq!(with_word("Tốt", "mức"), "mức Tốt");
        assert_eq!(with_word("Mức 1", "mức"), "mức 1");
        assert_eq!(with_word("Loại", "loại"), "loại");
        assert_eq!(with_word("Loạ", "loại"), "loại Loạ");
    }

    #[test]
    fn no_block_is_called_one_twice() {
        assert_eq!(block("cơ quan cấp tỉnh"), "khối cơ quan cấp tỉnh");
        assert_eq!(block("Khối thi đua số 1"), "khối thi đua số 1");
        assert_eq!(block("khối sở, ngành"), "khối sở, ngành");
        assert_eq!(block("Cụm thi đua số 2"), "cụm thi đua số 2");
        assert_eq!(block("Các xã, phường"), "khối các xã, phường");
        assert_eq!(block("Sở, ban, ngành"), "khối sở, ban, ngành");
        assert_eq!(block("Đảng, đoàn thể"), "khối Đảng, đoàn thể");
        assert_eq!(block("UBND cấp xã"), "khối UBND cấp xã");
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
