//! Since when a rule holds: what was issued before is not an error because of it.

use super::{Diagnostic, Diagnostics, Severity, Sources};

/// A version of this program: major, minor and patch number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version(pub u16, pub u16, pub u16);

impl Version {
    /// The version that was the first to hold a narrative, a template and a table to what they print.
    pub const V0_2: Self = Self(0, 2, 0);
    /// The version that was the first to hold templates to what they may do.
    pub const V0_3: Self = Self(0, 3, 0);

    /// From `0.1.0`; `None` for anything else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut numbers = text.split('.').map(|part| part.parse().ok());
        let version = Self(numbers.next()??, numbers.next()??, numbers.next()??);
        numbers.next().is_none().then_some(version)
    }
}

impl std::fmt::Display for Version {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}.{}", self.0, self.1, self.2)
    }
}

impl Diagnostics {
    /// Turns errors of rules that are newer than the archived file they were found in into remarks:
    /// what was issued under the rules of its day stays readable.
    pub fn settle(&mut self, sources: &Sources) {
        for item in &mut self.items {
            let archived = item.span.and_then(|span| sources.archived_by(span.source));
            if let (Some(rule), Some(file)) = (item.since, archived)
                && item.severity == Severity::Error
                && file < rule
            {
                remark(item, rule, file);
            }
        }
    }
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

    #[test]
    fn reads_versions() {
        assert_eq!(Version::parse("0.12.3"), Some(Version(0, 12, 3)));
        for wrong in ["", "1.2", "1.2.3.4", "a.b.c"] {
            assert_eq!(Version::parse(wrong), None);
        }
    }
}
