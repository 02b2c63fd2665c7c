//! The letterhead's two columns.

use crate::units::{Mm, Pt};
/// Width of the issuing body's column.
pub(crate) const LEFT_WIDTH: Mm = Mm(65.0);
/// Width of the national name's column.
pub(crate) const RIGHT_WIDTH: Mm = Mm(95.0);
/// Clear space between the heads (with their lines) and the number's row.
pub(crate) const NUMBER_ROW_GAP: Pt = Pt(8.0);
/// Clear space below the letterhead.
pub(crate) const SPACE_AFTER: Pt = Pt(12.0);
/// Frame of an urgency stamp: width by its wording, and height (C25).
pub const STAMP_HEIGHT: Mm = Mm(8.0);
/// Clear space between the number (or a stamp) and the stamp below it.
pub(crate) const STAMP_GAP: Pt = Pt(4.0);
/// Clear space on each side of the words in the frame of C26.
pub(crate) const STAMP_PADDING: Mm = Mm(2.0);

/// Width of an urgency stamp's frame (C25).
#[must_use]
pub fn stamp_width(text: &str) -> Mm {
    match text {
        "HỎA TỐC" => Mm(30.0),
        "KHẨN" => Mm(20.0),
        _ => Mm(40.0),
    }
}
