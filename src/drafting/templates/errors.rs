//! What keeps a set of templates from being used, in Vietnamese, at the place the user wrote.

use std::ops::Range;

use tera::{ErrorKind, ReportError};

use super::counted::column_before;
use super::printed::printed;
use super::tags::{Flaw, flaw, tags};
use super::{TemplateFile, messages, missing};
use crate::diagnostics::{Diagnostic, Diagnostics, SourceId, Span};

/// The templates as the user wrote them.
#[derive(Clone, Copy)]
pub(super) struct Set<'a> {
    pub(super) files: &'a [TemplateFile],
    pub(super) ids: &'a [SourceId],
}

impl<'a> Set<'a> {
    pub(super) fn text(self, name: &str) -> Option<(&'a str, SourceId)> {
        let index = self.index(name)?;
        Some((&self.files.get(index)?.text, *self.ids.get(index)?))
    }

    fn names(self) -> Vec<&'a str> {
        self.files.iter().map(|file| file.name.as_str()).collect()
    }

    pub(super) fn at(
        self,
        problem: Diagnostic,
        name: &str,
        place: Range<usize>,
        label: &str,
    ) -> Diagnostic {
        match self.text(name) {
            Some((_, source)) => problem.at(span(source, place), label),
            None => problem,
        }
    }

    /// Where the report of a text that is not counted lies in the text as the user wrote it: marks stand at line
    /// ends, so line and column are the same.
    fn place(self, report: &ReportError) -> Range<usize> {
        self.place_by(report, |_, column| column)
    }

    /// The same of a text that is counted.
    pub(super) fn counted_place(self, report: &ReportError) -> Range<usize> {
        let file = self.index(report.filename()).unwrap_or_default();
        let text = self.files.get(file).map_or("", |file| file.text.as_str());
        let plain = printed(text, file);
        let column = |line, column| column_before(&plain, file, line, column);
        self.place_by(report, column)
    }

    fn place_by(
        self,
        report: &ReportError,
        column: impl Fn(usize, usize) -> usize,
    ) -> Range<usize> {
        let span = report.span();
        let text = self.text(report.filename()).map_or("", |(text, _)| text);
        let at = |end| offset(text, span.start_line, column(span.start_line, end));
        let start = at(span.start_col);
        let end = if span.end_line == span.start_line {
            span.end_col
        } else {
            usize::MAX
        };
        start..at(end).max(start)
    }

    fn index(self, name: &str) -> Option<usize> {
        self.files.iter().position(|file| file.name == name)
    }

    /// A line of a file, for what has no closer place.
    pub(super) fn at_line(self, problem: Diagnostic, file: usize, line: usize) -> Diagnostic {
        let (Some(known), Some(&source)) = (self.files.get(file), self.ids.get(file)) else {
            return problem;
        };
        let start = offset(&known.text, line, 0);
        let end = offset(&known.text, line, usize::MAX);
        problem.at(span(source, start..end), "ở dòng này")
    }
}

fn span(source: SourceId, place: Range<usize>) -> Span {
    let byte = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    Span {
        source,
        start: byte(place.start),
        end: byte(place.end),
    }
}

/// The byte of a line (from 1) and column in letters (from 0); a column beyond the line is its end.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let above = text.split_inclusive('\n').take(line.saturating_sub(1));
    let start: usize = above.map(str::len).sum();
    let line = text
        .get(start..)
        .and_then(|rest| rest.lines().next())
        .unwrap_or_default();
    start
        + line
            .char_indices()
            .nth(column)
            .map_or(line.len(), |(at, _)| at)
}

/// What keeps a set from being used.
pub(super) fn loading(error: &tera::Error, set: Set<'_>) -> Diagnostics {
    let problem = match error.kind() {
        ErrorKind::SyntaxError(report) => syntax_error(report, set),
        ErrorKind::CircularExtend { tpl, .. } => circular(tpl, "extends", tpl, set),
        ErrorKind::CircularInclude { include_chain, .. } => match include_chain.as_slice() {
            [.., last, again] => circular(last, "include", again, set),
            _ => unusable(),
        },
        ErrorKind::MissingParent { current, parent } => {
            let (problem, label) = missing::word("template", parent, &set.names());
            set.at(
                problem,
                current,
                tag_with(set, current, "extends", parent),
                label,
            )
        }
        _ => return unknown_words(&error.to_string(), set),
    };
    problem.into()
}

fn unusable() -> Diagnostic {
    Diagnostic::error("MB001", "Bộ mẫu không dùng được")
        .with_remedy("Kiểm tra các lệnh `include`, `extends`, `component` giữa các mẫu")
}

