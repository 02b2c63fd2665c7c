//! A document as it stands after one of its revisions.

use super::file::{File, Place};
use super::value::{Dictionary, EMPTY, NULL, Value};

/// How many references may follow one another.
const LONGEST_CHAIN: usize = 16;
/// Most nodes of the tree of pages.
const MOST_PAGES: usize = 20_000;

/// A file after the revision of this index.
#[derive(Clone, Copy, Debug)]
pub(crate) struct State<'a> {
    pub(crate) file: &'a File<'a>,
    pub(crate) revision: usize,
}

impl<'a> State<'a> {
    /// Where the object of that number is.
    pub(crate) fn place(self, number: u32) -> Option<Place> {
        self.file.place(self.revision, number)
    }

    /// Whether there is an object of that number.
    pub(crate) fn exists(self, number: u32) -> bool {
        self.place(number).is_some()
    }

    /// The object of that number.
    pub(crate) fn get(self, number: u32) -> &'a Value {
        self.file.look(1);
        self.place(number)
            .map_or(&NULL, |place| self.file.object(number, place))
    }

    /// What is behind a reference; nothing where it leads nowhere.
    pub(crate) fn resolve(self, mut value: &'a Value) -> &'a Value {
        for _ in 0..LONGEST_CHAIN {
            match value {
                Value::Reference(number) => value = self.get(*number),
                _ => return value,
            }
        }
        &NULL
    }

    /// The value of a key.
    pub(crate) fn at(self, dictionary: &'a Dictionary, key: &str) -> &'a Value {
        dictionary
            .get(key)
            .map_or(&NULL, |value| self.resolve(value))
    }

    /// The dictionary at a key; an empty one where there is none.
    pub(crate) fn dictionary_at(self, dictionary: &'a Dictionary, key: &str) -> &'a Dictionary {
        self.at(dictionary, key).dictionary().unwrap_or(&EMPTY)
    }

    /// The list at a key; empty where there is none.
    pub(crate) fn items_at(self, dictionary: &'a Dictionary, key: &str) -> &'a [Value] {
        let items = self.at(dictionary, key).items().unwrap_or_default();
        self.file.look(items.len());
        items
    }

    /// The dictionary of the object of that number.
    pub(crate) fn dictionary(self, number: u32) -> &'a Dictionary {
        self.get(number).dictionary().unwrap_or(&EMPTY)
    }

    /// The trailer.
    pub(crate) fn trailer(self) -> &'a Dictionary {
        self.file
            .revisions
            .get(self.revision)
            .map_or(&EMPTY, |revision| &revision.trailer)
    }

    /// The catalog.
    pub(crate) fn catalog(self) -> &'a Dictionary {
        self.dictionary_at(self.trailer(), "Root")
    }

    /// The form.
    pub(crate) fn form(self) -> &'a Dictionary {
        self.dictionary_at(self.catalog(), "AcroForm")
    }

    /// The pages' objects, in order.
    pub(crate) fn pages(self) -> Vec<u32> {
        let (mut found, mut looked) = (Vec::new(), 0);
        let root = self.catalog().get("Pages").and_then(Value::reference);
        let mut open: Vec<u32> = root.into_iter().collect();
        while let Some(number) = open.pop() {
            let node = self.dictionary(number);
            looked += 1;
            if looked > MOST_PAGES {
                break;
            }
            if node.get("Kids").is_none() {
                found.push(number);
            }
            open.extend(
                self.items_at(node, "Kids")
                    .iter()
                    .rev()
                    .filter_map(Value::reference),
            );
        }
        found
    }

    /// Whether two values say the same; streams byte for byte.
    pub(crate) fn same(self, one: &Value, other: &Value) -> bool {
        match (one, other) {
            (Value::Stream(one, data), Value::Stream(other, others)) => {
                let bytes = self.file.source.bytes;
                one == other && bytes.get(data.clone()) == bytes.get(others.clone())
            }
            _ => one == other,
        }
    }
}
