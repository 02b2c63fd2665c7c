//! From placed items to page content with marks; printpdf makes the file and its pages and embeds the faces.

mod abbreviations;
mod content;
mod fonts;

pub(super) use fonts::{Embedded, EmbeddedFonts, embed};

use std::ops::Range;

use lopdf::ObjectId;
use printpdf::{
    Codepoint, FontId, Mm, Op, PdfDocument, PdfFontHandle, PdfPage, PdfSaveOptions, Pt as PdfPt,
    TextItem,
};

use super::layout::{Item, Layout, LeafId, Mark, Page, Rect, Text};
use crate::fonts::{FILE_NAMES, Fonts};
use crate::style;
use crate::units::Pt;
use content::{Content, Point, thousandth};

/// Where text of a leaf stands: the page's index and the marked content's number there (MCID).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ContentMark {
    /// Index of the page.
    pub(super) page: usize,
    /// Number on that page.
    pub(super) mcid: i64,
}

/// Pages as PDF objects, not yet archival.
pub(super) struct Painted {
    /// The PDF objects.
    pub(super) pdf: lopdf::Document,
    /// The marked content of each leaf.
    pub(super) marks: Vec<Vec<ContentMark>>,
    /// How many marks each page has.
    pub(super) marks_on_page: Vec<i64>,
    /// The faces in use.
    pub(super) fonts: EmbeddedFonts,
}

/// Paints all pages; abbreviations are sorted, each with its words.
///
/// # Errors
/// The file name of a face that cannot be embedded.
pub(super) fn paint(
    layout: &Layout,
    fonts: &Fonts,
    abbreviations: &[(String, String)],
) -> Result<Painted, String> {
    let embedded = embed(layout, fonts)?;
    let mut document = with_faces(&embedded)?;
    let mut marks = vec![Vec::new(); layout.tree.leaves().len()];
    let mut marks_on_page = Vec::with_capacity(layout.pages.len());
    let mut contents = Vec::with_capacity(layout.pages.len());
    let mut broken_word = None;
    for (index, page) in layout.pages.iter().enumerate() {
        let sheet = page.sheet();
        let mut painter = Painter {
            fonts,
            abbreviations,
            embedded: &embedded,
            content: Content::default(),
            page: index,
            height: sheet.height.pt(),
            next_mcid: 0,
            open: None,
            broken_word,
            marks: &mut marks,
        };
        painter.page(page);
        broken_word = painter.broken_word;
        marks_on_page.push(painter.next_mcid);
        contents.push(painter.content.into_bytes());
        let named = embedded.values().filter(|_| index == 0).flat_map(naming);
        let (width, height) = (Mm(sheet.width.0), Mm(sheet.height.0));
        document
            .pages
            .push(PdfPage::new(width, height, named.collect()));
    }
    let mut pdf = document.to_lopdf_document(&PdfSaveOptions::default(), &mut Vec::new());
    put(contents, &mut pdf);
    Ok(Painted {
        pdf,
        marks,
        marks_on_page,
        fonts: embedded,
    })
}

/// A file without pages that embeds these faces.
fn with_faces(embedded: &EmbeddedFonts) -> Result<PdfDocument, String> {
    let mut document = PdfDocument::new("");
    for (face, font) in embedded {
        let file = FILE_NAMES.get(*face).copied().unwrap_or_default();
        let (id, resource) = font.resource().ok_or(file)?;
        document.resources.fonts.map.insert(id, resource);
    }
    Ok(document)
}

/// Puts each page's content in place of what stands on it.
fn put(contents: Vec<Vec<u8>>, pdf: &mut lopdf::Document) {
    let pages: Vec<ObjectId> = pdf.page_iter().collect();
    for (page, content) in pages.into_iter().zip(contents) {
        let own = pdf.get_page_contents(page).first().copied();
        let object = own.and_then(|id| pdf.get_object_mut(id).ok());
        if let Some(stream) = object.and_then(|object| object.as_stream_mut().ok()) {
            stream.set_content(content);
        }
    }
}

/// printpdf embeds the faces that some page shows glyphs of: this shows one, in what stands on the page until its
/// content is put there.
fn naming(face: &Embedded) -> [Op; 2] {
    let font = PdfFontHandle::External(FontId(face.resource.clone()));
    let glyph = Codepoint {
        gid: 0,
        offset: 0.0,
        cid: None,
    };
    let items = vec![TextItem::GlyphIds(vec![glyph])];
    let size = PdfPt(1.0);
    [Op::SetFont { font, size }, Op::ShowText { items }]
}

