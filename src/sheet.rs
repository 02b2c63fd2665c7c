//! Reads a workbook (sổ tính) of any common form into grids of cells, exactly as stored. Knows nothing of dossiers.
//!
//! In layers: `address`, `decimal`; `grid`; `guard`, `limits`, `parts`, `records`; `format`, `layer`; `cells`; one file a
//! form (`xlsx`, `xlsb`, `xls`, `ods`, `text`); `kind` tells the form by the bytes.

mod address;
mod cells;
mod compound;
mod decimal;
mod format;
mod grid;
mod guard;
mod kind;
mod layer;
mod limits;
mod ods;
mod parts;
mod records;
mod text;
mod xls;
mod xlsb;
mod xlsx;

pub use address::{Area, At, column_letters};
pub use grid::{Cell, Sheet};
pub(crate) use grid::{Form, Stored, Workbook};
pub(crate) use limits::MOST_BYTES;

use kind::Kind;

/// Why a file gives no cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// Nothing in it.
    Empty,
    /// Encrypted with a password.
    Encrypted,
    /// A web page.
    WebPage,
    /// Another kind of file, as people call it.
    Other(&'static str),
    /// Damaged, or no workbook inside.
    Damaged,
    /// More than the limits allow: what there is too much of.
    TooMuch(&'static str),
    /// Text in no encoding that is known.
    Encoding,
}

/// Reads a workbook; its form is told by its bytes, not by its name.
///
/// # Errors
/// Why it cannot be read.
pub fn read(bytes: &[u8]) -> Result<Workbook, Unreadable> {
    if bytes.len() > MOST_BYTES {
        return Err(Unreadable::TooMuch("dung lượng tệp"));
    }
    match kind::of(bytes)? {
        Kind::Xlsx => guard::quietly(|| xlsx::read(bytes)),
        Kind::Xlsb => guard::quietly(|| xlsb::read(bytes)),
        Kind::Xls => guard::quietly(|| xls::read(bytes)),
        Kind::Ods => ods::read(bytes),
        Kind::Text(text) => text::read(&text),
    }
}
