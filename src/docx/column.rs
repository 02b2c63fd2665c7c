//! The paragraphs of a frame's cell, alone or beside those of an old one.

use docx_rs::SpecialIndentType;

use crate::document::{Role, Run};
use crate::fonts::Fonts;
use crate::redline::{self, Change, Mark};
use crate::style;
use crate::units::Mm;

use super::drawn_line::{self, DrawnLine};
use super::paragraph::{Context, Place, empty};
use super::xml::Element;

/// How a paragraph of a cell looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Shape {
    /// Its style.
    pub(super) role: Role,
    /// Indent on both sides in twips, for a stamp's frame.
    pub(super) side: Option<i32>,
}

impl Shape {
    /// A paragraph without text.
    fn bare(self) -> docx_rs::Paragraph {
        let look = style::paragraph(self.role);
        let built = empty(look.id, &look, Place::default());
        let first = Some(SpecialIndentType::FirstLine(0));
        match self.side {
            Some(side) => built.indent(Some(side), first, Some(side), None),
            None => built,
        }
    }
}

/// A paragraph of a cell.
pub(super) struct Line {
    shape: Shape,
    runs: Vec<Run>,
    /// The drawn line below it.
    rule: Option<DrawnLine>,
}

impl Line {
    pub(super) const fn new(role: Role, runs: Vec<Run>) -> Self {
        Self {
            shape: Shape { role, side: None },
            runs,
            rule: None,
        }
    }

    fn plain(role: Role, text: &str) -> Self {
        Self::new(role, vec![Run::plain(text)])
    }

    /// Words in a frame of this width, centred in the column.
    pub(super) fn stamp(role: Role, text: &str, frame: Mm, column: Mm) -> Self {
        let side = Mm((column.0 - frame.0).max(0.0) / 2.0).twips();
        Self {
            shape: Shape {
                role,
                side: Some(side),
            },
            ..Self::plain(role, text)
        }
    }

    fn text(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).collect()
    }
}

/// The paragraphs of a cell.
#[derive(Default)]
pub(super) struct Column(Vec<Line>);

impl Column {
    pub(super) fn push(&mut self, line: Line) {
        self.0.push(line);
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn add(&mut self, role: Role, texts: &[String]) {
        let lines = texts.iter().map(|text| Line::plain(role, text));
        self.0.extend(lines);
    }

    /// These lines, then those.
    pub(super) fn and(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    pub(super) fn text(&self) -> String {
        self.0.iter().map(Line::text).collect()
    }

    /// Adds texts of a role; the drawn line its style asks for stands below the last one.
    pub(super) fn add_ruled(&mut self, fonts: &Fonts, role: Role, texts: &[String], width: Mm) {
        self.add(role, texts);
        if let Some(last) = self.0.last_mut() {
            last.rule = drawn_line::below(fonts, role, &last.runs, width.pt());
        }
    }

    /// A cell must hold a paragraph.
    pub(super) fn or_empty(mut self) -> Self {
        if self.0.is_empty() {
            self.0.push(Line::new(Role::Recipient, Vec::new()));
        }
        self
    }
}

/// A line in its cell, and what becomes of its paragraph mark.
pub(super) struct Placed<'a> {
    line: Change<&'a Line>,
    /// How the mark that ends it is marked.
    end: Option<Mark>,
    /// How the paragraph looks once all changes are accepted, and once all are rejected.
    shapes: [Shape; 2],
}

/// The lines of a cell, old and new ones.
pub(super) fn beside(change: Change<&Column>) -> Vec<Placed<'_>> {
    let lines = change.parts(
        |column| column.0.iter().collect(),
        |old, new| {
            let lines = aligned(&old.0, &new.0);
            if ends_on_one_side(&lines) {
                lines
            } else {
                with_last_paired(&old.0, &new.0)
            }
        },
    );
    let stays = lines.iter().rposition(|line| line.stays());
    let end = stays.map_or(0, |stays| lines.len() - 1 - stays);
    let placed = lines.iter().enumerate().map(|(index, line)| {
        let left = lines.len() - 1 - index;
        match stays.map(|stays| lines[stays].shown().shape) {
            Some(kept) if end > 0 && left <= end => Placed::at_the_end(*line, left, &lines, kept),
            _ => Placed::new(*line, line.mark()),
        }
    });
    placed.collect()
}

