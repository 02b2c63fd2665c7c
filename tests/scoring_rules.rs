//! The ways of scoring that regulations use: each against figures done by hand or published, and the rules that hold
//! for any scores.

#![allow(clippy::panic, reason = "a test fails by panicking")]

mod common;

use std::fmt::Write;

use proptest::prelude::*;
use quyet_dinh::inner::diagnostics::{Diagnostics, Sources, render};
use quyet_dinh::inner::dossier::Input;
use quyet_dinh::inner::drafting::BuiltIn;
use quyet_dinh::inner::pipeline;
use quyet_dinh::inner::scoring::{
    Before, BlockStandings, Fraction, Standing, Standings, exact_text,
};

/// A dossier of one block: more keys of the dossier, more keys of the block, its agencies.
fn dossier(more: &str, block: &str, agencies: &[String]) -> String {
    let blocks = [(block.to_owned(), agencies.to_vec())];
    dossier_of(more, &blocks)
}

fn dossier_of(more: &str, blocks: &[(String, Vec<String>)]) -> String {
    let starter = common::RANKING;
    let (head, _) = starter
        .split_once("# Các mức, từ cao xuống thấp")
        .expect("the tiers");
    let mut text = format!("{head}{more}\nkhoi:\n");
    for (at, (keys, agencies)) in blocks.iter().enumerate() {
        let (id, name) = (format!("k{at}"), ["một", "hai", "ba"][at % 3]);
        write!(text, "  - ma: {id}\n    ten: {name}\n{keys}    co_quan:\n").expect("memory");
        for agency in agencies {
            writeln!(text, "      - {{{agency}}}").expect("memory");
        }
    }
    text
}

fn read(text: &str) -> (Option<Standings>, Vec<&'static str>, String) {
    let (mut sources, mut found) = (Sources::default(), Diagnostics::new());
    let set = BuiltIn::Ranking.set();
    let input = Input::new("ho-so.yaml", text, &set);
    let scored = pipeline::read(input, |_| (), &mut sources, &mut found);
    // names of the starter are left as they are here
    let codes = found.iter().map(|problem| problem.code);
    let codes = codes.filter(|code| *code != "TT020").collect();
    (
        scored.map(|scored| scored.standings),
        codes,
        render(&found, &sources),
    )
}

fn standings(text: &str) -> Standings {
    let (standings, _, said) = read(text);
    standings.unwrap_or_else(|| panic!("{said}\n{text}"))
}

fn block(text: &str) -> BlockStandings {
    standings(text).blocks.remove(0)
}

/// `rank name-index score` of each row.
fn rows(block: &BlockStandings) -> Vec<String> {
    let rows = block.rows.iter();
    rows.map(|row| format!("{} {} {}", row.rank, row.agency, row.score.printed))
        .collect()
}

fn agency(at: usize, rest: &str) -> String {
    format!("ten: Cơ quan số {at}, {rest}")
}

fn agencies(rest: &[&str]) -> Vec<String> {
    rest.iter()
        .enumerate()
        .map(|(at, rest)| agency(at, rest))
        .collect()
}

const INDICATORS: &str =
    "chi_so: {danh_sach: [{ma: a, ten: Một, toi_da: 60}, {ma: b, ten: Hai, toi_da: 40}]}\n";

#[test]
fn weights_multiply_points_and_maxima() {
    let weighted = "chi_so: {danh_sach: [{ma: a, ten: Một, toi_da: 100, trong_so: 0.3}, {ma: b, ten: Hai, toi_da: 100, trong_so: 0.7}]}\ncach_tinh: {so_le: 2}\n";
    let text = dossier(
        weighted,
        "",
        &agencies(&[
            "chi_so: {a: 90, b: 80}",
            "chi_so: {a: 77.5}, khong_ap_dung: [b]",
        ]),
    );
    // 27 + 56; 23,25 of 30 is 77,5 of 100
    let block = block(&text);
    assert_eq!(rows(&block), ["1 0 83,00", "2 1 77,50"]);
    assert_eq!(exact_text(&block.rows[1].points), "23.25");
    assert_eq!(exact_text(&block.rows[1].applicable), "30");
    // 30 % and 60 % are not the whole
    let (_, codes, _) = read(&text.replace("trong_so: 0.7", "trong_so: 0.6"));
    assert_eq!(codes, ["HS041"]);
}

