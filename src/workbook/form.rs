//! The empty score sheet (bảng trống): names filled in, scores open, totals as formulas, all else protected.

use rust_decimal::Decimal;
use rust_xlsxwriter::{DataValidation, Worksheet, XlsxError};

use super::line::{Lines, at, double};
use super::names::sheet_names;
use super::{Day, style};
use crate::dossier::{Block, Core};

/// Rows: heading, maxima, the first agency.
const HEAD: u32 = 2;
const FIRST: u32 = 4;
/// Rows of a block without agencies.
const ROOM: u32 = 20;
const SCORES: u16 = 2;

/// The workbook's bytes: one sheet a block; the day is written into its properties.
///
/// # Errors
/// If a sheet takes more rows, columns or letters than Excel has.
pub fn form(core: &Core, day: Day) -> Result<Vec<u8>, XlsxError> {
    let mut book = style::workbook("Bảng điểm", day);
    let names = sheet_names(core.blocks.iter().map(|block| block.short_name().as_str()));
    for (block, name) in core.blocks.iter().zip(&names) {
        let page = book.add_worksheet().set_name(name)?;
        sheet(core, block, page)?;
    }
    book.save_to_buffer()
}

/// A column of scores: its heading and the most there is to get.
struct Scores {
    heading: String,
    maximum: f64,
    weight: Decimal,
}

fn columns(core: &Core, block: &Block) -> Vec<Scores> {
    let indicators = core.indicators_of(block).iter().map(|indicator| Scores {
        heading: indicator.name.value.clone(),
        maximum: double(
            indicator
                .maximum
                .as_ref()
                .map_or(block.maximum().value, |maximum| maximum.value),
        ),
        weight: indicator.weight(),
    });
    let mut columns: Vec<Scores> = indicators.collect();
    if columns.is_empty() || !has_maxima(core, block) {
        columns = vec![Scores {
            heading: "Tổng điểm".to_owned(),
            maximum: double(block.maximum().value),
            weight: Decimal::ONE,
        }];
    }
    columns
}

/// Whether points are given by indicator.
fn has_maxima(core: &Core, block: &Block) -> bool {
    let indicators = core.indicators_of(block);
    !indicators.is_empty()
        && indicators
            .iter()
            .all(|indicator| indicator.maximum.is_some())
}

fn sheet(core: &Core, block: &Block, page: &mut Worksheet) -> Result<(), XlsxError> {
    let columns = columns(core, block);
    let by_indicator = has_maxima(core, block);
    let total = SCORES + u16::try_from(columns.len()).unwrap_or(0);
    let rows = u32::try_from(block.agencies.len())
        .unwrap_or(0)
        .max(u32::from(block.agencies.is_empty()) * ROOM);
    page.set_paper_size(9)
        .set_print_fit_to_pages(1, 0)
        .protect();
    if columns.len() > 4 {
        page.set_landscape();
    }
    page.set_repeat_rows(HEAD, HEAD)?;
    page.set_freeze_panes(FIRST, SCORES)?;
    // a total of nothing is nothing, and not 0
    page.set_formula_result_default("");
    let mut lines = Lines::new(page);
    lines.text(
        0,
        0,
        &format!("Bảng điểm khối {}", block.name.value),
        &style::title(),
    );
    let hint = "Điền điểm vào các ô có nền màu; chỉ số không áp dụng thì ghi KĐG.";
    lines.text(1, 0, hint, &style::plain());
    let head = style::head();
    lines.text(HEAD, 0, "STT", &head);
    lines.text(HEAD, 1, "Tên cơ quan", &head);
    lines.text(HEAD + 1, 1, "Điểm tối đa", &head);
    lines.text(HEAD + 1, 0, "", &head);
    lines.width(0, 6.0);
    lines.width(1, 44.0);
    for (column, scores) in (SCORES..).zip(&columns) {
        lines.text(HEAD, column, &scores.heading, &head);
        lines.number(HEAD + 1, column, scores.maximum, &head);
        lines.width(column, 14.0);
    }
    if by_indicator {
        lines.text(HEAD, total, "Tổng điểm", &head);
        let all = sum(HEAD + 1, &columns);
        lines.formula(
            (HEAD + 1, total),
            &format!("={all}"),
            &full(&columns).to_string(),
            &head,
        );
        lines.width(total, 14.0);
    }
    for offset in 0..rows {
        let row = FIRST + offset;
        lines.number(row, 0, f64::from(offset + 1), &style::number());
        let name = block
            .agencies
            .get(offset as usize)
            .map(|agency| agency.name.as_str());
        match name {
            Some(name) => lines.text(row, 1, name, &style::name()),
            None => lines.maybe(row, 1, None, &style::name().set_unlocked()),
        }
        (SCORES..total).for_each(|column| lines.maybe(row, column, None, &style::open()));
        if by_indicator {
            let cells = format!("{}:{}", at(row, SCORES), at(row, total - 1));
            let formula = format!("=IF(COUNT({cells})=0,\"\",{})", sum(row, &columns));
            lines.formula((row, total), &formula, "", &style::number());
        }
    }
    for (column, scores) in (SCORES..).zip(&columns) {
        let rule = limits(FIRST, column, scores.maximum)?;
        lines.with(|page| {
            page.add_data_validation(FIRST, column, FIRST + rows - 1, column, &rule)
                .map(|_| ())
        });
    }
    lines.finish()
}

/// The sum of a row's scores, weighted if they are.
fn sum(row: u32, columns: &[Scores]) -> String {
    let cells: Vec<String> = (SCORES..)
        .zip(columns)
        .map(|(column, _)| at(row, column))
        .collect();
    if columns.iter().all(|column| column.weight == Decimal::ONE) {
        return format!("SUM({}:{})", cells[0], cells[cells.len() - 1]);
    }
    let terms = cells
        .iter()
        .zip(columns)
        .map(|(cell, column)| format!("N({cell})*{}", column.weight));
    terms.collect::<Vec<_>>().join("+")
}

/// The most there is to get.
fn full(columns: &[Scores]) -> f64 {
    columns
        .iter()
        .map(|column| column.maximum * double(column.weight))
        .sum()
}

/// A number from 0 to the maximum, or the mark of an indicator that does not apply.
fn limits(row: u32, column: u16, maximum: f64) -> Result<DataValidation, XlsxError> {
    let cell = at(row, column);
    let formula =
        format!("=OR(AND(ISNUMBER({cell}),{cell}>=0,{cell}<={maximum}),UPPER({cell})=\"KĐG\")");
    let most = maximum.to_string().replace('.', ",");
    DataValidation::new()
        .allow_custom(formula.as_str().into())
        .set_error_title("Điểm không hợp lệ")?
        .set_error_message(format!(
            "Gõ một số từ 0 đến {most}, hoặc KĐG nếu chỉ số không áp dụng."
        ))
}
