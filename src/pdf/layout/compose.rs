//! From blocks to bricks: every paragraph, list, table, head and signature block of a section.

use super::flow::{Brick, Content};
use super::page::{Item, Link};
use super::paragraph::SetParagraph;
use super::setter::Setter;
use super::table::{SetTable, set_table};
use super::tree::{LeafId, NodeId, Tag, Tree};
use super::{head, signature};
use crate::diagnostics::Diagnostics;
use crate::document::{
    Block, ListItem, Meaning, Orientation, Paragraph, Role, Run, Section, Table,
};
use crate::fonts::Fonts;
use crate::pdf::headings::{self, Headings};
use crate::style;
use crate::style::page::{Sheet, sheet};
use crate::units::Pt;

/// What a section becomes before its pages are filled.
pub(super) struct Composed {
    /// Its stretches in order; each starts a page.
    pub(super) stretches: Vec<Stretch>,
    /// The tables that row bricks name.
    pub(super) tables: Vec<SetTable>,
    /// Their names in the document.
    pub(super) table_names: Vec<String>,
    /// References to tables, of this document.
    pub(super) links: Vec<Link>,
}

/// What stands on pages that are turned the same way, one after the other.
pub(super) struct Stretch {
    /// Which way.
    pub(super) orientation: Orientation,
    /// Its bricks in order.
    pub(super) bricks: Vec<Brick>,
}

/// Collects the bricks of one section.
struct Composer<'a> {
    setter: Setter<'a>,
    /// Finished stretches.
    stretches: Vec<Stretch>,
    /// Which way the pages are turned that are being composed.
    orientation: Orientation,
    bricks: Vec<Brick>,
    tables: Vec<SetTable>,
    table_names: Vec<String>,
    links: Vec<Link>,
    headings: Headings,
    /// The title's node while its paragraphs follow each other: they are one heading.
    title: Option<(Role, NodeId)>,
    /// Clear space the last block wants below it.
    space_after: Pt,
}

/// Composes one section under the document's node.
pub(super) fn compose(
    section: &Section,
    fonts: &Fonts,
    tree: &mut Tree,
    problems: &mut Diagnostics,
) -> Composed {
    let root = tree.root();
    let node = tree.add(root, Tag::Sect);
    let mut composer = Composer {
        setter: Setter::new(fonts, tree, problems, node),
        stretches: Vec::new(),
        orientation: Orientation::default(),
        bricks: Vec::new(),
        tables: Vec::new(),
        table_names: Vec::new(),
        links: Vec::new(),
        headings: Headings::default(),
        title: None,
        space_after: Pt(0.0),
    };
    for block in &section.blocks {
        composer.block(block);
    }
    // the last stretch; a section without any content is an empty page
    if !composer.bricks.is_empty() || composer.stretches.is_empty() {
        composer.end_stretch();
    }
    let mut stretches = composer.stretches;
    let first = stretches
        .first_mut()
        .and_then(|stretch| stretch.bricks.first_mut());
    if let Some(first) = first {
        first.bookmarks.insert(0, (0, section.name.clone()));
    }
    Composed {
        stretches,
        tables: composer.tables,
        table_names: composer.table_names,
        links: composer.links,
    }
}