#[test]
fn coefficients_are_converted_where_asked_for() {
    let twice = "chi_so: {danh_sach: [{ma: a, ten: Một, toi_da: 100, trong_so: 2}, {ma: b, ten: Hai, toi_da: 100, trong_so: 1}]}\ncach_tinh: {so_le: 2, tong_diem: quy_doi}\n";
    let text = dossier(twice, "", &agencies(&["chi_so: {a: 90, b: 75}"]));
    // (2 x 90 + 75) / 3
    assert_eq!(rows(&block(&text)), ["1 0 85,00"]);
    let (_, codes, _) = read(&text.replace("tong_diem: quy_doi", "tong_diem: cong"));
    assert_eq!(codes, ["HS041"]);
}

#[test]
fn raw_points_are_ranked_by_percent_of_what_applies() {
    let raw = format!(
        "{INDICATORS}cach_tinh: {{so_le: 2, tong_diem: khong_quy_doi, xep_hang_theo: ty_le}}\nmuc: [{{ten: Tốt, tu: 80}}, {{ten: Khá}}]\n"
    );
    let text = dossier(
        &raw,
        "",
        &agencies(&[
            "chi_so: {a: 50, b: 30}",
            "chi_so: {a: 50}, khong_ap_dung: [b]",
        ]),
    );
    let block = block(&text);
    // 50 of 60 is 83,33 %
    assert_eq!(rows(&block), ["1 1 50,00", "2 0 80,00"]);
    assert_eq!(block.rows[0].percent.printed, "83,33");
    // 50 points are not 80, 83 % are
    assert_eq!(block.tiers[0].count, 1);
    let percent = text.replace(
        "xep_hang_theo: ty_le",
        "xep_hang_theo: ty_le, don_vi_muc: phan_tram",
    );
    assert_eq!(crate::block(&percent).tiers[0].count, 2);
}

/// Thanh Hóa 2023: 68,32 points, of a maximum of 84 that applies to the Ban Dân tộc alone, are 81,33 %.
#[test]
fn a_maximum_of_ones_own_converts() {
    for key in ["diem", "diem_cham"] {
        let own = format!("{key}: 68.32, toi_da: 84");
        let text = dossier(
            "cach_tinh: {so_le: 2}\n",
            "",
            &agencies(&[&own, "diem: 81.34"]),
        );
        let (standings, codes, _) = read(&text);
        let block = &standings.expect("scored").blocks[0];
        assert_eq!(rows(block), ["1 1 81,34", "2 0 81,33"]);
        // a total may be converted already
        let said: &[&str] = if key == "diem" { &["KQ007"] } else { &[] };
        assert_eq!(codes, said);
    }
}

#[test]
fn bonus_and_penalty() {
    let text = |rules: &str| {
        dossier(
            &format!("cach_tinh: {{{rules}}}\n"),
            "",
            &agencies(&[
                "diem_cham: 98, diem_thuong: 3",
                "diem_cham: 99, diem_tru: 0.5",
                "diem_cham: 90, diem_thuong: 2, diem_tru: 1",
            ]),
        )
    };
    let (_, codes, _) = read(&text("so_le: 1"));
    assert_eq!(codes, ["KQ005"], "101 of 100");
    let beyond = block(&text("vuot_thang: cho_phep"));
    assert_eq!(rows(&beyond), ["1 0 101,0", "2 1 98,5", "3 2 91,0"]);
    let capped = block(&text("vuot_thang: tinh_toi_da"));
    assert_eq!(rows(&capped), ["1 0 100,0", "2 1 98,5", "3 2 91,0"]);
    let (_, codes, _) = read(&text("vuot_thang: cho_phep, thuong_toi_da: 2.5"));
    assert_eq!(codes, ["HS066"]);
    // a total is held against its parts
    let wrong = dossier(
        "",
        "",
        &agencies(&["diem: 90, diem_cham: 88, diem_thuong: 1"]),
    );
    let (_, codes, said) = read(&wrong);
    assert_eq!(codes, ["KQ001"]);
    assert!(said.contains("iểm chấm = 88; điểm thưởng 1"), "{said}");
}

