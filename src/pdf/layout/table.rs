//! Setting a table: widths, heights, and cells placed on the page a row falls on.

use std::collections::BTreeMap;

use super::flow::PlacedRow;
use super::page::{Artifact, Item, Mark};
use super::paragraph::{SetParagraph, line_metrics, set_whole};
use super::tree::{LeafId, NodeId, Tag, Tree};
use crate::document::{Cell, CellAlign, CellContent, Paragraph, Role, Row, Table, TableKind};
use crate::fonts::Fonts;
use crate::style::{self, Align, table as rules};
use crate::units::Pt;

/// A table measured and ready to be placed row by row.
#[derive(Clone, Debug)]
pub(super) struct SetTable {
    /// How many of the first rows are header rows.
    pub(super) header_rows: usize,
    rows: Vec<SetRow>,
    cells: Vec<SetCell>,
    edges: Vec<Pt>,
}

#[derive(Clone, Debug)]
struct SetRow {
    height: Pt,
    keep_with_next: bool,
    /// Cells that start in this row or reach into it, left to right.
    covering: Vec<usize>,
}

#[derive(Clone, Debug)]
struct SetCell {
    row: usize,
    rows: usize,
    column: usize,
    columns: usize,
    content: SetContent,
}

#[derive(Clone, Debug)]
enum SetContent {
    Text(SetParagraph),
    Diagonal {
        above: SetParagraph,
        below: SetParagraph,
    },
}

impl SetContent {
    fn height(&self) -> Pt {
        let text = match self {
            Self::Text(text) => text.height(),
            Self::Diagonal { above, below } => above.height() + below.height(),
        };
        let padded = text + rules::CELL_PADDING_Y * 2.0 + style::LINE_WIDTH;
        match self {
            Self::Text(_) => padded,
            Self::Diagonal { .. } => padded.max(rules::CORNER_HEIGHT.pt()),
        }
    }

    /// The lines `from..from + count` alone; a corner cell stays whole in the first part.
    fn part(&self, from: usize, count: usize) -> Self {
        let mut part = self.clone();
        match &mut part {
            Self::Text(text) => {
                text.lines = text.lines.iter().skip(from).take(count).cloned().collect();
                if from > 0 {
                    text.style.first_line_indent = crate::units::Mm(0.0);
                }
            }
            Self::Diagonal { above, below } if from > 0 => {
                above.lines.clear();
                below.lines.clear();
            }
            Self::Diagonal { .. } => {}
        }
        part
    }

    fn lines(&self) -> (usize, Pt) {
        match self {
            Self::Text(text) => (text.lines.len(), text.line_height),
            Self::Diagonal { .. } => (1, Pt(0.0)),
        }
    }
}

/// Widths of the columns' right edges, from the table's left edge; the first is 0.
fn column_edges(table: &Table) -> Vec<Pt> {
    let mut widths = rules::column_widths(table.kind, table.columns);
    if widths.len() != table.columns {
        let each = style::page::TEXT_WIDTH.0 / table.columns.max(1) as f32;
        widths = vec![crate::units::Mm(each); table.columns];
    }
    let mut edges = vec![Pt(0.0)];
    let mut x = 0.0;
    for width in widths {
        x += width.0;
        edges.push(crate::units::Mm(x).pt());
    }
    edges
}

/// Width of the narrowest room for text in the table's columns.
#[must_use]
pub(super) fn narrowest_text(table: &Table) -> Pt {
    column_edges(table)
        .windows(2)
        .map(|pair| match pair {
            [left, right] => *right - *left - rules::CELL_PADDING_X.pt() * 2.0,
            _ => Pt(0.0),
        })
        .fold(style::page::TEXT_WIDTH.pt(), Pt::min)
}

/// Builds a [`SetTable`] row by row.
struct Setter<'a> {
    table: &'a Table,
    fonts: &'a Fonts,
    tree: &'a mut Tree,
    node: NodeId,
    set: SetTable,
    /// Tallest row a page can hold.
    limit: Pt,
}

