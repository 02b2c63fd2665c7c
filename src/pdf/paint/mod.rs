//! From placed items to page content: printpdf operators with marked content.

mod fonts;

pub(super) use fonts::{Embedded, EmbeddedFonts, embed};

use std::collections::BTreeMap;

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

/// Paints all pages.
///
/// # Errors
/// The file name of a face that cannot be embedded.
pub(super) fn paint(layout: &Layout, fonts: &Fonts) -> Result<Painted, String> {
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
    for (index, page) in layout.pages.iter().enumerate() {
        let mut painter = Painter {
            fonts,
            embedded: &embedded,
            ops: Vec::new(),
            page: index,
            height: page.sheet().height.pt(),
            next_mcid: 0,
            open: None,
            marks: &mut marks,
        };
        painter.page(page);
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
    embedded: &'a EmbeddedFonts,
    ops: Vec<Op>,
    page: usize,
    /// Height of its paper.
    height: Pt,
    next_mcid: i64,
    open: Option<Mark>,
    marks: &'a mut Vec<Vec<ContentMark>>,
}

impl Painter<'_> {
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
        self.ops.push(Op::ShowText {
            items: self.show(text, embedded),
        });
        self.ops.push(Op::EndTextSection);
    }

    /// The glyphs, with an adjustment after each stretched space.
    fn show(&self, text: &Text, embedded: &Embedded) -> Vec<TextItem> {
        let adjust = thousandth(-text.stretch.0 * 1000.0 / text.size.0);
        let glyphs = fonts::glyphs(self.fonts.by_index(text.face), &text.text);
        let codes = glyphs.into_iter().map(|glyph| Codepoint {
            gid: embedded.remapper.get(glyph.id).unwrap_or(0),
            offset: if glyph.text == " " { adjust } else { 0.0 },
            cid: Some(glyph.text),
        });
        vec![TextItem::GlyphIds(codes.collect())]
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
