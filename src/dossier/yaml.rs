//! YAML as a tree of nodes that know their place: keys, sequences and the scalars' own text.
//!
//! Built from the parser's events rather than through a deserializer, so that a decimal stays the
//! text the user typed, and one run can report every problem instead of the first.

mod build;
mod syntax;

use std::ops::Range;

use crate::diagnostics::{Diagnostics, SourceId, Span};

/// What to do with a character that cannot be printed.
const REMEDY: &str = "xóa ký tự này; nếu không thấy nó thì xóa cả giá trị rồi gõ lại";

/// A value and its place. The value of an alias (`*ten`) stands at the alias.
#[derive(Clone, Debug)]
pub(super) struct Node {
    /// Place of the content: of a scalar without its quotes and closing line breaks, of a mapping
    /// or sequence its first line at least.
    pub(super) span: Span,
    /// The value.
    pub(super) value: Value,
}

/// What a node holds.
#[derive(Clone, Debug)]
pub(super) enum Value {
    /// Nothing, `~` or `null`.
    Null,
    /// Any other scalar, as text.
    Scalar(String),
    /// `- ...` or `[...]`.
    Sequence(Vec<Node>),
    /// `key: ...` or `{...}`.
    Mapping(Mapping),
    /// Something already reported; readers pass over it.
    Reported,
}

/// Keys and values, in the order written.
#[derive(Clone, Debug, Default)]
pub(super) struct Mapping {
    /// The entries; keys are unique.
    pub(super) entries: Vec<Entry>,
    /// Written as `{...}`.
    pub(super) flow: bool,
}

/// One key and its value.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    /// The key's text, in NFC.
    pub(super) key: String,
    /// The key's place.
    pub(super) key_span: Span,
    /// The value.
    pub(super) node: Node,
}

/// Reads the one YAML document of a source; `None` if it cannot be read at all (then reported).
pub(super) fn parse(source: SourceId, text: &str, diagnostics: &mut Diagnostics) -> Option<Node> {
    build::parse(source, text, diagnostics)
}

/// A place from byte offsets.
fn span_of(source: SourceId, range: Range<usize>) -> Span {
    let offset = |byte: usize| u32::try_from(byte).unwrap_or(u32::MAX);
    Span {
        source,
        start: offset(range.start),
        end: offset(range.end.max(range.start)),
    }
}
