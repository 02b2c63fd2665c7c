//! The signature fields of a form (ISO 32000-1, 12.7.3 and 12.7.4.5).

use std::collections::BTreeSet;

use lopdf::{Dictionary, Object};

use super::objects::{number_of, shown};
use super::state::{DEEPEST, State};

/// A signature field, signed or empty.
#[derive(Clone, Debug)]
pub(super) struct Field<'a> {
    /// Its whole name: the names above it and its own, joined by full stops; cut if it is overlong.
    pub(super) name: String,
    /// Its object.
    pub(super) number: u32,
    /// Its value: the signature; `None` while it is empty.
    pub(super) value: Option<&'a Object>,
    /// The objects of its widgets; often itself.
    pub(super) widgets: Vec<u32>,
}

/// A node of the tree of fields, still to be looked at.
struct Open {
    number: u32,
    above: String,
    is_signature: bool,
    depth: usize,
}

/// All signature fields of the form, in its order.
pub(super) fn signature_fields(state: &State) -> Vec<Field<'_>> {
    let (mut found, mut seen) = (Vec::new(), BTreeSet::new());
    let top = state
        .form()
        .map_or(&[][..], |form| state.array_at(form, b"Fields"));
    let mut open = nodes(top, "", false, 0);
    while let Some(node) = open.pop() {
        let Some(dictionary) = state.dictionary_of(node.number) else {
            continue;
        };
        if !seen.insert(node.number) || node.depth > DEEPEST {
            continue;
        }
        let name = whole_name(state, dictionary, &node.above);
        let is_signature = match state.name_at(dictionary, b"FT") {
            Some(kind) => kind == b"Sig",
            None => node.is_signature,
        };
        let kids = state.array_at(dictionary, b"Kids");
        if kids.iter().any(|kid| is_field(state, kid)) {
            open.extend(nodes(kids, &name, is_signature, node.depth + 1));
        } else if is_signature {
            let value = dictionary.get(b"V").ok();
            let widgets: Vec<u32> = kids.iter().filter_map(number_of).collect();
            found.push(Field {
                name,
                number: node.number,
                value: value.filter(|value| state.value(value).is_some()),
                widgets: if kids.is_empty() {
                    vec![node.number]
                } else {
                    widgets
                },
            });
        }
    }
    found
}

/// In the order in which they are taken from the end.
fn nodes(references: &[Object], above: &str, is_signature: bool, depth: usize) -> Vec<Open> {
    let numbers = references.iter().rev().filter_map(number_of);
    let open = numbers.map(|number| Open {
        number,
        above: above.to_owned(),
        is_signature,
        depth,
    });
    open.collect()
}

/// Whether a kid is a field of its own, and no mere widget (ISO 32000-1, 12.7.3.1).
pub(super) fn is_field(state: &State, kid: &Object) -> bool {
    state.dictionary(kid).is_some_and(|kid| kid.has(b"T"))
}

fn whole_name(state: &State, dictionary: &Dictionary, above: &str) -> String {
    let own = state.title(dictionary);
    match (above.is_empty(), own.is_empty()) {
        (true, _) => own,
        (false, true) => above.to_owned(),
        (false, false) => shown(&format!("{above}.{own}")),
    }
}
