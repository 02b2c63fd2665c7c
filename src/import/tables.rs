//! The whole way: sheets, headers, columns, rows, numbers, doubts.

use super::answers::Asked;
use super::header::headers;
use super::model::Understood;
use super::reader::{Reader, is_derived};
use super::report::Report;
use super::{doubts, ranks, told, totals};
use crate::sheet::{Area, Cell, Workbook};
use crate::values::folded;

/// Finds the blocks of a workbook; each doubt is told, as an error until it is answered.
pub fn understand(book: &Workbook, asked: &Asked<'_>, report: &mut Report<'_>) -> Understood {
    let asked = &with_stated_mark(book, asked);
    let mut found = Understood::default();
    let mut empty: Vec<(usize, Option<Area>)> = Vec::new();
    for (index, sheet) in book.sheets.iter().enumerate() {
        let wanted = asked
            .sheets
            .iter()
            .any(|name| folded(name) == folded(&sheet.name));
        if !asked.sheets.is_empty() && !wanted {
            continue;
        }
        let reader = Reader {
            book,
            sheet,
            index,
            asked,
        };
        if sheet.hidden && !wanted {
            if !headers(sheet).is_empty() {
                let place = report.sheet(sheet);
                report.push(told::hidden(place, &sheet.name));
            }
            continue;
        }
        let tables = reader.tables(report, &mut empty);
        if !wanted && tables.iter().any(|table| is_derived(table, sheet)) {
            let place = report.sheet(sheet);
            report.push(told::derived(place, &sheet.name));
            continue;
        }
        found.tables.extend(tables);
    }
    told::unknown_sheets(book, asked, report);
    told::on_two_sheets(&found, book, report);
    for table in &found.tables {
        let sheet = &book.sheets[table.sheet];
        let takes_total = asked.takes_totals || table.indicators().next().is_none();
        totals::compare(
            table,
            sheet,
            takes_total && !asked.answers.columns.iter().any(|(_, role)| role == "tong"),
            report,
        );
        ranks::compare(table, sheet, report);
    }
    if found.tables.is_empty() {
        told::nothing(book, &empty, report);
    } else if !book.form.tells_all()
        && let Some(table) = found.tables.first()
    {
        let at = report.sheet(&book.sheets[table.sheet]);
        report.push(doubts::not_told(at, book.form));
    }
    found
}

/// What the sheet itself says of marks: `chỉ số không áp dụng thì ghi KĐG`, as the empty sheets of this program do.
fn with_stated_mark<'a>(book: &Workbook, asked: &Asked<'a>) -> Asked<'a> {
    const SAID: &str = "không áp dụng thì ghi ";
    let mut asked = asked.clone();
    let texts = book
        .sheets
        .iter()
        .flat_map(|sheet| sheet.cells.values())
        .filter_map(Cell::text);
    let stated = texts.filter_map(|text| {
        let (_, rest) = text.split_once(SAID)?;
        let mark = rest.split([' ', '.', ',', ';']).next()?;
        super::words::is_mark(mark).then(|| mark.to_owned())
    });
    asked.answers.marks.extend(stated);
    asked
}
