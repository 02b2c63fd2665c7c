//! The whole way: sheets, headers, columns, rows, numbers, doubts.

use super::answers::Asked;
use super::header::headers;
use super::model::{Table, Understood};
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
    for index in 0..book.sheets.len() {
        found
            .tables
            .extend(tables_of(index, book, asked, report, &mut empty));
    }
    told::unknown_sheets(book, asked, report);
    told::on_two_sheets(&found, book, report);
    let names_total = asked.answers.columns.iter().any(|(_, role)| role == "tong");
    for table in &found.tables {
        let sheet = &book.sheets[table.sheet];
        let takes_total = asked.takes_totals || table.indicators().next().is_none();
        totals::compare(table, sheet, takes_total && !names_total, report);
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

/// The tables of one sheet, unless it is hidden, made from others, or not asked for; `empty` gets the cells of forms
/// that nobody filled in.
fn tables_of(
    index: usize,
    book: &Workbook,
    asked: &Asked<'_>,
    report: &mut Report<'_>,
    empty: &mut Vec<(usize, Option<Area>)>,
) -> Vec<Table> {
    let sheet = &book.sheets[index];
    let mut names = asked.sheets.iter();
    let is_wanted = names.any(|name| folded(name) == folded(&sheet.name));
    if !asked.sheets.is_empty() && !is_wanted {
        return Vec::new();
    }
    if sheet.hidden && !is_wanted {
        if !headers(sheet).is_empty() {
            let place = report.sheet(sheet);
            report.push(told::hidden(place, &sheet.name));
        }
        return Vec::new();
    }
    let reader = Reader {
        book,
        sheet,
        index,
        asked,
    };
    let tables = reader.tables(report, empty);
    if !is_wanted && tables.iter().any(|table| is_derived(table, sheet)) {
        let place = report.sheet(sheet);
        report.push(told::derived(place, &sheet.name));
        return Vec::new();
    }
    tables
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
