//! Amending an issued decision: from its package and the dossier with new corrections.

use std::path::Path;

use proptest::prelude::*;
use quyet_dinh::inner::amending::{Amended, Task};
use quyet_dinh::inner::archive::{self, Contents, Disk, Lineage, Package, Rebuilt};
use quyet_dinh::inner::diagnostics::{Diagnostics, Sources, render};
use quyet_dinh::inner::document::{Block, CellContent, Document, TableKind};
use quyet_dinh::inner::drafting::{BuiltIn, DraftOptions, Templates};
use quyet_dinh::inner::fonts::Fonts;
use quyet_dinh::inner::pipeline::{self, IssueFacts, Workshop};
use quyet_dinh::inner::values::parse_date;

use super::common::{self, DETAILED, SON_LA};
use super::{code, contents_of, issue, issue_with, verify};

fn workshop() -> Workshop {
    Workshop {
        templates: Templates::built_in(BuiltIn::Amending, &mut Sources::default())
            .expect("compiled in")
            .into(),
        fonts: Fonts::built_in().expect("compiled in").into(),
    }
}

/// A correction of an agency's score.
fn correction(date: &str, agency: &str, from: &str, to: &str) -> String {
    format!(
        "  - ngay: {date}\n    nguoi_de_nghi: {agency}\n    van_ban: Công văn số 1/CV\n    \
         ly_do: bổ sung tài liệu\n    co_quan: {agency}\n    tu: {from}\n    thanh: {to}\n"
    )
}

fn corrected(dossier: &str, corrections: &[String]) -> String {
    format!("{dossier}\ndieu_chinh:\n{}", corrections.concat())
}

fn assembled(package: &Path, text: &str, number: &str, date: &str) -> Contents {
    let (mut sources, mut problems) = (Sources::default(), Diagnostics::new());
    let given = IssueFacts {
        number: Some(number.to_owned()),
        date: parse_date(date),
        ..IssueFacts::default()
    };
    let built = assemble(package, text, &given, &mut sources, &mut problems);
    built.unwrap_or_else(|| panic!("{}", render(&problems, &sources)))
}

/// The files of the decision that amends the last of that package's lineage.
fn assemble(
    package: &Path,
    text: &str,
    given: &IssueFacts,
    sources: &mut Sources,
    problems: &mut Diagnostics,
) -> Option<Contents> {
    let workshop = workshop();
    let lineage = Lineage::open(&Disk, package).expect("whole");
    let amended = lineage.amended(&workshop.fonts, sources).expect("readable");
    let task = amend(&amended, text);
    let link = Some(lineage.link());
    archive::assemble(&workshop, &task, link, given, sources, problems)
}

fn amend<'a>(amended: &'a Amended, text: &'a str) -> Task<'a> {
    Task::Amend {
        amended,
        name: "moi.yaml",
        text,
    }
}

/// The amending decision as a document, before its number is given.
fn drafted(package: &Path, text: &str) -> Document {
    let (mut sources, mut problems) = (Sources::default(), Diagnostics::new());
    let workshop = workshop();
    let lineage = Lineage::open(&Disk, package).expect("whole");
    let amended = lineage
        .amended(&workshop.fonts, &mut sources)
        .expect("readable");
    let adjust = |_: &mut quyet_dinh::inner::dossier::Dossier| ();
    let read = amend(&amended, text).read(adjust, &mut sources, &mut problems);
    let (scored, amendment) = read.unwrap_or_else(|| panic!("{}", render(&problems, &sources)));
    let options = DraftOptions {
        amendment,
        ..DraftOptions::default()
    };
    let drafted = pipeline::draft(&workshop, &scored, &options, &mut sources, &mut problems);
    common::decision(drafted.unwrap_or_else(|| panic!("{}", render(&problems, &sources))))
}

