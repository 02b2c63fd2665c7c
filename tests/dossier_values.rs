//! What the shipped dossiers say, as the other phases receive it.

use quyet_dinh::inner::diagnostics::{Diagnostics, Sources, render};
use quyet_dinh::inner::dossier::{
    self, AnnexOpening, Dossier, Fact, Input, LimitUnit, OverallMethod, Text,
};
use quyet_dinh::inner::drafting::BuiltIn;
use quyet_dinh::inner::values::PartialDate;

const SON_LA: &str = include_str!("../data/son-la-2021.yaml");
const DETAILED: &str = include_str!("../data/mau-chi-tiet.yaml");

fn load(text: &str) -> Dossier {
    let mut sources = Sources::default();
    let mut found = Diagnostics::new();
    let dossier = dossier::load(
        Input::new("ho-so.yaml", text, &BuiltIn::DigitalGovernment.set()),
        &mut sources,
        &mut found,
    );
    assert!(found.is_empty(), "{}", render(&found, &sources));
    dossier.expect("no diagnostics, so a dossier")
}

fn text<'a>(dossier: &'a Dossier, path: &str) -> &'a Text {
    dossier.facts.text(path).expect(path)
}

fn list<'a>(dossier: &'a Dossier, path: &str) -> &'a [Fact] {
    let Some(Fact::List(facts)) = dossier.facts.get(path) else {
        return &[];
    };
    facts
}

#[test]
fn son_la_is_read_whole() {
    let dossier = load(SON_LA);
    assert_eq!(*dossier.year, 2021);
    let lines: Vec<&str> = dossier
        .issuer
        .lines
        .iter()
        .map(|line| line.as_str())
        .collect();
    assert_eq!(lines, ["ỦY BAN NHÂN DÂN", "TỈNH SƠN LA"]);
    assert_eq!(dossier.document.number, None);
    assert_eq!(*dossier.document.date, PartialDate::Month(2021, 12));
    assert_eq!(dossier.legal_bases.len(), 4);
    assert!(dossier.legal_bases.iter().all(|basis| basis.ends_with(';')));
    let opening = dossier.annex.as_ref().map(|annex| annex.opening);
    assert_eq!(opening, Some(AnnexOpening::Title));
    assert_eq!(list(&dossier, "thuc_hien").len(), 3);
    assert_eq!(list(&dossier, "chi_so.can_cu").len(), 5);
    assert_eq!(dossier.indicators().len(), 5);
    let counts: Vec<usize> = dossier
        .blocks
        .iter()
        .map(|block| block.agencies.len())
        .collect();
    assert_eq!(counts, [20, 12]);
    let scores = dossier.blocks.iter().flat_map(|block| &block.agencies);
    let sum: rust_decimal::Decimal = scores.filter_map(|agency| agency.total.as_deref()).sum();
    assert_eq!(sum.to_string(), "2531.9");
    let published = dossier.core.published.expect("published figures");
    assert_eq!(published.blocks[1].shares.len(), 4);
}

/// The regulation is a legal basis used again: there it ends with `;`, here it must not.
#[test]
fn a_basis_used_again_loses_its_closing_mark() {
    let dossier = load(SON_LA);
    let basis = &dossier.legal_bases[3];
    assert_eq!(**basis, format!("{};", **text(&dossier, "chi_so.quy_dinh")));
    let place = text(&dossier, "chi_so.quy_dinh").span;
    assert_eq!(
        &SON_LA[place.start as usize..place.end as usize],
        "*quy_dinh"
    );
}

/// Scores stay the digits that were typed.
#[test]
fn decimals_are_exact() {
    let dossier = load(&SON_LA.replace("diem: 84,0", "diem: \"84.00\""));
    let agency = &dossier.blocks[0].agencies[8];
    assert_eq!(
        agency.total.as_deref().map(ToString::to_string).as_deref(),
        Some("84.00")
    );
}

#[test]
fn markdown_keeps_its_lines_and_other_text_does_not() {
    let dossier = load(SON_LA);
    let narrative = |key: &str| text(&dossier, &format!("nhan_xet.{key}")).as_str();
    assert_eq!(narrative("noi_dung").matches("\n- ").count(), 2);
    assert!(!narrative("muc_tieu").contains('\n'));
    assert!(narrative("ket_luan").ends_with("định hướng đến năm 2030"));
}

