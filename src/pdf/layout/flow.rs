//! Filling pages: bricks that never split, one below the other, with Word's rules of what stays
//! together.

use super::page::{Bookmark, Item, Place, SignaturePlace};
use super::table::SetTable;
use crate::style;
use crate::units::Pt;

/// The smallest thing that pages are filled with: a line, a table row, a head, a signature block.
#[derive(Clone, Debug)]
pub(super) struct Brick {
    /// Clear space above, unless it stands at the top of a page.
    pub(super) before: Pt,
    /// Its height.
    pub(super) height: Pt,
    /// Never the last on its page.
    pub(super) keep_with_next: bool,
    /// A further line of the paragraph that the brick above belongs to.
    pub(super) continues: bool,
    /// What it shows.
    pub(super) content: Content,
    /// Bookmarks that lead here: level and words.
    pub(super) bookmarks: Vec<(u8, String)>,
}

/// What a brick shows.
#[derive(Clone, Debug)]
pub(super) enum Content {
    /// Items placed from the text area's left edge and the brick's upper edge.
    Items(Vec<Item>),
    /// As `Items`, with the room for the signature, placed likewise.
    Signature(Vec<Item>, SignaturePlace),
    /// A row of a table, both by index.
    Row {
        /// Index of the table among the section's tables.
        table: usize,
        /// Index of the row among the table's rows, header rows included.
        row: usize,
    },
}

impl Brick {
    /// A brick of items.
    #[must_use]
    pub(super) fn of_items(height: Pt, items: Vec<Item>) -> Self {
        Self {
            before: Pt(0.0),
            height,
            keep_with_next: false,
            continues: false,
            content: Content::Items(items),
            bookmarks: Vec::new(),
        }
    }
}

/// A row placed on a page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct PlacedRow {
    /// Its index in the table.
    pub(super) row: usize,
    /// Its upper edge.
    pub(super) y: Pt,
    /// Its height.
    pub(super) height: Pt,
    /// A header row shown again.
    pub(super) repeated: bool,
}

/// Where text may stand on every page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Area {
    /// Index of the first page.
    pub(super) first_page: usize,
    /// Height of the paper.
    pub(super) paper_height: Pt,
    /// Left edge.
    pub(super) left: Pt,
    /// Upper edge.
    pub(super) top: Pt,
    /// Height.
    pub(super) height: Pt,
}

/// What filling the pages of one stretch yields.
#[derive(Debug, Default)]
pub(super) struct Filled {
    /// The items of each page.
    pub(super) pages: Vec<Vec<Item>>,
    /// Bookmarks met.
    pub(super) bookmarks: Vec<Bookmark>,
    /// The room for the signature.
    pub(super) signature: Option<SignaturePlace>,
    /// Where each table starts.
    pub(super) tables: Vec<(usize, Place)>,
}

/// Fills pages with the bricks of one stretch.
#[must_use]
pub(super) fn fill(bricks: Vec<Brick>, tables: &[SetTable], area: Area) -> Filled {
    let mut filler = Filler {
        tables,
        area,
        y: Pt(0.0),
        empty: true,
        segment: None,
        filled: Filled {
            pages: vec![Vec::new()],
            ..Filled::default()
        },
    };
    let mut bricks = bricks.into_iter().peekable();
    while bricks.peek().is_some() {
        let mut group = Vec::new();
        for brick in bricks.by_ref() {
            let last = !brick.keep_with_next;
            group.push(brick);
            if last {
                break;
            }
        }
        filler.place_group(group);
    }
    filler.end_segment();
    filler.filled
}

/// Rows of one table on the page being filled.
struct Segment {
    table: usize,
    rows: Vec<PlacedRow>,
}

struct Filler<'a> {
    tables: &'a [SetTable],
    area: Area,
    /// Used height of the page.
    y: Pt,
    /// Nothing stands on the page yet.
    empty: bool,
    segment: Option<Segment>,
    filled: Filled,
}

/// Slack against rounding of sums.
const TOLERANCE: Pt = Pt(0.01);

