//! Paragraphs, and the runs of letters they are made of.

use std::collections::BTreeMap;

use super::role::Role;
use crate::diagnostics::Span;

/// Text set in lines.
#[derive(Clone, Debug, PartialEq)]
pub struct Paragraph {
    /// Meaning and look.
    pub role: Role,
    /// The text; concatenated it is the paragraph's text.
    pub runs: Vec<Run>,
    /// Stays on the page of the block that follows, beyond what its role asks for.
    pub keep_with_next: bool,
    /// Where it was written, for diagnostics of layout and conformance.
    pub origin: Option<Span>,
}

impl Paragraph {
    /// A paragraph of one plain run.
    #[must_use]
    pub fn plain(role: Role, text: impl Into<String>) -> Self {
        Self::of_runs(role, vec![Run::plain(text)])
    }

    /// A paragraph of these runs.
    #[must_use]
    pub fn of_runs(role: Role, runs: Vec<Run>) -> Self {
        Self {
            role,
            runs,
            keep_with_next: false,
            origin: None,
        }
    }

    /// A line that is no paragraph of the document's own, with what is marked in it.
    #[must_use]
    pub fn line(role: Role, text: &str, marked: &MarkedLines) -> Self {
        let runs = marked.get(text).cloned();
        Self::of_runs(role, runs.unwrap_or_else(|| vec![Run::plain(text)]))
    }

    /// The whole text.
    #[must_use]
    pub fn text(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).collect()
    }
}

/// Letters that share one emphasis and one meaning.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Run {
    /// NFC text as printed. Open blanks are figure spaces (U+2007), each as wide as a figure.
    pub text: String,
    /// Bold beyond what the role gives.
    pub bold: bool,
    /// Italic beyond what the role gives (in an italic role it stays italic).
    pub italic: bool,
    /// What the text stands for.
    pub meaning: Meaning,
    /// Whether an older document does not have it: only where the two were compared to be shown.
    pub changed: bool,
}

impl Run {
    /// Ordinary text.
    #[must_use]
    pub fn plain(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }

    /// Text that states a fact kept elsewhere.
    #[must_use]
    pub fn of(meaning: Meaning, text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            meaning,
            ..Self::default()
        }
    }

    /// Bold text.
    #[must_use]
    pub fn bold(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            bold: true,
            ..Self::default()
        }
    }
}

/// What a run's text stands for, so that a writer may bind it (content controls, fields).
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Meaning {
    /// Only itself.
    #[default]
    Text,
    /// The document's number, or the blank left for it.
    Number,
    /// The day, or the blank left for it (`24`).
    Day,
    /// The month (`12`), as C8 writes it.
    Month,
    /// The year.
    Year,
    /// The subject (trích yếu).
    Subject,
    /// The signer's name.
    SignerName,
    /// The number inside a caption (`1` of `Bảng 1.`).
    CaptionNumber,
    /// The same number in the caption of a further part of the table.
    RepeatedNumber,
    /// A reference to a table's caption (`Bảng 1`); holds the table's [`super::Table::id`].
    TableReference(String),
}

impl Meaning {
    /// Whether a word processor counts or looks up the text itself.
    #[must_use]
    pub const fn is_field(&self) -> bool {
        matches!(
            self,
            Self::CaptionNumber | Self::RepeatedNumber | Self::TableReference(_)
        )
    }

    /// The room left where the fact is not known yet: figure spaces, as wide as figures; no line breaks
    /// there, and LibreOffice widens U+00A0 in italics.
    #[must_use]
    pub fn blank(&self) -> String {
        let width = match self {
            // what is written by hand is wider than printed figures
            Self::Number => 5,
            Self::Day | Self::Month => 3,
            Self::Year => 4,
            Self::Subject | Self::SignerName => 20,
            Self::Text | Self::CaptionNumber | Self::RepeatedNumber | Self::TableReference(_) => 0,
        };
        BLANK.repeat(width)
    }
}

/// One figure's room.
const BLANK: &str = "\u{2007}";

/// Whether a text is nothing but the room left for a fact.
#[must_use]
pub(crate) fn is_blank(text: &str) -> bool {
    !text.is_empty() && text.trim_matches('\u{2007}').is_empty()
}

/// Lines that hold words which an older document does not have, as runs; only where the two were compared to be shown.
pub(crate) type MarkedLines = BTreeMap<String, Vec<Run>>;
