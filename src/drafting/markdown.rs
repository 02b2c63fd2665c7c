//! From rendered text to the document's blocks: Markdown as people who have never heard of it type it.
//!
//! `lines` gives each line and where it was written, `blocks` groups them (which line opens an item, a
//! heading, a table), `inline` sets a group's text with pulldown-cmark, once `stars` and `leftovers` have
//! seen to it that only what is meant as Markdown is read as Markdown. Fenced blocks go to
//! [`super::fenced`].

mod blocks;
mod inline;
pub(super) mod leftovers;
pub(super) mod lines;
pub(super) mod list_marks;
pub(super) mod problems;
mod stars;
mod tables;

use super::placer::Placer;
use crate::document::{Block, ListItem, Paragraph, Role};
use blocks::{Group, Item};
use lines::{Text, lines};

/// Reads rendered text; problems go to the placer's diagnostics.
pub(super) fn read(rendered: &str, placer: &mut Placer<'_>) -> Vec<Block> {
    let groups = blocks::groups(lines(rendered), placer);
    let mut reader = Reader {
        placer,
        blocks: Vec::new(),
        heading_level: 0,
    };
    for group in groups {
        reader.group(group);
    }
    let mut blocks = reader.blocks;
    keep_introductions(&mut blocks);
    blocks
}

/// Turns groups of lines into blocks.
struct Reader<'a, 'b> {
    placer: &'a mut Placer<'b>,
    blocks: Vec<Block>,
    heading_level: usize,
}

impl Reader<'_, '_> {
    fn group(&mut self, group: Group) {
        match group {
            Group::Paragraph(text) => {
                if let Some(mut paragraph) = self.paragraph(Role::Body, &text) {
                    if is_article(&paragraph) {
                        paragraph.role = Role::Article;
                    }
                    self.blocks.push(Block::Paragraph(paragraph));
                }
            }
            Group::Heading(level, text) => self.heading(level, &text),
            Group::Item(item) => self.item(item),
            Group::Table(table) => {
                let table = tables::table(table, self.placer);
                self.blocks.extend(table.map(Block::Table));
            }
            Group::Fence(fence) => {
                let blocks = self.placer.place(fence);
                self.blocks.extend(blocks);
            }
        }
    }

    /// The text as a paragraph; `None` if nothing of it is printed.
    fn paragraph(&mut self, role: Role, text: &Text) -> Option<Paragraph> {
        let runs = inline::runs(text, self.placer);
        let mut paragraph = Paragraph::of_runs(role, runs);
        paragraph.origin = text.place().map(|place| self.placer.place_span(place));
        (!paragraph.runs.is_empty()).then_some(paragraph)
    }

    fn heading(&mut self, level: usize, text: &Text) {
        let role = match level {
            1 => Role::Heading1,
            2 => Role::Heading2,
            _ => Role::Heading3,
        };
        if let Some(paragraph) = self.paragraph(role, text) {
            if level > self.heading_level + 1 {
                let (words, origin) = (paragraph.text(), paragraph.origin);
                let problem = problems::skipped_level(self.heading_level, level, &words, origin);
                self.placer.report(problem);
            }
            self.heading_level = level;
            self.blocks.push(Block::Paragraph(paragraph));
        }
    }

    fn item(&mut self, item: Item) {
        let role = match item.level {
            1 => Role::ListItem,
            2 => Role::ListItem2,
            _ => Role::ListItem3,
        };
        let Some(paragraph) = self.paragraph(role, &item.text) else {
            return;
        };
        let item = ListItem {
            label: item.label,
            label_changed: false,
            paragraph,
        };
        match self.blocks.last_mut() {
            Some(Block::List(items)) => items.push(item),
            _ => self.blocks.push(Block::List(vec![item])),
        }
    }
}

/// `**Điều 1.** ...` (C15).
fn is_article(paragraph: &Paragraph) -> bool {
    let first = paragraph.runs.first();
    first.is_some_and(|run| run.bold && run.text.starts_with("Điều "))
}

/// A paragraph or an item that ends with a colon introduces what follows: it stays on its page.
fn keep_introductions(blocks: &mut [Block]) {
    for index in 0..blocks.len() {
        let (before, after) = blocks.split_at_mut(index + 1);
        let introduces = matches!(after.first(), Some(Block::List(_) | Block::Table(_)));
        match before.last_mut() {
            Some(Block::Paragraph(paragraph)) if introduces => keep(paragraph),
            Some(Block::List(items)) => {
                let count = items.len() - usize::from(!introduces);
                let introducing = items.iter_mut().take(count);
                introducing.for_each(|item| keep(&mut item.paragraph));
            }
            _ => {}
        }
    }
}

fn keep(paragraph: &mut Paragraph) {
    if paragraph.text().ends_with(':') {
        paragraph.keep_with_next = true;
    }
}
