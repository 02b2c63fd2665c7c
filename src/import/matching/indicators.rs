//! Which indicator of the dossier a column is.

use crate::diagnostics::{Diagnostic, Span};
use crate::dossier::{Block, Core, Indicator};
use crate::import::columns::{Column, Role};
use crate::import::header::heading_cell;
use crate::import::model::Table;
use crate::import::report::Report;
use crate::import::wanted::Ids;
use crate::import::words::without_parentheses;
use crate::sheet::Workbook;
use crate::values::folded;

/// The indicators that a block's agencies get points for; none where only totals are given.
#[must_use]
pub(crate) fn scored_by<'a>(core: &'a Core, block: &'a Block) -> &'a [Indicator] {
    let indicators = core.indicators_of(block);
    let is_scored = indicators
        .iter()
        .any(|indicator| indicator.maximum.is_some());
    if is_scored { indicators } else { &[] }
}

/// The indicator of each column of scores; empty if the block has none, so that totals are taken.
pub(in crate::import) fn indicators(
    table: &Table,
    block: &Block,
    core: &Core,
    book: &Workbook,
    report: &mut Report<'_>,
) -> Ids {
    let known = scored_by(core, block);
    let columns: Vec<&Column> = table.indicators().collect();
    let mut ids = Ids::new();
    if known.is_empty() || columns.is_empty() {
        let told = totals_alone(table, block, &columns, book, report);
        report.diagnostics.push_all(told);
        return ids;
    }
    let is_taken = |ids: &Ids, one: &Indicator| ids.iter().any(|(_, id)| *id == *one.id);
    let sheet = &book.sheets[table.sheet];
    for column in columns {
        let found = named_by(column, known);
        match found {
            Some(one) if !is_taken(&ids, one) => ids.push((column.index, one.id.value.clone())),
            _ => {
                let place = report.cell(sheet, heading_cell(sheet, table.header, column.index));
                report.push(no_indicator(column, found, known, place));
            }
        }
    }
    let without_column = known.iter().find(|one| !is_taken(&ids, one));
    if let Some(one) = without_column.filter(|_| !report.has_told("BD010")) {
        let place = report.sheet(sheet);
        report.push(no_column(one, place));
    }
    ids
}

/// The indicator that the clerk named for a column, or its heading does.
fn named_by<'a>(column: &Column, known: &'a [Indicator]) -> Option<&'a Indicator> {
    match &column.role {
        Role::Indicator { id: Some(id), .. } => known.iter().find(|one| *one.id == **id),
        Role::Indicator { name, .. } => named(name, &column.path, known),
        _ => None,
    }
}

/// Asked of a column of scores that is no indicator, or the same one as another.
fn no_indicator(
    column: &Column,
    found: Option<&Indicator>,
    known: &[Indicator],
    place: Span,
) -> Diagnostic {
    let message = match (&column.role, found) {
        (_, Some(one)) => format!("Hai cột cùng là chỉ số `{}`", one.id.value),
        (Role::Indicator { id: Some(id), .. }, None) => format!("Hồ sơ không có chỉ số `{id}`"),
        _ => format!(
            "Cột “{}” không khớp tên chỉ số nào của hồ sơ",
            column.path.join(" > ")
        ),
    };
    let listed: Vec<String> = known
        .iter()
        .map(|one| format!("`{}` ({})", one.id.value, one.name.value))
        .collect();
    let heading = column.path.last().map_or("", String::as_str);
    Diagnostic::error("BD010", message)
        .at(place, "cột này là chỉ số nào?")
        .with_note(format!("các chỉ số của khối: {}", listed.join(", ")))
        .with_remedy(format!(
            "Thêm --cot \"{heading}=mã chỉ số\", hoặc --cot \"{heading}=bo\" nếu không lấy cột ấy"
        ))
}

/// Said of the first indicator that no column is.
fn no_column(one: &Indicator, place: Span) -> Diagnostic {
    Diagnostic::error(
        "BD010",
        format!("Bảng không có cột của chỉ số “{}”", one.name.value),
    )
    .at(place, format!("thiếu cột của `{}`", one.id.value))
    .with_remedy(format!(
        "Thêm --cot \"tên cột={}\" nếu cột mang tên khác",
        one.id.value
    ))
}

/// Said where the totals are what is taken.
fn totals_alone(
    table: &Table,
    block: &Block,
    columns: &[&Column],
    book: &Workbook,
    report: &mut Report<'_>,
) -> Option<Diagnostic> {
    let sheet = &book.sheets[table.sheet];
    if table.column(&Role::Total).is_none() {
        let asked = report.has_told("BD011");
        let place = report.sheet(sheet);
        let problem = Diagnostic::error("BD047", format!("Bảng không có cột tổng điểm, khối `{}` của hồ sơ không có chỉ số nào có `toi_da`", block.id.value))
            .at(place, "không có số nào lấy được")
            .with_remedy("Thêm --cot \"tên cột=tong\"; hoặc thêm `chi_so` với `toi_da` vào hồ sơ (chạy nhap không có --vao thì in ra phần ấy)");
        return (!asked).then_some(problem);
    }
    let first = columns.first()?;
    let place = report.cell(sheet, heading_cell(sheet, table.header, first.index));
    Some(
        Diagnostic::remark("BD033", format!("Chỉ lấy tổng điểm, vì khối `{}` của hồ sơ không có chỉ số nào có `toi_da`", block.id.value))
            .at(place, format!("{} cột điểm thành phần không lấy", columns.len()))
            .with_remedy("Cần điểm từng chỉ số thì thêm `chi_so` vào hồ sơ (chạy nhap không có --vao thì in ra phần ấy)"),
    )
}

/// The indicator that a column's heading names, if it names one alone.
fn named<'a>(heading: &str, path: &[String], indicators: &'a [Indicator]) -> Option<&'a Indicator> {
    let plain = |text: &str| folded(&without_parentheses(text));
    let headings: Vec<String> = path
        .iter()
        .map(|part| plain(part))
        .chain([plain(heading)])
        .collect();
    let names = |one: &Indicator| {
        let short = one.short_name.as_ref().map(|short| plain(short));
        [
            Some(plain(&one.name)),
            short,
            Some(folded(&one.id.replace('_', " "))),
        ]
    };
    let mut found = indicators.iter().filter(|one| {
        names(one)
            .into_iter()
            .flatten()
            .any(|name| headings.contains(&name))
    });
    let only = found.next().filter(|_| found.next().is_none());
    // `1. Hạ tầng số`, `Chỉ số Hạ tầng số`
    only.or_else(|| {
        let last = headings.last()?;
        let mut within = indicators.iter().filter(|one| {
            let name = plain(&one.name);
            name.chars().count() > 5 && last.ends_with(&name)
        });
        within.next().filter(|_| within.next().is_none())
    })
}
