//! From placed items to page content: printpdf operators with marked content.

mod abbreviations;
mod fonts;

pub(super) use fonts::{Embedded, EmbeddedFonts, embed};

use std::collections::BTreeMap;
use std::ops::Range;

use printpdf::{
    Codepoint, Color, DictItem, FontId, Line, LinePoint, Mm, Op, PaintMode, PdfDocument,
    PdfFontHandle, PdfPage, PdfSaveOptions, Point, Pt as PdfPt, Rect as PdfRect, Rgb, TextItem,
    TextMatrix,
};

use super::layout::{Artifact, Item, Layout, LeafId, Mark, Page, Rect, Text};
use crate::fonts::Fonts;
use crate::style;
use crate::units::Pt;

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
    let mut document = PdfDocument::new("");
    for (face, font) in &embedded {
        let (id, resource) = font.resource().ok_or_else(|| {
            crate::fonts::FILE_NAMES
                .get(*face)
                .copied()
                .unwrap_or_default()
        })?;
        document.resources.fonts.map.insert(id, resource);
    }
    let mut marks = vec![Vec::new(); layout.tree.leaves().len()];
    let mut marks_on_page = Vec::with_capacity(layout.pages.len());
    let mut broken_word = None;
    for (index, page) in layout.pages.iter().enumerate() {
        let mut painter = Painter {
            fonts,
            abbreviations,
            embedded: &embedded,
            ops: Vec::new(),
            page: index,
            height: page.sheet().height.pt(),
            next_mcid: 0,
            open: None,
            broken_word,
            marks: &mut marks,
        };
        painter.page(page);
        broken_word = painter.broken_word;
        marks_on_page.push(painter.next_mcid);
        document.pages.push(PdfPage::new(
            Mm(page.sheet().width.0),
            Mm(page.sheet().height.0),
            painter.ops,
        ));
    }
    Ok(Painted {
        pdf: document.to_lopdf_document(&PdfSaveOptions::default(), &mut Vec::new()),
        marks,
        marks_on_page,
        fonts: embedded,
    })
}

