//! Tera's errors in Vietnamese, at the place the user wrote.

use std::ops::Range;

use tera::{ErrorKind, ReportError};

use super::missing::Path;
use super::tags::{Flaw, flaw, tags};
use super::{TemplateFile, messages, missing};
use crate::diagnostics::{Diagnostic, Diagnostics, SourceId, Span};

/// The templates as the user wrote them.
#[derive(Clone, Copy)]
pub(super) struct Set<'a> {
    pub(super) files: &'a [TemplateFile],
    pub(super) ids: &'a [SourceId],
}

/// What is not there, and where it is named.
type Missing = (Diagnostic, Range<usize>);

/// Begins the answer to a question for keys.
const KEYS: &str = "keys: ";

/// Renders a template of that name with another text; gives what Tera complains about.
pub(super) type Probe<'a> = &'a dyn Fn(&str, &str) -> Option<tera::Error>;

impl<'a> Set<'a> {
    fn text(self, name: &str) -> Option<(&'a str, SourceId)> {
        let index = self.files.iter().position(|file| file.name == name)?;
        Some((&self.files.get(index)?.text, *self.ids.get(index)?))
    }

    fn names(self) -> Vec<&'a str> {
        self.files.iter().map(|file| file.name.as_str()).collect()
    }

    fn at(self, problem: Diagnostic, name: &str, place: Range<usize>, label: &str) -> Diagnostic {
        match self.text(name) {
            Some((_, source)) => problem.at(span(source, place), label),
            None => problem,
        }
    }

    /// Where the report's place lies in the text as the user wrote it: marks stand at line ends, so line and
    /// column are the same.
    fn place(self, report: &ReportError) -> Range<usize> {
        let span = report.span();
        let text = self.text(report.filename()).map_or("", |(text, _)| text);
        let start = offset(text, span.start_line, span.start_col);
        let end = if span.end_line == span.start_line {
            span.end_col
        } else {
            usize::MAX
        };
        start..offset(text, span.start_line, end).max(start)
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
        .with_remedy("Sửa lệnh ở dòng này; so với cách viết trong bộ mẫu gốc (`quyetdinh init <thư mục> --kem-mau`)");
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
    problems.drop_repetitions();
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

/// What keeps a template from being filled in.
pub(super) fn rendering(error: &tera::Error, set: Set<'_>, probe: Probe<'_>) -> Diagnostic {
    let ErrorKind::RenderingError(report) = error.kind() else {
        return unfilled(&error.to_string());
    };
    let place = set.place(report);
    if let Some((problem, place)) = missing_value(report, &place, set, probe) {
        let label = "không có trong dữ liệu của mẫu";
        return set.at(problem, report.filename(), place, label);
    }
    let text = set.text(report.filename()).map_or("", |(text, _)| text);
    let problem = match wrong_argument(report.message(), text.get(place.end..).unwrap_or_default())
    {
        Some(cause) => unfilled_because(&cause),
        None => unfilled(report.message()),
    };
    set.at(problem, report.filename(), place, "lỗi ở đây")
}

fn unfilled(message: &str) -> Diagnostic {
    unfilled_because(&messages::rendering(message))
}

fn unfilled_because(cause: &str) -> Diagnostic {
    Diagnostic::error("MB013", format!("Không điền được giá trị vào mẫu: {cause}"))
        .with_remedy("Kiểm tra bộ lọc và phép tính có hợp với loại giá trị ở dòng này không")
}

/// A filter or test that got another kind of value than it takes, from `expected ... but got ...`; `after` is the
/// text behind the value.
fn wrong_argument(message: &str, after: &str) -> Option<String> {
    let pattern = "Invalid type for the value, expected `{}` but got `{}`";
    let kinds = messages::parts(pattern, message)?;
    let [wanted, found] = kinds.as_slice() else {
        return None;
    };
    let (wanted, found) = (messages::word(wanted), messages::word(found));
    let after = after.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '|' | ')'));
    let after = after.strip_prefix("is ").unwrap_or(after).trim_start();
    let end = after
        .find(|c: char| !(c.is_alphanumeric() || c == '_'))
        .unwrap_or(after.len());
    let (name, rest) = after.split_at(end);
    let own = if rest.trim_start().starts_with('(') {
        " hoặc tham số của nó"
    } else {
        ""
    };
    Some(match name {
        "" => format!("cần {wanted}, ở đây là {found}"),
        name => format!("`{name}`{own} cần {wanted}, ở đây là {found}"),
    })
}

