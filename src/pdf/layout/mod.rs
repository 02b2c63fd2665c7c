//! From a [`Document`] to pages of placed items: pure, no file format.

mod compose;
mod flow;
mod head;
mod lines;
mod page;
mod paragraph;
mod signature;
mod table;
mod table_page;
mod tree;

pub use lines::{Fragment, Line, Styled, break_lines};
pub use page::{
    Artifact, BLACK, Bookmark, Color, Item, Layout, Link, Mark, Page, Place, Rect, SignaturePlace,
    Text,
};
pub use tree::{Kid, LeafId, Node, NodeId, Tag, Tree};

use std::collections::BTreeMap;
use std::f32::consts::SQRT_2;

use crate::diagnostics::Diagnostics;
use crate::document::Document;
use crate::fonts::Fonts;
use crate::style::{self, page as sheet};

/// Lays the document out.
///
/// # Errors
/// Diagnostics for what cannot be set (a letter the font lacks, a table with too many columns),
/// all that were found.
pub fn layout(document: &Document, fonts: &Fonts) -> Result<Layout, Diagnostics> {
    let mut problems = Diagnostics::new();
    let mut result = Layout {
        pages: Vec::new(),
        tree: Tree::new(),
        bookmarks: Vec::new(),
        signature: None,
        links: Vec::new(),
        tables: BTreeMap::new(),
    };
    let area = flow::Area {
        left: sheet::LEFT.pt(),
        top: sheet::TOP.pt(),
        height: sheet::TEXT_HEIGHT.pt(),
    };
    for section in &document.sections {
        let composed = compose::compose(section, fonts, &mut result.tree, &mut problems);
        let filled = flow::fill(composed.bricks, &composed.tables, area);
        let first = result.pages.len();
        result.links.extend(composed.links);
        result
            .bookmarks
            .extend(filled.bookmarks.into_iter().map(|mut mark| {
                mark.place.page += first;
                mark
            }));
        for (index, mut place) in filled.tables {
            place.page += first;
            if let Some(name) = composed.table_names.get(index) {
                result.tables.entry(name.clone()).or_insert(place);
            }
        }
        if let Some(mut place) = filled.signature {
            place.page += first;
            result.signature = Some(place);
        }
        let pages = filled.pages.into_iter().enumerate();
        result.pages.extend(pages.map(|(index, items)| {
            Page {
                items: page_number(index + 1, fonts)
                    .into_iter()
                    .chain(items)
                    .collect(),
            }
        }));
    }
    if let Some(mark) = &document.draft_mark {
        check_mark(mark, fonts, &mut problems);
        let item = Item::Text(draft_mark(mark, fonts));
        for page in &mut result.pages {
            page.items.insert(0, item.clone());
        }
    }
    if problems.has_errors() {
        return Err(problems);
    }
    Ok(result)
}

/// The page number, centred in the top margin; none on a section's first page (P4, P5).
fn page_number(number: usize, fonts: &Fonts) -> Option<Item> {
    if number == 1 {
        return None;
    }
    let font = fonts.face(false, false);
    let words = number.to_string();
    let size = style::PAGE_NUMBER_SIZE;
    let width = font.width(&words, size);
    let x = sheet::LEFT.pt() + (sheet::TEXT_WIDTH.pt() - width) / 2.0;
    let base = sheet::NUMBER_TOP.pt() + font.ascent(size) + font.line_gap(size);
    let text = paragraph::artifact_words(words, size, (x, base), Artifact::PageNumber);
    Some(Item::Text(text))
}

fn check_mark(mark: &str, fonts: &Fonts, problems: &mut Diagnostics) {
    let font = fonts.face(false, false);
    for letter in mark.chars().filter(|letter| !font.has(*letter)) {
        problems.push(compose::missing(letter, mark, None));
    }
}

/// The draft mark, rising at 45 degrees across the middle of the text's area, behind the text.
fn draft_mark(mark: &str, fonts: &Fonts) -> Text {
    let font = fonts.face(false, false);
    let natural = font.width(mark, style::DRAFT_MARK_SIZE);
    let room = sheet::TEXT_WIDTH.pt() * SQRT_2;
    let factor = room.0 / (natural + style::DRAFT_MARK_SIZE).0;
    let size = style::DRAFT_MARK_SIZE * factor.min(1.0);
    let half = font.width(mark, size) / 2.0;
    let sink = font.ascent(size) * style::DRAFT_MARK_SINK;
    let middle = (
        sheet::LEFT.pt() + sheet::TEXT_WIDTH.pt() / 2.0,
        sheet::TOP.pt() + sheet::TEXT_HEIGHT.pt() / 2.0,
    );
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