struct Painter<'a> {
    fonts: &'a Fonts,
    abbreviations: &'a [(String, String)],
    embedded: &'a EmbeddedFonts,
    ops: Vec<Op>,
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
        self.ops.push(Op::SetOutlineThickness {
            pt: PdfPt(style::LINE_WIDTH.0),
        });
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
            self.ops.push(Op::EndMarkedContent);
        }
        self.open = mark;
        match mark {
            Some(Mark::Leaf(leaf)) => self.begin_leaf(leaf),
            Some(Mark::Artifact(artifact)) => self.ops.push(Op::BeginMarkedContentWithProperties {
                tag: "Artifact".to_owned(),
                properties: artifact_properties(artifact),
            }),
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
        self.ops.push(Op::BeginMarkedContentWithProperties {
            tag: "Span".to_owned(),
            properties: dictionary([("MCID", DictItem::Int(mcid))]),
        });
    }

    fn text(&mut self, text: &Text) {
        let Some(embedded) = self.embedded.get(&text.face) else {
            return;
        };
        if text.text.is_empty() {
            return;
        }
        self.ops.push(Op::StartTextSection);
        self.ops.push(Op::SetFillColor {
            col: color(text.color),
        });
        self.ops.push(Op::SetFont {
            font: PdfFontHandle::External(FontId(embedded.resource.clone())),
            size: PdfPt(text.size.0),
        });
        let (x, y) = self.point(text.x, text.y);
        self.ops.push(if text.angle == 0.0 {
            Op::SetTextCursor {
                pos: Point {
                    x: PdfPt(x),
                    y: PdfPt(y),
                },
            }
        } else {
            let (sin, cos) = text.angle.to_radians().sin_cos();
            Op::SetTextMatrix {
                matrix: TextMatrix::Raw([cos, sin, -sin, cos, x, y].map(thousandth)),
            }
        });
        self.show(text, embedded);
        self.ops.push(Op::EndTextSection);
    }

    /// Shows the glyphs; each abbreviation is marked with what it stands for.
    fn show(&mut self, text: &Text, embedded: &Embedded) {
        let mut codes = self.codes(text, embedded).into_iter();
        let mut show = |ops: &mut Vec<Op>, words: &str| {
            let codes: Vec<Codepoint> = codes.by_ref().take(words.chars().count()).collect();
            if !codes.is_empty() {
                let items = vec![TextItem::GlyphIds(codes)];
                ops.push(Op::ShowText { items });
            }
        };
        let mut shown = 0;
        for (place, says) in self.abbreviations_in(text) {
            show(
                &mut self.ops,
                text.text.get(shown..place.start).unwrap_or(""),
            );
            shown = place.end;
            self.ops.push(expansion(says));
            show(&mut self.ops, text.text.get(place).unwrap_or(""));
            self.ops.push(Op::EndMarkedContent);
        }
        show(&mut self.ops, text.text.get(shown..).unwrap_or(""));
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

    /// The glyphs, one for each letter, with an adjustment after each stretched space.
    fn codes(&self, text: &Text, embedded: &Embedded) -> Vec<Codepoint> {
        let adjust = thousandth(-text.stretch.0 * 1000.0 / text.size.0);
        let glyphs = fonts::glyphs(self.fonts.by_index(text.face), &text.text);
        let codes = glyphs.into_iter().map(|glyph| Codepoint {
            gid: embedded.remapper.get(glyph.id).unwrap_or(0),
            offset: if glyph.text == " " { adjust } else { 0.0 },
            cid: Some(glyph.text),
        });
        codes.collect()
    }

    fn line(&mut self, from: (Pt, Pt), to: (Pt, Pt)) {
        self.ops.push(Op::SetOutlineColor {
            col: color(super::layout::BLACK),
        });
        let points = [from, to]
            .map(|(x, y)| {
                let (x, y) = self.point(x, y);
                LinePoint {
                    p: Point {
                        x: PdfPt(x),
                        y: PdfPt(y),
                    },
                    bezier: false,
                }
            })
            .to_vec();
        self.ops.push(Op::DrawLine {
            line: Line {
                points,
                is_closed: false,
            },
        });
    }

    /// From the layout's coordinates to the PDF's, whose origin is the lower left corner.
    fn point(&self, x: Pt, y: Pt) -> (f32, f32) {
        (thousandth(x.0), thousandth(self.height.0 - y.0))
    }

    fn frame(&mut self, rect: Rect, stroke: super::layout::Color) {
        let (x, y) = self.point(rect.x, rect.y + rect.height);
        self.ops.push(Op::SetOutlineColor { col: color(stroke) });
        self.ops.push(Op::DrawRectangle {
            rectangle: PdfRect {
                x: PdfPt(x),
                y: PdfPt(y),
                width: PdfPt(rect.width.0),
                height: PdfPt(rect.height.0),
                mode: Some(PaintMode::Stroke),
                winding_order: None,
            },
        });
    }
}

/// Rounded to a thousandth: short numbers, and the same ones everywhere.
fn thousandth(number: f32) -> f32 {
    ((f64::from(number) * 1000.0).round() / 1000.0) as f32
}

fn color(bytes: super::layout::Color) -> Color {
    let [r, g, b] = bytes.map(|byte| thousandth(f32::from(byte) / 255.0));
    Color::Rgb(Rgb {
        r,
        g,
        b,
        icc_profile: None,
    })
}

fn dictionary<const N: usize>(entries: [(&str, DictItem); N]) -> DictItem {
    let map: BTreeMap<String, DictItem> = entries
        .into_iter()
        .map(|(key, value)| (key.to_owned(), value))
        .collect();
    DictItem::Dict { map }
}

fn name(name: &str) -> DictItem {
    DictItem::Name(name.as_bytes().to_vec())
}

/// Opens text that stands for these words: UTF-16 with its mark, as strings of a PDF are.
fn expansion(words: &str) -> Op {
    let mut data = vec![0xfe, 0xff];
    data.extend(words.encode_utf16().flat_map(u16::to_be_bytes));
    let words = DictItem::String {
        data,
        literal: false,
    };
    Op::BeginMarkedContentWithProperties {
        tag: "Span".to_owned(),
        properties: dictionary([("E", words)]),
    }
}

fn artifact_properties(artifact: Artifact) -> DictItem {
    match artifact {
        Artifact::Layout => dictionary([("Type", name("Layout"))]),
        Artifact::PageNumber => {
            dictionary([("Type", name("Pagination")), ("Subtype", name("Header"))])
        }
        Artifact::Watermark => {
            dictionary([("Type", name("Pagination")), ("Subtype", name("Watermark"))])
        }
        Artifact::RepeatedHeader => dictionary([("Type", name("Pagination"))]),
    }
}
