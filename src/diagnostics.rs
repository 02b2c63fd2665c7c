//! One type for everything a user can mend: an error or a warning, in Vietnamese, with its place,
//! its cause and its remedy.
//!
//! Phases push [`Diagnostic`]s into a [`Diagnostics`] and go on as far as they can, so that one run
//! shows as many problems as can be found.

mod render;
mod rules;

use std::collections::BTreeMap;

use crate::characters;

pub use render::render;
pub use rules::Version;

/// Identifies a file inside a [`Sources`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(pub u32);

/// A stretch of a source file, in bytes; `start == end` marks a point.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file.
    pub source: SourceId,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

/// A value and where the user wrote it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Its place.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// Puts value and place together.
    pub const fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }

    /// The same place with another value.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Spanned<U> {
        Spanned::new(f(self.value), self.span)
    }
}

impl<T> std::ops::Deref for Spanned<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.value
    }
}

/// A file whose text diagnostics may quote.
#[derive(Clone, Debug)]
pub struct Source {
    /// The path as the user gave it (or `mẫu có sẵn/...` for what is compiled in), with `/`.
    pub name: String,
    /// Its whole text.
    pub text: String,
}

/// The files read in this run.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: Vec<Source>,
    /// Names of archived files, and the version of the program that archived them.
    archived: BTreeMap<String, Version>,
}

impl Sources {
    /// Adds a file; its id stays valid as long as this value lives.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<String>) -> SourceId {
        let id = self.next_id();
        self.files.push(Source {
            name: name.into(),
            text: text.into(),
        });
        id
    }

    /// The id that the next added file will get.
    #[must_use]
    pub fn next_id(&self) -> SourceId {
        SourceId(u32::try_from(self.files.len()).unwrap_or(u32::MAX))
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

    /// The file of that id, if it was added here.
    #[must_use]
    pub fn get(&self, id: SourceId) -> Option<&Source> {
        self.files.get(id.0 as usize)
    }
}

/// Whether a run can go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// `lưu ý`: nothing is wrong with what was made at its time.
    Remark,
    /// `cảnh báo`: the output is made, but someone should look.
    Warning,
    /// `lỗi`: nothing is written.
    Error,
}

/// Something the user can mend.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnostic {
    /// Stable code: `HS` dossier, `KQ` figures, `TT` layout rules, `MB` templates, `TP` files,
    /// `LT` archive, `DC` corrections, `SD` amending decisions.
    pub code: &'static str,
    /// Error, warning or remark.
    pub severity: Severity,
    /// What is wrong, one sentence without a closing full stop.
    pub message: String,
    /// Where; `None` for what has no place in a text (an unwritable folder).
    pub span: Option<Span>,
    /// Words at the caret; may be empty.
    pub label: String,
    /// Other places that matter, each with its words.
    pub related: Vec<(Span, String)>,
    /// How it comes about, one line each.
    pub notes: Vec<String>,
    /// What to do.
    pub remedy: Option<String>,
    /// The first version of the program that had this rule; `None` for one as old as the first.
    pub since: Option<Version>,
}

impl Diagnostic {
    /// An error.
    pub fn error(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Error, message.into())
    }

    /// A warning.
    pub fn warning(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Warning, message.into())
    }

    /// An error: a character that cannot be printed.
    pub(crate) fn unprintable(code: &'static str, letter: char) -> Self {
        let number = u32::from(letter);
        let message = format!("có ký tự không in được (U+{number:04X})");
        Self::error(code, message).with_note(characters::refused(letter).unwrap_or_default())
    }

    fn new(code: &'static str, severity: Severity, message: String) -> Self {
        Self {
            code,
            severity,
            message,
            span: None,
            label: String::new(),
            related: Vec::new(),
            notes: Vec::new(),
            remedy: None,
            since: None,
        }
    }

    /// Sets the place and the words at the caret.
    #[must_use]
    pub fn at(mut self, span: Span, label: impl Into<String>) -> Self {
        self.span = Some(span);
        self.label = label.into();
        self
    }

    /// Adds another place.
    #[must_use]
    pub fn with_related(mut self, span: Span, label: impl Into<String>) -> Self {
        self.related.push((span, label.into()));
        self
    }

    /// Adds a line on how it comes about.
    #[must_use]
    pub fn with_note(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }

    /// Says which version of the program was the first to have this rule.
    #[must_use]
    pub const fn since(mut self, version: Version) -> Self {
        self.since = Some(version);
        self
    }

    /// Says what to do.
    #[must_use]
    pub fn with_remedy(mut self, remedy: impl Into<String>) -> Self {
        self.remedy = Some(remedy.into());
        self
    }
}

/// All that was found in one run, in the order found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Diagnostics {
    items: Vec<Diagnostic>,
}

impl Diagnostics {
    /// Nothing found yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.items.push(diagnostic);
    }

    /// Adds all of another's.
    pub fn extend(&mut self, other: Self) {
        self.items.extend(other.items);
    }

    /// The value; what kept it from being made is added and gives `None`.
    pub fn keep<T>(&mut self, result: Result<T, Self>) -> Option<T> {
        result.map_err(|problems| self.extend(problems)).ok()
    }

    /// Adds another's errors and remarks, not its warnings.
    pub fn extend_errors(&mut self, other: Self) {
        let errors = other.items.into_iter();
        let errors = errors.filter(|item| item.severity != Severity::Warning);
        self.items.extend(errors);
    }

    /// Drops repetitions: what a template's loop does wrong, it does wrong each time.
    pub fn drop_repetitions(&mut self) {
        let mut kept: Vec<Diagnostic> = Vec::with_capacity(self.items.len());
        for item in self.items.drain(..) {
            if !kept.contains(&item) {
                kept.push(item);
            }
        }
        self.items = kept;
    }

    /// At most so many of each code, and how many more of which code there are.
    #[must_use]
    pub fn at_most(&self, limit: usize) -> (Self, Vec<(&'static str, usize)>) {
        let mut counts: BTreeMap<&'static str, usize> = BTreeMap::new();
        let shown = self.items.iter().filter(|item| {
            let count = counts.entry(item.code).or_default();
            *count += 1;
            *count <= limit
        });
        let shown = Self {
            items: shown.cloned().collect(),
        };
        let hidden = counts
            .into_iter()
            .filter(|(_, count)| *count > limit)
            .map(|(code, count)| (code, count - limit));
        (shown, hidden.collect())
    }

    /// Whether any of them is an error.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.items.iter().any(|d| d.severity == Severity::Error)
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// How many errors and how many warnings.
    #[must_use]
    pub fn counts(&self) -> (usize, usize) {
        let of = |severity| self.items.iter().filter(|d| d.severity == severity).count();
        (of(Severity::Error), of(Severity::Warning))
    }

    /// Each of them, in the order found.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.items.iter()
    }

    /// Puts them in the order of the files' text (those without a place come first).
    pub fn sort_by_place(&mut self) {
        self.items.sort_by_key(|d| d.span);
    }
}

impl<'a> IntoIterator for &'a Diagnostics {
    type Item = &'a Diagnostic;
    type IntoIter = std::slice::Iter<'a, Diagnostic>;
    fn into_iter(self) -> Self::IntoIter {
        self.items.iter()
    }
}

impl From<Diagnostic> for Diagnostics {
    fn from(diagnostic: Diagnostic) -> Self {
        Self {
            items: vec![diagnostic],
        }
    }
}
