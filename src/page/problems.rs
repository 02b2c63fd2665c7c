//! The problems of a dossier, with their lines and their places on the pages.

use super::model::{BlankLine, BlankPart, Problem, ProblemGroup, Problems, Spot};
use crate::diagnostics::{Diagnostic, Diagnostics, Severity, Sources, Span, told};
use crate::dossier::Part;

/// How many problems of one kind are shown in full.
const SHOWN_OF_A_KIND: usize = 20;
/// How many blanks of one part are named.
const NAMED: usize = 20;

/// What is told of a state: its problems, or the blanks that stand for them.
pub(crate) struct Found<'a> {
    /// The problems.
    pub(crate) diagnostics: &'a Diagnostics,
    /// The files they speak of.
    pub(crate) sources: &'a Sources,
    /// What is still to be filled in.
    pub(crate) blanks: &'a [Part],
    /// Whether the pages are those of an earlier state.
    pub(crate) stale: bool,
}

/// The problems by severity; `spot_of` finds where on the pages something that was typed there is printed.
pub(crate) fn problems(found: &Found<'_>, spot_of: &dyn Fn(Span) -> Option<Spot>) -> Problems {
    let (errors, warnings) = found.diagnostics.counts();
    let (shown, hidden) = found.diagnostics.at_most(SHOWN_OF_A_KIND);
    let kinds = [
        (Severity::Error, "Lỗi", "error"),
        (Severity::Warning, "Cảnh báo", "warning"),
        (Severity::Remark, "Lưu ý", "remark"),
    ];
    let mut count = 0;
    let groups = kinds.into_iter().map(|(kind, title, severity)| {
        let of_kind: Vec<&Diagnostic> = shown.iter().filter(|one| one.severity == kind).collect();
        let more = hidden.iter().filter(|(code, _)| {
            let mut all = found.diagnostics.iter();
            all.any(|one| one.code == *code && one.severity == kind)
        });
        let more = more.map(|(_, count)| count).sum();
        let items = of_kind.into_iter().map(|one| {
            count += 1;
            Problem {
                id: format!("p{count}"),
                told: told(one, found.sources),
                spot: one.span.and_then(spot_of),
            }
        });
        ProblemGroup {
            title,
            severity,
            items: items.collect(),
            more,
        }
    });
    let groups = groups.filter(|group| !group.items.is_empty()).collect();
    Problems {
        errors,
        warnings,
        stale: found.stale,
        blanks: (found.blanks.iter())
            .map(|part| blanks(part, found.sources))
            .collect(),
        groups,
    }
}

fn blanks(part: &Part, sources: &Sources) -> BlankPart {
    let title = match &part.key {
        Some((key, meaning)) => format!("{key} ({meaning})"),
        None => "Đầu hồ sơ".to_owned(),
    };
    let lines = part.blanks.iter().take(NAMED).map(|blank| BlankLine {
        path: blank.path.clone(),
        line: (blank.place.and_then(|place| sources.place(place))).map(|(_, line)| line),
        meaning: blank.meaning.clone(),
        example: blank.example.clone(),
    });
    BlankPart {
        title,
        lines: lines.collect(),
        more: part.blanks.len().saturating_sub(NAMED),
    }
}