#[test]
fn an_indicator_decides_then_the_year_before() {
    let more = format!(
        "{INDICATORS}cach_tinh: {{phan_dinh: [chi_so.b, nam_truoc]}}\nnam_truoc: {{khoi: [{{ma: k0, co_quan: [\
         {{ten: Cơ quan số 2, hang: 1}}, {{ten: Cơ quan số 1, hang: 2}}]}}]}}\n"
    );
    let text = dossier(
        &more,
        "",
        &agencies(&[
            "chi_so: {a: 50, b: 30}",
            "chi_so: {a: 45, b: 35}",
            "chi_so: {a: 45, b: 35}",
            "chi_so: {a: 20, b: 20}",
            "chi_so: {a: 20, b: 20}",
        ]),
    );
    let (standings, codes, _) = read(&text);
    let block = &standings.expect("scored").blocks[0];
    // nothing decides between the last two
    let expected = ["1 2 80,0", "2 1 80,0", "3 0 80,0", "4 3 40,0", "4 4 40,0"];
    assert_eq!(rows(block), expected);
    assert_eq!(codes, ["KQ004", "KQ004"]);
}

#[test]
fn one_ranking_across_blocks() {
    let text = dossier_of(
        "cach_tinh: {xep_hang_chung: true}\n",
        &[
            (String::new(), agencies(&["diem: 90", "diem: 80"])),
            (
                "    thang_diem: 120\n".to_owned(),
                agencies(&["diem: 102", "diem: 96", "diem: 120"]),
            ),
        ],
    );
    let standings = standings(&text);
    let across = |block: usize| -> Vec<(usize, Option<usize>)> {
        let rows = standings.blocks[block].rows.iter();
        rows.map(|row| (row.rank, row.across)).collect()
    };
    // 90, 80 and 100, 85, 80 percent
    assert_eq!(across(0), [(1, Some(2)), (2, Some(4))]);
    assert_eq!(across(1), [(1, Some(1)), (2, Some(3)), (3, Some(4))]);
}

#[test]
fn tiers_and_decimals_of_ones_own() {
    let text = dossier_of(
        "cach_tinh: {so_le: 2, so_le_trung_binh: 3}\nmuc: [{ten: Tốt, tu: 80}, {ten: Khá}]\n",
        &[
            (String::new(), agencies(&["diem: 90", "diem: 79.5"])),
            (
                "    so_le: 0\n    so_le_trung_binh: 1\n    muc: [{ten: A, tu: 85}, {ten: B+, tu: 80}, {ten: Khá}]\n".to_owned(),
                agencies(&["diem: 84.5", "diem: 79.4"]),
            ),
        ],
    );
    let standings = standings(&text);
    let [one, two] = &standings.blocks[..] else {
        panic!("two blocks")
    };
    assert_eq!(
        (rows(one), &*one.mean.printed),
        (
            vec!["1 0 90,00".to_owned(), "2 1 79,50".to_owned()],
            "84,750"
        )
    );
    assert_eq!(
        (rows(two), &*two.mean.printed),
        (vec!["1 0 85".to_owned(), "2 1 79".to_owned()], "82,0")
    );
    let counts = |tiers: &[quyet_dinh::inner::scoring::TierCount]| -> Vec<usize> {
        tiers.iter().map(|tier| tier.count).collect()
    };
    assert_eq!(counts(&one.tiers), [1, 1]);
    assert_eq!(counts(&two.tiers), [1, 0, 1]);
    // by name: Tốt, Khá, A, B+
    assert_eq!(counts(&standings.tiers), [1, 2, 1, 0]);
}

#[test]
fn a_tier_by_rule_leaves_the_rank() {
    let text = dossier(
        "muc: [{ten: Tốt, tu: 80}, {ten: Khá}]\n",
        "",
        &agencies(&["diem: 95, muc: {ten: Khá, ly_do: kỷ luật}", "diem: 85"]),
    );
    let block = block(&text);
    assert_eq!(rows(&block), ["1 0 95,0", "2 1 85,0"]);
    assert_eq!(block.rows[0].tier, Some(1));
    assert_eq!((block.tiers[0].count, block.tiers[1].count), (1, 1));
}

