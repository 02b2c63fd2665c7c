//! Names in a template that mean nothing, each with the near word: variables, keys, filters, files.

use std::ops::Range;

use super::super::filters;
use crate::diagnostics::Diagnostic;
use crate::values::did_you_mean;

/// Tera's own filters.
const FILTERS: [&str; 37] = [
    "safe",
    "default",
    "upper",
    "lower",
    "wordcount",
    "escape",
    "escape_html",
    "escape_xml",
    "newlines_to_br",
    "pluralize",
    "trim",
    "trim_start",
    "trim_end",
    "replace",
    "capitalize",
    "title",
    "truncate",
    "indent",
    "str",
    "int",
    "float",
    "length",
    "reverse",
    "split",
    "abs",
    "round",
    "first",
    "last",
    "nth",
    "join",
    "sort",
    "unique",
    "get",
    "values",
    "keys",
    "pairs",
    "group_by",
];
/// Tera's own tests.
const TESTS: [&str; 17] = [
    "string",
    "number",
    "map",
    "bool",
    "array",
    "integer",
    "float",
    "none",
    "iterable",
    "defined",
    "undefined",
    "odd",
    "even",
    "divisible_by",
    "starting_with",
    "ending_with",
    "containing",
];
/// Tera's own functions.
const FUNCTIONS: [&str; 2] = ["range", "super"];
/// Where an office puts values of its own.
const OWN: &str = "Giá trị riêng của hồ sơ đặt dưới `them:` và gọi là `them.ten_khoa`";

/// An unknown variable.
pub(super) fn variable(name: &str, available: &[&str]) -> Diagnostic {
    let problem = Diagnostic::error("MB002", format!("Mẫu dùng biến `{name}`, là biến không có"));
    if available.is_empty() {
        return problem.with_remedy(format!("Xem tên biến trong bộ mẫu gốc. {OWN}"));
    }
    let near = did_you_mean(name, available.iter().copied(), "Sửa tên biến.");
    problem
        .with_note(format!("các biến có ở đây: {}", available.join(", ")))
        .with_remedy(format!("{near} {OWN}"))
}

/// An unknown key of a value; without keys the value has none in this dossier.
pub(super) fn key(name: &str, parent: &str, available: &[&str]) -> Diagnostic {
    let inside = if parent.is_empty() {
        String::new()
    } else {
        format!(" trong `{parent}`")
    };
    let message = format!("Mẫu dùng khóa `{name}`, là khóa không có{inside}");
    let problem = Diagnostic::error("MB002", message);
    if available.is_empty() {
        return problem
            .with_note("giá trị đứng trước dấu `.` không phải nhóm khóa, hoặc hồ sơ này không có nó")
            .with_remedy(format!("Xem tên biến trong bộ mẫu gốc; giá trị có thể không có thì đặt giữa `{{% if {parent} %}}` và `{{% endif %}}`"));
    }
    let mut available = available.to_vec();
    available.sort_unstable();
    problem
        .with_note(format!("các khóa có ở đây: {}", available.join(", ")))
        .with_remedy(did_you_mean(
            name,
            available,
            "Sửa thành một trong các khóa ấy",
        ))
}

/// An element beyond a list's end.
pub(super) fn element(path: &str, place: &str) -> Diagnostic {
    Diagnostic::error(
        "MB002",
        format!("Mẫu dùng `{path}{place}`, là phần tử không có"),
    )
    .with_note(format!(
        "`{path}` trong hồ sơ này không có nhiều phần tử như vậy (phần tử đầu là `[0]`)"
    ))
    .with_remedy("Dùng vòng `for` để đi qua mọi phần tử, hoặc hỏi trước bằng `{% if ... %}`")
}

