//! What becomes of a dossier: filled in, replaced, or corrected. Nothing is changed here but the text.

use std::collections::BTreeSet;

use super::answers::Answers;
use super::columns::Role;
use super::matching::{self, Names};
use super::model::{Table, Understood};
use super::part::{Changes, Part, Target, Ways};
use super::report::Report;
use super::wanted::{Wanted, has_scores};
use super::{corrections, filling, published};
use crate::diagnostics::{Diagnostic, SourceId, Span};
use crate::dossier::{Block, Core};
use crate::sheet::{At, Workbook};
use crate::values::folded;
use crate::yaml_edit::Step::Key;
use crate::yaml_edit::{Document, NotEditable};

/// Puts what was understood into the dossier's text; every doubt is told. The edits are made only if there is no error.
pub(crate) fn plan(
    found: &Understood,
    (book, answers): (&Workbook, &Answers),
    target: &Target<'_>,
    ways: &Ways<'_>,
    file: &mut Document<'_>,
    report: &mut Report<'_>,
) -> Changes {
    let core = target.core;
    let issued = core.document.number.is_some();
    if ways.replace && (issued || !core.corrections.is_empty()) {
        report.push(refused(issued));
        return Changes::default();
    }
    let parts = parts(found, (book, answers), target, ways, report);
    // what differs is known once it is known what is compared
    let is_clear = !["BD010", "BD027", "BD040"]
        .iter()
        .any(|code| report.has_told(code));
    if is_clear && parts.iter().any(|part| part.corrects) {
        corrections::ask_grounds(&parts, target, ways, report);
    }
    unknown_tiers(&parts, core, book, report);
    if report.diagnostics.has_errors() {
        return Changes::default();
    }
    let mut changes = Changes::default();
    if let Err(NotEditable(place)) = edit(&parts, (target, ways), file, &mut changes, report) {
        report.push(not_editable(place, target.source));
    }
    changes
}

/// The blocks of the dossier that the tables are of, and what these say of each.
fn parts<'a>(
    found: &'a Understood,
    (book, answers): (&Workbook, &Answers),
    target: &Target<'_>,
    ways: &Ways<'_>,
    report: &mut Report<'_>,
) -> Vec<Part<'a>> {
    let core = target.core;
    let pairs = matching::blocks(found, core, ways.blocks, book, report);
    let blocks: BTreeSet<usize> = pairs.iter().map(|(_, block)| *block).collect();
    let mut parts = Vec::new();
    for block in blocks {
        let tables: Vec<&Table> = pairs
            .iter()
            .filter(|(_, own)| *own == block)
            .map(|(table, _)| &found.tables[*table])
            .collect();
        let corrects = !ways.replace && core.blocks[block].agencies.iter().any(has_scores);
        // corrections speak of what corrections left
        let known = if corrects {
            target.corrected
        } else {
            Some(core)
        };
        let Some(known) = known.filter(|known| known.blocks.len() == core.blocks.len()) else {
            continue;
        };
        let given = (book, answers, corrects);
        parts.push(part(block, tables, known, given, ways, report));
    }
    parts
}

