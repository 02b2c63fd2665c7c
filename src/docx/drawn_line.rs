//! Drawn lines: DrawingML, and VML for readers that know no such shapes. Below a paragraph and centred in
//! its column or cell (C3, C6, C11, A5), or across a cell from corner to corner.

use crate::document::{Role, Run};
use crate::fonts::Fonts;
use crate::style::{self, RuleBelow};
use crate::units::Pt;

use super::measure;
use super::xml::Element;

/// A drawn line, ready to be anchored.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct DrawnLine {
    length: Pt,
    /// From the top of the paragraph to that of its last line.
    above: Pt,
    /// From there to the drawn line.
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
    let height = measure::line_height(fonts, &look);
    Some(DrawnLine {
        length,
        above: height * lines.count.saturating_sub(1) as f32,
        below: height + style::RULE_GAP,
        role,
    })
}

impl DrawnLine {
    /// The run that anchors the line; `id` is unique in the document. It ends the paragraph and is placed
    /// by the line of text it stands in, so the drawn line follows when the text takes another line.
    pub(super) fn run(self, id: u32) -> Element {
        let shape = Shape {
            id,
            name: description(self.role),
            across: Across::Centred,
            down: Down {
                line: Some(self.above),
                offset: self.below,
            },
            size: [self.length, Pt(0.0)],
        };
        Element::new("w:r").child(shape.drawn())
    }
}

/// The run that draws a cell's diagonal for readers that know no `w:tl2br`: Word since 2013, which
/// does, takes the empty choice. The box is that of the cell, `left` and `top` (not positive) are
/// its place against the text of the paragraph that anchors it.
pub(super) fn diagonal(id: u32, left: Pt, top: Pt, size: [Pt; 2]) -> Element {
    let shape = Shape {
        id,
        name: "Đường chéo của ô",
        across: Across::At(left),
        down: Down {
            line: None,
            offset: top,
        },
        size,
    };
    let choice = Element::new("mc:Choice").attr("Requires", "w15");
    let fallback = Element::new("mc:Fallback").child(shape.drawn());
    let alternatives = Element::new("mc:AlternateContent").child(choice);
    Element::new("w:r").child(alternatives.child(fallback))
}

/// Where a line starts in its column.
#[derive(Clone, Copy)]
enum Across {
    Centred,
    At(Pt),
}

/// How far below a line starts.
struct Down {
    /// From the top of the paragraph to that of the line of text that the anchor stands in, if it is counted
    /// from there.
    line: Option<Pt>,
    /// From the top of that line of text, else of the paragraph.
    offset: Pt,
}

/// A line from the upper left to the lower right corner of a box of this width and height.
struct Shape {
    id: u32,
    name: &'static str,
    across: Across,
    down: Down,
    size: [Pt; 2],
}

impl Shape {
    /// In DrawingML; in VML for readers that know no shapes of Word 2010.
    fn drawn(&self) -> Element {
        let choice = Element::new("mc:Choice")
            .attr("Requires", "wps")
            .child(Element::new("w:drawing").child(self.anchor()));
        let fallback =
            Element::new("mc:Fallback").child(Element::new("w:pict").child(self.vector()));
        Element::new("mc:AlternateContent")
            .child(choice)
            .child(fallback)
    }

    fn anchor(&self) -> Element {
        let [width, height] = self.size.map(|length| length.emu().to_string());
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
        let offset = |length: Pt| Element::new("wp:posOffset").text(length.emu().to_string());
        let across = match self.across {
            Across::Centred => Element::new("wp:align").text("center"),
            Across::At(left) => offset(left),
        };
        let edge = match self.down.line {
            Some(_) => "line",
            None => "paragraph",
        };
        let position = |name, from: &str| Element::new(name).attr("relativeFrom", from);
        anchor
            .child(Element::new("wp:simplePos").attr("x", "0").attr("y", "0"))
            .child(position("wp:positionH", "column").child(across))
            .child(position("wp:positionV", edge).child(offset(self.down.offset)))
            .child(
                Element::new("wp:extent")
                    .attr("cx", width.clone())
                    .attr("cy", height.clone()),
            )
            .child(Element::new("wp:wrapNone"))
            .child(self.properties())
            .child(Element::new("wp:cNvGraphicFramePr"))
            .child(graphic(width, height))
    }

    /// Number and name; the line says nothing to who cannot see it.
    fn properties(&self) -> Element {
        let decorative = Element::new("adec:decorative")
            .attr(
                "xmlns:adec",
                "http://schemas.microsoft.com/office/drawing/2017/decorative",
            )
            .attr("val", "1");
        let extension = Element::new("a:ext")
            .attr("uri", "{C183D7F6-B498-43B3-948B-1728B52AA6E4}")
            .child(decorative);
        Element::new("wp:docPr")
            .attr("id", self.id.to_string())
            .attr("name", self.name)
            .child(Element::new("a:extLst").child(extension))
    }

    fn vector(&self) -> Element {
        // readers disagree on what a line of text is
        let top = self.down.line.unwrap_or(Pt(0.0)) + self.down.offset;
        let (horizontal, left) = match self.across {
            Across::Centred => ("center", Pt(0.0)),
            Across::At(left) => ("absolute", left),
        };
        let [width, height] = self.size;
        let point = |x: Pt, y: Pt| format!("{:.2}pt,{:.2}pt", x.0, y.0);
        let placed = format!(
            "position:absolute;z-index:1;mso-position-horizontal:{horizontal};\
             mso-position-horizontal-relative:text;mso-position-vertical:absolute;\
             mso-position-vertical-relative:text"
        );
        Element::new("v:line")
            .attr("id", format!("DuongKe{}", self.id))
            .attr("style", placed)
            .attr("from", point(left, top))
            .attr("to", point(left + width, top + height))
            .attr("strokecolor", "black")
            .attr("strokeweight", format!("{}pt", style::LINE_WIDTH.0))
    }
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
