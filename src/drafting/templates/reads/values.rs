//! What a value reads, and what there is to read it from.

use std::ops::Range;

use super::super::syntax::tree::{Argument, Comprehension, Expression, Kind, Word};
use super::known::is_lenient;
use super::reader::Reader;
use super::scope::Value;
use super::shape::Cause;

impl<'a> Reader<'a> {
    /// Reads a value that must be there, with all below it.
    pub(super) fn need(&mut self, value: &'a Expression) {
        let read = self.kept(value);
        self.whole(&read);
    }

    /// Reads a value that may be missing, with all below it.
    pub(super) fn pass(&mut self, value: &'a Expression) {
        let read = self.value(value);
        self.whole(&read);
    }

    /// Reads a value that must be there; what is below it is not read yet.
    pub(super) fn kept(&mut self, value: &'a Expression) -> Value<'a> {
        match &value.kind {
            Kind::Ternary(ternary) => {
                self.value(&ternary.condition);
                self.where_(&ternary.condition, true, |reader| {
                    reader.need(&ternary.then)
                });
                self.where_(&ternary.condition, false, |reader| {
                    reader.need(&ternary.otherwise);
                });
                Value::default()
            }
            Kind::Binary("or", left, right) => {
                let read = self.value(left);
                self.where_(left, false, |reader| reader.need(right));
                if matches!(right.kind, Kind::List(_)) {
                    return Value {
                        place: None,
                        ..read.there()
                    };
                }
                self.whole(&read);
                Value::default()
            }
            Kind::Binary("and", left, right) => {
                self.pass(left);
                self.where_(left, true, |reader| reader.need(right));
                Value::default()
            }
            _ => {
                let read = self.value(value);
                self.check(&read, value, false);
                read.there()
            }
        }
    }

    /// Reads a value that may be missing; what is below it is not read yet.
    pub(super) fn value(&mut self, value: &'a Expression) -> Value<'a> {
        match &value.kind {
            Kind::Variable(name) => return self.variable(name, &value.place),
            Kind::Attribute(of, step) => {
                let parent = self.value(of);
                let parent = self.reached(parent, of, step.optional);
                return self.key(&parent, of, &step.name, &step.place, value);
            }
            Kind::Item(of, index, optional) => {
                let parent = self.value(of);
                let parent = self.reached(parent, of, *optional);
                return self.item(&parent, of, index, value);
            }
            Kind::Slice(of, bounds) => {
                let read = self.kept(of);
                bounds.iter().for_each(|bound| self.need(bound));
                return Value {
                    place: None,
                    ..read
                };
            }
            Kind::Filter(of, word) => return self.filter(of, word),
            Kind::Test(of, word) => self.test(of, word),
            Kind::Binary(operator, left, right) => self.binary(operator, left, right),
            Kind::Ternary(ternary) => {
                self.value(&ternary.condition);
                self.where_(&ternary.condition, true, |reader| {
                    reader.pass(&ternary.then)
                });
                self.where_(&ternary.condition, false, |reader| {
                    reader.pass(&ternary.otherwise);
                });
            }
            Kind::Comprehension(list) => self.comprehension(list),
            Kind::Call(word) if word.name == "super" => self.parents_block(),
            Kind::Component(name, arguments) => {
                arguments.iter().for_each(|(_, value)| self.pass(value));
                self.implicit(name);
            }
            Kind::Not(inner) => {
                self.value(inner);
            }
            Kind::Negative(inner) => self.need(inner),
            Kind::List(items) => items.iter().for_each(|(_, item)| self.gathered(item)),
            Kind::Map(entries) => entries.iter().for_each(|(_, item)| self.gathered(item)),
            Kind::Call(Word { arguments, .. }) => self.passed(arguments),
            _ => {}
        }
        Value::default()
    }

    /// Something put into a list or map: what it is is forgotten there.
    fn gathered(&mut self, item: &'a Expression) {
        self.need(item);
        self.bare(item);
    }

    fn passed(&mut self, arguments: &'a [Argument]) {
        arguments.iter().for_each(|(_, value)| self.pass(value));
    }

    /// Reads something where the condition came out so.
    fn where_(&mut self, condition: &'a Expression, holds: bool, read: impl FnOnce(&mut Self)) {
        let known = self.known.clone();
        let facts = self.facts(condition, holds);
        self.known.add(facts);
        read(self);
        self.known = known;
    }

    fn binary(&mut self, operator: &str, left: &'a Expression, right: &'a Expression) {
        if matches!(operator, "==" | "!=" | "<" | ">" | "<=" | ">=") {
            self.compared(left, right);
            self.compared(right, left);
        }
        match operator {
            "and" | "or" => {
                self.value(left);
                self.where_(left, operator == "and", |reader| {
                    reader.value(right);
                });
            }
            "==" | "!=" => {
                self.pass(left);
                self.pass(right);
            }
            "in" => {
                self.pass(left);
                self.need(right);
            }
            _ => {
                self.need(left);
                self.need(right);
            }
        }
    }

    fn test(&mut self, of: &'a Expression, word: &'a Word) {
        self.passed(&word.arguments);
        if !is_lenient(&word.name) {
            self.need(of);
            return;
        }
        self.value(of);
        if matches!(word.name.as_str(), "defined" | "undefined") {
            // this is the question that asks whether there is such a name
            let last = last_step(of);
            let file = self.file;
            self.found.problems.retain(|problem| {
                let is_name = matches!(problem.cause, Cause::Undeclared { .. });
                !(is_name && problem.file == file && problem.place == last)
            });
        }
    }

    fn filter(&mut self, of: &'a Expression, word: &'a Word) -> Value<'a> {
        if matches!(
            of.kind,
            Kind::Variable(_) | Kind::Attribute(..) | Kind::Item(..)
        ) {
            let shape = self.value(of).shape;
            self.suits(of, shape, &word.name);
        }
        let arguments = word.arguments.iter();
        match word.name.as_str() {
            "default" => {
                let read = self.value(of);
                let boolean = word.argument("boolean");
                let takes_null =
                    boolean.is_some_and(|value| !matches!(value.kind, Kind::Bool(false)));
                if !takes_null && read.may_be_null() {
                    self.check(&read, of, true);
                }
                self.whole(&read);
                arguments.for_each(|(_, value)| self.need(value));
            }
            "sort" | "reverse" | "unique" if word.arguments.is_empty() => {
                let read = self.kept(of);
                return Value {
                    place: None,
                    ..read
                };
            }
            // not what lies in it
            "length" => {
                self.kept(of);
            }
            "first" | "last" | "nth" => {
                let read = self.kept(of);
                arguments.for_each(|(_, value)| self.need(value));
                return self.element(&read).there();
            }
            _ => {
                self.need(of);
                arguments.for_each(|(_, value)| self.need(value));
            }
        }
        Value::default()
    }

    fn comprehension(&mut self, list: &'a Comprehension) {
        let of = self.kept(&list.of);
        self.enter(&of, list.key.as_deref(), &list.value);
        match &list.condition {
            None => self.need(&list.item),
            Some(condition) => {
                self.value(condition);
                self.where_(condition, true, |reader| reader.need(&list.item));
            }
        }
        self.scope.close();
    }

    /// What a component takes from where it is called.
    pub(super) fn implicit(&mut self, component: &str) {
        let files = self.files.iter();
        let all = files.flat_map(|file| &file.template.components);
        for component in all.filter(|known| known.name == component) {
            for name in &component.implicit {
                if let Some(value) = self.scope.find(name) {
                    self.whole(&value);
                }
            }
        }
    }
}

/// Where the last name of a path stands.
fn last_step(of: &Expression) -> Range<usize> {
    match &of.kind {
        Kind::Attribute(_, step) => step.place.clone(),
        Kind::Item(_, index, _) => index.place.clone(),
        _ => of.place.clone(),
    }
}
