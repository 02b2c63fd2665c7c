//! A PDF of ours read back: what its pages show, in the order of reading.
//!
//! Only what our writer writes is read; anything else makes the file unreadable, so that nothing can be shown that is
//! not read: dark text of a usual size and thin lines (`content`), letters that look as the fonts of the program draw
//! them (`letters`), and nothing hung onto pages but links and places for signatures (`pages`).

mod content;
mod letters;
mod pages;

use lopdf::Document;

use crate::fonts::Fonts;
use letters::Known;

/// What a PDF says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PdfFile {
    /// The text in order of reading: a paragraph, or what of it stands on one page.
    pub texts: Vec<String>,
    /// What stands beside the text: numbers of pages, heads of tables that are repeated.
    pub beside: Vec<String>,
    /// How many pages it has.
    pub pages: usize,
}

/// Why a PDF is not read, as the end of a sentence that begins with the file.
pub type Problem = String;

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
    let document = Document::load_mem(bytes).map_err(|_| "không đọc được".to_owned())?;
    let mut file = PdfFile::default();
    let mut known = Known::new(fonts);
    for (index, page) in document.page_iter().enumerate() {
        let on_page = |problem: &str| format!("có {problem} ở trang {}", index + 1);
        let shown =
            pages::shown(&document, page, &mut known).map_err(|problem| on_page(&problem))?;
        for piece in shown {
            let of = if piece.is_beside {
                &mut file.beside
            } else {
                &mut file.texts
            };
            of.push(piece.text);
        }
        file.pages += 1;
    }
    Ok(file)
}
