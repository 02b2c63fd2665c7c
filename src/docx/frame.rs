//! The two borderless tables that do not split: the letterhead (C1-C8, C25, C26, A6) and the
//! signature block (C19-C24, C27).

use docx_rs::{SpecialIndentType, Table, TableCell, TableLayoutType, TableRow, WidthType};

use crate::document::{Letterhead, Meaning, Paragraph, Role, Run, SignatureBlock};
use crate::style::{self, letterhead, signature};
use crate::units::{Mm, Pt};

use super::drawn_line::{self, DrawnLine};
use super::paragraph::{Context, Place, plain};
use super::table_styles;
use super::xml::Element;

/// Paragraphs of a cell, each with the drawn line below it.
#[derive(Default)]
struct Column {
    paragraphs: Vec<docx_rs::Paragraph>,
    lines: Vec<Option<DrawnLine>>,
}

impl Column {
    fn add(&mut self, paragraph: docx_rs::Paragraph, line: Option<DrawnLine>) {
        self.paragraphs.push(paragraph);
        self.lines.push(line);
    }

    fn add_plain(&mut self, role: Role, texts: &[String]) {
        for text in texts {
            self.add(plain(role, text, Place::default()), None);
        }
    }

    /// Adds texts of a role; the drawn line its style asks for stands below the last one.
    fn add_ruled(&mut self, context: &Context, role: Role, texts: &[String], width: Mm) {
        self.add_plain(role, texts);
        if let (Some(text), Some(line)) = (texts.last(), self.lines.last_mut()) {
            let runs = [Run::plain(text.as_str())];
            *line = drawn_line::below(context.fonts, role, &runs, width.pt());
        }
    }

    /// Adds words in a frame of this width, centred in the column.
    fn add_stamp(&mut self, role: Role, text: &str, frame: Mm, column: Mm) {
        let side = Mm((column.0 - frame.0).max(0.0) / 2.0).twips();
        let stamp = plain(role, text, Place::default()).indent(
            Some(side),
            Some(SpecialIndentType::FirstLine(0)),
            Some(side),
            None,
        );
        self.add(stamp, None);
    }

    fn cell(
        self,
        width: Mm,
        above: Pt,
        below: Pt,
        lines: &mut Vec<Option<DrawnLine>>,
    ) -> TableCell {
        let mut cell = TableCell::new().width(dxa(width.pt()), WidthType::Dxa);
        cell.property = cell
            .property
            .margin_top(dxa(above), WidthType::Dxa)
            .margin_bottom(dxa(below), WidthType::Dxa);
        if self.paragraphs.is_empty() {
            // a cell must hold a paragraph
            lines.push(None);
            return cell.add_paragraph(plain(Role::Recipient, "", Place::default()));
        }
        lines.extend(self.lines);
        self.paragraphs
            .into_iter()
            .fold(cell, TableCell::add_paragraph)
    }
}

fn dxa(length: Pt) -> usize {
    usize::try_from(length.twips()).unwrap_or(0)
}

/// The head of a section's first page.
pub(super) fn letterhead(context: &mut Context, head: &Letterhead) -> Element {
    let widths = [letterhead::LEFT_WIDTH, letterhead::RIGHT_WIDTH];
    let mut left = Column::default();
    left.add_plain(Role::SuperiorBody, &head.superior);
    left.add_ruled(context, Role::IssuingBody, &head.issuer, widths[0]);
    let mut right = Column::default();
    right.add_plain(
        Role::NationalName,
        std::slice::from_ref(&head.national_name),
    );
    right.add_ruled(
        context,
        Role::Motto,
        std::slice::from_ref(&head.motto),
        widths[1],
    );
    let second = second_row(context, head);
    let gap = if second.is_some() {
        letterhead::NUMBER_ROW_GAP
    } else {
        letterhead::SPACE_AFTER
    };
    let mut rows = vec![([left, right], Pt(0.0), gap)];
    if let Some(columns) = second {
        rows.push((columns, Pt(0.0), letterhead::SPACE_AFTER));
    }
    table(context, widths, rows)
}

/// Number, stamps, place and date; `None` if there is nothing of all that.
fn second_row(context: &Context, head: &Letterhead) -> Option<[Column; 2]> {
    let (mut left, mut right) = (Column::default(), Column::default());
    let width = letterhead::LEFT_WIDTH;
    if let Some(number) = &head.number {
        left.add(context.paragraph(number, Place::default()), None);
    }
    if let Some(text) = &head.urgency {
        left.add_stamp(Role::Urgency, text, letterhead::stamp_width(text), width);
    }
    if let Some(text) = &head.circulation {
        let look = style::paragraph(Role::Circulation);
        let face = context.fonts.face(look.bold, look.italic);
        let frame = face.width(text, look.size) + letterhead::STAMP_PADDING.pt() * 2.0;
        left.add_stamp(Role::Circulation, text, Mm(frame.0 * 25.4 / 72.0), width);
    }
    if let Some(place_date) = &head.place_date {
        right.add(context.paragraph(place_date, Place::default()), None);
    }
    let any = !left.paragraphs.is_empty() || !right.paragraphs.is_empty();
    any.then_some([left, right])
}

/// Recipients on the left, signature on the right.
pub(super) fn signature(context: &mut Context, block: &SignatureBlock) -> Element {
    let mut left = Column::default();
    left.add_plain(
        Role::RecipientsTitle,
        std::slice::from_ref(&block.recipients_title),
    );
    left.add_plain(Role::Recipient, &block.recipients);
    left.add_plain(Role::DrafterMark, block.drafter_mark.as_slice());
    let mut right = Column::default();
    right.add_plain(Role::Capacity, &block.capacity);
    let name = Run::of(Meaning::SignerName, block.name.as_str());
    let name = Paragraph::of_runs(Role::SignerName, vec![name]);
    right.add(context.paragraph(&name, Place::default()), None);
    let rows = vec![([left, right], signature::SPACE_BEFORE, Pt(0.0))];
    table(
        context,
        [signature::LEFT_WIDTH, signature::RIGHT_WIDTH],
        rows,
    )
}

/// A borderless table; each row with the clear space above and below it.
fn table(context: &mut Context, widths: [Mm; 2], rows: Vec<([Column; 2], Pt, Pt)>) -> Element {
    let mut lines = Vec::new();
    let grid = widths.map(|width| dxa(width.pt()));
    let rows = rows.into_iter().map(|([left, right], above, below)| {
        let left = left.cell(widths[0], above, below, &mut lines);
        let right = right.cell(widths[1], above, below, &mut lines);
        TableRow::new(vec![left, right]).cant_split()
    });
    let built = Table::without_borders(rows.collect())
        .style(table_styles::PLAIN)
        .layout(TableLayoutType::Fixed)
        .width(grid.iter().sum(), WidthType::Dxa)
        .set_grid(grid.to_vec());
    let mut element = context.read(&built);
    bare(&mut element);
    let mut lines = lines.into_iter();
    element.for_each_mut("w:p", &mut |paragraph| {
        if let Some(line) = lines.next().flatten() {
            context.anchor(paragraph, line);
        }
    });
    element
}

/// Leaves borders and alignment of a table to its style.
pub(super) fn bare(table: &mut Element) {
    for properties in table.elements_mut().filter(|child| child.name == "w:tblPr") {
        properties.remove("w:tblBorders");
        properties.remove("w:jc");
    }
}
