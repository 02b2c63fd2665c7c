//! All problems of one run.

use std::collections::BTreeMap;

use super::diagnostic::{Diagnostic, Severity};
use super::place::SourceId;
use super::sources::Sources;
use super::version::Version;

/// How many problems of one code are kept; the others are only counted.
const KEPT: usize = 50;

/// All that was found in one run, in the order found.
///
/// Of each code the first 50 are kept and the others counted; the same problem found again is no
/// other problem.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Diagnostics {
    pub(super) items: Vec<Diagnostic>,
    /// How many more there are of each kind.
    pub(super) counted: BTreeMap<Kind, usize>,
}

/// What has to be known of a problem that is only counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Kind {
    pub(super) code: &'static str,
    pub(super) severity: Severity,
    pub(super) since: Option<Version>,
    pub(super) source: Option<SourceId>,
}

impl Kind {
    pub(super) fn of(item: &Diagnostic) -> Self {
        Self {
            code: item.code,
            severity: item.severity,
            since: item.since,
            source: item.span.map(|span| span.source),
        }
    }
}

impl Diagnostics {
    /// Nothing found yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Whether the next problem of this code is kept: if not, only its severity, file and first version
    /// matter, and its words need not be found.
    #[must_use]
    pub fn wants(&self, code: &str) -> bool {
        self.items.iter().filter(|item| item.code == code).count() < KEPT
    }

