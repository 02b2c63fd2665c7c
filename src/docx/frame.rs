//! The two borderless tables that do not split: the letterhead (C1-C8, C25, C26, A6) and the
//! signature block (C19-C24, C27).

use docx_rs::{Table, TableCell, TableLayoutType, TableRow, WidthType};

use crate::document::{Letterhead, Meaning, Role, Run, SignatureBlock};
use crate::fonts::Fonts;
use crate::redline::{self, Change};
use crate::style::{self, letterhead, signature};
use crate::units::{Mm, Pt};

use super::column::{self, Column, Line, Placed};
use super::measure;
use super::paragraph::Context;
use super::table_styles;
use super::xml::Element;

/// A row of two cells, with the clear space above and below it; with nothing on the right it is one cell.
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

    /// Whether nothing stands on the right.
    const fn is_open(&self) -> bool {
        self.columns[1].is_empty()
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
        left.push(Line::new(number.role, number.runs.clone()));
    }
    if let Some(text) = &head.urgency {
        let frame = letterhead::stamp_width(text);
        left.push(Line::stamp(Role::Urgency, text, frame, width));
    }
    if let Some(text) = &head.circulation {
        let look = style::paragraph(Role::Circulation);
        let face = fonts.face(look.bold, look.italic);
        let frame = face.width(text, look.size) + letterhead::STAMP_PADDING.pt() * 2.0;
        let frame = Mm(frame.0 * 25.4 / 72.0);
        left.push(Line::stamp(Role::Circulation, text, frame, width));
    }
    if let Some(date) = &head.place_date {
        right.push(Line::new(date.role, date.runs.clone()));
    }
    let any = !left.is_empty() || !right.is_empty();
    any.then_some([left, right])
}

/// Recipients on the left, signature on the right; below, the recipients that run on (C24).
pub(super) fn signature(context: &mut Context, change: Change<&SignatureBlock>) -> Element {
    let widths = [signature::LEFT_WIDTH, signature::RIGHT_WIDTH];
    let fonts = context.fonts;
    table(context, widths, change, |block| {
        signature_rows(fonts, block)
    })
}

fn signature_rows(fonts: &Fonts, block: &SignatureBlock) -> Vec<FrameRow> {
    let beside = beside(fonts, block);
    let count = block.recipients_column().count();
    let mut columns = block.recipients_column().map(|(role, text)| {
        let mut column = Column::default();
        column.add(role, std::slice::from_ref(text));
        column
    });
    let left = columns.by_ref().take(beside);
    let left = left.fold(Column::default(), Column::and);
    let mut right = Column::default();
    right.add(Role::Capacity, &block.capacity);
    let name = Run::of(Meaning::SignerName, block.name.as_str());
    right.push(Line::new(Role::SignerName, vec![name]));
    let first = FrameRow::new([left, right], signature::SPACE_BEFORE, Pt(0.0));
    let mut rows = vec![first];
    // a row for each: LibreOffice parts the lines of a paragraph inside a row, and no row stays with the next
    let mut joins = false;
    for (index, column) in columns.enumerate() {
        match rows.last_mut() {
            Some(row) if joins => row.columns[0] = std::mem::take(&mut row.columns[0]).and(column),
            _ => rows.push(FrameRow {
                columns: [column, Column::default()],
                above: Pt(0.0),
                below: Pt(0.0),
            }),
        }
        joins = signature::stays_with_next(beside + index, count);
    }
    rows
}

/// How many paragraphs of the recipients' column stand beside the signature.
fn beside(fonts: &Fonts, block: &SignatureBlock) -> usize {
    let height = |role, text: &String, width: Mm| {
        let look = style::paragraph(role);
        let lines = measure::lines(fonts, &look, &[Run::plain(text)], width.pt());
        // as word processors do, in whole twips
        let line = Pt(measure::line_height(fonts, &look).twips() as f32 / 20.0);
        look.space_before + line * lines.count as f32 + look.space_after
    };
    let signer = |role, text| height(role, text, signature::RIGHT_WIDTH);
    let offices = block.capacity.iter();
    let offices: Pt = offices.map(|line| signer(Role::Capacity, line)).sum();
    let left = block.recipients_column();
    let left: Vec<Pt> = left
        .map(|(role, text)| height(role, text, signature::LEFT_WIDTH))
        .collect();
    let name = signer(Role::SignerName, &block.name);
    signature::beside(&left, offices + signature::ROOM.pt() + name)
}

