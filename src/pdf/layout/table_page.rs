//! Placing a table's rows on the page they fall on: borders, then the cells' text.

use std::collections::BTreeMap;

use super::flow::PlacedRow;
use super::page::{Artifact, Item, Mark};
use super::table::{SetCell, SetContent, SetTable};
use crate::style::table as rules;
use crate::units::Pt;

impl SetTable {
    /// The items of the rows on one page; `left` is the table's left edge.
    #[must_use]
    pub(super) fn place(&self, rows: &[PlacedRow], left: Pt) -> Vec<Item> {
        let mut borders = Borders::default();
        let mut slanted = Vec::new();
        let mut texts = Vec::new();
        for (place, row) in rows.iter().enumerate() {
            let covering = self.rows.get(row.row).map_or(&[][..], |row| &row.covering);
            for cell in covering.iter().filter_map(|index| self.cells.get(*index)) {
                if !starts_here(cell, rows, place) {
                    continue;
                }
                let frame = self.frame(cell, rows, place, left);
                borders.add(frame);
                if let SetContent::Diagonal { .. } = cell.content {
                    slanted.push(Item::Line {
                        from: (frame.0, frame.1),
                        to: (frame.2, frame.3),
                    });
                }
                if cell.row == row.row {
                    texts.extend(cell_text(cell, frame, row.repeated));
                }
            }
        }
        let mut items = borders.lines();
        items.append(&mut slanted);
        items.append(&mut texts);
        items
    }

    /// Left, upper, right and lower edge of the part of a cell that is on this page.
    fn frame(&self, cell: &SetCell, rows: &[PlacedRow], place: usize, left: Pt) -> Frame {
        let first = rows.get(place).copied().unwrap_or(PlacedRow {
            row: cell.row,
            y: Pt(0.0),
            height: Pt(0.0),
            repeated: false,
        });
        let height: Pt = rows
            .iter()
            .skip(place)
            .enumerate()
            .take_while(|(offset, row)| {
                row.row == first.row + offset && row.row < cell.row + cell.rows
            })
            .map(|(_, row)| row.height)
            .sum();
        (
            left + self.edge(cell.column),
            first.y,
            left + self.edge(cell.column + cell.columns),
            first.y + height,
        )
    }
}

type Frame = (Pt, Pt, Pt, Pt);

/// Whether this row is the first of the page that shows the cell.
fn starts_here(cell: &SetCell, rows: &[PlacedRow], place: usize) -> bool {
    let row = rows.get(place).map_or(0, |row| row.row);
    let above = place.checked_sub(1).and_then(|above| rows.get(above));
    cell.row == row || above.is_none_or(|above| above.row + 1 != row || above.row < cell.row)
}

fn cell_text(cell: &SetCell, frame: Frame, repeated: bool) -> Vec<Item> {
    let (left, top, _, bottom) = frame;
    let x = left + rules::CELL_PADDING_X.pt();
    let mut items = match &cell.content {
        SetContent::Text(text) => {
            let y = top + (bottom - top - text.height()) / 2.0;
            text.place(x, y)
        }
        SetContent::Diagonal { above, below } => {
            let low = bottom - rules::CELL_PADDING_Y - below.height();
            let mut items = below.place(x, low);
            items.extend(above.place(x, top + rules::CELL_PADDING_Y));
            items
        }
    };
    if repeated {
        for item in &mut items {
            if let Item::Text(text) = item {
                text.mark = Mark::Artifact(Artifact::RepeatedHeader);
            }
        }
    }
    items
}

/// Edges of cells, each drawn once and joined where they continue.
#[derive(Default)]
struct Borders {
    horizontal: BTreeMap<i64, Vec<(i64, i64)>>,
    vertical: BTreeMap<i64, Vec<(i64, i64)>>,
}

/// Borders are compared in hundredths of a point.
fn hundredths(length: Pt) -> i64 {
    (f64::from(length.0) * 100.0).round() as i64
}

fn points(hundredths: i64) -> Pt {
    Pt((hundredths as f64 / 100.0) as f32)
}

impl Borders {
    fn add(&mut self, (left, top, right, bottom): Frame) {
        let [left, top, right, bottom] = [left, top, right, bottom].map(hundredths);
        for y in [top, bottom] {
            self.horizontal.entry(y).or_default().push((left, right));
        }
        for x in [left, right] {
            self.vertical.entry(x).or_default().push((top, bottom));
        }
    }

    fn lines(self) -> Vec<Item> {
        let across = joined(self.horizontal).map(|(y, left, right)| Item::Line {
            from: (points(left), points(y)),
            to: (points(right), points(y)),
        });
        let down = joined(self.vertical).map(|(x, top, bottom)| Item::Line {
            from: (points(x), points(top)),
            to: (points(x), points(bottom)),
        });
        across.chain(down).collect()
    }
}

fn joined(edges: BTreeMap<i64, Vec<(i64, i64)>>) -> impl Iterator<Item = (i64, i64, i64)> {
    edges.into_iter().flat_map(|(at, mut parts)| {
        parts.sort_unstable();
        let mut whole: Vec<(i64, i64, i64)> = Vec::new();
        for (from, to) in parts {
            match whole.last_mut() {
                Some((_, _, end)) if from <= *end => *end = (*end).max(to),
                _ => whole.push((at, from, to)),
            }
        }
        whole
    })
}
