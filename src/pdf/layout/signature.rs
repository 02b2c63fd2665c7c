//! Recipients and signature, side by side (C19-C24, C27).

use super::flow::{Brick, Content};
use super::page::{Item, Rect, SignaturePlace};
use super::paragraph::SetParagraph;
use super::setter::Setter;
use super::tree::{NodeId, Tag};
use crate::document::{Paragraph, Role, SignatureBlock};
use crate::style::{self, signature as rules};
use crate::units::{Mm, Pt};

/// The signature block: a brick of the signature with the recipients beside it, and further lines of
/// recipients below it, each recipient's kept together (C24).
pub(super) fn signature(setter: &mut Setter<'_>, block: &SignatureBlock) -> Vec<Brick> {
    let recipients = recipients(setter, block);
    let (mut items, height, place) = signer(setter, block);
    let heights: Vec<Pt> = recipients.iter().map(SetParagraph::room).collect();
    let beside = rules::beside(&heights, height);
    let limit = style::page::TEXT_HEIGHT.pt() - lines_above(setter) - rules::SPACE_BEFORE;
    let mut y = Pt(0.0);
    let mut below = Vec::new();
    let mut left = Vec::new();
    for (number, set) in recipients.iter().enumerate() {
        let top = y + set.style.space_before;
        for index in 0..set.lines.len() {
            let line_top = top + set.line_height * index as f32;
            let bottom = line_top + set.line_height;
            if number < beside && below.is_empty() && bottom <= limit {
                left.extend(set.place_line(index, Pt(0.0), line_top));
                y = bottom;
            } else {
                let mut brick = line_below(set, index);
                brick.keep_with_next |= rules::stays_with_next(number, recipients.len());
                below.push(brick);
            }
        }
        y += set.style.space_after;
    }
    left.append(&mut items);
    let mut brick = Brick::of_items(height.max(y), Vec::new());
    brick.before = rules::SPACE_BEFORE;
    brick.content = Content::Signature(left, place);
    let mut bricks = vec![brick];
    bricks.append(&mut below);
    bricks
}

/// A line of a recipient that stands below the signature.
fn line_below(set: &SetParagraph, index: usize) -> Brick {
    let mut brick = Brick::of_items(set.line_height, set.place_line(index, Pt(0.0), Pt(0.0)));
    brick.keep_with_next = index + 1 < set.lines.len();
    brick.continues = index > 0;
    if index == 0 {
        brick.before = set.style.space_before;
    }
    brick
}

/// Room that the lines above the block may take (C24).
fn lines_above(setter: &Setter<'_>) -> Pt {
    let body = style::paragraph(Role::Body);
    let (line, _) = super::paragraph::line_metrics(&body, setter.fonts);
    line * rules::LINES_ABOVE as f32
}

fn recipients(setter: &mut Setter<'_>, block: &SignatureBlock) -> Vec<SetParagraph> {
    let parent = setter.node;
    let mut list = None;
    let mut sets = Vec::new();
    for (role, text) in block.recipients_column() {
        let place = if role == Role::Recipient {
            let list = *list.get_or_insert_with(|| setter.tree.add(parent, Tag::L));
            (setter.tree.add(list, Tag::LI), Tag::LBody)
        } else {
            (parent, Tag::P)
        };
        let text = Paragraph::line(role, text, &block.marked);
        sets.push(words(setter, place, text, rules::LEFT_WIDTH));
    }
    sets
}

fn words(
    setter: &mut Setter<'_>,
    (parent, tag): (NodeId, Tag),
    text: Paragraph,
    width: Mm,
) -> SetParagraph {
    let leaf = setter.tree.add_with_text(parent, tag);
    let runs = text.runs.into_iter().map(|run| (run, leaf)).collect();
    setter.set(runs, style::paragraph(text.role), width.pt(), None)
}

/// Office, room and name: the items, their height, and the room.
fn signer(setter: &mut Setter<'_>, block: &SignatureBlock) -> (Vec<Item>, Pt, SignaturePlace) {
    let x = rules::LEFT_WIDTH.pt();
    let width = rules::RIGHT_WIDTH.pt();
    let mut items = Vec::new();
    let mut y = Pt(0.0);
    for capacity in &block.capacity {
        let set = signer_line(setter, Role::Capacity, capacity, block);
        items.extend(set.place(x, y));
        y += set.height();
    }
    let place = SignaturePlace {
        page: 0,
        room: Rect {
            x,
            y,
            width,
            height: rules::ROOM.pt(),
        },
        signatory: setter.tree.add(setter.node, Tag::Form),
        seal: setter.tree.add(setter.node, Tag::Form),
    };
    y += place.room.height;
    let set = signer_line(setter, Role::SignerName, &block.name, block);
    items.extend(set.place(x, y));
    (items, y + set.height(), place)
}

fn signer_line(
    setter: &mut Setter<'_>,
    role: Role,
    text: &str,
    block: &SignatureBlock,
) -> SetParagraph {
    let place = (setter.node, Tag::P);
    let text = Paragraph::line(role, text, &block.marked);
    words(setter, place, text, rules::RIGHT_WIDTH)
}
