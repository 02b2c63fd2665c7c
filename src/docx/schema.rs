//! What the schema of WordprocessingML asks for and `docx-rs` does not keep: the order of children,
//! and no attribute or property that is unknown or says nothing.

use super::xml::{Element, Node};

/// Names of elements as they stand in a part: `names![p tbl]` is `["w:p", "w:tbl"]`.
macro_rules! names {
    ($($name:ident)*) => { &[$(concat!("w:", stringify!($name))),*] };
}

/// Order of the children of each element whose children have one (ECMA-376 Part 1, Annex A.1); of paragraphs, tables and
/// rows, what stands before all else.
#[rustfmt::skip]
const ORDERS: [(&[&str], &[&str]); 9] = [
    (names![pPr], names![
        pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd
        tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi
        adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc
        textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange
    ]),
    (names![rPr], names![
        rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof
        snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText
        vertAlign rtl cs em lang eastAsianLayout specVanish oMath
    ]),
    (names![tblPr], names![
        tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing
        tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription tblPrChange
    ]),
    (names![tcPr], names![
        cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign
        hideMark
    ]),
    (names![tcBorders tblBorders pBdr], names![
        top left start bottom right end between bar insideH insideV tl2br tr2bl
    ]),
    (names![tcMar tblCellMar], names![top left start bottom right end]),
    (names![sdtPr], names![
        rPr alias tag id lock placeholder temporary showingPlcHdr dataBinding label tabIndex text
    ]),
    (names![sdt], names![sdtPr sdtEndPr sdtContent]),
    (names![p tbl tr], names![pPr rPr tblPr tblGrid trPr tcPr]),
];

/// Properties that say nothing when empty.
const VOID: &[&str] = names![rPr pPr tcPr trPr tcBorders];

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
    let known = ORDERS
        .iter()
        .find(|(parents, _)| parents.contains(&&*element.name));
    if let Some((_, order)) = known {
        sort(element, order);
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
    fn a_name_stands_once_in_an_order() {
        for (parents, order) in ORDERS {
            let twice = order
                .iter()
                .enumerate()
                .find(|(at, name)| order[..*at].contains(name));
            assert_eq!(twice, None, "{parents:?}");
        }
        let mut parents: Vec<_> = ORDERS.iter().flat_map(|(parents, _)| *parents).collect();
        parents.sort();
        assert!(
            parents.is_sorted_by(|one, other| one < other),
            "{parents:?}"
        );
    }

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
