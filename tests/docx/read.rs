//! Reads a DOCX back: parts, XML trees, and the body as paragraphs and tables with merged cells.

use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::escape::{resolve_predefined_entity, unescape};
use quick_xml::events::{BytesStart, Event};

/// An element; its text is that directly inside it.
#[derive(Clone, Debug, Default)]
pub struct Node {
    pub name: String,
    pub attributes: Vec<(String, String)>,
    pub children: Vec<Node>,
    pub text: String,
}

impl Node {
    pub fn child(&self, name: &str) -> Option<&Node> {
        self.children.iter().find(|child| child.name == name)
    }

    pub fn path(&self, names: &[&str]) -> Option<&Node> {
        names.iter().try_fold(self, |node, name| node.child(name))
    }

    pub fn attr(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str())
    }

    /// All elements of that name below this one, in document order.
    pub fn all(&self, name: &str) -> Vec<&Node> {
        let mut found = Vec::new();
        for child in &self.children {
            if child.name == name {
                found.push(child);
            }
            found.extend(child.all(name));
        }
        found
    }

    /// The printed text below this element.
    pub fn printed(&self) -> String {
        self.all("w:t")
            .iter()
            .map(|text| text.text.as_str())
            .collect()
    }
}

/// The parts of a package in their order.
pub fn parts(docx: &[u8]) -> Vec<(String, String)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(docx)).expect("a zip archive");
    (0..archive.len())
        .map(|index| {
            let mut file = archive.by_index(index).expect("an entry");
            let mut text = String::new();
            file.read_to_string(&mut text).expect("UTF-8");
            (file.name().to_owned(), text)
        })
        .collect()
}

/// One part as a tree.
pub fn part(docx: &[u8], name: &str) -> Node {
    let parts = parts(docx);
    let found = parts.iter().find(|(part, _)| part == name);
    tree(&found.unwrap_or_else(|| panic!("no part {name}")).1)
}

