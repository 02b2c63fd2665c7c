//! Letters the document's font lacks, reported where the user typed them.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;

use crate::diagnostics::{Diagnostic, Diagnostics, SourceId, Sources, Span};
use crate::document::Document;
use crate::fonts::Fonts;

/// How many places are shown for one letter.
const PLACES: usize = 3;

/// Reports every letter of the document that the font lacks: at its places in the dossier, or else
/// in the template.
pub(crate) fn check_letters(
    document: &Document,
    fonts: &Fonts,
    sources: &Sources,
    dossier: SourceId,
    diagnostics: &mut Diagnostics,
) {
    let face = fonts.face(false, false);
    let mut missing: BTreeSet<char> = BTreeSet::new();
    document.for_each_text(&mut |text, _| {
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
