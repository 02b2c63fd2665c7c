//! The two borderless tables that do not split: the letterhead (C1-C8, C25, C26, A6) and the
//! signature block (C19-C24, C27).

use docx_rs::{SpecialIndentType, Table, TableCell, TableLayoutType, TableRow, WidthType};

use crate::document::{Letterhead, Meaning, Role, Run, SignatureBlock};
use crate::fonts::Fonts;
use crate::redline::{self, Change};
use crate::style::{self, letterhead, signature};
use crate::units::{Mm, Pt};

use super::drawn_line::{self, DrawnLine};
use super::paragraph::{Context, Place};
use super::table_styles;
use super::xml::Element;

/// A paragraph of a cell.
struct Line {
    role: Role,
    runs: Vec<Run>,
    /// Indent on both sides, for a stamp's frame.
    side: Option<i32>,
    /// The drawn line below it.
    rule: Option<DrawnLine>,
}

impl Line {
    fn new(role: Role, runs: Vec<Run>) -> Self {
        Self {
            role,
            runs,
            side: None,
            rule: None,
        }
    }

    fn plain(role: Role, text: &str) -> Self {
        Self::new(role, vec![Run::plain(text)])
    }

    /// Words in a frame of this width, centred in the column.
    fn stamp(role: Role, text: &str, frame: Mm, column: Mm) -> Self {
        let side = Mm((column.0 - frame.0).max(0.0) / 2.0).twips();
        Self {
            side: Some(side),
            ..Self::plain(role, text)
        }
    }

    fn text(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).collect()
    }

    fn build(&self, context: &Context) -> docx_rs::Paragraph {
        let built = context.paragraph(self.role, &self.runs, Place::default());
        let first = Some(SpecialIndentType::FirstLine(0));
        match self.side {
            Some(side) => built.indent(Some(side), first, Some(side), None),
            None => built,
        }
    }
}

/// The paragraphs of a cell.
#[derive(Default)]
struct Column(Vec<Line>);

impl Column {
    fn add(&mut self, role: Role, texts: &[String]) {
        let lines = texts.iter().map(|text| Line::plain(role, text));
        self.0.extend(lines);
    }

    /// Adds texts of a role; the drawn line its style asks for stands below the last one.
    fn add_ruled(&mut self, fonts: &Fonts, role: Role, texts: &[String], width: Mm) {
        self.add(role, texts);
        if let Some(last) = self.0.last_mut() {
            last.rule = drawn_line::below(fonts, role, &last.runs, width.pt());
        }
    }

    /// A cell must hold a paragraph.
    fn or_empty(mut self) -> Self {
        if self.0.is_empty() {
            self.0.push(Line::new(Role::Recipient, Vec::new()));
        }
        self
    }

    /// Lines of one role become each other. The last one stays the last: its mark ends the cell.
    fn beside<'a>(old: &'a Self, new: &'a Self) -> Vec<Change<&'a Line>> {
        let (Some((old_last, old)), Some((new_last, new))) =
            (old.0.split_last(), new.0.split_last())
        else {
            return Vec::new();
        };
        let likeness = |was: &Line, is: &Line| {
            if was.role == is.role {
                0.1 + strsim::sorensen_dice(&was.text(), &is.text())
            } else {
                0.0
            }
        };
        let aligned = redline::align(old, new, |line| (line.role, line.text()), likeness);
        let placed = aligned.into_iter().map(|change| match change {
            Change::Deleted(at) => Change::Deleted(&old[at]),
            Change::Inserted(at) | Change::Kept(at) => Change::Inserted(&new[at]),
            Change::Both { old: was, new: is } => Change::Both {
                old: &old[was],
                new: &new[is],
            },
        });
        let last = Change::Both {
            old: old_last,
            new: new_last,
        };
        placed.chain([last]).collect()
    }
}

/// A row of two cells, with the clear space above and below it.
struct FrameRow {
    columns: [Column; 2],
    above: Pt,
    below: Pt,
}

impl FrameRow {
    fn new([left, right]: [Column; 2], above: Pt, below: Pt) -> Self {
        Self {
            columns: [left.or_empty(), right.or_empty()],
            above,
            below,
        }
    }
}

