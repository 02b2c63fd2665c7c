//! Legal documents that had ended when the decision is issued, and bodies that were no more.

use crate::diagnostics::{Diagnostic, Diagnostics, Span};
use crate::dossier::{Dossier, Ended, LAW, Law, Text};
use crate::values::{folded, folded_words};

/// Words of a sentence about the past.
const OF_THE_PAST: [&str; 7] = [
    "cũ",
    "trước đây",
    "trước sắp xếp",
    "trước khi",
    "nguyên là",
    "tiền thân",
    "đã giải thể",
];

/// A row of a table, and where the dossier names what ended.
struct Row<'a> {
    code: &'static str,
    ended: &'a Ended,
    law: &'a Law,
    found_by: Vec<Vec<String>>,
    places: Vec<Span>,
}

/// Warns of what had ended by the decision's date, by these tables.
pub(super) fn review(
    dossier: &Dossier,
    texts: &[&Text],
    law: &[&Law],
    diagnostics: &mut Diagnostics,
) {
    let date = dossier.document.date.earliest();
    let mut rows = rows(law);
    rows.retain(|row| date >= row.ended.ended.earliest());
    let past = OF_THE_PAST.map(folded_words);
    for text in texts {
        for citation in text.split(';').map(folded_words) {
            if past.iter().any(|words| at(&citation, words).is_some()) {
                continue;
            }
            for row in &mut rows {
                if row.is_named_in(&citation) && row.places.last() != Some(&text.span) {
                    row.places.push(text.span);
                }
            }
        }
    }
    diagnostics.push_all(rows.iter().filter_map(Row::warning));
}

/// All rows; an office's own stands for the program's of that name.
fn rows<'a>(law: &[&'a Law]) -> Vec<Row<'a>> {
    let mut rows: Vec<Row<'_>> = Vec::new();
    for &law in law.iter().rev() {
        let documents = law.documents.iter().map(|ended| ("TT014", ended));
        let bodies = law.bodies.iter().map(|ended| ("TT015", ended));
        for (code, ended) in documents.chain(bodies) {
            let is_same = |row: &Row<'_>| row.code == code && *row.ended.name == *ended.name;
            if !rows.iter().any(is_same) {
                let ways = ended.found_by.iter();
                rows.push(Row {
                    code,
                    ended,
                    law,
                    found_by: ways.map(|words| folded_words(words)).collect(),
                    places: Vec::new(),
                });
            }
        }
    }
    rows
}

impl Row<'_> {
    fn is_named_in(&self, citation: &[String]) -> bool {
        let mut found = self.found_by.iter().filter_map(|words| at(citation, words));
        found.any(|at| !self.is_older(&citation[..at]))
    }

    /// Whether these words lead into the title or the office of a document of a year when it still was: that one may name
    /// it (`Quyết định số 05/QĐ-UBND ngày 01/02/2024 của UBND huyện …`).
    fn is_older(&self, before: &[String]) -> bool {
        let (year, ..) = self.ended.ended.earliest();
        let has = |word: &str| before.contains(&folded(word));
        let mut years = before.iter().filter(|word| word.len() == 4);
        let is_earlier = |word: &String| word.parse::<i32>().is_ok_and(|other| other <= year);
        has("số") && has("ngày") && years.any(is_earlier)
    }

    /// One warning for all places.
    fn warning(&self) -> Option<Diagnostic> {
        let (first, others) = self.places.split_first()?;
        let ended = self.ended;
        let what = match self.code {
            "TT014" => "hết hiệu lực",
            _ => "không còn",
        };
        let day = ended.ended.in_a_sentence();
        let message = format!("{} đã {what} từ {day}", *ended.name);
        let source = ended.source.as_ref();
        let source = source.map_or(String::new(), |source| format!("; nguồn: {}", **source));
        let reviewed = self.law.reviewed.in_a_sentence();
        let mut problem = Diagnostic::warning(self.code, message)
            .at(*first, format!("nay là {}", *ended.replaced_by))
            .with_note(format!("theo bảng {LAW} rà soát {reviewed}{source}"))
            .with_remedy("tra lại rồi sửa; nói về việc đã qua thì ghi `(cũ)` sau tên");
        problem.also = others.to_vec();
        Some(problem)
    }
}

/// Where these words stand among others.
fn at(text: &[String], words: &[String]) -> Option<usize> {
    text.windows(words.len().max(1))
        .position(|part| part == words)
}
