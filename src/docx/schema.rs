//! What the schema of WordprocessingML asks for and `docx-rs` does not keep: the order of children,
//! and no attribute or property that is unknown or says nothing.

use super::xml::{Element, Node};

/// Order of the children of each element whose children have one (ECMA-376 Part 1, Annex A.1).
fn order(parent: &str) -> Option<&'static [&'static str]> {
    Some(match parent {
        "w:pPr" => &[
            "w:pStyle",
            "w:keepNext",
            "w:keepLines",
            "w:pageBreakBefore",
            "w:framePr",
            "w:widowControl",
            "w:numPr",
            "w:suppressLineNumbers",
            "w:pBdr",
            "w:shd",
            "w:tabs",
            "w:suppressAutoHyphens",
            "w:kinsoku",
            "w:wordWrap",
            "w:overflowPunct",
            "w:topLinePunct",
            "w:autoSpaceDE",
            "w:autoSpaceDN",
            "w:bidi",
            "w:adjustRightInd",
            "w:snapToGrid",
            "w:spacing",
            "w:ind",
            "w:contextualSpacing",
            "w:mirrorIndents",
            "w:suppressOverlap",
            "w:jc",
            "w:textDirection",
            "w:textAlignment",
            "w:textboxTightWrap",
            "w:outlineLvl",
            "w:divId",
            "w:cnfStyle",
            "w:rPr",
            "w:sectPr",
            "w:pPrChange",
        ],
        "w:rPr" => &[
            "w:rStyle",
            "w:rFonts",
            "w:b",
            "w:bCs",
            "w:i",
            "w:iCs",
            "w:caps",
            "w:smallCaps",
            "w:strike",
            "w:dstrike",
            "w:outline",
            "w:shadow",
            "w:emboss",
            "w:imprint",
            "w:noProof",
            "w:snapToGrid",
            "w:vanish",
            "w:webHidden",
            "w:color",
            "w:spacing",
            "w:w",
            "w:kern",
            "w:position",
            "w:sz",
            "w:szCs",
            "w:highlight",
            "w:u",
            "w:effect",
            "w:bdr",
            "w:shd",
            "w:fitText",
            "w:vertAlign",
            "w:rtl",
            "w:cs",
            "w:em",
            "w:lang",
            "w:eastAsianLayout",
            "w:specVanish",
            "w:oMath",
        ],
        "w:tblPr" => &[
            "w:tblStyle",
            "w:tblpPr",
            "w:tblOverlap",
            "w:bidiVisual",
            "w:tblStyleRowBandSize",
            "w:tblStyleColBandSize",
            "w:tblW",
            "w:jc",
            "w:tblCellSpacing",
            "w:tblInd",
            "w:tblBorders",
            "w:shd",
            "w:tblLayout",
            "w:tblCellMar",
            "w:tblLook",
            "w:tblCaption",
            "w:tblDescription",
            "w:tblPrChange",
        ],
        "w:tcPr" => &[
            "w:cnfStyle",
            "w:tcW",
            "w:gridSpan",
            "w:hMerge",
            "w:vMerge",
            "w:tcBorders",
            "w:shd",
            "w:noWrap",
            "w:tcMar",
            "w:textDirection",
            "w:tcFitText",
            "w:vAlign",
            "w:hideMark",
        ],
        "w:tcBorders" | "w:tblBorders" | "w:pBdr" => &[
            "w:top",
            "w:left",
            "w:start",
            "w:bottom",
            "w:right",
            "w:end",
            "w:between",
            "w:bar",
            "w:insideH",
            "w:insideV",
            "w:tl2br",
            "w:tr2bl",
        ],
        "w:tcMar" | "w:tblCellMar" => {
            &["w:top", "w:left", "w:start", "w:bottom", "w:right", "w:end"]
        }
        "w:sdtPr" => &[
            "w:rPr",
            "w:alias",
            "w:tag",
            "w:id",
            "w:lock",
            "w:placeholder",
            "w:temporary",
            "w:showingPlcHdr",
            "w:dataBinding",
            "w:label",
            "w:tabIndex",
            "w:text",
        ],
        "w:sdt" => &["w:sdtPr", "w:sdtEndPr", "w:sdtContent"],
        _ => return None,
    })
}

/// Elements that stand before their siblings.
const FIRST: [&str; 6] = ["w:pPr", "w:rPr", "w:tblPr", "w:tblGrid", "w:trPr", "w:tcPr"];

/// Properties that say nothing when empty.
const VOID: [&str; 5] = ["w:rPr", "w:pPr", "w:tcPr", "w:trPr", "w:tcBorders"];

/// Puts an element and all below it right: children in schema order, nothing unknown, nothing void.
pub(super) fn tidy(element: &mut Element) {
    for child in element.elements_mut() {
        tidy(child);
    }
    element.children.retain(|node| match node {
        Node::Element(child) => !(child.children.is_empty() && VOID.contains(&&*child.name)),
        Node::Text(_) => true,
    });
    let is_grid_column = element.name == "w:gridCol";
    element
        .attributes
        .retain(|(name, _)| !(name.starts_with("w14:") || is_grid_column && name == "w:type"));
    if let Some(order) = order(&element.name) {
        sort(element, order);
    } else if element.name == "w:p" || element.name == "w:tbl" || element.name == "w:tr" {
        sort(element, &FIRST);
    }
}

fn sort(element: &mut Element, order: &[&str]) {
    let place = |node: &Node| match node {
        Node::Element(child) => order
            .iter()
            .position(|name| *name == child.name)
            .unwrap_or(order.len()),
        Node::Text(_) => order.len(),
    };
    if !element.children.is_sorted_by_key(place) {
        element.children.sort_by_key(place);
    }
}

#[cfg(test)]
mod tests {
    use super::super::xml::parse;
    use super::*;

    #[test]
    fn children_stand_in_schema_order() {
        let source = "<w:p w14:paraId=\"1\"><w:r><w:rPr/><w:t>a</w:t></w:r><w:pPr><w:rPr/>\
            <w:jc w:val=\"left\"/><w:spacing/><w:keepNext/><w:pStyle w:val=\"x\"/></w:pPr></w:p>";
        let mut element = parse(source.as_bytes()).expect("well formed");
        tidy(&mut element);
        let mut out = String::new();
        element.write(&mut out);
        assert_eq!(
            out,
            "<w:p><w:pPr><w:pStyle w:val=\"x\"/><w:keepNext/><w:spacing/>\
             <w:jc w:val=\"left\"/></w:pPr><w:r><w:t>a</w:t></w:r></w:p>"
        );
    }
}