/// Sets a table and adds it to the structure.
///
/// `page_height` is the height of a page's text area; a row taller than that is parted by lines.
#[must_use]
pub(super) fn set_table(
    table: &Table,
    node: NodeId,
    page_height: Pt,
    fonts: &Fonts,
    tree: &mut Tree,
) -> SetTable {
    let mut setter = Setter {
        table,
        fonts,
        tree,
        node,
        limit: page_height,
        set: SetTable {
            header_rows: 0,
            rows: Vec::with_capacity(table.header.len() + table.body.len()),
            cells: Vec::new(),
            edges: column_edges(table),
        },
    };
    for row in &table.header {
        setter.row(row, Role::TableHeader);
    }
    setter.set.header_rows = setter.set.rows.len();
    if setter.set.repeats_header(page_height) {
        setter.limit = page_height - setter.set.header_height();
    }
    for row in &table.body {
        setter.row(row, Role::TableCell);
    }
    setter.finish()
}

impl Setter<'_> {
    fn row(&mut self, row: &Row, empty_role: Role) {
        let tr = self.tree.add(self.node, Tag::TR);
        let contents: Vec<SetContent> = row.cells.iter().map(|cell| self.cell(cell, tr)).collect();
        let single =
            |(cell, content): (&Cell, &SetContent)| (cell.row_span <= 1).then(|| content.height());
        let height = row
            .cells
            .iter()
            .zip(&contents)
            .filter_map(single)
            .fold(self.empty_height(empty_role), Pt::max);
        if height > self.limit {
            self.parted_row(row, &contents);
        } else {
            self.push_row(row, contents, height, row.keep_with_next);
        }
    }

    /// A row with nothing in it is as tall as one line.
    fn empty_height(&self, role: Role) -> Pt {
        let (line, _) = line_metrics(&style::in_table(self.table.kind, role), self.fonts);
        line + rules::CELL_PADDING_Y * 2.0 + style::LINE_WIDTH
    }

    fn push_row(&mut self, row: &Row, contents: Vec<SetContent>, height: Pt, keep: bool) {
        let index = self.set.rows.len();
        self.set.rows.push(SetRow {
            height,
            keep_with_next: keep,
            covering: Vec::new(),
        });
        for (cell, content) in row.cells.iter().zip(contents) {
            self.set.cells.push(SetCell {
                row: index,
                rows: cell.row_span.max(1),
                column: cell.column,
                columns: cell.column_span.max(1),
                content,
            });
        }
    }

    /// A row taller than a page becomes several, each with as many lines as fit.
    fn parted_row(&mut self, row: &Row, contents: &[SetContent]) {
        let padding = rules::CELL_PADDING_Y * 2.0 + style::LINE_WIDTH;
        let room = self.limit - padding;
        let per_part = |content: &SetContent| {
            let (_, line) = content.lines();
            if line.0 > 0.0 {
                (room.0 / line.0).floor().max(1.0) as usize
            } else {
                1
            }
        };
        let parts = contents
            .iter()
            .map(|content| content.lines().0.div_ceil(per_part(content)))
            .max()
            .unwrap_or(1);
        for part in 0..parts {
            let pieces: Vec<SetContent> = contents
                .iter()
                .map(|content| content.part(part * per_part(content), per_part(content)))
                .collect();
            let height = pieces.iter().map(SetContent::height).fold(Pt(0.0), Pt::max);
            let keep = row.keep_with_next && part + 1 == parts;
            self.push_row(row, pieces, height, keep);
        }
        self.stretch_spans(parts);
    }

    /// Cells merged over a row that became several cover them all.
    fn stretch_spans(&mut self, parts: usize) {
        let end = self.set.rows.len();
        let first = end - parts;
        for cell in &mut self.set.cells {
            if cell.row < first && cell.row + cell.rows > first {
                cell.rows += parts - 1;
            }
        }
    }

    fn cell(&mut self, cell: &Cell, row: NodeId) -> SetContent {
        let tag = Tag::Cell {
            scope: cell.scope,
            rows: cell.row_span.max(1),
            columns: cell.column_span.max(1),
        };
        let node = self.tree.add(row, tag);
        let width =
            self.set.width(cell.column, cell.column_span.max(1)) - rules::CELL_PADDING_X.pt() * 2.0;
        match &cell.content {
            CellContent::Text(paragraph) => {
                let align = match cell.align {
                    CellAlign::Left => Align::Left,
                    CellAlign::Center => Align::Center,
                };
                let leaf = self.tree.leaf(node);
                SetContent::Text(self.words(paragraph, leaf, align, width))
            }
            CellContent::Diagonal { above, below } => {
                let below_leaf = self.tree.add_with_text(node, Tag::P);
                let above_leaf = self.tree.add_with_text(node, Tag::P);
                SetContent::Diagonal {
                    above: self.words(above, above_leaf, Align::Right, width),
                    below: self.words(below, below_leaf, Align::Left, width),
                }
            }
        }
    }

    fn words(&self, words: &Paragraph, leaf: LeafId, align: Align, width: Pt) -> SetParagraph {
        let mut look = style::in_table(self.table.kind, words.role);
        look.align = align;
        set_whole(words, leaf, look, width, self.fonts)
    }

    /// Makes room for merged cells and notes which cells each row shows.
    fn finish(mut self) -> SetTable {
        let rows = self.set.rows.len();
        for index in 0..self.set.cells.len() {
            let Some(cell) = self.set.cells.get_mut(index) else {
                continue;
            };
            cell.rows = cell.rows.min(rows - cell.row);
            let covered = cell.row..cell.row + cell.rows;
            let needed = cell.content.height();
            if let Some(spanned) = self.set.rows.get_mut(covered) {
                let present: Pt = spanned.iter().map(|row| row.height).sum();
                if needed > present
                    && let Some(last) = spanned.last_mut()
                {
                    last.height += needed - present;
                }
                for row in spanned {
                    row.covering.push(index);
                }
            }
        }
        let cells = &self.set.cells;
        for row in &mut self.set.rows {
            row.covering
                .sort_by_key(|index| cells.get(*index).map(|cell| cell.column));
        }
        self.set
    }
}

