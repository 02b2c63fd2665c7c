//! What `diff` finds between two states: exactly the agencies, figures and sentences that differ.

#![allow(clippy::panic, reason = "a test fails by panicking")]

mod common;

use std::collections::BTreeSet;

use proptest::prelude::*;
use quyet_dinh::inner::diagnostics::Sources;
use quyet_dinh::inner::document::{Block, Document};
use quyet_dinh::inner::drafting::DraftOptions;
use quyet_dinh::inner::pipeline::Scored;
use quyet_dinh::inner::revision::{self, Changes, FigureKind};

use common::{SON_LA, scored, synthetic};

fn compare(old: &Scored, new: &Scored) -> Changes {
    revision::compare(
        (&old.dossier, &old.standings),
        (&new.dossier, &new.standings),
    )
}

fn changes(old: &str, new: &str) -> Changes {
    let mut sources = Sources::default();
    let (old, new) = (scored(old, &mut sources), scored(new, &mut sources));
    compare(&old, &new)
}

fn correction(lines: &str) -> String {
    format!(
        "  - ngay: 13/12/2021\n    nguoi_de_nghi: Sở Nội vụ\n    van_ban: Công văn số 1\n    ly_do: sắp xếp\n    {}\n",
        lines.replace('\n', "\n    ")
    )
}

#[test]
fn a_dossier_does_not_differ_from_itself() {
    assert!(changes(SON_LA, SON_LA).is_empty());
    let document = common::document(SON_LA, &DraftOptions::default());
    assert!(
        revision::sentences(
            std::slice::from_ref(&document),
            std::slice::from_ref(&document)
        )
        .is_empty()
    );
}

/// The signed text of 2021 forgot just these: 1/10/1 -> 2/9/1, 8/84/8 -> 17/75/8, the mean.
#[test]
fn finds_what_the_signed_text_forgot() {
    let old = SON_LA.replace(
        "Mộc Châu\n        diem: 85,0",
        "Mộc Châu\n        diem: 84,6",
    );
    let found = changes(&old, SON_LA);
    let agencies: Vec<&str> = (found.blocks.iter())
        .flat_map(|block| &block.agencies)
        .map(|agency| agency.name.as_str())
        .collect();
    assert_eq!(agencies, ["UBND huyện Mộc Châu"]);
    let figures: Vec<String> = (found.figures.iter())
        .map(|change| {
            let (old, new) = (change.old.as_deref(), change.new.as_deref());
            format!("{} -> {}", old.unwrap_or("none"), new.unwrap_or("none"))
        })
        .collect();
    assert_eq!(
        figures,
        [
            "80,6 -> 80,7",
            "1 -> 2",
            "8% -> 17%",
            "10 -> 9",
            "84% -> 75%"
        ]
    );
}