fn dxa(length: Pt) -> usize {
    usize::try_from(length.twips()).unwrap_or(0)
}

/// The head of a section's first page.
pub(super) fn letterhead(context: &mut Context, change: Change<&Letterhead>) -> Element {
    let widths = [letterhead::LEFT_WIDTH, letterhead::RIGHT_WIDTH];
    let fonts = context.fonts;
    table(context, widths, change, |head| letterhead_rows(fonts, head))
}

fn letterhead_rows(fonts: &Fonts, head: &Letterhead) -> Vec<FrameRow> {
    let mut left = Column::default();
    left.add(Role::SuperiorBody, &head.superior);
    let width = letterhead::LEFT_WIDTH;
    left.add_ruled(fonts, Role::IssuingBody, &head.issuer, width);
    let mut right = Column::default();
    let name = std::slice::from_ref(&head.national_name);
    right.add(Role::NationalName, name);
    let motto = std::slice::from_ref(&head.motto);
    right.add_ruled(fonts, Role::Motto, motto, letterhead::RIGHT_WIDTH);
    let second = second_row(fonts, head);
    let gap = if second.is_some() {
        letterhead::NUMBER_ROW_GAP
    } else {
        letterhead::SPACE_AFTER
    };
    let mut rows = vec![FrameRow::new([left, right], Pt(0.0), gap)];
    let second = second.map(|columns| FrameRow::new(columns, Pt(0.0), letterhead::SPACE_AFTER));
    rows.extend(second);
    rows
}

/// Number, stamps, place and date; `None` if there is nothing of all that.
fn second_row(fonts: &Fonts, head: &Letterhead) -> Option<[Column; 2]> {
    let (mut left, mut right) = (Column::default(), Column::default());
    let width = letterhead::LEFT_WIDTH;
    if let Some(number) = &head.number {
        left.0.push(Line::new(number.role, number.runs.clone()));
    }
    if let Some(text) = &head.urgency {
        let frame = letterhead::stamp_width(text);
        left.0.push(Line::stamp(Role::Urgency, text, frame, width));
    }
    if let Some(text) = &head.circulation {
        let look = style::paragraph(Role::Circulation);
        let face = fonts.face(look.bold, look.italic);
        let frame = face.width(text, look.size) + letterhead::STAMP_PADDING.pt() * 2.0;
        let frame = Mm(frame.0 * 25.4 / 72.0);
        left.0
            .push(Line::stamp(Role::Circulation, text, frame, width));
    }
    if let Some(date) = &head.place_date {
        right.0.push(Line::new(date.role, date.runs.clone()));
    }
    let any = !left.0.is_empty() || !right.0.is_empty();
    any.then_some([left, right])
}

/// Recipients on the left, signature on the right.
pub(super) fn signature(context: &mut Context, change: Change<&SignatureBlock>) -> Element {
    let widths = [signature::LEFT_WIDTH, signature::RIGHT_WIDTH];
    table(context, widths, change, signature_rows)
}

fn signature_rows(block: &SignatureBlock) -> Vec<FrameRow> {
    let mut left = Column::default();
    let title = std::slice::from_ref(&block.recipients_title);
    left.add(Role::RecipientsTitle, title);
    left.add(Role::Recipient, &block.recipients);
    left.add(Role::DrafterMark, block.drafter_mark.as_slice());
    let mut right = Column::default();
    right.add(Role::Capacity, &block.capacity);
    let name = Run::of(Meaning::SignerName, block.name.as_str());
    right.0.push(Line::new(Role::SignerName, vec![name]));
    vec![FrameRow::new(
        [left, right],
        signature::SPACE_BEFORE,
        Pt(0.0),
    )]
}

