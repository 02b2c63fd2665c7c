//! The elements that every style is made of.

use super::xml::Element;
use crate::style;

pub(super) fn named(kind: &str, id: &str, name: &str) -> Element {
    Element::new("w:style")
        .attr("w:type", kind)
        .attr("w:styleId", id)
        .child(Element::new("w:name").val(name))
}

/// A style of ours.
pub(super) fn custom(kind: &str, id: &str, name: &str, based_on: &str) -> Element {
    let mut style = named(kind, id, name).attr("w:customStyle", "1");
    style.push(Element::new("w:basedOn").val(based_on));
    style
}

/// The default style of a kind that Word hides.
pub(super) fn built_in(kind: &str, id: &str, name: &str) -> Element {
    hidden(named(kind, id, name).attr("w:default", "1"))
}

/// One side of a frame, as thick as all lines.
pub(super) fn border(name: &'static str, color: &str) -> Element {
    Element::new(name)
        .val("single")
        .attr("w:sz", style::LINE_WIDTH.eighths().to_string())
        .attr("w:color", color)
}

pub(super) fn hidden(style: Element) -> Element {
    style
        .child(Element::new("w:uiPriority").val("99"))
        .child(Element::new("w:semiHidden"))
        .child(Element::new("w:unhideWhenUsed"))
}
