//! What layout yields: pages of placed items. Positions are in points from the upper left corner of
//! the paper, y downwards.

use std::collections::BTreeMap;

use super::tree::{LeafId, NodeId, Tree};
use crate::document::Orientation;
use crate::style::page::{Sheet, sheet};
use crate::units::Pt;

/// The laid-out document.
#[derive(Clone, Debug, PartialEq)]
pub struct Layout {
    /// The pages in order.
    pub pages: Vec<Page>,
    /// The logical structure of their content.
    pub tree: Tree,
    /// Places that bookmarks lead to, in order.
    pub bookmarks: Vec<Bookmark>,
    /// Where the signature goes, once the document has a signature block.
    pub signature: Option<SignaturePlace>,
    /// References in the text to tables.
    pub links: Vec<Link>,
    /// Where each table starts, by its name.
    pub tables: BTreeMap<String, Place>,
}

/// A place on a page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    /// Index of the page.
    pub page: usize,
    /// Distance from the paper's upper edge.
    pub y: Pt,
    /// Height of the paper.
    pub paper_height: Pt,
}

/// Words that lead to a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// The structure element of the words.
    pub node: NodeId,
    /// The words.
    pub leaf: LeafId,
    /// The table's name.
    pub table: String,
    /// What it says.
    pub words: String,
}

/// One page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page {
    /// What stands on it, in reading order.
    pub items: Vec<Item>,
    /// Which way it is turned.
    pub orientation: Orientation,
}

impl Page {
    /// Its paper and margins.
    #[must_use]
    pub const fn sheet(&self) -> Sheet {
        sheet(self.orientation)
    }
}

/// A bookmark: level 0 is a section, the others are headings' levels.
#[derive(Clone, Debug, PartialEq)]
pub struct Bookmark {
    /// Its words.
    pub title: String,
    /// Depth below the document.
    pub level: u8,
    /// Where it leads.
    pub place: Place,
}

/// The clear room between office and name (C21).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SignaturePlace {
    /// Index of its page.
    pub page: usize,
    /// The room itself: the whole signature column wide.
    pub room: Rect,
    /// Structure element of the signatory's field.
    pub signatory: NodeId,
    /// Structure element of the seal's field.
    pub seal: NodeId,
}

/// A rectangle.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Rect {
    /// Left edge.
    pub x: Pt,
    /// Upper edge.
    pub y: Pt,
    /// Width.
    pub width: Pt,
    /// Height.
    pub height: Pt,
}

/// sRGB bytes.
pub(crate) type Color = [u8; 3];

/// Black.
pub(crate) const BLACK: Color = [0; 3];

/// Why an item is no part of the text (ISO 32000-1, 14.8.2.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Artifact {
    /// Drawn lines, frames and borders.
    Layout,
    /// Page numbers.
    PageNumber,
    /// The draft mark.
    Watermark,
    /// A header row repeated on a further page.
    RepeatedHeader,
}

/// What a placed item belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Text of the document.
    Leaf(LeafId),
    /// No text of the document.
    Artifact(Artifact),
}

/// Something placed on a page.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    /// Letters of one face on one base line.
    Text(Text),
    /// A straight line.
    Line {
        /// Where it starts.
        from: (Pt, Pt),
        /// Where it ends.
        to: (Pt, Pt),
    },
    /// A frame.
    Frame {
        /// Its place.
        rect: Rect,
        /// Its colour.
        color: Color,
    },
}

/// Letters of one face on one base line.
#[derive(Clone, Debug, PartialEq)]
pub struct Text {
    /// The letters.
    pub text: String,
    /// Index of the face.
    pub face: usize,
    /// Font size.
    pub size: Pt,
    /// Left end.
    pub x: Pt,
    /// Base line.
    pub y: Pt,
    /// Added to each space (U+0020) by justification.
    pub stretch: Pt,
    /// Turned about its left end, counter-clockwise, in degrees.
    pub angle: f32,
    /// Colour.
    pub color: Color,
    /// What it belongs to.
    pub mark: Mark,
    /// Whether it was marked as changed.
    pub changed: bool,
}

impl Item {
    /// The same item elsewhere.
    #[must_use]
    pub fn moved(mut self, dx: Pt, dy: Pt) -> Self {
        match &mut self {
            Self::Text(text) => {
                text.x += dx;
                text.y += dy;
            }
            Self::Line { from, to } => {
                for point in [from, to] {
                    point.0 += dx;
                    point.1 += dy;
                }
            }
            Self::Frame { rect, .. } => {
                rect.x += dx;
                rect.y += dy;
            }
        }
        self
    }

    /// What it belongs to.
    #[must_use]
    pub const fn mark(&self) -> Mark {
        match self {
            Self::Text(text) => text.mark,
            Self::Line { .. } | Self::Frame { .. } => Mark::Artifact(Artifact::Layout),
        }
    }
}
