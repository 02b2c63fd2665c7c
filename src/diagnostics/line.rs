//! The source line of a place.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;

use super::place::{SourceId, Span};
use super::sources::Sources;
use crate::characters;

/// The lines of the files; where they begin is found once.
pub(super) struct Lines<'a> {
    sources: &'a Sources,
    starts: HashMap<SourceId, Vec<usize>>,
}

/// The line of a place, in NFC, and the part of it that is meant.
pub(super) struct Line<'a> {
    pub(super) file: &'a str,
    /// From 1.
    pub(super) number: usize,
    pub(super) text: String,
    /// In bytes of `text`.
    pub(super) start: usize,
    pub(super) end: usize,
    /// A cell of a workbook; the file's name holds its address.
    pub(super) is_cell: bool,
}

impl Line<'_> {
    /// Where the part begins, in characters from 1.
    pub(super) fn column(&self) -> usize {
        self.characters_to(self.start) + 1
    }

    /// Where the next part begins.
    pub(super) fn end_column(&self) -> usize {
        self.characters_to(self.end) + 1
    }

    fn characters_to(&self, at: usize) -> usize {
        self.text.get(..at).unwrap_or_default().chars().count()
    }
}

impl<'a> Lines<'a> {
    pub(super) fn new(sources: &'a Sources) -> Self {
        Self {
            sources,
            starts: HashMap::new(),
        }
    }

    /// A line of a file by its number from 1, in NFC; `None` behind the last.
    pub(super) fn numbered(&mut self, source: SourceId, number: usize) -> Option<String> {
        let text = self.sources.get(source)?.text.as_str();
        let starts = self.starts_of(source)?;
        let start = *starts.get(number.checked_sub(1)?)?;
        let end = starts.get(number).map_or(text.len(), |next| next - 1);
        let is_rest = start == text.len() && number > 1;
        (!is_rest).then(|| composed(text, start, end.max(start)))
    }

    fn starts_of(&mut self, source: SourceId) -> Option<&Vec<usize>> {
        let text = self.sources.get(source)?.text.as_str();
        Some(
            self.starts
                .entry(source)
                .or_insert_with(|| line_starts(text)),
        )
    }

    /// A place that goes over several lines is shown up to the end of the first; `None` for an unknown file.
    pub(super) fn of(&mut self, span: Span) -> Option<Line<'a>> {
        let source = self.sources.get(span.source)?;
        let text = source.text.as_str();
        let starts = self.starts_of(span.source)?;
        let start = boundary(text, span.start as usize);
        let end = boundary(text, span.end as usize).max(start);
        let number = starts.partition_point(|line| *line <= start);
        let line_start = starts.get(number - 1).copied().unwrap_or(0);
        let line_end = starts.get(number).map_or(text.len(), |next| next - 1);
        let (before, meant) = (
            composed(text, line_start, start),
            composed(text, start, end.min(line_end)),
        );
        let after = composed(text, end.min(line_end), line_end);
        Some(Line {
            file: &source.name,
            number,
            start: before.len(),
            end: before.len() + meant.trim_end().len(),
            text: before + &meant + &after,
            is_cell: source.is_cell,
        })
    }
}

/// Where lines begin; `\r` alone ends a line too: files of old Macs.
fn line_starts(text: &str) -> Vec<usize> {
    let bytes = text.as_bytes();
    let ends = |at: &usize| match bytes[*at] {
        b'\r' => bytes.get(at + 1) != Some(&b'\n'),
        byte => byte == b'\n',
    };
    let breaks = (0..bytes.len()).filter(ends).map(|at| at + 1);
    std::iter::once(0).chain(breaks).collect()
}

/// A part of a line as it is shown.
fn composed(text: &str, from: usize, to: usize) -> String {
    let part = text.get(from..to).unwrap_or("");
    let part = part.trim_end_matches('\r').replace('\u{feff}', "");
    characters::shown(&part).nfc().collect()
}

/// The nearest place at or before `at` where a letter begins.
fn boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
