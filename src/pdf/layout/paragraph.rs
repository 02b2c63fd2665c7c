//! Setting one paragraph: from runs to lines with their letters placed.

use super::page::{Artifact, BLACK, Color, Item, Mark, Text};
use super::tree::LeafId;
use crate::document::{Paragraph, Run};
use crate::fonts::Fonts;
pub(super) use crate::lines::line_metrics;
use crate::lines::{Line, break_lines};
use crate::style::{self, Align, ParagraphStyle, RuleBelow};
use crate::units::Pt;

/// A paragraph broken into lines.
#[derive(Clone, Debug)]
pub(super) struct SetParagraph {
    /// Its look.
    pub(super) style: ParagraphStyle,
    /// Its lines.
    pub(super) lines: Vec<Line>,
    /// The structure each run belongs to, and whether it is marked as changed.
    pub(super) runs: Vec<(LeafId, bool)>,
    /// Width it was set in.
    pub(super) width: Pt,
    /// Height of each line.
    pub(super) line_height: Pt,
    /// From the top of a line to its base line.
    pub(super) ascent: Pt,
    /// Colour of its letters.
    pub(super) color: Color,
}

impl SetParagraph {
    /// Height of all its lines.
    #[must_use]
    pub(super) fn height(&self) -> Pt {
        self.line_height * self.lines.len() as f32
    }

    /// Its height with the clear space above and below it.
    #[must_use]
    pub(super) fn room(&self) -> Pt {
        self.style.space_before + self.height() + self.style.space_after
    }

    /// The items of one line; `x` and `y` are the upper left corner of the line's box.
    #[must_use]
    pub(super) fn place_line(&self, index: usize, x: Pt, y: Pt) -> Vec<Item> {
        let Some(line) = self.lines.get(index) else {
            return Vec::new();
        };
        let indent = self.style.left_indent.pt()
            + if index == 0 {
                self.style.first_line_indent.pt()
            } else {
                Pt(0.0)
            };
        let (offset, stretch) = self.line_start(line, indent);
        let mut pen = x + offset;
        let mut items = Vec::with_capacity(line.fragments.len());
        for fragment in &line.fragments {
            let Some(&(leaf, changed)) = self.runs.get(fragment.run) else {
                continue;
            };
            let gaps = fragment.text.matches(' ').count() as f32;
            items.push(Item::Text(Text {
                text: fragment.text.clone(),
                face: fragment.face,
                size: self.style.size,
                x: pen,
                y: y + self.ascent,
                stretch,
                angle: 0.0,
                color: self.color,
                mark: Mark::Leaf(leaf),
                changed,
            }));
            pen += fragment.width + stretch * gaps;
        }
        items
    }

    /// All lines, one below the other.
    #[must_use]
    pub(super) fn place(&self, x: Pt, y: Pt) -> Vec<Item> {
        (0..self.lines.len())
            .flat_map(|index| self.place_line(index, x, y + self.line_height * index as f32))
            .collect()
    }

    /// Where the first letter stands, and what each space gains.
    fn line_start(&self, line: &Line, indent: Pt) -> (Pt, Pt) {
        let free = self.width - indent - line.width;
        match self.style.align {
            Align::Left => (indent, Pt(0.0)),
            Align::Right => (indent + free, Pt(0.0)),
            Align::Center => (indent + free / 2.0, Pt(0.0)),
            Align::Justify if line.last || line.gaps == 0 => (indent, Pt(0.0)),
            Align::Justify => (indent, (free / line.gaps as f32).max(Pt(0.0))),
        }
    }

    /// The drawn line below the last line, `y` being the top of the paragraph.
    #[must_use]
    pub(super) fn rule(&self, x: Pt, y: Pt) -> Option<Item> {
        let last = self.lines.last()?;
        let length = match self.style.rule_below? {
            RuleBelow::FullLine => last.width,
            RuleBelow::PartOfLine(part) => last.width * part,
            RuleBelow::Length(length) => length.pt(),
        };
        let left = x + (self.width - length) / 2.0;
        let y = y + self.height() + style::RULE_GAP;
        Some(Item::Line {
            from: (left, y),
            to: (left + length, y),
        })
    }
}

/// Sets runs in this style and width.
#[must_use]
pub(super) fn set(
    runs: &[(Run, LeafId)],
    mut style: ParagraphStyle,
    width: Pt,
    fonts: &Fonts,
) -> SetParagraph {
    let lines = break_lines(runs.iter().map(|(run, _)| run), &style, width, fonts);
    // the line that ends inside a web address is not spread, nor are its neighbours
    if style.align == Align::Justify && lines.iter().any(|line| line.parts_address) {
        style.align = Align::Left;
    }
    let (line_height, ascent) = line_metrics(&style, fonts);
    SetParagraph {
        style,
        lines,
        runs: (runs.iter())
            .map(|(run, leaf)| (*leaf, run.changed))
            .collect(),
        width,
        line_height,
        ascent,
        color: BLACK,
    }
}

/// Sets a paragraph whose whole text belongs to one leaf.
#[must_use]
pub(super) fn set_whole(
    paragraph: &Paragraph,
    leaf: LeafId,
    style: ParagraphStyle,
    width: Pt,
    fonts: &Fonts,
) -> SetParagraph {
    let runs: Vec<(Run, LeafId)> = paragraph
        .runs
        .iter()
        .map(|run| (run.clone(), leaf))
        .collect();
    set(&runs, style, width, fonts)
}

/// Words that are no text of the document, on one line that starts at `x` with its top at `y`.
#[must_use]
pub(super) fn artifact_words(
    words: String,
    size: Pt,
    (x, base): (Pt, Pt),
    artifact: Artifact,
) -> Text {
    Text {
        text: words,
        face: Fonts::index(false, false),
        size,
        x,
        y: base,
        stretch: Pt(0.0),
        angle: 0.0,
        color: BLACK,
        mark: Mark::Artifact(artifact),
        changed: false,
    }
}
