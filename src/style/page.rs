//! The page (P1, P2, P2t), in millimetres.

use crate::document::Orientation;
use crate::units::Mm;

/// Width of A4.
pub const WIDTH: Mm = Mm(210.0);
/// Height of A4.
pub const HEIGHT: Mm = Mm(297.0);
/// Top margin.
pub const TOP: Mm = Mm(20.0);
/// Bottom margin.
pub const BOTTOM: Mm = Mm(20.0);
/// Left margin.
pub const LEFT: Mm = Mm(30.0);
/// Right margin.
pub const RIGHT: Mm = Mm(20.0);
/// Width of the text.
pub const TEXT_WIDTH: Mm = Mm(WIDTH.0 - LEFT.0 - RIGHT.0);
/// Height of the text.
pub const TEXT_HEIGHT: Mm = Mm(HEIGHT.0 - TOP.0 - BOTTOM.0);
/// From the upper edge of the paper to the top of the page number's line (P4).
pub(crate) const NUMBER_TOP: Mm = Mm(10.0);

/// A sheet of paper as it is read, with its margins.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sheet {
    /// Width.
    pub width: Mm,
    /// Height.
    pub height: Mm,
    /// Top margin.
    pub top: Mm,
    /// Bottom margin.
    pub bottom: Mm,
    /// Left margin.
    pub left: Mm,
    /// Right margin.
    pub right: Mm,
}

/// The sheet turned this way; the margins turn with it, the binding edge to the top (P2t).
#[must_use]
pub const fn sheet(orientation: Orientation) -> Sheet {
    match orientation {
        Orientation::Portrait => Sheet {
            width: WIDTH,
            height: HEIGHT,
            top: TOP,
            bottom: BOTTOM,
            left: LEFT,
            right: RIGHT,
        },
        Orientation::Landscape => Sheet {
            width: HEIGHT,
            height: WIDTH,
            top: LEFT,
            bottom: RIGHT,
            left: BOTTOM,
            right: TOP,
        },
    }
}

impl Sheet {
    /// Width of the text.
    #[must_use]
    pub const fn text_width(self) -> Mm {
        Mm(self.width.0 - self.left.0 - self.right.0)
    }

    /// Height of the text.
    #[must_use]
    pub const fn text_height(self) -> Mm {
        Mm(self.height.0 - self.top.0 - self.bottom.0)
    }
}
