//! Which value a name stands for, at a place of a template.

use std::collections::BTreeMap;

use super::known::{Known, Place, Step};
use super::shape::Shape;

/// Something on the way to a value that may be missing.
#[derive(Clone, Debug)]
pub(super) struct Lack {
    pub(super) place: Place,
    /// As it is written.
    pub(super) text: String,
}

/// What is known of a value.
#[derive(Clone, Debug, Default)]
pub(super) struct Value<'s> {
    /// `None` where nothing is known.
    pub(super) shape: Option<&'s Shape>,
    pub(super) place: Option<Place>,
    /// As `khoi[].ten`.
    pub(super) path: Option<String>,
    /// From the outermost: what may be missing.
    pub(super) lacks: Vec<Lack>,
    /// As written: what may be missing on the way here, and is complained of.
    pub(super) told: Vec<String>,
}

impl Value<'_> {
    /// Whether it is what may be missing, rather than what it lies in.
    pub(super) fn may_be_null(&self) -> bool {
        let mut lacks = self.lacks.iter();
        lacks.any(|lack| Some(&lack.place) == self.place.as_ref())
    }

    /// Whether it may be undefined, which Tera does not take a key of.
    pub(super) fn may_be_undefined(&self) -> bool {
        let mut lacks = self.lacks.iter();
        lacks.any(|lack| Some(&lack.place) != self.place.as_ref())
    }

    /// The same value where so much is known.
    pub(super) fn given(mut self, known: &Known) -> Self {
        if self.place.as_ref().is_some_and(|place| known.has(place)) {
            self.lacks.clear();
        }
        self.lacks.retain(|lack| !known.has(&lack.place));
        self
    }

    /// All that may be missing, as written.
    pub(super) fn lacking(&self) -> Vec<String> {
        let lacks = self.lacks.iter().map(|lack| lack.text.clone());
        self.told.iter().cloned().chain(lacks).collect()
    }

    /// The same value, taken to be there.
    pub(super) fn there(mut self) -> Self {
        self.lacks.clear();
        self.told.clear();
        self
    }
}

/// What a frame is the frame of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Frame {
    /// A file: `set` outside loops, and `set_global`.
    File,
    /// A loop: what is set in it is gone after it.
    Loop,
    /// A component: nothing outside is seen.
    Component,
}

/// The names at a place.
#[derive(Clone, Debug)]
pub(super) struct Scope<'s> {
    root: &'s BTreeMap<String, Shape>,
    frames: Vec<(Frame, BTreeMap<String, Value<'s>>)>,
}

impl<'s> Scope<'s> {
    pub(super) fn new(root: &'s BTreeMap<String, Shape>) -> Self {
        let frames = vec![(Frame::File, BTreeMap::new())];
        Self { root, frames }
    }

    pub(super) const fn root(&self) -> &'s BTreeMap<String, Shape> {
        self.root
    }

    pub(super) fn open(&mut self, frame: Frame) {
        self.frames.push((frame, BTreeMap::new()));
    }

    pub(super) fn close(&mut self) {
        self.frames.pop();
    }

    pub(super) fn set(&mut self, name: &str, value: Value<'s>, global: bool) {
        let mut frames = self.frames.iter_mut().rev();
        let frame = frames.find(|(frame, _)| !global || *frame != Frame::Loop);
        if let Some((_, names)) = frame {
            names.insert(name.to_owned(), value);
        }
    }

    /// What the name stands for; `None` if it has no meaning.
    pub(super) fn find(&self, name: &str) -> Option<Value<'s>> {
        for (frame, names) in self.frames.iter().rev() {
            if let Some(value) = names.get(name) {
                return Some(value.clone());
            }
            if *frame == Frame::Component {
                return None;
            }
        }
        let shape = self.root.get(name)?;
        let place = vec![Step::Key(name.to_owned())];
        let lack = Lack {
            place: place.clone(),
            text: name.to_owned(),
        };
        Some(Value {
            shape: Some(shape),
            place: Some(place),
            path: Some(name.to_owned()),
            lacks: shape.optional.then_some(lack).into_iter().collect(),
            told: Vec::new(),
        })
    }

    /// All names that mean something.
    pub(super) fn names(&self) -> Vec<String> {
        let mut found = Vec::new();
        for (frame, names) in self.frames.iter().rev() {
            found.extend(names.keys().cloned());
            if *frame == Frame::Component {
                return found;
            }
        }
        found.extend(self.root.keys().cloned());
        found.sort_unstable();
        found.dedup();
        found
    }

    /// After one of two ways: a name that may mean either is not known.
    pub(super) fn merge(&mut self, other: &Self) {
        for ((_, mine), (_, others)) in self.frames.iter_mut().zip(&other.frames) {
            for (name, theirs) in others {
                let same = mine
                    .get(name)
                    .is_some_and(|value| value.place.is_some() && value.place == theirs.place);
                if !same {
                    mine.insert(name.clone(), Value::default());
                }
            }
            for (name, value) in mine.iter_mut() {
                if !others.contains_key(name) {
                    *value = Value::default();
                }
            }
        }
    }
}