/// The paragraphs and items of the decision itself.
fn lines(document: &Document) -> Vec<String> {
    let blocks = &document.sections[0].blocks;
    let texts = blocks.iter().flat_map(|block| match block {
        Block::Paragraph(paragraph) => vec![paragraph.text()],
        Block::List(items) => items.iter().map(|item| item.paragraph.text()).collect(),
        _ => Vec::new(),
    });
    texts.collect()
}

/// The cells of the annex's tables of this kind, one line a row.
fn rows(document: &Document, kind: TableKind) -> Vec<String> {
    let blocks = document.sections[1].blocks.iter();
    let tables = blocks.filter_map(|block| match block {
        Block::Table(table) if table.kind == kind => Some(table),
        _ => None,
    });
    let rows = tables.flat_map(|table| table.header.iter().chain(&table.body));
    let text = |content: &CellContent| match content {
        CellContent::Text(paragraph) => paragraph.text(),
        CellContent::Diagonal { above, below } => format!("{} / {}", above.text(), below.text()),
    };
    rows.map(|row| {
        let cells = row.cells.iter().map(|cell| text(&cell.content));
        cells.collect::<Vec<String>>().join(" | ")
    })
    .collect()
}

/// Sơn La's decision as it would have been issued before the late correction.
fn before() -> String {
    SON_LA.replace(
        "Mộc Châu\n        diem: 85,0",
        "Mộc Châu\n        diem: 84,6",
    )
}

fn late() -> String {
    correction("05/01/2022", "UBND huyện Mộc Châu", "84,6", "85,0")
}

/// An archive with that decision; gives its package.
fn issued() -> (tempfile::TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let root = folder.path().join("kho");
    let name = issue(&root, &contents_of(&before(), "3203", "24/12/2021"));
    let package = root.join(name);
    (folder, package)
}

#[test]
fn names_every_changed_row_and_figure_with_old_and_new_value() {
    let (_folder, package) = issued();
    let document = drafted(&package, &corrected(&before(), &[late()]));
    let lines = lines(&document);
    assert!(
        lines[1].starts_with("Về việc sửa đổi, bổ sung")
            && lines[1].contains("Quyết định số 3203/QĐ-UBND ngày 24/12/2021"),
        "{}",
        lines[1]
    );
    assert_eq!(document.meta.subject, lines[1]);
    let article = lines
        .iter()
        .position(|line| line.starts_with("Điều 1."))
        .expect("there");
    let expected = [
        "1. Sửa đổi kết quả của khối cơ quan cấp huyện tại Bảng 2:",
        "UBND huyện Mộc Châu: điểm 84,6 sửa thành 85,0, mức Khá sửa thành Tốt.",
        "2. Sửa đổi số liệu:",
        "Điểm trung bình của khối cơ quan cấp huyện: 80,6 sửa thành 80,7;",
        "Số cơ quan mức Tốt của khối cơ quan cấp huyện: 01 sửa thành 02;",
        "Tỷ lệ mức Tốt của khối cơ quan cấp huyện: 8% sửa thành 17%;",
        "Số cơ quan mức Khá của khối cơ quan cấp huyện: 10 sửa thành 09;",
        "Tỷ lệ mức Khá của khối cơ quan cấp huyện: 84% sửa thành 75%.",
        "3. Sửa đổi lời văn:",
        "Mục C.1: “Điểm trung bình của khối cơ quan cấp huyện là 80,6/100 điểm.” sửa thành “Điểm \
         trung bình của khối cơ quan cấp huyện là 80,7/100 điểm.”.",
    ];
    assert_eq!(lines[article + 1..=article + expected.len()], expected);
}

/// The annex holds Bảng 1 and Bảng 2 whole, just as the corrected decision would print them.
#[test]
fn the_annex_holds_the_amended_tables_whole() {
    let (_folder, package) = issued();
    let document = drafted(&package, &corrected(&before(), &[late()]));
    let corrected = common::document(SON_LA, &DraftOptions::default());
    for kind in [TableKind::Standings, TableKind::Shares] {
        let found = rows(&document, kind);
        assert!(found.len() > 4);
        assert_eq!(found, rows(&corrected, kind));
    }
}

