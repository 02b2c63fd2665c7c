//! The DOCX read back holds the Document: every paragraph under its style, every cell where it was.

use quyet_dinh::inner::document::*;
use quyet_dinh::inner::fit::fit;
use quyet_dinh::inner::fonts::Fonts;
use quyet_dinh::inner::style::{self, table as rules};
use quyet_dinh::inner::units::Pt;

use crate::read::{ReadBlock, ReadCell, ReadParagraph, ReadRow, sections};

/// Compares a document, its tables fitted, with its file, section by section.
pub fn assert_same(document: &Document, docx: &[u8]) {
    let fonts = Fonts::built_in().expect("fonts are compiled in");
    let (document, _) = fit(document, &fonts);
    let found = sections(docx);
    assert_eq!(found.len(), document.sections.len(), "as many sections");
    for (section, found) in document.sections.iter().zip(found) {
        let expected: Vec<ReadBlock> = section.blocks.iter().flat_map(blocks).collect();
        // what OOXML asks for after a table has no text and its own style
        let found = found.into_iter().filter(|block| !is_seam(block));
        let found: Vec<ReadBlock> = found.map(with_recipients_joined).collect();
        for (expected, found) in expected.iter().zip(&found) {
            assert_eq!(expected, found);
        }
        assert_eq!(expected.len(), found.len());
    }
}

fn is_seam(block: &ReadBlock) -> bool {
    matches!(block, ReadBlock::Paragraph(paragraph) if paragraph.style == "SauBang" && paragraph.text.is_empty())
}

/// Recipients that run on below the signature stand in rows of their own, of one cell.
fn with_recipients_joined(mut block: ReadBlock) -> ReadBlock {
    if let ReadBlock::Table(rows) = &mut block
        && let Some((first, below)) = rows.split_first_mut()
        && first.cells[0].paragraphs[0].style == style::paragraph(Role::RecipientsTitle).id
    {
        for row in below {
            assert_eq!((row.cells.len(), row.cells[0].column_span), (1, 2));
            first.cells[0]
                .paragraphs
                .append(&mut row.cells[0].paragraphs);
        }
        rows.truncate(1);
    }
    block
}

fn plain(role: Role, text: &str) -> ReadParagraph {
    ReadParagraph {
        style: style::paragraph(role).id.to_owned(),
        text: text.to_owned(),
    }
}

fn of(paragraph: &Paragraph) -> ReadParagraph {
    plain(paragraph.role, &paragraph.text())
}

fn blocks(block: &Block) -> Vec<ReadBlock> {
    match block {
        Block::Paragraph(paragraph) => vec![ReadBlock::Paragraph(of(paragraph))],
        Block::List(items) => items
            .iter()
            .map(|item| {
                let text = format!("{} {}", item.label, item.paragraph.text());
                ReadBlock::Paragraph(plain(Role::ListItem, &text))
            })
            .collect(),
        Block::Table(table) => {
            let caption = table
                .caption
                .as_ref()
                .map(|caption| ReadBlock::Paragraph(of(caption)));
            std::iter::once(ReadBlock::Table(rows(table)))
                .chain(caption)
                .collect()
        }
        Block::Letterhead(head) => vec![ReadBlock::Table(letterhead(head))],
        Block::Signature(block) => vec![ReadBlock::Table(signature(block))],
    }
}

fn rows(table: &Table) -> Vec<ReadRow> {
    let header = table.header.iter().map(|row| (row, true));
    let body = table.body.iter().map(|row| (row, false));
    header
        .chain(body)
        .map(|(row, header)| ReadRow {
            header,
            cells: row
                .cells
                .iter()
                .map(|cell| read_cell(table.layout.size, cell))
                .collect(),
        })
        .collect()
}

fn read_cell(size: Pt, cell: &Cell) -> ReadCell {
    let styled = |paragraph: &Paragraph, side: &str| {
        let mut expected = of(paragraph);
        expected.style.push_str(match size {
            rules::NORMAL => "",
            rules::SMALL => "Nho",
            _ => "NhoNhat",
        });
        expected.style.push_str(side);
        expected
    };
    let side = if cell.align == CellAlign::Center {
        "Giua"
    } else {
        ""
    };
    ReadCell {
        column: cell.column,
        column_span: cell.column_span,
        row_span: cell.row_span,
        paragraphs: match &cell.content {
            CellContent::Text(paragraph) => vec![styled(paragraph, side)],
            CellContent::Diagonal { above, below } => {
                vec![styled(above, "Phai"), styled(below, "")]
            }
        },
    }
}

fn two_columns(left: Vec<ReadParagraph>, right: Vec<ReadParagraph>) -> ReadRow {
    let cell = |column, paragraphs| ReadCell {
        column,
        column_span: 1,
        row_span: 1,
        paragraphs,
    };
    ReadRow {
        header: false,
        cells: vec![cell(0, left), cell(1, right)],
    }
}

fn letterhead(head: &Letterhead) -> Vec<ReadRow> {
    let superior = head
        .superior
        .iter()
        .map(|text| plain(Role::SuperiorBody, text));
    let issuer = head
        .issuer
        .iter()
        .map(|text| plain(Role::IssuingBody, text));
    let national = vec![
        plain(Role::NationalName, &head.national_name),
        plain(Role::Motto, &head.motto),
    ];
    let mut rows = vec![two_columns(superior.chain(issuer).collect(), national)];
    if let (Some(number), Some(place_date)) = (&head.number, &head.place_date) {
        let urgency = head.urgency.iter().map(|text| plain(Role::Urgency, text));
        let circulation = head
            .circulation
            .iter()
            .map(|text| plain(Role::Circulation, text));
        let left = std::iter::once(of(number))
            .chain(urgency)
            .chain(circulation);
        rows.push(two_columns(left.collect(), vec![of(place_date)]));
    }
    rows
}

fn signature(block: &SignatureBlock) -> Vec<ReadRow> {
    let mut left = vec![plain(Role::RecipientsTitle, &block.recipients_title)];
    left.extend(
        block
            .recipients
            .iter()
            .map(|text| plain(Role::Recipient, text)),
    );
    left.extend(
        block
            .drafter_mark
            .iter()
            .map(|text| plain(Role::DrafterMark, text)),
    );
    let capacity = block
        .capacity
        .iter()
        .map(|text| plain(Role::Capacity, text));
    let right = capacity.chain([plain(Role::SignerName, &block.name)]);
    vec![two_columns(left, right.collect())]
}