/// Whether some line stays, and only old or only new ones follow the last that does.
fn ends_on_one_side(lines: &[Change<&Line>]) -> bool {
    let stays = lines.iter().rposition(|line| line.stays());
    stays.is_some_and(|stays| {
        let mut after = lines[stays + 1..].iter().map(|line| line.mark());
        let first = after.next();
        after.all(|mark| Some(mark) == first)
    })
}

/// Lines of one role become each other.
fn aligned<'a>(old: &'a [Line], new: &'a [Line]) -> Vec<Change<&'a Line>> {
    let likeness = |was: &Line, is: &Line| {
        if was.shape.role == is.shape.role {
            0.1 + strsim::sorensen_dice(&was.text(), &is.text())
        } else {
            0.0
        }
    };
    redline::align(old, new, |line| (line.shape.role, line.text()), likeness)
}

/// The last line becomes the last, whatever it is; the others as they will.
fn with_last_paired<'a>(old: &'a [Line], new: &'a [Line]) -> Vec<Change<&'a Line>> {
    let (Some((old_last, old)), Some((new_last, new))) = (old.split_last(), new.split_last())
    else {
        return aligned(old, new);
    };
    let last = Change::Both {
        old: old_last,
        new: new_last,
    };
    aligned(old, new).into_iter().chain([last]).collect()
}

impl<'a> Placed<'a> {
    fn new(line: Change<&'a Line>, end: Option<Mark>) -> Self {
        let shape = line.shown().shape;
        let former = match line {
            Change::Both { old, .. } => old.shape,
            _ => shape,
        };
        Self {
            line,
            end,
            shapes: [shape, former],
        }
    }

    /// One of the lines from the last that stays on, `left` lines before the cell's end. The mark that
    /// ends a cell cannot come or go: each line gives its own to the one after it, and the last
    /// paragraph takes the shape of the line that stays (`kept`) where it becomes that line's end.
    fn at_the_end(
        line: Change<&'a Line>,
        left: usize,
        lines: &[Change<&'a Line>],
        kept: Shape,
    ) -> Self {
        let after = lines.last().and_then(|line| line.mark());
        if left > 0 {
            return Self::new(line, after);
        }
        let own = line.shown().shape;
        let shapes = if after == Some(Mark::Deleted) {
            [kept, own]
        } else {
            [own, kept]
        };
        Self {
            line,
            end: None,
            shapes,
        }
    }

    pub(super) fn build(&self, context: &Context) -> docx_rs::Paragraph {
        let line = self.line.shown();
        let [shape, _] = self.shapes;
        context.fill(shape.bare(), &style::paragraph(line.shape.role), &line.runs)
    }

    /// Marks what changed in the paragraph that was built, and anchors the drawn line.
    pub(super) fn finish(self, context: &mut Context, paragraph: &mut Element) {
        let line = self.line.shown();
        let mut former_rule = line.rule;
        if let Change::Both { old, new } = self.line {
            if old.runs != new.runs {
                let look = style::paragraph(new.shape.role);
                context.retext(paragraph, &look, &old.runs, &new.runs);
            }
            former_rule = old.rule;
        }
        context.anchor_both(paragraph, former_rule, line.rule);
        if let Some(mark) = self.line.mark() {
            context.tracker.text(paragraph, mark);
        }
        if let Some(mark) = self.end {
            context.tracker.end(paragraph, mark);
        }
        let [new, old] = self.shapes;
        if new != old {
            let former = context.read(&old.bare());
            let mut former = former.elements().filter(|child| child.name == "w:pPr");
            if let Some(properties) = former.next() {
                context.tracker.reshaped(paragraph, properties.clone());
            }
        }
    }
}
