//! Where a text of the document came from: a key of the dossier, or a line of a template.

use std::collections::HashMap;

use super::Edit;
use super::lines::plain;
use crate::diagnostics::Span;
use crate::document::{Block, Document, Paragraph};
use crate::dossier::{Agency, Dossier};

/// Before the name of a row, in an edit's place.
const ROW: &str = "dòng “";

/// What is known of where texts came from.
pub(crate) struct Origins {
    /// What people typed, in small letters, and where.
    typed: Vec<(String, Span)>,
    /// Where each agency's score was typed, or its name.
    agencies: HashMap<String, Span>,
    /// Where each paragraph was written.
    written: HashMap<String, Span>,
    /// Where each table was placed, by what it is called.
    tables: HashMap<String, Span>,
}

impl Origins {
    /// Of a document drafted from this dossier.
    #[must_use]
    pub(crate) fn of(document: &Document, dossier: &Dossier) -> Self {
        let typed = dossier.texts().into_iter();
        let typed = typed.map(|text| (plain(text).to_lowercase(), text.span));
        let agencies = dossier.blocks.iter().flat_map(|block| &block.agencies);
        let mut origins = Self {
            // a word or two may stand anywhere
            typed: typed.filter(|(text, _)| text.chars().count() > 3).collect(),
            agencies: agencies.map(|one| (plain(&one.name), score(one))).collect(),
            written: HashMap::new(),
            tables: HashMap::new(),
        };
        for block in document.sections.iter().flat_map(|section| &section.blocks) {
            origins.add(block);
        }
        origins
    }

    fn add(&mut self, block: &Block) {
        match block {
            Block::Paragraph(paragraph) => self.paragraph("", paragraph),
            Block::List(items) => {
                for item in items {
                    self.paragraph(&item.label, &item.paragraph);
                }
            }
            Block::Letterhead(head) => {
                let own = head.number.iter().chain(&head.place_date);
                own.for_each(|paragraph| self.paragraph("", paragraph));
            }
            Block::Table(table) => {
                let caption = table.caption.iter().map(Paragraph::text);
                let called = caption.filter_map(|text| Some(text.split_once('.')?.0.to_owned()));
                for called in called {
                    self.tables
                        .extend(table.origin.map(|origin| (called, origin)));
                }
                if let Some(caption) = &table.caption {
                    self.paragraph("", caption);
                }
            }
            Block::Signature(_) => {}
        }
    }

    fn paragraph(&mut self, label: &str, paragraph: &Paragraph) {
        if let Some(origin) = paragraph.origin {
            let text = plain(&format!("{label} {}", paragraph.text()));
            self.written.insert(text, origin);
        }
    }

    /// Where the dossier or a template says what was changed.
    #[must_use]
    pub(crate) fn find(&self, edit: &Edit) -> Option<Span> {
        let expected = edit.expected.as_deref()?;
        if edit.place.contains(ROW) {
            let (table, _) = edit.place.split_once(ROW)?;
            let of_table = || self.tables.get(table.trim_end_matches(", ")).copied();
            return self.of_agency(&edit.place).or_else(of_table);
        }
        self.typed(expected, edit.found.as_deref().unwrap_or_default())
            .or_else(|| self.written.get(expected).copied())
    }

    /// The agency whose row it is.
    fn of_agency(&self, place: &str) -> Option<Span> {
        let (_, name) = place.split_once(ROW)?;
        let (name, _) = name.split_once('”')?;
        self.agencies.get(name).copied()
    }

    /// The longest text that was typed, is no longer in the file, and stands where the line was changed; of a line that is
    /// gone, one that makes most of it.
    fn typed(&self, expected: &str, found: &str) -> Option<Span> {
        let (expected, found) = (expected.to_lowercase(), found.to_lowercase());
        let changed = changed_part(&expected, &found);
        let is_gone = found.is_empty();
        let mut typed: Vec<&(String, Span)> = self.typed.iter().collect();
        typed.retain(|(text, _)| {
            let Some(at) = expected.find(text.as_str()) else {
                return false;
            };
            let stands_there = at < changed.end && changed.start < at + text.len();
            let is_most = !is_gone || 2 * text.len() > expected.len();
            stands_there && is_most && !found.contains(text.as_str())
        });
        let longest = typed.into_iter().max_by_key(|(text, _)| text.len());
        longest.map(|(_, span)| *span)
    }
}

/// The bytes between what both texts begin with and what both end with.
fn changed_part(one: &str, other: &str) -> std::ops::Range<usize> {
    let same = |one: &mut dyn Iterator<Item = char>, other: &mut dyn Iterator<Item = char>| {
        let pairs = one.zip(other).take_while(|(a, b)| a == b);
        pairs.map(|(letter, _)| letter.len_utf8()).sum::<usize>()
    };
    let start = same(&mut one.chars(), &mut other.chars());
    let end = same(&mut one.chars().rev(), &mut other.chars().rev());
    start..(one.len() - end.min(one.len() - start)).max(start + 1)
}

fn score(agency: &Agency) -> Span {
    let whole = agency.total.as_ref().or(agency.points.as_ref());
    let parts = agency.scores.iter().map(|score| &score.value);
    let first = whole.into_iter().chain(parts).next();
    first.map_or(agency.name.span, |score| score.span)
}
