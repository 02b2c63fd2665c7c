//! Drawn lines: DrawingML, anchored to a paragraph. Below it and centred in its column or cell (C3,
//! C6, C11, A5), or across a cell from corner to corner.

use crate::document::{Role, Run};
use crate::fonts::Fonts;
use crate::style::{self, ParagraphStyle, RuleBelow};
use crate::units::Pt;

use super::measure;
use super::xml::Element;

/// A drawn line, ready to be anchored.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct DrawnLine {
    length: Pt,
    /// From the top of the paragraph.
    below: Pt,
    role: Role,
}

/// The line that the style of `role` asks for below a paragraph of these runs, set in `available`.
pub(super) fn below(fonts: &Fonts, role: Role, runs: &[Run], available: Pt) -> Option<DrawnLine> {
    let look = style::paragraph(role);
    let rule = look.rule_below?;
    let lines = measure::lines(fonts, &look, runs, available);
    let length = match rule {
        RuleBelow::FullLine => lines.last,
        RuleBelow::PartOfLine(part) => lines.last * part,
        RuleBelow::Length(length) => length.pt(),
    };
    Some(DrawnLine {
        length,
        below: height(fonts, &look, lines.count) + style::RULE_GAP,
        role,
    })
}

fn height(fonts: &Fonts, look: &ParagraphStyle, lines: usize) -> Pt {
    measure::line_height(fonts, look) * lines as f32
}

impl DrawnLine {
    /// The run that anchors the line; `id` is unique in the document.
    pub(super) fn run(self, id: u32) -> Element {
        let across = Element::new("wp:positionH")
            .attr("relativeFrom", "column")
            .child(Element::new("wp:align").text("center"));
        let name = description(self.role);
        let anchor = anchor(id, name, across, self.below, [self.length, Pt(0.0)]);
        let choice = Element::new("mc:Choice")
            .attr("Requires", "wps")
            .child(Element::new("w:drawing").child(anchor));
        Element::new("w:r").child(Element::new("mc:AlternateContent").child(choice))
    }
}

/// The run that draws a cell's diagonal for readers that know no `w:tl2br`: Word since 2013, which
/// does, takes the empty choice. The box is that of the cell, `left` and `top` (not positive) are
/// its place against the text of the paragraph that anchors it.
pub(super) fn diagonal(id: u32, left: Pt, top: Pt, size: [Pt; 2]) -> Element {
    let across = Element::new("wp:positionH")
        .attr("relativeFrom", "column")
        .child(Element::new("wp:posOffset").text(left.emu().to_string()));
    let anchor = anchor(id, "Đường chéo của ô", across, top, size);
    let fallback = Element::new("mc:Fallback").child(Element::new("w:drawing").child(anchor));
    let choice = Element::new("mc:Choice").attr("Requires", "w15");
    Element::new("w:r").child(
        Element::new("mc:AlternateContent")
            .child(choice)
            .child(fallback),
    )
}

/// A line from the upper left to the lower right corner of a box of this width and height.
fn anchor(id: u32, name: &str, across: Element, down: Pt, size: [Pt; 2]) -> Element {
    let [width, height] = size.map(|length| length.emu().to_string());
    let mut anchor = Element::new("wp:anchor");
    for (name, value) in [
        ("distT", "0"),
        ("distB", "0"),
        ("distL", "0"),
        ("distR", "0"),
        ("simplePos", "0"),
        ("relativeHeight", "1"),
        ("behindDoc", "0"),
        ("locked", "0"),
        ("layoutInCell", "1"),
        ("allowOverlap", "1"),
    ] {
        anchor = anchor.attr(name, value);
    }
    let down = Element::new("wp:positionV")
        .attr("relativeFrom", "paragraph")
        .child(Element::new("wp:posOffset").text(down.emu().to_string()));
    anchor
        .child(Element::new("wp:simplePos").attr("x", "0").attr("y", "0"))
        .child(across)
        .child(down)
        .child(
            Element::new("wp:extent")
                .attr("cx", width.clone())
                .attr("cy", height.clone()),
        )
        .child(Element::new("wp:wrapNone"))
        .child(
            Element::new("wp:docPr")
                .attr("id", id.to_string())
                .attr("name", format!("Đường kẻ {id}"))
                .attr("descr", name),
        )
        .child(Element::new("wp:cNvGraphicFramePr"))
        .child(graphic(width, height))
}

fn graphic(width: String, height: String) -> Element {
    let line = Element::new("a:ln")
        .attr("w", style::LINE_WIDTH.emu().to_string())
        .child(Element::new("a:solidFill").child(Element::new("a:srgbClr").attr("val", "000000")));
    let shape = Element::new("wps:spPr")
        .child(
            Element::new("a:xfrm")
                .child(Element::new("a:off").attr("x", "0").attr("y", "0"))
                .child(Element::new("a:ext").attr("cx", width).attr("cy", height)),
        )
        .child(
            Element::new("a:prstGeom")
                .attr("prst", "line")
                .child(Element::new("a:avLst")),
        )
        .child(line);
    Element::new("a:graphic").child(
        Element::new("a:graphicData")
            .attr(
                "uri",
                "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
            )
            .child(
                Element::new("wps:wsp")
                    .child(Element::new("wps:cNvCnPr"))
                    .child(shape)
                    .child(Element::new("wps:bodyPr")),
            ),
    )
}

const fn description(role: Role) -> &'static str {
    match role {
        Role::Motto => "Đường kẻ dưới tiêu ngữ",
        Role::IssuingBody => "Đường kẻ dưới tên cơ quan ban hành",
        Role::Subject => "Đường kẻ dưới trích yếu",
        _ => "Đường kẻ ngang",
    }
}
