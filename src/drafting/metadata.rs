//! Facts about a document for file properties and archives: those of the decision are the dossier's, those of what
//! goes with it are what it prints.

use super::{DraftOptions, context};
use crate::document::{
    Block, DocumentKind, Letterhead, Meaning, Metadata, Paragraph, Role, Section, SignatureBlock,
};
use crate::dossier::{Dossier, SectionOf};
use crate::wording::{with_large_first, with_small_first};

/// What the decision is called.
const DECISION: &str = "Quyết định";

/// What kind of document opens with these blocks: `Quyết định`, `Tờ trình`.
pub(super) fn type_of(kind: SectionOf, blocks: &[Block]) -> String {
    match kind {
        SectionOf::Decision => DECISION.to_owned(),
        _ => with_large_first(&printed(blocks, Role::DocumentType).to_lowercase()),
    }
}

/// The facts of a document.
pub(super) fn of(
    kind: DocumentKind,
    dossier: &Dossier,
    sections: &[Section],
    options: &DraftOptions,
) -> Metadata {
    let decision = decision(dossier, sections, options);
    match sections.first() {
        Some(main) if kind == DocumentKind::Beside => beside(&decision, main),
        _ => decision,
    }
}

fn decision(dossier: &Dossier, sections: &[Section], options: &DraftOptions) -> Metadata {
    let facts = &dossier.document;
    let mut subject = subject(sections);
    if subject.is_empty() {
        subject.clone_from(&facts.subject.value);
    }
    let number = facts.number.as_ref();
    let number = number.map(|number| context::number_text(&number.value));
    let date = facts.date.value;
    let given = date.day().map(|_| date.earliest());
    Metadata {
        title: title(DECISION, number.as_deref(), &facts.symbol.value, &subject),
        subject,
        author: dossier.issuer.full_name.value.clone(),
        keywords: facts.keywords.iter().map(|k| k.value.clone()).collect(),
        number,
        symbol: facts.symbol.value.clone(),
        // known once the whole document is
        abbreviations: Vec::new(),
        signer: dossier.signatory.name.value.clone(),
        signer_office: dossier.signatory.office.value.clone(),
        date: given
            .or(options.fallback_date)
            .unwrap_or_else(|| date.earliest()),
        // known where its text is
        dossier: None,
    }
}

/// The facts of a document that goes with the decision, as it prints them.
fn beside(decision: &Metadata, main: &Section) -> Metadata {
    let subject = printed(&main.blocks, Role::Subject);
    let (head, signature) = (head(main), signature(main));
    let line = head.and_then(|head| head.number.as_ref());
    let number = line.and_then(|line| fact(line, &Meaning::Number));
    let symbol = line.map(Paragraph::text).unwrap_or_default();
    let symbol = symbol
        .split_once('/')
        .map_or("", |(_, symbol)| symbol.trim());
    let date = head.and_then(|head| head.place_date.as_ref());
    Metadata {
        title: title(&main.name, number.as_deref(), symbol, &subject),
        subject,
        author: head.map_or_else(String::new, |head| head.issuer.join(" ")),
        number,
        symbol: symbol.to_owned(),
        signer: signature.map_or_else(String::new, |block| block.name.clone()),
        signer_office: signature.map_or_else(String::new, |block| block.capacity.join(" ")),
        date: date.and_then(day).unwrap_or(decision.date),
        ..decision.clone()
    }
}

fn title(kind: &str, number: Option<&str>, symbol: &str, subject: &str) -> String {
    match number {
        Some(number) => format!("{kind} số {number}/{symbol}"),
        None => format!("{kind} {}", with_small_first(subject)),
    }
}

/// The subject as it is printed: an amending decision's stands in its template.
fn subject(sections: &[Section]) -> String {
    let all = sections
        .iter()
        .map(|section| printed(&section.blocks, Role::Subject));
    all.filter(|text| !text.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// The text of the paragraphs of that role.
fn printed(blocks: &[Block], role: Role) -> String {
    let texts = blocks.iter().filter_map(|block| match block {
        Block::Paragraph(paragraph) if paragraph.role == role => Some(paragraph.text()),
        _ => None,
    });
    texts.collect::<Vec<_>>().join(" ")
}

fn head(main: &Section) -> Option<&Letterhead> {
    main.blocks.iter().find_map(|block| match block {
        Block::Letterhead(head) => Some(head),
        _ => None,
    })
}

fn signature(main: &Section) -> Option<&SignatureBlock> {
    main.blocks.iter().find_map(|block| match block {
        Block::Signature(block) => Some(block),
        _ => None,
    })
}

/// The words of that meaning; none where their room is left blank.
fn fact(line: &Paragraph, meaning: &Meaning) -> Option<String> {
    let run = line.runs.iter().find(|run| run.meaning == *meaning)?;
    let text = run.text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// The day that the line gives, if it gives the whole of it.
fn day(line: &Paragraph) -> Option<(i32, u32, u32)> {
    let year = fact(line, &Meaning::Year)?.parse().ok()?;
    let month = fact(line, &Meaning::Month)?.parse().ok()?;
    Some((year, month, fact(line, &Meaning::Day)?.parse().ok()?))
}
