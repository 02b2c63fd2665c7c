//! Which block of the dossier a table is, which indicator a column, which agency a row.

use std::collections::HashMap;

use super::answers::Answers;
use super::columns::{Column, Role};
use super::model::{Agency, Table, Understood};
use super::names::are_near;
use super::report::Report;
use super::wanted::{Ids, named};
use crate::diagnostics::{Diagnostic, Span};
use crate::dossier::{Block, Core, Indicator};
use crate::sheet::{At, Workbook};
use crate::values::folded;

/// What the clerk says of blocks: a heading or a sheet, if there are several, and the block's id.
pub type BlockAnswers = [(Option<String>, String)];

/// Each table's block; a table without one is told.
pub(super) fn blocks(
    found: &Understood,
    core: &Core,
    given: &BlockAnswers,
    book: &Workbook,
    report: &mut Report<'_>,
) -> Vec<(usize, usize)> {
    let ids: Vec<String> = core
        .blocks
        .iter()
        .map(|block| format!("`{}`", block.id.value))
        .collect();
    for (_, id) in given
        .iter()
        .filter(|(_, id)| !core.blocks.iter().any(|block| *block.id == **id))
    {
        report.push(
            Diagnostic::error("BD040", format!("Hồ sơ không có khối `{id}`"))
                .with_note(format!("các khối của hồ sơ: {}", ids.join(", ")))
                .with_remedy("Sửa mã khối sau --khoi"),
        );
    }
    let mut pairs = Vec::new();
    if report
        .diagnostics
        .iter()
        .any(|problem| problem.code == "BD040")
    {
        return pairs;
    }
    for (index, table) in found.tables.iter().enumerate() {
        let block = asked(table, found, core, given).or_else(|| likely(table, found, core));
        if let Some(block) = block {
            pairs.push((index, block));
            continue;
        }
        let sheet = &book.sheets[table.sheet];
        let at = table
            .agencies
            .first()
            .map_or(At::new(table.header.0, 0), |agency| agency.at);
        let place = report.cell(sheet, at);
        report.push(unknown(table, &ids, place));
    }
    pairs
}

fn unknown(table: &Table, ids: &[String], place: Span) -> Diagnostic {
    let (what, option) = match table.called() {
        "" => ("bảng này".to_owned(), "--khoi mã".to_owned()),
        called => (format!("“{called}”"), format!("--khoi \"{called}=mã\"")),
    };
    let ids = match ids {
        [] => "chưa có".to_owned(),
        ids => ids.join(", "),
    };
    Diagnostic::error("BD040", format!("Không rõ {what} là khối nào của hồ sơ"))
        .at(place, "cơ quan đầu tiên của khối trong bảng")
        .with_note(format!("các khối của hồ sơ: {ids}"))
        .with_remedy(format!(
            "Thêm {option}; chưa có khối ấy thì thêm vào `khoi` của hồ sơ, `co_quan` để trống"
        ))
}

fn asked(table: &Table, found: &Understood, core: &Core, given: &BlockAnswers) -> Option<usize> {
    let names = [folded(&table.heading), folded(&table.sheet_name)];
    let fits = |said: &Option<String>| match said {
        Some(said) => names.contains(&folded(said)),
        None => found.tables.len() == 1 || given.len() == 1,
    };
    let (_, id) = given.iter().find(|(said, _)| fits(said))?;
    core.blocks.iter().position(|block| *block.id == **id)
}

