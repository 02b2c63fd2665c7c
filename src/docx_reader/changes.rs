//! Tracked changes (ECMA-376 Part 1, 17.13.5), counted while what they say is accepted.

use std::collections::BTreeSet;

use super::model::Changes;
use super::tree::Node;

/// What becomes of what an element holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fate {
    /// It stays, as an insertion.
    Inserted,
    /// It goes.
    Deleted,
}

/// The fate that an element of this name says.
pub(crate) fn fate(name: &str) -> Option<Fate> {
    match name {
        "w:ins" | "w:moveTo" | "w:cellIns" => Some(Fate::Inserted),
        "w:del" | "w:moveFrom" | "w:cellDel" => Some(Fate::Deleted),
        _ => None,
    }
}

/// The changes met so far.
#[derive(Debug, Default)]
pub(super) struct Seen {
    changes: Changes,
    authors: BTreeSet<String>,
}

impl Seen {
    /// Notes the element if it is a change; gives what becomes of what it holds.
    pub(super) fn note(&mut self, element: &Node) -> Option<Fate> {
        let fate = fate(&element.name)?;
        match fate {
            Fate::Inserted => self.changes.insertions += 1,
            Fate::Deleted => self.changes.deletions += 1,
        }
        self.add_author(element);
        Some(fate)
    }

    /// Notes changes among the properties of a row, a cell, or a paragraph's mark; gives whether it goes.
    pub(super) fn goes(&mut self, properties: Option<&Node>) -> bool {
        let mut goes = false;
        for property in properties.into_iter().flat_map(Node::nodes) {
            goes |= self.note(property) == Some(Fate::Deleted);
        }
        self.reshaped(properties);
        goes
    }

    /// Notes that properties were others before (`w:rPrChange`).
    pub(super) fn reshaped(&mut self, properties: Option<&Node>) {
        for property in properties.into_iter().flat_map(Node::nodes) {
            if property.name.ends_with("Change") {
                self.changes.formatting += 1;
                self.add_author(property);
            }
        }
    }

    /// All of them.
    pub(super) fn counted(self) -> Changes {
        Changes {
            authors: self.authors.into_iter().collect(),
            ..self.changes
        }
    }

    fn add_author(&mut self, element: &Node) {
        if let Some(author) = element.attribute("w:author")
            && !self.authors.contains(author)
        {
            self.authors.insert(author.to_owned());
        }
    }
}
