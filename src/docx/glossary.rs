//! The glossary (ECMA-376 Part 1, 11.3.8): the building blocks that Word shows in an empty control, in a
//! small document of their own.

use super::controls::Facts;
use super::settings;
use super::styles;
use super::xml::Part;
use super::xml::{Element, NAMESPACES};

/// All but the last two figures of the blocks' identities; the same in every document.
const IDENTITY: &str = "{6F1B3E52-0C7A-4D0B-9A43-2D5E8C71B1";

/// The glossary's parts but for its relationships.
pub(super) fn parts(facts: &Facts) -> [Part; 4] {
    [
        ("word/glossary/document.xml", document(facts)),
        ("word/glossary/styles.xml", styles::defaults_part()),
        ("word/glossary/settings.xml", settings::settings(false)),
        ("word/glossary/fontTable.xml", settings::font_table()),
    ]
}

fn document(facts: &Facts) -> String {
    let (name, uri) = NAMESPACES[0];
    let blocks = facts.placeholders().zip(0_u8..);
    let blocks = blocks.map(|((name, text), index)| block(name, text, index));
    Element::new("w:glossaryDocument")
        .attr(name, uri)
        .child(Element::new("w:docParts").children(blocks))
        .into_part()
}

fn block(name: String, text: String, index: u8) -> Element {
    let named = |element: &'static str, name: &str| Element::new(element).val(name);
    let category = Element::new("w:category")
        .child(named("w:name", "General"))
        .child(named("w:gallery", "placeholder"));
    let properties = Element::new("w:docPartPr")
        .child(named("w:name", &name))
        .child(category)
        .child(Element::new("w:types").child(named("w:type", "bbPlcHdr")))
        .child(Element::new("w:behaviors").child(named("w:behavior", "content")))
        .child(named("w:guid", &format!("{IDENTITY}{index:02X}}}")));
    let run =
        Element::new("w:r").child(Element::new("w:t").attr("xml:space", "preserve").text(text));
    Element::new("w:docPart")
        .child(properties)
        .child(Element::new("w:docPartBody").child(Element::new("w:p").child(run)))
}