#[test]
fn an_amending_decision_is_filed_and_builds_again() {
    let (_folder, package) = issued();
    let text = corrected(&before(), &[late()]);
    let contents = assembled(&package, &text, "41", "10/01/2022");
    let root = package.parent().expect("an archive");
    let name = issue(root, &contents);
    assert_eq!(name, "2022-41-QD-UBND");
    leave_for_the_validators(&contents);
    let original = Package::open(&Disk, &package).expect("whole");
    let filed = Package::open(&Disk, &root.join(&name)).expect("whole");
    assert_eq!(filed.record().amends, Some(original.link()));
    assert_eq!(filed.dossier_text(), text);
    let fonts = Fonts::built_in().expect("compiled in");
    let found = archive::verify(&Disk, root, Some(&fonts)).expect("readable");
    assert!(!found.is_damaged(), "{found:?}");
    let rebuilt: Vec<&Rebuilt> = found.packages.iter().map(|p| &p.rebuilt).collect();
    assert_eq!(rebuilt, [&Rebuilt::Identical, &Rebuilt::Identical]);
}

/// Both files, for `scripts/validate.sh`.
fn leave_for_the_validators(contents: &Contents) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("docx");
    std::fs::create_dir_all(&folder).expect("target can be written");
    for (path, bytes) in &contents.files {
        if let Some((_, ending @ ("docx" | "pdf"))) = path.rsplit_once('.') {
            let target = folder.join(format!("quyet-dinh-sua-doi.{ending}"));
            std::fs::write(target, bytes).expect("target can be written");
        }
    }
}

/// The second amendment starts from the first, whichever package it is asked for, and cites both.
#[test]
fn amends_what_was_amended() {
    let (_folder, package) = issued();
    let root = package.parent().expect("an archive");
    let once = corrected(&before(), &[late()]);
    let first = issue(root, &assembled(&package, &once, "41", "10/01/2022"));
    let again = correction("20/01/2022", "UBND huyện Mộc Châu", "85,0", "88,3");
    let twice = corrected(&before(), &[late(), again]);
    let from_first = drafted(&root.join(&first), &twice);
    let from_original = drafted(&package, &twice);
    assert_eq!(lines(&from_first), lines(&from_original));
    let text = lines(&from_first).join("\n");
    for words in [
        "điểm 85,0 sửa thành 88,3, xếp hạng 02 sửa thành 01",
        "Căn cứ Quyết định số 3203/QĐ-UBND ngày 24/12/2021",
        "Căn cứ Quyết định số 41/QĐ-UBND ngày 10/01/2022",
        "(đã được sửa đổi, bổ sung tại Quyết định số 41/QĐ-UBND ngày 10/01/2022) như sau:",
    ] {
        assert!(text.contains(words), "{words}\n{text}");
    }
    assert!(
        !text.contains("84,6"),
        "the first amendment's change is no news"
    );
    issue(root, &assembled(&package, &twice, "77", "25/01/2022"));
    let fonts = Fonts::built_in().expect("compiled in");
    let found = archive::verify(&Disk, root, Some(&fonts)).expect("readable");
    assert!(!found.is_damaged(), "{found:?}");
    assert!(
        found
            .packages
            .iter()
            .all(|p| p.rebuilt == Rebuilt::Identical)
    );
}

/// Both started from the same state: the second would undo the first.
#[test]
fn two_at_once_do_not_amend_the_same_state() {
    let (_folder, package) = issued();
    let root = package.parent().expect("an archive");
    let other = correction("06/01/2022", "UBND huyện Vân Hồ", "67,4", "70,0");
    let one = assembled(
        &package,
        &corrected(&before(), &[late()]),
        "41",
        "10/01/2022",
    );
    let two = assembled(
        &package,
        &corrected(&before(), &[other]),
        "42",
        "10/01/2022",
    );
    issue(root, &one);
    let refused = issue_with(&Disk, root, &two).expect_err("too late");
    assert_eq!(code(&refused), "SD010");
    assert_eq!(verify(root).packages.len(), 2);
}