/// Hải Dương 2023: 19 assessed, 17 ranked, the others told apart.
#[test]
fn who_is_not_ranked_is_counted_apart() {
    let text = |rules: &str| {
        dossier(
            &format!("cach_tinh: {{so_le: 1{rules}}}\nmuc: [{{ten: Tốt, tu: 85}}, {{ten: Khá}}]\n"),
            "",
            &agencies(&[
                "diem: 90",
                "diem: 88, khong_xep_hang: không cung cấp dịch vụ công",
                "diem: 80",
                "khong_danh_gia: mới thành lập",
            ]),
        )
    };
    let close = block(&text(""));
    assert_eq!(rows(&close), ["1 0 90,0", "2 2 80,0"]);
    assert_eq!((close.counted, &*close.mean.printed), (2, "85,0"));
    assert_eq!(close.tiers[0].count, 1);
    let [unranked, unassessed] = &close.others[..] else {
        panic!("two others")
    };
    let score = unranked
        .result
        .as_ref()
        .expect("assessed")
        .score
        .printed
        .clone();
    assert_eq!((unranked.agency, &*score), (1, "88,0"));
    assert!(unassessed.result.is_none());
    let with_gap = block(&text(", hang_bo_trong: true"));
    assert_eq!(rows(&with_gap), ["1 0 90,0", "3 2 80,0"]);
    let all = block(&text(", tinh_ca_khong_xep_hang: true"));
    assert_eq!((all.counted, &*all.mean.printed), (3, "86,0"));
    assert_eq!(all.tiers[0].count, 2);
}

#[test]
fn a_mean_quoted_as_it_stands() {
    let quoted = |mean: &str| {
        let more = format!(
            "cach_tinh: {{trung_binh_chung: trich_dan, trich_dan: {{diem: {mean}, nguon: Báo cáo số 5/BC-SNV}}}}\n"
        );
        dossier(&more, "", &agencies(&["diem: 90", "diem: 80.5"]))
    };
    for (mean, says) in [
        ("85.3", "đúng bằng trung bình của các khối"),
        ("86", "không bằng số nào"),
    ] {
        let (standings, codes, said) = read(&quoted(mean));
        let overall = standings.expect("scored").overall.expect("quoted");
        assert_eq!(overall.mean.printed, mean.replace('.', ","));
        assert_eq!(codes, ["KQ006"]);
        assert!(said.contains(says) && said.contains("85,25"), "{said}");
    }
}

/// Phú Thọ: 2024 against 2022.
#[test]
fn the_year_before() {
    let more = "cach_tinh: {so_le: 2}\nnam_truoc: {khoi: [{ma: k0, trung_binh: 78.3, co_quan: [\
                {ten: \"Sở Lao động, Thương binh và Xã hội\", hang: 10, diem: 77.99}, {ten: Sở Y tế, hang: 3, diem: 81.37}, \
                {ten: Sở Giao thông vận tải, hang: 1, diem: 82}, {ten: Uỷ ban nhân dân xã Hoà An, hang: 5}]}]}\n";
    let names = [
        "ten: Sở Y tế, diem: 84.32",
        "ten: Sở Lao động - Thương binh và Xã hội, diem: 81.19",
        "ten: Sở Xây dựng, ten_cu: [Sở Giao thông vận tải, Sở Y tế], diem: 80.65",
        "ten: UBND xã Hòa An, diem: 75",
        "ten: Sở Khoa học và Công nghệ, diem: 70",
    ];
    let block = block(&dossier(more, "", &names.map(str::to_owned)));
    let then: Vec<String> = block.rows.iter().map(then).collect();
    assert_eq!(
        then,
        [
            "3 +2 81,37 2.95",
            "10 +8 77,99 3.2",
            "1 -2 82 -1.35",
            "5 +1 - -",
            "mới"
        ]
    );
    let mean = block
        .last_year
        .expect("the year before")
        .mean
        .expect("a mean");
    assert_eq!(mean.printed, "78,3");
    // 78,23 now, as printed
    assert_eq!(
        mean.more.map(|more| exact_text(&more)).as_deref(),
        Some("-0.07")
    );
}