struct Painter<'a> {
    fonts: &'a Fonts,
    abbreviations: &'a [(String, String)],
    embedded: &'a EmbeddedFonts,
    content: Content,
    page: usize,
    /// Height of its paper.
    height: Pt,
    next_mcid: i64,
    open: Option<Mark>,
    /// Whose text ended without a blank, so that its next text goes on with a word.
    broken_word: Option<LeafId>,
    marks: &'a mut Vec<Vec<ContentMark>>,
}

impl<'a> Painter<'a> {
    fn page(&mut self, page: &Page) {
        self.content.line_width(style::LINE_WIDTH);
        for item in &page.items {
            self.switch(Some(item.mark()));
            match item {
                Item::Text(text) => self.text(text),
                Item::Line { from, to } => self.line(*from, *to),
                Item::Frame { rect, color } => self.frame(*rect, *color),
            }
        }
        self.switch(None);
    }

    /// Ends the marked content of the last item and begins that of the next, if they differ.
    fn switch(&mut self, mark: Option<Mark>) {
        if self.open == mark {
            return;
        }
        if self.open.is_some() {
            self.content.end_marked();
        }
        self.open = mark;
        match mark {
            Some(Mark::Leaf(leaf)) => self.begin_leaf(leaf),
            Some(Mark::Artifact(artifact)) => self.content.begin_artifact(artifact),
            None => {}
        }
    }

    fn begin_leaf(&mut self, leaf: LeafId) {
        let mcid = self.next_mcid;
        self.next_mcid += 1;
        if let Some(marks) = self.marks.get_mut(leaf.0) {
            marks.push(ContentMark {
                page: self.page,
                mcid,
            });
        }
        self.content.begin_leaf(mcid);
    }

    fn text(&mut self, text: &Text) {
        let Some(embedded) = self.embedded.get(&text.face) else {
            return;
        };
        if text.text.is_empty() {
            return;
        }
        self.content
            .begin_text(text.color, &embedded.resource, text.size);
        let point = self.point(text.x, text.y);
        if text.angle == 0.0 {
            self.content.at(point);
        } else {
            let (sin, cos) = text.angle.to_radians().sin_cos();
            let turn = (thousandth(sin), thousandth(cos));
            self.content.turned_at(point, turn);
        }
        self.show(text, embedded);
        self.content.end_text();
    }

    /// Shows the glyphs; each abbreviation is marked with what it stands for.
    fn show(&mut self, text: &Text, embedded: &Embedded) {
        let moved = thousandth(-text.stretch.0 * 1000.0 / text.size.0);
        let glyphs = fonts::glyphs(self.fonts.by_index(text.face), &text.text);
        // an adjustment after each stretched space
        let mut glyphs = glyphs.into_iter().map(|glyph| {
            let code = embedded.remapper.get(glyph.id).unwrap_or(0);
            (
                code,
                Some(moved).filter(|moved| glyph.letter == ' ' && *moved != 0.0),
            )
        });
        let mut show = |content: &mut Content, words: &str| {
            if !words.is_empty() {
                content.show(glyphs.by_ref().take(words.chars().count()));
            }
        };
        let mut shown = 0;
        for (place, says) in self.abbreviations_in(text) {
            let before = text.text.get(shown..place.start);
            show(&mut self.content, before.unwrap_or_default());
            shown = place.end;
            self.content.begin_expansion(says);
            let short = text.text.get(place);
            show(&mut self.content, short.unwrap_or_default());
            self.content.end_marked();
        }
        let rest = text.text.get(shown..);
        show(&mut self.content, rest.unwrap_or_default());
    }

    /// Where abbreviations stand in a text of the document.
    fn abbreviations_in(&mut self, text: &Text) -> Vec<(Range<usize>, &'a str)> {
        let Mark::Leaf(leaf) = text.mark else {
            return Vec::new();
        };
        let continues = self.broken_word == Some(leaf);
        self.broken_word = (!text.text.ends_with(' ')).then_some(leaf);
        abbreviations::find(&text.text, continues, self.abbreviations)
    }

    fn line(&mut self, from: (Pt, Pt), to: (Pt, Pt)) {
        let [from, to] = [from, to].map(|(x, y)| self.point(x, y));
        self.content.line(from, to, super::layout::BLACK);
    }

    /// From the layout's coordinates to the PDF's, whose origin is the lower left corner.
    fn point(&self, x: Pt, y: Pt) -> Point {
        (thousandth(x.0), thousandth(self.height.0 - y.0))
    }

    fn frame(&mut self, rect: Rect, stroke: super::layout::Color) {
        let corner = self.point(rect.x, rect.y + rect.height);
        self.content
            .frame(corner, (rect.width, rect.height), stroke);
    }
}