/// The shipped story: the same decision, with the late correction of 2021 as a correction.
#[test]
fn the_example_tells_the_story() {
    let story = include_str!("../data/son-la-2021-dieu-chinh.yaml");
    assert!(changes(SON_LA, story).is_empty(), "the same standings");
    let (told, signed) = [story, SON_LA]
        .map(|text| common::document(text, &DraftOptions::default()))
        .into();
    assert!(
        revision::sentences(&[told], &[signed]).is_empty(),
        "the same text"
    );
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_quyetdinh"))
        .args(["diff", "data/son-la-2021-dieu-chinh.yaml", "--truoc", "1"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("the program starts");
    let text = String::from_utf8_lossy(&output.stdout).replace("\r\n", "\n");
    let (_, figures) = text.split_once("\nSố liệu\n").expect("figures");
    let figures = figures.split("\n\n").next().expect("a part");
    assert_eq!(
        figures.trim_end(),
        "  Điểm trung bình của khối cơ quan cấp huyện: 80,6 → 80,7\n  \
         Số cơ quan mức Tốt của khối cơ quan cấp huyện: 1 → 2\n  \
         Tỷ lệ mức Tốt của khối cơ quan cấp huyện: 8% → 17%\n  \
         Số cơ quan mức Khá của khối cơ quan cấp huyện: 10 → 9\n  \
         Tỷ lệ mức Khá của khối cơ quan cấp huyện: 84% → 75%"
    );
}

#[test]
fn agencies_that_change_names_keep_their_places() {
    let renames = ["Sở Xây dựng", "Sở Nội vụ", "Sở Tạm thời"]
        .iter()
        .zip(["Sở Tạm thời", "Sở Xây dựng", "Sở Nội vụ"])
        .map(|(from, to)| correction(&format!("co_quan: {from}\ndoi_ten: {to}")));
    let new = format!("{SON_LA}\ndieu_chinh:\n{}", renames.collect::<String>());
    for (old, new) in [(SON_LA, new.as_str()), (new.as_str(), SON_LA)] {
        let found = changes(old, new);
        let agencies = &found.blocks[0].agencies;
        assert_eq!(agencies.len(), 2, "{agencies:?}");
        for agency in agencies {
            assert!(agency.former_name.is_some() && agency.old == agency.new);
        }
        assert!(found.figures.is_empty());
    }
}

/// Scores that print the same are another score all the same.
#[test]
fn shows_a_change_that_is_not_printed() {
    let new = SON_LA.replace("diem: 88,3", "diem: 88,31");
    let found = changes(SON_LA, &new);
    assert_eq!(found.blocks[0].agencies.len(), 1);
    assert!(found.figures.is_empty());
    let report = revision::text(&found, &[]);
    assert!(report.contains("điểm 88,3 → 88,31"), "{report}");
}

#[test]
fn a_block_may_come_or_go() {
    let block = |names: &[&str]| -> Vec<(String, String)> {
        names
            .iter()
            .map(|name| ((*name).to_owned(), "80".to_owned()))
            .collect()
    };
    let one = synthetic(&[block(&["Sở Một"])]);
    let two = synthetic(&[block(&["Sở Một"]), block(&["Sở Hai"])]);
    let found = changes(&one, &two);
    assert_eq!(found.blocks[0].id, "k1");
    assert!(found.blocks[0].agencies[0].old.is_none());
    let found = changes(&two, &one);
    assert!(found.blocks[0].agencies[0].new.is_none());
    assert!(
        (found.figures.iter())
            .any(|change| change.figure == FigureKind::Mean && change.new.is_none())
    );
}

#[test]
fn pairs_the_sentences_that_changed() {
    let old = common::document(SON_LA, &DraftOptions::default());
    let new = SON_LA
        .replace(
            "    - Việc tập huấn, bồi dưỡng",
            "    - Câu mới chưa từng có.\n    - Việc tập huấn, bồi dưỡng",
        )
        .replace("Tờ trình số 146/TTr-STTTT", "Tờ trình số 147/TTr-STTTT");
    let new = common::document(&new, &DraftOptions::default());
    let found = revision::sentences(&[old], &[new]);
    assert_eq!(found.len(), 2, "{found:?}");
    assert_eq!(found[0].place(), "Quyết định");
    assert!(found[0].old.is_some() && found[0].new.is_some());
    assert_eq!(
        (found[1].place().as_str(), &found[1].old),
        ("Phụ lục, mục C.2", &None)
    );
}

fn tenths(score: u32) -> String {
    format!("{}.{}", score / 10, score % 10)
}

/// Name, score, rank and tier of every agency.
fn rows(state: &Scored) -> BTreeSet<(String, String, usize, Option<usize>)> {
    let blocks = state.standings.blocks.iter();
    blocks
        .flat_map(|block| block.rows.iter().map(move |row| (block.block, row)))
        .map(|(block, row)| {
            let name = &state.dossier.blocks[block].agencies[row.agency].name.value;
            (
                name.clone(),
                row.score.exact.to_string(),
                row.rank,
                row.tier,
            )
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    /// Listed are exactly the agencies whose score, rank or tier differ, came or went.
    #[test]
    fn lists_exactly_what_differs(
        old in prop::collection::btree_map(0_u32..12, 600_u32..=900, 1..10),
        edits in prop::collection::btree_map(0_u32..12, prop::option::of(600_u32..=900), 0..4),
    ) {
        let mut new = old.clone();
        for (agency, score) in edits {
            match score {
                Some(score) => { new.insert(agency, score); }
                None => { new.remove(&agency); }
            }
        }
        prop_assume!(!new.is_empty());
        let dossier = |scores: &std::collections::BTreeMap<u32, u32>| {
            let agencies = scores.iter();
            synthetic(&[agencies.map(|(at, score)| (format!("UBND xã Số {at}"), tenths(*score))).collect()])
        };
        let mut sources = Sources::default();
        let (old, new) = (scored(&dossier(&old), &mut sources), scored(&dossier(&new), &mut sources));
        let (old_rows, new_rows) = (rows(&old), rows(&new));
        let expected: BTreeSet<String> = (old_rows.symmetric_difference(&new_rows))
            .map(|(name, ..)| name.clone())
            .collect();
        let found = compare(&old, &new);
        let names: Vec<String> = (found.blocks.iter())
            .flat_map(|block| &block.agencies)
            .map(|agency| agency.name.clone())
            .collect();
        prop_assert_eq!(names.len(), expected.len(), "each once");
        prop_assert_eq!(names.into_iter().collect::<BTreeSet<_>>(), expected);
        prop_assert!(compare(&new, &new).is_empty());
    }
}

/// A package is a folder with its dossier and the templates it was drafted with.
#[test]
fn compares_a_package_with_its_own_templates() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let package = folder.path().join("goi");
    std::fs::create_dir_all(package.join("mau")).expect("made");
    std::fs::write(package.join("3203.yaml"), SON_LA).expect("written");
    std::fs::write(folder.path().join("moi.yaml"), SON_LA).expect("written");
    for name in ["quyet-dinh.md", "phu-luc.md"] {
        let template = format!(
            "{}/templates/chinh-quyen-so/{name}",
            env!("CARGO_MANIFEST_DIR")
        );
        let text = std::fs::read_to_string(template).expect("a template");
        let text = text.replace("chịu trách nhiệm thi hành", "có trách nhiệm thi hành");
        std::fs::write(package.join("mau").join(name), text).expect("written");
    }
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_quyetdinh"))
        .args(["diff", "goi", "moi.yaml"])
        .current_dir(folder.path())
        .output()
        .expect("the program starts");
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success() && text.starts_with("Câu chữ\n  Quyết định\n"),
        "{text}"
    );
    assert_eq!(text.matches("trách nhiệm thi hành").count(), 2, "{text}");
}

/// An issued package, number and date left aside, is the dossier it was issued from; a damaged one
/// is not compared.
#[test]
fn compares_an_issued_package() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    std::fs::write(folder.path().join("moi.yaml"), SON_LA).expect("written");
    let run = |arguments: &[&str]| {
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_quyetdinh"))
            .args(arguments)
            .current_dir(folder.path())
            .output()
            .expect("the program starts");
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        (output.status.code(), text)
    };
    let issue = [
        "issue",
        "moi.yaml",
        "--so",
        "3203",
        "--ngay",
        "2021-12-24",
        "--out",
        "kho",
    ];
    assert_eq!(run(&issue).0, Some(0));
    let package = "kho/2021-3203-QD-UBND";
    let (status, text) = run(&["diff", package, "moi.yaml"]);
    assert_eq!((status, text.as_str()), (Some(0), "Không có thay đổi\n"));
    let late = SON_LA.replace("diem: 88,3", "diem: 88,4");
    std::fs::write(folder.path().join("moi.yaml"), late).expect("written");
    let (status, text) = run(&["diff", package, "moi.yaml"]);
    assert_eq!(status, Some(0));
    assert!(text.contains("điểm 88,3 → 88,4"), "{text}");
    let filed = folder.path().join(package).join("ho-so.yaml");
    std::fs::write(filed, SON_LA.replace("88,3", "88,2")).expect("written");
    assert_eq!(run(&["diff", package, "moi.yaml"]).0, Some(1));
}

/// The sheet's paragraphs outside its tables, and each table's number of rows below its head.
fn outline(sheet: &Document) -> (Vec<String>, Vec<usize>) {
    let (mut texts, mut rows) = (Vec::new(), Vec::new());
    for block in sheet.sections.iter().flat_map(|section| &section.blocks) {
        match block {
            Block::Paragraph(paragraph) => texts.push(paragraph.text()),
            Block::Table(table) => rows.push(table.body.len()),
            _ => {}
        }
    }
    (texts, rows)
}

#[test]
fn the_sheet_holds_all_changes_and_nothing_else() {
    let old_text = SON_LA.replace("diem: 88,3", "diem: 84,9");
    let mut sources = Sources::default();
    let (old, new) = (
        scored(&old_text, &mut sources),
        scored(SON_LA, &mut sources),
    );
    let was = common::document(&old_text, &DraftOptions::default());
    let is = common::document(SON_LA, &DraftOptions::default());
    let changes = compare(&old, &new);
    let sentences = revision::sentences(&[was], std::slice::from_ref(&is));
    let sheet = revision::sheet(&changes, &sentences, "hai hồ sơ", &new.dossier, &is);
    let (texts, rows) = outline(&sheet);
    assert_eq!(texts[0], "BẢNG TỔNG HỢP THAY ĐỔI");
    assert_eq!(
        texts[3], "1. Cơ quan thay đổi điểm, hạng, mức",
        "no corrections, no such part"
    );
    let agencies = changes.blocks[0].agencies.len() + 1;
    assert_eq!(rows, [agencies, changes.figures.len(), sentences.len()]);
    let sheet = revision::sheet(&Changes::default(), &[], "hai hồ sơ", &new.dossier, &is);
    let (texts, rows) = outline(&sheet);
    assert_eq!(texts.last().map(String::as_str), Some("Không có thay đổi."));
    assert!(rows.is_empty());
}