impl SetTable {
    /// Number of rows, header rows included.
    #[must_use]
    pub(super) fn count(&self) -> usize {
        self.rows.len()
    }

    /// Height of a row.
    #[must_use]
    pub(super) fn row_height(&self, row: usize) -> Pt {
        self.rows.get(row).map_or(Pt(0.0), |row| row.height)
    }

    /// Whether a row stays on the page of the row that follows.
    #[must_use]
    pub(super) fn keeps_with_next(&self, row: usize) -> bool {
        self.rows.get(row).is_some_and(|row| row.keep_with_next)
    }

    /// Height of the header rows.
    #[must_use]
    pub(super) fn header_height(&self) -> Pt {
        (0..self.header_rows).map(|row| self.row_height(row)).sum()
    }

    /// Whether the header leaves enough of a page for rows to be repeated there.
    #[must_use]
    pub(super) fn repeats_header(&self, page_height: Pt) -> bool {
        self.header_height() < page_height / 2.0
    }

    fn edge(&self, column: usize) -> Pt {
        self.edges
            .get(column)
            .or(self.edges.last())
            .copied()
            .unwrap_or_default()
    }

    fn width(&self, column: usize, columns: usize) -> Pt {
        self.edge(column + columns) - self.edge(column)
    }

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

/// Size of the letters in a table of this kind.
#[must_use]
pub(super) fn text_size(kind: TableKind) -> Pt {
    style::in_table(kind, Role::TableCell).size
}
