//! Which objects a reader of the document sees, and what a clerk would call them.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use lopdf::{Dictionary, Object};

use super::super::fields::signature_fields;
use super::super::objects::number_of;
use super::super::state::State;
use super::words;

/// Every object that must not change unseen, with its name. Left out is what signing programs
/// rewrite at will: validation data, the form's resources, the looks of empty signature fields.
pub(super) fn held(state: &State) -> BTreeMap<u32, String> {
    let mut walk = Walk {
        state,
        held: BTreeMap::new(),
    };
    let pages = state.pages();
    for (index, page) in pages.iter().enumerate() {
        walk.held.insert(*page, format!("trang {}", index + 1));
    }
    let root = state.trailer().get(b"Root").ok().and_then(number_of);
    walk.held
        .extend(root.map(|root| (root, "mục gốc (Root) của tệp".to_owned())));
    walk.fields();
    for (index, page) in pages.iter().enumerate() {
        if let Some(page) = state.dictionary_of(*page) {
            walk.keys(page, &[b"Parent"], |key| words::of_page(key, index + 1));
        }
    }
    if let Some(form) = state.form() {
        walk.keys(form, &[b"DR"], words::of_form);
        let reference = state
            .catalog()
            .and_then(|catalog| catalog.get(b"AcroForm").ok());
        let number = reference.and_then(number_of);
        walk.held
            .extend(number.map(|number| (number, "biểu mẫu".to_owned())));
    }
    if let Some(catalog) = state.catalog() {
        walk.keys(
            catalog,
            &[b"AcroForm", b"DSS", b"Extensions"],
            words::of_catalog,
        );
    }
    if let Ok(info) = state.trailer().get(b"Info") {
        walk.all(info, "thông tin tài liệu");
    }
    walk.held
}

struct Walk<'a> {
    state: &'a State,
    held: BTreeMap<u32, String>,
}

impl<'a> Walk<'a> {
    /// Signed fields with all they hold; of the empty ones only themselves.
    fn fields(&mut self) {
        for field in signature_fields(self.state) {
            let label = match field.value {
                Some(_) => format!("chữ ký đã có ở ô “{}”", field.name),
                None => format!("ô chữ ký “{}”", field.name),
            };
            let own: Vec<u32> = field
                .widgets
                .iter()
                .copied()
                .chain([field.number])
                .collect();
            for number in own {
                self.held.entry(number).or_insert_with(|| label.clone());
                if let Some(dictionary) = self.state.dictionary_of(number) {
                    let skipped: &[&[u8]] = if field.value.is_none() {
                        &[b"AP", b"MK", b"P", b"Parent"]
                    } else {
                        &[b"P", b"Parent"]
                    };
                    self.keys(dictionary, skipped, |_| label.clone());
                }
            }
        }
    }

    fn keys(
        &mut self,
        dictionary: &'a Dictionary,
        skipped: &[&[u8]],
        label: impl Fn(&[u8]) -> String,
    ) {
        for (key, value) in dictionary.iter() {
            if !skipped.contains(&key.as_slice()) {
                self.all(value, &label(key));
            }
        }
    }

    /// The object and all that can be reached from it.
    fn all(&mut self, object: &'a Object, label: &str) {
        let mut open = vec![object];
        while let Some(object) = open.pop() {
            match object {
                Object::Reference(_) => {
                    let Some(number) = number_of(object) else {
                        continue;
                    };
                    if let Entry::Vacant(unseen) = self.held.entry(number) {
                        unseen.insert(label.to_owned());
                        open.extend(self.state.get(number));
                    }
                }
                Object::Array(items) => open.extend(items),
                Object::Dictionary(dictionary) => {
                    open.extend(dictionary.iter().map(|(_, value)| value))
                }
                Object::Stream(stream) => open.extend(stream.dict.iter().map(|(_, value)| value)),
                _ => {}
            }
        }
    }
}
