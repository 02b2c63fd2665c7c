//! Tera's errors in Vietnamese, at the line the user wrote.

use tera::{ErrorKind, ReportError};

use super::super::fenced::nearest;
use super::super::filters;
use super::TemplateFile;
use crate::diagnostics::{Diagnostic, SourceId, Span};

pub(super) fn translate(
    error: &tera::Error,
    files: &[TemplateFile],
    ids: &[SourceId],
    rendered: &str,
) -> Diagnostic {
    match error.kind() {
        ErrorKind::SyntaxError(report) => syntax_error(report, files, ids),
        ErrorKind::RenderingError(report) => rendering_error(report, files, ids),
        _ => {
            let message = error.to_string();
            unknown_word(&message, files, ids).unwrap_or_else(|| {
                Diagnostic::error("MB001", format!("Mẫu {rendered} không dùng được"))
                    .with_note(format!("thông báo gốc: {}", message.trim()))
                    .with_remedy("Sửa mẫu theo thông báo gốc")
            })
        }
    }
}

fn place(
    problem: Diagnostic,
    report: &ReportError,
    files: &[TemplateFile],
    ids: &[SourceId],
    label: &str,
) -> Diagnostic {
    let index = files.iter().position(|file| file.name == report.filename());
    match index.and_then(|index| Some((files.get(index)?, ids.get(index)?))) {
        Some((file, &source)) => problem.at(original_span(&file.text, source, report), label),
        None => problem,
    }
}

/// Where a place in the marked text lies in the text as the user wrote it: marks stand at line ends,
/// so line and column are the same.
fn original_span(text: &str, source: SourceId, report: &ReportError) -> Span {
    let span = report.span();
    let line_start: usize = text
        .split_inclusive('\n')
        .take(span.start_line.saturating_sub(1))
        .map(str::len)
        .sum();
    let line = text[line_start..].lines().next().unwrap_or_default();
    let at = |column: usize| {
        let bytes = line.char_indices().nth(column).map_or(line.len(), |c| c.0);
        u32::try_from(line_start + bytes).unwrap_or(u32::MAX)
    };
    let start = at(span.start_col);
    let end = if span.end_line == span.start_line {
        at(span.end_col).max(start)
    } else {
        at(usize::MAX)
    };
    Span { source, start, end }
}

fn syntax_error(report: &ReportError, files: &[TemplateFile], ids: &[SourceId]) -> Diagnostic {
    let problem = Diagnostic::error("MB001", "Mẫu sai cú pháp")
        .with_note(format!("thông báo gốc của Tera: {}", report.message()))
        .with_remedy("Kiểm tra các dấu `{{ }}`, `{% %}` và tên bộ lọc ở dòng này");
    place(problem, report, files, ids, "sai ở đây")
}

fn rendering_error(report: &ReportError, files: &[TemplateFile], ids: &[SourceId]) -> Diagnostic {
    let message = report.message();
    let (problem, label) = match undefined_name(message) {
        Some((name, available)) => (unknown_variable(name, &available), "không có biến này"),
        None => (
            Diagnostic::error("MB013", "Không điền được giá trị vào mẫu")
                .with_note(format!("thông báo gốc của Tera: {message}"))
                .with_remedy("Kiểm tra bộ lọc có hợp với loại giá trị ở dòng này không"),
            "lỗi ở đây",
        ),
    };
    place(problem, report, files, ids, label)
}

/// The name and what there is instead, from ``Variable `x` is not defined. Available variables: a, b``.
fn undefined_name(message: &str) -> Option<(&str, Vec<&str>)> {
    let (head, rest) = message.split_once("` is not defined")?;
    let name = head.rsplit('`').next()?;
    let available = rest.split_once(": ").map_or("", |(_, names)| names);
    Some((
        name,
        available.split(", ").filter(|n| !n.is_empty()).collect(),
    ))
}

fn unknown_variable(name: &str, available: &[&str]) -> Diagnostic {
    let problem = Diagnostic::error("MB002", format!("Mẫu dùng biến `{name}`, là biến không có"));
    let own = "giá trị riêng của hồ sơ đặt dưới `them:` và gọi là `them.ten_khoa`";
    if available.is_empty() {
        return problem.with_remedy(format!("Xem tên biến trong bộ mẫu gốc; {own}"));
    }
    problem
        .with_note(format!("các biến có ở đây: {}", available.join(", ")))
        .with_remedy(format!(
            "Có phải là `{}`? Nếu không: {own}",
            nearest(name, available)
        ))
}

/// An unknown filter, function or test, from ``Unknown filter `x` ``; Tera names no place for it
/// that a program can read, so the name is looked up in the text.
fn unknown_word(message: &str, files: &[TemplateFile], ids: &[SourceId]) -> Option<Diagnostic> {
    let name = message.split_once("nknown ")?.1.split('`').nth(1)?;
    let problem = Diagnostic::error(
        "MB014",
        format!("Mẫu gọi `{name}`, là bộ lọc hoặc hàm không có"),
    )
    .with_remedy(format!(
        "Các bộ lọc riêng của chương trình: {}",
        filters::NAMES.join(", ")
    ));
    let found = files.iter().zip(ids).find_map(|(file, &source)| {
        let start = file.text.find(name)?;
        let byte = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Some(Span {
            source,
            start: byte(start),
            end: byte(start + name.len()),
        })
    });
    Some(match found {
        Some(span) => problem.at(span, "không có bộ lọc hay hàm này"),
        None => problem,
    })
}
