//! Ways to a value.

use crate::diagnostics::Span;
use crate::yaml::{Node, Value};

/// A step from a value to one inside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step<'a> {
    /// The value of this key.
    Key(&'a str),
    /// The item of a list, from 0.
    Item(usize),
}

/// The path one step further in.
#[must_use]
pub(crate) fn below<'a>(path: &[Step<'a>], step: Step<'a>) -> Vec<Step<'a>> {
    path.iter().copied().chain([step]).collect()
}

/// What cannot be changed without changing more: a value brought by an alias, or written in a way that has no place
/// for it. With its place in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NotEditable(pub Option<Span>);

impl Step<'_> {
    pub(super) fn of<'n>(&self, node: &'n Node) -> Option<&'n Node> {
        match (self, &node.value) {
            (Self::Key(key), Value::Mapping(mapping)) => mapping
                .entries
                .iter()
                .find(|entry| entry.key == *key)
                .map(|entry| &entry.node),
            (Self::Item(at), Value::Sequence(items)) => items.get(*at),
            _ => None,
        }
    }
}
