//! From the parser's events to the tree.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use granit_parser::{Event, Parser, StrInput, StructureStyle};

use super::key::Group;
use super::node::{Node, Value, span_of};
use super::{problems, scalar, syntax};
use crate::diagnostics::{Diagnostics, SourceId};

/// How deep lists and mappings may nest; a dossier needs 6.
const MAX_NESTING: usize = 64;
/// How much text and structure aliases may add, in bytes: far above any dossier, far below harm.
const MAX_ALIASED: usize = 4 << 20;
/// What a node weighs beside its text.
const NODE_WEIGHT: usize = 16;

/// Reads the one YAML document of a source; `None` if it cannot be read at all (then reported).
pub(in crate::dossier) fn parse(
    source: SourceId,
    text: &str,
    diagnostics: &mut Diagnostics,
) -> Option<Node> {
    let options = granit_parser::options! {
        emit_unresolved_aliases: true,
        flow_nesting_limit: MAX_NESTING,
        block_nesting_limit: MAX_NESTING,
    };
    let mut parser = Parser::new_from_str_with_options(text, options);
    let mut builder = Builder::new(source, text);
    let root = builder.run(&mut parser, diagnostics)?;
    if root.is_none() {
        diagnostics.push(problems::no_document(span_of(source, 0..0)));
    }
    root
}

/// A mapping or sequence still open.
struct Open {
    container: Container,
    anchor: usize,
    start: usize,
    weight: usize,
}

enum Container {
    Sequence(Vec<Node>),
    Mapping(Group),
}

struct Anchored {
    node: Node,
    weight: usize,
}

struct Builder<'a> {
    source: SourceId,
    text: &'a str,
    open: Vec<Open>,
    anchors: HashMap<usize, Anchored>,
    unfinished: HashSet<usize>,
    aliased: usize,
    root: Option<Node>,
}

impl<'a> Builder<'a> {
    fn new(source: SourceId, text: &'a str) -> Self {
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

    /// `None` if reading had to stop; otherwise the root, if there is one.
    fn run(
        &mut self,
        parser: &mut Parser<'a, StrInput<'a>>,
        diagnostics: &mut Diagnostics,
    ) -> Option<Option<Node>> {
        let mut documents = 0;
        while let Some(next) = parser.next_event() {
            let (event, place) = match next {
                Ok(event) => event,
                Err(error) => {
                    diagnostics.push(syntax::explain(&error, self.source, self.text));
                    return None;
                }
            };
            let range = place.byte_range().unwrap_or(0..0);
            match event {
                Event::DocumentStart(..) => {
                    documents += 1;
                    if documents > 1 {
                        diagnostics.push(problems::second_document(span_of(self.source, range)));
                        return None;
                    }
                }
                other => self.event(other, range, diagnostics)?,
            }
        }
        Some(self.root.take())
    }

    fn event(
        &mut self,
        event: Event<'a>,
        range: Range<usize>,
        diagnostics: &mut Diagnostics,
    ) -> Option<()> {
        match event {
            Event::Scalar(text, style, anchor, _) => {
                let file = (self.source, self.text);
                let node = scalar::node(file, &text, style, range, diagnostics);
                let weight = NODE_WEIGHT + text.len();
                self.finish(node, anchor, weight, diagnostics);
            }
            Event::SequenceStart(_, anchor, _) => {
                self.start(Container::Sequence(Vec::new()), anchor, range.start);
            }
            Event::MappingStart(style, anchor, _) => {
                let group = Group::new(style == StructureStyle::Flow);
                self.start(Container::Mapping(group), anchor, range.start);
            }
            Event::SequenceEnd | Event::MappingEnd => self.end(range.end, diagnostics),
            Event::Alias(id) => {
                let (node, weight) = self.alias(id, range, diagnostics)?;
                self.finish(node, 0, weight, diagnostics);
            }
            Event::UnresolvedAlias(name) => {
                let span = span_of(self.source, range);
                diagnostics.push(problems::unknown_alias(&name, span));
                self.finish(Node::reported(span), 0, NODE_WEIGHT, diagnostics);
            }
            _ => {}
        }
        Some(())
    }

    fn start(&mut self, container: Container, anchor: usize, start: usize) {
        if anchor != 0 {
            self.unfinished.insert(anchor);
        }
        self.open.push(Open {
            container,
            anchor,
            start,
            weight: NODE_WEIGHT,
        });
    }

    fn end(&mut self, end: usize, diagnostics: &mut Diagnostics) {
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
    fn finish(&mut self, node: Node, anchor: usize, weight: usize, diagnostics: &mut Diagnostics) {
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
    fn alias(
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
