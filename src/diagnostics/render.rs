//! Diagnostics as text for people: place, source line, caret, cause, remedy.

use annotate_snippets::{
    AnnotationKind, Group, Level, Origin, Renderer, Snippet, normalize_untrusted_str,
};

use super::collection::Diagnostics;
use super::diagnostic::{Diagnostic, Severity};
use super::line::Lines;
use super::place::Span;
use super::sources::Sources;
use crate::characters;

/// Widest source line shown whole, in columns; longer ones are cut around the caret.
const WIDTH: usize = 160;
/// How many other places of a problem are named.
const NAMED: usize = 30;

/// All diagnostics as text, one block each, a blank line after each.
///
/// Lines and columns count from 1, columns in letters as a reader counts them: a letter typed as
/// a base and combining marks is one.
#[must_use]
pub fn render(diagnostics: &Diagnostics, sources: &Sources) -> String {
    let renderer = Renderer::plain().term_width(WIDTH);
    let mut text = String::new();
    let mut lines = Lines::new(sources);
    for diagnostic in diagnostics {
        let block = renderer.render(&[group_of(diagnostic, &mut lines)]);
        for line in block.lines() {
            text.push_str(line.trim_end());
            text.push('\n');
        }
        text.push('\n');
    }
    text
}

/// Text a terminal may get, with a capital first letter.
pub(super) fn sentence(text: &str) -> String {
    let text = shown(text);
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

fn group_of<'a>(diagnostic: &'a Diagnostic, lines: &mut Lines<'a>) -> Group<'a> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR.with_name("lỗi"),
        Severity::Warning => Level::WARNING.with_name("cảnh báo"),
        Severity::Remark => Level::INFO.with_name("lưu ý"),
    };
    let title = level
        .primary_title(sentence(&diagnostic.message))
        .id(diagnostic.code);
    let mut group = Group::with_title(title);
    if let Some(span) = diagnostic.span {
        group = place(
            group,
            lines,
            span,
            &diagnostic.label,
            AnnotationKind::Primary,
        );
    }
    for (span, label) in &diagnostic.related {
        group = place(group, lines, *span, label, AnnotationKind::Context);
    }
    if let Some(places) = elsewhere(diagnostic, lines) {
        group = group.element(Level::NOTE.with_name("còn ở").message(places));
    }
    // KQ diagnostics are about figures: their notes say how a figure comes about.
    let note = if diagnostic.code.starts_with("KQ") {
        "cách tính"
    } else {
        "ghi chú"
    };
    for text in &diagnostic.notes {
        let message = Level::NOTE.with_name(note).message(sentence(text));
        group = group.element(message);
    }
    if let Some(remedy) = &diagnostic.remedy {
        let message = Level::HELP.with_name("cách sửa").message(sentence(remedy));
        group = group.element(message);
    }
    group
}

/// The other places of the same problem: `dòng 12, 15, 20`, of other files with their names.
pub(super) fn elsewhere(diagnostic: &Diagnostic, lines: &mut Lines<'_>) -> Option<String> {
    let mut text = String::new();
    let first = diagnostic.span.and_then(|span| lines.of(span))?;
    let mut file = first.file;
    for (count, span) in diagnostic.also.iter().enumerate() {
        if count == NAMED {
            text.push_str(&format!(
                " ... và {} chỗ nữa",
                diagnostic.also.len() - count
            ));
            break;
        }
        let Some(line) = lines.of(*span) else {
            continue;
        };
        let lead = match text.as_str() {
            "" if line.is_cell => String::new(),
            _ if line.is_cell => "; ".to_owned(),
            "" if line.file == file => "dòng ".to_owned(),
            "" => format!("{} dòng ", line.file),
            _ if line.file == file => ", ".to_owned(),
            _ => format!("; {} dòng ", line.file),
        };
        if line.is_cell {
            text.push_str(&format!("{lead}{}", line.file));
            continue;
        }
        text.push_str(&format!("{lead}{}", line.number));
        if (line.file, line.number) == (first.file, first.number) {
            text.push_str(&format!(" cột {}", line.column()));
        }
        file = line.file;
    }
    (!text.is_empty()).then_some(text)
}

/// Text a terminal may get: control characters and the like are made visible.
fn shown(text: &str) -> String {
    normalize_untrusted_str(&characters::shown(text))
}

/// Adds the source line of a place; nothing if the file is not known.
fn place<'a>(
    group: Group<'a>,
    lines: &mut Lines<'a>,
    span: Span,
    label: &'a str,
    kind: AnnotationKind,
) -> Group<'a> {
    let Some(line) = lines.of(span) else {
        return group;
    };
    if line.is_cell {
        let group = group.element(Origin::path(line.file));
        let words = match (line.text.as_str(), label) {
            ("", label) => shown(label),
            (content, "") => format!("“{}”", shown(content)),
            (content, label) => format!("“{}”: {}", shown(content), shown(label)),
        };
        return match words.is_empty() {
            true => group,
            false => group.element(Level::INFO.no_name().message(words)),
        };
    }
    if line.text.is_empty() {
        // There is nothing to point at in an empty line, but the place and the words remain.
        let origin = Origin::path(line.file).line(line.number).char_column(1);
        let group = group.element(origin);
        return match label {
            "" => group,
            label => group.element(Level::INFO.no_name().message(shown(label))),
        };
    }
    let annotation = kind.span(line.start..line.end);
    let annotation = match label {
        "" => annotation,
        label => annotation.label(shown(label)),
    };
    group.element(
        Snippet::source(line.text)
            .line_start(line.number)
            .path(line.file)
            .annotation(annotation),
    )
}
