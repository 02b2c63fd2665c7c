//! Changes of a text at places known from its tree.

use std::ops::Range;

use crate::docx_reader::tree::Node;

/// A stretch of text and what stands there instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Edit {
    place: Range<usize>,
    text: String,
}

impl Edit {
    /// Takes the element away.
    pub(super) fn remove(node: &Node) -> Self {
        Self::replace(node.span.clone(), String::new())
    }

    /// Puts a text in the place of another.
    pub(super) fn replace(place: Range<usize>, text: String) -> Self {
        Self { place, text }
    }

    /// Adds at the end of what stands in the element, `source` being the text it stands in.
    pub(super) fn append(node: &Node, source: &str, text: &str) -> Self {
        match &node.inside {
            Some(inside) => Self::replace(inside.end..inside.end, text.to_owned()),
            // `<w:r/>`
            None => {
                let end = node.span.end;
                let name = written_name(node, source);
                Self::replace(end.saturating_sub(2)..end, format!(">{text}</{name}>"))
            }
        }
    }
}

/// The text with the edits made. Of two that overlap only the first is.
pub(super) fn apply(source: &str, mut edits: Vec<Edit>) -> String {
    edits.sort_by_key(|edit| (edit.place.start, edit.place.end));
    let mut text = String::with_capacity(source.len());
    let mut done = 0;
    for edit in edits {
        if edit.place.start < done {
            continue;
        }
        text.push_str(source.get(done..edit.place.start).unwrap_or_default());
        text.push_str(&edit.text);
        done = edit.place.end;
    }
    text.push_str(source.get(done..).unwrap_or_default());
    text
}

/// The name of an element as the file writes it.
pub(super) fn written_name<'t>(node: &Node, source: &'t str) -> &'t str {
    let tag = source.get(node.span.start + 1..node.span.end);
    let name = tag.and_then(|tag| tag.split([' ', '\t', '\r', '\n', '/', '>']).next());
    name.unwrap_or_default()
}

/// The prefix of an element as the file writes it, with its colon; empty without one.
pub(super) fn written_prefix<'t>(node: &Node, source: &'t str) -> &'t str {
    let name = written_name(node, source);
    name.find(':').map_or("", |colon| &name[..=colon])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_are_made_in_order_and_once() {
        let edit = |place, text: &str| Edit::replace(place, text.to_owned());
        let edits = vec![
            edit(4..5, "X"),
            edit(0..1, ""),
            edit(2..2, "+"),
            edit(3..5, "Y"),
        ];
        assert_eq!(apply("abcde", edits), "b+cY");
    }
}
