//! A fenced block as it was typed, and its `key: value` lines.

use super::markdown::lines::Line;
use super::markdown::list_marks::is_own_mark;
use super::marks::{Place, RunBuilder};
use crate::diagnostics::Span;
use crate::document::Run;

/// A fenced block as read from the rendered template.
pub(super) struct Fence {
    pub(super) name: String,
    pub(super) place: Option<Place>,
    pub(super) body: Vec<Line>,
}

impl Fence {
    /// From the words after the opening back quotes, the place they were written, and the lines below.
    pub(super) fn new(name: &str, place: Option<Place>, body: Vec<Line>) -> Self {
        Self {
            name: plain(&text_runs(name)),
            place,
            body,
        }
    }
}

/// The lines of a block of `key: value` lines.
#[derive(Default)]
pub(super) struct Fields {
    pub(super) lines: Vec<Field>,
}

/// One of them.
pub(super) struct Field {
    pub(super) key: String,
    /// The value as it was typed, marks of Markdown included.
    pub(super) typed: String,
    pub(super) runs: Vec<Run>,
    pub(super) origin: Option<Span>,
}

impl Fields {
    /// The lines with this key and a value.
    pub(super) fn of<'s>(&'s self, key: &'s str) -> impl Iterator<Item = &'s Field> {
        let lines = self.lines.iter();
        lines.filter(move |field| field.key == key && !field.runs.is_empty())
    }

    fn all<'s>(&'s self, key: &'s str) -> impl Iterator<Item = &'s Vec<Run>> {
        self.of(key).map(|field| &field.runs)
    }

    /// The first value of the key.
    pub(super) fn runs(&self, key: &str) -> Option<Vec<Run>> {
        self.all(key).next().cloned()
    }

    /// The first value of the key, as text.
    pub(super) fn text(&self, key: &str) -> Option<String> {
        self.all(key).next().map(|runs| plain(runs))
    }

    /// All values of the key, as text.
    pub(super) fn texts(&self, key: &str) -> Vec<String> {
        self.all(key).map(|runs| plain(runs)).collect()
    }
}

/// The text of runs.
pub(super) fn plain(runs: &[Run]) -> String {
    runs.iter().map(|run| run.text.as_str()).collect()
}

/// A line of a fenced block as runs: `\` before a punctuation mark is dropped, as in Markdown.
pub(super) fn text_runs(line: &str) -> Vec<Run> {
    let mut text = String::with_capacity(line.len());
    let mut letters = line.trim_matches(' ').chars().peekable();
    while let Some(letter) = letters.next() {
        let is_mark = |next: &char| next.is_ascii_punctuation() || is_own_mark(*next);
        let escapes = letter == '\\' && letters.peek().is_some_and(is_mark);
        if !escapes {
            text.push(letter);
        } else if let Some(escaped) = letters.next() {
            text.push(escaped);
        }
    }
    let mut runs = RunBuilder::default();
    runs.push(&text, false, false);
    runs.finish()
}
