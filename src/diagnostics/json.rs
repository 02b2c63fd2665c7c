//! Diagnostics as JSON, for editors and other programs.

use serde::Serialize;

use super::collection::Diagnostics;
use super::diagnostic::{Diagnostic, Severity};
use super::line::Lines;
use super::place::Span;
use super::render::sentence;
use super::sources::Sources;

/// One problem.
#[derive(Serialize)]
struct Problem {
    code: &'static str,
    /// `error`, `warning` or `remark`.
    severity: &'static str,
    #[serde(flatten)]
    place: Option<Place>,
    message: String,
    label: String,
    notes: Vec<String>,
    remedy: Option<String>,
    related: Vec<Related>,
    /// How many more of this code there are, which are not told.
    #[serde(skip_serializing_if = "Option::is_none")]
    more: Option<usize>,
}

/// Lines and columns count from 1, columns in characters.
#[derive(Serialize)]
struct Place {
    file: String,
    line: usize,
    column: usize,
    end_column: usize,
}

#[derive(Serialize)]
struct Related {
    #[serde(flatten)]
    place: Place,
    label: String,
}

/// An array, one object a problem and a place.
#[must_use]
pub(crate) fn json(diagnostics: &Diagnostics, sources: &Sources) -> String {
    let mut lines = Lines::new(sources);
    let kept = diagnostics.iter().map(|item| problem(item, &mut lines));
    let mut problems: Vec<Problem> = kept.collect();
    problems.extend(diagnostics.counted.iter().map(|(kind, count)| Problem {
        code: kind.code,
        severity: name(kind.severity),
        place: None,
        message: format!("Và {count} chỗ khác như trên"),
        label: String::new(),
        notes: Vec::new(),
        remedy: None,
        related: Vec::new(),
        more: Some(*count),
    }));
    // strings and numbers: nothing that JSON cannot hold
    let text = serde_json::to_string_pretty(&problems).unwrap_or_default();
    text + "\n"
}

pub(super) const fn name(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Remark => "remark",
    }
}

fn problem(item: &Diagnostic, lines: &mut Lines<'_>) -> Problem {
    let related = item.related.iter().filter_map(|(span, label)| {
        let label = label.clone();
        place(*span, lines).map(|place| Related { place, label })
    });
    let related = related.collect();
    Problem {
        code: item.code,
        severity: name(item.severity),
        place: item.span.and_then(|span| place(span, lines)),
        message: sentence(&item.message),
        label: item.label.clone(),
        notes: item.notes.iter().map(|note| sentence(note)).collect(),
        remedy: item.remedy.as_deref().map(sentence),
        related,
        more: None,
    }
}

fn place(span: Span, lines: &mut Lines<'_>) -> Option<Place> {
    let line = lines.of(span)?;
    Some(Place {
        file: line.file.to_owned(),
        line: line.number,
        column: line.column(),
        end_column: line.end_column(),
    })
}
