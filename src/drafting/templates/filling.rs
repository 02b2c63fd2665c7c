//! What keeps a template from being filled in, in Vietnamese, at the place the user wrote.

use std::ops::Range;

use tera::{ErrorKind, ReportError};

use super::super::marks;
use super::bounded::VALUE_KB;
use super::errors::Set;
use super::limits::{At, Excess, OUTPUT_MB};
use super::missing::Path;
use super::{messages, missing};
use crate::diagnostics::Diagnostic;

/// What is not there, and where it is named.
type Missing = (Diagnostic, Range<usize>);

/// Begins the answer to a question for keys.
const KEYS: &str = "keys: ";

/// Renders a template of that name with another text; gives what Tera complains about.
pub(super) type Probe<'a> = &'a dyn Fn(&str, &str) -> Option<tera::Error>;

/// What keeps a template from being filled in; it was at `at` when last counted.
pub(super) fn failed(error: &tera::Error, at: At, set: Set<'_>, probe: Probe<'_>) -> Diagnostic {
    let ErrorKind::RenderingError(report) = error.kind() else {
        return set.at_line(unfilled(&error.to_string()), at.file, at.line);
    };
    let place = set.counted_place(report);
    if let Some((problem, place)) = missing_value(report, &place, set, probe) {
        let label = "không có trong dữ liệu của mẫu";
        return set.at(problem, report.filename(), place, label);
    }
    let text = set.text(report.filename()).map_or("", |(text, _)| text);
    // Tera may point at the first part of a path only
    let path = missing::path_at(text, place.start);
    let end = path.map_or(place.end, |path| path.place.end.max(place.end));
    let place = place.start..end;
    let problem = match wrong_argument(report.message(), text.get(end..).unwrap_or_default()) {
        Some(cause) => unfilled_because(&cause),
        // a value that Tera quotes may carry our marks
        None => unfilled(&marks::without_places(report.message()).0),
    };
    set.at(problem, report.filename(), place, "lỗi ở đây")
}

/// What a template does, prints or keeps too much of; `name` is the one being filled in.
pub(super) fn too_much(excess: Excess, at: At, name: &str, set: Set<'_>) -> Diagnostic {
    let (what, note, remedy) = match excess {
        Excess::Output => (
            format!("Mẫu {name} in ra quá {OUTPUT_MB} MB"),
            "không văn bản nào dài như vậy",
            "Kiểm tra vòng lặp ở dòng này: nó lặp qua bao nhiêu phần tử, có nằm trong vòng lặp khác không",
        ),
        Excess::Work => (
            format!("Mẫu {name} lặp quá nhiều"),
            "các vòng lặp lồng nhau nhân số lần lặp với nhau",
            "Kiểm tra vòng lặp ở dòng này và các vòng lặp chứa nó; bỏ vòng lặp không cần",
        ),
        Excess::Value => (
            format!("Mẫu {name} tạo một giá trị dài quá {VALUE_KB} KB"),
            "giá trị dài như vậy chỉ có khi nó được ghép với chính nó nhiều lần",
            "In từng phần ngay tại chỗ, không ghép lại trước khi in",
        ),
    };
    let problem = Diagnostic::error("MB044", what)
        .with_note(note)
        .with_remedy(remedy);
    set.at_line(problem, at.file, at.line)
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
    let parent = path.and_then(|path| {
        // the key that Tera names may have others behind it
        let upto = text.get(path.place.start..place.end)?;
        upto.rsplit_once('.').map(|(parent, _)| parent)
    });
    let parent = parent.map(|parent| parent.trim_end_matches('?'));
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
