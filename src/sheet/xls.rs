//! Excel 97-2003, by calamine, once the records show that it stays within limits. What a sheet hides is told by the
//! records, too.

use std::io::{Cursor, Read, Seek};

use calamine::{Reader, Xls};

use super::Unreadable;
use super::address::{Area, At};
use super::cells;
use super::compound::Compound;
use super::grid::{Form, Sheet, Workbook};
use super::limits::{self, Budget};
use super::records;

/// The streams that may hold the workbook.
const STREAMS: [&str; 2] = ["Workbook", "Book"];

pub(super) fn read(bytes: &[u8]) -> Result<Workbook, Unreadable> {
    let file = Compound::of(bytes).ok_or(Unreadable::Damaged)?;
    if file.has("EncryptedPackage") {
        return Err(Unreadable::Encrypted);
    }
    if file.has("WordDocument") {
        return Err(Unreadable::Other("tài liệu Word kiểu cũ (.doc)"));
    }
    let hidden = records::hidden(&file.stream(&STREAMS)?)?;
    let mut book: Xls<_> = Xls::new(Cursor::new(bytes)).map_err(|error| match error {
        calamine::XlsError::Password => Unreadable::Encrypted,
        _ => Unreadable::Damaged,
    })?;
    let mut budget = Budget::new();
    let mut sheets = Vec::new();
    for one in cells::listed(book.sheets_metadata())? {
        let mut sheet = cells::sheet(&one);
        if fill(&mut sheet, &mut book, &mut budget)? {
            sheets.push(sheet);
        }
    }
    // streams come in the order of the sheets as long as none is a chart
    if hidden.len() == sheets.len() {
        for (sheet, (rows, columns)) in sheets.iter_mut().zip(hidden) {
            sheet.hidden_rows.extend(rows);
            sheet.hidden_columns.extend(columns);
        }
    }
    Ok(Workbook {
        form: Form::Xls,
        sheets,
        date: None,
        has_macros: file.has("_VBA_PROJECT_CUR"),
        has_links: false,
    })
}

/// Reads a sheet's cells; false where it has no grid.
fn fill<R: Read + Seek>(
    sheet: &mut Sheet,
    book: &mut Xls<R>,
    budget: &mut Budget,
) -> Result<bool, Unreadable> {
    let Ok(range) = book.worksheet_range(&sheet.name) else {
        return Ok(false);
    };
    let formulas = book
        .worksheet_formula(&sheet.name)
        .map_err(|_| Unreadable::Damaged)?;
    let start = range.start().unwrap_or_default();
    for (row, column, value) in range.used_cells() {
        budget.cells(1)?;
        let at = (start.0 + row as u32, start.1 + column as u32);
        let formula = formulas.get_value(at).filter(|text| !text.is_empty());
        let read = (&cells::borrowed(value), formula.cloned(), None);
        cells::put(sheet, At::new(at.0, at.1), read, budget)?;
    }
    let merged = book.merge_cells_by_sheet_name(&sheet.name);
    let merged = merged.unwrap_or_default().into_iter().map(|area| {
        Area::new(
            At::new(area.start.0, area.start.1),
            At::new(area.end.0, area.end.1),
        )
    });
    sheet.merged = merged.collect();
    limits::merged(sheet.merged.len())?;
    Ok(true)
}
