//! The signature block's two columns (C19-C24).

use crate::units::{Mm, Pt};

/// Width of the recipients' column.
pub(crate) const LEFT_WIDTH: Mm = Mm(80.0);
/// Width of the signature's column: the right half.
pub const RIGHT_WIDTH: Mm = Mm(80.0);
/// Clear space between the text and the block.
pub(crate) const SPACE_BEFORE: Pt = Pt(12.0);
/// Clear space for signature and seal, between C19 and C20 (C21: 35-50 mm).
pub const ROOM: Mm = Mm(35.0);
/// Width of the signatory's field, in the middle of the room.
pub(crate) const FIELD_WIDTH: Mm = Mm(48.0);
/// Height of the signatory's field.
pub const FIELD_HEIGHT: Mm = Mm(32.0);
/// Width and height of the seal's field, which covers the left third of the signatory's.
pub const SEAL_SIZE: Mm = Mm(32.0);
/// Lines of text that must stand above the block on its page (C24).
pub(crate) const LINES_ABOVE: usize = 2;
/// Lines of a paragraph that go to another page with the block as a whole, at the most: a longer one is
/// parted above its last [`LINES_ABOVE`], so that no page stays half empty.
pub(crate) const MOST_MOVED: usize = 12;
/// Paragraphs of the recipients' column that stand below the signature, or on another page, at the
/// least.
pub(crate) const LEAST_BELOW: usize = 2;

/// How many paragraphs of the recipients' column, of these heights, stand beside a signature of this
/// height: as many as reach its foot. The others run on below it (C24).
#[must_use]
pub(crate) fn beside(recipients: &[Pt], signature: Pt) -> usize {
    let mut reached = Pt(0.0);
    let beside = recipients.iter().take_while(|height| {
        let is_beside = reached.twips() < signature.twips();
        reached += **height;
        is_beside
    });
    let beside = beside.count();
    if recipients.len() - beside < LEAST_BELOW {
        recipients.len()
    } else {
        beside
    }
}

/// Whether the paragraph of this index, of so many in the recipients' column, never ends a page: the
/// last ones go over together.
#[must_use]
pub(crate) const fn stays_with_next(index: usize, count: usize) -> bool {
    index + 1 < count && index + LEAST_BELOW >= count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn recipients_stand_beside_the_signature_until_they_reach_its_foot() {
        let lines = [Pt(10.0); 9];
        assert_eq!(beside(&lines, Pt(45.0)), 5, "no gap beside the name");
        assert_eq!(beside(&lines, Pt(50.0)), 5);
        assert_eq!(
            beside(&lines[..6], Pt(45.0)),
            6,
            "one alone does not run on"
        );
        assert_eq!(beside(&lines[..7], Pt(45.0)), 5);
        assert_eq!(beside(&lines[..2], Pt(45.0)), 2);
        assert_eq!(beside(&[], Pt(45.0)), 0);
    }
}
