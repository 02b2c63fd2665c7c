//! Invisible marks that carry meaning through Tera and Markdown.
//!
//! Facts (number, day, signer ...) and the places where text was written are wrapped in Unicode noncharacters
//! (U+FDD0..U+FDEF), which no text contains: dossiers, templates and entities with them are refused, so they survive both languages untouched.

use crate::document::{Meaning, Run};

const END: char = '\u{FDD1}';
const NUMBER: char = '\u{FDD2}';
const DAY: char = '\u{FDD3}';
const MONTH: char = '\u{FDD4}';
const YEAR: char = '\u{FDD5}';
const SUBJECT: char = '\u{FDD6}';
const SIGNER: char = '\u{FDD7}';
const LINE: char = '\u{FDD8}';
/// Parts the lines of one value (see [`lines`]); a space in running text.
pub(super) const NEXT_LINE: char = '\u{FDD9}';

/// Wraps a fact's text.
#[must_use]
pub(super) fn wrap(meaning: &Meaning, text: &str) -> String {
    let start = match meaning {
        Meaning::Number => NUMBER,
        Meaning::Day => DAY,
        Meaning::Month => MONTH,
        Meaning::Year => YEAR,
        Meaning::Subject => SUBJECT,
        Meaning::SignerName => SIGNER,
        Meaning::Text
        | Meaning::CaptionNumber
        | Meaning::RepeatedNumber
        | Meaning::TableReference(_) => {
            return text.to_owned();
        }
    };
    format!("{start}{text}{END}")
}

/// The lines of one value as one text; in a block of `key: value` lines each is a value of its key.
#[must_use]
pub(super) fn lines(texts: &[String]) -> String {
    texts.join(NEXT_LINE.encode_utf8(&mut [0; 4]))
}

/// Where text was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// A line of a template: its file's place in the set, and the line from 1.
    TemplateLine(usize, usize),
    /// Bytes of the dossier: first, and one past the last.
    Dossier(u32, u32),
}

/// A mark that says where this text was written.
#[must_use]
pub(super) fn place(place: Place) -> String {
    match place {
        Place::TemplateLine(file, line) => format!("{LINE}{file}/{line}{END}"),
        Place::Dossier(start, end) => format!("{LINE}{start}:{end}{END}"),
    }
}

fn read_place(text: &str) -> Option<Place> {
    if let Some((file, line)) = text.split_once('/') {
        return Some(Place::TemplateLine(file.parse().ok()?, line.parse().ok()?));
    }
    let (start, end) = text.split_once(':')?;
    Some(Place::Dossier(start.parse().ok()?, end.parse().ok()?))
}

/// A line without the marks of places in it, and the first of those places.
#[must_use]
pub(super) fn without_places(line: &str) -> (String, Option<Place>) {
    let mut place = None;
    let mut text = String::with_capacity(line.len());
    let mut rest = line;
    while let Some((before, after)) = rest.split_once(LINE) {
        text.push_str(before);
        let (written, after) = after.split_once(END).unwrap_or((after, ""));
        place = place.or_else(|| read_place(written));
        rest = after;
    }
    text.push_str(rest);
    (text, place)
}

/// Collects text into runs, resolving marks.
#[derive(Default)]
pub(super) struct RunBuilder {
    runs: Vec<Run>,
    meaning: Meaning,
}

impl RunBuilder {
    /// Adds text, marks included, with this emphasis.
    pub(super) fn push(&mut self, text: &str, bold: bool, italic: bool) {
        for letter in text.chars() {
            match letter {
                END => self.meaning = Meaning::Text,
                NUMBER => self.meaning = Meaning::Number,
                DAY => self.meaning = Meaning::Day,
                MONTH => self.meaning = Meaning::Month,
                YEAR => self.meaning = Meaning::Year,
                SUBJECT => self.meaning = Meaning::Subject,
                SIGNER => self.meaning = Meaning::SignerName,
                NEXT_LINE => self.letter(' ', bold, italic),
                other => self.letter(other, bold, italic),
            }
        }
    }

    fn letter(&mut self, letter: char, bold: bool, italic: bool) {
        let continues = self.runs.last().is_some_and(|run| {
            run.bold == bold && run.italic == italic && run.meaning == self.meaning
        });
        if !continues {
            self.runs.push(Run {
                text: String::new(),
                bold,
                italic,
                meaning: self.meaning.clone(),
                changed: false,
            });
        }
        if let Some(run) = self.runs.last_mut() {
            run.text.push(letter);
        }
    }

    /// Adds a run as it is.
    pub(super) fn push_run(&mut self, run: Run) {
        self.runs.push(run);
    }

    /// The runs, in NFC, with ordinary spaces trimmed at both ends (never the no-break spaces of
    /// an open blank).
    pub(super) fn finish(self) -> Vec<Run> {
        use unicode_normalization::UnicodeNormalization;
        let mut runs = self.runs;
        for run in &mut runs {
            run.text = run.text.nfc().collect();
        }
        if let Some(first) = runs.first_mut() {
            first.text = first.text.trim_start_matches(' ').to_owned();
        }
        if let Some(last) = runs.last_mut() {
            last.text = last.text.trim_end_matches(' ').to_owned();
        }
        runs.retain(|run| !run.text.is_empty());
        runs
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_one_value_are_words_in_running_text() {
        let lines = lines(&["TM. ỦY BAN".to_owned(), "KT. CHỦ TỊCH".to_owned()]);
        let mut runs = RunBuilder::default();
        runs.push(&format!("Ký {lines}"), false, false);
        assert_eq!(runs.finish(), [Run::plain("Ký TM. ỦY BAN KT. CHỦ TỊCH")]);
    }
}
