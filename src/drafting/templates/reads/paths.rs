//! What a path reads: from a variable step by step.

use std::ops::Range;

use super::super::syntax::tree::{Expression, Kind};
use super::known::{Place, Step};
use super::reader::Reader;
use super::scope::{Lack, Value};
use super::shape::{Cause, Flawed, Shape, ShapeOf};

/// All that Tera knows, under one name.
const CONTEXT: &str = "__tera_context";

impl<'a> Reader<'a> {
    pub(super) fn variable(&mut self, name: &str, place: &Range<usize>) -> Value<'a> {
        if name == CONTEXT {
            self.everything();
            return Value::default();
        }
        let Some(mut value) = self.scope.find(name) else {
            if !self.known.is_defined(&Self::bare_place(name)) {
                let cause = Cause::Undeclared {
                    name: name.to_owned(),
                    parent: String::new(),
                    available: self.scope.names(),
                };
                self.problem(place.clone(), cause);
            }
            return Value::default();
        };
        self.found.read.extend(value.path.clone());
        let own = value.place.clone();
        for lack in &mut value.lacks {
            if Some(&lack.place) == own.as_ref() {
                name.clone_into(&mut lack.text);
            }
        }
        value.given(&self.known)
    }

    /// Complains if a key is taken of what may be undefined.
    pub(super) fn reached(
        &mut self,
        parent: Value<'a>,
        of: &Expression,
        optional: bool,
    ) -> Value<'a> {
        if optional || !parent.may_be_undefined() {
            return parent;
        }
        self.check(&parent, of, false);
        Value {
            told: parent.lacking(),
            ..parent.there()
        }
    }

    pub(super) fn key(
        &mut self,
        parent: &Value<'a>,
        of: &Expression,
        name: &str,
        place: &Range<usize>,
        all: &Expression,
    ) -> Value<'a> {
        let own = parent.place.clone().map(|mut place: Place| {
            place.push(Step::Key(name.to_owned()));
            place
        });
        let path = parent.path.as_ref().map(|path| format!("{path}.{name}"));
        let mut found = Value {
            shape: None,
            place: own,
            path,
            lacks: parent.lacks.clone(),
            told: parent.told.clone(),
        };
        let (shape, available) = match parent.shape.map(|shape| &shape.of) {
            None | Some(ShapeOf::Any) => {
                self.found.read.extend(found.path.clone());
                return found.given(&self.known);
            }
            Some(ShapeOf::Group(keys)) => (keys.get(name), keys.keys().cloned().collect()),
            Some(_) => (None, Vec::new()),
        };
        let Some(shape) = shape else {
            if !(found.place.as_ref()).is_some_and(|place| self.known.is_defined(place)) {
                let cause = Cause::Undeclared {
                    name: name.to_owned(),
                    parent: self.written(&of.place).to_owned(),
                    available,
                };
                self.problem(place.clone(), cause);
            }
            return Value::default();
        };
        self.found.read.extend(found.path.clone());
        if let (true, Some(place)) = (shape.optional, found.place.clone()) {
            let text = self.written(&all.place).to_owned();
            found.lacks.push(Lack { place, text });
        }
        found.shape = Some(shape);
        found.given(&self.known)
    }

    pub(super) fn item(
        &mut self,
        parent: &Value<'a>,
        of: &Expression,
        index: &'a Expression,
        all: &Expression,
    ) -> Value<'a> {
        if let Kind::Text(name) = &index.kind {
            return self.key(parent, of, name, &index.place, all);
        }
        self.need(index);
        let mut element = self.element(parent);
        if let (Kind::Integer(index), Some(mut place)) = (&index.kind, parent.place.clone()) {
            place.push(Step::Index(*index));
            element.place = Some(place);
        }
        // what is beyond the list's end is not known here
        element.lacks.clone_from(&parent.lacks);
        element.given(&self.known)
    }

    /// An element of a list; nothing is known of what lies in anything else.
    pub(super) fn element(&mut self, of: &Value<'a>) -> Value<'a> {
        let Some(ShapeOf::List(shape)) = of.shape.map(|shape| &shape.of) else {
            self.whole(of);
            return Value::default();
        };
        let path = of.path.as_ref().map(|path| format!("{path}[]"));
        self.found.read.extend(path.clone());
        let lack = Lack {
            place: Place::new(),
            text: String::new(),
        };
        Value {
            shape: Some(shape),
            place: None,
            path,
            lacks: shape.optional.then_some(lack).into_iter().collect(),
            told: Vec::new(),
        }
    }

    /// Complains if the value may be missing.
    pub(super) fn check(&mut self, read: &Value<'a>, value: &Expression, has_default: bool) {
        let Some(last) = read.lacks.last() else {
            return;
        };
        if !read.told.is_empty() {
            // told of a part of this path already
            let (file, start) = (self.file, value.place.start);
            let of_path = |problem: &Flawed| {
                problem.file == file
                    && problem.place.start == start
                    && matches!(problem.cause, Cause::Optional { .. })
            };
            self.found.problems.retain(|problem| !of_path(problem));
        }
        let cause = Cause::Optional {
            name: last.text.clone(),
            path: read.path.clone().unwrap_or_default(),
            condition: read.lacking().join(" and "),
            has_default,
        };
        self.problem(value.place.clone(), cause);
    }

    pub(super) fn whole(&mut self, value: &Value<'a>) {
        if let (Some(shape), Some(path)) = (value.shape, &value.path) {
            whole(shape, path, &mut |path| {
                self.found.read.insert(path);
            });
        }
    }

    /// Everything may be read.
    pub(super) fn everything(&mut self) {
        for (name, shape) in self.scope.root() {
            whole(shape, name, &mut |path| {
                self.found.read.insert(path);
            });
        }
    }

    /// What stands at this place, as written.
    pub(super) fn written(&self, place: &std::ops::Range<usize>) -> &'a str {
        let text = self.files[self.file].text;
        text.get(place.clone()).unwrap_or_default()
    }

    /// A name that no value has, as a place of its own.
    fn bare_place(name: &str) -> Place {
        vec![Step::Key(name.to_owned())]
    }

    /// Which value this is, as far as it has a place.
    pub(super) fn place_of(&self, value: &Expression) -> Option<Place> {
        let (of, step) = match &value.kind {
            Kind::Variable(name) => {
                return match self.scope.find(name) {
                    Some(value) => value.place,
                    None => Some(Self::bare_place(name)),
                };
            }
            Kind::Attribute(of, step) => (of, Step::Key(step.name.clone())),
            Kind::Item(of, index, _) => match &index.kind {
                Kind::Text(name) => (of, Step::Key(name.clone())),
                Kind::Integer(index) => (of, Step::Index(*index)),
                _ => return None,
            },
            _ => return None,
        };
        let mut place = self.place_of(of)?;
        place.push(step);
        Some(place)
    }
}

/// The path, and all below it.
fn whole(shape: &Shape, path: &str, note: &mut dyn FnMut(String)) {
    note(path.to_owned());
    match &shape.of {
        ShapeOf::Value
        | ShapeOf::Number
        | ShapeOf::Condition
        | ShapeOf::Date
        | ShapeOf::Markdown
        | ShapeOf::Any => {}
        ShapeOf::List(element) => whole(element, &format!("{path}[]"), note),
        ShapeOf::Group(keys) => {
            for (key, shape) in keys {
                whole(shape, &format!("{path}.{key}"), note);
            }
        }
    }
}
