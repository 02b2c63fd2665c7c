//! What templates print, with the shipped dossiers.

use quyet_dinh::inner::diagnostics::{Sources, render};
use quyet_dinh::inner::document::{Block, Document, Row, Table};
use quyet_dinh::inner::drafting::{DraftOptions, Templates};
use quyet_dinh::inner::fonts::Fonts;
use quyet_dinh::inner::pipeline::Workshop;

use super::common;

/// A file that the page on sets includes.
const INCLUDED: &str = "Văn phòng {{ co_quan_ban_hanh.ten_day_du }} theo dõi việc thực hiện.";

/// What a block of a template prints, with the example that has indicators where it needs some.
pub fn printed(template: &str) -> String {
    let dossier = if template.contains("chi-tiet") {
        common::DETAILED
    } else {
        common::SON_LA
    };
    let document = document(template, dossier, &DraftOptions::default());
    document.sections[0].blocks.iter().map(text_of).collect()
}

/// The decision that this template makes.
pub fn document(template: &str, dossier: &str, options: &DraftOptions) -> Document {
    let mut sources = Sources::default();
    let files = [
        ("quyet-dinh.md", template),
        ("phu-luc.md", "Hết."),
        ("doan-chung.md", INCLUDED),
    ];
    let templates = Templates::from_texts("mau", files, &mut sources);
    let workshop = Workshop {
        templates: templates
            .unwrap_or_else(|problems| panic!("{}", render(&problems, &sources)))
            .into(),
        fonts: Fonts::built_in().expect("fonts are compiled in").into(),
    };
    common::document_with(&workshop, dossier, options)
}

pub fn text_of(block: &Block) -> String {
    match block {
        Block::Paragraph(paragraph) => paragraph.text() + "\n",
        Block::Table(table) => table_text(table),
        Block::List(items) => items
            .iter()
            .map(|item| format!("{} {}\n", item.label, item.paragraph.text()))
            .collect(),
        Block::Letterhead(head) => {
            let lines = head.superior.iter().chain(&head.issuer).cloned();
            let more = [head.national_name.clone(), head.motto.clone()].into_iter();
            let facts = [&head.number, &head.place_date]
                .into_iter()
                .flatten()
                .map(|p| p.text());
            lines
                .chain(more)
                .chain(facts)
                .map(|line| line + "\n")
                .collect()
        }
        Block::Signature(block) => {
            let left = std::iter::once(&block.recipients_title).chain(&block.recipients);
            let right = block.capacity.iter().chain([&block.name]);
            left.chain(right).map(|line| format!("{line}\n")).collect()
        }
    }
}

/// The caption, the head and the first rows.
fn table_text(table: &Table) -> String {
    let rows = table.header.iter().chain(&table.body);
    let mut text: String = rows.take(6).map(row_text).collect();
    if table.body.len() > 5 {
        text.push_str("...\n");
    }
    let caption = table.caption.as_ref().map(|caption| caption.text() + "\n");
    text + &caption.unwrap_or_default()
}

fn row_text(row: &Row) -> String {
    let cells = row.cells.iter().map(|cell| {
        let texts: Vec<String> = cell.paragraphs().map(|p| p.text()).collect();
        texts.join(" \\ ")
    });
    cells.collect::<Vec<_>>().join(" | ") + "\n"
}
