//! Excel 97-2003, by calamine, once the records show that it stays within limits. What a sheet hides is told by two
//! kinds of records that are looked at here.

use std::collections::BTreeSet;
use std::io::Cursor;

use calamine::{Data, DataRef, Reader, SheetVisible, Xls};

use super::address::{Area, At};
use super::compound::{Compound, number};
use super::grid::{Form, Sheet, Workbook};
use super::limits::{self, Budget, MOST_SHEETS};
use super::{Unreadable, xlsx};

/// The streams that may hold the workbook.
const STREAMS: [&str; 2] = ["Workbook", "Book"];
/// Cells of all rectangles that a reader lays out: each takes 24 bytes.
const MOST_LAID_OUT: usize = 3_000_000;

pub(super) fn read(bytes: &[u8]) -> Result<Workbook, Unreadable> {
    let file = Compound::of(bytes).ok_or(Unreadable::Damaged)?;
    if file.has("EncryptedPackage") {
        return Err(Unreadable::Encrypted);
    }
    if file.has("WordDocument") {
        return Err(Unreadable::Other("tài liệu Word kiểu cũ (.doc)"));
    }
    let hidden = scanned(&file.stream(&STREAMS)?)?;
    let mut book: Xls<_> = Xls::new(Cursor::new(bytes)).map_err(|error| match error {
        calamine::XlsError::Password => Unreadable::Encrypted,
        _ => Unreadable::Damaged,
    })?;
    let mut budget = Budget::new();
    let listed = book.sheets_metadata().to_vec();
    if listed.len() > MOST_SHEETS {
        return Err(Unreadable::TooMuch("số trang tính"));
    }
    let mut sheets = Vec::new();
    for one in listed {
        let Ok(range) = book.worksheet_range(&one.name) else {
            continue;
        };
        let formulas = book
            .worksheet_formula(&one.name)
            .map_err(|_| Unreadable::Damaged)?;
        let mut sheet = Sheet {
            hidden: one.visible != SheetVisible::Visible,
            ..Sheet::default()
        };
        let start = range.start().unwrap_or_default();
        for (row, column, value) in range.used_cells() {
            budget.cells(1)?;
            let at = (start.0 + row as u32, start.1 + column as u32);
            let formula = formulas
                .get_value(at)
                .filter(|text| !text.is_empty())
                .cloned();
            let made = xlsx::cell(&borrowed(value), formula, None);
            if let Some(made) = made {
                budget.text(made.text().map_or(0, str::len))?;
                sheet.cells.insert(At::new(at.0, at.1), made);
            }
        }
        let merged = book
            .merge_cells_by_sheet_name(&one.name)
            .unwrap_or_default();
        sheet.merged = merged
            .iter()
            .map(|area| {
                Area::new(
                    At::new(area.start.0, area.start.1),
                    At::new(area.end.0, area.end.1),
                )
            })
            .collect();
        limits::merged(sheet.merged.len())?;
        sheet.name = one.name;
        sheets.push(sheet);
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

fn borrowed(value: &Data) -> DataRef<'_> {
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

/// The rows and columns that each sheet hides.
type Hidden = Vec<(Vec<u32>, Vec<u32>)>;

/// Goes through the records (MS-XLS 2.3): what each sheet hides, or that it is too large.
fn scanned(stream: &[u8]) -> Result<Hidden, Unreadable> {
    let mut hidden = Hidden::new();
    let (mut depth, mut at, mut laid_out) = (0_usize, 0, 0_usize);
    let mut corner = (0, 0);
    let (mut begun, mut named) = (BTreeSet::new(), Vec::new());
    let whole = |value: usize| u32::try_from(value).unwrap_or(0);
    while let (Some(kind), Some(length)) = (number(stream, at, 2), number(stream, at + 2, 2)) {
        let data = stream
            .get(at + 4..at + 4 + length)
            .ok_or(Unreadable::Damaged)?;
        let field = |place| number(data, place, 2);
        match kind {
            0x002f => return Err(Unreadable::Encrypted),
            // BOF: a sheet, or a chart in one
            0x0809 => {
                begun.insert(at);
                depth += 1;
                if depth == 1 && field(2) == Some(0x10) {
                    hidden.push((Vec::new(), Vec::new()));
                    corner = (0, 0);
                }
            }
            0x000a => {
                depth = depth.saturating_sub(1);
                laid_out += corner.0 * corner.1;
                corner = (0, 0);
            }
            0x0200 => {
                laid_out = laid_out.saturating_add(room(data).ok_or(Unreadable::Damaged)?);
            }
            // BOUNDSHEET: where a sheet begins
            0x0085 => named.extend(number(data, 0, 4)),
            // ROW, COLINFO
            0x0208 if number(data, 12, 2).is_some_and(|bits| bits & 0x20 != 0) => {
                if let Some((rows, _)) = hidden.last_mut() {
                    rows.extend(field(0).map(whole));
                }
            }
            0x007d if field(8).is_some_and(|bits| bits & 1 != 0) => {
                if let (Some((_, columns)), Some(from), Some(to)) =
                    (hidden.last_mut(), field(0), field(2))
                {
                    columns.extend(whole(from)..=whole(to.min(255)));
                }
            }
            // cells
            0x0203 | 0x0204 | 0x0205 | 0x0006 | 0x00fd | 0x027e | 0x00bd | 0x00d6 => {
                let width = if kind == 0x00bd { length / 6 } else { 1 };
                let (row, column) = (field(0).unwrap_or(0), field(2).unwrap_or(0));
                corner = (corner.0.max(row + 1), corner.1.max(column + width));
            }
            _ => {}
        }
        if laid_out > MOST_LAID_OUT {
            return Err(Unreadable::TooMuch("số ô"));
        }
        at += 4 + length;
    }
    // a sheet need not be closed
    if laid_out.saturating_add(corner.0 * corner.1) > MOST_LAID_OUT {
        return Err(Unreadable::TooMuch("số ô"));
    }
    // each sheet begins at a record of its own: else another reader would find records that were not looked at, or the
    // same ones again and again
    if named.iter().all(|sheet| begun.remove(sheet)) {
        Ok(hidden)
    } else {
        Err(Unreadable::Damaged)
    }
}

/// The cells that a reader makes room for: DIMENSIONS (MS-XLS 2.4.90), in the form of Excel 5 or 97. `None` where the
/// last row stands before the first.
fn room(data: &[u8]) -> Option<usize> {
    let (wide, columns) = if data.len() == 14 { (4, 8) } else { (2, 4) };
    let (first, last) = (number(data, 0, wide)?, number(data, wide, wide)?);
    // a first column that cannot be is taken for 0
    let width = number(data, columns + 2, 2)?;
    let height = match (first, last) {
        (_, 0) => 0,
        (first, last) => last.checked_sub(first)?,
    };
    Some(height.saturating_mul(width))
}

#[cfg(test)]
mod tests {
    use super::room;

    fn dimensions(rows: (u32, u32), columns: (u16, u16)) -> Vec<u8> {
        let rows = [rows.0.to_le_bytes(), rows.1.to_le_bytes()].concat();
        let columns = [columns.0.to_le_bytes(), columns.1.to_le_bytes(), [0, 0]].concat();
        [rows, columns].concat()
    }

    #[test]
    fn no_room_is_made_for_what_cannot_be() {
        assert_eq!(room(&dimensions((2, 12), (0, 5))), Some(50));
        assert_eq!(room(&dimensions((0, 0), (0, 0))), Some(0));
        assert_eq!(room(&dimensions((12, 2), (0, 5))), None);
        // a first column behind the last is taken for 0
        assert_eq!(room(&dimensions((0, 10), (9, 5))), Some(50));
        let old: Vec<u8> = [2_u16, 12, 0, 5, 0]
            .iter()
            .flat_map(|n| n.to_le_bytes())
            .collect();
        assert_eq!(room(&old), Some(50));
    }
}