    /// Adds one.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        let mut alike = self.items.iter().filter(|i| i.code == diagnostic.code);
        if alike.any(|item| *item == diagnostic) {
            return;
        }
        if self.wants(diagnostic.code) {
            self.items.push(diagnostic);
        } else {
            *self.counted.entry(Kind::of(&diagnostic)).or_default() += 1;
        }
    }

    /// Adds each of these.
    pub fn push_all(&mut self, items: impl IntoIterator<Item = Diagnostic>) {
        items.into_iter().for_each(|item| self.push(item));
    }

    /// Adds all of another's.
    pub fn extend(&mut self, other: Self) {
        self.push_all(other.items);
        for (kind, count) in other.counted {
            *self.counted.entry(kind).or_default() += count;
        }
    }

    /// Adds all of another's, whose places lie in other sources: the files spoken of come with them.
    pub(crate) fn extend_from(&mut self, other: Self, from: &Sources, to: &mut Sources) {
        let mut moved = Self::new();
        for mut item in other.items {
            let related = item.related.iter_mut().map(|(span, _)| span);
            for span in item.span.iter_mut().chain(related) {
                span.source = to.copy(from, span.source);
            }
            moved.items.push(item);
        }
        for (mut kind, count) in other.counted {
            kind.source = kind.source.map(|source| to.copy(from, source));
            *moved.counted.entry(kind).or_default() += count;
        }
        self.extend(moved);
    }

    /// The value; what kept it from being made is added and gives `None`.
    pub fn keep<T>(&mut self, result: Result<T, Self>) -> Option<T> {
        result.map_err(|problems| self.extend(problems)).ok()
    }

    /// Adds another's errors, and the remarks that a newer rule makes of errors; not its warnings.
    pub fn extend_errors(&mut self, mut other: Self) {
        let kept = |severity, since: Option<Version>| match severity {
            Severity::Error => true,
            Severity::Remark => since.is_some(),
            Severity::Warning => false,
        };
        other.items.retain(|item| kept(item.severity, item.since));
        other
            .counted
            .retain(|kind, _| kept(kind.severity, kind.since));
        self.extend(other);
    }

    /// Drops remarks on what is right as it stands; those of a newer rule, and of other phases, stay.
    pub fn drop_remarks(&mut self, of: &[&str]) {
        let kept = |severity, since: Option<Version>, code: &str| {
            severity != Severity::Remark
                || since.is_some()
                || !of.iter().any(|start| code.starts_with(start))
        };
        self.items
            .retain(|item| kept(item.severity, item.since, item.code));
        self.counted
            .retain(|kind, _| kept(kind.severity, kind.since, kind.code));
    }

    /// Drops what has these codes: it is told in another way.
    pub fn drop_codes(&mut self, codes: &[&str]) {
        self.items.retain(|item| !codes.contains(&item.code));
        self.counted.retain(|kind, _| !codes.contains(&kind.code));
    }

    /// At most so many of each code, what is said in the same words once with its places; and how many more of which
    /// code there are.
    #[must_use]
    pub fn at_most(&self, limit: usize) -> (Self, Vec<(&'static str, usize)>) {
        let mut shown: Vec<Diagnostic> = Vec::new();
        let mut hidden: BTreeMap<&'static str, usize> = BTreeMap::new();
        for item in &self.items {
            if let Some(same) = shown.iter_mut().find(|other| other.is_as(item)) {
                same.also.extend(item.span);
            } else if shown.iter().filter(|other| other.code == item.code).count() < limit {
                shown.push(item.clone());
            } else {
                *hidden.entry(item.code).or_default() += 1;
            }
        }
        for (kind, count) in &self.counted {
            *hidden.entry(kind.code).or_default() += count;
        }
        let shown = Self {
            items: shown,
            counted: BTreeMap::new(),
        };
        (shown, hidden.into_iter().collect())
    }

    /// Whether any of them is an error.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.counts().0 > 0
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.items.is_empty() && self.counted.is_empty()
    }

    /// How many errors and how many warnings.
    #[must_use]
    pub fn counts(&self) -> (usize, usize) {
        let of = |severity| {
            let kept = self.items.iter().filter(|d| d.severity == severity).count();
            let counted = self.counted.iter().filter(|(k, _)| k.severity == severity);
            kept + counted.map(|(_, count)| count).sum::<usize>()
        };
        (of(Severity::Error), of(Severity::Warning))
    }

    /// Each of those kept, in the order found.
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
            counted: BTreeMap::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::Span;

    fn problem(severity: Severity, at: u32) -> Diagnostic {
        let span = Span {
            source: SourceId(0),
            start: at,
            end: at,
        };
        let mut problem = Diagnostic::error("HS010", format!("x{at}")).at(span, "");
        problem.severity = severity;
        problem
    }

    fn many(severity: Severity) -> Diagnostics {
        let mut found = Diagnostics::new();
        (0..1000).for_each(|at| found.push(problem(severity, at)));
        found
    }

    #[test]
    fn the_first_are_kept_and_all_are_counted() {
        let mut found = many(Severity::Error);
        assert!(!found.wants("HS010") && found.wants("HS011"));
        assert_eq!(found.iter().count(), KEPT);
        assert!(
            found
                .iter()
                .zip(0..)
                .all(|(d, at)| d.message == format!("x{at}"))
        );
        found.extend(many(Severity::Warning));
        assert_eq!(found.counts(), (1000, 1000));
        let (shown, hidden) = found.at_most(20);
        assert_eq!((shown.iter().count(), hidden), (20, vec![("HS010", 1980)]));
    }

    #[test]
    fn what_is_said_in_the_same_words_is_said_once_with_its_places() {
        let mut found = Diagnostics::new();
        for at in 0..30 {
            let mut same = problem(Severity::Error, at);
            same.message = "thiếu".to_owned();
            found.push(same);
        }
        found.push(problem(Severity::Error, 40));
        let (shown, hidden) = found.at_most(20);
        let places: Vec<usize> = shown.iter().map(|item| item.also.len()).collect();
        assert_eq!((places, hidden), (vec![29, 0], Vec::new()));
        assert_eq!(found.counts(), (31, 0), "places are counted");
    }

    #[test]
    fn warnings_that_are_only_counted_are_left_out_too() {
        let mut found = Diagnostics::new();
        found.extend_errors(many(Severity::Warning));
        assert!(found.is_empty() && !found.has_errors());
        found.extend_errors(many(Severity::Error));
        assert_eq!(found.counts(), (1000, 0));
    }

    #[test]
    fn the_same_again_is_no_other_problem() {
        let mut found = many(Severity::Error);
        (0..KEPT as u32).for_each(|at| found.push(problem(Severity::Error, at)));
        assert_eq!(found.counts(), (1000, 0));
    }
}