/// Tiers that the dossier does not have cannot be compared with its own: say so once each.
fn unknown_tiers(parts: &[Part<'_>], core: &Core, book: &Workbook, report: &mut Report<'_>) {
    for part in parts.iter().filter(|part| !part.corrects) {
        let known = core.tiers_of(&core.blocks[part.block]);
        let mut told = BTreeSet::new();
        for table in &part.tables {
            let Some(column) = table.column(&Role::Tier) else {
                continue;
            };
            for agency in &table.agencies {
                let Some(tier) = &agency.tier else { continue };
                if known.iter().any(|own| folded(&own.name) == folded(tier))
                    || !told.insert(folded(tier))
                {
                    continue;
                }
                let place =
                    report.cell(&book.sheets[table.sheet], At::new(agency.row, column.index));
                report.push(
                    Diagnostic::warning("BD032", format!("Mức “{tier}” trong bảng không có trong `muc` của hồ sơ"))
                        .at(place, "không đối chiếu được mức này")
                        .with_remedy("Sửa `muc` của hồ sơ cho đúng quy định xếp loại, rồi chạy lại `quyetdinh nhap`"),
                );
            }
        }
    }
}

fn edit(
    parts: &[Part<'_>],
    (target, ways): (&Target<'_>, &Ways<'_>),
    file: &mut Document<'_>,
    changes: &mut Changes,
    report: &mut Report<'_>,
) -> Result<(), NotEditable> {
    let core = target.core;
    let (mut corrections, mut published) = (Vec::new(), Vec::new());
    for part in parts {
        if part.corrects {
            let known = target.corrected.unwrap_or(core);
            corrections.extend(corrections::entries(part, known, ways, changes, report));
        } else {
            filling::write(part, &core.blocks[part.block], file, changes)?;
        }
        // what was issued with a number, or published elsewhere, stays as it was
        let from_a_sheet = !part.corrects || !core.score_sources.is_empty();
        if core.document.number.is_none() && from_a_sheet {
            published.extend(published::write(part, core, file)?);
        }
    }
    file.append(&[Key("cong_bo"), Key("khoi")], &published)?;
    file.append(&[Key("dieu_chinh")], &corrections)
}

fn part<'a>(
    block: usize,
    tables: Vec<&'a Table>,
    known: &Core,
    (book, answers, corrects): (&Workbook, &Answers, bool),
    ways: &Ways<'_>,
    report: &mut Report<'_>,
) -> Part<'a> {
    let facts: &Block = &known.blocks[block];
    let names = Names::of(facts);
    let (mut agencies, mut there) = (Vec::new(), BTreeSet::new());
    for table in &tables {
        let ids = matching::indicators(table, facts, known, book, report);
        for row in &table.agencies {
            let before = report.diagnostics.counts().0;
            let found = names.find(row, answers, (table, book), report);
            let asked = report.diagnostics.counts().0 > before;
            let free = ways.add || ways.replace || names.len() == 0;
            if found.is_none() && !asked && !free {
                let place = report.cell(&book.sheets[table.sheet], row.at);
                report.push(only_in_sheet(place, &row.name, facts));
            }
            if found.is_some_and(|index| !there.insert(index)) {
                let place = report.cell(&book.sheets[table.sheet], row.at);
                report.push(in_two_tables(place, &row.name));
            }
            let name = found.map_or_else(|| answers.name(&row.name), |index| names.name(index));
            agencies.push((found, Wanted::of(table, row, &ids, name.to_owned())));
        }
    }
    let missing: Vec<usize> = (0..names.len())
        .filter(|index| !there.contains(index))
        .collect();
    let free = ways.withdraw || ways.replace || report.has_told("BD027");
    if !free {
        for index in &missing {
            report.push(only_in_dossier(names.name(*index), facts));
        }
    }
    Part {
        block,
        tables,
        agencies,
        missing,
        corrects,
    }
}

fn refused(issued: bool) -> Diagnostic {
    let why = match issued {
        true => "hồ sơ đã có số văn bản, tức là văn bản đã ban hành",
        false => "hồ sơ đã có `dieu_chinh`, mà điều chỉnh nêu điểm trước đó",
    };
    Diagnostic::error("BD044", "Không thay được điểm của hồ sơ này")
        .with_note(why)
        .with_remedy("Bỏ --thay và ghi thành điều chỉnh: --ngay-dieu-chinh, --ly-do, --van-ban, --nguoi-de-nghi")
}

fn in_two_tables(place: Span, name: &str) -> Diagnostic {
    Diagnostic::error("BD026", format!("“{name}” có ở hai bảng của một khối"))
        .at(place, "hàng thứ hai")
        .with_remedy("Xóa một hàng, hoặc chỉ đọc một trang với --trang")
}

fn only_in_sheet(place: Span, name: &str, block: &Block) -> Diagnostic {
    Diagnostic::error("BD041", format!("“{name}” không có trong khối `{}` của hồ sơ", block.id.value))
        .at(place, "chỉ có ở bảng")
        .with_remedy("Thêm --them để thêm cơ quan mới; là cơ quan đã có mang tên khác thì --ten \"tên trong bảng=tên trong hồ sơ\"")
}

fn only_in_dossier(name: &str, block: &Block) -> Diagnostic {
    Diagnostic::error("BD042", format!("“{name}” của khối `{}` không có trong bảng", block.id.value))
        .with_remedy("Thêm --rut để rút cơ quan ấy khỏi khối; là cơ quan mang tên khác trong bảng thì --ten \"tên trong bảng=tên trong hồ sơ\"")
}

/// Said where the dossier has no place of its own for a value: there, in the dossier's file.
#[must_use]
pub(crate) fn not_editable(place: Option<Span>, source: SourceId) -> Diagnostic {
    let problem = Diagnostic::error(
        "BD046",
        "Không ghi được điểm vào hồ sơ mà giữ nguyên phần còn lại",
    );
    // the editor knows of one file only
    let place = place.map(|place| Span { source, ..place });
    let problem = match place {
        Some(place) => problem.at(place, "không sửa riêng chỗ này được"),
        None => problem,
    };
    problem
        .with_note("chỗ cần ghi do `*tên` mang đến từ nơi khác, hoặc viết theo lối không tách riêng được")
        .with_remedy("Viết `khoi`, `co_quan`, `chi_so` của các cơ quan thành danh sách thường, mỗi khóa một dòng, rồi nhập lại")
}
