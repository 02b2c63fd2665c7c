//! The paragraphs and tables of a part, a note, a text box or a cell.

use std::collections::BTreeMap;

use super::changes::{Fate, Seen};
use super::field::Fields;
use super::flow::Flow;
use super::inline::{Inline, NoteMark, bookmark, chosen, finished};
use super::model::{Block, Cell, Control, Paragraph, Row, Table};
use super::store;
use super::styles::Styles;
use super::tree::Node;

/// Columns that Word can have in a table.
const MOST_COLUMNS: usize = 63;

/// The parts that notes stand in.
pub(super) struct Notes {
    /// Those at the foot of pages.
    pub(super) footnotes: Option<Node>,
    /// Those at the end.
    pub(super) endnotes: Option<Node>,
}

/// Reads text, and keeps what is found beside it.
pub(super) struct Story<'a> {
    /// The notes referred to so far.
    pub(super) notes: Vec<Vec<Block>>,
    /// The tracked changes so far.
    pub(super) changes: Seen,
    styles: &'a Styles,
    /// Where each note stands.
    sources: BTreeMap<NoteMark, &'a Node>,
    /// Which one each of those read is.
    places: BTreeMap<NoteMark, usize>,
    fields: Fields,
    is_in_note: bool,
}

impl<'a> Story<'a> {
    pub(super) fn new(styles: &'a Styles, notes: &'a Notes) -> Self {
        let mut sources = BTreeMap::new();
        for (is_endnote, part) in [(false, &notes.footnotes), (true, &notes.endnotes)] {
            for note in part.iter().flat_map(Node::nodes) {
                let id = note.attribute("w:id").unwrap_or_default();
                sources.insert((is_endnote, id.to_owned()), note);
            }
        }
        Self {
            notes: Vec::new(),
            changes: Seen::default(),
            styles,
            sources,
            places: BTreeMap::new(),
            fields: Fields::default(),
            is_in_note: false,
        }
    }

    /// The paragraphs and tables in an element; fields that it leaves open end with it.
    pub(super) fn blocks(&mut self, parent: &Node) -> Vec<Block> {
        let outer = std::mem::take(&mut self.fields);
        let mut flow = Flow::default();
        self.flow(parent, &mut flow);
        flow.close();
        self.fields = outer;
        flow.blocks
    }

    fn flow(&mut self, parent: &Node, flow: &mut Flow) {
        for node in parent.nodes() {
            match &*node.name {
                "w:p" => self.paragraph(node, flow),
                "w:tbl" => {
                    flow.close();
                    let table = self.table(node);
                    // all of its rows may have been deleted
                    if !table.rows.is_empty() {
                        flow.blocks.push(Block::Table(table));
                    }
                }
                "w:sdt" => self.control(node, flow),
                "w:bookmarkStart" => flow.bookmarks.extend(bookmark(node)),
                "w:sectPr" => self.changes.reshaped(Some(node)),
                "w:tcPr" => {}
                _ => {
                    if let Some(content) = self.through(node) {
                        self.flow(content, flow);
                    }
                }
            }
        }
    }

