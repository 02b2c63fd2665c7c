//! A file as lines: paragraphs, and rows of tables with their cells.

use std::rc::Rc;

use crate::document::Role;
use crate::docx_reader::{Block, Cell, Paragraph, Row, Table, WordFile};
use crate::style;

/// How the names of the headings' styles begin.
const HEADING: &str = "heading";
/// Where the lines of an annex stand that has no number.
const ANNEX: &str = "Phụ lục";
/// Where the lines beside and in the signature stand.
const SIGNATURE: &str = "nơi nhận, chữ ký";

/// A paragraph, or a row of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// Its words, blanks as one space; those of a row's cells parted by bars.
    pub(super) text: String,
    /// Where it stands.
    pub(super) place: String,
    /// Its cells, if it is a row.
    pub(super) row: Option<Cells>,
    /// The paragraphs of each of its cells; of itself, if it is no row.
    pub(super) parts: Vec<Vec<String>>,
    /// The table that sets it beside other lines, letterhead or signature, if it stands in one.
    pub(super) beside: Option<usize>,
}

/// The cells of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Cells {
    /// The first column of each, and its words.
    pub(super) cells: Vec<(usize, String)>,
    /// What heads each column.
    heads: Rc<Vec<String>>,
    /// The cell that tells the row from others: the one with most letters.
    pub(super) name: String,
}

impl Cells {
    /// What stands at the head of a column.
    pub(super) fn head(&self, column: usize) -> &str {
        self.heads.get(column).map_or("", String::as_str)
    }
}

/// All lines: of the body, of headers and footers, of notes.
pub(super) fn lines(file: &WordFile) -> Vec<Line> {
    let mut taken = Taken::default();
    taken.blocks(&file.blocks);
    for (place, blocks) in std::iter::once(("đầu trang, cuối trang", &file.headers_and_footers))
        .chain(file.notes.iter().map(|note| ("chú thích", note)))
    {
        place.clone_into(&mut taken.place);
        let text = taken.lines.len();
        taken.blocks(blocks);
        // the number of a page is whatever it was when the file was saved
        let beside = taken.lines.split_off(text).into_iter();
        let beside = beside.filter(|line| line.text.parse::<u32>().is_err());
        taken.lines.extend(beside);
    }
    taken.lines
}

#[derive(Default)]
struct Taken {
    lines: Vec<Line>,
    place: String,
    /// The headings that the text stands under: level and label.
    headings: Vec<(String, String)>,
    tables: usize,
    /// The table of letterhead or signature that is being read, and how many there were.
    beside: Option<usize>,
    besides: usize,
}

impl Taken {
    fn blocks(&mut self, blocks: &[Block]) {
        for (at, block) in blocks.iter().enumerate() {
            match block {
                Block::Paragraph(paragraph) => self.paragraph(paragraph),
                Block::Table(table) if is_ruled(table) => {
                    let caption = blocks.get(at + 1).and_then(caption);
                    self.tables += 1;
                    let number = self.tables;
                    let called = caption.unwrap_or_else(|| match self.place.as_str() {
                        "" => format!("bảng thứ {number}"),
                        place => format!("{place}, bảng không tên"),
                    });
                    self.table(table, &called);
                }
                // the letterhead opens the text, the signature closes it
                Block::Table(table) => {
                    if !self.lines.is_empty() {
                        SIGNATURE.clone_into(&mut self.place);
                    }
                    self.besides += 1;
                    let outer = self.beside;
                    self.beside = outer.or(Some(self.besides));
                    let cells = table.rows.iter().flat_map(|row| &row.cells);
                    cells.for_each(|cell| self.blocks(&cell.blocks));
                    self.beside = outer;
                }
            }
        }
    }

    fn paragraph(&mut self, paragraph: &Paragraph) {
        let text = plain(&paragraph.text);
        if text.is_empty() {
            return;
        }
        if let Some(place) = self.opens(paragraph, &text) {
            self.place = place;
        }
        self.lines.push(Line {
            place: self.place.clone(),
            parts: vec![vec![text.clone()]],
            beside: self.beside,
            text,
            row: None,
        });
    }

