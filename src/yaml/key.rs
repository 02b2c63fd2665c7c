//! Keys: text, each once in its group.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;

use super::node::{Entry, Mapping, Node, Value};
use super::problems;
use crate::diagnostics::{Diagnostics, Span};

/// A group whose keys are being read.
#[derive(Default)]
pub(super) struct Group {
    mapping: Mapping,
    /// Its keys, once they are many.
    seen: HashMap<String, Span>,
    /// How many of its entries are among them.
    known: usize,
    key: Option<Key>,
    /// It lacks what `<<` would have brought: a reader could only say false things of it.
    torn: bool,
}

/// So many keys are looked through one by one.
const FEW: usize = 16;

/// A key that waits for its value; no text if it was reported.
struct Key {
    text: Option<String>,
    span: Span,
}

impl Group {
    pub(super) fn new(flow: bool) -> Self {
        let mut group = Self::default();
        group.mapping.flow = flow;
        group
    }

    /// What was read of it.
    pub(super) fn value(mut self) -> Value {
        self.mapping.entries.shrink_to_fit();
        if self.torn {
            Value::Reported
        } else {
            Value::Mapping(self.mapping.into())
        }
    }

    /// Takes a key, or the value of the last key.
    pub(super) fn take(&mut self, node: Node, diagnostics: &mut Diagnostics) {
        match self.key.take() {
            None => self.key = Some(self.key_of(node, diagnostics)),
            Some(Key { text: None, .. }) => {}
            Some(Key {
                text: Some(key),
                span,
            }) => self.mapping.entries.push(Entry {
                key,
                key_span: span,
                node,
            }),
        }
    }

    /// Where the key stands already.
    fn place_of(&mut self, key: &str) -> Option<Span> {
        let entries = &self.mapping.entries;
        if entries.len() <= FEW {
            let found = entries.iter().find(|entry| entry.key == key);
            return found.map(|entry| entry.key_span);
        }
        for entry in &entries[self.known..] {
            let key = entry.key.clone();
            self.seen.entry(key).or_insert(entry.key_span);
        }
        self.known = entries.len();
        self.seen.get(key).copied()
    }

    fn key_of(&mut self, node: Node, diagnostics: &mut Diagnostics) -> Key {
        let span = node.span;
        let text = match node.value {
            Value::Scalar(text) if text.is_ascii() => text.trim().to_owned(),
            Value::Scalar(text) => text.trim().nfc().collect(),
            Value::Null => "null".to_owned(),
            Value::Reported => return Key { text: None, span },
            Value::Sequence(_) | Value::Mapping(_) => {
                diagnostics.push(problems::key_not_text(span));
                return Key { text: None, span };
            }
        };
        if text == "<<" {
            diagnostics.push(problems::merged(span));
            self.torn = true;
            return Key { text: None, span };
        }
        // `{diem: 8,5, them: 9,5}` makes `5` a key twice; the reader knows better what to say of it.
        let fraction = self.mapping.flow && text.bytes().all(|byte| byte.is_ascii_digit());
        if let Some(first) = self.place_of(&text).filter(|_| !fraction) {
            diagnostics.push(problems::key_again(&text, span, first));
            return Key { text: None, span };
        }
        Key {
            text: Some(text),
            span,
        }
    }
}