fn then(row: &Standing) -> String {
    match row.last_year.as_ref() {
        Some(Before::Known { rank, score, .. }) => {
            let rank = rank.map_or_else(
                || "- -".to_owned(),
                |then| {
                    format!(
                        "{} {:+}",
                        then.rank,
                        then.rise.expect("ranked in this block")
                    )
                },
            );
            let score = score.as_ref().map_or_else(
                || "- -".to_owned(),
                |then| {
                    format!(
                        "{} {}",
                        then.printed,
                        exact_text(then.more.as_ref().expect("of this scale"))
                    )
                },
            );
            format!("{rank} {score}")
        }
        Some(Before::New) => "mới".to_owned(),
        None => "không hỏi".to_owned(),
    }
}

/// The mean of all is that of the only block, in its decimals and tiers.
#[test]
fn one_block_is_all_there_is() {
    let own = "    so_le: 2\n    so_le_trung_binh: 3\n    muc: [{ten: A, tu: 85}, {ten: B}]\n";
    let text = dossier("", own, &agencies(&["diem: 90.25", "diem: 80.5"]));
    let overall = standings(&text).overall.expect("a mean");
    assert_eq!(overall.mean.printed, "85,375");
    assert_eq!(overall.tier.as_deref(), Some("A"));
}

/// Of a block that the year before does not tell, nothing is known: its agencies are not new.
#[test]
fn a_block_without_a_year_before() {
    let more = "nam_truoc: {khoi: [{ma: k0, co_quan: [{ten: Cơ quan số 0, hang: 1}]}]}\n";
    let one = (String::new(), agencies(&["diem: 90", "diem: 80"]));
    let other = (String::new(), vec!["ten: UBND xã A, diem: 70".to_owned()]);
    let standings = standings(&dossier_of(more, &[one, other]));
    let known = standings
        .blocks
        .iter()
        .flat_map(|block| &block.rows)
        .map(then);
    assert_eq!(known.collect::<Vec<_>>(), ["1 +0 - -", "mới", "- - - -"]);
}

/// Points that one block does not have decide nothing across blocks.
#[test]
fn an_indicator_of_one_block_decides_nothing_across() {
    let more = format!("{INDICATORS}cach_tinh: {{xep_hang_chung: true, phan_dinh: chi_so.b}}\n");
    let standings = standings(&dossier_of(
        &more,
        &[
            (
                String::new(),
                agencies(&["chi_so: {a: 50, b: 30}", "chi_so: {a: 45, b: 35}"]),
            ),
            (
                "    chi_so: [{ma: c, ten: Ba, toi_da: 100}]\n".to_owned(),
                vec!["ten: UBND xã A, chi_so: {c: 80}".to_owned()],
            ),
        ],
    ));
    let rows = standings.blocks.iter().flat_map(|block| &block.rows);
    let ranks: Vec<_> = rows.map(|row| (row.rank, row.across)).collect();
    assert_eq!(ranks, [(1, Some(1)), (2, Some(1)), (1, Some(1))]);
}

/// Rounding is told: what ties, what changes its tier, what a reader computes otherwise.
#[test]
fn what_rounding_changes_is_told() {
    let tiers = "muc: [{ten: Tốt, tu: 85}, {ten: Khá}]\n";
    for (more, scores, expected, says) in [
        // two scores tie, one of them over a limit
        (
            tiers,
            &["diem: 84.96", "diem: 85.04"][..],
            &["KQ020", "KQ021", "KQ024"][..],
            "84,96 in 85,0, xếp mức Tốt",
        ),
        // the printed score contradicts the tier shown
        (
            "cach_tinh: {xep_hang_theo: diem_goc}\nmuc: [{ten: Tốt, tu: 85}, {ten: Khá}]\n",
            &["diem: 84.96", "diem: 70"],
            &["KQ021", "KQ024"],
            "84,96 in 85,0, xếp mức Khá",
        ),
        // the mean is not that of the printed scores
        (
            "",
            &["diem: 80.14", "diem: 80.04", "diem: 80.04", "diem: 80.04"],
            &["KQ022", "KQ024"],
            "ổng 320,26 / 4",
        ),
        // nothing to say where nothing is rounded
        (
            "cach_tinh: {so_le: 2}\n",
            &["diem: 84.96", "diem: 85.04"],
            &[],
            "",
        ),
        ("", &["diem: 84.90", "diem: 85.1"], &[], ""),
        // shares that are forced to 100
        (
            "muc: [{ten: Tốt, tu: 85}, {ten: Khá, tu: 70}, {ten: Yếu}]\n",
            &["diem: 90", "diem: 80", "diem: 50"],
            &["KQ025"],
            "Tốt: 1 / 3 cơ quan ≈ 33,33%, in 34%",
        ),
    ] {
        let (_, codes, said) = read(&dossier(more, "", &agencies(scores)));
        assert_eq!(codes, expected, "{scores:?}: {said}");
        assert!(said.contains(says), "{said}");
    }
}

