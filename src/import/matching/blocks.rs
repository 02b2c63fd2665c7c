//! Which block of the dossier a table is.

use super::BlockAnswers;
use crate::diagnostics::{Diagnostic, Span};
use crate::dossier::{Block, Core};
use crate::import::model::{Table, Understood};
use crate::import::report::Report;
use crate::sheet::{At, Workbook};
use crate::values::folded;

/// Each table's block; a table without one is told.
pub(in crate::import) fn blocks(
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
    if report.has_told("BD040") {
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
    let only = || (core.blocks.len() == 1 && found.tables.len() == 1).then_some(0);
    by_names(table, &core.blocks)
        .or_else(|| by_heading(table, &core.blocks))
        .or_else(only)
}

/// The block that has most of the table's agencies.
fn by_names(table: &Table, blocks: &[Block]) -> Option<usize> {
    let names: Vec<String> = table
        .agencies
        .iter()
        .map(|agency| folded(&agency.name))
        .collect();
    let shared = |block: &Block| {
        let agencies = block.agencies.iter();
        agencies
            .filter(|agency| names.contains(&folded(&agency.name)))
            .count()
    };
    blocks
        .iter()
        .position(|block| 2 * shared(block) > names.len())
}

/// The only block whose name, or id, is in what the table is called, or the other way round.
fn by_heading(table: &Table, blocks: &[Block]) -> Option<usize> {
    let called = [&table.heading, &table.sheet_name].map(|called| {
        let called = called.to_lowercase();
        let bare = ["khối ", "nhóm ", "cụm "]
            .iter()
            .find_map(|word| called.strip_prefix(word));
        folded(bare.unwrap_or(&called))
    });
    let called: Vec<&String> = called.iter().filter(|called| !called.is_empty()).collect();
    let fits = |block: &Block| {
        let names = [&block.name, block.short_name(), block.heading()].map(|name| {
            let name = folded(name);
            name.strip_prefix("khối")
                .map_or(name.clone(), str::to_owned)
        });
        let names: Vec<&String> = names.iter().filter(|name| !name.is_empty()).collect();
        let id = folded(&block.id);
        called.iter().any(|called| {
            let within =
                |name: &&&String| called.contains(name.as_str()) || name.contains(called.as_str());
            **called == id || names.iter().any(|name| within(&name))
        })
    };
    let mut fitting = blocks.iter().enumerate().filter(|(_, block)| fits(block));
    let only = fitting.next().filter(|_| fitting.next().is_none());
    only.map(|(index, _)| index)
}
