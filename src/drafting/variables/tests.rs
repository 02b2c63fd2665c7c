//! The table holds what the context holds, no more and no less, and nothing that it calls something is nothing.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde_json::Value;

use super::paths;
use crate::diagnostics::{Diagnostics, Sources, render};
use crate::document::SectionKind;
use crate::dossier::{Applied, Input, Set};
use crate::drafting::{BuiltIn, context};
use crate::pipeline::{self, Scored};
use crate::revision::{self, Amendment, Citation, SentenceChange};

const SON_LA: &str = include_str!("../../../data/son-la-2021.yaml");
const DETAILED: &str = include_str!("../../../data/mau-chi-tiet.yaml");
/// A set that asks for nothing more, and reads all there is.
const PLAIN_SET: &str = "ten: tron\nmo_ta: không hỏi gì thêm\nsua_doi: true\nvan_ban:\n  - ten: quyet-dinh\n    phan: [{tep: quyet-dinh.md, loai: quyet_dinh}]\n";
/// What every dossier must have, and no more.
const PLAIN: &str = "nam: 2026
linh_vuc: Cải cách hành chính
doi_tuong: các sở
co_quan_ban_hanh:
  ten: UBND TỈNH MẪU
  ten_day_du: Ủy ban nhân dân tỉnh Mẫu
  tham_quyen: Chủ tịch Ủy ban nhân dân tỉnh
  tham_quyen_day_du: Chủ tịch Ủy ban nhân dân tỉnh Mẫu
van_ban: {ky_hieu: QĐ-UBND, ngay: 2026, dia_danh: Mẫu, trich_yeu: Về việc công bố kết quả}
can_cu: [Luật Tổ chức chính quyền địa phương năm 2025.]
thi_hanh: [Chánh Văn phòng]
noi_nhan: [Như Điều 2]
luu: VT
nguoi_ky: {chuc_vu: CHỦ TỊCH, ho_ten: Nguyễn Văn Mẫu}
khoi: [{ma: so, ten: cơ quan cấp tỉnh, co_quan: [{ten: Sở Nội vụ, diem: 88}, {ten: Sở Y tế, diem: 80}]}]
";
const MORE: &str = "phu_luc: {tieu_de: Kết quả}
de_nghi: {nguoi: Giám đốc Sở Nội vụ}
chi_so: {danh_sach: [{ma: a, ten: Một}]}
cach_tinh: {trung_binh_chung: khong}
";
/// A Tờ trình of which nothing more is said than must be.
const SUBMISSION: &str = "to_trinh: {co_quan: Sở Nội vụ, ky_hieu: TTr-SNV, luu: VT, nguoi_ky: {chuc_vu: GIÁM ĐỐC, ho_ten: Nguyễn Văn Mẫu}}\n";
/// A correction of every kind.
const CORRECTIONS: &str = "dieu_chinh:
  - {ngay: 2026, nguoi_de_nghi: Sở Y tế, van_ban: Công văn, ly_do: thiếu, co_quan: Sở Y tế, tu: 80, thanh: 81}
  - {ngay: 2026, nguoi_de_nghi: Sở Y tế, van_ban: Công văn, ly_do: thiếu, co_quan: Sở Y tế, doi_ten: Sở Y tế mới}
  - {ngay: 2026, nguoi_de_nghi: Sở Y tế, van_ban: Công văn, ly_do: thiếu, co_quan: Sở Nội vụ, rut: true}
  - {ngay: 2026, nguoi_de_nghi: Sở Y tế, van_ban: Công văn, ly_do: thiếu, khoi: so, them: {ten: Sở Mới, diem: 70}}
";

/// Agencies of every kind.
const OTHERS: &str =
    "{ten: Sở Y tế, diem: 80, muc: {ten: Khá, ly_do: kỷ luật}}, {ten: Sở Ba, diem: 70},
  {ten: Sở Bốn, diem: 60, khong_xep_hang: mới}, {ten: Sở Năm, khong_danh_gia: mới}";
const LAST_YEAR: &str = "to_trinh: {co_quan: Sở Nội vụ, ky_hieu: TTr-SNV, luu: VT, noi_nhan: [Sở Y tế], y_kien: Một., nguoi_ky: {quyen_han: KT. GIÁM ĐỐC, chuc_vu: PHÓ GIÁM ĐỐC, ho_ten: Nguyễn Văn Mẫu}}
muc: [{ten: Tốt, tu: 85}, {ten: Khá}]
cach_tinh: {xep_hang_chung: true, trung_binh_chung: trich_dan, trich_dan: {diem: 80, nguon: Báo cáo}}
nam_truoc:
  khoi:
    - {ma: so, trung_binh: 79, co_quan: [{ten: Sở Nội vụ, hang: 2, diem: 70, muc: Khá}, {ten: Sở Y tế, hang: 1, diem: 90}]}
";

fn plain_set() -> Arc<Set> {
    let mut found = Diagnostics::new();
    let source = Sources::default().add("bo-mau.yaml", PLAIN_SET);
    Set::read(source, PLAIN_SET, &mut found).expect("a sound declaration")
}

