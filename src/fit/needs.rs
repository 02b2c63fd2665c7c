//! How much room the text of a table's cells needs.

use std::collections::BTreeMap;

use crate::diagnostics::Span;
use crate::document::{Cell, Paragraph, Table};
use crate::fonts::Fonts;
use crate::lines::{self, Extent};
use crate::style::{self, table as rules};
use crate::units::{Mm, Pt};

/// Widths grow with the text's size, so they are measured once, at this one.
const MEASURED: Pt = Pt(1.0);

/// The widest piece of text in cells that cover the same columns.
#[derive(Debug, Default)]
pub(super) struct Need {
    /// Its width at one point, in points.
    widest: f64,
    /// Width of the longest text on one line at one point, in points.
    whole: f64,
    /// The piece.
    pub(super) piece: String,
    /// Where it was written.
    pub(super) origin: Option<Span>,
}

/// What the cells of a table need, by the columns they cover: first, and one past the last.
pub(super) struct Needs(BTreeMap<(usize, usize), Need>);

impl Needs {
    pub(super) fn of(table: &Table, fonts: &Fonts) -> Self {
        let mut needs = BTreeMap::new();
        let rows = table.header.iter().chain(&table.body);
        for cell in rows.flat_map(|row| &row.cells) {
            let need: &mut Need = needs.entry(covered(cell)).or_default();
            for paragraph in cell.paragraphs() {
                let look = style::in_table(MEASURED, paragraph.role);
                let extent = lines::extent(&paragraph.runs, &look, fonts, need.widest);
                need.add(extent, paragraph);
            }
        }
        Self(needs)
    }

    /// The least width of each of these columns (in rising order), in twips: cells over several get what they lack
    /// from all of them alike.
    pub(super) fn least(&self, columns: &[usize], size: Pt) -> Vec<i32> {
        let mut least = vec![room_for(0.0, size); columns.len()];
        let is_alone = |(first, end): &(usize, usize)| end - first == 1;
        let alone = self.0.iter().filter(|(place, _)| is_alone(place));
        let spanning = self.0.iter().filter(|(place, _)| !is_alone(place));
        for ((first, end), need) in alone.chain(spanning) {
            let before = |edge: usize| columns.partition_point(|at| *at < edge);
            let covered = &mut least[before(*first)..before(*end)];
            let present: i32 = covered.iter().sum();
            let lacking = (room_for(need.widest, size) - present).max(0) as usize;
            let each = lacking.div_ceil(covered.len().max(1)) as i32;
            covered.iter_mut().for_each(|least| *least += each);
        }
        least
    }

    /// Widths in mm that fill the room, each in the measure of its column's longest text.
    pub(super) fn shares(&self, columns: &[usize], size: Pt, room: f32) -> Vec<f32> {
        let whole = columns.iter().map(|at| {
            let need = self.0.get(&(*at, *at + 1));
            room_for(need.map_or(0.0, |need| need.whole), size)
        });
        let whole: Vec<i32> = whole.collect();
        let all: i64 = whole.iter().map(|width| i64::from(*width)).sum();
        let share = |width: i32| f64::from(width) / all.max(1) as f64 * f64::from(room);
        whole.into_iter().map(|width| share(width) as f32).collect()
    }

    /// What asks for the most room for itself, and the first column it stands in.
    pub(super) fn widest(&self) -> Option<(usize, &Need)> {
        let needs = self.0.iter().map(|((first, _), need)| (*first, need));
        needs.max_by(|(_, one), (_, other)| one.widest.total_cmp(&other.widest))
    }
}

impl Need {
    fn add(&mut self, extent: Extent, paragraph: &Paragraph) {
        self.whole = self.whole.max(extent.whole);
        if extent.widest > self.widest {
            self.widest = extent.widest;
            self.piece = extent.piece;
            self.origin = paragraph.origin;
        }
    }
}

fn covered(cell: &Cell) -> (usize, usize) {
    (
        cell.column,
        cell.column.saturating_add(cell.column_span.max(1)),
    )
}

/// Width in twips of a column that has room for text so wide at one point.
fn room_for(width: f64, size: Pt) -> i32 {
    let text = (width * f64::from((size / MEASURED.0).0) * 20.0).ceil() as i32;
    text.saturating_add(Mm(rules::CELL_PADDING_X.0 * 2.0).twips() + rules::SLACK.twips())
}
