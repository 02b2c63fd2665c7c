//! Scores that differ from those of the dossier, written as corrections.

use super::part::{Changes, Part, Target, Ways};
use super::report::Report;
use super::wanted::{NUMBERS, Wanted, known_number};
use crate::diagnostics::Diagnostic;
use crate::dossier::{Agency, Core};
use crate::values::comma;
use crate::yaml_edit::Value;

/// Tells what a correction lacks; nothing if the sheet and the dossier say the same.
pub(super) fn ask_grounds(
    parts: &[Part<'_>],
    target: &Target<'_>,
    ways: &Ways<'_>,
    report: &mut Report<'_>,
) {
    let core = target.corrected.unwrap_or(target.core);
    let mut corrected = parts.iter().filter(|part| part.corrects);
    if !corrected.any(|part| differs(part, &core.blocks[part.block].agencies)) {
        return;
    }
    if ways.grounds.are_none() {
        // which agencies differ matters once it is known what is wanted
        report.diagnostics.drop_codes(&["BD041", "BD042"]);
        report.push(
            Diagnostic::error("BD043", "Hồ sơ đã có điểm, khác với bảng; điểm đã nhập không bị ghi đè")
                .with_remedy("Ghi thành điều chỉnh: thêm --ngay-dieu-chinh, --ly-do, --van-ban, --nguoi-de-nghi; điểm trong hồ sơ chỉ là ví dụ hay nhập nháp thì thêm --thay"),
        );
        return;
    }
    report.diagnostics.push_all(ways.grounds.problems());
}

/// Whether the sheet says anything of the block that the dossier does not.
fn differs(part: &Part<'_>, known: &[Agency]) -> bool {
    let is_same = |index: usize, wanted: &Wanted| {
        let changes = known.get(index).map(|known| changes(known, wanted));
        matches!(changes, Some(Ok(changes)) if changes.is_empty())
    };
    let mut agencies = part.agencies.iter();
    let changed = agencies.any(|(found, wanted)| found.is_none_or(|index| !is_same(index, wanted)));
    changed || !part.missing.is_empty()
}

/// A change of one score: its key if it is not the total, what it was, what it becomes.
type Change = (Option<String>, String, String);

/// Said where one side has points of each indicator, and the other a total alone.
const OF_ANOTHER_KIND: &str = "hồ sơ có điểm từng chỉ số mà bảng chỉ có tổng điểm, hoặc ngược lại";

/// What differs; `Err` with what cannot be said by a correction.
fn changes(known: &Agency, wanted: &Wanted) -> Result<Vec<Change>, &'static str> {
    let out = wanted.out.as_ref();
    let is_unassessed = out.is_some_and(|(key, _)| *key == "khong_danh_gia");
    if known.unassessed.is_some() != is_unassessed {
        return Err("một bên không được đánh giá, bên kia thì có");
    }
    let mut changes = number_changes(known, wanted)?;
    changes.extend(score_changes(known, wanted)?);
    if known.total.is_some() && !known.scores.is_empty() && !changes.is_empty() {
        return Err("hồ sơ ghi cả tổng điểm (`diem`) bên cạnh điểm từng chỉ số");
    }
    Ok(changes)
}

/// Of the numbers that are no indicator's; bonus and penalty are 0 where they are not given.
fn number_changes(known: &Agency, wanted: &Wanted) -> Result<Vec<Change>, &'static str> {
    let mut changes = Vec::new();
    for key in NUMBERS {
        let (old, new) = (known_number(known, key), wanted.number(key));
        let is_part = matches!(key, "diem_thuong" | "diem_tru");
        let (old, (new, text)) = match (old, new) {
            (Some(old), Some(new)) => (old, (new.value, new.comma())),
            (Some(old), None) if is_part => (old, (0.into(), "0".to_owned())),
            (None, Some(new)) if is_part => (0.into(), (new.value, new.comma())),
            // beside points of each indicator the total is made of them
            (Some(_), None) if key == "diem" && !wanted.scores.is_empty() => continue,
            (None, None) => continue,
            _ => return Err(OF_ANOTHER_KIND),
        };
        if old != new {
            let key = (key != "diem").then(|| key.to_owned());
            changes.push((key, comma(old), text));
        }
    }
    Ok(changes)
}

/// Of the points of each indicator, in the dossier's order.
fn score_changes(known: &Agency, wanted: &Wanted) -> Result<Vec<Change>, &'static str> {
    let (known, wanted) = (&known.scores, &wanted.scores);
    let is_known = |id: &str| known.iter().any(|score| *score.indicator == *id);
    if known.len() != wanted.len() || !wanted.iter().all(|(id, _)| is_known(id)) {
        return Err(match known.is_empty() || wanted.is_empty() {
            true => OF_ANOTHER_KIND,
            false => "các chỉ số áp dụng trong bảng khác trong hồ sơ",
        });
    }
    let changes = known.iter().filter_map(|old| {
        let (id, new) = wanted.iter().find(|(id, _)| *id == *old.indicator)?;
        let old = old.value.value;
        (new.value != old).then(|| (Some(id.clone()), comma(old), new.comma()))
    });
    Ok(changes.collect())
}

/// The corrections that a block needs.
pub(super) fn entries(
    part: &Part<'_>,
    core: &Core,
    ways: &Ways<'_>,
    made: &mut Changes,
    report: &mut Report<'_>,
) -> Vec<Value> {
    let block = &core.blocks[part.block];
    let id = Some(block.id.value.as_str());
    let named = id.filter(|_| core.blocks.len() > 1);
    let grounds = &ways.grounds;
    let mut list = Vec::new();
    for (found, wanted) in &part.agencies {
        let Some(index) = found else {
            list.push(grounds.with(id, vec![("them", wanted.entry())]));
            continue;
        };
        match changes(&block.agencies[*index], wanted) {
            Ok(changes) if changes.is_empty() => made.unchanged += 1,
            Ok(changes) => list.extend(changes.into_iter().map(|(key, from, to)| {
                let values = (Value::Number(from), Value::Number(to));
                grounds.correction(named, &wanted.name, key.as_deref(), values)
            })),
            Err(why) => report.push(not_a_correction(&wanted.name, why)),
        }
    }
    for index in &part.missing {
        let name = Value::text(&*block.agencies[*index].name.value);
        let own = vec![("co_quan", name), ("rut", Value::True)];
        list.push(grounds.with(named, own));
    }
    made.corrections += list.len();
    list
}

fn not_a_correction(name: &str, why: &str) -> Diagnostic {
    Diagnostic::error(
        "BD047",
        format!("Không ghi được thay đổi của “{name}” thành điều chỉnh điểm"),
    )
    .with_note(why)
    .with_remedy(
        "Sửa bảng cho cùng loại với hồ sơ rồi nhập lại, hoặc tự ghi điều chỉnh ấy vào `dieu_chinh`",
    )
}
