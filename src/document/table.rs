//! Tables: what they show, their columns, rows and cells, and how they are set.

use super::text::Paragraph;
use crate::diagnostics::Span;
use crate::units::{Mm, Pt};

/// What a table shows; the widths its columns would like are in `style`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableKind {
    /// Bảng xếp hạng: position, name, merged rank and score; tier rows across all columns.
    Standings,
    /// A ranking in columns of the office's own.
    Ranking,
    /// Bảng tỷ lệ: one row per tier, one column per block; the corner cell is cut by a diagonal.
    Shares,
    /// Bảng chi tiết: one column per indicator, and the total.
    Detail,
    /// Bảng thay đổi: agencies (8 columns), figures (4) or sentences (3), old and new.
    Changes,
    /// Bảng trong lời văn: typed in a narrative or a template; its columns are as wide as their text asks.
    Text,
}

/// What a table's column holds, which decides how it gives way where the table is too wide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// Số thứ tự: stands in every part of a parted table.
    Position,
    /// Tên: gives way first, and stands in every part.
    Name,
    /// Figures of one indicator or block: a table may be parted between two such columns.
    Figures,
    /// Tổng: stands in the last part alone.
    Total,
    /// Anything else: gives way with the others.
    Text,
}

impl Column {
    /// Whether it says what a row is about, so that every part of the table has it.
    #[must_use]
    pub const fn is_key(self) -> bool {
        matches!(self, Self::Position | Self::Name)
    }
}

/// Which way the paper is turned (P1, P2t).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Orientation {
    /// Trang đứng.
    #[default]
    Portrait,
    /// Trang ngang.
    Landscape,
}

/// How a table is set; `fit` decides it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TableLayout {
    /// Widths of the columns, each a whole number of twips.
    pub widths: Vec<Pt>,
    /// Size of the letters in its cells.
    pub size: Pt,
    /// Which way its pages are turned: a turned page holds only tables and their captions.
    pub orientation: Orientation,
}

/// A ruled table with its caption below.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// Name by which the text refers to it, e.g. `xep-hang-tinh`; unique in the document.
    pub id: String,
    /// What it shows.
    pub kind: TableKind,
    /// The columns, left to right. Every row's cells span exactly these, cells merged from above included.
    pub columns: Vec<Column>,
    /// Widths that the template asks for, column by column; none for the rest, and where it is shorter.
    pub asked: Vec<Option<Mm>>,
    /// Rows repeated at the top of each page the table reaches.
    pub header: Vec<Row>,
    /// The other rows.
    pub body: Vec<Row>,
    /// The caption under the table: role [`super::Role::Caption`], with a [`super::Meaning::CaptionNumber`] run.
    pub caption: Option<Paragraph>,
    /// One sentence that says what the table holds, for readers who cannot see it.
    pub summary: String,
    /// Where it was placed in the template.
    pub origin: Option<Span>,
    /// Widths and size: empty until `fit` has decided them.
    pub layout: TableLayout,
}

/// One row of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The cells that start in this row, left to right. Columns covered by a cell merged from
    /// above have no entry here.
    pub cells: Vec<Cell>,
    /// Stays on the page of the row that follows (tier rows, all but the last row of a tie).
    pub keep_with_next: bool,
}

/// How a cell's text stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CellAlign {
    /// Flush left.
    Left,
    /// Centred.
    Center,
}

/// Whether a cell heads a row or a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Heads the columns it spans.
    Column,
    /// Heads the row it starts in.
    Row,
    /// Heads both (the corner cell).
    Both,
}

/// One cell, vertically centred.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// Its text.
    pub content: CellContent,
    /// First column it covers, from 0.
    pub column: usize,
    /// How many columns it covers, from 1.
    pub column_span: usize,
    /// How many rows it covers, from 1.
    pub row_span: usize,
    /// How its text stands.
    pub align: CellAlign,
    /// `Some` makes it a heading cell (TH).
    pub scope: Option<Scope>,
}

impl Cell {
    /// Its paragraphs, from the top.
    pub fn paragraphs(&self) -> impl Iterator<Item = &Paragraph> {
        let (first, second) = match &self.content {
            CellContent::Text(paragraph) => (paragraph, None),
            CellContent::Diagonal { above, below } => (&**above, Some(&**below)),
        };
        std::iter::once(first).chain(second)
    }
}

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq)]
pub enum CellContent {
    /// One paragraph of role [`super::Role::TableHeader`], [`super::Role::TableCell`] or [`super::Role::TableTier`].
    Text(Paragraph),
    /// The corner of a shares table: cut by a diagonal from top left to bottom right, one text
    /// above it on the right (`Khối`), one below it on the left (`Mức độ`).
    Diagonal {
        /// Above the diagonal, flush right.
        above: Box<Paragraph>,
        /// Below the diagonal, flush left.
        below: Box<Paragraph>,
    },
}