    /// Where the lines from this paragraph on stand: in an article, below a heading, in an annex.
    fn opens(&mut self, paragraph: &Paragraph, text: &str) -> Option<String> {
        let (first, _) = text.split_once('.').unwrap_or((text, ""));
        if paragraph.style.starts_with(HEADING) {
            self.headings.retain(|(level, _)| *level < paragraph.style);
            self.headings
                .push((paragraph.style.clone(), first.to_owned()));
            let labels = self.headings.iter().map(|(_, label)| label.as_str());
            return Some(format!("mục {}", labels.collect::<Vec<_>>().join(".")));
        }
        let is_article = first.starts_with("Điều ") && first.chars().count() < 9;
        let is_annex = paragraph.style == style::paragraph(Role::AnnexLabel).name.to_lowercase();
        let is_title = paragraph.style == style::paragraph(Role::AnnexTitle).name.to_lowercase();
        if is_annex || is_title {
            self.headings.clear();
        }
        match (is_article || is_annex, is_title) {
            (true, _) => Some(first.to_owned()),
            (_, true) if !self.place.starts_with(ANNEX) => Some(ANNEX.to_owned()),
            _ => None,
        }
    }

    fn table(&mut self, table: &Table, called: &str) {
        let heads = Rc::new(heads(table));
        for row in &table.rows {
            let cells = cells(row);
            let texts: Vec<&str> = cells.iter().map(|(_, text)| text.as_str()).collect();
            let letters = |text: &&&str| text.chars().filter(|c| c.is_alphabetic()).count();
            let name = texts.iter().max_by_key(letters).map_or("", |name| name);
            self.lines.push(Line {
                parts: row.cells.iter().map(parts).collect(),
                beside: None,
                text: texts.join(" | "),
                place: called.to_owned(),
                row: Some(Cells {
                    name: name.to_owned(),
                    heads: Rc::clone(&heads),
                    cells,
                }),
            });
        }
    }
}

/// Whether a table has rows of figures; letterhead and signature are tables of one row.
fn is_ruled(table: &Table) -> bool {
    table.rows.len() > 2 || table.rows.iter().any(|row| row.is_header)
}

/// `Bảng 2` of the caption below a table.
fn caption(block: &Block) -> Option<String> {
    let Block::Paragraph(paragraph) = block else {
        return None;
    };
    let text = plain(&paragraph.text);
    let (label, _) = text.split_once('.')?;
    label.starts_with("Bảng ").then(|| label.to_owned())
}

/// What the paragraphs of a cell say.
fn parts(cell: &Cell) -> Vec<String> {
    let paragraphs = cell.blocks.iter().flat_map(Block::paragraphs);
    paragraphs.map(|paragraph| plain(&paragraph.text)).collect()
}

fn cells(row: &Row) -> Vec<(usize, String)> {
    let mut column = row.columns_before;
    let mut cells = Vec::new();
    for cell in &row.cells {
        cells.push((column, parts(cell).join(" ").trim().to_owned()));
        column += cell.grid_span;
    }
    cells
}

/// What heads each column, the head above first.
fn heads(table: &Table) -> Vec<String> {
    let mut heads: Vec<String> = Vec::new();
    for row in table.rows.iter().filter(|row| row.is_header) {
        let mut column = row.columns_before;
        for (cell, (_, text)) in row.cells.iter().zip(cells(row)) {
            for at in column..column + cell.grid_span {
                if heads.len() <= at {
                    heads.resize(at + 1, String::new());
                }
                if !text.is_empty() && !heads[at].is_empty() {
                    heads[at].push_str(" > ");
                }
                heads[at].push_str(&text);
            }
            column += cell.grid_span;
        }
    }
    heads
}

/// Words parted by one space, whatever blanks stand between them.
pub(super) fn plain(text: &str) -> String {
    let is_blank = |c: char| c.is_whitespace() || c == '\u{2007}' || c == '\u{202f}';
    let words = text.split(is_blank).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}