/// An unknown filter, test, function, component or file, from ``Unknown filter `x` ``.
pub(super) fn word(kind: &str, name: &str, files: &[&str]) -> (Diagnostic, &'static str) {
    let own = [&filters::NAMES[..], &FILTERS].concat();
    let (what, label, known): (_, _, &[&str]) = match kind {
        "filter" => ("bộ lọc", "không có bộ lọc này", &own),
        "test" => ("phép hỏi `is`", "không có phép hỏi này", &TESTS),
        "function" => ("hàm", "không có hàm này", &FUNCTIONS),
        "template" => ("mẫu", "trong bộ mẫu không có tệp này", files),
        _ => ("thành phần", "không có thành phần này", &[]),
    };
    let problem = Diagnostic::error("MB014", format!("Mẫu gọi `{name}`, là {what} không có"));
    let problem = match known {
        [] => problem
            .with_remedy("Định nghĩa thành phần này bằng `{% component ... %}`, hoặc bỏ lời gọi"),
        known => {
            let known = known.iter().copied();
            problem.with_remedy(did_you_mean(name, known, "Sửa tên, hoặc bỏ lời gọi này"))
        }
    };
    let problem = match kind {
        "filter" => problem.with_note(format!(
            "các bộ lọc riêng của chương trình: {}",
            filters::NAMES.join(", ")
        )),
        "template" => problem.with_note(format!("các tệp của bộ mẫu: {}", files.join(", "))),
        _ => problem,
    };
    (problem, label)
}

/// A path such as `khoi[0].ten` or `them["a b"]`: where it stands, and where its last step begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Path {
    pub(super) place: Range<usize>,
    /// Bytes of the text; the path's start for a variable alone.
    pub(super) last: usize,
}

impl Path {
    /// What comes before the last step, and this step with its `.` or brackets.
    pub(super) fn parts<'a>(&self, text: &'a str) -> Option<(&'a str, &'a str)> {
        let parent = text.get(self.place.start..self.last)?;
        Some((parent, text.get(self.last..self.place.end)?))
    }

    /// The path without its last step.
    pub(super) fn parent(&self, text: &str) -> Option<Self> {
        let (parent, _) = self.parts(text)?;
        let parent = parent.trim_end_matches('?');
        let last = parent.rfind(['.', '[']).unwrap_or(0);
        (!parent.is_empty()).then(|| Self {
            place: self.place.start..self.place.start + parent.len(),
            last: self.place.start + last,
        })
    }
}

/// The path that a place of the text is in.
pub(super) fn path_at(text: &str, at: usize) -> Option<Path> {
    let inside =
        |c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | '?' | '[' | ']' | '"' | '\'');
    let before = text.get(..at)?;
    let start = before.trim_end_matches(inside).len();
    let rest = text.get(start..)?;
    let (mut end, mut last, mut bracket) = (rest.len(), 0, false);
    for (at, letter) in rest.char_indices() {
        match letter {
            ']' | '\n' => bracket = false,
            // any key may stand in brackets
            _ if bracket => {}
            '[' => (last, bracket) = (at, true),
            '.' => last = at,
            _ if inside(letter) => {}
            _ => {
                end = at;
                break;
            }
        }
    }
    let whole = rest.get(..end)?.trim_end_matches(['.', '?']);
    whole
        .starts_with(|c: char| c.is_alphabetic() || c == '_')
        .then_some(())?;
    Some(Path {
        place: start..start + whole.len(),
        last: start + last.min(whole.len()),
    })
}

#[cfg(test)]
mod tests {
    use super::path_at;

    fn path(text: &str, at: usize) -> Option<(&str, &str)> {
        path_at(text, at)?.parts(text)
    }

    #[test]
    fn paths_are_taken_apart_at_the_last_step() {
        assert_eq!(path("{{ a.b.cd | md }}", 8), Some(("a.b", ".cd")));
        assert_eq!(path("{{ a[0] }}", 3), Some(("a", "[0]")));
        assert_eq!(path("{{ nam }}", 3), Some(("", "nam")));
        assert_eq!(path("{{ a.b[\"c. d\"] }}", 3), Some(("a.b", "[\"c. d\"]")));
        assert_eq!(path("{{ 12 }}", 3), None);
        assert_eq!(path("{{ (a.b) }}", 4), Some(("a", ".b")));
    }
}
