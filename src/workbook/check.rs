//! The check workbook (sổ kiểm tra): one sheet a block in which formulas make ranks, tiers, means and shares of the
//! scores once more, beside those of the program.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::block::Sheet;
use super::columns::{Columns, FIRST, HEAD};
use super::line::{Lines, double};
use super::names::{quoted, sheet_names};
use super::summary::{self, Sums};
use super::{Day, style};
use crate::dossier::Dossier;
use crate::scoring::Standings;
use crate::wording::{self, with_large_first};

/// What the sheet of all blocks is called.
const ALL: &str = "Tổng hợp";

/// The workbook's bytes; the day is written into its properties.
///
/// # Errors
/// If a sheet takes more rows, columns or letters than Excel has.
pub fn check(dossier: &Dossier, standings: &Standings, day: Day) -> Result<Vec<u8>, XlsxError> {
    let mut book = style::workbook("Sổ kiểm tra kết quả xếp hạng", day);
    let titles = std::iter::once(ALL).chain(
        dossier
            .blocks
            .iter()
            .map(|block| block.short_name().as_str()),
    );
    let names = sheet_names(titles);
    let mut pairs = standings.blocks.windows(2);
    let one_scale = pairs.all(|pair| pair[0].maximum == pair[1].maximum);
    let sheets: Vec<Sheet<'_>> = standings
        .blocks
        .iter()
        .zip(&names[1..])
        .map(|(block, name)| Sheet {
            dossier,
            standings: block,
            columns: Columns::of(block.indicators.len(), dossier.rules.deciders().len()),
            name: quoted(name),
            one_scale,
        })
        .collect();
    book.add_worksheet().set_name(ALL)?;
    let mut sums: Vec<Sums> = Vec::new();
    for (sheet, name) in sheets.iter().zip(&names[1..]) {
        let page = book.add_worksheet().set_name(name)?;
        sums.push(block(sheet, &sheets, page)?);
    }
    let page = book.worksheet_from_index(0)?;
    on_one_page_wide(page);
    let mut lines = Lines::new(page);
    lines.width(1, 30.0);
    (2..8).for_each(|column| lines.width(column, 14.0));
    summary::overall(dossier, standings, &sums, &mut lines);
    lines.finish()?;
    book.save_to_buffer()
}

/// Writes a block's sheet.
fn block(sheet: &Sheet<'_>, all: &[Sheet<'_>], page: &mut Worksheet) -> Result<Sums, XlsxError> {
    on_one_page_wide(page);
    page.set_repeat_rows(HEAD, HEAD)?;
    page.set_freeze_panes(FIRST, 2)?;
    let mut lines = Lines::new(page);
    let block = sheet.block();
    let title = with_large_first(&wording::block(&block.name));
    lines.text(0, 0, &title, &style::title());
    let hint = "Sửa một điểm ở đây thì hạng, mức tính lại ngay và dòng ấy báo không khớp.";
    lines.text(1, 0, hint, &style::plain());
    let scale = style::name().set_num_format("\"Thang điểm: \"0.######");
    lines.number(2, 1, double(block.maximum().value), &scale);
    sheet.write(all, &mut lines);
    let sums = summary::write(sheet, &mut lines);
    lines.finish()?;
    Ok(sums)
}

/// A4 across, as many pages long as it takes.
fn on_one_page_wide(page: &mut Worksheet) {
    page.set_landscape()
        .set_paper_size(9)
        .set_print_fit_to_pages(1, 0);
}
