//! From a [`Document`] to pages of placed items: pure, no file format.

mod compose;
mod flow;
mod head;
mod page;
mod paragraph;
mod setter;
mod signature;
mod table;
mod table_page;
mod tree;

pub use page::{Artifact, Item, Layout, Mark, Page, Text};
pub(crate) use page::{BLACK, Color};
pub(crate) use page::{Bookmark, Place, Rect, SignaturePlace};
pub(crate) use tree::{Kid, LeafId, Node, NodeId, Tag, Tree};

use std::collections::BTreeMap;
use std::f32::consts::SQRT_2;

use crate::diagnostics::Diagnostics;
use crate::document::Document;
use crate::fit::{Fitted, fitted};
use crate::fonts::Fonts;
use crate::style;
use crate::style::page::{self as page_rules, Sheet, sheet};

impl Layout {
    /// Fills pages with a section; their numbers begin with it.
    fn add_section(&mut self, composed: compose::Composed, fonts: &Fonts) {
        self.links.extend(composed.links);
        let before = self.pages.len();
        for stretch in composed.stretches {
            let sheet = sheet(stretch.orientation);
            let area = flow::Area {
                first_page: self.pages.len(),
                paper_height: sheet.height.pt(),
                left: sheet.left.pt(),
                top: sheet.top.pt(),
                height: sheet.text_height().pt(),
            };
            let filled = flow::fill(stretch.bricks, &composed.tables, area);
            self.bookmarks.extend(filled.bookmarks);
            self.signature = filled.signature.or(self.signature);
            for (index, place) in filled.tables {
                if let Some(name) = composed.table_names.get(index) {
                    self.tables.entry(name.clone()).or_insert(place);
                }
            }
            for items in filled.pages {
                let number = page_number(self.pages.len() - before + 1, sheet, fonts);
                self.pages.push(Page {
                    items: number.into_iter().chain(items).collect(),
                    orientation: stretch.orientation,
                });
            }
        }
    }
}

/// Lays the document out.
///
/// # Errors
/// Diagnostics for what cannot be set (a letter the font lacks, a table that is too wide),
/// all that were found.
pub fn layout(document: &Document, fonts: &Fonts) -> Result<Layout, Diagnostics> {
    layout_fitted(&fitted(document, fonts)?, fonts)
}

/// The same of a document whose tables are set.
///
/// # Errors
/// As [`layout`].
pub(crate) fn layout_fitted(document: &Fitted, fonts: &Fonts) -> Result<Layout, Diagnostics> {
    let document = document.document();
    let mut problems = Diagnostics::new();
    let mut result = Layout {
        pages: Vec::new(),
        tree: Tree::new(),
        bookmarks: Vec::new(),
        signature: None,
        links: Vec::new(),
        tables: BTreeMap::new(),
    };
    for section in &document.sections {
        let composed = compose::compose(section, fonts, &mut result.tree, &mut problems);
        result.add_section(composed, fonts);
    }
    if let Some(mark) = &document.draft_mark {
        check_mark(mark, fonts, &mut problems);
        for page in &mut result.pages {
            let item = Item::Text(draft_mark(mark, page.sheet(), fonts));
            page.items.insert(0, item);
        }
    }
    if problems.has_errors() {
        return Err(problems);
    }
    Ok(result)
}

/// The page number, centred in the top margin; none on a section's first page (P4, P5).
fn page_number(number: usize, sheet: Sheet, fonts: &Fonts) -> Option<Item> {
    if number == 1 {
        return None;
    }
    let font = fonts.face(false, false);
    let words = number.to_string();
    let size = style::PAGE_NUMBER_SIZE;
    let width = font.width(&words, size);
    let x = sheet.left.pt() + (sheet.text_width().pt() - width) / 2.0;
    let base = page_rules::NUMBER_TOP.pt() + font.ascent(size) + font.line_gap(size);
    let text = paragraph::artifact_words(words, size, (x, base), Artifact::PageNumber);
    Some(Item::Text(text))
}

fn check_mark(mark: &str, fonts: &Fonts, problems: &mut Diagnostics) {
    let font = fonts.face(false, false);
    for letter in mark.chars().filter(|letter| !font.has(*letter)) {
        problems.push(setter::missing(letter, mark, None));
    }
}

/// The draft mark, rising at 45 degrees across the middle of the text's area, behind the text.
fn draft_mark(mark: &str, sheet: Sheet, fonts: &Fonts) -> Text {
    let font = fonts.face(false, false);
    let natural = font.width(mark, style::DRAFT_MARK_SIZE);
    let (width, height) = (sheet.text_width().pt(), sheet.text_height().pt());
    let room = width.min(height) * SQRT_2;
    let factor = room.0 / (natural + style::DRAFT_MARK_SIZE).0;
    let size = style::DRAFT_MARK_SIZE * factor.min(1.0);
    let half = font.width(mark, size) / 2.0;
    let sink = font.ascent(size) * style::DRAFT_MARK_SINK;
    let middle = (sheet.left.pt() + width / 2.0, sheet.top.pt() + height / 2.0);
    let start = (
        middle.0 - (half - sink) / SQRT_2,
        middle.1 + (half + sink) / SQRT_2,
    );
    Text {
        angle: 45.0,
        color: style::DRAFT_GREY,
        ..paragraph::artifact_words(mark.to_owned(), size, start, Artifact::Watermark)
    }
}
