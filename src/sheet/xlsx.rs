//! Office Open XML: values and formulas by calamine, the rest by `layer`.

use std::io::Cursor;

use calamine::{DataRef, ExcelDateTime, Reader, SheetType, SheetVisible, Xlsx};

use super::Unreadable;
use super::address::At;
use super::decimal;
use super::format::{Format, date_shown};
use super::grid::{Cell, Form, Sheet, Stored, Workbook};
use super::layer;
use super::limits::{Budget, MOST_SHEETS};
use super::parts::Parts;

pub(super) fn read(bytes: &[u8]) -> Result<Workbook, Unreadable> {
    let parts = Parts::of(bytes)?;
    let main = layer::main_part(&parts).ok_or(Unreadable::Damaged)?;
    let paths = layer::sheets(&parts, &main)?;
    let formats = layer::formats(&parts, &main);
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(|_| Unreadable::Damaged)?;
    let mut budget = Budget::new();
    let mut sheets = Vec::new();
    let listed = book.sheets_metadata().to_vec();
    if listed.len() > MOST_SHEETS {
        return Err(Unreadable::TooMuch("số trang tính"));
    }
    for one in listed
        .into_iter()
        .filter(|one| one.typ == SheetType::WorkSheet)
    {
        let mut sheet = Sheet {
            hidden: one.visible != SheetVisible::Visible,
            ..Sheet::default()
        };
        // a chart has no grid
        let Some(part) = paths.get(&one.name).and_then(|path| parts.get(path)) else {
            continue;
        };
        let styles = layer::layer(part, &mut sheet, &mut budget)?;
        let mut reader = book
            .worksheet_cells_reader(&one.name)
            .map_err(|_| Unreadable::Damaged)?;
        while let Some(read) = reader
            .next_cell_with_formula()
            .map_err(|_| Unreadable::Damaged)?
        {
            let at = At::new(read.pos.0, read.pos.1);
            let format = styles
                .get(&at)
                .and_then(|style| formats.get(*style))
                .cloned();
            let made = cell(&read.value, read.formula, format.flatten().as_deref());
            if let Some(made) = made {
                budget.text(made.text().map_or(0, str::len))?;
                sheet.cells.insert(at, made);
            }
        }
        sheet.name = one.name;
        sheets.push(sheet);
    }
    Ok(Workbook {
        form: Form::Xlsx,
        sheets,
        date: layer::date(&parts),
        has_macros: parts.has("xl/vbaproject"),
        has_links: parts.has("xl/externallinks/"),
    })
}

/// A cell as it is kept; `None` for an empty one.
pub(super) fn cell(
    value: &DataRef<'_>,
    formula: Option<String>,
    format: Option<&str>,
) -> Option<Cell> {
    let mut cell = Cell::of(stored(value, format));
    let blank = cell.text().is_some_and(|text| text.trim().is_empty());
    if blank || cell.stored == Stored::Nothing && formula.is_none() {
        return None;
    }
    cell.formula = formula;
    if let (Stored::Number(number), Some(format)) = (&cell.stored, format.and_then(Format::of)) {
        cell.shown = format.shown(*number);
        cell.percent = format.percent;
    }
    Some(cell)
}

fn stored(value: &DataRef<'_>, format: Option<&str>) -> Stored {
    match value {
        DataRef::Int(number) => Stored::Number((*number).into()),
        DataRef::Float(number) => match decimal::of_double(*number) {
            Some(number) => Stored::Number(number),
            None => Stored::Error("số quá lớn".to_owned()),
        },
        DataRef::String(text) | DataRef::DurationIso(text) => Stored::Text(text.clone()),
        DataRef::SharedString(text) => Stored::Text((*text).to_owned()),
        DataRef::Bool(truth) => Stored::Truth(*truth),
        DataRef::DateTime(time) => date(time, format),
        DataRef::DateTimeIso(time) => match layer::day(time) {
            Some(day) => Stored::Date(day, None),
            None => Stored::Text(time.clone()),
        },
        DataRef::Error(error) => Stored::Error(error.to_string()),
        DataRef::Empty => Stored::Nothing,
    }
}

fn date(time: &ExcelDateTime, format: Option<&str>) -> Stored {
    let (year, month, day, ..) = time.to_ymd_hms_milli();
    let day = chrono::NaiveDate::from_ymd_opt(year.into(), month.into(), day.into());
    let day = day.unwrap_or_default();
    Stored::Date(day, format.and_then(|format| date_shown(format, day)))
}
