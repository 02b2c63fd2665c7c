//! What `docx-rs` has no good words for: section properties, page-number headers, the draft mark.

use crate::document::Orientation;
use crate::fonts::Fonts;
use crate::style::{self, page};
use crate::units::Pt;

use super::styles;
use super::xml::{Element, NAMESPACES};

/// Relationship of the header with the page number.
pub(super) const HEADER: &str = "rIdHeader";
/// Relationship of the first page's header, which only a draft has.
pub(super) const FIRST_HEADER: &str = "rIdFirstHeader";

/// Where a stretch of pages turned the same way stands.
#[derive(Clone, Copy)]
pub(super) struct Stretch {
    /// The first of the decision or of an annex, which numbers its pages from 1.
    pub(super) opens_section: bool,
    /// Which way its pages are turned.
    pub(super) orientation: Orientation,
}

/// `w:sectPr`: a new page, A4 (P1, P2, P2t), numbers from 1 (P5), none on the first page (P4); a further
/// stretch of a decision or an annex goes on with the numbers.
pub(super) fn properties(stretch: Stretch, is_draft: bool) -> Element {
    let reference = |kind, id| {
        Element::new("w:headerReference")
            .attr("w:type", kind)
            .attr("r:id", id)
    };
    let mut section = Element::new("w:sectPr");
    if stretch.opens_section {
        // named again in each: what a first page inherits LibreOffice loses where it is turned
        section.push(reference("default", HEADER));
        if is_draft {
            section.push(reference("first", FIRST_HEADER));
        }
    }
    let twips = |length: crate::units::Mm| length.twips().to_string();
    let sheet = page::sheet(stretch.orientation);
    let mut size = Element::new("w:pgSz")
        .attr("w:w", twips(sheet.width))
        .attr("w:h", twips(sheet.height));
    if stretch.orientation == Orientation::Landscape {
        size = size.attr("w:orient", "landscape");
    }
    let mut section = section
        .child(Element::new("w:type").val("nextPage"))
        .child(size)
        .child(
            Element::new("w:pgMar")
                .attr("w:top", twips(sheet.top))
                .attr("w:right", twips(sheet.right))
                .attr("w:bottom", twips(sheet.bottom))
                .attr("w:left", twips(sheet.left))
                .attr("w:header", twips(page::NUMBER_TOP))
                .attr("w:footer", twips(page::NUMBER_TOP))
                .attr("w:gutter", "0"),
        );
    if stretch.opens_section {
        section.push(Element::new("w:pgNumType").attr("w:start", "1"));
        section.push(Element::new("w:titlePg"));
    }
    section
}

/// The header of all pages but the first: the page number, and the draft mark if there is one.
pub(super) fn header(draft_mark: Option<&str>, fonts: &Fonts) -> String {
    let field =
        |kind| Element::new("w:r").child(Element::new("w:fldChar").attr("w:fldCharType", kind));
    let mut paragraph = header_paragraph()
        .child(field("begin"))
        .child(Element::new("w:r").child(Element::new("w:instrText").text("PAGE")))
        .child(field("separate"))
        .child(Element::new("w:r").child(Element::new("w:t").text("2")))
        .child(field("end"));
    if let Some(text) = draft_mark {
        paragraph.push(watermark(text, fonts, 1));
    }
    part(paragraph)
}

/// The first page's header: the draft mark alone.
pub(super) fn first_header(draft_mark: &str, fonts: &Fonts) -> String {
    part(header_paragraph().child(watermark(draft_mark, fonts, 2)))
}

fn header_paragraph() -> Element {
    let properties = Element::new("w:pPr").child(Element::new("w:pStyle").val(styles::HEADER));
    Element::new("w:p").child(properties)
}

fn part(paragraph: Element) -> String {
    NAMESPACES
        .iter()
        .fold(Element::new("w:hdr"), |root, (name, uri)| {
            root.attr(name, *uri)
        })
        .child(paragraph)
        .into_part()
}

/// A text watermark as Word itself writes it, so that Design > Watermark finds it.
fn watermark(text: &str, fonts: &Fonts, number: u32) -> Element {
    let (width, height) = watermark_size(text, fonts);
    let [red, green, blue] = style::DRAFT_GREY;
    let placed = format!(
        "position:absolute;margin-left:0;margin-top:0;width:{:.1}pt;height:{:.1}pt;rotation:315;\
         z-index:-251658752;mso-position-horizontal:center;\
         mso-position-horizontal-relative:margin;mso-position-vertical:center;\
         mso-position-vertical-relative:margin",
        width.0, height.0
    );
    let font = format!("font-family:\"{}\";font-size:1pt", style::FONT_NAME);
    let shape = Element::new("v:shape")
        .attr("id", format!("PowerPlusWaterMarkObject{number}"))
        .attr("o:spid", format!("_x0000_s{}", 2048 + number))
        .attr("type", "#_x0000_t136")
        .attr("alt", text)
        .attr("style", placed)
        .attr("o:allowincell", "f")
        .attr("fillcolor", format!("#{red:02x}{green:02x}{blue:02x}"))
        .attr("stroked", "f")
        .child(
            Element::new("v:textpath")
                .attr("style", font)
                .attr("string", text),
        )
        .child(
            Element::new("w10:wrap")
                .attr("anchorx", "margin")
                .attr("anchory", "margin"),
        );
    let properties = Element::new("w:rPr").child(Element::new("w:noProof"));
    let picture = Element::new("w:pict").child(watermark_type()).child(shape);
    Element::new("w:r").child(properties).child(picture)
}

/// Width and height of the mark before it is turned: as large as the style allows, but inside the
/// text's area when it stands at 45 degrees.
fn watermark_size(text: &str, fonts: &Fonts) -> (Pt, Pt) {
    let face = fonts.face(false, false);
    let natural = face.width(text, style::DRAFT_MARK_SIZE).max(Pt(1.0));
    let room = page::TEXT_WIDTH.pt() * std::f32::consts::SQRT_2;
    let height = style::DRAFT_MARK_SIZE;
    let factor = (room.0 / (natural.0 + height.0)).min(1.0);
    (natural * factor, height * factor)
}

/// The shape type of WordArt along a straight line (`msosptTextPlain`).
fn watermark_type() -> Element {
    let formula = |equation| Element::new("v:f").attr("eqn", equation);
    let formulas = [
        "sum #0 0 10800",
        "prod #0 2 1",
        "sum 21600 0 @1",
        "sum 0 0 @2",
        "sum 21600 0 @3",
        "if @0 @3 0",
        "if @0 21600 @1",
        "if @0 0 @2",
        "if @0 @4 21600",
        "mid @5 @6",
        "mid @8 @5",
        "mid @7 @8",
        "mid @6 @7",
        "sum @6 0 @5",
    ];
    let path = Element::new("v:path")
        .attr("textpathok", "t")
        .attr("o:connecttype", "custom")
        .attr("o:connectlocs", "@9,0;@10,10800;@11,21600;@12,10800")
        .attr("o:connectangles", "270,180,90,0");
    Element::new("v:shapetype")
        .attr("id", "_x0000_t136")
        .attr("coordsize", "21600,21600")
        .attr("o:spt", "136")
        .attr("adj", "10800")
        .attr("path", "m@7,l@8,m@5,21600l@6,21600e")
        .child(Element::new("v:formulas").children(formulas.map(formula)))
        .child(path)
        .child(
            Element::new("v:textpath")
                .attr("on", "t")
                .attr("fitshape", "t"),
        )
}
