//! A document as it stands after some of its increments.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use lopdf::{Dictionary, Document, Object};

use super::objects::{follow, number_of, shown, text_of};

/// How deep a tree of pages, fields or numbers may be.
pub(super) const DEEPEST: usize = 32;

/// Objects by number; `None` for one that was taken away.
pub(super) type Objects = BTreeMap<u32, Option<Rc<Object>>>;

/// How many values may be looked at in one state of a document. An annex of ten thousand agencies
/// needs fewer than a million; a hostile file makes a few bytes stand for endlessly many.
const MOST_LOOKS: usize = 10_000_000;

/// All objects a reader would find, and the trailer.
#[derive(Clone, Debug)]
pub(super) struct State {
    objects: BTreeMap<u32, Rc<Object>>,
    trailer: Dictionary,
    /// How many values may still be looked at.
    looks: Cell<usize>,
}

impl State {
    /// The unsigned file, which this program wrote.
    pub(super) fn of(document: Document) -> Self {
        let objects = document.objects.into_iter();
        Self {
            objects: objects
                .map(|((number, _), object)| (number, Rc::new(object)))
                .collect(),
            trailer: document.trailer,
            looks: Cell::new(MOST_LOOKS),
        }
    }

    /// The document once an increment with these objects and this trailer is appended.
    pub(super) fn after(&self, changed: &Objects, trailer: &Dictionary) -> Self {
        let mut objects = self.objects.clone();
        for (number, object) in changed {
            match object {
                Some(object) => objects.insert(*number, Rc::clone(object)),
                None => objects.remove(number),
            };
        }
        Self {
            objects,
            trailer: trailer.clone(),
            looks: Cell::new(MOST_LOOKS),
        }
    }

    /// The trailer.
    pub(super) const fn trailer(&self) -> &Dictionary {
        &self.trailer
    }

    /// The object of that number.
    pub(super) fn get(&self, number: u32) -> Option<&Object> {
        self.objects.get(&number).map(Rc::as_ref)
    }

    /// Whether so many more values may be looked at.
    pub(super) fn spend(&self, looks: usize) -> bool {
        let left = self.looks.get();
        self.looks.set(left.saturating_sub(looks));
        left > looks
    }

    /// Whether too much was looked at: what was found since then is not to be relied on.
    pub(super) fn is_exhausted(&self) -> bool {
        self.looks.get() == 0
    }

    /// The dictionary of the object of that number.
    pub(super) fn dictionary_of(&self, number: u32) -> Option<&Dictionary> {
        self.dictionary(self.get(number)?)
    }

    /// What an object or the object behind a reference is; `None` for nothing at all.
    pub(super) fn value<'a>(&'a self, object: &'a Object) -> Option<&'a Object> {
        let value = follow(object, |number| self.get(number))?;
        let looks = match value {
            Object::Array(items) => items.len(),
            _ => 0,
        };
        self.spend(1 + looks).then_some(value)
    }

    /// The value of a key.
    pub(super) fn at<'a>(&'a self, dictionary: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
        self.value(dictionary.get(key).ok()?)
    }

    /// The dictionary, of a stream too.
    pub(super) fn dictionary<'a>(&'a self, object: &'a Object) -> Option<&'a Dictionary> {
        match self.value(object)? {
            Object::Dictionary(dictionary) => Some(dictionary),
            Object::Stream(stream) => Some(&stream.dict),
            _ => None,
        }
    }

    /// The dictionary at a key.
    pub(super) fn dictionary_at<'a>(
        &'a self,
        dictionary: &'a Dictionary,
        key: &[u8],
    ) -> Option<&'a Dictionary> {
        self.dictionary(dictionary.get(key).ok()?)
    }

    /// The array at a key; empty where there is none.
    pub(super) fn array_at<'a>(&'a self, dictionary: &'a Dictionary, key: &[u8]) -> &'a [Object] {
        match self.at(dictionary, key) {
            Some(Object::Array(items)) => items,
            _ => &[],
        }
    }

    /// The name at a key.
    pub(super) fn name_at<'a>(
        &'a self,
        dictionary: &'a Dictionary,
        key: &[u8],
    ) -> Option<&'a [u8]> {
        self.at(dictionary, key)?.as_name().ok()
    }

    /// The title of a field, as far as it is shown.
    pub(super) fn title(&self, field: &Dictionary) -> String {
        let title = self.at(field, b"T").map(text_of).unwrap_or_default();
        shown(&title)
    }

    /// The catalog.
    pub(super) fn catalog(&self) -> Option<&Dictionary> {
        self.dictionary(self.trailer.get(b"Root").ok()?)
    }

    /// The form.
    pub(super) fn form(&self) -> Option<&Dictionary> {
        self.dictionary_at(self.catalog()?, b"AcroForm")
    }

    /// The pages' objects, in order.
    pub(super) fn pages(&self) -> Vec<u32> {
        let (mut found, mut seen) = (Vec::new(), BTreeSet::new());
        let root = self
            .catalog()
            .and_then(|catalog| catalog.get(b"Pages").ok());
        let mut open: Vec<(u32, usize)> = root
            .and_then(number_of)
            .map(|n| (n, 0))
            .into_iter()
            .collect();
        while let Some((number, depth)) = open.pop() {
            let Some(node) = self.dictionary_of(number) else {
                continue;
            };
            if !seen.insert(number) {
                continue;
            }
            if !node.has(b"Kids") {
                found.push(number);
            } else if depth < DEEPEST {
                let kids = self.array_at(node, b"Kids").iter().rev();
                open.extend(kids.filter_map(number_of).map(|kid| (kid, depth + 1)));
            }
        }
        found
    }
}