    /// What is read of an element that only wraps others; nothing where it is deleted.
    fn through<'n>(&mut self, node: &'n Node) -> Option<&'n Node> {
        match &*node.name {
            "mc:AlternateContent" => chosen(node),
            _ if self.changes.note(node) == Some(Fate::Deleted) => None,
            _ => Some(node),
        }
    }

    fn paragraph(&mut self, node: &Node, flow: &mut Flow) {
        let properties = node.child("w:pPr");
        self.changes.reshaped(properties);
        if let Some(section) = properties.and_then(|of| of.child("w:sectPr")) {
            self.changes.reshaped(Some(section));
        }
        let mark = properties.and_then(|of| of.child("w:rPr"));
        let end_goes = self.changes.goes(mark);
        let carried = flow.carried.take().unwrap_or_default();
        let mut inline = Inline::new(carried, &mut self.fields, &mut self.changes);
        inline.paragraph.bookmarks.append(&mut flow.bookmarks);
        inline.walk(node);
        let (mut paragraph, boxes, notes) = (inline.paragraph, inline.boxes, inline.notes);
        for mark in notes {
            let place = self.note(mark);
            paragraph.notes.extend(place);
        }
        let id = properties.and_then(|of| of.value("w:pStyle"));
        paragraph.style = self.styles.name(id);
        paragraph.is_numbered = properties.and_then(|of| of.child("w:numPr")).is_some();
        if end_goes {
            flow.carried = Some(paragraph);
        } else {
            flow.blocks.push(Block::Paragraph(finished(paragraph)));
        }
        for text_box in boxes {
            let mut blocks = self.blocks(text_box);
            for block in &mut blocks {
                if let Block::Paragraph(paragraph) = block {
                    paragraph.in_text_box = true;
                }
            }
            flow.blocks.append(&mut blocks);
        }
    }

    /// The place of a note, which is read when it is first referred to; one inside another is none.
    fn note(&mut self, mark: NoteMark) -> Option<usize> {
        if self.is_in_note {
            return None;
        }
        if let Some(place) = self.places.get(&mark) {
            return Some(*place);
        }
        let source = *self.sources.get(&mark)?;
        self.is_in_note = true;
        let blocks = self.blocks(source);
        self.is_in_note = false;
        self.notes.push(blocks);
        let place = self.notes.len() - 1;
        self.places.insert(mark, place);
        Some(place)
    }

    /// A control around whole paragraphs is told with the first of them.
    fn control(&mut self, node: &Node, flow: &mut Flow) {
        let start = flow.blocks.len();
        if let Some(content) = node.child("w:sdtContent") {
            self.flow(content, flow);
        }
        let mut control = store::control(node);
        if !control.tag.is_empty() {
            show(&mut control, &mut flow.blocks[start..]);
        }
    }

    fn table(&mut self, node: &Node) -> Table {
        let properties = node.child("w:tblPr");
        self.changes.reshaped(properties);
        let text = |name| properties.and_then(|of| of.value(name)).map(str::to_owned);
        let mut table = Table {
            rows: Vec::new(),
            title: text("w:tblCaption"),
            description: text("w:tblDescription"),
        };
        self.rows(node, &mut table);
        table
    }

    fn rows(&mut self, parent: &Node, table: &mut Table) {
        for node in parent.nodes() {
            match &*node.name {
                "w:tr" => {
                    let properties = node.child("w:trPr");
                    if !self.changes.goes(properties) {
                        let before = properties.and_then(|of| of.value("w:gridBefore"));
                        let mut row = Row {
                            columns_before: columns(before, 0),
                            is_header: properties.is_some_and(|of| of.is_on("w:tblHeader")),
                            cells: Vec::new(),
                        };
                        self.cells(node, &mut row);
                        table.rows.push(row);
                    }
                }
                "w:tblPr" | "w:tblGrid" | "w:sdtPr" => {}
                _ => {
                    if let Some(content) = self.through(node) {
                        self.rows(content, table);
                    }
                }
            }
        }
    }

    fn cells(&mut self, parent: &Node, row: &mut Row) {
        for node in parent.nodes() {
            match &*node.name {
                "w:tc" => self.cell(node, row),
                "w:sdt" => {
                    let start = row.cells.len();
                    if let Some(content) = node.child("w:sdtContent") {
                        self.cells(content, row);
                    }
                    let mut control = store::control(node);
                    if let Some(cell) = row.cells[start..].first_mut()
                        && !control.tag.is_empty()
                    {
                        show(&mut control, &mut cell.blocks);
                    }
                }
                "w:trPr" | "w:tblPrEx" => {}
                _ => {
                    if let Some(content) = self.through(node) {
                        self.cells(content, row);
                    }
                }
            }
        }
    }

    fn cell(&mut self, node: &Node, row: &mut Row) {
        let properties = node.child("w:tcPr");
        if self.changes.goes(properties) {
            return;
        }
        let value = |name: &str| properties.and_then(|of| of.value(name));
        let continues = |name: &str, words: &[&str]| {
            let merge = properties.and_then(|of| of.child(name));
            merge.is_some_and(|merge| {
                let own = merge.attribute("w:val").or(merge.attribute("w:vMerge"));
                own.is_none_or(|own| words.contains(&own))
            })
        };
        let mut cell = Cell {
            blocks: self.blocks(node),
            grid_span: columns(value("w:gridSpan"), 1),
            continues_above: continues("w:vMerge", &["continue"])
                || continues("w:cellMerge", &["cont"]),
        };
        if continues("w:hMerge", &["continue"])
            && let Some(left) = row.cells.last_mut()
        {
            left.grid_span += cell.grid_span;
            left.blocks.append(&mut cell.blocks);
            return;
        }
        // the end of a cell cannot go
        if cell.blocks.is_empty() {
            let paragraph = Paragraph::default();
            cell.blocks.push(Block::Paragraph(paragraph));
        }
        row.cells.push(cell);
    }
}

fn columns(value: Option<&str>, least: usize) -> usize {
    let number = value.and_then(|value| value.trim().parse().ok());
    number.unwrap_or(least).clamp(least, MOST_COLUMNS)
}

/// Puts a control that shows these blocks into the first paragraph of them.
fn show(control: &mut Control, blocks: &mut [Block]) {
    let texts: Vec<&str> = blocks
        .iter()
        .flat_map(Block::paragraphs)
        .map(|paragraph| paragraph.text.as_str())
        .collect();
    control.text = texts.join("\n");
    for block in blocks {
        if let Block::Paragraph(first) = block {
            first.controls.push(control.clone());
            return;
        }
    }
}
