//! What the YAML parser complains about, in Vietnamese.
//!
//! The parser says where it cannot go on; what is wrong often lies before, in the line where the value
//! it was reading began. So each mistake people make is looked for there.

mod brackets;
mod cause;
mod kinds;
mod line;
mod lines;
mod quotes;
mod scan;
mod words;

use granit_parser::ScanError;

use super::node::span_of;
use super::problems::REMEDY;
use crate::characters;
use crate::diagnostics::{Diagnostic, SourceId};
pub(super) use cause::Progress;

use cause::Cause;
use words::Words;

/// The diagnostic for a syntax error.
pub(super) fn explain(
    error: &ScanError,
    source: SourceId,
    text: &str,
    progress: &Progress,
) -> Diagnostic {
    let marked = error.marker().byte_offset().unwrap_or(0).min(text.len());
    if let Some(problem) = control_character(source, marked, text) {
        return problem;
    }
    let cause = cause(kinds::words(error.kind()), marked, text, progress);
    let (message, label, remedy) = cause.words;
    let place = span_of(source, cause.at..cause.at);
    let mut diagnostic = Diagnostic::error("HS001", message).at(place, label);
    if let Some((at, label)) = cause.related {
        diagnostic = diagnostic.with_related(span_of(source, at..at + 1), label);
    }
    diagnostic
        .with_note("đây là lỗi cách viết YAML; sửa xong mới kiểm tra được phần còn lại")
        .with_remedy(remedy)
}

/// The parser stops at a control character, or at the beginning of the text that holds it.
fn control_character(source: SourceId, marked: usize, text: &str) -> Option<Diagnostic> {
    let mut letters = text.get(marked..)?.char_indices();
    let refused = |letter: char| letter.is_control() && characters::refused(letter).is_some();
    let (at, letter) = letters.find(|(_, letter)| refused(*letter))?;
    let start = marked + at;
    let place = span_of(source, start..start + letter.len_utf8());
    let problem = Diagnostic::unprintable("HS014", letter).at(place, "ký tự này");
    Some(problem.with_remedy(REMEDY))
}

/// The parser stops where it cannot go on, which may lie after what is wrong.
fn cause(words: Words, marked: usize, text: &str, progress: &Progress) -> Cause {
    let after = text.get(marked..).unwrap_or_default();
    match words {
        words::TAB => {
            let start = line::start(text, marked);
            let tab = text.get(start..).and_then(|line| line.find('\t'));
            Cause::new(words, tab.map_or(marked, |at| start + at))
        }
        words::ESCAPE => {
            let at = after.find('\\').map_or(marked, |at| marked + at);
            Cause::new(words, at)
        }
        words::QUOTE => quotes::cause(text, progress.last.end, marked),
        words::DEEP
        | words::DIRECTIVE
        | words::COMMENT
        | words::MARK
        | words::BLOCK_TEXT
        | words::OTHER => Cause::new(words, marked),
        _ => lines::after_name(text, marked)
            .or_else(|| brackets::cause(words, marked, text, progress))
            .unwrap_or_else(|| lines::cause(words, marked, text, progress)),
    }
}
