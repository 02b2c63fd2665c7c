//! One problem.

use super::place::Span;
use super::version::Version;
use crate::characters;

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
    /// `LT` archive, `DC` corrections, `SD` amending decisions, `BD` score sheets.
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
    /// Where else it is the same.
    pub also: Vec<Span>,
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

    /// A remark.
    pub fn remark(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Remark, message.into())
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
            also: Vec::new(),
            notes: Vec::new(),
            remedy: None,
            since: None,
        }
    }

    /// Whether it is said in the same words of another place.
    pub(super) fn is_as(&self, other: &Self) -> bool {
        let words = |of: &Self| (of.code, of.severity, of.since, of.related.is_empty());
        words(self) == words(other)
            && self.related.is_empty()
            && (&self.message, &self.label) == (&other.message, &other.label)
            && (&self.notes, &self.remedy) == (&other.notes, &other.remedy)
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