/// By the names of its agencies, by its heading, or because there is only one.
fn likely(table: &Table, found: &Understood, core: &Core) -> Option<usize> {
    let names: Vec<String> = table
        .agencies
        .iter()
        .map(|agency| folded(&agency.name))
        .collect();
    let shared = |block: &Block| {
        block
            .agencies
            .iter()
            .filter(|agency| names.contains(&folded(&agency.name)))
            .count()
    };
    let by_names = core
        .blocks
        .iter()
        .position(|block| 2 * shared(block) > names.len());
    let called = [&table.heading, &table.sheet_name].map(|called| {
        let called = called.to_lowercase();
        let bare = ["khối ", "nhóm ", "cụm "]
            .iter()
            .find_map(|word| called.strip_prefix(word));
        folded(bare.unwrap_or(&called))
    });
    let by_heading = || {
        let mut fits = core.blocks.iter().enumerate().filter(|(_, block)| {
            let own = [&block.name, block.short_name(), block.heading()].map(|name| folded(name));
            let own = own.map(|own| own.strip_prefix("khối").map_or(own.clone(), str::to_owned));
            let heads = called.iter().filter(|called| !called.is_empty());
            heads.clone().any(|called| {
                own.iter()
                    .filter(|own| !own.is_empty())
                    .any(|own| called.contains(own.as_str()) || own.contains(called.as_str()))
            }) || heads.clone().any(|called| *called == folded(&block.id))
        });
        let only = fits.next().filter(|_| fits.next().is_none());
        only.map(|(index, _)| index)
    };
    let only = || (core.blocks.len() == 1 && found.tables.len() == 1).then_some(0);
    by_names.or_else(by_heading).or_else(only)
}

/// The indicators that a block's agencies get points for; none where only totals are given.
#[must_use]
pub fn scored_by<'a>(core: &'a Core, block: &'a Block) -> &'a [Indicator] {
    let indicators = core.indicators_of(block);
    let is_scored = indicators
        .iter()
        .any(|indicator| indicator.maximum.is_some());
    if is_scored { indicators } else { &[] }
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
        let asked = report
            .diagnostics
            .iter()
            .any(|problem| problem.code == "BD011");
        let place = report.sheet(sheet);
        let problem = Diagnostic::error("BD047", format!("Bảng không có cột tổng điểm, khối `{}` của hồ sơ không có chỉ số nào có `toi_da`", block.id.value))
            .at(place, "không có số nào lấy được")
            .with_remedy("Thêm --cot \"tên cột=tong\"; hoặc thêm `chi_so` với `toi_da` vào hồ sơ (chạy nhap không có --vao thì in ra phần ấy)");
        return (!asked).then_some(problem);
    }
    let first = columns.first()?;
    let place = heading(table, first, book, report);
    Some(
        Diagnostic::remark("BD033", format!("Chỉ lấy tổng điểm, vì khối `{}` của hồ sơ không có chỉ số nào có `toi_da`", block.id.value))
            .at(place, format!("{} cột điểm thành phần không lấy", columns.len()))
            .with_remedy("Cần điểm từng chỉ số thì thêm `chi_so` vào hồ sơ (chạy nhap không có --vao thì in ra phần ấy)"),
    )
}

