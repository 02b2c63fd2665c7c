//! A document's DOCX and PDF: what they say, beside each other and beside today's.

use super::{Agreement, Disagreement, TODAY, names};
use crate::docx_reader::{self, WordFile};
use crate::fonts::Fonts;
use crate::hand_edits::{self, Edit, Passage};
use crate::pdf_reader::{self, PdfFile};

/// A document of a package in both formats.
pub(super) struct Pair<'a> {
    /// Name and bytes.
    pub(super) docx: (&'a str, &'a [u8]),
    /// Name and bytes.
    pub(super) pdf: (&'a str, &'a [u8]),
    /// The DOCX that this program makes.
    pub(super) today: &'a [u8],
    /// Names that are no wording.
    pub(super) names: &'a [String],
}

impl Pair<'_> {
    /// Compares all three; gives how many pages the PDF has, if it can be read.
    pub(super) fn compare(&self, fonts: &Fonts, found: &mut Agreement) -> Option<usize> {
        let unreadable = |file: &str, problem: String| {
            Disagreement::new(
                file,
                "",
                Some(problem),
                (TODAY, Some("đọc được".to_owned())),
            )
        };
        let both = (
            docx_reader::read(self.docx.1),
            docx_reader::read(self.today),
        );
        let (Ok(word), Ok(today)) = both else {
            let problem = unreadable(self.docx.0, "không đọc được".to_owned());
            found.disagreements.push(problem);
            return None;
        };
        self.beside_today(&word, &today, found);
        match pdf_reader::read(self.pdf.1, fonts) {
            Ok(pdf) => {
                found
                    .disagreements
                    .extend(self.beside_each_other(&word, &pdf));
                Some(pdf.pages)
            }
            Err(problem) => {
                found.disagreements.push(unreadable(self.pdf.0, problem));
                None
            }
        }
    }

    /// The DOCX may be worded otherwise than today's, but with the same figures and names.
    fn beside_today(&self, word: &WordFile, today: &WordFile, found: &mut Agreement) {
        if word.changes.count() > 0 {
            let told = Some(format!("{} thay đổi chưa duyệt", word.changes.count()));
            let problem = Disagreement::new(self.docx.0, "", told, (TODAY, None));
            found.disagreements.push(problem);
        }
        for edit in hand_edits::compare(today, word) {
            if self.is_wording(&edit) {
                found.wording.push((self.docx.0.to_owned(), edit.place));
            } else {
                let beside = (TODAY, edit.expected);
                let problem = Disagreement::new(self.docx.0, edit.place, edit.found, beside);
                found.disagreements.push(problem);
            }
        }
    }

    fn is_wording(&self, edit: &Edit) -> bool {
        let of = |text: &Option<String>| text.clone().unwrap_or_default();
        let (expected, found) = (of(&edit.expected), of(&edit.found));
        let is_figure = edit.is_figure
            && (edit.expected.is_none()
                || edit.found.is_none()
                || hand_edits::differ_in_figures(&unnumbered(&expected), &unnumbered(&found)));
        !is_figure && !names::differ(self.names, &expected, &found)
    }

    /// The first place where the PDF says otherwise than the DOCX.
    fn beside_each_other(&self, word: &WordFile, pdf: &PdfFile) -> Option<Disagreement> {
        let passages = hand_edits::passages(word);
        let spoken = pdf.texts.join(" ");
        let all = squeezed(&spoken);
        let mut rest = all.as_str();
        let here = |rest: &str, letters: usize| {
            let before = all.chars().count() - rest.chars().count();
            Some(stretch(&spoken, before, letters)).filter(|text| !text.is_empty())
        };
        for group in
            passages.chunk_by(|one, next| one.beside.is_some() && one.beside == next.beside)
        {
            rest = match consumed(rest, group) {
                Ok(left) => left,
                Err((rest, passage, told)) => {
                    let found = here(rest, squeezed(&told).chars().count() + MORE);
                    return Some(self.pdf_says(&passage.place, found, Some(told)));
                }
            };
        }
        if !rest.is_empty() {
            let found = here(rest, usize::MAX);
            return Some(self.pdf_says("cuối văn bản", found, None));
        }
        let heads = heads(&passages);
        let is_head = |text: &str| heads.iter().any(|head| head.starts_with(&squeezed(text)));
        let is_known = |text: &&String| is_number(text) || is_head(text);
        let foreign = pdf.beside.iter().find(|text| !is_known(text))?;
        Some(self.pdf_says("ngoài phần chữ", Some(foreign.clone()), None))
    }

    fn pdf_says(&self, place: &str, told: Option<String>, word: Option<String>) -> Disagreement {
        Disagreement::new(self.pdf.0, place, told, (self.docx.0, word))
    }
}

