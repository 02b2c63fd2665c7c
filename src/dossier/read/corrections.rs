//! The keys of `dieu_chinh`.

use super::super::model::{Change, Correction};
use super::ranking::agency;
use super::record::Record;
use super::values::{choice, date, list_or_empty, number, text};
use super::{Item, record};
use crate::diagnostics::{Diagnostic, Diagnostics, Span};

/// What `rut` may say.
const YES: [(&str, bool); 1] = [("true", true)];
/// The keys that say what a correction changes, one of each kind.
const KINDS: [&[&str]; 4] = [&["tu", "thanh"], &["doi_ten"], &["rut"], &["them"]];

pub(super) fn corrections(diagnostics: &mut Diagnostics, item: Item) -> Vec<Correction> {
    let read = list_or_empty(diagnostics, item, correction);
    read.into_iter().flatten().collect()
}

/// `None` where it is not clear what changes (then reported).
fn correction(diagnostics: &mut Diagnostics, item: Item) -> Option<Correction> {
    record(diagnostics, item, |r| {
        let date = r.need("ngay", date);
        let requested_by = r.need("nguoi_de_nghi", text);
        let document = r.need("van_ban", text);
        let reason = r.need("ly_do", text);
        let block = r.maybe("khoi", text);
        let change = change(r)?;
        Some(Correction {
            date,
            requested_by,
            document,
            reason,
            block,
            change,
        })
    })
}

fn change(r: &mut Record<'_, '_>) -> Option<Change> {
    let places = KINDS.map(|keys| keys.iter().find_map(|key| r.place_of(key)));
    match places {
        [Some(_), None, None, None] => Some(Change::Score {
            agency: r.need("co_quan", text),
            indicator: r.maybe("chi_so", text),
            from: r.need("tu", number),
            to: r.need("thanh", number),
        }),
        [None, Some(_), None, None] => Some(Change::Rename {
            agency: r.need("co_quan", text),
            to: r.need("doi_ten", text),
        }),
        [None, None, Some(_), None] => {
            let agency = r.need("co_quan", text);
            r.need("rut", |d, item| choice(d, item, &YES));
            Some(Change::Withdraw { agency })
        }
        [None, None, None, Some(_)] => Some(Change::Add(r.need("them", agency))),
        _ => {
            unclear(r, places.into_iter().flatten().collect());
            None
        }
    }
}

fn unclear(r: &mut Record<'_, '_>, mut places: Vec<Span>) {
    r.allow(&["co_quan", "chi_so"]);
    KINDS.iter().for_each(|keys| r.allow(keys));
    if !r.is_mapping() {
        return;
    }
    places.sort_unstable();
    let problem = match places[..] {
        [first, second, ..] => Diagnostic::error("DC001", "một điều chỉnh chỉ đổi một việc")
            .at(second, "việc thứ hai")
            .with_related(first, "việc thứ nhất")
            .with_remedy("tách thành hai phần tử của `dieu_chinh`"),
        _ => Diagnostic::error("DC001", "điều chỉnh chưa nói đổi gì")
            .at(r.place, "thiếu trong phần này")
            .with_remedy(
                "thêm `tu` và `thanh` (sửa điểm), `doi_ten`, `rut: true` hoặc `them` (cơ quan mới)",
            ),
    };
    r.diagnostics.push(problem);
}