#[test]
fn a_damaged_original_is_told_and_not_amended() {
    let (_folder, package) = issued();
    let root = package.parent().expect("an archive");
    let text = corrected(&before(), &[late()]);
    issue(root, &assembled(&package, &text, "41", "10/01/2022"));
    std::fs::write(package.join("ho-so.yaml"), SON_LA).expect("written");
    let fonts = Fonts::built_in().expect("compiled in");
    let found = archive::verify(&Disk, root, Some(&fonts)).expect("readable");
    assert!(!found.packages[0].faults.is_empty());
    assert!(found.packages[1].faults.is_empty());
    assert_eq!(found.packages[1].rebuilt, Rebuilt::Untried);
    let refused = Lineage::open(&Disk, &package).expect_err("damaged");
    assert_eq!(code(&refused), "LT021");
    let refused = Lineage::open(&Disk, &root.join("2022-41-QD-UBND")).expect_err("damaged");
    assert_eq!(code(&refused), "LT021");
}

/// Names, indicators, withdrawn and added agencies.
#[test]
fn tells_every_kind_of_change() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let root = folder.path();
    let name = issue(root, &contents_of(SON_LA, "5", "24/12/2021"));
    let head = "  - ngay: 05/01/2022\n    nguoi_de_nghi: Sở Nội vụ\n    van_ban: Công văn số 2\n    ly_do: sắp xếp\n";
    let kinds = [
        "    co_quan: Ban Dân tộc\n    doi_ten: Sở Dân tộc và Tôn giáo\n",
        "    co_quan: Sở Y tế\n    rut: true\n",
        "    khoi: tinh\n    them:\n      ten: Ban Quản lý khu du lịch\n      diem: 75,0\n",
        "    co_quan: Sở Dân tộc và Tôn giáo\n    tu: 88,7\n    thanh: 88,4\n",
    ];
    let corrections = kinds.map(|kind| format!("{head}{kind}"));
    let document = drafted(&root.join(name), &corrected(SON_LA, &corrections));
    let text = lines(&document).join("\n");
    for words in [
        "Ban Dân tộc đổi tên thành Sở Dân tộc và Tôn giáo: điểm 88,7 sửa thành 88,4, xếp hạng 02 sửa thành 03;",
        "Sở Nội vụ: xếp hạng 03 sửa thành 02;",
        "Bổ sung Ban Quản lý khu du lịch: điểm 75,0, xếp hạng 13, mức Khá;",
        "Đưa Sở Y tế (điểm 74,4, xếp hạng 13, mức Khá) ra khỏi danh sách xếp hạng.",
        "Thay thế Bảng 1, Bảng 2 và bảng tỷ lệ các mức",
    ] {
        assert!(text.contains(words), "{words}\n{text}");
    }
}

/// Points that went to the wrong indicator: the total stays, the detailed table does not.
#[test]
fn points_moved_between_indicators_are_a_change() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let root = folder.path();
    let scored = common::scored(DETAILED, &mut Sources::default());
    let block = &scored.dossier.blocks[0];
    let agency = block.agencies.iter().find(|agency| agency.scores.len() > 1);
    let agency = agency.expect("an agency with indicators");
    let quarter = rust_decimal::Decimal::new(25, 2);
    let corrections: Vec<String> = [(0, -quarter), (1, quarter)]
        .map(|(at, by)| {
            let score = &agency.scores[at];
            let (from, id) = (*score.value, score.indicator.as_str());
            format!(
                "  - ngay: 01/12/2026\n    nguoi_de_nghi: Sở Nội vụ\n    van_ban: Công văn số 2\n    \
                 ly_do: rà soát\n    khoi: {}\n    co_quan: {}\n    chi_so: {id}\n    tu: {from}\n    \
                 thanh: {}\n",
                *block.id,
                *agency.name,
                from + by
            )
        })
        .into();
    let text = corrected(DETAILED, &corrections);
    let name = issue(root, &contents_of(DETAILED, "6", "24/12/2026"));
    let document = drafted(&root.join(&name), &text);
    let corrected = common::document(&text, &DraftOptions::default());
    for kind in [TableKind::Standings, TableKind::Detail, TableKind::Shares] {
        assert_eq!(rows(&document, kind), rows(&corrected, kind));
    }
    let lines = lines(&document);
    let line = lines
        .iter()
        .find(|line| line.starts_with(&format!("{}: ", *agency.name)));
    let line = line.expect("named");
    let indicators = block
        .indicators
        .as_ref()
        .map_or(scored.dossier.indicators(), Vec::as_slice);
    for score in &agency.scores[..2] {
        let indicator = indicators.iter().find(|i| *i.id == *score.indicator);
        let words = format!("điểm chỉ số {} ", *indicator.expect("known").name);
        assert!(
            line.contains(&words) && line.contains(" sửa thành "),
            "{line}"
        );
    }
}

