//! What a document numbers: its tables, its annexes, and whatever refers to them; annexes in files of their own.

use std::collections::HashMap;

use crate::diagnostics::{Diagnostic, Diagnostics, Span};
use crate::document::{
    Block, Document, DocumentKind, Meaning, Metadata, Paragraph, Role, Run, Section, SectionKind,
    Table,
};
use crate::dossier::Dossier;
use crate::drafting::filters::roman;

/// What an annex is called.
const ANNEX: &str = "Phụ lục";
/// What the file of an annex is called after the decision's.
const ANNEX_FILE: &str = "phu-luc";

/// Numbers the captioned tables through the document and resolves the references to them and to annexes.
/// `ids` are the names of the sections' templates.
pub(super) fn number(
    sections: &mut [Section],
    ids: &[&str],
    dossier: &Dossier,
    found: &mut Diagnostics,
) {
    let tables = number_tables(sections, found);
    let annexes = name_annexes(sections, ids, dossier);
    for paragraph in paragraphs_mut(sections) {
        let origin = paragraph.origin;
        for run in &mut paragraph.runs {
            let Meaning::TableReference(id) = &run.meaning else {
                continue;
            };
            if let Some(number) = tables.get(id) {
                run.text = format!("Bảng {number}");
            } else if let Some(label) = annexes.get(id) {
                run.text.clone_from(label);
                run.meaning = Meaning::Text;
            } else {
                found.push(no_such(id, &run.text, origin));
            }
        }
    }
}

fn no_such(id: &str, text: &str, origin: Option<Span>) -> Diagnostic {
    let is_annex = text.to_lowercase().starts_with(&ANNEX.to_lowercase());
    let (what, remedy) = match is_annex {
        true => (
            "phụ lục",
            "Liên kết viết là [Phụ lục](#<tên tệp mẫu của phụ lục, không có .md>)",
        ),
        false => (
            "bảng",
            "Liên kết viết là [Bảng](#xep-hang-<mã khối>) hoặc [Bảng](#chi-tiet-<mã khối>), tới một bảng có `chu_thich`",
        ),
    };
    let problem = Diagnostic::error("MB012", format!("Không có {what} “{id}”")).with_remedy(remedy);
    match origin {
        Some(span) => problem.at(span, format!("câu này nhắc tới {what} không có")),
        None => problem,
    }
}

fn number_tables(sections: &mut [Section], found: &mut Diagnostics) -> HashMap<String, usize> {
    let mut numbers: HashMap<String, usize> = HashMap::new();
    for table in tables_mut(sections) {
        if table.caption.is_none() {
            continue;
        }
        let number = numbers.len() + 1;
        if numbers.insert(table.id.clone(), number).is_some() {
            let problem = Diagnostic::error(
                "MB011",
                format!("Bảng “{}” được đặt hai lần trong mẫu", table.id),
            )
            .with_remedy("Bỏ một trong hai khối bảng");
            found.push(match table.origin {
                Some(span) => problem.at(span, "bảng này đã có ở trên"),
                None => problem,
            });
        }
        for run in table
            .caption
            .iter_mut()
            .flat_map(|caption| &mut caption.runs)
        {
            if run.meaning == Meaning::CaptionNumber {
                run.text = number.to_string();
            }
        }
    }
    numbers
}

/// Names the annexes and, where there are several, numbers them: `Phụ lục I`, `Phụ lục II` (A2). Gives what each is
/// called, by the name of its template.
fn name_annexes(
    sections: &mut [Section],
    ids: &[&str],
    dossier: &Dossier,
) -> HashMap<String, String> {
    let is_annex = |section: &Section| section.kind == SectionKind::Annex;
    let count = sections.iter().filter(|section| is_annex(section)).count();
    let annexes = sections.iter_mut().zip(ids);
    let annexes = annexes.filter(|(section, _)| is_annex(section));
    let mut labels = HashMap::new();
    for (index, (section, id)) in annexes.enumerate() {
        let mut label = ANNEX.to_owned();
        let typed = dossier
            .annex
            .as_ref()
            .map(|annex| annex.title.value.clone());
        let mut title = typed.unwrap_or_default();
        if count > 1 {
            label = format!("{ANNEX} {}", roman(index as u64 + 1));
            title = title_of(section).unwrap_or(title);
            put_label(section, &label);
        }
        section.name = match title.as_str() {
            "" => label.clone(),
            title => format!("{label}: {title}"),
        };
        labels.insert((*id).to_owned(), label);
    }
    labels
}

