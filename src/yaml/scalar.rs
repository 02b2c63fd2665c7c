//! Scalars: their text, and the place that holds it.

use std::ops::Range;

use granit_parser::ScalarStyle;

use super::node::{Node, Value, span_of};
use super::problems::{self, REMEDY};
use crate::characters;
use crate::diagnostics::{Diagnostic, Diagnostics, SourceId, Version};

/// The node of a scalar that stands at `range` of the file's text.
pub(super) fn node(
    (source, file): (SourceId, &str),
    text: &str,
    style: ScalarStyle,
    range: Range<usize>,
    diagnostics: &mut Diagnostics,
) -> Node {
    let content = content_of(file, style, range);
    let span = span_of(source, content.clone());
    if let Some((_, letter)) = characters::first_refused(text) {
        diagnostics.push(unprintable((source, file), letter, content));
        // what 0.1.0 took is kept for its archives
        if !characters::is_direction_mark(letter) {
            return Node::reported(span);
        }
    }
    let null = style == ScalarStyle::Plain && matches!(text, "" | "~" | "null" | "Null" | "NULL");
    let value = if null {
        Value::Null
    } else {
        Value::Scalar(text.to_owned())
    };
    Node::new(span, value)
}

/// What a spreadsheet shows for a formula that failed.
const FAILED: [&str; 7] = [
    "#REF!", "#N/A", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!",
];

/// Reports a comment that is surely meant to be read (`số #5`, `#REF!`) after what ends at `end`.
pub(super) fn lost((source, file): (SourceId, &str), end: usize, diagnostics: &mut Diagnostics) {
    let rest = file.get(end..).unwrap_or_default();
    let comment = rest.trim_start_matches([':', ' ', '\t']);
    let text = comment.strip_prefix('#').unwrap_or_default();
    let number = text.starts_with(|c: char| c.is_ascii_digit());
    if number || FAILED.iter().any(|error| comment.starts_with(error)) {
        let at = end + rest.len() - comment.len();
        diagnostics.push(problems::number_in_comment(span_of(source, at..at + 1)));
    }
}

/// Reports a tag (`!chữ`) that stands in `range`, before its value.
pub(super) fn tag(
    (source, file): (SourceId, &str),
    range: Range<usize>,
    diagnostics: &mut Diagnostics,
) {
    let before = file.get(range.clone()).unwrap_or_default();
    // `!!str` is YAML's own and says nothing
    let own = |at: &usize| !before[..*at].ends_with('!');
    if let Some(at) = before.rfind('!').filter(own) {
        let start = range.start + at;
        let end = start + before[at..].trim_end().len();
        diagnostics.push(problems::tag(span_of(source, start..end)));
    }
}

/// A character that cannot be printed: where it stands, or the value that writes it otherwise (`\x07`).
fn unprintable(
    (source, file): (SourceId, &str),
    letter: char,
    content: Range<usize>,
) -> Diagnostic {
    let raw = file.get(content.clone()).unwrap_or_default();
    let problem = if characters::is_direction_mark(letter) {
        Diagnostic::unprintable("HS062", letter).since(Version::V0_2)
    } else {
        Diagnostic::unprintable("HS014", letter)
    };
    match raw.find(letter).map(|at| content.start + at) {
        Some(at) => problem
            .at(span_of(source, at..at + letter.len_utf8()), "ký tự này")
            .with_remedy(REMEDY),
        None => problem
            .at(span_of(source, content), "trong giá trị này")
            .with_remedy("xóa cả giá trị rồi gõ lại"),
    }
}

/// The part of a scalar's place that holds its text: no quotes, no block header, no line breaks around.
fn content_of(file: &str, style: ScalarStyle, range: Range<usize>) -> Range<usize> {
    let Some(raw) = file.get(range.clone()) else {
        return range;
    };
    let (from, to) = match style {
        ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted if raw.len() >= 2 => {
            (1, raw.len() - 1)
        }
        ScalarStyle::Literal | ScalarStyle::Folded if begins_with_header(raw) => {
            (raw.find('\n').unwrap_or(0), raw.len())
        }
        _ => (0, raw.len()),
    };
    let inner = raw.get(from..to).unwrap_or(raw);
    let leading = inner.len() - inner.trim_start().len();
    let start = range.start + from + leading;
    start..start + inner.trim().len()
}

/// Whether a block scalar's own first line is its header (`|-`, `>2 # ...`), not text that begins alike.
fn begins_with_header(raw: &str) -> bool {
    let line = raw.lines().next().unwrap_or_default();
    line.strip_prefix(['|', '>']).is_some_and(|rest| {
        let rest = rest.trim_start_matches(|c: char| c.is_ascii_digit() || "+-".contains(c));
        let rest = rest.trim_start();
        rest.is_empty() || rest.starts_with('#')
    })
}
