//! Recipients and signature, side by side (C19-C24, C27).

use super::compose::Composer;
use super::flow::{Brick, Content};
use super::page::{Item, Rect, SignaturePlace};
use super::paragraph::SetParagraph;
use super::tree::{NodeId, Tag};
use crate::document::{Role, Run, SignatureBlock};
use crate::style::{self, signature as rules};
use crate::units::Pt;

/// The signature block: one brick, and further lines of recipients only when they are too many
/// for a page.
pub(super) fn signature(composer: &mut Composer<'_>, block: &SignatureBlock) -> Vec<Brick> {
    let recipients = recipients(composer, block);
    let (mut items, height, place) = signer(composer, block);
    let limit =
        style::page::TEXT_HEIGHT.pt() - composer_lines_above(composer) - rules::SPACE_BEFORE;
    let mut y = Pt(0.0);
    let mut overflow = Vec::new();
    let mut left = Vec::new();
    for set in &recipients {
        let top = y + set.style.space_before;
        for index in 0..set.lines.len() {
            let line_top = top + set.line_height * index as f32;
            if overflow.is_empty() && line_top + set.line_height <= limit {
                left.extend(set.place_line(index, Pt(0.0), line_top));
                y = line_top + set.line_height;
            } else {
                let line = set.place_line(index, Pt(0.0), Pt(0.0));
                overflow.push(Brick::of_items(set.line_height, line));
            }
        }
        y += set.style.space_after;
    }
    left.append(&mut items);
    let mut brick = Brick::of_items(height.max(y), Vec::new());
    brick.content = Content::Signature(left, place);
    let mut bricks = vec![brick];
    bricks.append(&mut overflow);
    bricks
}

/// Room that the lines above the block may take (C24).
fn composer_lines_above(composer: &Composer<'_>) -> Pt {
    let body = style::paragraph(Role::Body);
    let (line, _) = super::paragraph::line_metrics(&body, composer.fonts);
    line * rules::LINES_ABOVE as f32
}

fn recipients(composer: &mut Composer<'_>, block: &SignatureBlock) -> Vec<SetParagraph> {
    let mut sets = Vec::new();
    let parent = composer.node;
    sets.push(words(
        composer,
        (parent, Tag::P),
        Role::RecipientsTitle,
        &block.recipients_title,
    ));
    if !block.recipients.is_empty() {
        let list = composer.tree.add(parent, Tag::L);
        for recipient in &block.recipients {
            let item = composer.tree.add(list, Tag::LI);
            sets.push(words(
                composer,
                (item, Tag::LBody),
                Role::Recipient,
                recipient,
            ));
        }
    }
    if let Some(mark) = &block.drafter_mark {
        sets.push(words(composer, (parent, Tag::P), Role::DrafterMark, mark));
    }
    sets
}

fn words(
    composer: &mut Composer<'_>,
    (parent, tag): (NodeId, Tag),
    role: Role,
    words: &str,
) -> SetParagraph {
    let leaf = composer.tree.add_with_text(parent, tag);
    let runs = vec![(Run::plain(words), leaf)];
    composer.set(runs, style::paragraph(role), rules::LEFT_WIDTH.pt(), None)
}

/// Office, room and name: the items, their height, and the room.
fn signer(composer: &mut Composer<'_>, block: &SignatureBlock) -> (Vec<Item>, Pt, SignaturePlace) {
    let x = rules::LEFT_WIDTH.pt();
    let width = rules::RIGHT_WIDTH.pt();
    let mut items = Vec::new();
    let mut y = Pt(0.0);
    for capacity in &block.capacity {
        let set = signer_line(composer, Role::Capacity, capacity);
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
        signatory: composer.tree.add(composer.node, Tag::Form),
        seal: composer.tree.add(composer.node, Tag::Form),
    };
    y += place.room.height;
    let set = signer_line(composer, Role::SignerName, &block.name);
    items.extend(set.place(x, y));
    (items, y + set.height(), place)
}

fn signer_line(composer: &mut Composer<'_>, role: Role, text: &str) -> SetParagraph {
    let leaf = composer.tree.add_with_text(composer.node, Tag::P);
    let runs = vec![(Run::plain(text), leaf)];
    composer.set(runs, style::paragraph(role), rules::RIGHT_WIDTH.pt(), None)
}
