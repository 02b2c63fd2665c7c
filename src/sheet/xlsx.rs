//! Office Open XML: values and formulas by calamine, the rest by `layer`.

use std::io::Cursor;

use calamine::{Reader, SheetType, Xlsx};

use super::Unreadable;
use super::address::At;
use super::cells;
use super::grid::{Form, Workbook};
use super::layer;
use super::limits::Budget;
use super::parts::Parts;

pub(super) fn read(bytes: &[u8]) -> Result<Workbook, Unreadable> {
    let parts = Parts::of(bytes)?;
    let main = layer::main_part(&parts).ok_or(Unreadable::Damaged)?;
    let paths = layer::sheets(&parts, &main)?;
    let formats = layer::formats(&parts, &main);
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(|_| Unreadable::Damaged)?;
    let mut budget = Budget::new();
    let mut sheets = Vec::new();
    let listed = cells::listed(book.sheets_metadata())?;
    for one in listed.iter().filter(|one| one.typ == SheetType::WorkSheet) {
        // a chart has no grid
        let Some(part) = paths.get(&one.name).and_then(|path| parts.get(path)) else {
            continue;
        };
        let mut sheet = cells::sheet(one);
        let styles = layer::layer(part, &mut sheet, &mut budget)?;
        let mut reader = book
            .worksheet_cells_reader(&one.name)
            .map_err(|_| Unreadable::Damaged)?;
        while let Some(read) = reader
            .next_cell_with_formula()
            .map_err(|_| Unreadable::Damaged)?
        {
            let at = At::new(read.pos.0, read.pos.1);
            let format = styles.get(&at).and_then(|style| formats.get(*style));
            let format = format.and_then(Option::as_deref);
            cells::put(
                &mut sheet,
                at,
                (&read.value, read.formula, format),
                &mut budget,
            )?;
        }
        sheets.push(sheet);
    }
    Ok(layer::workbook(Form::Xlsx, sheets, &parts))
}
