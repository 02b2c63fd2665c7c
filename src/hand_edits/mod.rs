//! Sửa tay: what people changed in a DOCX beside what would be written now. Pure: no I/O, no clock.
//!
//! Both files are read by the same reader ([`crate::docx_reader`]), so whatever a program does to a file when it saves
//! it is no change. `lines` takes a file apart, [`compare`] puts two beside each other, [`Origins`] says where a text
//! came from, [`text`] and [`json`] tell it.

mod compare;
mod lines;
mod origins;
mod report;

pub use compare::compare;
pub(crate) use compare::differ_in_figures;
pub(crate) use origins::Origins;
pub(crate) use report::{Report, json, text};

use crate::diagnostics::Span;
use crate::docx_reader::WordFile;

/// A place where the file says something else than the dossier gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// Where in the document: `Điều 1`, `Bảng 2, dòng “Sở Y tế”, cột “Điểm”`.
    pub place: String,
    /// Whether figures or dates differ, or a row of a table came or went.
    pub is_figure: bool,
    /// As the dossier gives it; `None` if it was added by hand.
    pub expected: Option<String>,
    /// As it stands in the file; `None` if it is gone.
    pub found: Option<String>,
    /// Where the dossier, or the template, says it.
    pub origin: Option<Span>,
}

/// A paragraph, or a row of a table, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Passage {
    /// Where in the document, as in [`Edit::place`].
    pub place: String,
    /// The paragraphs of each cell of a row; those of a paragraph alone are itself.
    pub cells: Vec<Vec<String>>,
    /// The letterhead or the signature that it stands in: there the order of reading is none of the text's.
    pub beside: Option<usize>,
}

/// All that a file says, in order: the body, then headers, footers and notes.
#[must_use]
pub(crate) fn passages(file: &WordFile) -> Vec<Passage> {
    let lines = lines::lines(file).into_iter();
    let passages = lines.map(|line| Passage {
        place: match &line.row {
            Some(row) => format!("{}, dòng “{}”", line.place, row.name),
            None => line.place,
        },
        cells: line.parts,
        beside: line.beside,
    });
    passages.collect()
}

/// How much of a file is said in the same words in another one, in lines.
#[must_use]
pub(crate) fn alike(one: &WordFile, other: &WordFile) -> usize {
    let others = lines::lines(other);
    let others: std::collections::HashSet<&str> = others.iter().map(|line| &*line.text).collect();
    let own = lines::lines(one);
    own.iter()
        .filter(|line| others.contains(&*line.text))
        .count()
}

/// How much a file says, in lines.
#[must_use]
pub(crate) fn length(file: &WordFile) -> usize {
    lines::lines(file).len()
}