/// 20,3 + 20,3 + 20,3 + 20,2 beside 80,9.
#[test]
fn sums_of_printed_parts_are_told() {
    let four = "chi_so: {danh_sach: [{ma: a, ten: Một, toi_da: 25}, {ma: b, ten: Hai, toi_da: 25}, {ma: c, ten: Ba, toi_da: 25}, {ma: d, ten: Bốn, toi_da: 25}]}\n";
    let text = dossier(
        four,
        "",
        &agencies(&["chi_so: {a: 20.25, b: 20.25, c: 20.25, d: 20.15}"]),
    );
    let (_, codes, said) = read(&text);
    assert_eq!(codes, ["KQ023", "KQ024"]);
    assert!(
        said.contains("cộng các ô được 81,1, tổng in 80,9"),
        "{said}"
    );
}

/// Points of two indicators in tenths, bonus and penalty in tenths.
type Parts = (u32, u32, u32, u32);

fn parts() -> impl Strategy<Value = Vec<Parts>> {
    prop::collection::vec((0_u32..=600, 0_u32..=400, 0_u32..=30, 0_u32..=20), 2..20)
}

const WITH_PARTS: &str = "cach_tinh: {so_le: 1, vuot_thang: cho_phep}\n";

fn tenths(value: u32) -> String {
    format!("{}.{}", value / 10, value % 10)
}

fn keys_of(&(a, b, bonus, penalty): &Parts) -> String {
    // never below 0
    let penalty = penalty.min(a + b);
    let (a, b) = (tenths(a), tenths(b));
    format!(
        "chi_so: {{a: {a}, b: {b}}}, diem_thuong: {}, diem_tru: {}",
        tenths(bonus),
        tenths(penalty)
    )
}

fn with_parts(more: &str, parts: &[Parts]) -> String {
    let all: Vec<String> = parts
        .iter()
        .enumerate()
        .map(|(at, parts)| agency(at, &keys_of(parts)))
        .collect();
    dossier(&format!("{INDICATORS}{more}"), "", &all)
}

fn rank_of(at: usize, block: &BlockStandings) -> Option<usize> {
    block
        .rows
        .iter()
        .find(|row| row.agency == at)
        .map(|row| row.rank)
}

