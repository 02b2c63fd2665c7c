//! Paragraphs that stand on both sides: their new text with the old one marked in it.

use crate::document::{Meaning, Run};
use crate::redline::{Mark, segments};
use crate::style::ParagraphStyle;

use super::paragraph::{Context, label_end};
use super::xml::{Element, Node};

impl Context<'_> {
    /// Puts both texts into a paragraph that was built with the new one.
    pub(super) fn retext(
        &mut self,
        paragraph: &mut Element,
        look: &ParagraphStyle,
        old: &[Run],
        new: &[Run],
    ) {
        paragraph.children.retain(is_properties);
        let content = self.both(look, old, new);
        paragraph.children.extend(content);
    }

    /// The same for a caption: the bookmark stays around its label and number.
    pub(super) fn recaption(
        &mut self,
        paragraph: &mut Element,
        look: &ParagraphStyle,
        old: &[Run],
        new: &[Run],
    ) {
        let mut bookmark = paragraph.children.iter().filter(|node| is_bookmark(node));
        let (Some(start), Some(end)) = (bookmark.next().cloned(), bookmark.next().cloned()) else {
            self.retext(paragraph, look, old, new);
            return;
        };
        let (old_label, old_rest) = old.split_at(label_end(old).unwrap_or_default());
        let (new_label, new_rest) = new.split_at(label_end(new).unwrap_or_default());
        paragraph.children.retain(is_properties);
        paragraph.children.push(start);
        let label = self.both(look, old_label, new_label);
        paragraph.children.extend(label);
        paragraph.children.push(end);
        let rest = self.both(look, old_rest, new_rest);
        paragraph.children.extend(rest);
    }

    fn both(&mut self, look: &ParagraphStyle, old: &[Run], new: &[Run]) -> Vec<Node> {
        let mut content = Vec::new();
        for segment in segments(old, new) {
            let runs = match segment.mark {
                Some(Mark::Deleted) => without_references(segment.runs),
                Some(Mark::Inserted) | None => segment.runs,
            };
            let built = self.content(look, &runs);
            content.extend(match segment.mark {
                Some(mark) => self.tracker.runs(built, mark),
                None => built,
            });
        }
        content
    }
}

/// References as the text they print: the bookmark they would lead to goes when they come back.
pub(super) fn without_references(mut runs: Vec<Run>) -> Vec<Run> {
    for run in &mut runs {
        if matches!(run.meaning, Meaning::TableReference(_)) {
            run.meaning = Meaning::Text;
        }
    }
    runs
}

fn is_properties(node: &Node) -> bool {
    matches!(node, Node::Element(element) if element.name == "w:pPr")
}

fn is_bookmark(node: &Node) -> bool {
    matches!(node, Node::Element(element) if element.name.starts_with("w:bookmark"))
}
