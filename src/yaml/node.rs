//! The tree.

use std::ops::Range;
use std::sync::Arc;

use crate::diagnostics::{SourceId, Span};

/// A value and its place.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    /// Place of the content: of a scalar without its quotes and closing line breaks, of a mapping
    /// or sequence its first line at least; of an alias (`*ten`) the alias.
    pub(crate) span: Span,
    /// The value.
    pub(crate) value: Value,
    /// Brought by an alias: everything below stands at `span` too, whatever its own places say.
    pub(crate) aliased: bool,
}

impl Node {
    /// A value where it is written.
    pub(super) const fn new(span: Span, value: Value) -> Self {
        Self {
            span,
            value,
            aliased: false,
        }
    }

    /// Whether there is nothing to read: no value, an empty list or group, a text without anything or of the dots
    /// of a form.
    pub(crate) fn is_empty(&self) -> bool {
        match &self.value {
            Value::Null => true,
            Value::Scalar(text) => text
                .chars()
                .all(|c| c.is_whitespace() || matches!(c, '.' | '…' | '_')),
            Value::Sequence(items) => items.is_empty(),
            Value::Mapping(mapping) => mapping.entries.is_empty(),
            Value::Reported => false,
        }
    }

    /// What stands in for something already reported.
    pub(super) const fn reported(span: Span) -> Self {
        Self::new(span, Value::Reported)
    }
}

/// What a node holds. Children are shared between an anchor (`&ten`) and its aliases.
#[derive(Clone, Debug)]
pub(crate) enum Value {
    /// Nothing, `~` or `null`.
    Null,
    /// Any other scalar, as text.
    Scalar(String),
    /// `- ...` or `[...]`.
    Sequence(Arc<[Node]>),
    /// `key: ...` or `{...}`.
    Mapping(Arc<Mapping>),
    /// Something already reported; readers pass over it.
    Reported,
}

/// Keys and values, in the order written.
#[derive(Debug, Default)]
pub(crate) struct Mapping {
    /// The entries; keys are unique.
    pub(crate) entries: Vec<Entry>,
    /// Written as `{...}`.
    pub(crate) flow: bool,
}

/// One key and its value.
#[derive(Debug)]
pub(crate) struct Entry {
    /// The key's text, in NFC.
    pub(crate) key: String,
    /// The key's place.
    pub(crate) key_span: Span,
    /// The value.
    pub(crate) node: Node,
}

/// A place from byte offsets.
pub(super) fn span_of(source: SourceId, range: Range<usize>) -> Span {
    let offset = |byte: usize| u32::try_from(byte).unwrap_or(u32::MAX);
    Span {
        source,
        start: offset(range.start),
        end: offset(range.end.max(range.start)),
    }
}