#[test]
fn decomposed_letters_are_composed() {
    let dossier = load(&SON_LA.replace(
        "Đặng Ngọc Hậu",
        "Đa\u{323}\u{306}ng  Ngo\u{323}c\u{a0}Ha\u{323}\u{302}u",
    ));
    assert_eq!(*dossier.signatory.name, "Đặng Ngọc Hậu");
}

#[test]
fn rules_left_out_are_the_offices_custom() {
    let (head, rest) = SON_LA.split_once("cach_tinh:").expect("rules");
    let (_, tail) = rest.split_once("\n# Các mức").expect("tiers");
    let dossier = load(&format!("{head}\n# Các mức{tail}"));
    assert_eq!(dossier.rules, load(SON_LA).rules);
    let decimals = (dossier.rules.decimals(), dossier.rules.share_decimals());
    assert_eq!(decimals, (Some(1), 0));
}

#[test]
fn optional_keys_may_be_left_empty() {
    let text = SON_LA
        .replace("  # so: 3203", "  so:")
        .replace("  quyen_han: KT. CHỦ TỊCH", "  quyen_han: ~");
    let dossier = load(&text);
    assert_eq!(dossier.document.number, None);
    assert!(dossier.signatory.capacity.is_empty());
}

#[test]
fn a_capacity_may_have_several_lines() {
    let list = "quyen_han: [TM. ỦY BAN NHÂN DÂN, KT. CHỦ TỊCH]";
    let dossier = load(&SON_LA.replace("quyen_han: KT. CHỦ TỊCH", list));
    let lines: Vec<&str> = dossier
        .signatory
        .capacity
        .iter()
        .map(|line| line.value.as_str())
        .collect();
    assert_eq!(lines, ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"]);
}

#[test]
fn the_detailed_example_shows_what_it_should() {
    let dossier = load(DETAILED);
    let counts: Vec<usize> = dossier
        .blocks
        .iter()
        .map(|block| block.agencies.len())
        .collect();
    assert_eq!(counts, [1, 12, 75]);
    assert_eq!(dossier.tiers.len(), 5);
    assert_eq!(dossier.rules.limit_unit(), LimitUnit::Percent);
    assert_eq!(dossier.rules.overall, OverallMethod::Agencies);
    let strict = dossier.tiers.iter().filter_map(|tier| tier.limit());
    assert!(strict.clone().count() == 4 && strict.clone().all(|limit| !limit.inclusive));
    let communes = &dossier.blocks[2];
    assert_eq!(communes.indicators.as_ref().map(Vec::len), Some(4));
    assert_eq!(communes.total.as_deref(), Some(&76));
    let agencies = || dossier.blocks.iter().flat_map(|block| &block.agencies);
    assert_eq!(
        agencies().filter(|a| !a.not_applicable.is_empty()).count(),
        5
    );
    assert!(agencies().any(|agency| agency.name.contains('&')));
    let own = dossier.facts.get("them");
    let helped = "Trung tâm Chuyển đổi số & Đổi mới sáng tạo";
    assert!(matches!(own, Some(Fact::Free(own)) if own["don_vi_ho_tro"] == helped));
}

/// Whatever order an agency's scores are typed in, they stand in the order of the indicators.
#[test]
fn indicator_scores_are_put_in_order() {
    let shuffled = DETAILED.replace(
        "          ha_tang: 18,5\n          du_lieu: 12,75\n",
        "          du_lieu: 12,75\n          ha_tang: 18,5\n",
    );
    assert_ne!(shuffled, DETAILED);
    let dossier = load(&shuffled);
    let ids: Vec<&str> = dossier.blocks[0].agencies[0]
        .scores
        .iter()
        .map(|s| s.indicator.as_str())
        .collect();
    assert_eq!(
        ids,
        ["ha_tang", "du_lieu", "dich_vu", "an_toan", "nhan_luc"]
    );
}

/// Ten thousand agencies are read in the time a test may take.
#[test]
fn reads_many_agencies() {
    let (head, tail) = SON_LA
        .split_once("      - ten: UBND thành phố Sơn La")
        .expect("a block");
    let many: String = (0..10_000)
        .map(|index| {
            format!(
                "      - ten: UBND xã Thử {index}\n        diem: {},5\n",
                index % 100
            )
        })
        .collect();
    let dossier = load(&format!(
        "{head}{many}      - ten: UBND thành phố Sơn La{tail}"
    ));
    assert_eq!(dossier.blocks[1].agencies.len(), 10_012);
}