fn syntax_error(report: &ReportError, set: Set<'_>) -> Diagnostic {
    let text = set.text(report.filename()).map_or("", |(text, _)| text);
    if let Some(flaw) = flaw(text) {
        return flawed(flaw, report.filename(), set);
    }
    let cause = messages::syntax(report.message());
    let problem = Diagnostic::error("MB001", format!("Mẫu sai cú pháp: {cause}"))
        .with_remedy(if cause.starts_with("gặp `=`") {
            "So sánh thì viết `==`; đặt giá trị cho một tên thì viết `{% set tên = giá trị %}`"
        } else {
            "Sửa lệnh ở dòng này; so với cách viết trong bộ mẫu gốc (`quyetdinh init <thư mục> --kem-mau`)"
        });
    set.at(problem, report.filename(), set.place(report), "sai ở đây")
}

fn flawed(flaw: Flaw, name: &str, set: Set<'_>) -> Diagnostic {
    let problem = Diagnostic::error("MB001", flaw.message).with_remedy(flaw.remedy);
    let problem = set.at(problem, name, flaw.place, &flaw.label);
    match (flaw.related, set.text(name)) {
        (Some((place, why)), Some((_, source))) => problem.with_related(span(source, place), why),
        _ => problem,
    }
}

/// Templates that use one another in a circle; `file` is the one that closes it.
fn circular(file: &str, tag: &str, again: &str, set: Set<'_>) -> Diagnostic {
    let problem = Diagnostic::error(
        "MB001",
        format!("Mẫu {file} dùng lại chính nó mãi bằng `{tag}`"),
    )
    .with_remedy("Bỏ một trong các lệnh này, để không mẫu nào đi vòng về chính nó");
    set.at(
        problem,
        file,
        tag_with(set, file, tag, again),
        "đi vòng về mẫu đang dùng",
    )
}

/// Where the tag that names a file stands; any of its kind if none names it.
fn tag_with(set: Set<'_>, file: &str, name: &str, argument: &str) -> Range<usize> {
    let text = set.text(file).map_or("", |(text, _)| text);
    let mut found = tags(text).unwrap_or_default();
    found.retain(|tag| tag.name == name);
    let exact = found.iter().find(|tag| tag.words.contains(argument));
    exact
        .or(found.first())
        .map_or(0..0, |tag| tag.place.clone())
}

/// Unknown filters, functions, tests and files, and blocks without a parent's. Tera gives them as one text, each
/// as `error: Unknown filter ...` and, on the line below, ` --> file:line:column`.
fn unknown_words(message: &str, set: Set<'_>) -> Diagnostics {
    let mut problems = Diagnostics::new();
    for report in message.split("error: ").skip(1) {
        let mut lines = report.lines();
        let what = lines.next().unwrap_or_default();
        let place = lines
            .next()
            .and_then(|line| line.split_once("--> "))
            .map_or("", |(_, place)| place);
        if let Some(problem) = unknown_word(what, place, set) {
            problems.push(problem);
        }
    }
    if let Some([name, first, second]) =
        messages::parts("Component `{}` is defined in both `{}` and `{}`", message).as_deref()
    {
        let twice = format!("Thành phần `{name}` có trong cả {first} và {second}");
        problems.push(
            Diagnostic::error("MB001", twice).with_remedy("Bỏ một trong hai phần `component`"),
        );
    }
    if problems.is_empty() {
        problems.push(unusable());
    }
    problems
}

fn unknown_word(what: &str, place: &str, set: Set<'_>) -> Option<Diagnostic> {
    let mut parts = place.rsplitn(3, ':');
    let (column, line, file) = (parts.next()?, parts.next()?, parts.next()?);
    let text = set.text(file).map_or("", |(text, _)| text);
    let at = offset(
        text,
        line.parse().ok()?,
        column.parse::<usize>().ok()?.saturating_sub(1),
    );
    let (problem, label, name) = match messages::parts("Unknown {} `{}`", what).as_deref() {
        Some([kind, name]) => {
            let (problem, label) = missing::word(kind, name, &set.names());
            (problem, label, (*name).to_owned())
        }
        _ => {
            let name = what.split('`').nth(1)?.to_owned();
            let message = format!("Mẫu gốc không có phần `block` tên `{name}`");
            let problem = Diagnostic::error("MB001", message)
                .with_remedy("Đặt tên phần này như trong mẫu gốc, hoặc bỏ nó");
            (problem, "phần này không in ra đâu cả", name)
        }
    };
    let start = text.get(at..)?.find(&name).map_or(at, |found| at + found);
    Some(set.at(problem, file, start..start + name.len(), label))
}
