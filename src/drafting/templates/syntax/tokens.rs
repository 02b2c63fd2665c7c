//! The words of the tags of a template, as Tera's lexer parts them.

use std::ops::Range;

/// A word or sign inside a tag, or the tag's ends.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token<'a> {
    PrintStart,
    PrintEnd,
    TagStart,
    TagEnd,
    Word(&'a str),
    Text(String),
    Integer(i64),
    Float,
    Sign(&'static str),
}

/// A token, and its place in bytes of the text.
pub(super) type Placed<'a> = (Token<'a>, Range<usize>);

/// All signs, a longer one before those it begins with.
const SIGNS: [&str; 31] = [
    "...", "//", "**", "==", "!=", ">=", "<=", "</", "?.", "?[", "+", "-", "*", "/", "%", "!", ".",
    ",", ":", "~", "|", "=", ">", "<", "(", ")", "[", "]", "{", "}", "@",
];

/// The tokens of a text; `None` where Tera would refuse it, too.
pub(super) fn tokens(text: &str) -> Option<Vec<Placed<'_>>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some((start, mark)) = next_mark(text, at) {
        let rest = text.get(start..)?;
        let inside = start + mark.len() + usize::from(rest.get(2..)?.starts_with('-'));
        at = match mark {
            "{#" => inside + text.get(inside..)?.find("#}")? + "#}".len(),
            "{%" => match after_raw(text, inside) {
                Some(end) => end?,
                None => {
                    found.push((Token::TagStart, start..inside));
                    tag(text, inside, "%}", &mut found)?
                }
            },
            _ => {
                found.push((Token::PrintStart, start..inside));
                tag(text, inside, "}}", &mut found)?
            }
        };
    }
    Some(found)
}

fn next_mark(text: &str, mut from: usize) -> Option<(usize, &'static str)> {
    loop {
        let at = from + text.get(from..)?.find('{')?;
        let rest = text.get(at..)?;
        let marks = ["{{", "{%", "{#"];
        match marks.into_iter().find(|mark| rest.starts_with(mark)) {
            Some(mark) => return Some((at, mark)),
            None => from = at + 1,
        }
    }
}

/// What comes after `raw %}` and its `endraw`, if this tag is one; the inner `None` if that is not closed.
fn after_raw(text: &str, inside: usize) -> Option<Option<usize>> {
    let mut at = word_tag(text, inside, "raw")?;
    while let Some(next) = text.get(at..).and_then(|rest| rest.find("{%")) {
        at += next + "{%".len();
        let sign = usize::from(text.get(at..).is_some_and(|rest| rest.starts_with('-')));
        if let Some(end) = word_tag(text, at + sign, "endraw") {
            return Some(Some(end));
        }
    }
    Some(None)
}

/// One past `word %}`.
fn word_tag(text: &str, at: usize, word: &str) -> Option<usize> {
    let blank = |c: char| c.is_ascii_whitespace();
    let rest = text.get(at..)?.trim_start_matches(blank);
    let rest = rest.strip_prefix(word)?.trim_start_matches(blank);
    let rest = rest.strip_prefix('-').unwrap_or(rest).strip_prefix("%}")?;
    Some(text.len() - rest.len())
}

/// Adds the tokens up to the tag's end, with it; gives what comes after.
fn tag<'a>(
    text: &'a str,
    mut at: usize,
    close: &str,
    found: &mut Vec<Placed<'a>>,
) -> Option<usize> {
    loop {
        let rest = text.get(at..)?;
        at += rest.len()
            - rest
                .trim_start_matches(|c: char| c.is_ascii_whitespace())
                .len();
        let rest = text.get(at..)?;
        let bare = rest.strip_prefix('-').unwrap_or(rest);
        if bare.starts_with(close) {
            let end = at + rest.len() - bare.len() + close.len();
            let token = if close == "%}" {
                Token::TagEnd
            } else {
                Token::PrintEnd
            };
            found.push((token, at..end));
            return Some(end);
        }
        let (token, length) = token(rest)?;
        found.push((token, at..at + length));
        at += length;
    }
}

fn token(rest: &str) -> Option<(Token<'_>, usize)> {
    if let Some(sign) = SIGNS.iter().find(|sign| rest.starts_with(**sign)) {
        return Some((Token::Sign(sign), sign.len()));
    }
    let first = rest.chars().next()?;
    if matches!(first, '"' | '\'' | '`') {
        return quoted(rest, first);
    }
    if first.is_ascii_digit() {
        return number(rest);
    }
    let in_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let length = rest.find(|c: char| !in_word(c)).unwrap_or(rest.len());
    Some((
        Token::Word(rest.get(..length).filter(|word| !word.is_empty())?),
        length,
    ))
}

fn quoted(rest: &str, quote: char) -> Option<(Token<'_>, usize)> {
    let mut text = String::new();
    let mut letters = rest.char_indices().skip(1);
    while let Some((at, letter)) = letters.next() {
        match letter {
            '\\' => text.push(match letters.next()?.1 {
                'n' => '\n',
                't' => '\t',
                'r' => '\r',
                plain @ ('"' | '\'' | '/' | '\\') => plain,
                _ => return None,
            }),
            _ if letter == quote => return Some((Token::Text(text), at + 1)),
            _ => text.push(letter),
        }
    }
    None
}

fn number(rest: &str) -> Option<(Token<'_>, usize)> {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let whole = digits(rest);
    match rest.get(whole..)?.strip_prefix('.') {
        Some(after) => Some((Token::Float, whole + 1 + digits(after))),
        None => Some((Token::Integer(rest.get(..whole)?.parse().ok()?), whole)),
    }
}