/// A borderless table of what `rows` finds on the sides it is on.
fn table<T: Copy>(
    context: &mut Context,
    widths: [Mm; 2],
    change: Change<T>,
    rows: impl Fn(T) -> Vec<FrameRow>,
) -> Element {
    let (old, new) = match change {
        Change::Both { old, new } => (rows(old), rows(new)),
        Change::Kept(one) | Change::Inserted(one) | Change::Deleted(one) => (Vec::new(), rows(one)),
    };
    let rows: Vec<Change<&FrameRow>> = match change {
        Change::Kept(_) => new.iter().map(Change::Kept).collect(),
        Change::Inserted(_) => new.iter().map(Change::Inserted).collect(),
        Change::Deleted(_) => new.iter().map(Change::Deleted).collect(),
        Change::Both { .. } => both_rows(&old, &new),
    };
    let cells: Vec<[Vec<Change<&Line>>; 2]> = rows
        .iter()
        .map(|row| [0, 1].map(|side| lines(*row, side)))
        .collect();
    let grid = widths.map(|width| dxa(width.pt()));
    let built = rows.iter().zip(&cells).map(|(row, cells)| {
        let made = [0, 1].map(|side| cell(context, row.shown(), &cells[side], widths[side]));
        TableRow::new(made.into()).cant_split()
    });
    let built = Table::without_borders(built.collect())
        .style(table_styles::PLAIN)
        .layout(TableLayoutType::Fixed)
        .width(grid.iter().sum(), WidthType::Dxa)
        .set_grid(grid.to_vec());
    let mut element = context.read(&built);
    bare(&mut element);
    finish(context, &mut element, &rows, cells);
    element
}

/// Rows of the same place become each other.
fn both_rows<'a>(old: &'a [FrameRow], new: &'a [FrameRow]) -> Vec<Change<&'a FrameRow>> {
    let both = old.iter().zip(new);
    let both = both.map(|(old, new)| Change::Both { old, new });
    let deleted = old.iter().skip(new.len()).map(Change::Deleted);
    let inserted = new.iter().skip(old.len()).map(Change::Inserted);
    both.chain(deleted).chain(inserted).collect()
}

/// A cell's lines; those of a row that is on one side only are marked with their row.
fn lines(row: Change<&FrameRow>, side: usize) -> Vec<Change<&Line>> {
    match row {
        Change::Both { old, new } => Column::beside(&old.columns[side], &new.columns[side]),
        row => row.shown().columns[side]
            .0
            .iter()
            .map(Change::Kept)
            .collect(),
    }
}

fn cell(context: &Context, row: &FrameRow, lines: &[Change<&Line>], width: Mm) -> TableCell {
    let mut cell = TableCell::new().width(dxa(width.pt()), WidthType::Dxa);
    cell.property = cell
        .property
        .margin_top(dxa(row.above), WidthType::Dxa)
        .margin_bottom(dxa(row.below), WidthType::Dxa);
    let built = lines.iter().map(|line| line.shown().build(context));
    built.fold(cell, TableCell::add_paragraph)
}

/// Marks what changed and anchors the drawn lines.
fn finish(
    context: &mut Context,
    table: &mut Element,
    rows: &[Change<&FrameRow>],
    cells: Vec<[Vec<Change<&Line>>; 2]>,
) {
    let mut lines = cells.into_iter().flatten().flatten();
    table.for_each_mut("w:p", &mut |paragraph| {
        if let Some(line) = lines.next() {
            finish_line(context, paragraph, line);
        }
    });
    let drawn = table.elements_mut().filter(|child| child.name == "w:tr");
    for (row, change) in drawn.zip(rows) {
        if let Some(mark) = change.mark() {
            context.tracker.whole(row, mark);
        }
    }
}

fn finish_line(context: &mut Context, paragraph: &mut Element, line: Change<&Line>) {
    if let Change::Both { old, new } = line {
        let look = style::paragraph(new.role);
        context.retext(paragraph, &look, &old.runs, &new.runs);
        if old.role != new.role {
            let old_style = style::paragraph(old.role).id;
            context.tracker.restyled(paragraph, old_style);
        }
    }
    if let Some(rule) = line.shown().rule {
        context.anchor(paragraph, rule);
    }
    if let Some(mark) = line.mark() {
        context.tracker.whole(paragraph, mark);
    }
}

/// Leaves borders and alignment of a table to its style.
pub(super) fn bare(table: &mut Element) {
    for properties in table.elements_mut().filter(|child| child.name == "w:tblPr") {
        properties.remove("w:tblBorders");
        properties.remove("w:jc");
    }
}
