//! From the tree to facts, by a declaration of keys, reporting everything that does not fit.

mod group;
mod scalars;
mod values;

use super::facts::Facts;
use super::keys::Key;
use crate::diagnostics::{Diagnostics, Span};
use crate::yaml::{Entry, Node};

/// A file of keys: what it is called, and where its keys are explained.
#[derive(Clone, Copy)]
pub(super) struct File {
    pub(super) called: &'static str,
    pub(super) explained: &'static str,
}

/// The dossier.
pub(super) const DOSSIER: File = File {
    called: "hồ sơ",
    explained: "khóa này bắt buộc; hồ sơ mẫu (`quyetdinh init`) giải thích từng khóa",
};
/// What a set declares.
pub(super) const SET: File = File {
    called: "bộ mẫu",
    explained: "khóa này bắt buộc; docs/bo-mau.md giải thích từng khóa",
};

/// A table of law.
pub(super) const LAW: File = File {
    called: "bảng pháp luật",
    explained: "khóa này bắt buộc; data/phap-luat.yaml là bảng có sẵn để viết theo",
};

/// Reads a whole file from its root.
pub(super) fn file(
    file: File,
    keys: &[Key],
    root: &Node,
    diagnostics: &mut Diagnostics,
) -> Option<Facts> {
    let mut reader = Reader { file, diagnostics };
    let item = Item {
        node: root,
        at: None,
        name: "",
        element: false,
        place: root.span,
    };
    reader.group(item, keys)
}

/// What reads: where problems go.
struct Reader<'d> {
    file: File,
    diagnostics: &'d mut Diagnostics,
}

/// A value to be read.
#[derive(Clone, Copy)]
struct Item<'a> {
    node: &'a Node,
    /// Where all of it stands, if an alias brought it.
    at: Option<Span>,
    /// Its key; of an element, its list's key.
    name: &'a str,
    /// Whether it is an element of a list.
    element: bool,
    /// Where something about the whole value is shown: its key, or its first line.
    place: Span,
}

impl<'a> Item<'a> {
    /// Where the value stands.
    fn span(&self) -> Span {
        self.at.unwrap_or(self.node.span)
    }

    /// Where what it holds stands, if not where it was written.
    fn inner_place(&self) -> Option<Span> {
        self.at.or(self.node.aliased.then_some(self.node.span))
    }

    /// The value of a key of this group.
    fn value_of(&self, entry: &'a Entry) -> Self {
        let at = self.inner_place();
        Self {
            node: &entry.node,
            at,
            name: &entry.key,
            element: false,
            place: at.unwrap_or(entry.key_span),
        }
    }

    /// An element of this list.
    fn element(&self, node: &'a Node) -> Self {
        let at = self.inner_place();
        Self {
            node,
            at,
            name: self.name,
            element: true,
            place: at.unwrap_or(node.span),
        }
    }
}

impl Reader<'_> {
    /// What a value is called in messages.
    fn called(&self, item: Item) -> String {
        match item.name {
            "" => self.file.called.to_owned(),
            name if item.element => format!("phần tử của `{name}`"),
            name => format!("`{name}`"),
        }
    }
}
