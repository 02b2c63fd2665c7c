//! Words around the dossier's names that several phases print.

/// First words of a block's name that say already that it is a group.
const GROUPS: &str = "khối, cụm, nhóm";
/// First words that are no name, whatever follows: what is assessed, and whose results these are.
const COMMON: &str = "\
    các, những, công tác, chất lượng, hiệu quả, hoạt động, kết quả, mức độ, nhiệm vụ, phong trào, \
    việc";
/// Nouns for all of a kind, unless a name follows: `Trung tâm, trường học`, but `Trung tâm Xúc tiến`.
const KINDS: &str = "\
    bệnh viện, cá nhân, cán bộ, cấp, chi bộ, chi cục, công chức, cơ quan, doanh nghiệp, đơn vị, \
    giáo viên, giảng viên, tập thể, thị trấn, thị xã, tổ dân phố, trung tâm, viên chức";
/// Nouns that begin many names and titles, too: `Sở, ban, ngành`, but `Sở Nội vụ`, `Cục trưởng`.
const SHORT_KINDS: &str =
    "ấp, ban, bản, huyện, ông, phòng, phường, quận, sở, thôn, trạm, trường, xã, xóm";
/// What may follow one of them.
const AFTER_SHORT: [&str; 4] = [",", " và ", " cấp ", " thuộc "];

/// `khối cơ quan cấp tỉnh`; a name that says itself what it is needs no word before it: `cụm thi đua số 1`.
pub(crate) fn block(name: &str) -> String {
    if opens_with_one_of(GROUPS, name) {
        with_small_first(name)
    } else {
        format!("khối {}", in_a_sentence(name))
    }
}

/// The text as it goes on after other words: common nouns without a capital letter, names as they are.
pub(crate) fn in_a_sentence(text: &str) -> String {
    let is_name = |rest: &str| rest.trim_start().starts_with(char::is_uppercase);
    let goes_on =
        |rest: &str| rest.is_empty() || AFTER_SHORT.iter().any(|word| rest.starts_with(word));
    let is_kind = || {
        opened_by(KINDS, text).is_some_and(|rest| !is_name(rest))
            || opened_by(SHORT_KINDS, text).is_some_and(goes_on)
    };
    if opens_with_one_of(GROUPS, text) || opens_with_one_of(COMMON, text) || is_kind() {
        with_small_first(text)
    } else {
        text.to_owned()
    }
}

fn opens_with_one_of(words: &str, text: &str) -> bool {
    opened_by(words, text).is_some()
}

/// What follows the longest of these words (`a, b c`) that opens the text, in any letters.
fn opened_by<'t>(words: &str, text: &'t str) -> Option<&'t str> {
    let (_, text) = text.split_at(opening_marks(text));
    let rests = words.split(", ").filter_map(|word| {
        let mut letters = text.char_indices();
        let mut wanted = word.chars();
        let end = loop {
            let Some(expected) = wanted.next() else {
                break letters.next().map_or(text.len(), |(at, _)| at);
            };
            let (_, letter) = letters.next()?;
            if !letter.to_lowercase().eq([expected]) {
                return None;
            }
        };
        text.get(end..)
    });
    let whole = rests.filter(|rest| rest.is_empty() || rest.starts_with([' ', ',']));
    whole.min_by_key(|rest| rest.len())
}

/// `mức Tốt`; a name that begins with the word stands alone: `mức 1`, not `mức Mức 1`.
pub(crate) fn with_word(name: &str, word: &str) -> String {
    if opens_with_one_of(&word.to_lowercase(), name) {
        with_small_first(name)
    } else {
        format!("{word} {name}")
    }
}

/// `do mới thành lập`; a reason that says `do`, `vì`, `bởi` itself stands as it is.
pub(crate) fn because(reason: &str) -> String {
    let reason = with_small_first(reason);
    let says_it = ["do ", "vì ", "bởi ", "tại "]
        .iter()
        .any(|word| reason.starts_with(word));
    if says_it {
        reason
    } else {
        format!("do {reason}")
    }
}

/// `tăng 2 bậc` of `+2`, `giảm 1,35 điểm` of `−1,35`; no change of nothing but zeros.
pub(crate) fn change(signed: &str, unit: &str) -> String {
    let figures = signed.trim_start_matches(['+', '−', '-']);
    let word = match signed.chars().next() {
        Some('+') => "tăng",
        Some('−' | '-') => "giảm",
        _ => return "không thay đổi".to_owned(),
    };
    format!("{word} {figures} {unit}")
}

/// The text as it opens a line.
pub(crate) fn with_large_first(text: &str) -> String {
    with_first(text, |first| first.to_uppercase().collect())
}

/// The text as it goes on after other words; an abbreviation stays one: `UBND các xã`.
pub(crate) fn with_small_first(text: &str) -> String {
    let (_, words) = text.split_at(opening_marks(text));
    let is_abbreviation = words.chars().nth(1).is_some_and(char::is_uppercase);
    // `A`, `B+`, `I`: what tiers may be called
    let is_label = words
        .chars()
        .all(|letter| !letter.is_lowercase() && letter != ' ');
    if is_abbreviation || is_label {
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
    use super::{
        because, block, change, in_a_sentence, with_large_first, with_small_first, with_word,
    };

    #[test]
    fn changes_in_words() {
        assert_eq!(change("+2", "bậc"), "tăng 2 bậc");
        assert_eq!(change("−1,35", "điểm"), "giảm 1,35 điểm");
        assert_eq!(change("0,00", "điểm"), "không thay đổi");
        assert_eq!(because("Mới thành lập"), "do mới thành lập");
        assert_eq!(because("Vì sáp nhập"), "vì sáp nhập");
    }

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
        assert_eq!(block("Cấp xã"), "khối cấp xã");
        assert_eq!(block("Sở, ban, ngành"), "khối sở, ban, ngành");
        assert_eq!(block("Đảng, đoàn thể"), "khối Đảng, đoàn thể");
        assert_eq!(block("UBND cấp xã"), "khối UBND cấp xã");
        assert_eq!(block("khối-a"), "khối khối-a");
    }

    #[test]
    fn common_nouns_stand_small_and_names_large() {
        for (text, small) in [
            ("Sở, ban, ngành", "sở, ban, ngành"),
            ("Sở Nội vụ", "Sở Nội vụ"),
            ("Các Sở", "các Sở"),
            ("Ban Quản lý dự án", "Ban Quản lý dự án"),
            ("Trung tâm, trường học", "trung tâm, trường học"),
            ("Cụm thi đua số 1", "cụm thi đua số 1"),
            ("Hà Nội và các tỉnh", "Hà Nội và các tỉnh"),
            ("Tổ dân phố", "tổ dân phố"),
            ("Cục trưởng Cục Thuế", "Cục trưởng Cục Thuế"),
            ("Khoa học và công nghệ", "Khoa học và công nghệ"),
            ("Xã, thị trấn", "xã, thị trấn"),
            ("Chỉ số cải cách", "Chỉ số cải cách"),
            ("Kết quả thực hiện", "kết quả thực hiện"),
            ("I. Cụm số 1", "I. Cụm số 1"),
        ] {
            assert_eq!(in_a_sentence(text), small);
        }
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