fn title_of(section: &Section) -> Option<String> {
    section.blocks.iter().find_map(|block| match block {
        Block::Paragraph(paragraph) if paragraph.role == Role::AnnexTitle => Some(paragraph.text()),
        _ => None,
    })
}

/// Prints the label on its own line above the annex. A document that is issued with the decision has a head instead (A6).
fn put_label(section: &mut Section, label: &str) {
    let opens_with_head = matches!(section.blocks.first(), Some(Block::Letterhead(_)));
    let mut printed = section.blocks.iter_mut().filter_map(|block| match block {
        Block::Paragraph(paragraph) if paragraph.role == Role::AnnexLabel => Some(paragraph),
        _ => None,
    });
    match printed.next() {
        // one that the template numbers stays
        Some(printed) if printed.text().trim() == ANNEX => {
            printed.runs = vec![Run::plain(label)];
        }
        Some(_) => {}
        None if opens_with_head => {}
        None => {
            let label = Block::Paragraph(Paragraph::plain(Role::AnnexLabel, label));
            section.blocks.insert(0, label);
        }
    }
}

/// The decision, and each annex as a document of its own if the dossier asks for it (`tep_rieng`).
pub(super) fn parted(dossier: &Dossier, mut document: Document) -> Vec<Document> {
    let is_asked = dossier.annex.as_ref().is_some_and(|annex| annex.own_file);
    let is_annex = |section: &Section| section.kind == SectionKind::Annex;
    if !is_asked || document.kind != DocumentKind::Decision {
        return vec![document];
    }
    let sections = std::mem::take(&mut document.sections);
    let (annexes, own): (Vec<Section>, Vec<Section>) = sections.into_iter().partition(is_annex);
    document.sections = own;
    let count = annexes.len();
    let files = annexes.into_iter().enumerate().map(|(index, mut annex)| {
        let name = match count {
            1 => ANNEX_FILE.to_owned(),
            _ => format!("{ANNEX_FILE}-{}", index + 1),
        };
        annex.blocks.insert(0, Block::Paragraph(signing_line()));
        Document {
            name,
            kind: DocumentKind::Annex,
            meta: Metadata {
                title: format!("{} kèm theo {}", annex.label(), document.meta.title),
                ..document.meta.clone()
            },
            sections: vec![annex],
            draft_mark: document.draft_mark.clone(),
        }
    });
    let files: Vec<Document> = files.collect();
    let mut all: Vec<Document> = std::iter::once(document).chain(files).collect();
    all.iter_mut().for_each(unlink);
    all
}

/// Room for what the signing system prints on an annex in a file of its own: number, date and time (A7).
fn signing_line() -> Paragraph {
    const ROOM: usize = 40;
    Paragraph::plain(Role::SigningLine, "\u{2007}".repeat(ROOM))
}

/// References to tables of another file are plain text.
fn unlink(document: &mut Document) {
    let own: Vec<String> = tables_mut(&mut document.sections)
        .map(|table| table.id.clone())
        .collect();
    for run in paragraphs_mut(&mut document.sections).flat_map(|paragraph| &mut paragraph.runs) {
        if let Meaning::TableReference(id) = &run.meaning
            && !own.contains(id)
        {
            run.meaning = Meaning::Text;
        }
    }
}

fn tables_mut(sections: &mut [Section]) -> impl Iterator<Item = &mut Table> {
    sections
        .iter_mut()
        .flat_map(|section| &mut section.blocks)
        .filter_map(|block| match block {
            Block::Table(table) => Some(table),
            _ => None,
        })
}

fn paragraphs_mut(sections: &mut [Section]) -> impl Iterator<Item = &mut Paragraph> {
    sections
        .iter_mut()
        .flat_map(|section| &mut section.blocks)
        .flat_map(|block| -> Vec<&mut Paragraph> {
            match block {
                Block::Paragraph(paragraph) => vec![paragraph],
                Block::List(items) => items.iter_mut().map(|item| &mut item.paragraph).collect(),
                _ => Vec::new(),
            }
        })
}
