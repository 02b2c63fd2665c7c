//! Tables.

use crate::document::{Column, TableKind};
use crate::units::{Mm, Pt};

/// Clear space between a cell's side edge and its text.
pub const CELL_PADDING_X: Mm = Mm(1.5);
/// Clear space above and below a cell's text.
pub(crate) const CELL_PADDING_Y: Pt = Pt(2.0);
/// Clear space above a table.
pub(crate) const SPACE_BEFORE: Pt = Pt(6.0);
/// Clear space below a table that has no caption.
pub(crate) const SPACE_AFTER: Pt = Pt(6.0);
/// Height of the shares table's corner cell, at the least.
pub(crate) const CORNER_HEIGHT: Mm = Mm(14.0);

/// The name column gives way down to this width, or to its longest syllable.
pub(crate) const NAME_FLOOR: Mm = Mm(30.0);
/// Text of a table.
pub const NORMAL: Pt = Pt(13.0);
/// Text of a table with narrow columns.
pub const SMALL: Pt = Pt(12.0);
/// The smallest text in a table.
pub const SMALLEST: Pt = Pt(11.0);
/// All sizes of text in tables, from the largest.
pub const SIZES: [Pt; 3] = [NORMAL, SMALL, SMALLEST];
/// Room a column has beyond its widest piece of text: half a border on each side.
pub(crate) const SLACK: Pt = super::LINE_WIDTH;

/// Size of the text in a table of this kind, unless it has to be smaller: detailed tables and
/// tables of changes have narrow columns.
#[must_use]
pub const fn usual_size(kind: TableKind) -> Pt {
    match kind {
        TableKind::Detail | TableKind::Changes => SMALL,
        TableKind::Standings | TableKind::Ranking | TableKind::Shares | TableKind::Text => NORMAL,
    }
}

/// Widths the columns would like in a text area of this width, which they fill; `None` if that
/// is up to their text.
#[must_use]
pub fn column_widths(
    kind: TableKind,
    columns: &[Column],
    asked: &[Option<Mm>],
    available: Mm,
) -> Option<Vec<Mm>> {
    if kind == TableKind::Text {
        return None;
    }
    let fixed: Vec<Option<f32>> = (0..columns.len())
        .map(|at| {
            let asked = asked.get(at).copied().flatten().map(|width| width.0);
            asked.or_else(|| fixed_width(kind, columns, at, available.0))
        })
        .collect();
    let taken: f32 = fixed.iter().flatten().sum();
    let others = fixed.iter().filter(|width| width.is_none()).count();
    let each = (available.0 - taken).max(0.0) / others.max(1) as f32;
    // where every width is asked for, the table is as wide as the text all the same
    let grown = if others == 0 {
        available.0 / taken
    } else {
        1.0
    };
    let widths = fixed.into_iter();
    Some(
        widths
            .map(|width| Mm(width.map_or(each, |width| width * grown)))
            .collect(),
    )
}

/// The width that a column has whatever the others leave, in mm.
fn fixed_width(kind: TableKind, columns: &[Column], at: usize, available: f32) -> Option<f32> {
    const POSITION: f32 = 13.0;
    const TOTAL: f32 = 17.0;
    let figures = || columns.iter().filter(|column| **column == Column::Figures);
    match (kind, columns.get(at)?) {
        (TableKind::Standings, Column::Position) => Some(15.0),
        (TableKind::Standings, Column::Figures) => Some(50.0),
        (TableKind::Ranking, Column::Position) => Some(15.0),
        (TableKind::Ranking, Column::Name) => None,
        // names take what the others leave, and should have room for most in one line
        (TableKind::Ranking, _) => {
            const NAMES: f32 = 85.0;
            let has_position = columns.contains(&Column::Position);
            let others = columns.len().saturating_sub(1 + usize::from(has_position));
            let room = available - NAMES - if has_position { 15.0 } else { 0.0 };
            Some((room / others.max(1) as f32).clamp(16.0, 36.0))
        }
        (TableKind::Shares, Column::Name) => Some(40.0),
        (TableKind::Detail, Column::Position) => Some(POSITION),
        (TableKind::Detail, Column::Total) => Some(TOTAL),
        // names take what narrow figure columns leave, from 46 to 70 mm
        (TableKind::Detail, Column::Name) => {
            let figures = figures().count() as f32 * 18.0;
            Some((available - POSITION - TOTAL - figures).clamp(46.0, 70.0))
        }
        (TableKind::Changes, Column::Name) => None,
        (TableKind::Changes, _) => match columns.len() {
            8 => [12.0, 0.0, 15.0, 15.0, 11.5, 11.5, 21.5, 21.5]
                .get(at)
                .copied(),
            4 => [13.0, 0.0, 25.0, 25.0].get(at).copied(),
            _ => (at == 0).then_some(26.0),
        },
        _ => None,
    }
}
