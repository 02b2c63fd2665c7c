//! Quotation marks that are not closed, or closed too early.

use super::cause::Cause;
use super::line;
use super::scan::{closing, letters};
use super::words::{AFTER_QUOTE, QUOTE, QUOTED_NUMBER, QUOTED_TEXT};

pub(super) fn cause(text: &str, read: usize, marked: usize) -> Cause {
    let quote = |&(_, letter, begins): &(usize, char, bool)| begins && matches!(letter, '"' | '\'');
    let Some((open, ..)) = letters(text, read).find(quote) else {
        return Cause::new(QUOTE, marked);
    };
    let close = closing(text, open);
    let single = text.get(open..).is_some_and(|rest| rest.starts_with('\''));
    let value = text.get(open + 1..).unwrap_or_default();
    let value = value.split(['\n', '\r']).next().unwrap_or_default();
    match close {
        Some(close) if line::start(text, close) == line::start(text, open) => Cause {
            words: AFTER_QUOTE,
            at: marked.max(close + 1),
            related: Some((open, "nháy mở ở đây")),
        },
        _ if single && is_number(value) => Cause::new(QUOTED_NUMBER, open),
        _ => Cause {
            words: if single { QUOTED_TEXT } else { QUOTE },
            at: open,
            related: close.map(|close| (close, "đến đây mới gặp dấu nháy tiếp theo")),
        },
    }
}

fn is_number(value: &str) -> bool {
    let value = value.split(" #").next().unwrap_or_default().trim();
    value.contains(|c: char| c.is_ascii_digit())
        && value
            .chars()
            .all(|c| c.is_ascii_digit() || "-+.,%".contains(c))
}
