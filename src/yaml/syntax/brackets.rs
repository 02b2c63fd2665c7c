//! Brackets that are not closed, or closed without having been opened.

use super::cause::{Cause, Progress};
use super::line::Line;
use super::scan::letters;
use super::words::{
    AFTER_BRACKET, BRACKET, CHARACTER, CLOSED, COMMA, INDENT, KEY, LIST, TAG, Words,
};

/// `None` if no bracket or comma is to blame.
pub(super) fn cause(words: Words, marked: usize, text: &str, progress: &Progress) -> Option<Cause> {
    let after = text.get(marked..).unwrap_or_default();
    if matches!(words, CHARACTER | TAG) {
        return None;
    }
    let unread = || open_in(text, progress.last.end, marked);
    if let Some(open) = progress.bracket.or_else(unread) {
        let related = (marked > open).then_some((marked, "đến đây vẫn chưa đóng đúng"));
        return Some(Cause {
            words: BRACKET,
            at: open,
            related: related.filter(|_| !after.is_empty()),
        });
    }
    let closed = || {
        let line = Line::of(text, marked);
        let before = text.get(line.start..marked).unwrap_or_default();
        before.trim_end().ends_with([']', '}'])
    };
    let words = match after.as_bytes() {
        [b',', b'0'..=b'9', ..] => COMMA,
        [b',', ..] => CHARACTER,
        [b']' | b'}', ..] => CLOSED,
        _ if matches!(words, INDENT | LIST | KEY) && closed() => AFTER_BRACKET,
        _ => return None,
    };
    Some(Cause::new(words, marked))
}

/// The innermost bracket that opens between `from` and `to` and does not close there.
fn open_in(text: &str, from: usize, to: usize) -> Option<usize> {
    let mut open = Vec::new();
    for (at, letter, begins) in letters(text, from).take_while(|(at, ..)| *at <= to) {
        match letter {
            '[' | '{' if begins || !open.is_empty() => open.push(at),
            ']' | '}' if at < to => {
                open.pop();
            }
            _ => {}
        }
    }
    open.pop()
}
