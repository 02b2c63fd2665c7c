//! The part beside the text that the controls are bound to.

use quick_xml::escape::partial_escape;

use super::edit::{Edit, written_prefix};
use super::model::{Fact, Outcome};
use crate::docx_reader::package::Part;
use crate::docx_reader::store;
use crate::docx_reader::tree::Node;

/// The edits that make the part hold the facts.
pub(super) fn edits(part: &Part, facts: &[Fact], outcomes: &mut [Outcome]) -> Vec<Edit> {
    let source = &part.text;
    let mut missing = String::new();
    let mut edits = Vec::new();
    for (fact, outcome) in facts.iter().zip(outcomes) {
        let value = partial_escape(&fact.value).into_owned();
        outcome.is_stored = true;
        match element(&part.root, fact.name) {
            Some(element) => {
                outcome.replaces(&store::value(element), &fact.value);
                edits.push(match &element.inside {
                    Some(inside) => Edit::replace(inside.clone(), value),
                    None => Edit::append(element, source, &value),
                });
            }
            None => {
                let prefix = written_prefix(&part.root, source);
                let name = fact.name;
                missing.push_str(&format!("<{prefix}{name}>{value}</{prefix}{name}>"));
            }
        }
    }
    if !missing.is_empty() {
        edits.push(Edit::append(&part.root, source, &missing));
    }
    edits
}

fn element<'n>(root: &'n Node, name: &str) -> Option<&'n Node> {
    root.nodes()
        .find(|node| node.name.strip_prefix("qd:") == Some(name))
}
