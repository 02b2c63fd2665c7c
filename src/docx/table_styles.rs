//! The styles of tables.

use crate::style;

use super::style_element::{border, built_in, custom};
use super::xml::Element;

/// Style of ruled tables.
pub(super) const RULED: &str = "BangKe";
/// Style of tables that only place text.
pub(super) const PLAIN: &str = "BangTrinhBay";

fn margins(x: i32, y: i32) -> Element {
    let side = |name, width: i32| {
        Element::new(name)
            .attr("w:w", width.to_string())
            .attr("w:type", "dxa")
    };
    Element::new("w:tblCellMar")
        .child(side("w:top", y))
        .child(side("w:left", x))
        .child(side("w:bottom", y))
        .child(side("w:right", x))
}

/// How far the first cell's text stands from the left margin: by Word 2010's rules, which the file asks
/// for, a table hangs out by its cells' own margin unless this makes up for it.
fn indent(x: i32) -> Element {
    Element::new("w:tblInd")
        .attr("w:w", x.to_string())
        .attr("w:type", "dxa")
}

/// Word's own, on which the others are based.
pub(super) fn normal() -> Element {
    built_in("table", "TableNormal", "Normal Table").child(
        Element::new("w:tblPr")
            .child(indent(0))
            .child(margins(0, 0)),
    )
}

/// Without borders and margins.
pub(super) fn plain() -> Element {
    custom("table", PLAIN, "Bảng trình bày", "TableNormal").child(
        Element::new("w:tblPr")
            .child(indent(0))
            .child(margins(0, 0)),
    )
}

/// Every cell framed.
pub(super) fn ruled() -> Element {
    let names = [
        "w:top",
        "w:left",
        "w:bottom",
        "w:right",
        "w:insideH",
        "w:insideV",
    ];
    let borders = names.map(|name| border(name, "000000").attr("w:space", "0"));
    let x = style::table::CELL_PADDING_X.twips();
    let y = style::table::CELL_PADDING_Y.twips();
    let properties = Element::new("w:tblPr")
        .child(indent(x))
        .child(Element::new("w:tblBorders").children(borders))
        .child(margins(x, y));
    custom("table", RULED, "Bảng kẻ", "TableNormal").child(properties)
}
