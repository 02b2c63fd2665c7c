//! Letters the document's font lacks, reported where the user typed them.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;

use crate::diagnostics::{Diagnostic, Diagnostics, SourceId, Sources, Span};
use crate::document::{Block, Document, Paragraph};
use crate::fonts::Fonts;

/// How many places are shown for one letter.
const PLACES: usize = 3;

/// Reports every letter of the document that the font lacks: at its places in the dossier, or else
/// in the template.
pub fn check_letters(
    document: &Document,
    fonts: &Fonts,
    sources: &Sources,
    dossier: SourceId,
    diagnostics: &mut Diagnostics,
) {
    let face = fonts.face(false, false);
    let mut missing: BTreeSet<char> = BTreeSet::new();
    for_each_text(document, &mut |text| {
        missing.extend(text.chars().filter(|&letter| !face.has(letter)));
    });
    for letter in missing {
        let mut places = places_of(letter, sources, dossier);
        if places.is_empty() {
            places = (0..)
                .map(SourceId)
                .take_while(|&id| sources.get(id).is_some())
                .flat_map(|id| places_of(letter, sources, id))
                .collect();
        }
        diagnostics.push(lacking(letter, &places));
    }
}

fn lacking(letter: char, places: &[Span]) -> Diagnostic {
    let code = letter as u32;
    let problem = Diagnostic::error(
        "TT010",
        format!("Phông chữ không có ký tự “{letter}” (U+{code:04X})"),
    )
    .with_remedy(
        "Xóa ký tự này hoặc thay bằng chữ thường dùng; thường do chép từ trang web hoặc tin nhắn",
    );
    let mut places = places.iter().take(PLACES);
    let mut problem = match places.next() {
        Some(&first) => problem.at(first, "ký tự này không in được"),
        None => problem,
    };
    for &place in places {
        problem = problem.with_related(place, "và ở đây");
    }
    problem
}

/// Where the letter stands in a file, composed or not; YAML comments do not count.
fn places_of(letter: char, sources: &Sources, id: SourceId) -> Vec<Span> {
    let Some(source) = sources.get(id) else {
        return Vec::new();
    };
    let decomposed: String = std::iter::once(letter).nfd().collect();
    let mut places = Vec::new();
    let mut start = 0;
    for line in source.text.split_inclusive('\n') {
        let content = without_comment(line);
        let composed = content
            .match_indices(letter)
            .map(|(at, text)| (at, text.len()));
        let split = content
            .match_indices(decomposed.as_str())
            .map(|(at, text)| (at, text.len()));
        let found: BTreeSet<(usize, usize)> = composed.chain(split).collect();
        places.extend(found.into_iter().map(|(at, length)| {
            let byte = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
            Span {
                source: id,
                start: byte(start + at),
                end: byte(start + at + length),
            }
        }));
        start += line.len();
    }
    places
}

/// The line up to its YAML comment, if it has one.
fn without_comment(line: &str) -> &str {
    if line.trim_start().starts_with('#') {
        return "";
    }
    line.split(" #").next().unwrap_or_default()
}

fn for_each_text(document: &Document, visit: &mut impl FnMut(&str)) {
    for block in document.sections.iter().flat_map(|section| &section.blocks) {
        match block {
            Block::Paragraph(paragraph) => runs(paragraph, visit),
            Block::List(items) => items.iter().for_each(|item| runs(&item.paragraph, visit)),
            Block::Letterhead(head) => {
                let lines = head.superior.iter().chain(&head.issuer);
                lines.for_each(|line| visit(line));
                for paragraph in [&head.number, &head.place_date].into_iter().flatten() {
                    runs(paragraph, visit);
                }
            }
            Block::Signature(block) => {
                let lines = block.recipients.iter().chain(&block.capacity);
                lines.for_each(|line| visit(line));
                visit(&block.name);
                block.drafter_mark.iter().for_each(|mark| visit(mark));
            }
            Block::Table(table) => {
                let rows = table.header.iter().chain(&table.body);
                for cell in rows.flat_map(|row| &row.cells) {
                    cell.paragraphs().for_each(|p| runs(p, visit));
                }
                table
                    .caption
                    .iter()
                    .for_each(|caption| runs(caption, visit));
            }
        }
    }
}

fn runs(paragraph: &Paragraph, visit: &mut impl FnMut(&str)) {
    paragraph.runs.iter().for_each(|run| visit(&run.text));
}
