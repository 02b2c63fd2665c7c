//! A long last article: two paragraphs that look like one, so that its last lines stay with the signature
//! and the others do not (C24). Of one paragraph Word would keep the end, LibreOffice all or nothing.

use docx_rs::{LineSpacing, SpecialIndentType};

use crate::document::{Role, Run};
use crate::fonts::Fonts;
use crate::lines::break_lines;
use crate::style::{self, ParagraphStyle};
use crate::units::Pt;

use super::paragraph::{Context, Place, empty, shaped};

/// `w:outlineLvl` of a paragraph that is no heading, whatever its style says.
const NO_LEVEL: usize = 9;

/// A line of a paragraph.
struct Line {
    runs: Vec<Run>,
    /// Width without the spaces that hang at its end.
    width: Pt,
}

fn lines(fonts: &Fonts, look: &ParagraphStyle, runs: &[Run], width: Pt) -> Vec<Line> {
    let broken = break_lines(runs, look, width, fonts).into_iter();
    let line = |line: crate::lines::Line| Line {
        width: line.width,
        runs: line
            .fragments
            .into_iter()
            .filter_map(|fragment| {
                let mut run = runs.get(fragment.run)?.clone();
                run.text = fragment.text;
                Some(run)
            })
            .collect(),
    };
    broken.map(line).collect()
}

/// The two paragraphs: all but the last lines, and these, which stay with the signature; `None` for one
/// that is short enough to stay as a whole.
pub(super) fn paragraphs(
    context: &Context,
    role: Role,
    runs: &[Run],
    place: Place,
) -> Option<[docx_rs::Paragraph; 2]> {
    let look = style::paragraph(role);
    let width = style::page::TEXT_WIDTH.pt();
    let mut head = lines(context.fonts, &look, runs, width);
    if head.len() <= style::signature::MOST_MOVED {
        return None;
    }
    let above = head.len() - style::signature::LINES_ABOVE;
    let tail: Vec<Run> = head.drain(above..).flat_map(|line| line.runs).collect();
    let last = head.pop()?;
    let head: Vec<Run> = head.into_iter().flat_map(|line| line.runs).collect();
    let at_start = Place {
        keep_with_next: false,
        more_after: Pt(0.0),
        ..place
    };
    let first = empty(look.id, &look, at_start).line_spacing(LineSpacing::new().after(0));
    let first = context.fill(first, &look, &head);
    let at_end = Place {
        keep_with_next: true,
        more_before: Pt(0.0),
        ..place
    };
    let no_indent = Some(SpecialIndentType::FirstLine(0));
    let second = empty(look.id, &look, at_end)
        .indent(None, no_indent, None, None)
        .outline_lvl(NO_LEVEL);
    Some([
        spread(context, first, &look, last, width),
        context.fill(second, &look, &tail),
    ])
}

/// Adds a line with its blanks as wide as justification would make them, which no word processor does at
/// a paragraph's end.
fn spread(
    context: &Context,
    mut built: docx_rs::Paragraph,
    look: &ParagraphStyle,
    line: Line,
    width: Pt,
) -> docx_rs::Paragraph {
    /// Twips left free, so that rounding never breaks the line.
    const SLACK: i32 = 2;
    let mut runs = line.runs;
    if let Some(last) = runs.last_mut() {
        last.text.truncate(last.text.trim_end_matches(' ').len());
    }
    let solid = |run: &Run| run.meaning.is_field();
    let blanks = runs.iter().filter(|run| !solid(run));
    let blanks: usize = blanks.map(|run| run.text.matches(' ').count()).sum();
    let mut left = i32::try_from(blanks).unwrap_or(i32::MAX);
    let mut free = ((width - line.width).twips() - SLACK).max(0);
    for run in &runs {
        if solid(run) {
            built = context.fill(built, look, std::slice::from_ref(run));
            continue;
        }
        for word in run.text.split_inclusive(' ') {
            let (word, blank) = match word.strip_suffix(' ') {
                Some(word) => (word, true),
                None => (word, false),
            };
            if !word.is_empty() {
                let text = word.to_owned();
                let word = Run {
                    text,
                    ..run.clone()
                };
                built = context.fill(built, look, &[word]);
            }
            if blank {
                let share = free / left.max(1);
                (free, left) = (free - share, left - 1);
                built = built.add_run(shaped(look, run).character_spacing(share).add_text(" "));
            }
        }
    }
    built
}