impl Composer<'_> {
    fn block(&mut self, block: &Block) {
        if !matches!(block, Block::Paragraph(_)) {
            self.title = None;
        }
        self.turn(match block {
            Block::Table(table) => table.layout.orientation,
            _ => Orientation::Portrait,
        });
        match block {
            Block::Letterhead(head) => {
                let brick = head::letterhead(&mut self.setter, head);
                self.push(brick, Pt(0.0), style::letterhead::SPACE_AFTER);
            }
            Block::Paragraph(paragraph) => self.paragraph(paragraph),
            Block::List(items) => self.list(items),
            Block::Table(table) => self.table(table),
            Block::Signature(block) => self.signature(block),
        }
    }

    /// Goes on with pages turned this way.
    fn turn(&mut self, orientation: Orientation) {
        if orientation != self.orientation {
            if !self.bricks.is_empty() {
                self.end_stretch();
            }
            self.orientation = orientation;
        }
    }

    fn end_stretch(&mut self) {
        self.space_after = Pt(0.0);
        self.stretches.push(Stretch {
            orientation: self.orientation,
            bricks: std::mem::take(&mut self.bricks),
        });
    }

    /// Paper and margins of the pages being composed.
    const fn sheet(&self) -> Sheet {
        sheet(self.orientation)
    }

    /// Adds a brick with clear space above and below it.
    fn push(&mut self, mut brick: Brick, before: Pt, after: Pt) {
        brick.before = self.space_after + before;
        self.space_after = after;
        self.bricks.push(brick);
    }

    fn paragraph(&mut self, paragraph: &Paragraph) {
        let role = paragraph.role;
        let level = self.headings.level(role);
        let node = match self.title {
            Some((title, node)) if title == role => {
                self.end_word();
                node
            }
            _ => self
                .setter
                .tree
                .add(self.setter.node, level.map_or(Tag::P, Tag::H)),
        };
        self.title = headings::is_title(role).then_some((role, node));
        // the section's own bookmark leads to its title
        let level = level.filter(|_| self.title.is_none());
        let bookmark = level.map(|level| (level, headings::bookmark(paragraph)));
        self.paragraph_in(paragraph, node, bookmark);
    }

    /// A blank after the last line's words, which others follow in the same element; it hangs in the margin.
    fn end_word(&mut self) {
        let Some(Content::Items(items)) = self.bricks.last_mut().map(|brick| &mut brick.content)
        else {
            return;
        };
        let mut texts = items.iter_mut().rev();
        if let Some(text) = texts.find_map(|item| match item {
            Item::Text(text) => Some(text),
            _ => None,
        }) {
            text.text.push(' ');
        }
    }

    fn paragraph_in(
        &mut self,
        paragraph: &Paragraph,
        node: NodeId,
        bookmark: Option<(u8, String)>,
    ) {
        let look = style::paragraph(paragraph.role);
        let runs = self.linked_runs(paragraph, node);
        let width = self.sheet().text_width().pt();
        let set = self.setter.set(runs, look, width, paragraph.origin);
        self.lines(&set, paragraph.keep_with_next, bookmark);
    }

    /// The runs of a paragraph inside its node: references to tables are links, and the runs
    /// between them one piece of text.
    fn linked_runs(&mut self, paragraph: &Paragraph, node: NodeId) -> Vec<(Run, LeafId)> {
        self.setter.tree.typed_at(node, paragraph.origin);
        let mut open = None;
        let mut runs = Vec::with_capacity(paragraph.runs.len());
        for run in &paragraph.runs {
            let leaf = if let Meaning::TableReference(table) = &run.meaning {
                open = None;
                let link = self.setter.tree.add(node, Tag::Link);
                let leaf = self.setter.tree.leaf(link);
                self.links.push(Link {
                    node: link,
                    leaf,
                    table: table.clone(),
                    words: run.text.clone(),
                });
                leaf
            } else {
                *open.get_or_insert_with(|| self.setter.tree.leaf(node))
            };
            runs.push((run.clone(), leaf));
        }
        runs
    }

    /// One brick for each line, with the rules of what stays together.
    fn lines(&mut self, set: &SetParagraph, keep: bool, bookmark: Option<(u8, String)>) {
        let count = set.lines.len();
        let mut bookmark = bookmark;
        for index in 0..count {
            let last = index + 1 == count;
            let mut items = set.place_line(index, Pt(0.0), Pt(0.0));
            if last {
                let top = set.line_height - set.height();
                items.extend(set.rule(Pt(0.0), top));
            }
            let mut brick = Brick::of_items(set.line_height, items);
            brick.bookmarks = bookmark.take().into_iter().collect();
            brick.continues = index > 0;
            brick.keep_with_next = if last {
                keep || set.style.keep_with_next
            } else {
                let together = style::WIDOW_ORPHAN_LINES;
                // what stays with the next is not parted itself: LibreOffice moves all of it
                keep || set.style.keep_together || index + 1 < together || index + together >= count
            };
            let before = if index == 0 {
                set.style.space_before
            } else {
                Pt(0.0)
            };
            let after = if last { set.style.space_after } else { Pt(0.0) };
            self.push(brick, before, after);
        }
    }

    fn list(&mut self, items: &[ListItem]) {
        let mut lists = Lists::default();
        for item in items {
            let mut runs = Vec::new();
            let body = lists.body(self, item, &mut runs);
            let look = style::paragraph(item.paragraph.role);
            runs.extend(self.linked_runs(&item.paragraph, body));
            let width = self.sheet().text_width().pt();
            let set = self.setter.set(runs, look, width, item.paragraph.origin);
            self.lines(&set, item.paragraph.keep_with_next, None);
        }
    }

    fn table(&mut self, table: &Table) {
        self.check_table(table);
        let tag = Tag::Table {
            summary: table.summary.clone(),
        };
        let node = self.setter.tree.add(self.setter.node, tag);
        let height = self.sheet().text_height().pt();
        let set = set_table(table, node, height, self.setter.fonts, self.setter.tree);
        let index = self.tables.len();
        for row in 0..set.count() {
            let last = row + 1 == set.count();
            let brick = Brick {
                before: Pt(0.0),
                height: set.row_height(row),
                keep_with_next: if last {
                    table.caption.is_some()
                } else {
                    row < set.header_rows || set.keeps_with_next(row)
                },
                continues: false,
                content: Content::Row { table: index, row },
                bookmarks: Vec::new(),
            };
            let before = if row == 0 {
                style::table::SPACE_BEFORE
            } else {
                Pt(0.0)
            };
            self.push(brick, before, Pt(0.0));
        }
        self.tables.push(set);
        self.table_names.push(table.id.clone());
        // the lower border of the last row
        self.space_after = style::LINE_WIDTH;
        match &table.caption {
            Some(caption) => {
                let node = self.setter.tree.add(node, Tag::Caption);
                self.paragraph_in(caption, node, None);
            }
            None => self.space_after += style::table::SPACE_AFTER,
        }
    }

    fn check_table(&mut self, table: &Table) {
        for cell in table
            .header
            .iter()
            .chain(&table.body)
            .flat_map(|row| &row.cells)
        {
            for text in cell.paragraphs() {
                let look = style::in_table(table.layout.size, text.role);
                for run in &text.runs {
                    self.setter.check(run, &look, text.origin.or(table.origin));
                }
            }
        }
    }

    fn signature(&mut self, block: &crate::document::SignatureBlock) {
        let bricks = signature::signature(&mut self.setter, block);
        self.keep_lines_above();
        for brick in bricks {
            let before = brick.before;
            self.push(brick, before, Pt(0.0));
        }
    }

    /// Ties the last lines of text, in whole paragraphs, to the signature that follows (C24). A long
    /// paragraph is parted before its last lines, as if it were two.
    fn keep_lines_above(&mut self) {
        let mut kept = self.lines_above();
        let further = self.bricks.iter().skip(kept + 1);
        let count = 1 + further.take_while(|brick| brick.continues).count();
        if count > style::signature::MOST_MOVED {
            kept += count - style::signature::LINES_ABOVE;
            self.bricks[kept - style::WIDOW_ORPHAN_LINES].keep_with_next = true;
        }
        for brick in &mut self.bricks[kept..] {
            brick.keep_with_next = true;
        }
    }

    /// The first brick of the paragraphs that hold the lines above a signature.
    fn lines_above(&self) -> usize {
        let is_text = |brick: &Brick| match &brick.content {
            Content::Items(items) => items.iter().any(|item| matches!(item, Item::Text(_))),
            _ => true,
        };
        let mut wanted = style::signature::LINES_ABOVE;
        let mut inside = false;
        let tied = self.bricks.iter().rev().take_while(|brick| {
            let is_tied = wanted > 0 || inside;
            wanted = wanted.saturating_sub(usize::from(is_text(brick)));
            inside = brick.continues;
            is_tied
        });
        self.bricks.len() - tied.count()
    }
}

