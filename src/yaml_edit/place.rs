//! Where things stand in the text.

use crate::yaml::{Entry, Node, Value};

/// A file's text with its places.
pub(super) struct Places<'a> {
    pub(super) text: &'a str,
}

impl Places<'_> {
    /// First and last byte of a scalar, its quotes included.
    pub(super) fn scalar(&self, node: &Node) -> (usize, usize) {
        let (start, end) = (node.span.start as usize, node.span.end as usize);
        let before = self.text[..start].chars().next_back();
        let after = self.text[end..].chars().next();
        match (before, after) {
            (Some('"'), Some('"')) | (Some('\''), Some('\'')) => (start - 1, end + 1),
            _ => (start, end),
        }
    }

    /// Where a node's text ends, whatever it holds.
    pub(super) fn end(&self, node: &Node) -> usize {
        let own = node.span.end as usize;
        if node.aliased {
            return own;
        }
        match &node.value {
            Value::Scalar(_) => self.scalar(node).1,
            Value::Null | Value::Reported => own,
            Value::Mapping(mapping) if mapping.flow => own,
            Value::Mapping(mapping) => mapping
                .entries
                .last()
                .map_or(own, |entry| self.entry_end(entry)),
            Value::Sequence(_) if self.is_flow(node) => own,
            Value::Sequence(items) => items.last().map_or(own, |item| self.end(item)),
        }
    }

    /// Where an entry's text ends: that of its value, or the colon behind its key.
    pub(super) fn entry_end(&self, entry: &Entry) -> usize {
        self.end(&entry.node).max(self.colon(entry))
    }

    /// Behind the colon of an entry.
    pub(super) fn colon(&self, entry: &Entry) -> usize {
        let end = entry.key_span.end as usize;
        end + self.text[end..].find(':').map_or(0, |at| at + 1)
    }

    /// Where an entry's key begins, its quotes included.
    pub(super) fn key(&self, entry: &Entry) -> usize {
        let start = entry.key_span.start as usize;
        let quote = self.text[..start].ends_with(['"', '\'']);
        start - usize::from(quote)
    }

    /// Whether a list or group is written in brackets.
    pub(super) fn is_flow(&self, node: &Node) -> bool {
        let start = node.span.start as usize;
        match &node.value {
            Value::Mapping(mapping) => mapping.flow,
            _ => self.text[start..].starts_with('['),
        }
    }

    /// Where the line of a byte begins.
    pub(super) fn line_start(&self, at: usize) -> usize {
        self.text[..at].rfind('\n').map_or(0, |found| found + 1)
    }

    /// Where the line of a byte ends, before its break.
    pub(super) fn line_end(&self, at: usize) -> usize {
        let end = self.text[at..]
            .find('\n')
            .map_or(self.text.len(), |found| at + found);
        match self.text[..end].ends_with('\r') {
            true if end > at => end - 1,
            _ => end,
        }
    }

    /// In which column a byte stands, in letters from 0.
    pub(super) fn column(&self, at: usize) -> usize {
        self.text[self.line_start(at)..at].chars().count()
    }

    /// The dash of a list's item.
    pub(super) fn dash(&self, item: &Node) -> Option<usize> {
        let start = item.span.start as usize;
        let line = self.line_start(start);
        let lead = &self.text[line..start];
        let dash = lead.trim_end_matches([' ', '"', '\'']);
        dash.ends_with('-').then(|| line + dash.len() - 1)
    }
}
