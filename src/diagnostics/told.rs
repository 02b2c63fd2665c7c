//! A problem in words, with the lines it speaks of: for the page.

use serde::Serialize;

use super::diagnostic::Diagnostic;
use super::excerpt::{Excerpt, excerpt};
use super::json::name;
use super::line::Lines;
use super::render::{elsewhere, sentence};
use super::sources::Sources;

/// A problem as people read it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Told {
    /// Its code.
    pub code: &'static str,
    /// `error`, `warning` or `remark`.
    pub severity: &'static str,
    /// What is wrong, a sentence.
    pub message: String,
    /// Words at the caret; may be empty.
    pub label: String,
    /// How it comes about, one sentence each.
    pub notes: Vec<String>,
    /// What to do, a sentence.
    pub remedy: Option<String>,
    /// The other places where it is the same: `dòng 12, 15, 20`; none or one text.
    pub also: Vec<String>,
    /// The lines around its place.
    pub place: Option<Excerpt>,
    /// The lines around other places that matter.
    pub related: Vec<Excerpt>,
}

/// The problem in words.
#[must_use]
pub(crate) fn told(problem: &Diagnostic, sources: &Sources) -> Told {
    let related = problem.related.iter();
    let related = related.filter_map(|(span, label)| excerpt(*span, label, sources));
    Told {
        code: problem.code,
        severity: name(problem.severity),
        message: sentence(&problem.message),
        label: problem.label.clone(),
        notes: problem.notes.iter().map(|note| sentence(note)).collect(),
        remedy: problem.remedy.as_deref().map(sentence),
        also: elsewhere(problem, &mut Lines::new(sources))
            .into_iter()
            .collect(),
        place: (problem.span).and_then(|span| excerpt(span, &problem.label, sources)),
        related: related.collect(),
    }
}
