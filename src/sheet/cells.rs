//! Cells as calamine gives them, put into a sheet.

use calamine::{Data, DataRef, ExcelDateTime, Sheet as Listed, SheetVisible};

use super::address::At;
use super::decimal;
use super::format::{Format, date_shown};
use super::grid::{Cell, Sheet, Stored};
use super::limits::{Budget, MOST_SHEETS};
use super::{Unreadable, layer};

/// The sheets that a book lists, within limits.
pub(super) fn listed(sheets: &[Listed]) -> Result<Vec<Listed>, Unreadable> {
    match sheets.len() {
        0..=MOST_SHEETS => Ok(sheets.to_vec()),
        _ => Err(Unreadable::TooMuch("số trang tính")),
    }
}

/// A sheet before its cells are read.
pub(super) fn sheet(listed: &Listed) -> Sheet {
    Sheet {
        name: listed.name.clone(),
        hidden: listed.visible != SheetVisible::Visible,
        ..Sheet::default()
    }
}

/// Puts a cell into its sheet, unless it is empty.
pub(super) fn put(
    sheet: &mut Sheet,
    at: At,
    (value, formula, format): (&DataRef<'_>, Option<String>, Option<&str>),
    budget: &mut Budget,
) -> Result<(), Unreadable> {
    if let Some(made) = cell(value, formula, format) {
        budget.text(made.text().map_or(0, str::len))?;
        sheet.cells.insert(at, made);
    }
    Ok(())
}

/// The same value without being owned.
pub(super) fn borrowed(value: &Data) -> DataRef<'_> {
    match value {
        Data::Int(number) => DataRef::Int(*number),
        Data::Float(number) => DataRef::Float(*number),
        Data::String(text) => DataRef::SharedString(text),
        Data::Bool(truth) => DataRef::Bool(*truth),
        Data::DateTime(time) => DataRef::DateTime(*time),
        Data::DateTimeIso(time) => DataRef::DateTimeIso(time.clone()),
        Data::DurationIso(time) => DataRef::DurationIso(time.clone()),
        Data::Error(error) => DataRef::Error(error.clone()),
        Data::Empty => DataRef::Empty,
    }
}

/// A cell as it is kept; `None` for an empty one.
fn cell(value: &DataRef<'_>, formula: Option<String>, format: Option<&str>) -> Option<Cell> {
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
