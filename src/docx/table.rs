//! Ruled tables: fixed columns, repeated header rows, merged cells, rows that stay together.

use docx_rs::{TableLayoutType, WidthType};

use crate::document::{Cell, CellAlign, CellContent, Paragraph, Role, Row, Run, Table};
use crate::fonts::Fonts;
use crate::redline::{self, Change};
use crate::style::{self, Align};
use crate::units::Pt;

use super::drawn_line;
use super::frame::bare;
use super::kind::{CellKind, Merge};
use super::measure;
use super::paragraph::{Context, Place};
use super::styles;
use super::table_styles;
use super::xml::Element;

/// Appends the table to `out`, row by row, so that a long one never stands in memory as a tree.
pub(super) fn write(context: &mut Context, change: Change<&Table>, out: &mut String) {
    let table = change.shown();
    let grid = Grid::of(table);
    let element = frame(context, table, &grid);
    element.open(out);
    for child in element.elements() {
        child.write(out);
    }
    let rows = Rows {
        grid: &grid,
        size: table.layout.size,
    };
    let header = change.parts(
        |table| table.header.iter().collect(),
        |old, new| {
            let both = old.header.iter().zip(&new.header);
            both.map(|(old, new)| Change::Both { old, new }).collect()
        },
    );
    rows.write(context, &header, Part::Header, out);
    let body = change.parts(
        |table| table.body.iter().collect(),
        |old, new| redline::rows(&old.body, &new.body),
    );
    let part = Part::Body {
        captioned: table.caption.is_some(),
    };
    rows.write(context, &body, part, out);
    element.close(out);
}

/// `w:tbl` with its properties and columns, without rows.
fn frame(context: &mut Context, table: &Table, grid: &Grid) -> Element {
    let built = docx_rs::Table::without_borders(Vec::new())
        .style(table_styles::RULED)
        .layout(TableLayoutType::Fixed)
        .width(grid.width(0, table.columns.len()), WidthType::Dxa)
        .set_grid(grid.columns());
    let mut element = context.read(&built);
    bare(&mut element);
    let name = table.caption.as_ref().map(Paragraph::text);
    for properties in element
        .elements_mut()
        .filter(|child| child.name == "w:tblPr")
    {
        if let Some(name) = &name {
            properties.push(Element::new("w:tblCaption").val(name.as_str()));
        }
        properties.push(Element::new("w:tblDescription").val(table.summary.as_str()));
    }
    element
}

/// Where each column's edges stand, in twips from the left.
struct Grid {
    edges: Vec<usize>,
}

impl Grid {
    fn of(table: &Table) -> Self {
        let mut edges = vec![0];
        let mut at = 0;
        for width in &table.layout.widths {
            at += width.twips();
            edges.push(usize::try_from(at).unwrap_or(0));
        }
        Self { edges }
    }

    fn width(&self, first: usize, end: usize) -> usize {
        let edge = |column: usize| {
            self.edges
                .get(column)
                .or(self.edges.last())
                .copied()
                .unwrap_or(0)
        };
        edge(end).saturating_sub(edge(first))
    }

    fn columns(&self) -> Vec<usize> {
        self.edges
            .windows(2)
            .map(|pair| pair[1].saturating_sub(pair[0]))
            .collect()
    }
}

/// Which rows of a table are written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    /// Repeated on each page.
    Header,
    /// All others; the last stays with the caption, if there is one.
    Body { captioned: bool },
}

/// A cell that still covers rows below the one it started in.
struct Merged {
    column: usize,
    span: usize,
    rows_left: usize,
    style: String,
}

/// A row, and what its place in the table asks for.
#[derive(Clone, Copy)]
struct Placed<'a> {
    row: &'a Row,
    /// How many rows of its part stand below it.
    below: usize,
    place: Place,
}

struct Rows<'a> {
    grid: &'a Grid,
    /// Size of the text.
    size: Pt,
}

