//! Legal documents that had ended when the decision is issued, and bodies that were no more.

use crate::diagnostics::{Diagnostic, Diagnostics, Span};
use crate::dossier::{Dossier, Ended, Law, Text};

/// Words of a sentence about the past.
const OF_THE_PAST: [&str; 7] = [
    "(cũ)",
    "trước đây",
    "trước sắp xếp",
    "trước khi",
    "nguyên là",
    "tiền thân",
    "đã giải thể",
];

/// Warns of what had ended by the decision's date, by these tables.
pub(super) fn review(
    dossier: &Dossier,
    texts: &[&Text],
    law: &[&Law],
    diagnostics: &mut Diagnostics,
) {
    type Rows = fn(&Law) -> &[Ended];
    let kinds: [(&str, Rows); 2] = [
        ("TT014", |law| &law.documents),
        ("TT015", |law| &law.bodies),
    ];
    for (code, rows) in kinds {
        let mut seen: Vec<&str> = Vec::new();
        // an office's own row stands for the program's of that name
        for table in law.iter().rev() {
            let own = rows(table).iter();
            let own: Vec<&Ended> = own.filter(|row| !seen.contains(&&**row.name)).collect();
            seen.extend(own.iter().map(|row| &**row.name));
            let found = own
                .iter()
                .filter_map(|row| warning(code, row, table, dossier, texts));
            diagnostics.push_all(found);
        }
    }
}

/// One warning for all places.
fn warning(
    code: &'static str,
    ended: &Ended,
    law: &Law,
    dossier: &Dossier,
    texts: &[&Text],
) -> Option<Diagnostic> {
    if dossier.document.date.earliest() < ended.ended.earliest() {
        return None;
    }
    let places: Vec<Span> = texts.iter().filter_map(|text| place(text, ended)).collect();
    let (first, others) = places.split_first()?;
    let what = match code {
        "TT014" => "hết hiệu lực",
        _ => "không còn",
    };
    let message = format!(
        "{} đã {what} từ {}",
        *ended.name,
        ended.ended.in_a_sentence()
    );
    let mut problem = Diagnostic::warning(code, message)
        .at(*first, format!("nay là {}", *ended.replaced_by))
        .with_note(format!(
            "theo bảng {} rà soát {}{}",
            crate::dossier::LAW,
            law.reviewed.in_a_sentence(),
            ended
                .source
                .as_ref()
                .map_or(String::new(), |source| format!("; nguồn: {}", **source))
        ))
        .with_remedy("tra lại rồi sửa; nói về việc đã qua thì ghi `(cũ)` sau tên");
    for place in others.iter().take(3) {
        problem = problem.with_related(*place, "cả ở đây");
    }
    Some(problem)
}

/// Where the text names it, unless it speaks of the past.
fn place(text: &Text, ended: &Ended) -> Option<Span> {
    let small = text.to_lowercase();
    let mut ways = ended.found_by.iter().map(|words| words.to_lowercase());
    let is_past = OF_THE_PAST.iter().any(|words| small.contains(words));
    let is_named = ways.any(|words| {
        let mut before = at(&small, &words).map(|at| &small[..at]);
        before.any(|before| !is_in_an_earlier_document(before, ended))
    });
    (is_named && !is_past).then_some(text.span)
}

/// Where the words begin, not as a part of longer ones (`Ban Dân tộc` in `Ban Dân tộcx`).
fn at<'a>(text: &'a str, words: &'a str) -> impl Iterator<Item = usize> {
    let is_letter = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
    let found = text.match_indices(words).map(|(at, _)| at);
    found.filter(move |&at| {
        let before = text[..at].chars().next_back();
        !is_letter(before) && !is_letter(text[at + words.len()..].chars().next())
    })
}

/// Whether these words lead into the title or the office of a document of a year when it still was: that one may name it
/// (`Quyết định số 05/QĐ-UBND ngày 01/02/2024 của UBND huyện …`).
fn is_in_an_earlier_document(before: &str, ended: &Ended) -> bool {
    let (year, ..) = ended.ended.earliest();
    let citation = before.rsplit(';').next().unwrap_or_default();
    let figures = citation.split(|letter: char| !letter.is_ascii_digit());
    let mut years = figures.filter_map(|run| (run.len() == 4).then(|| run.parse::<i32>().ok())?);
    citation.contains("số ") && citation.contains("ngày ") && years.any(|other| other <= year)
}
