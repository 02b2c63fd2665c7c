//! Since when a rule holds: what was issued before is not an error because of it.

use super::collection::{Diagnostics, Kind};
use super::diagnostic::{Diagnostic, Severity};
use super::sources::Sources;
use super::version::Version;

impl Diagnostics {
    /// Turns errors of rules that are newer than the archived file they were found in into remarks:
    /// what was issued under the rules of its day stays readable.
    pub fn settle(&mut self, sources: &Sources) {
        for item in &mut self.items {
            if let Some((rule, file)) = newer(Kind::of(item), sources) {
                remark(item, rule, file);
            }
        }
        for (mut kind, count) in std::mem::take(&mut self.counted) {
            if newer(kind, sources).is_some() {
                kind.severity = Severity::Remark;
            }
            *self.counted.entry(kind).or_default() += count;
        }
    }
}

/// The version of a rule that is newer than the file it was broken in, and the file's.
fn newer(kind: Kind, sources: &Sources) -> Option<(Version, Version)> {
    let file = sources.archived_by(kind.source?)?;
    let rule = kind.since?;
    (kind.severity == Severity::Error && file < rule).then_some((rule, file))
}

fn remark(item: &mut Diagnostic, rule: Version, file: Version) {
    item.severity = Severity::Remark;
    item.notes.push(format!(
        "quy tắc này có từ phiên bản {rule}; gói được lưu bằng phiên bản {file} nên vẫn đọc được"
    ));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::Span;

    fn found(name: &str, since: Option<Version>) -> Severity {
        let mut sources = Sources::default();
        sources.archived("kho/cu.yaml", Version(0, 1, 0));
        let source = sources.add(name, "a");
        let span = Span {
            source,
            start: 0,
            end: 1,
        };
        let problem = Diagnostic::error("MB001", "x").at(span, "");
        let problem = since.into_iter().fold(problem, Diagnostic::since);
        let mut found = Diagnostics::from(problem);
        found.settle(&sources);
        found
            .iter()
            .next()
            .map_or(Severity::Warning, |d| d.severity)
    }

    #[test]
    fn what_is_only_counted_is_settled_too() {
        let mut sources = Sources::default();
        sources.archived("kho/cu.yaml", Version(0, 1, 0));
        let source = sources.add("kho/cu.yaml", "a");
        let mut found = Diagnostics::new();
        for start in 0..200 {
            let end = start;
            let place = Span { source, start, end };
            let problem = Diagnostic::error("HS062", "x").at(place, "");
            found.push(problem.since(Version::V0_2));
        }
        assert_eq!(found.counts(), (200, 0));
        found.settle(&sources);
        assert_eq!(found.counts(), (0, 0));
        // the fifty that are kept are one message
        assert_eq!(found.at_most(20).1, [("HS062", 150)]);
    }

    #[test]
    fn only_newer_rules_in_archived_files_are_remarks() {
        let newer = Some(Version::V0_2);
        assert_eq!(found("kho/cu.yaml", newer), Severity::Remark);
        assert_eq!(found("kho/cu.yaml", None), Severity::Error);
        assert_eq!(
            found("kho/cu.yaml", Some(Version(0, 1, 0))),
            Severity::Error
        );
        assert_eq!(found("moi.yaml", newer), Severity::Error);
    }
}