/// The indicator of each column of scores; empty if the block has none, so that totals are taken.
pub(super) fn indicators(
    table: &Table,
    block: &Block,
    core: &Core,
    book: &Workbook,
    report: &mut Report<'_>,
) -> Ids {
    let known = scored_by(core, block);
    let mut ids = Ids::new();
    let columns: Vec<&Column> = table.indicators().collect();
    if known.is_empty() || columns.is_empty() {
        let told = totals_alone(table, block, &columns, book, report);
        report.diagnostics.push_all(told);
        return ids;
    }
    let listed: Vec<String> = known
        .iter()
        .map(|one| format!("`{}` ({})", one.id.value, one.name.value))
        .collect();
    for column in columns {
        let Role::Indicator { name, id, .. } = &column.role else {
            continue;
        };
        let found = match id {
            Some(id) => known.iter().find(|one| *one.id == **id),
            None => named(name, &column.path, known),
        };
        match found {
            Some(one) if ids.iter().all(|(_, id)| *id != *one.id) => {
                ids.push((column.index, one.id.value.clone()))
            }
            _ => {
                let place = heading(table, column, book, report);
                let heading = column.path.join(" > ");
                let message = match (id, found) {
                    (_, Some(one)) => format!("Hai cột cùng là chỉ số `{}`", one.id.value),
                    (Some(id), None) => format!("Hồ sơ không có chỉ số `{id}`"),
                    (None, None) => format!("Cột “{heading}” không khớp tên chỉ số nào của hồ sơ"),
                };
                report.push(
                    Diagnostic::error("BD010", message)
                        .at(place, "cột này là chỉ số nào?")
                        .with_note(format!("các chỉ số của khối: {}", listed.join(", ")))
                        .with_remedy(format!(
                            "Thêm --cot \"{}=mã chỉ số\", hoặc --cot \"{}=bo\" nếu không lấy cột ấy",
                            column.path.last().map_or("", String::as_str),
                            column.path.last().map_or("", String::as_str)
                        )),
                );
            }
        }
    }
    for one in known
        .iter()
        .filter(|one| ids.iter().all(|(_, id)| *id != *one.id))
    {
        if report
            .diagnostics
            .iter()
            .any(|problem| problem.code == "BD010")
        {
            break;
        }
        let place = report.sheet(&book.sheets[table.sheet]);
        report.push(
            Diagnostic::error(
                "BD010",
                format!("Bảng không có cột của chỉ số “{}”", one.name.value),
            )
            .at(place, format!("thiếu cột của `{}`", one.id.value))
            .with_remedy(format!(
                "Thêm --cot \"tên cột={}\" nếu cột mang tên khác",
                one.id.value
            )),
        );
    }
    ids
}

fn heading(table: &Table, column: &Column, book: &Workbook, report: &mut Report<'_>) -> Span {
    let sheet = &book.sheets[table.sheet];
    let mut rows = (table.header.0..=table.header.1)
        .rev()
        .map(|row| At::new(row, column.index));
    let at = rows
        .find(|at| sheet.cell(*at).is_some())
        .unwrap_or(At::new(table.header.0, column.index));
    report.cell(sheet, at)
}

/// The names of a block's agencies, as they are compared.
pub(super) struct Names<'a> {
    names: Vec<&'a str>,
    keys: Vec<String>,
    by_key: HashMap<String, usize>,
}

impl<'a> Names<'a> {
    pub(super) fn of(block: &'a Block) -> Self {
        let names: Vec<&str> = block
            .agencies
            .iter()
            .map(|agency| agency.name.as_str())
            .collect();
        let keys: Vec<String> = names.iter().map(|name| folded(name)).collect();
        let by_key = keys.iter().cloned().zip(0..).collect();
        Self {
            names,
            keys,
            by_key,
        }
    }

    pub(super) fn name(&self, index: usize) -> &'a str {
        self.names[index]
    }

    pub(super) fn len(&self) -> usize {
        self.names.len()
    }

    /// The agency that a row is; a likely one is asked about.
    pub(super) fn find(
        &self,
        row: &Agency,
        answers: &Answers,
        (table, book): (&Table, &Workbook),
        report: &mut Report<'_>,
    ) -> Option<usize> {
        let wanted = folded(answers.name(&row.name));
        if let Some(found) = self.by_key.get(&wanted) {
            return Some(*found);
        }
        let own = folded(&row.name);
        let is_said = answers.names.iter().any(|(said, _)| folded(said) == own);
        let near = self
            .keys
            .iter()
            .position(|key| !is_said && are_near(key, &wanted));
        if let Some(near) = near {
            let (near, name) = (self.names[near], &row.name);
            let place = report.cell(&book.sheets[table.sheet], row.at);
            report.push(
                Diagnostic::error("BD027", format!("“{name}” có phải là “{near}” trong hồ sơ?"))
                    .at(place, "tên gần giống")
                    .with_remedy(format!(
                        "Đúng thì thêm --ten \"{name}={near}\"; là cơ quan khác thì thêm --ten \"{name}={name}\""
                    )),
            );
        }
        None
    }
}