fn exact(value: &Fraction) -> String {
    exact_text(value)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    /// A total is its points, and bonus, less penalty.
    #[test]
    fn the_parts_add_up(parts in parts()) {
        let block = block(&with_parts(WITH_PARTS, &parts));
        for row in &block.rows {
            let (a, b, bonus, penalty) = parts[row.agency];
            let tenths = i64::from(a + b + bonus) - i64::from(penalty.min(a + b));
            prop_assert_eq!(exact(&(&row.score.exact * Fraction::from(10))), tenths.to_string());
        }
        let sum = quyet_dinh::inner::scoring::sum(block.rows.iter().map(|row| &row.score.exact));
        prop_assert_eq!(exact(&sum), exact(&block.sum));
    }

    /// More bonus never lowers, and never raises another.
    #[test]
    fn bonus_is_monotone(parts in parts(), at in 0_usize..20, by in 1_u32..50) {
        let at = at % parts.len();
        let before = block(&with_parts(WITH_PARTS, &parts));
        let mut raised = parts.clone();
        raised[at].2 += by;
        let after = block(&with_parts(WITH_PARTS, &raised));
        prop_assert!(rank_of(at, &after) <= rank_of(at, &before));
        for other in (0..parts.len()).filter(|other| *other != at) {
            prop_assert!(rank_of(other, &after) >= rank_of(other, &before));
        }
    }

    /// Who is not ranked changes nobody's rank: the others stand as without it, or, with gaps, as with it.
    #[test]
    fn who_is_not_ranked_changes_no_rank(parts in parts(), at in 0_usize..20) {
        let at = at % parts.len();
        let all = block(&with_parts(WITH_PARTS, &parts));
        let mut fewer = parts.clone();
        fewer.remove(at);
        let without = block(&with_parts(WITH_PARTS, &fewer));
        for (rules, gaps) in [("", false), (", hang_bo_trong: true", true)] {
            let more = WITH_PARTS.replace("}\n", &format!("{rules}}}\n"));
            let own = format!("ten: Cơ quan số {at}, ");
            let marked = with_parts(&more, &parts)
                .replace(&format!("{{{own}"), &format!("{{{own}khong_xep_hang: mới, "));
            let block = block(&marked);
            prop_assert_eq!(block.others.len(), 1);
            for other in (0..parts.len()).filter(|other| *other != at) {
                let expected = if gaps {
                    rank_of(other, &all)
                } else {
                    rank_of(other - usize::from(other > at), &without)
                };
                prop_assert_eq!(rank_of(other, &block), expected);
            }
        }
    }

    /// An indicator, or the year before, decides the same whatever the order of entry; the order of entry leaves no tie.
    #[test]
    fn deciders(parts in parts()) {
        let more = WITH_PARTS.replace("}\n", ", phan_dinh: [chi_so.b]}\n");
        let given = block(&with_parts(&more, &parts));
        let mut reversed = parts.clone();
        reversed.reverse();
        let other = block(&with_parts(&more, &reversed));
        for at in 0..parts.len() {
            prop_assert_eq!(rank_of(at, &given), rank_of(parts.len() - 1 - at, &other));
        }
        let by_entry = block(&with_parts(&WITH_PARTS.replace("}\n", ", phan_dinh: thu_tu}\n"), &parts));
        let ranks: Vec<usize> = by_entry.rows.iter().map(|row| row.rank).collect();
        prop_assert_eq!(ranks, (1..=parts.len()).collect::<Vec<_>>());
    }

    /// Ranks across blocks keep the order of each block, and each block's tiers and mean as they are.
    #[test]
    fn ranks_across_keep_the_order(one in parts(), two in parts()) {
        let blocks = [&one, &two].map(|parts| {
            let all = parts.iter().enumerate();
            (String::new(), all.map(|(at, parts)| agency(at, &keys_of(parts))).collect::<Vec<String>>())
        });
        let more = |rules: &str| format!("{INDICATORS}{}", WITH_PARTS.replace("}\n", rules));
        let apart = standings(&dossier_of(&more("}\n"), &blocks));
        let across = standings(&dossier_of(&more(", xep_hang_chung: true}\n"), &blocks));
        for (apart, across) in apart.blocks.iter().zip(&across.blocks) {
            prop_assert_eq!(rows(apart), rows(across));
            for pair in across.rows.windows(2) {
                let same = pair[0].rank == pair[1].rank;
                prop_assert_eq!(same, pair[0].across == pair[1].across);
                prop_assert!(pair[0].across <= pair[1].across);
            }
        }
    }

    /// The change since the year before is what a reader subtracts.
    #[test]
    fn changes_are_differences_of_what_is_printed(parts in parts(), scores in prop::collection::vec(0_u32..=1_000, 20)) {
        let then: Vec<String> = (0..parts.len())
            .map(|at| format!("{{ten: Cơ quan số {at}, hang: {}, diem: {}}}", at + 1, tenths(scores[at])))
            .collect();
        let more = format!("{WITH_PARTS}nam_truoc: {{khoi: [{{ma: k0, co_quan: [{}]}}]}}\n", then.join(", "));
        for row in &block(&with_parts(&more, &parts)).rows {
            let Some(Before::Known { rank: Some(then), score: Some(score), .. }) = &row.last_year else {
                panic!("known");
            };
            prop_assert_eq!(then.rise, Some(row.agency as i64 + 1 - row.rank as i64));
            let more = score.more.clone().expect("of this scale");
            prop_assert_eq!(row.score.as_printed() - more, Fraction::from_parts(scores[row.agency].into(), 10_u8.into()));
        }
    }
}
