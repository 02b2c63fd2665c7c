//! Legal documents that had ended when the decision is issued, and bodies that were no more.

use std::collections::HashSet;

use crate::diagnostics::{Diagnostic, Diagnostics, Span};
use crate::dossier::{Dossier, Ended, LawTable, Text};
use crate::values::{folded, folded_words};

/// Words of a sentence about the past.
const OF_THE_PAST: [&str; 11] = [
    "trước đây",
    "trước sắp xếp",
    "trước hợp nhất",
    "nguyên là",
    "nay là",
    "tiền thân",
    "đã giải thể",
    "tổ chức lại",
    "thay thế",
    "bãi bỏ",
    "sáp nhập",
];
/// Stands behind the name of what is no more, at most so many words away.
const OLD: &str = "cũ";
const NEAR: usize = 5;
/// Stands before a document's date.
const DAY: &str = "ngày";
/// What a document's title, or its office, begins with.
const LEADING: [&str; 6] = ["của", "về", "theo", "tại", "thực hiện", "hướng dẫn"];
/// A committee of the council has a department's name.
const OF_THE_COUNCIL: [&str; 4] = [
    "hđnd",
    "hội đồng nhân dân",
    "của hđnd",
    "của hội đồng nhân dân",
];

/// A row of a table, and where the dossier names what ended.
struct Row<'a> {
    code: &'static str,
    ended: &'a Ended,
    table: &'a LawTable,
    found_by: Vec<Vec<String>>,
    places: Vec<Span>,
}

/// Warns of what had ended by the decision's date, by these tables.
pub(super) fn review(
    dossier: &Dossier,
    texts: &[&Text],
    tables: &[&LawTable],
    diagnostics: &mut Diagnostics,
) {
    let date = dossier.document.date.earliest();
    let known = known(tables).into_iter();
    let ended = known.filter(|(_, ended, _)| date >= ended.ended.earliest());
    let mut rows: Vec<Row<'_>> = ended.map(Row::of).collect();
    let past = OF_THE_PAST.map(words);
    let openings: HashSet<Vec<String>> = rows.iter().flat_map(Row::openings).collect();
    for text in texts {
        for citation in text.split(';').flat_map(|part| part.split(". ")).map(words) {
            let may_name = |at: usize| {
                let rest = &citation[at..];
                (1..=OPENING.min(rest.len())).any(|count| openings.contains(&rest[..count]))
            };
            if !(0..citation.len()).any(may_name) {
                continue;
            }
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
    diagnostics.push_all(rows.iter().flat_map(Row::warnings));
}

/// What a table knows of, under the code of what is said of it.
type Known<'a> = (&'static str, &'a Ended, &'a LawTable);

/// All that is known; an office's own rows stand for the program's of that name.
fn known<'a>(tables: &[&'a LawTable]) -> Vec<Known<'a>> {
    let mut all: Vec<Known<'_>> = Vec::new();
    for &table in tables.iter().rev() {
        let documents = table.law.documents.iter().map(|ended| ("TT014", ended));
        let bodies = table.law.bodies.iter().map(|ended| ("TT015", ended));
        let later = all.len();
        for (code, ended) in documents.chain(bodies) {
            let is_same = |(own, known, _): &Known<'_>| {
                *own == code && folded(&known.name) == folded(&ended.name)
            };
            if !all[..later].iter().any(is_same) {
                all.push((code, ended, table));
            }
        }
    }
    all
}

/// So many words of each way to find a row are looked for first.
const OPENING: usize = 2;

impl<'a> Row<'a> {
    fn of((code, ended, table): Known<'a>) -> Self {
        let ways = ended.found_by.iter().flat_map(|way| way.split(';'));
        Self {
            code,
            ended,
            table,
            found_by: ways.map(words).collect(),
            places: Vec::new(),
        }
    }

    /// The first words of each way it is found by.
    fn openings(&self) -> impl Iterator<Item = Vec<String>> {
        let ways = self.found_by.iter();
        ways.map(|way| way[..OPENING.min(way.len())].to_vec())
    }

    fn is_named_in(&self, citation: &[String]) -> bool {
        let mut found = self.found_by.iter().filter_map(|way| {
            let at = at(citation, way)?;
            Some((&citation[..at], &citation[at + way.len()..]))
        });
        found.any(|(before, after)| {
            let is_old = at(&after[..after.len().min(NEAR)], &words(OLD)).is_some();
            let is_other = OF_THE_COUNCIL
                .iter()
                .any(|council| after.starts_with(&words(council)));
            !is_old && !is_other && !self.is_older(before)
        })
    }

    /// Whether these words lead into the title or the office of a document of a day when it still was: that one may name
    /// it (`Quyết định số 05/QĐ-UBND ngày 01/02/2024 của UBND huyện …`).
    fn is_older(&self, before: &[String]) -> bool {
        let Some(day) = before.iter().rposition(|word| *word == folded(DAY)) else {
            return false;
        };
        let figures = before[day + 1..].iter().take(3);
        let figures: Vec<i32> = figures.map_while(|word| word.parse().ok()).collect();
        let [day_of_month, month, year] = figures[..] else {
            return false;
        };
        let (ended_year, ended_month, ended_day) = self.ended.ended.earliest();
        let ended = (
            i64::from(ended_year),
            i64::from(ended_month),
            i64::from(ended_day),
        );
        let year = if year < 100 { year + 2000 } else { year };
        let of = (i64::from(year), i64::from(month), i64::from(day_of_month));
        let leads = |lead: &&str| at(&before[day + 4..], &words(lead)).is_some();
        of < ended && LEADING.iter().any(leads)
    }

    /// A warning for each place, in the same words.
    fn warnings(&self) -> impl Iterator<Item = Diagnostic> {
        let ended = self.ended;
        let what = match self.code {
            "TT014" => "hết hiệu lực",
            _ => "không còn",
        };
        let day = ended.ended.in_a_sentence();
        let message = format!("{} đã {what} từ {day}", *ended.name);
        let source = ended.source.as_ref();
        let source = source.map_or(String::new(), |source| format!("; nguồn: {}", **source));
        let called = &self.table.called;
        let reviewed = self.table.law.reviewed.in_a_sentence();
        let problem = Diagnostic::warning(self.code, message)
            .with_note(format!("theo {called} rà soát {reviewed}{source}"))
            .with_remedy("tra lại rồi sửa; nói về việc đã qua thì ghi `(cũ)` sau tên");
        let label = format!("nay là {}", *ended.replaced_by);
        let places = self.places.iter();
        places.map(move |place| problem.clone().at(*place, label.clone()))
    }
}

/// Words as people read them; a date is its figures (`ngày 03/6/2020`, `ngày 3 tháng 6 năm 2020`), `đ` is `d` (`ND-CP`).
fn words(text: &str) -> Vec<String> {
    let mut text = text.to_lowercase().replace('đ', "d");
    for word in [" tháng ", " năm "] {
        if text.contains(word) {
            text = text.replace(word, " ");
        }
    }
    let mut words = folded_words(&text);
    for word in &mut words {
        if word.len() == 2 && word.bytes().all(|byte| byte.is_ascii_digit()) {
            *word = word.trim_start_matches('0').to_owned();
        }
    }
    words
}

/// Where these words stand among others.
fn at(text: &[String], words: &[String]) -> Option<usize> {
    text.windows(words.len().max(1))
        .position(|part| part == words)
}
