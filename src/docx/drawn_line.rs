//! Drawn lines below a paragraph (C3, C6, C11, A5): DrawingML, anchored to the paragraph and centred
//! in its column or cell.

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
        let choice = Element::new("mc:Choice")
            .attr("Requires", "wps")
            .child(Element::new("w:drawing").child(self.anchor(id)));
        Element::new("w:r").child(Element::new("mc:AlternateContent").child(choice))
    }

    fn anchor(self, id: u32) -> Element {
        let length = self.length.emu().to_string();
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
        anchor
            .child(Element::new("wp:simplePos").attr("x", "0").attr("y", "0"))
            .child(
                Element::new("wp:positionH")
                    .attr("relativeFrom", "column")
                    .child(Element::new("wp:align").text("center")),
            )
            .child(
                Element::new("wp:positionV")
                    .attr("relativeFrom", "paragraph")
                    .child(Element::new("wp:posOffset").text(self.below.emu().to_string())),
            )
            .child(
                Element::new("wp:extent")
                    .attr("cx", length.clone())
                    .attr("cy", "0"),
            )
            .child(Element::new("wp:wrapNone"))
            .child(
                Element::new("wp:docPr")
                    .attr("id", id.to_string())
                    .attr("name", format!("Đường kẻ {id}"))
                    .attr("descr", description(self.role)),
            )
            .child(Element::new("wp:cNvGraphicFramePr"))
            .child(graphic(length))
    }
}

fn graphic(length: String) -> Element {
    let line = Element::new("a:ln")
        .attr("w", style::LINE_WIDTH.emu().to_string())
        .child(Element::new("a:solidFill").child(Element::new("a:srgbClr").attr("val", "000000")));
    let shape = Element::new("wps:spPr")
        .child(
            Element::new("a:xfrm")
                .child(Element::new("a:off").attr("x", "0").attr("y", "0"))
                .child(Element::new("a:ext").attr("cx", length).attr("cy", "0")),
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
