//! Kinds of values, said in Vietnamese.

use super::super::declared::Choice;
use super::super::keys::{Key, Kind};
use super::form::FactKind;

impl Kind {
    /// What its value is, in a few words: `một dòng chữ`, `danh sách, mỗi phần tử là ngày tháng`.
    #[must_use]
    pub fn words(&self) -> String {
        let declared = |word: &str| {
            let found = FactKind::WORDS.iter().find(|(own, ..)| *own == word);
            found.map_or("", |(_, _, meaning)| *meaning).to_owned()
        };
        match self {
            Self::Text => declared("chu"),
            Self::Citation => before(&declared("trich_dan"), ':'),
            Self::Basis => "một căn cứ, giữ dấu cuối".to_owned(),
            Self::Recipient => "một nơi nhận, bỏ dấu cuối".to_owned(),
            Self::Markdown { .. } => declared("markdown"),
            Self::Date | Self::Milestone => declared("ngay"),
            Self::Number => before(&declared("so"), ','),
            Self::Amount => "số không âm".to_owned(),
            Self::Whole { least, most } => format!("số nguyên từ {least} đến {most}"),
            Self::IssueNumber => "số văn bản: chữ số, có thể thêm một chữ cái".to_owned(),
            Self::Wording(words) => one_of(words.iter().copied()),
            Self::Choice(words) => one_of(words.iter().map(|(word, _)| *word)),
            Self::Lines => "một dòng chữ, hoặc danh sách các dòng".to_owned(),
            Self::List(of) => format!("danh sách, mỗi phần tử là {}", of.words()),
            Self::Group(keys) if is_document(keys) => declared("van_ban"),
            Self::Group(_) => "nhóm khóa".to_owned(),
            Self::Variants(_) => "nhóm khóa, một trong nhiều dạng".to_owned(),
            Self::Map(of) => format!("nhóm tự đặt tên, mỗi giá trị là {}", of.words()),
            Self::Later(kind) => kind().words(),
            Self::Free => declared("tu_do"),
        }
    }
}

/// Number and date, perhaps with more.
fn is_document(keys: &[Key]) -> bool {
    let is = |key: &Key, name: &str| *key.name == *name && key.needed;
    matches!(keys, [number, date, ..] if is(number, "so") && is(date, "ngay"))
}

/// What stands before the mark, without what explains it.
fn before(words: &str, mark: char) -> String {
    let (short, _) = words.split_once(mark).unwrap_or((words, ""));
    short.to_owned()
}

fn one_of<'w>(words: impl Iterator<Item = &'w str>) -> String {
    let quoted: Vec<String> = words.map(|word| format!("`{word}`")).collect();
    match quoted.as_slice() {
        [only] => only.clone(),
        _ => format!("một trong {}", quoted.join(", ")),
    }
}
