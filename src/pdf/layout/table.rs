//! Setting a table: widths, heights, and cells placed on the page a row falls on.

use super::paragraph::{SetParagraph, line_metrics, set_whole};
use super::tree::{LeafId, NodeId, Tag, Tree};
use crate::document::{Cell, CellAlign, CellContent, Paragraph, Role, Row, Table};
use crate::fonts::Fonts;
use crate::style::{self, Align, table as rules};
use crate::units::Pt;

/// A table measured and ready to be placed row by row.
#[derive(Clone, Debug)]
pub(super) struct SetTable {
    /// How many of the first rows are header rows.
    pub(super) header_rows: usize,
    pub(super) rows: Vec<SetRow>,
    pub(super) cells: Vec<SetCell>,
    edges: Vec<Pt>,
}

#[derive(Clone, Debug)]
pub(super) struct SetRow {
    pub(super) height: Pt,
    pub(super) keep_with_next: bool,
    /// Cells that start in this row or reach into it, left to right.
    pub(super) covering: Vec<usize>,
}

#[derive(Clone, Debug)]
pub(super) struct SetCell {
    pub(super) row: usize,
    pub(super) rows: usize,
    pub(super) column: usize,
    pub(super) columns: usize,
    pub(super) content: SetContent,
}

#[derive(Clone, Debug)]
pub(super) enum SetContent {
    Text(SetParagraph),
    Diagonal {
        above: Box<SetParagraph>,
        below: Box<SetParagraph>,
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

/// Where the columns' edges stand, from the table's left edge; the first is 0.
fn column_edges(table: &Table) -> Vec<Pt> {
    let mut edges = vec![Pt(0.0)];
    let mut x = 0;
    for width in &table.layout.widths {
        x += width.twips();
        edges.push(Pt::of_twips(x));
    }
    edges
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
    setter.part(Tag::THead, &table.header, Role::TableHeader);
    setter.set.header_rows = setter.set.rows.len();
    if setter.set.repeats_header(page_height) {
        setter.limit = page_height - setter.set.header_height();
    }
    setter.part(Tag::TBody, &table.body, Role::TableCell);
    setter.finish()
}

impl Setter<'_> {
    /// The rows of head or body (ISO 32000-1, 14.8.4.3.4); without rows there is no such part.
    fn part(&mut self, tag: Tag, rows: &[Row], empty_role: Role) {
        if rows.is_empty() {
            return;
        }
        let node = self.tree.add(self.node, tag);
        for row in rows {
            self.row(row, node, empty_role);
        }
    }

    fn row(&mut self, row: &Row, part: NodeId, empty_role: Role) {
        let tr = self.tree.add(part, Tag::TR);
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
        let (line, _) = line_metrics(&style::in_table(self.table.layout.size, role), self.fonts);
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
        let origin = cell.paragraphs().find_map(|text| text.origin);
        self.tree.typed_at(node, origin);
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
                    above: self.words(above, above_leaf, Align::Right, width).into(),
                    below: self.words(below, below_leaf, Align::Left, width).into(),
                }
            }
        }
    }

    fn words(&self, words: &Paragraph, leaf: LeafId, align: Align, width: Pt) -> SetParagraph {
        let mut look = style::in_table(self.table.layout.size, words.role);
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

    pub(super) fn edge(&self, column: usize) -> Pt {
        self.edges
            .get(column)
            .or(self.edges.last())
            .copied()
            .unwrap_or_default()
    }

    fn width(&self, column: usize, columns: usize) -> Pt {
        self.edge(column + columns) - self.edge(column)
    }
}
