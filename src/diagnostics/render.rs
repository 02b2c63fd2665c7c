//! Diagnostics as text for people: place, source line, caret, cause, remedy.

use std::collections::BTreeSet;

use annotate_snippets::{
    AnnotationKind, Group, Level, Origin, Renderer, Snippet, normalize_untrusted_str,
};
use unicode_normalization::UnicodeNormalization;

use super::{Diagnostic, Diagnostics, Severity, Source, Sources, Span};
use crate::characters;

/// Widest source line shown whole, in columns; longer ones are cut around the caret.
const WIDTH: usize = 160;

/// All diagnostics as text, one block each, a blank line after each.
///
/// Lines and columns count from 1, columns in letters as a reader counts them: a letter typed as
/// a base and combining marks is one.
#[must_use]
pub fn render(diagnostics: &Diagnostics, sources: &Sources) -> String {
    let renderer = Renderer::plain().term_width(WIDTH);
    let mut text = String::new();
    // a file that is read several times has the same problem each time
    let mut told = BTreeSet::new();
    for diagnostic in diagnostics {
        let block = renderer.render(&[group_of(diagnostic, sources)]);
        if !told.insert(block.clone()) {
            continue;
        }
        for line in block.lines() {
            text.push_str(line.trim_end());
            text.push('\n');
        }
        text.push('\n');
    }
    text
}

/// Text a terminal may get, with a capital first letter.
fn sentence(text: &str) -> String {
    let text = shown(text);
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

fn group_of<'a>(diagnostic: &'a Diagnostic, sources: &'a Sources) -> Group<'a> {
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
            sources,
            span,
            &diagnostic.label,
            AnnotationKind::Primary,
        );
    }
    for (span, label) in &diagnostic.related {
        group = place(group, sources, *span, label, AnnotationKind::Context);
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

/// Text a terminal may get: control characters and the like are made visible.
fn shown(text: &str) -> String {
    normalize_untrusted_str(&characters::shown(text))
}

/// Adds the source line of a place; nothing if the file is not known.
fn place<'a>(
    group: Group<'a>,
    sources: &'a Sources,
    span: Span,
    label: &'a str,
    kind: AnnotationKind,
) -> Group<'a> {
    let Some(source) = sources.get(span.source) else {
        return group;
    };
    let line = Line::of(source, span);
    if line.text.is_empty() {
        // There is nothing to point at in an empty line, but the place and the words remain.
        let origin = Origin::path(source.name.as_str())
            .line(line.number)
            .char_column(1);
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
            .path(source.name.as_str())
            .annotation(annotation),
    )
}

/// The line of a place, in NFC, and the part of it that is meant.
struct Line {
    /// From 1.
    number: usize,
    text: String,
    /// In bytes of `text`.
    start: usize,
    end: usize,
}

impl Line {
    /// A place that goes over several lines is shown up to the end of the first.
    fn of(source: &Source, span: Span) -> Self {
        let text = source.text.as_str();
        let start = boundary(text, span.start as usize);
        let end = boundary(text, span.end as usize).max(start);
        let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let line_end = text[start..].find('\n').map_or(text.len(), |at| start + at);
        let composed = |from: usize, to: usize| {
            let part = text.get(from..to).unwrap_or("");
            let part = part.trim_end_matches('\r').replace('\u{feff}', "");
            characters::shown(&part).nfc().collect::<String>()
        };
        let (before, meant) = (
            composed(line_start, start),
            composed(start, end.min(line_end)),
        );
        let after = composed(end.min(line_end), line_end);
        Self {
            number: text[..start].matches('\n').count() + 1,
            start: before.len(),
            end: before.len() + meant.trim_end().len(),
            text: before + &meant + &after,
        }
    }
}

/// The nearest place at or before `at` where a letter begins.
fn boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
