//! The logical structure: what each piece of text is, in reading order (ISO 32000-1, 14.7-14.8).

use crate::diagnostics::Span;
use crate::document::Scope;

/// Index of a [`Node`] in its [`Tree`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct NodeId(pub usize);

/// Identifies a stretch of content; the pages' items name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LeafId(pub usize);

/// Standard structure types this program uses (ISO 32000-1, 14.8.4).
#[derive(Clone, Debug, PartialEq)]
pub enum Tag {
    /// The whole.
    Document,
    /// The decision or an annex.
    Sect,
    /// A paragraph.
    P,
    /// A heading of level 1 to 4.
    H(u8),
    /// A list.
    L,
    /// A list's item.
    LI,
    /// The mark before an item.
    Lbl,
    /// An item's text.
    LBody,
    /// A table, with one sentence on what it holds.
    Table {
        /// For readers who cannot see it.
        summary: String,
    },
    /// A table's header rows.
    THead,
    /// A table's other rows.
    TBody,
    /// A table's row.
    TR,
    /// A cell.
    Cell {
        /// `Some` makes it a heading cell (TH), otherwise TD.
        scope: Option<Scope>,
        /// Rows it covers.
        rows: usize,
        /// Columns it covers.
        columns: usize,
    },
    /// A table's caption.
    Caption,
    /// A link inside the document.
    Link,
    /// A form field; it has no text.
    Form,
}

/// What stands inside a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kid {
    /// Another node.
    Node(NodeId),
    /// Text.
    Leaf(LeafId),
}

/// An element of the structure.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// What it is.
    pub tag: Tag,
    /// What stands in it, in reading order.
    pub kids: Vec<Kid>,
    /// The node it stands in; the root has itself.
    pub parent: NodeId,
    /// Where its words were typed.
    pub origin: Option<Span>,
}

/// All elements; the first is the document.
#[derive(Clone, Debug, PartialEq)]
pub struct Tree {
    nodes: Vec<Node>,
    leaves: Vec<NodeId>,
}

impl Tree {
    /// The document alone.
    #[must_use]
    pub fn new() -> Self {
        Self {
            nodes: vec![Node {
                tag: Tag::Document,
                kids: Vec::new(),
                parent: NodeId(0),
                origin: None,
            }],
            leaves: Vec::new(),
        }
    }

    /// The document's own node.
    #[must_use]
    pub const fn root(&self) -> NodeId {
        NodeId(0)
    }

    /// Adds a node at the end of another.
    pub fn add(&mut self, parent: NodeId, tag: Tag) -> NodeId {
        let id = NodeId(self.nodes.len());
        self.nodes.push(Node {
            tag,
            kids: Vec::new(),
            parent,
            origin: None,
        });
        if let Some(node) = self.nodes.get_mut(parent.0) {
            node.kids.push(Kid::Node(id));
        }
        id
    }

    /// Notes where a node's words were typed.
    pub fn typed_at(&mut self, node: NodeId, origin: Option<Span>) {
        if let Some(node) = self.nodes.get_mut(node.0) {
            node.origin = node.origin.or(origin);
        }
    }

    /// Adds room for text at the end of a node.
    pub fn leaf(&mut self, node: NodeId) -> LeafId {
        let id = LeafId(self.leaves.len());
        self.leaves.push(node);
        if let Some(node) = self.nodes.get_mut(node.0) {
            node.kids.push(Kid::Leaf(id));
        }
        id
    }

    /// Adds a node with room for text in it.
    pub fn add_with_text(&mut self, parent: NodeId, tag: Tag) -> LeafId {
        let node = self.add(parent, tag);
        self.leaf(node)
    }

    /// All nodes, each after its parent.
    #[must_use]
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// The node of each leaf.
    #[must_use]
    pub fn leaves(&self) -> &[NodeId] {
        &self.leaves
    }
}

impl Default for Tree {
    fn default() -> Self {
        Self::new()
    }
}