/// A variable or key that is not there, told from Tera's message or by asking what there is at that place.
fn missing_value(
    report: &ReportError,
    place: &Range<usize>,
    set: Set<'_>,
    probe: Probe<'_>,
) -> Option<Missing> {
    let (text, _) = set.text(report.filename())?;
    let path = missing::path_at(text, place.end);
    let parent = path.and_then(|path| Some(path.parts(text)?.0));
    if let Some((problem, name)) = told(report.message(), parent.unwrap_or_default()) {
        let start = text
            .get(place.clone())?
            .rfind(name)
            .map_or(place.start, |at| place.start + at);
        return Some((problem, start..start + name.len()));
    }
    if !report.message().contains("undefined") && !report.message().starts_with("Field ") {
        return None;
    }
    let ends = [place.start, place.end];
    ends.into_iter().find_map(|at| {
        let path = missing::path_at(text, at)?;
        asked(text, &path, report.filename(), probe)
    })
}

/// What Tera itself says of a missing name; `parent` is what it should be a part of.
fn told<'a>(message: &'a str, parent: &str) -> Option<(Diagnostic, &'a str)> {
    let (head, rest) = message.split_once("` is not defined.")?;
    let (kind, name) = head.split_once(" `")?;
    let available = rest.split_once(": ").map_or("", |(_, names)| names);
    let available: Vec<&str> = available
        .split(", ")
        .filter(|name| !name.is_empty())
        .collect();
    Some(match kind {
        "Variable" => (missing::variable(name, &available), name),
        _ => (missing::key(name, parent, &available), name),
    })
}

/// Asks Tera at the tag of this path whether it is defined, and what keys there are instead; if what it is a part
/// of is not, asks of that.
fn asked(text: &str, path: &Path, file: &str, probe: Probe<'_>) -> Option<Missing> {
    let before = text.get(..path.place.start)?;
    let tag = before.rfind("{{").max(before.rfind("{%"))?;
    let (before, after) = text.split_at_checked(tag)?;
    let (parent, step) = path.parts(text)?;
    let question = if parent.is_empty() {
        format!("{{{{ {step} }}}}")
    } else {
        format!(
            "{{% if {parent}{step} is undefined %}}\
             {{{{ throw(message=\"{KEYS}\" ~ {parent} | keys | join(sep=\", \")) }}}}{{% endif %}}"
        )
    };
    let answer = probe(file, &format!("{before}{question}{after}"))?;
    let ErrorKind::RenderingError(report) = answer.kind() else {
        return None;
    };
    let name = step.trim_matches(['.', '?', '[', ']', '"', '\'']);
    let start = path.last + step.find(name)?;
    let place = start..start + name.len();
    let message = report.message();
    if let Some((problem, _)) = told(message, parent) {
        return Some((problem, place));
    }
    let is_number = name.bytes().all(|byte| byte.is_ascii_digit());
    let keys = messages::parts(&format!("{KEYS}{{}}"), message);
    match keys.as_deref() {
        Some([keys]) => {
            let keys: Vec<&str> = keys.split(", ").collect();
            Some((missing::key(name, parent, &keys), place))
        }
        _ if message.contains("undefined") || message.starts_with("Field ") => {
            asked(text, &path.parent(text)?, file, probe)
        }
        _ if is_number => Some((missing::element(parent, step), path.place.clone())),
        _ => Some((missing::key(name, parent, &[]), place)),
    }
}
