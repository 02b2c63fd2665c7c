//! The files read.

use std::collections::BTreeMap;

use super::place::{SourceId, Span};
use super::version::Version;

/// A file whose text diagnostics may quote.
#[derive(Clone, Debug)]
pub struct Source {
    /// The path as the user gave it (or `mẫu có sẵn/...` for what is compiled in), with `/`.
    pub name: String,
    /// Its whole text.
    pub text: String,
    /// Whether it is a cell of a workbook: a place without lines.
    pub is_cell: bool,
    /// The first byte of each line.
    starts: Vec<usize>,
}

impl Source {
    fn new(name: String, text: String) -> Self {
        let ends = text.match_indices('\n').map(|(at, end)| at + end.len());
        let starts = std::iter::once(0).chain(ends).collect();
        Self {
            name,
            text,
            is_cell: false,
            starts,
        }
    }

    /// First and last byte (and one more) of a line counted from 1, without blanks around it; the text's end if it has
    /// fewer lines.
    #[must_use]
    pub fn line(&self, number: usize) -> (usize, usize) {
        let of = |number: usize| self.starts.get(number).copied();
        let end_of_text = self.text.len();
        let start = number.checked_sub(1).and_then(of).unwrap_or(end_of_text);
        let content = &self.text[start..of(number).unwrap_or(end_of_text)];
        let indent = content.len() - content.trim_start().len();
        let end = start + content.trim_end().len();
        ((start + indent).min(end), end)
    }
}

/// The files read in this run.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: Vec<Source>,
    /// The last file of each name.
    last: BTreeMap<String, SourceId>,
    /// Names of archived files, and the version of the program that archived them.
    archived: BTreeMap<String, Version>,
}

impl Sources {
    /// Adds a file; its id stays valid as long as this value lives. The same file again is no other file.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<String>) -> SourceId {
        let (name, text) = (name.into(), text.into());
        let last = self.last.get(&name).copied();
        if let Some(last) = last.filter(|id| self.get(*id).is_some_and(|file| file.text == text)) {
            return last;
        }
        let id = SourceId(u32::try_from(self.files.len()).unwrap_or(u32::MAX));
        self.last.insert(name.clone(), id);
        self.files.push(Source::new(name, text));
        id
    }

    /// Adds a cell of a workbook, or a range of them, with what it holds: `bang.xlsx, Sheet1!D14`.
    pub fn add_cell(&mut self, place: impl Into<String>, content: impl Into<String>) -> Span {
        let source = self.add(place, content);
        let cell = &mut self.files[source.0 as usize];
        cell.is_cell = true;
        Span {
            source,
            start: 0,
            end: u32::try_from(cell.text.len()).unwrap_or(u32::MAX),
        }
    }

    /// Adds a file of others; an id that names none of theirs stays as it is.
    pub(super) fn copy(&mut self, from: &Self, id: SourceId) -> SourceId {
        let Some(source) = from.get(id) else {
            return id;
        };
        let copy = self.add(&*source.name, &*source.text);
        self.files[copy.0 as usize].is_cell = source.is_cell;
        if let Some(version) = from.archived_by(id) {
            self.archived(&*source.name, version);
        }
        copy
    }

    /// Says that the file of this name comes from an archive, filed by that version of the program.
    pub fn archived(&mut self, name: impl Into<String>, by: Version) {
        self.archived.insert(name.into(), by);
    }

    /// Takes that back: files of this name are of today.
    pub fn of_today(&mut self, name: &str) {
        self.archived.remove(name);
    }

    /// The version that archived the file; `None` for a file of today.
    #[must_use]
    pub fn archived_by(&self, id: SourceId) -> Option<Version> {
        self.archived.get(&self.get(id)?.name).copied()
    }

    /// The file's name, and the line from 1.
    #[must_use]
    pub fn place(&self, span: Span) -> Option<(&str, usize)> {
        let source = self.get(span.source)?;
        let at = span.start as usize;
        let is_in = source.text.is_char_boundary(at);
        is_in.then(|| {
            (
                &*source.name,
                source.starts.partition_point(|start| *start <= at),
            )
        })
    }

    /// The file of that id, if it was added here.
    #[must_use]
    pub fn get(&self, id: SourceId) -> Option<&Source> {
        self.files.get(id.0 as usize)
    }
}