impl Rows<'_> {
    fn write(&self, context: &mut Context, rows: &[Change<&Row>], part: Part, out: &mut String) {
        let mut merged = Vec::new();
        for (index, change) in rows.iter().enumerate() {
            let row = change.shown();
            // of its document; it stays with the caption
            let is_last = !rows[index + 1..].iter().any(|row| change.stands_with(*row));
            let below = rows.len() - index - 1;
            let keep = match part {
                Part::Header => true,
                Part::Body { captioned } => row.keep_with_next || (captioned && is_last),
            };
            let placed = Placed {
                row,
                below,
                place: Place {
                    keep_with_next: keep,
                    ..Place::default()
                },
            };
            let cells = self.cells(context, placed, &mut merged);
            let (columns, cells): (Vec<usize>, Vec<Element>) = cells.into_iter().unzip();
            let corner = row.cells.iter().find(|cell| is_corner(cell));
            let mut element = context.row(corner.is_some()).children(cells);
            if let Change::Both { old, new } = change {
                self.retext(context, (old, new), &columns, &mut element);
            }
            if let Some(corner) = corner {
                self.draw_diagonal(context, row, corner, &mut element);
            }
            if part == Part::Header {
                element.push_into("w:trPr", Element::new("w:tblHeader"));
            }
            if let Some(mark) = change.mark() {
                context.tracker.whole(&mut element, mark);
            }
            element.write(out);
        }
    }

    /// The cells of a row from the first column to the last, each with its column: those that start in
    /// it, those merged from above, and empty ones where there is neither.
    fn cells(
        &self,
        context: &mut Context,
        placed: Placed,
        merged: &mut Vec<Merged>,
    ) -> Vec<(usize, Element)> {
        let columns = self.grid.edges.len() - 1;
        let mut built = Vec::new();
        let mut column = 0;
        while column < columns {
            let cell = placed.row.cells.iter().find(|cell| cell.column == column);
            let (made, span) = if let Some(above) = merged.iter_mut().find(|m| m.column == column) {
                above.rows_left = above.rows_left.saturating_sub(1);
                let kind = self.kind(column, above.span, Merge::Further);
                let made = self.blank(context, kind, &above.style, placed.place);
                (made, above.span)
            } else if let Some(cell) = cell {
                let taken = merged
                    .iter()
                    .map(|m| m.column)
                    .filter(|at| *at > column)
                    .min();
                let span = cell.column_span.clamp(1, taken.unwrap_or(columns) - column);
                let made = self.starting(context, placed, cell, span, merged);
                (made, span)
            } else {
                let id = styles::in_cell(self.size, Role::TableCell, Align::Left);
                let kind = self.kind(column, 1, Merge::Alone);
                (self.blank(context, kind, &id, placed.place), 1)
            };
            built.push((column, made));
            column += span;
        }
        merged.retain(|cell| cell.rows_left > 0);
        built
    }

    /// A cell with an empty paragraph of this style.
    fn blank(&self, context: &mut Context, kind: CellKind, style: &str, place: Place) -> Element {
        let look = style::in_table(self.size, Role::TableCell);
        let paragraph = context.paragraph_of(style, &look, place, &[]);
        context.cell(kind).child(paragraph)
    }

    fn starting(
        &self,
        context: &mut Context,
        placed: Placed,
        cell: &Cell,
        span: usize,
        merged: &mut Vec<Merged>,
    ) -> Element {
        let rows_left = cell.row_span.saturating_sub(1).min(placed.below);
        let align = match cell.align {
            CellAlign::Left => Align::Left,
            CellAlign::Center => Align::Center,
        };
        let mut kind = self.kind(cell.column, span, Merge::Alone);
        let fonts = context.fonts;
        let mut set = |paragraph: &Paragraph, align, place| {
            let look = style::in_table(self.size, paragraph.role);
            let id = styles::in_cell(self.size, paragraph.role, align);
            let runs = self.runs(context, cell, paragraph);
            context.paragraph_of(&id, &look, place, &runs)
        };
        let paragraphs = match &cell.content {
            CellContent::Text(paragraph) => {
                if rows_left > 0 {
                    let style = styles::in_cell(self.size, paragraph.role, align);
                    merged.push(Merged {
                        column: cell.column,
                        span,
                        rows_left,
                        style,
                    });
                    kind.merged = Merge::First;
                }
                vec![set(paragraph, align, placed.place)]
            }
            CellContent::Diagonal { above, below } => {
                kind.is_corner = true;
                let lower = self.lower(fonts, placed);
                let above = set(above, Align::Right, placed.place);
                vec![above, set(below, Align::Left, lower)]
            }
        };
        context.cell(kind).children(paragraphs)
    }

    /// The place of a corner's lower text: at the bottom, whatever the row's height comes to.
    fn lower(&self, fonts: &Fonts, placed: Placed) -> Place {
        let spread = self.corner_height(fonts, placed.row)
            - style::table::CELL_PADDING_Y * 2.0
            - self.corner_text(fonts);
        Place {
            more_before: spread.max(Pt(0.0)),
            ..placed.place
        }
    }

    /// Marks what changed in the cells of a row that is on both sides; `columns` are those in which
    /// the drawn cells start.
    fn retext(
        &self,
        context: &mut Context,
        (old, new): (&Row, &Row),
        columns: &[usize],
        drawn: &mut Element,
    ) {
        let cells = drawn.elements_mut().filter(|child| child.name == "w:tc");
        for (cell, &column) in cells.zip(columns) {
            let [old, new] = [old, new].map(|row| row.cells.iter().find(|c| c.column == column));
            let (Some(old), Some(new)) = (old, new) else {
                continue;
            };
            let both = old.paragraphs().zip(new.paragraphs());
            let drawn = cell.elements_mut().filter(|child| child.name == "w:p");
            for (paragraph, (was, is)) in drawn.zip(both) {
                if was.runs != is.runs {
                    let look = style::in_table(self.size, is.role);
                    let was = self.runs(context, old, was);
                    let is = self.runs(context, new, is);
                    context.retext(paragraph, &look, &was, &is);
                }
            }
        }
    }

    /// A paragraph's text, as it is written into a cell of this width.
    fn runs(&self, context: &Context, cell: &Cell, paragraph: &Paragraph) -> Vec<Run> {
        let look = style::in_table(self.size, paragraph.role);
        measure::marked(context.fonts, &look, &paragraph.runs, self.room(cell))
    }

    /// Width of the text in a cell.
    fn room(&self, cell: &Cell) -> Pt {
        let edges = self.grid.width(cell.column, cell.column + cell.column_span);
        Pt(edges as f32 / 20.0) - style::table::CELL_PADDING_X.pt() * 2.0
    }

    /// Adds the corner cell's diagonal for readers that draw none of their own.
    fn draw_diagonal(&self, context: &mut Context, row: &Row, corner: &Cell, drawn: &mut Element) {
        let height = self.corner_height(context.fonts, row);
        let (first, end) = (corner.column, corner.column + corner.column_span);
        let width = Pt(self.grid.width(first, end) as f32 / 20.0);
        let left = -style::table::CELL_PADDING_X.pt();
        let top = -style::table::CELL_PADDING_Y;
        let id = context.next_drawing();
        let mut line = Some(drawn_line::diagonal(id, left, top, [width, height]));
        drawn.for_each_mut("w:tc", &mut |cell| {
            if is_cut(cell)
                && let Some(paragraph) = cell.elements_mut().find(|p| p.name == "w:p")
            {
                line.take()
                    .into_iter()
                    .for_each(|line| paragraph.push(line));
            }
        });
    }

    /// Height of the corner's two lines of text.
    fn corner_text(&self, fonts: &Fonts) -> Pt {
        let look = style::in_table(self.size, Role::TableHeader);
        measure::line_height(fonts, &look) * 2.0
    }

    /// Height of a row with a corner cell: that of its tallest cell, but not less than the style asks.
    fn corner_height(&self, fonts: &Fonts, row: &Row) -> Pt {
        let heights = row.cells.iter().filter_map(|cell| {
            let CellContent::Text(paragraph) = &cell.content else {
                return None;
            };
            let look = style::in_table(self.size, paragraph.role);
            let lines = measure::lines(fonts, &look, &paragraph.runs, self.room(cell));
            let text = measure::line_height(fonts, &look) * lines.count as f32;
            Some(text + style::table::CELL_PADDING_Y * 2.0)
        });
        heights.fold(style::table::CORNER_HEIGHT.pt(), Pt::max)
    }

    fn kind(&self, column: usize, span: usize, merged: Merge) -> CellKind {
        CellKind {
            width: self.grid.width(column, column + span),
            span,
            merged,
            is_corner: false,
        }
    }
}

fn is_corner(cell: &Cell) -> bool {
    matches!(cell.content, CellContent::Diagonal { .. })
}

/// Whether the element is a cell cut by a diagonal.
fn is_cut(cell: &Element) -> bool {
    let named =
        |parent: &Element, name: &str| parent.elements().find(|child| child.name == name).cloned();
    named(cell, "w:tcPr")
        .and_then(|properties| named(&properties, "w:tcBorders"))
        .is_some_and(|borders| named(&borders, "w:tl2br").is_some())
}
