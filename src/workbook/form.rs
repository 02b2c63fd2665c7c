//! The empty score sheet (bảng trống): names filled in, scores open, totals as formulas, all else protected.

use rust_decimal::Decimal;
use rust_xlsxwriter::{DataValidation, Worksheet, XlsxError};

use super::columns::NAME;
use super::line::{Lines, at, double};
use super::names::sheet_names;
use super::{Day, style};
use crate::dossier::{Block, Core};
use crate::values::with_comma;

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
        Form::of(core, block).write(page)?;
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

/// The sheet of one block.
struct Form<'a> {
    block: &'a Block,
    columns: Vec<Scores>,
    /// Whether points are given by indicator, and summed up.
    by_indicator: bool,
    /// Rows of agencies.
    rows: u32,
}

impl<'a> Form<'a> {
    fn of(core: &Core, block: &'a Block) -> Self {
        let rows = match block.agencies.len() {
            0 => ROOM,
            count => u32::try_from(count).unwrap_or(0),
        };
        Self {
            block,
            columns: columns(core, block),
            by_indicator: has_maxima(core, block),
            rows,
        }
    }

    /// The columns of scores, from the left.
    fn scores(&self) -> impl Iterator<Item = (u16, &Scores)> {
        (SCORES..).zip(&self.columns)
    }

    /// The column of totals.
    fn total(&self) -> u16 {
        SCORES + u16::try_from(self.columns.len()).unwrap_or(0)
    }

    fn write(&self, page: &mut Worksheet) -> Result<(), XlsxError> {
        page.set_paper_size(9)
            .set_print_fit_to_pages(1, 0)
            .protect();
        if self.columns.len() > 4 {
            page.set_landscape();
        }
        page.set_repeat_rows(HEAD, HEAD)?;
        page.set_freeze_panes(FIRST, SCORES)?;
        // a total of nothing is nothing, and not 0
        page.set_formula_result_default("");
        let mut lines = Lines::new(page);
        self.heading(&mut lines);
        (0..self.rows).for_each(|index| self.agency(index, &mut lines));
        let last = FIRST + self.rows - 1;
        for (column, scores) in self.scores() {
            let rule = limits(FIRST, column, scores.maximum)?;
            lines.with(|page| {
                page.add_data_validation(FIRST, column, last, column, &rule)
                    .map(|_| ())
            });
        }
        lines.finish()
    }

    fn heading(&self, lines: &mut Lines<'_>) {
        let title = format!("Bảng điểm khối {}", self.block.name.value);
        lines.text(0, 0, &title, &style::title());
        let hint = "Điền điểm vào các ô có nền màu; chỉ số không áp dụng thì ghi KĐG.";
        lines.text(1, 0, hint, &style::plain());
        let head = style::head();
        lines.heads(HEAD, &[(0, "STT"), (NAME, "Tên cơ quan")]);
        lines.heads(HEAD + 1, &[(NAME, "Điểm tối đa"), (0, "")]);
        lines.width(0, 6.0);
        lines.width(NAME, 44.0);
        for (column, scores) in self.scores() {
            lines.text(HEAD, column, &scores.heading, &head);
            lines.number(HEAD + 1, column, scores.maximum, &head);
            lines.width(column, 14.0);
        }
        if self.by_indicator {
            let total = self.total();
            lines.text(HEAD, total, "Tổng điểm", &head);
            let sum = format!("={}", sum(HEAD + 1, &self.columns));
            let full = full(&self.columns).to_string();
            lines.formula((HEAD + 1, total), &sum, &full, &head);
            lines.width(total, 14.0);
        }
    }

    fn agency(&self, index: u32, lines: &mut Lines<'_>) {
        let (row, total) = (FIRST + index, self.total());
        lines.number(row, 0, f64::from(index + 1), &style::number());
        match self.block.agencies.get(index as usize) {
            Some(agency) => lines.text(row, NAME, &agency.name, &style::name()),
            None => lines.maybe(row, NAME, None, &style::name().set_unlocked()),
        }
        (SCORES..total).for_each(|column| lines.maybe(row, column, None, &style::open()));
        if self.by_indicator {
            let cells = format!("{}:{}", at(row, SCORES), at(row, total - 1));
            let sum = sum(row, &self.columns);
            let formula = format!("=IF(COUNT({cells})=0,\"\",{sum})");
            lines.formula((row, total), &formula, "", &style::number());
        }
    }
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
    let most = with_comma(maximum);
    DataValidation::new()
        .allow_custom(formula.as_str().into())
        .set_error_title("Điểm không hợp lệ")?
        .set_error_message(format!(
            "Gõ một số từ 0 đến {most}, hoặc KĐG nếu chỉ số không áp dụng."
        ))
}
