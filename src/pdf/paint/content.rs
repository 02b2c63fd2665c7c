//! A page's content: operators and what they work on, one to a line (ISO 32000-1, 7.8.2).

use std::fmt::{Arguments, Write};

use super::super::layout::{Artifact, Color};
use crate::units::Pt;

/// The content so far.
#[derive(Default)]
pub(super) struct Content {
    text: String,
}

/// A point, from the lower left corner of the page.
pub(super) type Point = (f32, f32);

impl Content {
    /// Its bytes.
    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.text.into_bytes()
    }

    /// An operator behind its operands.
    fn operator(&mut self, line: Arguments<'_>) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        // writing to a String cannot fail
        let _ = self.text.write_fmt(line);
    }

    pub(super) fn line_width(&mut self, width: Pt) {
        self.operator(format_args!("{} w", width.0));
    }

    /// Opens the marked content of that number.
    pub(super) fn begin_leaf(&mut self, mcid: i64) {
        self.operator(format_args!("/Span <</MCID {mcid}>> BDC"));
    }

    /// Opens what is no part of the text.
    pub(super) fn begin_artifact(&mut self, artifact: Artifact) {
        let kind = match artifact {
            Artifact::Layout => "/Type/Layout",
            Artifact::PageNumber => "/Subtype/Header/Type/Pagination",
            Artifact::Watermark => "/Subtype/Watermark/Type/Pagination",
            Artifact::RepeatedHeader => "/Type/Pagination",
        };
        self.operator(format_args!("/Artifact <<{kind}>> BDC"));
    }

    /// Opens text that stands for these words: UTF-16 with its mark, as strings of a PDF are.
    pub(super) fn begin_expansion(&mut self, words: &str) {
        self.operator(format_args!("/Span <</E<FEFF"));
        for unit in words.encode_utf16() {
            let _ = write!(self.text, "{unit:04X}");
        }
        self.text.push_str(">>> BDC");
    }

    /// Closes what was opened last.
    pub(super) fn end_marked(&mut self) {
        self.operator(format_args!("EMC"));
    }

    /// Opens a text in a face of this resource's name.
    pub(super) fn begin_text(&mut self, color: Color, face: &str, size: Pt) {
        self.operator(format_args!("BT"));
        self.color(color, "rg");
        self.operator(format_args!("/{face} {} Tf", size.0));
    }

    /// Where its base line begins.
    pub(super) fn at(&mut self, (x, y): Point) {
        self.operator(format_args!("{x} {y} Td"));
    }

    /// The same, turned.
    pub(super) fn turned_at(&mut self, (x, y): Point, (sin, cos): (f32, f32)) {
        let [a, b, c, d] = [cos, sin, -sin, cos];
        self.operator(format_args!("{a} {b} {c} {d} {x} {y} Tm"));
    }

    /// Shows glyphs; behind each that says so, the next one is moved by so many thousandths of an em to the left.
    pub(super) fn show(&mut self, glyphs: impl Iterator<Item = (u16, Option<f32>)>) {
        self.operator(format_args!("["));
        let mut open = false;
        for (glyph, moved) in glyphs {
            if !open {
                self.text.push('<');
            }
            let _ = write!(self.text, "{glyph:04X}");
            open = moved.is_none();
            if let Some(moved) = moved {
                let _ = write!(self.text, "> {moved}");
            }
        }
        self.text.push_str(if open { ">] TJ" } else { "] TJ" });
    }

    pub(super) fn end_text(&mut self) {
        self.operator(format_args!("ET"));
    }

    pub(super) fn line(&mut self, (x, y): Point, (to_x, to_y): Point, color: Color) {
        self.color(color, "RG");
        self.operator(format_args!("{x} {y} m"));
        self.operator(format_args!("{to_x} {to_y} l"));
        self.operator(format_args!("S"));
    }

    /// A frame from its lower left corner.
    pub(super) fn frame(&mut self, (x, y): Point, (width, height): (Pt, Pt), color: Color) {
        self.color(color, "RG");
        self.operator(format_args!("{x} {y} {} {} re", width.0, height.0));
        self.operator(format_args!("S"));
    }

    fn color(&mut self, color: Color, operator: &str) {
        let [r, g, b] = color.map(|byte| thousandth(f32::from(byte) / 255.0));
        self.operator(format_args!("{r} {g} {b} {operator}"));
    }
}

/// Rounded to a thousandth: short numbers, and the same ones everywhere.
pub(super) fn thousandth(number: f32) -> f32 {
    ((f64::from(number) * 1000.0).round() / 1000.0) as f32
}
