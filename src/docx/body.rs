//! The main part: the sections' content one after the other.

use crate::document::{
    Block, Document, Letterhead, Paragraph, Role, Run, Section, SignatureBlock, Table,
};
use crate::fonts::Fonts;
use crate::style::{self, page, signature};
use crate::units::Pt;

use super::drawn_line;
use super::measure;
use super::paragraph::{Context, Place, empty};
use super::section::{self, NAMESPACES};
use super::styles;
use super::table;
use super::xml::{DECLARATION, Element};
use super::{controls::Facts, frame};

/// The main part and the facts it binds.
pub(super) struct Body {
    /// `word/document.xml`.
    pub(super) part: String,
    /// What the controls in it are bound to.
    pub(super) facts: Facts,
}

/// Builds the main part; `None` if the text could not be put into XML.
pub(super) fn build(document: &Document, fonts: &Fonts) -> Option<Body> {
    let mut context = Context::new(document, fonts);
    let mut out = String::from(DECLARATION);
    let root = NAMESPACES
        .iter()
        .fold(Element::new("w:document"), |root, (name, uri)| {
            root.attr(name, *uri)
        });
    root.open(&mut out);
    let body = Element::new("w:body");
    body.open(&mut out);
    for (index, section) in document.sections.iter().enumerate() {
        let mut properties = section::properties(index == 0, document.draft_mark.is_some());
        let last = index + 1 == document.sections.len();
        let pieces = pieces(section);
        Flow {
            context: &mut context,
            pieces: &pieces,
            out: &mut out,
        }
        .write((!last).then(|| std::mem::replace(&mut properties, Element::new("w:sectPr"))));
        if last {
            properties.write(&mut out);
        }
    }
    body.close(&mut out);
    root.close(&mut out);
    (!context.damaged).then_some(Body {
        part: out,
        facts: context.facts,
    })
}

/// A block, lists taken apart.
#[derive(Clone, Copy)]
enum Piece<'a> {
    Letterhead(&'a Letterhead),
    /// A paragraph, and the label before it if it is an item of a list.
    Paragraph(&'a Paragraph, Option<&'a str>),
    Table(&'a Table),
    /// The caption of the table of this id.
    Caption(&'a str, &'a Paragraph),
    Signature(&'a SignatureBlock),
}

impl Piece<'_> {
    /// Whether it ends with a table, after which no section may end and no table may start.
    const fn is_table(&self) -> bool {
        matches!(
            self,
            Piece::Letterhead(_) | Piece::Table(_) | Piece::Signature(_)
        )
    }
}

fn pieces(section: &Section) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    for block in &section.blocks {
        match block {
            Block::Letterhead(head) => pieces.push(Piece::Letterhead(head)),
            Block::Paragraph(paragraph) => pieces.push(Piece::Paragraph(paragraph, None)),
            Block::List(items) => pieces.extend(
                items
                    .iter()
                    .map(|item| Piece::Paragraph(&item.paragraph, Some(&item.label))),
            ),
            Block::Table(table) => {
                pieces.push(Piece::Table(table));
                pieces.extend(table.caption.iter().map(|c| Piece::Caption(&table.id, c)));
            }
            Block::Signature(block) => pieces.push(Piece::Signature(block)),
        }
    }
    pieces
}

/// A section's content on its way into the main part.
struct Flow<'a, 'b> {
    context: &'a mut Context<'b>,
    pieces: &'a [Piece<'a>],
    out: &'a mut String,
}

impl Flow<'_, '_> {
    /// Writes the content; `end` are the section's properties if they belong to its last paragraph.
    fn write(mut self, mut end: Option<Element>) {
        for index in 0..self.pieces.len() {
            let is_last = index + 1 == self.pieces.len();
            match self.pieces[index] {
                Piece::Letterhead(head) => frame::letterhead(self.context, head).write(self.out),
                Piece::Signature(block) => frame::signature(self.context, block).write(self.out),
                Piece::Table(table) => table::write(self.context, table, self.out),
                Piece::Paragraph(paragraph, label) => {
                    let built = self.paragraph(index, paragraph, label);
                    self.finish(built, if is_last { end.take() } else { None });
                }
                Piece::Caption(id, caption) => {
                    let place = self.place(index, caption);
                    let built = self.context.caption(id, caption, place);
                    let built = self.context.read(&built);
                    self.finish(built, if is_last { end.take() } else { None });
                }
            }
            let next_is_table = self.pieces.get(index + 1).is_some_and(Piece::is_table);
            if self.pieces[index].is_table() && (next_is_table || is_last) {
                self.seam(end.take().filter(|_| is_last));
            }
        }
        if let Some(end) = end {
            self.seam(Some(end));
        }
    }

    fn finish(&mut self, mut paragraph: Element, end: Option<Element>) {
        if let Some(end) = end {
            paragraph.push_into("w:pPr", end);
        }
        paragraph.write(self.out);
    }

    /// The paragraph that OOXML asks for after a table, a point high.
    fn seam(&mut self, end: Option<Element>) {
        let look = style::paragraph(Role::Body);
        let built = empty(styles::SEAM, &look, Place::default());
        let built = self.context.read(&built);
        self.finish(built, end);
    }

    fn paragraph(&mut self, index: usize, paragraph: &Paragraph, label: Option<&str>) -> Element {
        let place = self.place(index, paragraph);
        let look = style::paragraph(paragraph.role);
        let built = match label {
            Some(label) => {
                let label = [Run::plain(format!("{label} "))];
                let built = self
                    .context
                    .fill(empty(look.id, &look, place), &look, &label);
                self.context.fill(built, &look, &paragraph.runs)
            }
            None => self.context.paragraph(paragraph, place),
        };
        let mut element = self.context.read(&built);
        let width = page::TEXT_WIDTH.pt();
        let line = drawn_line::below(self.context.fonts, paragraph.role, &paragraph.runs, width);
        if let Some(line) = line {
            self.context.anchor(&mut element, line);
        }
        element
    }

    fn place(&self, index: usize, paragraph: &Paragraph) -> Place {
        let before = index
            .checked_sub(1)
            .and_then(|before| self.pieces.get(before));
        let after_table = matches!(before, Some(Piece::Table(_)));
        let is_caption = matches!(self.pieces[index], Piece::Caption(..));
        let before_table = matches!(self.pieces.get(index + 1), Some(Piece::Table(_)));
        let space = |asked: bool, space: Pt| if asked { space } else { Pt(0.0) };
        Place {
            keep_with_next: paragraph.keep_with_next || self.stands_above_signature(index),
            more_before: space(after_table && !is_caption, style::table::SPACE_AFTER),
            more_after: space(before_table, style::table::SPACE_BEFORE),
        }
    }

    /// Whether the paragraph holds one of the lines that must stand above the signature (C24).
    fn stands_above_signature(&self, index: usize) -> bool {
        let mut lines = 0;
        for piece in &self.pieces[index + 1..] {
            match piece {
                Piece::Signature(_) => return lines < signature::LINES_ABOVE,
                Piece::Paragraph(paragraph, _) if lines < signature::LINES_ABOVE => {
                    let look = style::paragraph(paragraph.role);
                    let width = page::TEXT_WIDTH.pt();
                    lines +=
                        measure::lines(self.context.fonts, &look, &paragraph.runs, width).count;
                }
                _ => return false,
            }
        }
        false
    }
}
