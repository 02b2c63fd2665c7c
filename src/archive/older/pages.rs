//! What a PDF shows beside what the DOCX says: the same words in the same order, rows and columns where they belong.

use super::Told;
use crate::docx_reader::WordFile;
use crate::hand_edits::{self, Passage};
use crate::pdf_reader::{PdfFile, Place};

/// Where the two say otherwise.
pub(super) struct Difference {
    pub(super) place: String,
    pub(super) pdf: Told,
    pub(super) word: Told,
}

impl Difference {
    fn new(place: &str, pdf: Told, word: Told) -> Self {
        let place = place.to_owned();
        Self { place, pdf, word }
    }
}

/// The first place where the PDF says otherwise than the DOCX.
pub(super) fn first_difference(word: &WordFile, pdf: &PdfFile) -> Option<Difference> {
    let passages = hand_edits::passages(word);
    let shown = Shown::of(pdf);
    let mut rest = shown.squeezed.as_str();
    let mut above: Vec<Option<Place>> = Vec::new();
    for group in passages.chunk_by(|one, next| one.beside.is_some() && one.beside == next.beside) {
        let before = rest;
        rest = match consumed(rest, group) {
            Ok(left) => left,
            Err((rest, passage, told)) => {
                let found = shown.from(rest, squeezed(&told).chars().count() + MORE);
                return Some(Difference::new(&passage.place, found, Some(told)));
            }
        };
        let row = group.first().filter(|passage| passage.cells.len() > 1);
        let places = row.map_or_else(Vec::new, |row| shown.places(before, row));
        if !stand_apart(&above, &places)
            && let Some(row) = row
        {
            let found = Some("các ô không in đúng hàng, đúng cột".to_owned());
            let told = row.cells.iter().map(|cell| cell.join(" "));
            let told = told.collect::<Vec<String>>().join(" | ");
            return Some(Difference::new(&row.place, found, Some(told)));
        }
        above = places;
    }
    if !rest.is_empty() {
        let found = shown.from(rest, usize::MAX);
        return Some(Difference::new("cuối văn bản", found, None));
    }
    let heads = heads(&passages);
    let is_head = |text: &str| heads.iter().any(|head| head.starts_with(&squeezed(text)));
    let is_known = |text: &&String| is_number(text) || is_head(text);
    let foreign = pdf.beside.iter().find(|text| !is_known(text))?;
    Some(Difference::new(
        "ngoài phần chữ",
        Some(foreign.clone()),
        None,
    ))
}

/// The text that the pages show.
struct Shown {
    /// With blanks, and between its pieces too.
    spoken: String,
    squeezed: String,
    /// From which byte of the squeezed text on the letters stand at a place.
    places: Vec<(usize, Place)>,
}

impl Shown {
    fn of(pdf: &PdfFile) -> Self {
        let mut shown = Self {
            spoken: String::new(),
            squeezed: String::new(),
            places: Vec::new(),
        };
        for line in &pdf.lines {
            shown.places.push((shown.squeezed.len(), line.place));
            shown.squeezed.push_str(&squeezed(&line.text));
            if line.opens {
                shown.spoken.push(' ');
            }
            shown.spoken.push_str(&line.text);
        }
        shown
    }

    /// So many letters of what is left of the squeezed text, with their blanks.
    fn from(&self, rest: &str, letters: usize) -> Told {
        let before = self.squeezed.chars().count() - rest.chars().count();
        Some(stretch(&self.spoken, before, letters)).filter(|text| !text.is_empty())
    }

    /// Where each cell of a row stands that the text goes on with; `None` for an empty one.
    fn places(&self, rest: &str, row: &Passage) -> Vec<Option<Place>> {
        let mut at = self.squeezed.len() - rest.len();
        let places = row.cells.iter().map(|cell| {
            let own = squeezed(&cell.concat()).len();
            let after = self.places.partition_point(|(start, _)| *start <= at);
            let place = self.places[..after].last().map(|(_, place)| *place);
            at += own;
            place.filter(|_| own > 0)
        });
        places.collect()
    }
}

/// Whether the cells of a row stand from left to right, each below that of the row above.
fn stand_apart(above: &[Option<Place>], row: &[Option<Place>]) -> bool {
    let filled: Vec<&Place> = row.iter().flatten().collect();
    let columns = filled
        .windows(2)
        .all(|pair| pair[0].page < pair[1].page || pair[0].x < pair[1].x);
    let is_below = |(above, own): (&Option<Place>, &Option<Place>)| match (above, own) {
        (Some(above), Some(own)) => {
            own.page > above.page || (own.page == above.page && own.y < above.y)
        }
        _ => true,
    };
    columns && (above.len() != row.len() || above.iter().zip(row).all(is_below))
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
