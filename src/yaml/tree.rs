//! The tree while it grows: what is still open, and what anchors name.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::key::Group;
use super::node::{Node, Value, span_of};
use super::problems;
use crate::diagnostics::{Diagnostics, SourceId};

/// How much text and structure aliases may add, in bytes: far above any dossier, far below harm.
const MAX_ALIASED: usize = 4 << 20;
/// What a node weighs beside its text.
pub(super) const NODE_WEIGHT: usize = 16;

/// A mapping or sequence still open.
struct Open {
    container: Container,
    anchor: usize,
    start: usize,
    flow: bool,
    weight: usize,
}

/// What it holds so far.
pub(super) enum Container {
    Sequence(Vec<Node>),
    Mapping(Group),
}

struct Anchored {
    node: Node,
    weight: usize,
}

/// The tree so far.
pub(super) struct Tree<'a> {
    source: SourceId,
    text: &'a str,
    open: Vec<Open>,
    anchors: HashMap<usize, Anchored>,
    unfinished: HashSet<usize>,
    aliased: usize,
    /// The whole, once it is complete.
    pub(super) root: Option<Node>,
}

impl<'a> Tree<'a> {
    pub(super) fn new(source: SourceId, text: &'a str) -> Self {
        Self {
            source,
            text,
            open: Vec::new(),
            anchors: HashMap::new(),
            unfinished: HashSet::new(),
            aliased: 0,
            root: None,
        }
    }

    /// The innermost `[` or `{` that is still open.
    pub(super) fn bracket(&self) -> Option<usize> {
        let bracket = |open: &&Open| {
            let rest = self.text.get(open.start..).unwrap_or_default();
            open.flow && rest.starts_with(['[', '{'])
        };
        self.open.iter().rev().find(bracket).map(|open| open.start)
    }

    /// Opens a mapping or sequence.
    pub(super) fn start(&mut self, container: Container, anchor: usize, start: usize, flow: bool) {
        if anchor != 0 {
            self.unfinished.insert(anchor);
        }
        self.open.push(Open {
            container,
            anchor,
            start,
            flow,
            weight: NODE_WEIGHT,
        });
    }

    /// Closes the innermost mapping or sequence, whose text ends there.
    pub(super) fn end(&mut self, end: usize, diagnostics: &mut Diagnostics) {
        let Some(open) = self.open.pop() else { return };
        let value = match open.container {
            Container::Sequence(items) => Value::Sequence(items.into()),
            Container::Mapping(group) => group.value(),
        };
        let raw = self.text.get(open.start..end).unwrap_or("");
        let span = span_of(self.source, open.start..open.start + raw.trim_end().len());
        self.unfinished.remove(&open.anchor);
        self.finish(
            Node::new(span, value),
            open.anchor,
            open.weight,
            diagnostics,
        );
    }

    /// Puts a complete node where it belongs.
    pub(super) fn finish(
        &mut self,
        node: Node,
        anchor: usize,
        weight: usize,
        diagnostics: &mut Diagnostics,
    ) {
        if anchor != 0 {
            let node = node.clone();
            self.anchors.insert(anchor, Anchored { node, weight });
        }
        let Some(parent) = self.open.last_mut() else {
            self.root = Some(node);
            return;
        };
        parent.weight += weight;
        match &mut parent.container {
            Container::Sequence(items) => items.push(node),
            Container::Mapping(group) => group.take(node, diagnostics),
        }
    }

    /// What an alias brings, and its weight; `None` if that is too much.
    pub(super) fn alias(
        &mut self,
        id: usize,
        range: Range<usize>,
        diagnostics: &mut Diagnostics,
    ) -> Option<(Node, usize)> {
        let span = span_of(self.source, range);
        if self.unfinished.contains(&id) {
            diagnostics.push(problems::alias_of_itself(span));
            return Some((Node::reported(span), NODE_WEIGHT));
        }
        let Some(anchored) = self.anchors.get(&id) else {
            return Some((Node::reported(span), NODE_WEIGHT));
        };
        self.aliased += anchored.weight;
        if self.aliased > MAX_ALIASED {
            diagnostics.push(problems::too_much_aliased(span));
            return None;
        }
        let node = Node {
            span,
            value: anchored.node.value.clone(),
            aliased: true,
        };
        Some((node, anchored.weight))
    }
}
