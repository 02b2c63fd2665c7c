//! The facts that our writer keeps beside the text, and which control shows which.

use super::model::Control;
use super::package::{Package, Part};
use super::problem::Problem;
use super::tree::Node;
use crate::docx::controls;

/// Root of the part that holds the facts.
const ROOT: &str = "qd:vanBan";

/// The part that holds the facts, whatever it is called.
pub(crate) fn part(package: &mut Package<'_>) -> Result<Option<Part>, Problem> {
    let parts = package.custom_parts()?;
    Ok(parts.into_iter().find(|part| part.root.name == ROOT))
}

/// The facts; none where our part is not there.
pub(super) fn facts(package: &mut Package<'_>) -> Result<Vec<(String, String)>, Problem> {
    let part = part(package)?;
    let elements = part.iter().flat_map(|part| part.root.nodes());
    let facts = elements.filter_map(|element| {
        let name = element.name.strip_prefix("qd:")?;
        Some((name.to_owned(), value(element)))
    });
    Ok(facts.collect())
}

/// A fact's value. Other programs keep the blanks that its controls showed: these are none.
pub(crate) fn value(element: &Node) -> String {
    let text = element.text();
    text.trim_matches('\u{2007}').to_owned()
}

/// The fact that a control (`w:sdt`) shows: by its binding, its tag, or the name people see on it, for other
/// programs drop some of these. Else its tag as it is.
pub(crate) fn tag(control: &Node) -> String {
    let Some(properties) = control.child("w:sdtPr") else {
        return String::new();
    };
    let own = |tag: &str| controls::tags().any(|own| own == tag);
    let tag = properties.value("w:tag").unwrap_or_default();
    if let Some(bound) = bound(properties).filter(|bound| own(bound)) {
        return bound.to_owned();
    }
    if tag.is_empty()
        && let Some(titled) = properties.value("w:alias").and_then(controls::tag_titled)
    {
        return titled.to_owned();
    }
    tag.to_owned()
}

/// The element of our part that a control is bound to.
fn bound(properties: &Node) -> Option<&str> {
    let binding = properties.child("w:dataBinding")?;
    let mappings = binding.attribute("w:prefixMappings").unwrap_or_default();
    let identity = binding.attribute("w:storeItemID").unwrap_or_default();
    let store = controls::STORE_ID.trim_matches(['{', '}']);
    if !(mappings.contains(controls::NAMESPACE)
        || identity
            .trim_matches(['{', '}'])
            .eq_ignore_ascii_case(store))
    {
        return None;
    }
    let last = binding.attribute("w:xpath")?.rsplit('/').next()?;
    let name = last.split('[').next()?;
    name.rsplit(':').next()
}

/// A control without its text.
pub(super) fn control(element: &Node) -> Control {
    let properties = element.child("w:sdtPr");
    Control {
        tag: tag(element),
        text: String::new(),
        shows_placeholder: properties.is_some_and(|of| of.is_on("w:showingPlcHdr")),
    }
}
