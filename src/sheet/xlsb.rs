//! Excel's binary workbook, by calamine: what a sheet shows and hides is not read.

use std::collections::HashMap;
use std::io::{Cursor, Read, Seek};

use calamine::{Reader, SheetType, Xlsb};

use super::Unreadable;
use super::address::At;
use super::cells;
use super::grid::{Cell, Form, Sheet, Stored, Workbook};
use super::layer;
use super::limits::{Budget, MOST_COLUMNS, MOST_ROWS};
use super::parts::Parts;

pub(super) fn read(bytes: &[u8]) -> Result<Workbook, Unreadable> {
    // unpacked once within limits, before calamine unpacks it
    let parts = Parts::of(bytes)?;
    let mut book = Xlsb::new(Cursor::new(bytes)).map_err(|_| Unreadable::Damaged)?;
    let mut budget = Budget::new();
    let mut sheets = Vec::new();
    let listed = book.sheets_metadata().to_vec();
    for one in listed.iter().filter(|one| one.typ == SheetType::WorkSheet) {
        let mut sheet = cells::sheet(one);
        let formulas = formulas(&mut book, &one.name, &mut budget)?;
        fill(&mut sheet, &mut book, formulas, &mut budget)?;
        sheets.push(sheet);
    }
    Ok(layer::workbook(Form::Xlsb, sheets, &parts))
}

/// The formulas of a sheet by cell; some are empty.
type Formulas = HashMap<At, String>;

fn formulas<R: Read + Seek>(
    book: &mut Xlsb<R>,
    name: &str,
    budget: &mut Budget,
) -> Result<Formulas, Unreadable> {
    let mut formulas = Formulas::new();
    let mut reader = book
        .worksheet_cells_reader(name)
        .map_err(|_| Unreadable::Damaged)?;
    while let Some(read) = reader.next_formula().map_err(|_| Unreadable::Damaged)? {
        budget.cells(1)?;
        let (row, column) = read.get_position();
        formulas.insert(At::new(row, column), read.get_value().clone());
    }
    Ok(formulas)
}

/// Reads the values, each with its formula; then the formulas that have no value.
fn fill<R: Read + Seek>(
    sheet: &mut Sheet,
    book: &mut Xlsb<R>,
    mut formulas: Formulas,
    budget: &mut Budget,
) -> Result<(), Unreadable> {
    let mut reader = book
        .worksheet_cells_reader(&sheet.name)
        .map_err(|_| Unreadable::Damaged)?;
    while let Some(read) = reader.next_cell().map_err(|_| Unreadable::Damaged)? {
        budget.cells(1)?;
        let (row, column) = read.get_position();
        if row >= MOST_ROWS || column >= MOST_COLUMNS {
            return Err(Unreadable::Damaged);
        }
        let at = At::new(row, column);
        let formula = formulas.remove(&at).filter(|formula| !formula.is_empty());
        cells::put(sheet, at, (read.get_value(), formula, None), budget)?;
    }
    formulas.retain(|_, formula| !formula.is_empty());
    for (at, formula) in formulas {
        let mut cell = Cell::of(Stored::Nothing);
        cell.formula = Some(formula);
        sheet.cells.insert(at, cell);
    }
    Ok(())
}
