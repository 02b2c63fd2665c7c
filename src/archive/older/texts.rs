//! A document's DOCX and PDF: what they say, beside each other and beside today's.

use super::{Agreement, Disagreement, TODAY, names, pages};
use crate::docx_reader::{self, WordFile};
use crate::filling::{self, DAY, Fact, MONTH, NUMBER, YEAR};
use crate::fonts::Fonts;
use crate::hand_edits::{self, Edit};
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
    /// Whether the PDF was signed before number and date were given.
    pub(super) signed_first: bool,
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
                let different = pages::first_difference(&word, &pdf);
                let different = different.filter(|_| !self.is_blank_in(&pdf));
                found.disagreements.extend(different.map(|different| {
                    let beside = (self.docx.0, different.word);
                    Disagreement::new(self.pdf.0, different.place, different.pdf, beside)
                }));
                Some(pdf.pages)
            }
            Err(problem) => {
                found.disagreements.push(unreadable(self.pdf.0, problem));
                None
            }
        }
    }

    /// Whether the PDF says what the DOCX does, but for blanks where number and date stand: it was signed before they
    /// were given.
    fn is_blank_in(&self, pdf: &PdfFile) -> bool {
        /// What may be open, and what then is open as well.
        const OPEN: [&[&str]; 6] = [
            &[NUMBER],
            &[DAY],
            &[NUMBER, DAY],
            &[DAY, MONTH],
            &[NUMBER, DAY, MONTH],
            &[NUMBER, DAY, MONTH, YEAR],
        ];
        self.signed_first
            && OPEN.iter().any(|names| {
                let facts = names.iter().map(|name| Fact {
                    name,
                    value: String::new(),
                });
                let facts: Vec<Fact> = facts.collect();
                let emptied = filling::fill(self.docx.1, &facts);
                let emptied = emptied.and_then(|filled| docx_reader::read(&filled.bytes));
                emptied.is_ok_and(|word| pages::first_difference(&word, pdf).is_none())
            })
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