/// The lists that are open, the outermost first: the level of each, its node, and the body of its last item.
#[derive(Default)]
struct Lists(Vec<(Role, NodeId, NodeId)>);

impl Lists {
    /// The node for the text of an item of this level, in a list of its own inside the item above where
    /// it lies deeper; the label comes first among the runs. Without a label it is the last item's.
    fn body(
        &mut self,
        composer: &mut Composer<'_>,
        item: &ListItem,
        runs: &mut Vec<(Run, LeafId)>,
    ) -> NodeId {
        let (level, label) = (item.paragraph.role, &item.label);
        while self.0.last().is_some_and(|(open, ..)| *open > level) {
            self.0.pop();
        }
        let same = self.0.last().filter(|(open, ..)| *open == level);
        if let (true, Some((.., body))) = (label.is_empty(), same) {
            return *body;
        }
        let list = same.map(|(_, list, _)| *list).unwrap_or_else(|| {
            let above = self
                .0
                .last()
                .map_or(composer.setter.node, |(.., body)| *body);
            composer.setter.tree.add(above, Tag::L)
        });
        let node = composer.setter.tree.add(list, Tag::LI);
        if !label.is_empty() {
            let mark = composer.setter.tree.add(node, Tag::Lbl);
            composer.setter.tree.typed_at(mark, item.paragraph.origin);
            let leaf = composer.setter.tree.leaf(mark);
            let label = Run {
                changed: item.label_changed,
                ..Run::plain(format!("{label} "))
            };
            runs.push((label, leaf));
        }
        let body = composer.setter.tree.add(node, Tag::LBody);
        self.0.retain(|(open, ..)| *open != level);
        self.0.push((level, list, body));
        body
    }
}
