//! A PDF of ours read back: what its pages show, in the order of reading.
//!
//! Only what our writer writes is read; anything else makes the file unreadable, so that nothing can be shown that is
//! not read: dark text of a usual size and thin lines (`content`), letters that look as the fonts of the program draw
//! them (`letters`), and nothing hung onto pages but links and places for signatures (`pages`).

mod content;
mod letters;
mod pages;

use lopdf::{Document, LoadOptions};

use crate::fonts::Fonts;
use letters::Known;

/// Most bytes that one stream may unpack to: 16 MB, ten times what a page of ours or a font takes.
const LARGEST: usize = 16 << 20;

/// What a PDF says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PdfFile {
    /// The text in order of reading.
    pub lines: Vec<Line>,
    /// What stands beside the text: numbers of pages, heads of tables that are repeated.
    pub beside: Vec<String>,
    /// How many pages it has.
    pub pages: usize,
}

/// Letters that are set from one place on.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// The letters.
    pub text: String,
    /// Where they begin.
    pub place: Place,
    /// Whether a paragraph begins with them, or what of it stands on one page.
    pub opens: bool,
}

/// A place on paper.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Place {
    /// The page, from 1.
    pub page: usize,
    /// Points from the left edge.
    pub x: f32,
    /// Points from the lower edge.
    pub y: f32,
}

/// Why a PDF is not read, as the end of a sentence that begins with the file.
pub(crate) type Problem = String;

/// Reads a PDF that the program wrote with the fonts.
///
/// # Errors
/// What in it the program would not have written.
pub fn read(bytes: &[u8], fonts: &Fonts) -> Result<PdfFile, Problem> {
    const START: &[u8] = b"startxref";
    let starts = bytes.windows(START.len()).filter(|found| *found == START);
    if starts.count() != 1 || !bytes.trim_ascii_end().ends_with(b"%%EOF") {
        return Err("không phải PDF ghi một lần".to_owned());
    }
    let limited = LoadOptions {
        max_decompressed_size: Some(LARGEST),
        ..LoadOptions::default()
    };
    let document = Document::load_mem_with_options(bytes, limited);
    let document = document.map_err(|_| "không đọc được".to_owned())?;
    let mut file = PdfFile::default();
    let mut known = Known::new(fonts);
    for (index, page) in document.page_iter().enumerate() {
        let on_page = |problem: &str| format!("có {problem} ở trang {}", index + 1);
        let shown =
            pages::shown(&document, page, &mut known).map_err(|problem| on_page(&problem))?;
        file.pages += 1;
        for piece in shown {
            if piece.is_beside {
                let texts = piece.lines.into_iter().map(|(_, text)| text);
                file.beside.push(texts.collect());
                continue;
            }
            for (at, ((x, y), text)) in piece.lines.into_iter().enumerate() {
                let page = file.pages;
                let place = Place { page, x, y };
                let opens = at == 0;
                file.lines.push(Line { text, place, opens });
            }
        }
    }
    Ok(file)
}
