//! Scores that differ from those of the dossier, written as corrections.

use super::part::{Changes, Grounds, Part, Target, Ways};
use super::report::Report;
use super::wanted::{NUMBERS, Wanted, known_number};
use crate::diagnostics::Diagnostic;
use crate::dossier::{Agency, Core};
use crate::values::{comma, parse_date};
use crate::yaml_edit::Value;

impl Grounds {
    fn listed(&self) -> [(&'static str, &'static str, Option<&String>); 4] {
        [
            ("--ngay-dieu-chinh", "ngay", self.date.as_ref()),
            (
                "--nguoi-de-nghi",
                "nguoi_de_nghi",
                self.requested_by.as_ref(),
            ),
            ("--van-ban", "van_ban", self.document.as_ref()),
            ("--ly-do", "ly_do", self.reason.as_ref()),
        ]
    }

    fn entries(&self) -> Vec<(String, Value)> {
        let given = self.listed().into_iter();
        given
            .filter_map(|(_, key, value)| Some((key.to_owned(), Value::text(value?.as_str()))))
            .collect()
    }
}

impl Grounds {
    /// What is missing of them, or wrong.
    fn problems(&self) -> Vec<Diagnostic> {
        let missing: Vec<&str> = self
            .listed()
            .iter()
            .filter(|(_, _, value)| value.is_none())
            .map(|(option, ..)| *option)
            .collect();
        let lacks = (!missing.is_empty()).then(|| {
            Diagnostic::error("BD045", "Điều chỉnh còn thiếu căn cứ")
                .with_note(format!("chưa có: {}", missing.join(", ")))
                .with_remedy("Thêm các tùy chọn ấy: mỗi điều chỉnh phải có ngày, lý do, văn bản và người đề nghị")
        });
        let date = self.date.as_ref();
        let no_day = date.filter(|date| parse_date(date).is_none()).map(|date| {
            Diagnostic::error(
                "BD045",
                format!("Ngày “{date}” sau --ngay-dieu-chinh không hợp lệ"),
            )
            .with_remedy("Viết ngày có thật, ví dụ 13/12/2026")
        });
        lacks.into_iter().chain(no_day).collect()
    }

    fn are_none(&self) -> bool {
        self.listed().iter().all(|(_, _, value)| value.is_none())
    }
}

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
    let id = || ("khoi".to_owned(), Value::text(&*block.id.value));
    let called = |name: &str| ("co_quan".to_owned(), Value::text(name));
    let mut list = Vec::new();
    let mut add = |with_block: bool, own: Vec<(String, Value)>| {
        let mut entries = ways.grounds.entries();
        entries.extend((with_block || core.blocks.len() > 1).then(id));
        entries.extend(own);
        list.push(Value::Group(entries));
    };
    for (found, wanted) in &part.agencies {
        let Some(index) = found else {
            add(true, vec![("them".to_owned(), wanted.entry())]);
            continue;
        };
        match changes(&block.agencies[*index], wanted) {
            Ok(changes) if changes.is_empty() => made.unchanged += 1,
            Ok(changes) => {
                for (key, from, to) in changes {
                    let mut own = vec![called(&wanted.name)];
                    own.extend(key.map(|key| ("chi_so".to_owned(), Value::text(key))));
                    own.push(("tu".to_owned(), Value::Number(from)));
                    own.push(("thanh".to_owned(), Value::Number(to)));
                    add(false, own);
                }
            }
            Err(why) => report.push(not_a_correction(&wanted.name, why)),
        }
    }
    for index in &part.missing {
        let name = called(&block.agencies[*index].name.value);
        add(false, vec![name, ("rut".to_owned(), Value::True)]);
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
