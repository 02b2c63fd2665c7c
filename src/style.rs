//! The layout rules of Nghị định 30/2020/NĐ-CP as one table of values, read by both writers.
//!
//! Codes in brackets (P2, C10 ...) are the rules' codes in `docs/conformance.md`.

use crate::units::Pt;

pub(crate) mod letterhead;
pub(crate) mod page;
mod paragraph;
pub(crate) mod signature;
pub(crate) mod table;

pub use paragraph::{Align, in_table, paragraph};
pub(crate) use paragraph::{ParagraphStyle, RuleBelow};

/// Size of the page number (P4: 13-14, upright).
pub const PAGE_NUMBER_SIZE: Pt = Pt(14.0);
/// Font family named in the DOCX (P3).
pub(crate) const FONT_NAME: &str = "Times New Roman";
/// Thickness of drawn lines and of table borders.
pub(crate) const LINE_WIDTH: Pt = Pt(0.5);
/// From the bottom of the last line's box to the drawn line below it.
pub const RULE_GAP: Pt = Pt(2.5);
/// Red of the urgency stamp (C25), as sRGB bytes.
pub const URGENCY_RED: [u8; 3] = [0xFF, 0x00, 0x00];
/// Light grey of the draft mark, as sRGB bytes.
pub(crate) const DRAFT_GREY: [u8; 3] = [0xD9, 0xD9, 0xD9];
/// Largest size of the draft mark's letters; it shrinks to fit the page's diagonal.
pub(crate) const DRAFT_MARK_SIZE: Pt = Pt(80.0);
/// How far the draft mark's base line lies below the middle, as a part of the letters' ascent.
pub(crate) const DRAFT_MARK_SINK: f32 = 0.35;
/// Lines of a paragraph that stay together at the foot or the head of a page.
pub(crate) const WIDOW_ORPHAN_LINES: usize = 2;