fn scored(text: &str, set: &Arc<Set>, applied: Applied, sources: &mut Sources) -> Scored {
    let mut found = Diagnostics::new();
    let input = Input {
        applied,
        ..Input::new("ho-so.yaml", text, set)
    };
    let scored = pipeline::read(input, |_| (), sources, &mut found);
    scored.unwrap_or_else(|| panic!("{}", render(&found, sources)))
}

fn context_of(text: &str, set: &Arc<Set>) -> Value {
    let mut sources = Sources::default();
    let state = scored(text, set, Applied::All, &mut sources);
    context::build(&state.dossier, &state.standings, set, None, &sources)
}

/// What an amending decision reads: a change of every kind.
fn amending((was, is): (&str, &str), set: &Arc<Set>) -> Value {
    let mut sources = Sources::default();
    let old = scored(was, set, Applied::First(0), &mut sources);
    let new = scored(is, set, Applied::All, &mut sources);
    let citation = Citation {
        number: "1".to_owned(),
        symbol: "QĐ-UBND".to_owned(),
        date: chrono::NaiveDate::from_ymd_opt(2026, 12, 1).expect("a day"),
        authority: "Chủ tịch".to_owned(),
        subject: "Về việc".to_owned(),
    };
    let sentence = |heading: Option<&str>, old: Option<&str>, new: Option<&str>| SentenceChange {
        section: SectionKind::Annex,
        label: "Phụ lục".to_owned(),
        heading: heading.map(str::to_owned),
        in_table: false,
        old: old.map(str::to_owned),
        new: new.map(str::to_owned),
    };
    let amendment = Amendment {
        decision: citation.clone(),
        earlier: vec![citation],
        changes: revision::compare(
            (&old.dossier, &old.standings),
            (&new.dossier, &new.standings),
        ),
        sentences: vec![
            sentence(Some("C.1"), Some("cũ"), None),
            sentence(None, None, Some("mới")),
        ],
    };
    context::build(
        &new.dossier,
        &new.standings,
        set,
        Some(&amendment),
        &sources,
    )
}

/// What a context holds: each path, and those that are nothing.
#[derive(Default)]
struct Held {
    all: BTreeSet<String>,
    nothing: BTreeSet<String>,
    numbers: BTreeSet<String>,
}

impl Held {
    fn walk(&mut self, path: &str, value: &Value, free: &BTreeSet<String>) {
        if path.is_empty() {
            // the context itself
        } else if value.is_null() {
            self.all.insert(path.to_owned());
            self.nothing.insert(path.to_owned());
        } else if !value.is_array() {
            self.all.insert(path.to_owned());
            let is_condition = super::CONDITIONS.contains(&path);
            assert_eq!(value.is_boolean(), is_condition, "{path}");
            if value.is_number() {
                self.numbers.insert(path.to_owned());
            }
        }
        match value {
            Value::Array(items) => {
                let path = format!("{path}[]");
                self.all.insert(path.clone());
                items.iter().for_each(|item| self.walk(&path, item, free));
            }
            Value::Object(map) if !free.contains(path) => {
                let before = if path.is_empty() {
                    String::new()
                } else {
                    format!("{path}.")
                };
                for (name, value) in map {
                    self.walk(&format!("{before}{name}"), value, free);
                }
            }
            _ => {}
        }
    }
}

/// A list that is nothing is known by its own name, not by its elements'.
fn list_of<'p>(path: &'p str, known: &BTreeSet<String>) -> &'p str {
    match path.strip_suffix("[]") {
        Some(list) if !known.contains(path) => list,
        _ => path,
    }
}

fn check(set: &Set, contexts: &[Value], must_be_complete: bool) {
    let variables = paths(set);
    let free: BTreeSet<String> = (variables.iter().filter(|variable| variable.free))
        .map(|variable| variable.path.clone())
        .collect();
    let mut held = Held::default();
    for context in contexts {
        held.walk("", context, &free);
    }
    let known: BTreeSet<String> = variables.iter().map(|v| v.path.clone()).collect();
    let is_known = |path: &&String| !known.contains(*path) && !known.contains(&format!("{path}[]"));
    let unknown: Vec<&String> = held.all.iter().filter(is_known).collect();
    assert_eq!(unknown, [""; 0], "not in the table, set {}", set.name);
    for variable in &variables {
        if held.all.contains(&variable.path) && !held.nothing.contains(&variable.path) {
            let is_number = held.numbers.contains(&variable.path);
            let is_group = known
                .iter()
                .any(|path| path.starts_with(&format!("{}.", variable.path)));
            assert!(
                is_group || is_number == variable.is_number(),
                "{}",
                variable.path
            );
        }
        assert!(
            !variable.meaning.is_empty(),
            "{} means nothing",
            variable.path
        );
        let name = list_of(&variable.path, &held.all);
        if must_be_complete {
            assert!(held.all.contains(name), "in no context: {}", variable.path);
        }
        let list = variable.path.trim_end_matches("[]");
        let is_nothing = held.nothing.contains(name) || held.nothing.contains(list);
        if variable.absent.is_none() {
            assert!(
                !is_nothing,
                "{} is nothing, set {}",
                variable.path, set.name
            );
        } else if must_be_complete && set.name == "tron" {
            assert!(is_nothing, "{} is never nothing", variable.path);
        }
    }
}