/// Without the numbers that only say where something stands in the document: where an article goes in, all later ones
/// have another number.
fn unnumbered(text: &str) -> String {
    const LABELS: [&str; 6] = ["Điều", "Bảng", "Biểu", "Mục", "mục", "khoản"];
    let is_label = |word: &str| LABELS.contains(&word.trim_start_matches(['(', '“', '-']));
    let words: Vec<&str> = text.split(' ').collect();
    let kept = words.iter().enumerate().filter(|(at, word)| {
        let follows = at
            .checked_sub(1)
            .is_some_and(|before| is_label(words[before]));
        !(follows && word.starts_with(|c: char| c.is_ascii_digit()))
    });
    kept.map(|(_, word)| *word).collect::<Vec<&str>>().join(" ")
}

/// Where the PDF goes on otherwise: its text from there, the passage, and what that says.
type Otherwise<'a> = (&'a str, &'a Passage, String);

/// What is left of the PDF's text after passages: their cells in order, those of letterhead and signature in any order.
fn consumed<'a>(mut rest: &'a str, group: &'a [Passage]) -> Result<&'a str, Otherwise<'a>> {
    let cells = |passage: &'a Passage| passage.cells.iter().map(move |cell| (passage, cell));
    let mut open: Vec<(&Passage, &Vec<String>)> = group.iter().flat_map(cells).collect();
    let looked_at = if group.len() > 1 { open.len() } else { 1 };
    while let Some((passage, first)) = open.first() {
        let candidates = open.iter().take(looked_at).enumerate();
        let fitting = candidates.filter_map(|(at, (_, cell))| Some((at, after(rest, cell)?)));
        // the longest: one line may begin as another
        let Some((at, left)) = fitting.min_by_key(|(_, left)| left.len()) else {
            return Err((rest, passage, first.join(" ")));
        };
        rest = left;
        open.remove(at);
    }
    Ok(rest)
}

/// What is left of the PDF's text after a cell: its paragraphs in order, or, in one that a line parts, turned round.
fn after<'a>(rest: &'a str, cell: &[String]) -> Option<&'a str> {
    let cell: Vec<String> = cell.iter().map(|text| squeezed(text)).collect();
    let turned = || rest.strip_prefix(&cell.iter().rev().cloned().collect::<String>());
    rest.strip_prefix(&cell.concat()).or_else(turned)
}

/// Letters shown of the PDF beyond those that the DOCX has there.
const MORE: usize = 12;

/// So many letters of a text that follow so many others, blanks not counted.
fn stretch(text: &str, before: usize, letters: usize) -> String {
    let mut seen = 0;
    let taken = text.chars().filter(|c| {
        seen += usize::from(!is_blank(*c));
        seen > before && seen - before <= letters
    });
    taken.collect::<String>().trim().to_owned()
}

fn is_blank(letter: char) -> bool {
    letter.is_whitespace() || ['\u{2007}', '\u{202f}'].contains(&letter)
}

/// Without blanks: where lines end differs between the formats.
fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !is_blank(*c)).collect()
}

fn is_number(text: &str) -> bool {
    text.trim().chars().all(|c| c.is_ascii_digit())
}

/// What the first rows of each table say: its head is repeated on each page.
fn heads(passages: &[Passage]) -> Vec<String> {
    /// Rows that a head has at most.
    const MOST: usize = 6;
    let is_row = |at: usize| {
        passages
            .get(at)
            .is_some_and(|passage| passage.cells.len() > 1)
    };
    let opens = |at: &usize| is_row(*at) && at.checked_sub(1).is_none_or(|before| !is_row(before));
    let tables = (0..passages.len()).filter(opens);
    let heads = tables.map(|at| {
        let rows = passages[at..].iter().take(MOST);
        let cells = rows.flat_map(|row| row.cells.iter().flatten());
        cells.map(|cell| squeezed(cell)).collect()
    });
    heads.collect()
}
