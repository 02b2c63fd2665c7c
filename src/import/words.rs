//! What words of a header, a row or a cell mean.

mod heading;
mod row;

pub(super) use heading::{Word, is_general, maximum, without_parentheses, word};
pub(super) use row::{Summary, is_note, is_tier_heading, summary};

/// What stands in cells for points that there are none of.
#[rustfmt::skip]
const MARKS: &[&str] = &[
    "-", "–", "—", "--", "x", "/", "\\", "…", "...", "*", "kđg", "kad", "kcđ", "kxđ", "kxh", "kct", "k",
    "ko", "n/a", "na", "không", "không đánh giá", "không áp dụng", "không chấm", "không có",
    "không xếp hạng", "không xếp loại", "chưa đánh giá", "không phát sinh",
];

/// Whether a text stands for points that there are none of: `-`, `x`, `KĐG`.
pub(super) fn is_mark(text: &str) -> bool {
    MARKS.contains(&&*text.trim().to_lowercase())
}

/// Whether a text begins with a word.
fn starts(text: &str, word: &str) -> bool {
    text.strip_prefix(word)
        .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

/// Whether a text has a word in it.
fn has(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + word.len()..].chars().next();
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}
