//! How wide text is and where its lines break, for drawn lines that follow the text's length.

use crate::document::Run;
use crate::fonts::Fonts;
use crate::lines::{break_lines, line_metrics, with_break_marks};
use crate::style::ParagraphStyle;
use crate::units::Pt;

/// A paragraph's lines, as far as drawn lines need them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Lines {
    /// How many lines it takes.
    pub(super) count: usize,
    /// Width of the last one, without the space that ends it.
    pub(super) last: Pt,
    /// Whether one of them ends inside a web address.
    pub(super) parts_address: bool,
}

/// The lines of these runs.
pub(super) fn lines(fonts: &Fonts, style: &ParagraphStyle, runs: &[Run], available: Pt) -> Lines {
    let lines = break_lines(runs, style, available, fonts);
    Lines {
        count: lines.len(),
        last: lines.last().map_or(Pt(0.0), |line| line.width),
        parts_address: lines.iter().any(|line| line.parts_address),
    }
}

/// The runs with marks where lines may end inside a web address, if one of them does; else as they are.
pub(super) fn marked(
    fonts: &Fonts,
    style: &ParagraphStyle,
    runs: &[Run],
    available: Pt,
) -> Vec<Run> {
    // no address is without these letters, and hardly any cell is with them
    let may_hold_address = runs.iter().any(|run| run.text.contains(['/', 'w']));
    if may_hold_address && lines(fonts, style, runs, available).parts_address {
        with_break_marks(runs, style, fonts)
    } else {
        runs.to_vec()
    }
}

/// Height of one line of this style.
pub(super) fn line_height(fonts: &Fonts, style: &ParagraphStyle) -> Pt {
    line_metrics(style, fonts).0
}
