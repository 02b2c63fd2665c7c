//! Lines that are no `key: value`, and lines that do not stand where they should.

use std::ops::Range;

use super::cause::{Cause, Progress};
use super::line::Line;
use super::words::{
    BLOCK_BROKEN, BULLET, COLON, COLON_OTHER, COLON_SPACE, CURLY, DASH_SPACE, DEEPER, INDENT, KEY,
    LIST, NOTE, ODD_BREAK, ODD_SPACE, STRAY, TAG, Words,
};

pub(super) fn cause(words: Words, marked: usize, text: &str, progress: &Progress) -> Cause {
    let here = Line::of(text, marked);
    let value = beginning(text, &progress.last, marked);
    let begun = Line::of(text, value);
    if let Some(cause) = mistyped(begun).or_else(|| mistyped(here)) {
        return cause;
    }
    match words {
        COLON if begun.start < here.start && !begun.text.contains(": ") => {
            no_key(begun, begun.content_start(), text, progress)
        }
        COLON if begun.start < here.start => deeper(here, begun),
        COLON if text.get(value..).is_some_and(curly) => Cause::new(CURLY, value),
        KEY => no_key(here, marked, text, progress),
        INDENT | LIST => misplaced(here, marked, text, progress),
        _ => Cause::new(words, marked),
    }
}

/// What follows an anchor or alias that was not meant to be one.
pub(super) fn after_name(text: &str, marked: usize) -> Option<Cause> {
    let start = Line::of(text, marked).start;
    let before = text.get(start..marked)?.trim_end();
    let last = before.rsplit([' ', '\t']).next()?;
    let name = last.len() > 1 && last.starts_with(['*', '&', '!']);
    name.then(|| Cause::new(TAG, start + before.len() - last.len()))
}

/// Where the value begins that was being read when the parser stopped.
fn beginning(text: &str, last: &Range<usize>, marked: usize) -> usize {
    let between = text.get(last.end..marked).unwrap_or_default();
    if between.trim_matches(' ').is_empty() {
        return last.start.min(marked);
    }
    let mut at = last.end;
    while let Some(letter) = text.get(at..marked).and_then(|rest| rest.chars().next()) {
        match letter {
            '#' => at = Line::of(text, at).end(),
            ':' | '-' | '?' => at += 1,
            _ if letter.is_ascii_whitespace() => at += 1,
            _ => break,
        }
    }
    at
}

/// Whether a value begins with a typographer's quotation mark.
fn curly(value: &str) -> bool {
    value.starts_with(['“', '‘', '”', '’'])
}

/// What is typed wrong in a line, whatever stands around it.
fn mistyped(line: Line<'_>) -> Option<Cause> {
    let odd_break = |c| matches!(c, '\u{85}' | '\u{2028}' | '\u{2029}');
    if let Some(at) = line.text.find(odd_break) {
        return Some(Cause::new(ODD_BREAK, line.start + at));
    }
    let body = line.body();
    let start = line.body_start();
    if body.starts_with(is_odd) {
        return Some(Cause::new(ODD_SPACE, start));
    }
    if is_note(body) {
        return Some(Cause::new(NOTE, start));
    }
    let mut letters = body.chars();
    let (first, second) = (letters.next()?, letters.next());
    if "•–—*+−·▪●○◦‣".contains(first) && second.is_some_and(|c| c == ' ' || c == '\t' || is_odd(c))
    {
        return Some(Cause::new(BULLET, start));
    }
    match second {
        Some(second) if first == '-' && is_odd(second) => {
            return Some(Cause::new(ODD_SPACE, start + 1));
        }
        Some(second) if first == '-' && !" \t-".contains(second) => {
            return Some(Cause::new(DASH_SPACE, start));
        }
        _ => {}
    }
    after_key(line)
}

/// What is wrong between a key and its value.
fn after_key(line: Line<'_>) -> Option<Cause> {
    let content = line.content();
    let key = content.find(|c: char| !c.is_ascii_alphanumeric() && c != '_')?;
    let rest = content.get(key..).filter(|_| key > 0)?;
    let mark = rest.trim_start_matches(' ');
    let at = line.content_start() + key + rest.len() - mark.len();
    let mut letters = mark.chars();
    let (first, second) = (letters.next()?, letters.next());
    let words = match (first, second) {
        (':', Some(second)) if is_odd(second) => return Some(Cause::new(ODD_SPACE, at + 1)),
        (':', Some(second)) if !" \t:/".contains(second) && rest == mark => COLON_SPACE,
        ('：' | '=' | ';' | '﹕' | '꞉', _) => COLON_OTHER,
        (first, _) if is_odd(first) => ODD_SPACE,
        _ => return None,
    };
    Some(Cause::new(words, at))
}

/// Characters that look like a space, or like nothing.
const fn is_odd(letter: char) -> bool {
    matches!(
        letter,
        '\u{A0}' | '\u{AD}' | '\u{1680}' | '\u{2000}'
            ..='\u{200D}' | '\u{202F}' | '\u{205F}' | '\u{2060}' | '\u{3000}' | '\u{FEFF}'
    )
}

/// A comment as other languages write it, or a line of dashes.
fn is_note(body: &str) -> bool {
    body.starts_with("//") || body.len() > 3 && body.chars().all(|c| "-=_*~+.–—".contains(c))
}

/// A line without a colon after its key.
fn no_key(line: Line<'_>, at: usize, text: &str, progress: &Progress) -> Cause {
    let content = line.content();
    let word = content.split(' ').next().unwrap_or_default();
    let is_name = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    if !word.is_empty() && word.chars().all(is_name) {
        return Cause::new(KEY, at);
    }
    block_broken(line, text, progress).unwrap_or(Cause::new(STRAY, at))
}

/// A line that stands in line with nothing.
fn misplaced(line: Line<'_>, marked: usize, text: &str, progress: &Progress) -> Cause {
    if let Some(cause) = block_broken(line, text, progress) {
        return cause;
    }
    if text
        .get(marked..)
        .is_some_and(|after| after.starts_with('-'))
    {
        return Cause::new(LIST, marked);
    }
    if line.body().starts_with('-') && marked <= line.content_start() {
        return Cause::new(LIST, line.body_start());
    }
    if line.content_start() < marked {
        return Cause::new(INDENT, marked);
    }
    match line.above(text) {
        Some(above) if above.has_value() && line.depth() > above.depth() => deeper(line, above),
        _ => Cause::new(INDENT, line.body_start()),
    }
}

/// A line that leaves the text after `|` or `>` it ought to belong to.
fn block_broken(line: Line<'_>, text: &str, progress: &Progress) -> Option<Cause> {
    let block = Line::of(text, progress.last.start);
    let read = progress.block && block.start < line.start;
    let above = line.above(text).filter(Line::announces_text);
    let block = above.or(read.then_some(block))?;
    Some(Cause {
        words: BLOCK_BROKEN,
        at: line.body_start(),
        related: Some((block.body_start(), "đoạn văn mở đầu ở đây")),
    })
}

fn deeper(line: Line<'_>, above: Line<'_>) -> Cause {
    if line.depth() <= above.depth() {
        return Cause::new(COLON, line.content_start());
    }
    Cause {
        words: DEEPER,
        at: line.body_start(),
        related: Some((above.content_start(), "dòng này đã có giá trị")),
    }
}