impl Filler<'_> {
    fn place_group(&mut self, mut group: Vec<Brick>) {
        if self.fits(&group) {
            self.place_all(group);
            return;
        }
        let headers = group
            .first()
            .map_or(Pt(0.0), |brick| self.header_height(brick));
        let fits_a_page = span(&group, true) + headers <= self.area.height + TOLERANCE;
        if fits_a_page {
            self.next_page(group.first());
            self.place_all(group);
            return;
        }
        // What never fits on one page is parted as if nothing in it stayed together, but for the lines
        // above a signature.
        let kept = match group.last().map(|brick| &brick.content) {
            Some(Content::Signature(..)) => style::signature::LINES_ABOVE + 1,
            _ => 1,
        };
        let tail = group.split_off(group.len().saturating_sub(kept));
        let parts = group.into_iter().map(|brick| vec![brick]).chain([tail]);
        for part in parts {
            if !self.fits(&part) {
                self.next_page(part.first());
            }
            self.place_all(part);
        }
    }

    fn place_all(&mut self, group: Vec<Brick>) {
        for brick in group {
            self.place(brick);
        }
    }

    fn fits(&self, group: &[Brick]) -> bool {
        self.y + span(group, self.empty) <= self.area.height + TOLERANCE
    }

    /// Height of the header rows to repeat when a page starts with this brick.
    fn header_height(&self, brick: &Brick) -> Pt {
        match brick.content {
            Content::Row { table, row } => self
                .tables
                .get(table)
                .filter(|table| row >= table.header_rows && table.repeats_header(self.area.height))
                .map_or(Pt(0.0), SetTable::header_height),
            _ => Pt(0.0),
        }
    }

    fn next_page(&mut self, first: Option<&Brick>) {
        if self.empty {
            return;
        }
        self.end_segment();
        self.filled.pages.push(Vec::new());
        self.y = Pt(0.0);
        self.empty = true;
        let Some(brick) = first else { return };
        if self.header_height(brick) > Pt(0.0)
            && let Content::Row { table, .. } = brick.content
        {
            self.repeat_header(table);
        }
    }

    fn repeat_header(&mut self, table: usize) {
        let Some(set) = self.tables.get(table) else {
            return;
        };
        for row in 0..set.header_rows {
            self.place_row(table, row, set.row_height(row), true);
        }
    }

    fn place(&mut self, brick: Brick) {
        if !self.empty {
            self.y += brick.before;
        }
        let top = self.area.top + self.y;
        let here = Place {
            page: self.area.first_page + self.filled.pages.len() - 1,
            y: top,
            paper_height: self.area.paper_height,
        };
        for (level, title) in brick.bookmarks {
            self.filled.bookmarks.push(Bookmark {
                title,
                level,
                place: here,
            });
        }
        match brick.content {
            Content::Row { table, row } => {
                if row == 0 {
                    self.filled.tables.push((table, here));
                }
                self.place_row(table, row, brick.height, false);
            }
            Content::Items(items) => self.place_items(items, top, brick.height),
            Content::Signature(items, mut place) => {
                place.page = here.page;
                place.room.x += self.area.left;
                place.room.y += top;
                self.filled.signature = Some(place);
                self.place_items(items, top, brick.height);
            }
        }
    }

    fn place_items(&mut self, items: Vec<Item>, top: Pt, height: Pt) {
        self.end_segment();
        let left = self.area.left;
        if let Some(page) = self.filled.pages.last_mut() {
            page.extend(items.into_iter().map(|item| item.moved(left, top)));
        }
        self.y += height;
        self.empty = false;
    }

    fn place_row(&mut self, table: usize, row: usize, height: Pt, repeated: bool) {
        if self
            .segment
            .as_ref()
            .is_some_and(|open| open.table != table)
        {
            self.end_segment();
        }
        let segment = self.segment.get_or_insert_with(|| Segment {
            table,
            rows: Vec::new(),
        });
        segment.rows.push(PlacedRow {
            row,
            y: self.area.top + self.y,
            height,
            repeated,
        });
        self.y += height;
        self.empty = false;
    }

    /// Paints the table rows collected on this page.
    fn end_segment(&mut self) {
        let Some(segment) = self.segment.take() else {
            return;
        };
        if let (Some(table), Some(page)) =
            (self.tables.get(segment.table), self.filled.pages.last_mut())
        {
            page.extend(table.place(&segment.rows, self.area.left));
        }
    }
}

/// Height of bricks one below the other, with the lower border of a row that ends them.
fn span(group: &[Brick], at_top: bool) -> Pt {
    let before: Pt = group
        .iter()
        .skip(usize::from(at_top))
        .map(|brick| brick.before)
        .sum();
    let border = match group.last().map(|brick| &brick.content) {
        Some(Content::Row { .. }) => style::LINE_WIDTH,
        _ => Pt(0.0),
    };
    before + border + group.iter().map(|brick| brick.height).sum()
}
