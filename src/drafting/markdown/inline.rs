//! The text of one paragraph: emphasis, references to tables, entities; all else is refused or printed.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::super::marks::RunBuilder;
use super::super::placer::Placer;
use super::leftovers::{bold, leftovers};
use super::lines::Text;
use super::problems::{self, HTML, IMAGE, Refusal, WEB_LINK};
use super::stars;
use crate::characters;
use crate::diagnostics::Span;
use crate::document::{Meaning, Run};

/// Stands before the text, so that nothing in it opens a block; dropped again.
const GUARD: &str = "\\!";

/// The runs of a text; problems go to the placer's diagnostics.
pub(super) fn runs(text: &Text, placer: &mut Placer<'_>) -> Vec<Run> {
    let meant = stars::meant(&text.words);
    let source = format!("{GUARD}{}", meant.text);
    let mut reader = Reader {
        text,
        source: &source,
        places: &meant.places,
        placer,
        runs: RunBuilder::default(),
        bold: 0,
        italic: 0,
        link: None,
    };
    let unpaired = meant.unpaired.first().map(|at| bold(*at));
    for found in leftovers(&text.words).into_iter().chain(unpaired) {
        let place = reader.written(found.at, &found.mark);
        reader.placer.report(problems::leftover(&found, place));
    }
    for (event, range) in Parser::new_ext(&source, Options::empty()).into_offset_iter() {
        reader.event(event, range);
    }
    reader.runs.finish()
}

struct Reader<'a, 'b> {
    text: &'a Text,
    /// What pulldown-cmark reads.
    source: &'a str,
    /// For each byte of it after the guard, the byte of the text.
    places: &'a [usize],
    placer: &'a mut Placer<'b>,
    runs: RunBuilder,
    bold: usize,
    italic: usize,
    /// A reference being read: the table's id and the words so far.
    link: Option<(String, String)>,
}

impl Reader<'_, '_> {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(Tag::Strong) => self.bold += 1,
            Event::End(TagEnd::Strong) => self.bold = self.bold.saturating_sub(1),
            Event::Start(Tag::Emphasis) => self.italic += 1,
            Event::End(TagEnd::Emphasis) => self.italic = self.italic.saturating_sub(1),
            Event::Start(Tag::Link { dest_url, .. }) => match dest_url.strip_prefix('#') {
                // a link `[Bảng](#id)` stands for the caption's own number
                Some(id) => self.link = Some((id.to_owned(), String::new())),
                None => self.refuse(&WEB_LINK, &range),
            },
            Event::End(TagEnd::Link) => {
                if let Some((id, words)) = self.link.take() {
                    let run = Run::of(Meaning::TableReference(id), words);
                    self.runs.push_run(run);
                }
            }
            Event::Start(Tag::Image { .. }) => self.refuse(&IMAGE, &range),
            // a comment is told of by its own name
            Event::Html(_) | Event::InlineHtml(_)
                if !self.source[range.clone()].starts_with("<!--") =>
            {
                self.refuse(&HTML, &range);
            }
            Event::Text(words) => self.words(&words, &range),
            _ => {}
        }
    }

    fn words(&mut self, words: &str, range: &Range<usize>) {
        // the guard's mark, without its backslash
        let words = if range.start < GUARD.len() {
            &words[1..]
        } else {
            words
        };
        let typed = &self.source[range.clone()];
        if typed.starts_with('&') && typed.len() > 1 {
            self.check_entity(words, typed, range);
        }
        match &mut self.link {
            Some((_, linked)) => linked.push_str(words),
            None => self.runs.push(words, self.bold > 0, self.italic > 0),
        }
    }

    /// Characters that a dossier may not hold may not come in as entities either.
    fn check_entity(&mut self, words: &str, typed: &str, range: &Range<usize>) {
        if let Some((_, letter)) = characters::first_refused(words) {
            let place = self.written(self.byte(range.start), typed);
            self.placer
                .report(problems::forbidden(letter, typed, place));
        }
    }

    /// The byte of the text that a byte of the source stands for.
    fn byte(&self, at: usize) -> usize {
        let byte = at
            .checked_sub(GUARD.len())
            .and_then(|at| self.places.get(at));
        byte.copied().unwrap_or(0)
    }

    /// Where these words at a byte of the text were written.
    fn written(&self, byte: usize, words: &str) -> Option<Span> {
        let (place, at) = self.text.place_at(byte);
        place.map(|place| self.placer.find(place, at, words))
    }

    fn refuse(&mut self, refusal: &Refusal, range: &Range<usize>) {
        let (start, end) = (
            self.byte(range.start),
            self.byte(range.end.saturating_sub(1)),
        );
        let words = self.text.words.get(start..=end).unwrap_or_default();
        let place = self.written(start, words);
        self.placer.report(problems::refused(refusal, place));
    }
}
