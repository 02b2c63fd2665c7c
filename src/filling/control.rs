//! Content controls: what they show, put right in the text of their part.

use quick_xml::escape::partial_escape;

use super::edit::{Edit, written_prefix};
use super::model::{Fact, Outcome};
use crate::docx_reader::changes::{Fate, fate};
use crate::docx_reader::package::Part;
use crate::docx_reader::store;
use crate::docx_reader::tree::Node;

/// What is text in a run.
const TEXTS: [&str; 8] = [
    "w:t",
    "w:tab",
    "w:ptab",
    "w:br",
    "w:cr",
    "w:sym",
    "w:noBreakHyphen",
    "w:softHyphen",
];

/// The edits that make every control of a part show its fact.
pub(super) fn edits(part: &Part, facts: &[Fact], outcomes: &mut [Outcome]) -> Vec<Edit> {
    let mut search = Search {
        source: &part.text,
        facts,
        outcomes,
        edits: Vec::new(),
        is_fallback: false,
    };
    search.walk(&part.root);
    search.edits
}

struct Search<'a> {
    source: &'a str,
    facts: &'a [Fact],
    outcomes: &'a mut [Outcome],
    edits: Vec<Edit>,
    /// Inside of what only old programs show: it says once more what stands beside it.
    is_fallback: bool,
}

impl Search<'_> {
    fn walk(&mut self, parent: &Node) {
        let nodes: Vec<&Node> = parent.nodes().collect();
        for (at, node) in nodes.iter().enumerate() {
            if fate(&node.name) == Some(Fate::Deleted) {
                continue;
            }
            if node.name == "w:sdt" {
                let tag = store::tag(node);
                if let Some(index) = self.facts.iter().position(|fact| fact.name == tag) {
                    self.fill(node, index);
                    let outcome = &mut self.outcomes[index];
                    outcome.has_figures_beside |= figures_beside(&nodes[..at], &nodes[at + 1..]);
                    continue;
                }
            }
            let outer = self.is_fallback;
            self.is_fallback |= node.name == "mc:Fallback";
            self.walk(node);
            self.is_fallback = outer;
        }
    }

    fn fill(&mut self, control: &Node, index: usize) {
        let value = &self.facts[index].value;
        let mut runs = Vec::new();
        if let Some(content) = control.child("w:sdtContent") {
            visible_runs(content, &mut runs);
        }
        let former: String = runs.iter().map(|run| shown(run)).collect();
        let outcome = &mut self.outcomes[index];
        outcome.replaces(&former, value);
        outcome.places += usize::from(!self.is_fallback);
        self.set_text(control, &runs, &partial_escape(value));
    }

    /// Puts the text into the first run that is shown, and takes it from the others.
    fn set_text(&mut self, control: &Node, runs: &[&Node], value: &str) {
        let properties = control.child("w:sdtPr");
        let placeholder = properties.and_then(|of| of.child("w:showingPlcHdr"));
        self.edits.extend(placeholder.map(Edit::remove));
        let prefix = written_prefix(control, self.source);
        let text = format!("<{prefix}t xml:space=\"preserve\">{value}</{prefix}t>");
        let Some((first, others)) = runs.split_first() else {
            self.add_run(control, &text);
            return;
        };
        if placeholder.is_some() {
            let look = first.child("w:rPr");
            let style = look.and_then(|look| look.child("w:rStyle"));
            // what Word itself shows an empty control in is grey
            self.edits.extend(style.map(Edit::remove));
        }
        let mut old = first.nodes().filter(|node| is_text(node));
        self.edits.push(match old.next() {
            Some(node) => Edit::replace(node.span.clone(), text),
            None => Edit::append(first, self.source, &text),
        });
        self.edits.extend(old.map(Edit::remove));
        let rest = others.iter().flat_map(|run| run.nodes());
        self.edits
            .extend(rest.filter(|node| is_text(node)).map(Edit::remove));
    }

    /// Adds a run to a control that shows none.
    fn add_run(&mut self, control: &Node, text: &str) {
        let prefix = written_prefix(control, self.source);
        let properties = control.child("w:sdtPr");
        let look = properties.and_then(|of| of.child("w:rPr"));
        let look = look.and_then(|look| self.source.get(look.span.clone()));
        let run = format!("<{prefix}r>{}{text}</{prefix}r>", look.unwrap_or_default());
        let edit = match control.child("w:sdtContent") {
            Some(content) => {
                let place = first_paragraph(content).unwrap_or(content);
                Edit::append(place, self.source, &run)
            }
            None => {
                let content = format!("<{prefix}sdtContent>{run}</{prefix}sdtContent>");
                Edit::append(control, self.source, &content)
            }
        };
        self.edits.push(edit);
    }
}

/// Whether a figure stands right before or after a control: what it shows would be read as another number.
fn figures_beside(before: &[&Node], after: &[&Node]) -> bool {
    let before = before.iter().rev().map(|node| shown(node));
    let after = after.iter().map(|node| shown(node));
    let last = before.filter_map(|text| text.chars().next_back()).next();
    let first = after.filter_map(|text| text.chars().next()).next();
    let is_figure = |letter: Option<char>| letter.is_some_and(|letter| letter.is_ascii_digit());
    is_figure(last) || is_figure(first)
}

/// What is shown of an element in a paragraph.
fn shown(node: &Node) -> String {
    if fate(&node.name) == Some(Fate::Deleted) {
        return String::new();
    }
    let mut runs = Vec::new();
    match &*node.name {
        "w:r" => runs.push(node),
        _ => visible_runs(node, &mut runs),
    }
    let texts = runs.iter().flat_map(|run| run.nodes());
    let texts = texts.filter(|node| node.name == "w:t");
    texts.map(Node::text).collect()
}

fn is_text(node: &Node) -> bool {
    TEXTS.contains(&&*node.name)
}

/// The runs in an element that no tracked change deletes.
fn visible_runs<'n>(parent: &'n Node, runs: &mut Vec<&'n Node>) {
    for node in parent.nodes() {
        match &*node.name {
            "w:r" => runs.push(node),
            "w:pPr" | "w:rPr" | "w:sdtPr" => {}
            name if fate(name) == Some(Fate::Deleted) => {}
            _ => visible_runs(node, runs),
        }
    }
}

fn first_paragraph(parent: &Node) -> Option<&Node> {
    parent.nodes().find_map(|node| match &*node.name {
        "w:p" => Some(node),
        _ => first_paragraph(node),
    })
}
