//! `dieu_chinh`: what the other phases receive once the corrections are applied. What is said of
//! corrections that do not fit is in `dossier_diagnostics.rs`.

#![allow(clippy::panic, reason = "a test fails by panicking")]

mod common;

use std::fmt::Write;

use proptest::prelude::*;
use quyet_dinh::inner::diagnostics::{Diagnostics, Sources, render};
use quyet_dinh::inner::dossier::{self, Applied, Dossier, Input};
use quyet_dinh::inner::drafting::BuiltIn;
use quyet_dinh::inner::values::PartialDate;

use common::{DETAILED, SON_LA};

const FACTS: &str = "  - ngay: 13/12/2021\n    nguoi_de_nghi: UBND huyện Mộc Châu\n    \
    van_ban: Công văn số 1234/UBND-VHTT\n    ly_do: bổ sung tài liệu kiểm chứng\n";

/// A dossier with these corrections, each given by its own lines.
fn with_corrections(dossier: &str, corrections: &[&str]) -> String {
    let mut text = format!("{dossier}\ndieu_chinh:\n");
    for correction in corrections {
        text.push_str(FACTS);
        for line in correction.lines() {
            writeln!(text, "    {line}").expect("writing to a string");
        }
    }
    text
}

fn load(applied: Applied, text: &str) -> Dossier {
    let mut sources = Sources::default();
    let mut found = Diagnostics::new();
    let dossier = dossier::load(
        Input {
            applied,
            ..Input::new("ho-so.yaml", text, &BuiltIn::DigitalGovernment.set())
        },
        &mut sources,
        &mut found,
    );
    assert!(found.is_empty(), "{}", render(&found, &sources));
    dossier.expect("no diagnostics, so a dossier")
}

fn names(dossier: &Dossier, block: usize) -> Vec<&str> {
    let agencies = dossier.blocks[block].agencies.iter();
    agencies.map(|agency| agency.name.as_str()).collect()
}

const STORY: [&str; 5] = [
    "co_quan: UBND huyện Mộc Châu\ntu: 85\nthanh: 85,4",
    "co_quan: UBND huyện Mộc Châu\ndoi_ten: UBND thị xã Mộc Châu",
    "co_quan: Văn phòng UBND tỉnh\nrut: true",
    "khoi: tinh\nthem:\n  ten: Sở Du lịch\n  diem: 75",
    "khoi: huyen\nco_quan: UBND thị xã Mộc Châu\ntu: 85,4\nthanh: 85.6",
];

#[test]
fn applies_every_kind_in_order() {
    let text = with_corrections(SON_LA, &STORY);
    let dossier = load(Applied::All, &text);
    let moc_chau = &dossier.blocks[1].agencies[1];
    assert_eq!(*moc_chau.name, "UBND thị xã Mộc Châu");
    let total = moc_chau.total.as_ref().expect("a total");
    assert_eq!(total.to_string(), "85.6");
    assert_eq!(
        &text[total.span.start as usize..total.span.end as usize],
        "85.6",
        "a corrected score stands at its correction"
    );
    assert!(
        dossier.blocks[0].named.is_empty(),
        "withdrawn agencies are not named"
    );
    assert_eq!(names(&dossier, 0).last(), Some(&"Sở Du lịch"));
    assert_eq!(names(&dossier, 0).len(), 20);
    let blocks: Vec<&str> = (dossier.corrections.iter())
        .flat_map(|correction| &correction.block)
        .map(|id| id.as_str())
        .collect();
    assert_eq!(blocks, ["huyen", "huyen", "tinh", "tinh", "huyen"]);
}

#[test]
fn stops_after_so_many() {
    let text = with_corrections(SON_LA, &STORY);
    let dossier = load(Applied::First(0), &text);
    assert!(dossier.corrections.is_empty());
    assert_eq!(names(&dossier, 0), names(&load(Applied::All, SON_LA), 0));
    let dossier = load(Applied::First(2), &text);
    assert_eq!(dossier.corrections.len(), 2);
    assert_eq!(names(&dossier, 1)[1], "UBND thị xã Mộc Châu");
    assert_eq!(*dossier.blocks[0].named[0], "Văn phòng UBND tỉnh");
}

#[test]
fn names_one_by_one_follow_a_new_name() {
    let rename = "co_quan: Văn phòng UBND tỉnh\ndoi_ten: Văn phòng Ủy ban nhân dân tỉnh";
    let dossier = load(Applied::All, &with_corrections(SON_LA, &[rename]));
    assert_eq!(
        *dossier.blocks[0].named[0],
        "Văn phòng Ủy ban nhân dân tỉnh"
    );
}

#[test]
fn corrects_an_indicator_and_its_total() {
    let corrections = [
        "co_quan: Sở Tài chính\nchi_so: ha_tang\ntu: 18\nthanh: 18,5",
        "co_quan: Sở Tài chính\ntu: 85,25\nthanh: 85,75",
    ];
    let dossier = load(Applied::All, &with_corrections(DETAILED, &corrections));
    let agency = &dossier.blocks[1].agencies[1];
    assert_eq!(agency.scores[0].value.to_string(), "18.5");
    let mut problems = Diagnostics::new();
    assert!(quyet_dinh::inner::scoring::score(&dossier, &mut problems).is_some());
}

