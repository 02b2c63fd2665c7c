//! Tracked changes (ECMA-376 Part 1, 17.13.5): text, paragraphs and rows that Word shows as inserted or
//! deleted until somebody accepts or rejects them.

use crate::redline::Mark;

use super::xml::{Element, Node};

/// Number of the first change: bookmarks, which count among the same marks, stay below it.
const FIRST: u32 = 10_000;

/// Who changed the text, and when, as Word shows it beside every change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reviser {
    /// Name of the person or program.
    pub author: String,
    /// The day `(year, month, day)`.
    pub date: (i32, u32, u32),
}

/// Marks changes, each under its own number.
pub(super) struct Tracker {
    author: String,
    moment: String,
    next: u32,
}

impl Tracker {
    pub(super) fn new(by: &Reviser) -> Self {
        let (year, month, day) = by.date;
        Self {
            author: by.author.clone(),
            moment: format!("{year:04}-{month:02}-{day:02}T00:00:00Z"),
            next: FIRST,
        }
    }

    /// Marks all of a paragraph or row as being on one side only.
    pub(super) fn whole(&mut self, element: &mut Element, mark: Mark) {
        if element.name == "w:tr" {
            element.for_each_mut("w:p", &mut |paragraph| self.whole(paragraph, mark));
            let change = self.change(mark);
            element.push_into("w:trPr", change);
            return;
        }
        self.text(element, mark);
        self.end(element, mark);
    }

    /// Marks a paragraph's text.
    pub(super) fn text(&mut self, paragraph: &mut Element, mark: Mark) {
        let content = std::mem::take(&mut paragraph.children);
        paragraph.children = self.runs(content, mark);
    }

    /// Marks the paragraph mark, which parts a paragraph from the next.
    pub(super) fn end(&mut self, paragraph: &mut Element, mark: Mark) {
        let end = Element::new("w:rPr").child(self.change(mark));
        paragraph.push_into("w:pPr", end);
    }

    /// The content of a paragraph with its runs marked; properties and bookmarks stay as they are.
    pub(super) fn runs(&mut self, content: Vec<Node>, mark: Mark) -> Vec<Node> {
        let mut marked = Vec::new();
        let mut open: Option<Element> = None;
        for node in content.into_iter().flat_map(without_control) {
            let is_run = matches!(&node, Node::Element(element) if element.name == "w:r");
            if is_run {
                let change = open.get_or_insert_with(|| self.change(mark));
                change.children.push(of_mark(node, mark));
            } else {
                marked.extend(open.take().map(Node::Element));
                marked.push(node);
            }
        }
        marked.extend(open.map(Node::Element));
        marked
    }

    /// Notes how a paragraph looked: rejecting puts just these properties (`w:pPr`) in the place of its
    /// own.
    pub(super) fn reshaped(&mut self, paragraph: &mut Element, former: Element) {
        let change = self.numbered("w:pPrChange").child(former);
        paragraph.push_into("w:pPr", change);
    }

    fn change(&mut self, mark: Mark) -> Element {
        self.numbered(match mark {
            Mark::Inserted => "w:ins",
            Mark::Deleted => "w:del",
        })
    }

    fn numbered(&mut self, name: &'static str) -> Element {
        let id = self.next;
        self.next += 1;
        Element::new(name)
            .attr("w:id", id.to_string())
            .attr("w:author", self.author.as_str())
            .attr("w:date", self.moment.as_str())
    }
}

/// A control bound to a fact overwrites what stands in it, changes included: its text stands alone.
fn without_control(node: Node) -> Vec<Node> {
    match node {
        Node::Element(control) if control.name == "w:sdt" => {
            let content = control
                .children
                .into_iter()
                .filter_map(|child| match child {
                    Node::Element(child) if child.name == "w:sdtContent" => Some(child.children),
                    _ => None,
                });
            content.flatten().collect()
        }
        other => vec![other],
    }
}

/// Deleted text and field instructions have names of their own.
fn of_mark(mut node: Node, mark: Mark) -> Node {
    if let (Node::Element(run), Mark::Deleted) = (&mut node, mark) {
        for child in run.elements_mut() {
            match &*child.name {
                "w:t" => child.name = "w:delText".into(),
                "w:instrText" => child.name = "w:delInstrText".into(),
                _ => {}
            }
        }
    }
    node
}
