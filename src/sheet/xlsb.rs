//! Excel's binary workbook, by calamine: what a sheet shows and hides is not read.

use std::collections::HashMap;
use std::io::Cursor;

use calamine::{Reader, SheetType, SheetVisible, Xlsb};

use super::address::At;
use super::grid::{Cell, Form, Sheet, Stored, Workbook};
use super::layer;
use super::limits::{Budget, MOST_COLUMNS, MOST_ROWS};
use super::parts::Parts;
use super::{Unreadable, xlsx};

pub(super) fn read(bytes: &[u8]) -> Result<Workbook, Unreadable> {
    // unpacked once within limits, before calamine unpacks it
    let parts = Parts::of(bytes)?;
    let mut book = Xlsb::new(Cursor::new(bytes)).map_err(|_| Unreadable::Damaged)?;
    let mut budget = Budget::new();
    let mut sheets = Vec::new();
    let listed = book.sheets_metadata().to_vec();
    for one in listed
        .into_iter()
        .filter(|one| one.typ == SheetType::WorkSheet)
    {
        let mut sheet = Sheet {
            hidden: one.visible != SheetVisible::Visible,
            ..Sheet::default()
        };
        let mut formulas = HashMap::new();
        let mut reader = book
            .worksheet_cells_reader(&one.name)
            .map_err(|_| Unreadable::Damaged)?;
        while let Some(read) = reader.next_formula().map_err(|_| Unreadable::Damaged)? {
            budget.cells(1)?;
            let (row, column) = read.get_position();
            formulas.insert(At::new(row, column), read.get_value().clone());
        }
        drop(reader);
        let mut reader = book
            .worksheet_cells_reader(&one.name)
            .map_err(|_| Unreadable::Damaged)?;
        while let Some(read) = reader.next_cell().map_err(|_| Unreadable::Damaged)? {
            budget.cells(1)?;
            let (row, column) = read.get_position();
            if row >= MOST_ROWS || column >= MOST_COLUMNS {
                return Err(Unreadable::Damaged);
            }
            let at = At::new(row, column);
            let formula = formulas.remove(&at).filter(|formula| !formula.is_empty());
            if let Some(made) = xlsx::cell(read.get_value(), formula, None) {
                budget.text(made.text().map_or(0, str::len))?;
                sheet.cells.insert(at, made);
            }
        }
        for (at, formula) in formulas
            .into_iter()
            .filter(|(_, formula)| !formula.is_empty())
        {
            let mut cell = Cell::of(Stored::Nothing);
            cell.formula = Some(formula);
            sheet.cells.insert(at, cell);
        }
        sheet.name = one.name;
        sheets.push(sheet);
    }
    Ok(Workbook {
        form: Form::Xlsb,
        sheets,
        date: layer::date(&parts),
        has_macros: parts.has("xl/vbaproject"),
        has_links: parts.has("xl/externallinks/"),
    })
}
