//! From the parser's events to the tree.

use std::collections::BTreeMap;
use std::ops::Range;

use granit_parser::{Event, Parser, ScalarStyle, ScanError, StrInput, StructureStyle};

use super::key::Group;
use super::node::{Node, span_of};
use super::syntax::{self, Progress};
use super::tree::{Container, NODE_WEIGHT, Tree};
use super::{problems, scalar};
use crate::diagnostics::{Diagnostics, SourceId};

/// How deep lists and mappings may nest; a dossier needs 6.
const MAX_NESTING: usize = 64;

/// Reads the one YAML document of a source; `None` if it cannot be read at all (then reported).
pub(crate) fn parse(source: SourceId, text: &str, diagnostics: &mut Diagnostics) -> Option<Node> {
    let options = granit_parser::options! {
        emit_unresolved_aliases: true,
        emit_anchor_events: true,
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

struct Builder<'a> {
    source: SourceId,
    text: &'a str,
    tree: Tree<'a>,
    /// The places of the anchors that no alias has used, in the order they stand.
    unused: BTreeMap<usize, Range<usize>>,
    progress: Progress,
    /// Some alias names nothing.
    missed: bool,
    /// The last thing read is an alias of nothing (then reported).
    unknown: bool,
}

impl<'a> Builder<'a> {
    fn new(source: SourceId, text: &'a str) -> Self {
        Self {
            source,
            text,
            tree: Tree::new(source, text),
            unused: BTreeMap::new(),
            progress: Progress::default(),
            missed: false,
            unknown: false,
        }
    }

    /// `None` if reading had to stop; otherwise the root, if there is one.
    fn run(
        &mut self,
        parser: &mut Parser<'a, StrInput<'a>>,
        diagnostics: &mut Diagnostics,
    ) -> Option<Option<Node>> {
        let mut documents = 0;
        let mut ended = None;
        while let Some(next) = parser.next_event() {
            let (event, place) = match next {
                Ok(event) => event,
                Err(error) => {
                    self.stopped(&error, diagnostics);
                    return None;
                }
            };
            let range = place.byte_range().unwrap_or(0..0);
            match event {
                Event::DocumentStart(..) => {
                    documents += 1;
                    if documents > 1 {
                        let place = span_of(self.source, ended.unwrap_or(range));
                        diagnostics.push(problems::second_document(place));
                        return None;
                    }
                }
                Event::DocumentEnd if !range.is_empty() => ended = Some(range),
                other => {
                    self.losses(&other, &range, diagnostics);
                    self.note(&other, &range);
                    self.event(other, range, diagnostics)?;
                }
            }
        }
        self.report_unused(diagnostics);
        Some(self.tree.root.take())
    }

    /// Reports names given for nothing. After an alias of nothing, which may just be misspelled, nobody knows.
    fn report_unused(&self, diagnostics: &mut Diagnostics) {
        for range in self.unused.values().filter(|_| !self.missed) {
            let anchor = self.text.get(range.clone()).unwrap_or_default();
            let place = span_of(self.source, range.clone());
            diagnostics.push(problems::unused_anchor(anchor, place));
        }
    }

    /// Notes how far the file was read.
    fn note(&mut self, event: &Event<'a>, range: &Range<usize>) {
        if matches!(event, Event::Anchor(..)) {
            return;
        }
        let block = matches!(
            event,
            Event::Scalar(_, ScalarStyle::Literal | ScalarStyle::Folded, _, _)
        );
        if range.end > self.progress.last.end {
            self.progress.last = range.clone();
        }
        self.progress.block = block;
        self.unknown = matches!(event, Event::UnresolvedAlias(_));
    }

    /// Reports what would be lost without a word.
    fn losses(&self, event: &Event<'a>, range: &Range<usize>, diagnostics: &mut Diagnostics) {
        let Event::Scalar(text, style, _, tag) = event else {
            return;
        };
        let (file, last) = ((self.source, self.text), self.progress.last.end);
        if tag.is_some() {
            scalar::tag(file, last..range.start, diagnostics);
        }
        if *style == ScalarStyle::Plain {
            let end = if text.is_empty() { last } else { range.end };
            scalar::lost(file, end, diagnostics);
        }
    }

    /// Reports why the parser stopped.
    fn stopped(&self, error: &ScanError, diagnostics: &mut Diagnostics) {
        let stop = error.marker().byte_offset().unwrap_or(0);
        let rest = self.text.get(self.progress.last.end..stop);
        // `*quan trọng*`: what follows the alias is no other problem
        if self.unknown && rest.is_some_and(|rest| !rest.contains(['\n', '\r'])) {
            return;
        }
        let progress = Progress {
            bracket: self.tree.bracket(),
            ..self.progress.clone()
        };
        diagnostics.push(syntax::explain(error, self.source, self.text, &progress));
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
                self.tree.finish(node, anchor, weight, diagnostics);
            }
            Event::SequenceStart(style, anchor, _) => {
                let flow = style == StructureStyle::Flow;
                self.tree
                    .start(Container::Sequence(Vec::new()), anchor, range.start, flow);
            }
            Event::MappingStart(style, anchor, _) => {
                let flow = style == StructureStyle::Flow;
                let group = Group::new(flow);
                self.tree
                    .start(Container::Mapping(group), anchor, range.start, flow);
            }
            Event::SequenceEnd | Event::MappingEnd => self.tree.end(range.end, diagnostics),
            Event::Anchor(id, _) => {
                self.unused.insert(id, range);
            }
            Event::Alias(id) => {
                self.unused.remove(&id);
                let (node, weight) = self.tree.alias(id, range, diagnostics)?;
                self.tree.finish(node, 0, weight, diagnostics);
            }
            Event::UnresolvedAlias(name) => {
                let span = span_of(self.source, range);
                diagnostics.push(problems::unknown_alias(&name, span));
                self.missed = true;
                self.tree
                    .finish(Node::reported(span), 0, NODE_WEIGHT, diagnostics);
            }
            _ => {}
        }
        Some(())
    }
}
