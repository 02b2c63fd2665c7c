//! How much of a file is read: far above any score sheet, far below what harms.

use super::Unreadable;

/// Bytes of a file.
pub(crate) const MOST_BYTES: usize = 32 << 20;
/// Bytes that all parts of a package unpack to.
pub(super) const MOST_UNPACKED: usize = 64 << 20;
/// Cells of a workbook, those that are only formatted included.
pub(super) const MOST_CELLS: usize = 500_000;
/// Merged cells of a sheet.
const MOST_MERGED: usize = 10_000;
/// Letters of a workbook's text.
pub(super) const MOST_LETTERS: usize = 32 << 20;
/// Rows that a sheet may have, as in Excel.
pub(super) const MOST_ROWS: u32 = 1 << 20;
/// Columns that a sheet may have, as in Excel.
pub(super) const MOST_COLUMNS: u32 = 1 << 14;
/// Sheets of a workbook.
pub(super) const MOST_SHEETS: usize = 256;

/// Whether a sheet has so many merged cells that they are no burden.
pub(super) fn merged(count: usize) -> Result<(), Unreadable> {
    match count > MOST_MERGED {
        true => Err(Unreadable::TooMuch("số ô gộp")),
        false => Ok(()),
    }
}

/// What is left to be read.
#[derive(Debug)]
pub(super) struct Budget {
    cells: usize,
    letters: usize,
}

impl Budget {
    pub(super) const fn new() -> Self {
        Self {
            cells: MOST_CELLS,
            letters: MOST_LETTERS,
        }
    }

    /// Takes so many cells.
    pub(super) fn cells(&mut self, count: usize) -> Result<(), Unreadable> {
        self.cells = (self.cells.checked_sub(count)).ok_or(Unreadable::TooMuch("số ô"))?;
        Ok(())
    }

    /// Takes a cell's text: a text shared by many cells is copied for each.
    pub(super) fn text(&mut self, length: usize) -> Result<(), Unreadable> {
        let left = self.letters.checked_sub(length);
        self.letters = left.ok_or(Unreadable::TooMuch("chữ trong các ô"))?;
        Ok(())
    }
}