/// A borderless table of what `rows` finds on the sides it is on.
fn table<T: Copy>(
    context: &mut Context,
    widths: [Mm; 2],
    change: Change<T>,
    rows: impl Fn(T) -> Vec<FrameRow>,
) -> Element {
    let shown = rows(change.shown());
    let old = match change {
        Change::Both { old, .. } => rows(old),
        _ => Vec::new(),
    };
    let rows = change.parts(|_| shown.iter().collect(), |_, _| both_rows(&old, &shown));
    let cells: Vec<[Vec<Placed>; 2]> = rows
        .iter()
        .map(|row| [0, 1].map(|side| column::beside(side_of(*row, side))))
        .collect();
    let grid = widths.map(|width| dxa(width.pt()));
    let built = rows.iter().zip(&cells).map(|(row, cells)| {
        let row = row.shown();
        let cell = |side: usize| cell(context, row, &cells[side], widths[side]);
        let made = if row.is_open() {
            vec![over_both(cell(0), widths)]
        } else {
            vec![cell(0), cell(1)]
        };
        TableRow::new(made).cant_split()
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

/// Rows of two cells become those of the same place, others those of like text.
fn both_rows<'a>(old: &'a [FrameRow], new: &'a [FrameRow]) -> Vec<Change<&'a FrameRow>> {
    let parted = |rows: &'a [FrameRow]| rows.split_at(rows.partition_point(|row| !row.is_open()));
    let ((old, old_open), (new, new_open)) = (parted(old), parted(new));
    let both = old.iter().zip(new);
    let both = both.map(|(old, new)| Change::Both { old, new });
    let deleted = old.iter().skip(new.len()).map(Change::Deleted);
    let inserted = new.iter().skip(old.len()).map(Change::Inserted);
    let text = |row: &FrameRow| row.columns[0].text();
    let likeness = |was: &FrameRow, is: &FrameRow| redline::likeness(&text(was), &text(is));
    let open = redline::align(old_open, new_open, text, likeness);
    both.chain(deleted).chain(inserted).chain(open).collect()
}

/// A cell of a row; those of a row that is on one side only are marked with their row.
fn side_of(row: Change<&FrameRow>, side: usize) -> Change<&Column> {
    match row {
        Change::Both { old, new } => Change::Both {
            old: &old.columns[side],
            new: &new.columns[side],
        },
        row => Change::Kept(&row.shown().columns[side]),
    }
}

fn cell(context: &Context, row: &FrameRow, lines: &[Placed], width: Mm) -> TableCell {
    let mut cell = TableCell::new().width(dxa(width.pt()), WidthType::Dxa);
    cell.property = cell
        .property
        .margin_top(dxa(row.above), WidthType::Dxa)
        .margin_bottom(dxa(row.below), WidthType::Dxa);
    let built = lines.iter().map(|line| line.build(context));
    built.fold(cell, TableCell::add_paragraph)
}

/// The cell of an open row: its text keeps to the left column. (Without a cell on the right, LibreOffice
/// puts an empty one there, as high as a line of the body.)
fn over_both(mut cell: TableCell, [left, right]: [Mm; 2]) -> TableCell {
    let margins = cell.property.margin_right(dxa(right.pt()), WidthType::Dxa);
    cell.property = margins.width(dxa(left.pt() + right.pt()), WidthType::Dxa);
    cell.grid_span(2)
}

/// Marks what changed and anchors the drawn lines.
fn finish(
    context: &mut Context,
    table: &mut Element,
    rows: &[Change<&FrameRow>],
    cells: Vec<[Vec<Placed>; 2]>,
) {
    let mut lines = cells.into_iter().flatten().flatten();
    table.for_each_mut("w:p", &mut |paragraph| {
        if let Some(line) = lines.next() {
            line.finish(context, paragraph);
        }
    });
    let drawn = table.elements_mut().filter(|child| child.name == "w:tr");
    for (row, change) in drawn.zip(rows) {
        if let Some(mark) = change.mark() {
            context.tracker.whole(row, mark);
        }
    }
}

/// Leaves borders and alignment of a table to its style.
pub(super) fn bare(table: &mut Element) {
    for properties in table.elements_mut().filter(|child| child.name == "w:tblPr") {
        properties.remove("w:tblBorders");
        properties.remove("w:jc");
    }
}