/// Parses XML strictly: every tag closed, every reference known.
pub fn tree(xml: &str) -> Node {
    let mut reader = Reader::from_str(xml);
    let mut open = vec![Node::default()];
    loop {
        match reader.read_event().expect("well-formed XML") {
            Event::Start(start) => open.push(node(&start)),
            Event::Empty(start) => {
                let made = node(&start);
                open.last_mut().expect("root").children.push(made);
            }
            Event::End(_) => {
                let made = open.pop().expect("an open element");
                open.last_mut().expect("root").children.push(made);
            }
            Event::Text(text) => {
                let text = text.decode().expect("UTF-8");
                open.last_mut().expect("root").text.push_str(&text);
            }
            Event::GeneralRef(reference) => {
                let name = reference.decode().expect("UTF-8");
                let text = resolve_predefined_entity(&name).expect("a predefined entity");
                open.last_mut().expect("root").text.push_str(text);
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(open.len(), 1, "every element is closed");
    let mut root = open.remove(0);
    root.children.remove(0)
}

fn node(start: &BytesStart) -> Node {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("UTF-8");
    let attributes = start.attributes().map(|attribute| {
        let attribute = attribute.expect("an attribute");
        let value = text(&attribute.value);
        let value = unescape(&value).expect("known references").into_owned();
        (text(attribute.key.into_inner()), value)
    });
    Node {
        name: text(start.name().into_inner()),
        attributes: attributes.collect(),
        ..Node::default()
    }
}

/// A paragraph as Word sees it.
#[derive(Clone, Debug, PartialEq)]
pub struct ReadParagraph {
    pub style: String,
    pub text: String,
}

/// A cell that starts in its row, its merged rows counted.
#[derive(Clone, Debug, PartialEq)]
pub struct ReadCell {
    pub column: usize,
    pub column_span: usize,
    pub row_span: usize,
    pub paragraphs: Vec<ReadParagraph>,
}

/// A row: whether it repeats on each page, and the cells that start in it.
#[derive(Clone, Debug, PartialEq)]
pub struct ReadRow {
    pub header: bool,
    pub cells: Vec<ReadCell>,
}

/// What stands in the body.
#[derive(Clone, Debug, PartialEq)]
pub enum ReadBlock {
    Paragraph(ReadParagraph),
    Table(Vec<ReadRow>),
}

/// The body's paragraphs and tables, section by section.
pub fn sections(docx: &[u8]) -> Vec<Vec<ReadBlock>> {
    sections_of(&part(docx, "word/document.xml"))
}

/// The same of a main part at hand. What goes on with the page numbers, on pages turned another way,
/// belongs to the section before it.
pub fn sections_of(document: &Node) -> Vec<Vec<ReadBlock>> {
    let body = document.child("w:body").expect("a body");
    let mut sections: Vec<Vec<ReadBlock>> = Vec::new();
    let mut stretch = Vec::new();
    for child in &body.children {
        let end = match child.name.as_str() {
            "w:p" => {
                stretch.push(ReadBlock::Paragraph(paragraph(child)));
                child.path(&["w:pPr", "w:sectPr"])
            }
            "w:tbl" => {
                stretch.push(ReadBlock::Table(table(child)));
                None
            }
            "w:sectPr" => Some(child),
            other => panic!("unexpected {other} in the body"),
        };
        let Some(end) = end else { continue };
        let blocks = std::mem::take(&mut stretch);
        match sections.last_mut() {
            Some(section) if end.child("w:pgNumType").is_none() => section.extend(blocks),
            _ => sections.push(blocks),
        }
    }
    sections
}

fn paragraph(node: &Node) -> ReadParagraph {
    let style = node
        .path(&["w:pPr", "w:pStyle"])
        .and_then(|style| style.attr("w:val"));
    ReadParagraph {
        style: style.unwrap_or("Normal").to_owned(),
        // places where a line may end are no text
        text: node.printed().replace('\u{200b}', ""),
    }
}

/// Resolves vertical merges; panics on a merged cell that continues nothing.
fn table(node: &Node) -> Vec<ReadRow> {
    let columns = node.child("w:tblGrid").expect("a grid").children.len();
    let mut rows: Vec<ReadRow> = Vec::new();
    // for each column: row and cell that cover it from above, and whether that may go on
    let mut merged: Vec<Option<(usize, usize)>> = vec![None; columns];
    for row in node.all("w:tr") {
        let index = rows.len();
        let mut cells = Vec::new();
        let mut column = 0;
        let mut next: Vec<Option<(usize, usize)>> = vec![None; columns];
        for cell in row.children.iter().filter(|child| child.name == "w:tc") {
            let properties = cell.child("w:tcPr").expect("cell properties");
            let span = properties
                .child("w:gridSpan")
                .and_then(|span| span.attr("w:val"));
            let span = span.map_or(1, |span| span.parse().expect("a number"));
            let merge = properties
                .child("w:vMerge")
                .map(|merge| merge.attr("w:val"));
            let going_on = merge.is_some_and(|value| value.is_none_or(|value| value == "continue"));
            if going_on {
                let (row, cell) = merged[column].expect("an orphan vMerge continues no cell");
                let above: &mut ReadCell = &mut rows[row].cells[cell];
                assert_eq!(
                    (above.column, above.column_span),
                    (column, span),
                    "merged cells in line"
                );
                above.row_span += 1;
                next[column] = merged[column];
            } else {
                if merge.is_some() {
                    next[column] = Some((index, cells.len()));
                }
                let paragraphs = cell.children.iter().filter(|child| child.name == "w:p");
                cells.push(ReadCell {
                    column,
                    column_span: span,
                    row_span: 1,
                    paragraphs: paragraphs.map(paragraph).collect(),
                });
            }
            column += span;
        }
        assert_eq!(column, columns, "a row covers every column");
        merged = next;
        let header = row.path(&["w:trPr", "w:tblHeader"]).is_some();
        rows.push(ReadRow { header, cells });
    }
    rows
}
