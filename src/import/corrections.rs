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

/// Tells what a correction lacks; nothing if the sheet and the dossier say the same.
pub(super) fn ask_grounds(
    parts: &[Part<'_>],
    target: &Target<'_>,
    ways: &Ways<'_>,
    report: &mut Report<'_>,
) {
    let core = target.corrected.unwrap_or(target.core);
    let differs = parts.iter().filter(|part| part.corrects).any(|part| {
        let known = &core.blocks[part.block].agencies;
        let changed = part.agencies.iter().any(|(found, wanted)| match found {
            Some(index) => known.get(*index).is_none_or(
                |known| !matches!(changes(known, wanted), Ok(changes) if changes.is_empty()),
            ),
            None => true,
        });
        changed || !part.missing.is_empty()
    });
    if !differs {
        return;
    }
    let missing: Vec<&str> = ways
        .grounds
        .listed()
        .iter()
        .filter(|(_, _, value)| value.is_none())
        .map(|(option, ..)| *option)
        .collect();
    if missing.len() == 4 {
        // which agencies differ matters once it is known what is wanted
        report.diagnostics.drop_codes(&["BD041", "BD042"]);
        report.push(
            Diagnostic::error("BD043", "Hồ sơ đã có điểm, khác với bảng; điểm đã nhập không bị ghi đè")
                .with_remedy("Ghi thành điều chỉnh: thêm --ngay-dieu-chinh, --ly-do, --van-ban, --nguoi-de-nghi; điểm trong hồ sơ chỉ là ví dụ hay nhập nháp thì thêm --thay"),
        );
    } else if !missing.is_empty() {
        report.push(
            Diagnostic::error("BD045", "Điều chỉnh còn thiếu căn cứ")
                .with_note(format!("chưa có: {}", missing.join(", ")))
                .with_remedy("Thêm các tùy chọn ấy: mỗi điều chỉnh phải có ngày, lý do, văn bản và người đề nghị"),
        );
    }
    if let Some(date) = ways
        .grounds
        .date
        .as_ref()
        .filter(|date| parse_date(date).is_none())
    {
        report.push(
            Diagnostic::error(
                "BD045",
                format!("Ngày “{date}” sau --ngay-dieu-chinh không hợp lệ"),
            )
            .with_remedy("Viết ngày có thật, ví dụ 13/12/2026"),
        );
    }
}

/// A change of one score: its key if it is not the total, what it was, what it becomes.
type Change = (Option<String>, String, String);

/// What differs; `Err` with what cannot be said by a correction.
fn changes(known: &Agency, wanted: &Wanted) -> Result<Vec<Change>, String> {
    let mut changes = Vec::new();
    if known.unassessed.is_some()
        != wanted
            .out
            .as_ref()
            .is_some_and(|(key, _)| *key == "khong_danh_gia")
    {
        return Err("một bên không được đánh giá, bên kia thì có".to_owned());
    }
    for key in NUMBERS {
        let (old, new) = (known_number(known, key), wanted.number(key));
        let is_part = matches!(key, "diem_thuong" | "diem_tru");
        let (old, new) = match (old, new) {
            (Some(old), Some(new)) => (old, (new.value, new.comma())),
            (Some(old), None) if is_part => (old, (0.into(), "0".to_owned())),
            (None, Some(new)) if is_part => (0.into(), (new.value, new.comma())),
            // beside points of each indicator the total is made of them
            (Some(_), None) if key == "diem" && !wanted.scores.is_empty() => continue,
            (None, None) => continue,
            _ => {
                return Err(
                    "hồ sơ có điểm từng chỉ số mà bảng chỉ có tổng điểm, hoặc ngược lại".to_owned(),
                );
            }
        };
        if old != new.0 {
            let key = (key != "diem").then(|| key.to_owned());
            changes.push((key, comma(old), new.1));
        }
    }
    let old: Vec<&str> = known
        .scores
        .iter()
        .map(|score| score.indicator.as_str())
        .collect();
    let same = old.len() == wanted.scores.len()
        && wanted
            .scores
            .iter()
            .all(|(id, _)| old.contains(&id.as_str()));
    if !same {
        return Err(match old.is_empty() || wanted.scores.is_empty() {
            true => "hồ sơ có điểm từng chỉ số mà bảng chỉ có tổng điểm, hoặc ngược lại".to_owned(),
            false => "các chỉ số áp dụng trong bảng khác trong hồ sơ".to_owned(),
        });
    }
    for score in &known.scores {
        let new = wanted.scores.iter().find(|(id, _)| *id == *score.indicator);
        if let Some((id, new)) = new.filter(|(_, new)| new.value != score.value.value) {
            changes.push((Some(id.clone()), comma(score.value.value), new.comma()));
        }
    }
    if known.total.is_some() && !known.scores.is_empty() && !changes.is_empty() {
        return Err("hồ sơ ghi cả tổng điểm (`diem`) bên cạnh điểm từng chỉ số".to_owned());
    }
    Ok(changes)
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
    let mut list = Vec::new();
    let lead = || {
        let mut entries = ways.grounds.entries();
        if core.blocks.len() > 1 {
            entries.push(("khoi".to_owned(), Value::text(&*block.id.value)));
        }
        entries
    };
    for (found, wanted) in &part.agencies {
        let Some(index) = found else {
            let mut entries = lead();
            if core.blocks.len() == 1 {
                entries.push(("khoi".to_owned(), Value::text(&*block.id.value)));
            }
            entries.push(("them".to_owned(), wanted.entry()));
            list.push(Value::Group(entries));
            made.corrections += 1;
            continue;
        };
        match changes(&block.agencies[*index], wanted) {
            Ok(changes) if changes.is_empty() => made.unchanged += 1,
            Ok(changes) => {
                for (key, from, to) in changes {
                    let mut entries = lead();
                    entries.push(("co_quan".to_owned(), Value::text(&*wanted.name)));
                    entries.extend(key.map(|key| ("chi_so".to_owned(), Value::text(key))));
                    entries.push(("tu".to_owned(), Value::Number(from)));
                    entries.push(("thanh".to_owned(), Value::Number(to)));
                    list.push(Value::Group(entries));
                    made.corrections += 1;
                }
            }
            Err(why) => report.push(
                Diagnostic::error("BD047", format!("Không ghi được thay đổi của “{}” thành điều chỉnh điểm", wanted.name))
                    .with_note(why)
                    .with_remedy("Sửa bảng cho cùng loại với hồ sơ rồi nhập lại, hoặc tự ghi điều chỉnh ấy vào `dieu_chinh`"),
            ),
        }
    }
    for index in &part.missing {
        let mut entries = lead();
        entries.push((
            "co_quan".to_owned(),
            Value::text(&*block.agencies[*index].name.value),
        ));
        entries.push(("rut".to_owned(), Value::True));
        list.push(Value::Group(entries));
        made.corrections += 1;
    }
    list
}