/// The second amendment cannot be older than the first.
#[test]
fn dates_follow_the_last_amendment() {
    let (_folder, package) = issued();
    let root = package.parent().expect("an archive");
    let once = corrected(&before(), &[late()]);
    issue(root, &assembled(&package, &once, "41", "10/03/2022"));
    let again = correction("05/01/2022", "UBND huyện Mộc Châu", "85,0", "88,3");
    let twice = corrected(&before(), &[late(), again]);
    let (mut sources, mut problems) = (Sources::default(), Diagnostics::new());
    let given = IssueFacts {
        number: Some("50".to_owned()),
        date: parse_date("20/02/2022"),
        ..IssueFacts::default()
    };
    let built = assemble(&package, &twice, &given, &mut sources, &mut problems);
    assert!(built.is_none());
    assert!(problems.iter().any(|problem| problem.code == "SD006"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    /// Whatever is corrected: each agency whose printed place changed is named with its new score,
    /// rank or tier, and the annex is that of the corrected decision.
    #[test]
    fn nothing_that_changed_is_left_out(
        scores in prop::collection::vec(500_u32..=900, 3..9),
        edits in prop::collection::btree_map(0_usize..9, 500_u32..=900, 1..4),
    ) {
        let tenths = |score: u32| format!("{}.{}", score / 10, score % 10);
        let name = |at: usize| format!("UBND xã Số {at}");
        let agencies = scores.iter().enumerate().map(|(at, score)| (name(at), tenths(*score)));
        let old = common::synthetic(&[agencies.collect()]);
        let edits: Vec<(usize, u32)> = edits.into_iter()
            .filter(|(at, score)| *at < scores.len() && scores[*at] != *score)
            .collect();
        prop_assume!(!edits.is_empty());
        let corrections: Vec<String> = edits.iter()
            .map(|(at, score)| correction("05/01/2022", &name(*at), &tenths(scores[*at]), &tenths(*score)))
            .collect();
        let new = corrected(&old, &corrections);
        let folder = tempfile::tempdir().expect("a temporary folder");
        let package = issue(folder.path(), &contents_of(&old, "1", "24/12/2021"));
        let document = drafted(&folder.path().join(package), &new);
        let (was, is) = (common::document(&old, &DraftOptions::default()), common::document(&new, &DraftOptions::default()));
        prop_assert_eq!(rows(&document, TableKind::Standings), rows(&is, TableKind::Standings));
        let text = lines(&document);
        for (at, score) in &edits {
            let line = text.iter().find(|line| line.starts_with(&format!("{}: ", name(*at))));
            let line = line.expect("named");
            let words = format!("điểm {} sửa thành {}", tenths(scores[*at]).replace('.', ","), tenths(*score).replace('.', ","));
            prop_assert!(line.contains(&words), "{} lacks {}", line, words);
        }
        let figures = |document: &Document| rows(document, TableKind::Shares);
        let changed = figures(&was) != figures(&is);
        let told = text.iter().any(|line| line.starts_with("Tỷ lệ mức "));
        prop_assert_eq!(changed, told);
    }
}
