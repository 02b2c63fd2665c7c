//! The two-column head of the first page (C1-C8, C25, C26; A6).

use super::flow::Brick;
use super::page::{BLACK, Color, Item, Rect};
use super::setter::Setter;
use super::tree::Tag;
use crate::document::{Letterhead, MarkedLines, Paragraph, Role};
use crate::style::{self, letterhead as rules};
use crate::units::{Mm, Pt};

/// One column being filled from the top.
struct Column<'a> {
    /// Lines with words that are marked.
    marked: &'a MarkedLines,
    x: Pt,
    width: Pt,
    y: Pt,
}

/// How urgent it is, and how far it goes, in frames.
fn stamps(
    setter: &mut Setter<'_>,
    head: &Letterhead,
    left: &mut Column<'_>,
    items: &mut Vec<Item>,
) {
    if let Some(urgency) = &head.urgency {
        let width = Some(rules::stamp_width(urgency));
        let words = (Role::Urgency, urgency.as_str());
        left.stamp(setter, words, width, style::URGENCY_RED, items);
    }
    if let Some(words) = &head.circulation {
        left.stamp(setter, (Role::Circulation, words), None, BLACK, items);
    }
}

/// The letterhead as one brick.
pub(super) fn letterhead(setter: &mut Setter<'_>, head: &Letterhead) -> Brick {
    let mut items = Vec::new();
    let mut left = Column {
        marked: &head.marked,
        x: Pt(0.0),
        width: rules::LEFT_WIDTH.pt(),
        y: Pt(0.0),
    };
    let mut right = Column {
        marked: &head.marked,
        x: rules::LEFT_WIDTH.pt(),
        width: rules::RIGHT_WIDTH.pt(),
        y: Pt(0.0),
    };
    for line in &head.superior {
        left.words(setter, Role::SuperiorBody, line, &mut items);
    }
    for line in &head.issuer {
        left.words(setter, Role::IssuingBody, line, &mut items);
    }
    keep_last_rule(&mut items);
    right.words(setter, Role::NationalName, &head.national_name, &mut items);
    right.words(setter, Role::Motto, &head.motto, &mut items);
    let heads = left.y.max(right.y);
    left.y = heads;
    right.y = heads;
    let rows_below = [&head.urgency, &head.circulation].map(Option::is_some);
    if head.number.is_some() || head.place_date.is_some() || rows_below.contains(&true) {
        left.y += rules::NUMBER_ROW_GAP;
        right.y = left.y;
    }
    if let Some(number) = &head.number {
        left.paragraph(setter, number, &mut items);
    }
    if let Some(date) = &head.place_date {
        right.paragraph(setter, date, &mut items);
    }
    stamps(setter, head, &mut left, &mut items);
    Brick::of_items(left.y.max(right.y), items)
}

/// The rule C6 stands below the last line of the issuing body only.
fn keep_last_rule(items: &mut Vec<Item>) {
    let last = items
        .iter()
        .rposition(|item| matches!(item, Item::Line { .. }));
    let mut index = 0;
    items.retain(|item| {
        let keep = !matches!(item, Item::Line { .. }) || Some(index) == last;
        index += 1;
        keep
    });
}

impl Column<'_> {
    fn words(&mut self, setter: &mut Setter<'_>, role: Role, words: &str, items: &mut Vec<Item>) {
        let text = Paragraph::line(role, words, self.marked);
        self.paragraph(setter, &text, items);
    }

    fn paragraph(&mut self, setter: &mut Setter<'_>, text: &Paragraph, items: &mut Vec<Item>) {
        let node = setter.tree.add(setter.node, Tag::P);
        setter.tree.typed_at(node, text.origin);
        let leaf = setter.tree.leaf(node);
        let runs = text.runs.iter().map(|run| (run.clone(), leaf)).collect();
        let set = setter.set(runs, style::paragraph(text.role), self.width, text.origin);
        items.extend(set.place(self.x, self.y));
        items.extend(set.rule(self.x, self.y));
        self.y += set.height();
    }

    /// Framed words, centred in the column.
    fn stamp(
        &mut self,
        setter: &mut Setter<'_>,
        (role, words): (Role, &str),
        width: Option<Mm>,
        color: Color,
        items: &mut Vec<Item>,
    ) {
        self.y += rules::STAMP_GAP;
        let leaf = setter.tree.add_with_text(setter.node, Tag::P);
        let text = Paragraph::line(role, words, self.marked);
        let runs = text.runs.into_iter().map(|run| (run, leaf)).collect();
        let mut set = setter.set(runs, style::paragraph(role), self.width, None);
        set.color = color;
        let longest = set
            .lines
            .iter()
            .map(|line| line.width)
            .fold(Pt(0.0), Pt::max);
        let width = width
            .map_or(Pt(0.0), Mm::pt)
            .max(longest + rules::STAMP_PADDING.pt() * 2.0)
            .min(self.width);
        let height = rules::STAMP_HEIGHT.pt().max(set.height());
        items.push(Item::Frame {
            rect: Rect {
                x: self.x + (self.width - width) / 2.0,
                y: self.y,
                width,
                height,
            },
            color,
        });
        items.extend(set.place(self.x, self.y + (height - set.height()) / 2.0));
        self.y += height;
    }
}