#[test]
fn the_table_is_the_context_of_the_shipped_dossiers() {
    let set = Arc::new(Set {
        amends: true,
        ..(*BuiltIn::DigitalGovernment.set()).clone()
    });
    let late = include_str!("../../../data/son-la-2021-dieu-chinh.yaml");
    let contexts = [SON_LA, DETAILED].map(|text| context_of(text, &set));
    let contexts: Vec<Value> = contexts
        .into_iter()
        .chain([amending((late, late), &set)])
        .collect();
    check(&set, &contexts, false);
    assert!(paths(&set).iter().filter(|variable| variable.own).count() > 30);
}

#[test]
fn the_table_is_the_context_of_plain_dossiers() {
    let set = plain_set();
    let full = PLAIN.replace(
        "van_ban: {",
        "ky: quý I\nvan_ban: {so: 5, do_khan: KHẨN, luu_hanh: LƯU HÀNH NỘI BỘ, nguoi_soan: A, ",
    );
    let full = full.replace("nguoi_ky: {", "nguoi_ky: {quyen_han: KT. CHỦ TỊCH, ");
    let proposal = "de_nghi: {mo_dau: theo, nguoi: Giám đốc, van_ban: Tờ trình, ngay: 2026}\n";
    let annex = "phu_luc: {tieu_de: Kết quả, tieu_de_phu: năm 2026}\nmuc: [{ten: Tốt, tu: 85}, {ten: Khá}]\n";
    let indicators = "chi_so: {danh_sach: [{ma: a, ten: Một, toi_da: 100}]}\n";
    let full = full
        .replace("diem: 88", "chi_so: {a: 88}")
        .replace("diem: 80", "chi_so: {a: 80}")
        + proposal
        + annex
        + indicators;
    let plain = PLAIN.to_owned() + MORE;
    let own = "ten: cơ quan cấp tỉnh, chi_so: [{ma: b, ten: Hai, ten_ngan: H, toi_da: 100}, {ma: c, ten: Ba}], ";
    let own = plain.replace("ten: cơ quan cấp tỉnh, ", own);
    let tiers = format!("{PLAIN}muc: [{{ten: Tốt, tu: 80.5}}, {{ten: Khá}}]\n{CORRECTIONS}");
    let all_years = PLAIN.replace("{ten: Sở Y tế, diem: 80}", OTHERS) + LAST_YEAR;
    let names_of_last_year =
        PLAIN.to_owned() + "nam_truoc: {khoi: [{ma: so, co_quan: [{ten: Sở Nội vụ}]}]}\n";
    let submitted = PLAIN.to_owned() + SUBMISSION;
    let texts = [
        PLAIN,
        &full,
        &plain,
        &own,
        &all_years,
        &names_of_last_year,
        &submitted,
    ];
    let mut contexts: Vec<Value> = texts.map(|text| context_of(text, &set)).into();
    let corrected = plain.clone() + CORRECTIONS;
    for states in [(&tiers, &tiers), (&plain, &tiers), (&tiers, &corrected)] {
        contexts.push(amending((states.0, states.1), &set));
    }
    check(&set, &contexts, true);
}

/// What is computed has a name that no set can take.
#[test]
fn no_fact_takes_the_name_of_what_is_computed() {
    let set = plain_set();
    for variable in paths(&set) {
        let path = variable.path.replace("[]", "");
        let (group, name) = path.rsplit_once('.').unwrap_or(("", &path));
        let is_group = |path: &str| set.at(path).is_some_and(|key| !key.keys().is_empty());
        if set.at(&path).is_some()
            || !(group.is_empty() || is_group(group))
            || path.starts_with("sua_doi")
        {
            continue;
        }
        let fact = format!("{name}: {{loai: chu, y_nghia: x}}");
        let keys = group
            .split('.')
            .filter(|step| !step.is_empty())
            .collect::<Vec<_>>();
        let declared = match keys.as_slice() {
            [] => format!("ho_so: {{{fact}}}"),
            ["khoi"] => format!("khoi: {{{fact}}}"),
            ["khoi", "co_quan"] => format!("co_quan: {{{fact}}}"),
            [group] => format!("ho_so: {{{group}: {{khoa: {{{fact}}}}}}}"),
            _ => continue,
        };
        let text = format!("{PLAIN_SET}{declared}\n");
        let mut found = Diagnostics::new();
        let source = Sources::default().add("bo-mau.yaml", text.as_str());
        let read = Set::read(source, &text, &mut found);
        assert!(
            read.is_none() && found.iter().any(|d| d.code == "MB025"),
            "{path}: {text}"
        );
    }
}