#[test]
fn two_agencies_may_change_names() {
    let corrections = [
        "co_quan: Sở Xây dựng\ndoi_ten: Sở Tạm thời",
        "co_quan: Sở Nội vụ\ndoi_ten: Sở Xây dựng",
        "co_quan: Sở Tạm thời\ndoi_ten: Sở Nội vụ",
    ];
    let dossier = load(Applied::All, &with_corrections(SON_LA, &corrections));
    assert_eq!(
        names(&dossier, 0)[..3],
        ["Sở Nội vụ", "Ban Dân tộc", "Sở Xây dựng"]
    );
}

/// The comment of a shipped dossier, from `# <key>:` on, as if someone had removed the marks.
fn with_its_example(dossier: &str, key: &str) -> String {
    let start = format!("\n# {key}:\n");
    let (_, example) = dossier.split_once(&start).expect("an example");
    let lines = example.lines().take_while(|line| line.starts_with("#   "));
    let lines: Vec<&str> = lines.map(|line| &line[2..]).collect();
    format!("{dossier}\n{key}:\n{}\n", lines.join("\n"))
}

#[test]
fn the_examples_in_the_shipped_dossiers_work() {
    for (text, count) in [
        (SON_LA, 2),
        (include_str!("../templates/chinh-quyen-so/ho-so.yaml"), 1),
    ] {
        let dossier = load(Applied::All, &with_its_example(text, "dieu_chinh"));
        assert_eq!(dossier.corrections.len(), count);
        let dossier = load(Applied::All, &with_its_example(text, "sua_doi"));
        let proposal = dossier
            .amending
            .proposal
            .as_ref()
            .expect("an example of one");
        assert!(
            proposal
                .document
                .as_ref()
                .is_some_and(|d| d.starts_with("Tờ trình"))
        );
    }
}

/// What the amending decision has of its own takes the issued decision's place; the rest stays.
#[test]
fn an_amending_decision_has_facts_of_its_own() {
    let corrected = with_corrections(SON_LA, &["co_quan: Sở Y tế\ntu: 74,4\nthanh: 75"]);
    let mut dossier = load(Applied::All, &corrected);
    let bases = dossier.legal_bases.len();
    dossier.turn_amending();
    assert_eq!(dossier.document.number, None);
    assert_eq!(*dossier.document.date, PartialDate::Year(2021));
    assert!(dossier.proposal.is_none() && dossier.published.is_none());
    assert_eq!(dossier.legal_bases.len(), bases);

    let own = "\nsua_doi:\n  so: 41\n  ngay: 10/01/2022\n  can_cu:\n    - Luật Ví dụ năm 2020;\n  \
               de_nghi: {nguoi: Giám đốc, van_ban: Tờ trình số 5, ngay: 06/01/2022}\n  \
               noi_nhan: [Như Điều 2]\n  nguoi_ky: {chuc_vu: CHỦ TỊCH, ho_ten: Nguyễn Văn An}\n";
    let mut dossier = load(Applied::All, &format!("{SON_LA}{own}"));
    dossier.turn_amending();
    assert_eq!(dossier.document.number.as_ref().expect("given").value, "41");
    assert_eq!(dossier.document.date.day(), Some(10));
    assert_eq!(dossier.legal_bases.len(), 1);
    assert_eq!(dossier.recipients.len(), 1);
    assert_eq!(dossier.signatory.name.value, "Nguyễn Văn An");
    assert!(dossier.signatory.capacity.is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    /// However often scores are corrected, the last one counts.
    #[test]
    fn corrections_lead_to_the_last_scores(
        first in prop::collection::vec(0_u32..=1000, 1..6),
        steps in prop::collection::vec((0_usize..6, 0_u32..=1000), 0..12),
    ) {
        let tenths = |score: u32| format!("{}.{}", score / 10, score % 10);
        let block = |scores: &[u32]| -> String {
            let agencies = scores.iter().enumerate();
            common::synthetic(&[agencies.map(|(at, score)| (format!("UBND xã Số {at}"), tenths(*score))).collect()])
        };
        let mut scores = first.clone();
        let mut corrections = Vec::new();
        for (at, score) in steps {
            let at = at % scores.len();
            if scores[at] != score {
                let (from, to) = (tenths(scores[at]), tenths(score));
                corrections.push(format!("co_quan: UBND xã Số {at}\ntu: {from}\nthanh: {to}"));
                scores[at] = score;
            }
        }
        let lines: Vec<&str> = corrections.iter().map(String::as_str).collect();
        let corrected = load(Applied::All, &with_corrections(&block(&first), &lines));
        let expected = load(Applied::All, &block(&scores));
        let totals = |dossier: &Dossier| -> Vec<String> {
            let agencies = dossier.blocks[0].agencies.iter();
            agencies.filter_map(|agency| agency.total.as_ref()).map(|total| total.to_string()).collect()
        };
        prop_assert_eq!(totals(&corrected), totals(&expected));
    }
}

/// A list of other agencies' corrections is told at once: a like name is looked for a hundred times.
#[test]
fn like_names_are_suggested_as_far_as_it_helps() {
    let text = with_corrections(SON_LA, &["co_quan: Sở Nội vu\nrut: true"; 101]);
    let (mut sources, mut found) = (Sources::default(), Diagnostics::new());
    assert!(
        dossier::load(
            Input::new("ho-so.yaml", &text, &BuiltIn::DigitalGovernment.set()),
            &mut sources,
            &mut found
        )
        .is_none()
    );
    let said = render(&found, &sources);
    assert_eq!(said.matches("có phải là `Sở Nội vụ`?").count(), 50);
    assert_eq!(found.counts(), (101, 0));
}
