//! The structure tree: it may grow by Form elements for new signature widgets (ISO 32000-1, 14.7.4.3
//! and 14.8.4.5), since PDF/UA wants every widget in one.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Object};

use super::super::objects::{name_text, number_of};
use super::super::state::State;
use super::{Difference, Step, grown};

/// Judges the root, every element and the way back from the annotations.
pub(super) fn judge(step: &mut Step<'_>) {
    let (before, after) = (step.before, step.after);
    let [old, new] = [before, after].map(|state| state.catalog()?.get(b"StructTreeRoot").ok());
    if old.and_then(number_of) != new.and_then(number_of) {
        step.refuse("thay toàn bộ thẻ cấu trúc của văn bản".to_owned());
        return;
    }
    let Some(root) = old.and_then(|old| before.dictionary(old)) else {
        return;
    };
    // most signing programs leave it alone; then there is nothing to walk through
    if step.changed.is_subset(&step.judged) {
        return;
    }
    let parents = root.get(b"ParentTree").ok();
    let mut elements = elements(before, root);
    elements.extend(old.and_then(number_of));
    for number in step.changed.clone() {
        if elements.contains(&number) {
            step.judged.insert(number);
            step.element(number);
        }
    }
    let (kept, nodes) = parent_tree(before, parents);
    if !step.changed.is_disjoint(&nodes) {
        step.judged.extend(&nodes);
        let new = new
            .and_then(|new| after.dictionary(new))
            .and_then(|root| root.get(b"ParentTree").ok());
        step.grown_parents(&kept, &parent_tree(after, new).0);
    }
}

/// The elements below the root.
fn elements(state: &State, root: &Dictionary) -> BTreeSet<u32> {
    let mut found = BTreeSet::new();
    let mut open: Vec<&Object> = root.get(b"K").into_iter().collect();
    while let Some(object) = open.pop() {
        if let Some(number) = number_of(object)
            && !found.insert(number)
        {
            continue;
        }
        match state.value(object) {
            Some(Object::Array(kids)) => open.extend(kids),
            Some(Object::Dictionary(element)) => open.extend(element.get(b"K")),
            _ => {}
        }
    }
    // arrays of kids are no elements, but change with them
    found
}

/// What a tree of numbers holds (ISO 32000-1, 7.9.7), and the objects of its nodes.
fn parent_tree<'a>(
    state: &'a State,
    root: Option<&'a Object>,
) -> (BTreeMap<i64, &'a Object>, BTreeSet<u32>) {
    let (mut entries, mut nodes) = (BTreeMap::new(), BTreeSet::new());
    let mut open: Vec<&Object> = root.into_iter().collect();
    while let Some(object) = open.pop() {
        if let Some(number) = number_of(object)
            && !nodes.insert(number)
        {
            continue;
        }
        let Some(node) = state.dictionary(object) else {
            continue;
        };
        for key in [b"Nums".as_slice(), b"Kids"] {
            nodes.extend(node.get(key).ok().and_then(number_of));
        }
        open.extend(state.array_at(node, b"Kids"));
        for pair in state.array_at(node, b"Nums").chunks_exact(2) {
            if let Ok(key) = pair[0].as_i64() {
                entries.insert(key, &pair[1]);
            }
        }
    }
    (entries, nodes)
}

/// A single kid may stand without a list.
fn as_list(object: Option<&Object>) -> &[Object] {
    match object {
        Some(Object::Array(kids)) => kids,
        other => other.map_or(&[], std::slice::from_ref),
    }
}

impl<'a> Step<'a> {
    fn element(&mut self, number: u32) {
        let [old, new] = [self.before, self.after].map(|state| state.get(number));
        if let (Some(Object::Array(_)), Some(Object::Array(_))) = (old, new) {
            self.kids(old, new);
            return;
        }
        let dictionary =
            |object: Option<&'a Object>| object.and_then(|object| object.as_dict().ok());
        let (old, new) = (dictionary(old), dictionary(new));
        for difference in self.differing(old, new) {
            match difference.key {
                b"K" => {
                    let Difference { old, new, .. } = difference;
                    let (before, after) = (self.before, self.after);
                    self.kids(
                        old.and_then(|k| before.value(k)),
                        new.and_then(|k| after.value(k)),
                    );
                }
                b"ParentTreeNextKey" => {}
                b"ParentTree" => self.refuse("thay bảng thẻ cấu trúc của các trang".to_owned()),
                key => self.refuse(format!(
                    "đổi thẻ cấu trúc của văn bản (/{})",
                    name_text(key)
                )),
            }
        }
    }

    /// The old kids in their order, and Form elements between.
    fn kids(&mut self, old: Option<&'a Object>, new: Option<&'a Object>) {
        let (old, new) = (as_list(old), as_list(new));
        let added = grown(old, new);
        if added.is_none() {
            self.refuse("xóa hoặc đổi thứ tự thẻ cấu trúc của văn bản".to_owned());
        }
        for kid in added.into_iter().flatten() {
            self.form_element(kid);
        }
    }

    /// A new element must be a Form that holds signature widgets only.
    fn form_element(&mut self, element: &Object) {
        let after = self.after;
        let dictionary = after.dictionary(element);
        let is_form =
            dictionary.is_some_and(|element| after.name_at(element, b"S") == Some(b"Form"));
        let kids = dictionary.and_then(|element| after.at(element, b"K"));
        let is_widget = |kid: &Object| {
            let widget = after.dictionary(kid).and_then(|kid| kid.get(b"Obj").ok());
            widget
                .and_then(number_of)
                .is_some_and(|number| self.widgets.contains(&number))
        };
        let kids = as_list(kids);
        if is_form && !kids.is_empty() && kids.iter().all(is_widget) {
            self.grew = true;
        } else {
            self.refuse("thêm thẻ cấu trúc không thuộc ô chữ ký nào".to_owned());
        }
    }

    fn grown_parents(&mut self, old: &BTreeMap<i64, &'a Object>, new: &BTreeMap<i64, &'a Object>) {
        let kept = |(key, value): (&i64, &&Object)| new.get(key) == Some(value);
        if !old.iter().all(kept) {
            self.refuse("đổi bảng thẻ cấu trúc của các trang".to_owned());
        }
        for (_, element) in new.iter().filter(|(key, _)| !old.contains_key(key)) {
            self.form_element(element);
        }
    }
}
