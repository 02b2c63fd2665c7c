//! Issuing: what is filed, which numbers are refused, and that it can be built again.

use quyet_dinh::inner::archive::{self, Disk, Package, Rebuilt};
use quyet_dinh::inner::diagnostics::Diagnostics;
use quyet_dinh::inner::fonts::Fonts;

use super::{code, common, contents, contents_of, issue, issue_with, renumbered, verify};

#[test]
fn a_package_holds_all_it_was_made_of_and_builds_again() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let root = folder.path().join("kho");
    let name = issue(&root, &contents("3203"));
    assert_eq!(name, "2021-3203-QD-UBND");
    let package = Package::open(&Disk, &root.join(&name)).expect("whole");
    assert_eq!(package.dossier_text(), common::SON_LA, "byte for byte");
    let templates: Vec<&str> = package.templates().map(|(name, _)| name).collect();
    assert_eq!(
        templates,
        ["bo-mau.yaml", "phu-luc.md", "quyet-dinh.md", "to-trinh.md"]
    );
    let record = package.record();
    assert_eq!(record.full_number(), "3203/QĐ-UBND");
    assert_eq!(record.day(), "24/12/2021");
    assert_eq!(record.pages, 7);
    assert_eq!(record.signer.position, "PHÓ CHỦ TỊCH");
    assert!(package.docx().expect("filed").starts_with(b"PK"));
    assert!(package.pdf().expect("filed").starts_with(b"%PDF-"));
    assert!(package.standings_json().contains("78,2"));
    assert_eq!(package.standings_csv().lines().count(), 33);
    let facts = record.issue_facts();
    assert_eq!(facts.number.as_deref(), Some("3203"), "given at issue");

    let fonts = Fonts::built_in().expect("compiled in");
    let found = archive::verify(&Disk, &root, Some(&fonts)).expect("readable");
    assert!(!found.is_damaged() && !found.unfinished);
    assert_eq!(found.packages[0].rebuilt, Rebuilt::Identical);
}

/// One line is written as the text it was in 0.1.0, several as a list; both are read again.
#[test]
fn the_record_names_the_signers_capacity() {
    let list = "quyen_han: [TM. ỦY BAN NHÂN DÂN, KT. CHỦ TỊCH]";
    for (given, expected) in [
        ("quyen_han: KT. CHỦ TỊCH", serde_json::json!("KT. CHỦ TỊCH")),
        (
            list,
            serde_json::json!(["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"]),
        ),
        ("quyen_han: ~", serde_json::json!(null)),
    ] {
        let text = common::SON_LA.replace("quyen_han: KT. CHỦ TỊCH", given);
        let contents = contents_of(&text, "1", "24/12/2021");
        let written = serde_json::to_value(&contents.record).expect("JSON");
        assert_eq!(written["signer"]["capacity"], expected);
        let read: archive::Record = serde_json::from_value(written).expect("a record");
        assert_eq!(read, contents.record);
    }
}

#[test]
fn a_number_is_given_once_a_year_by_each_body() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let root = folder.path();
    let first = contents("07");
    issue(root, &first);
    let again = issue_with(&Disk, root, &first).expect_err("taken");
    assert_eq!(code(&again), "LT003");
    let problem = again.iter().next().expect("one");
    assert!(problem.notes[0].contains("2021-07-QD-UBND"), "{problem:?}");
    assert!(problem.remedy.as_ref().expect("one").contains("Điều 18"));

    // another dossier, same number: refused as well
    let changed = common::SON_LA.replace("diem: 89,1", "diem: 89,2");
    let other = contents_of(&changed, "07", "25/12/2021");
    assert_eq!(
        code(&issue_with(&Disk, root, &other).expect_err("taken")),
        "LT003"
    );

    // next year's 07, and another body's, are other numbers
    let next_year = contents_of(common::SON_LA, "07", "05/01/2022");
    assert_eq!(issue(root, &next_year), "2022-07-QD-UBND");
    let mut other_body = contents("07");
    other_body.record.issuer = "Ủy ban nhân dân huyện Mộc Châu".to_owned();
    assert_eq!(issue(root, &other_body), "2021-07-QD-UBND-2");
    assert!(!verify(root).is_damaged());
    assert_eq!(verify(root).packages.len(), 3);
}

#[test]
fn the_same_dossier_under_another_number_is_worth_a_word() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let first = contents("1");
    issue(folder.path(), &first);
    let mut warnings = Diagnostics::new();
    let second = renumbered(&first, "2");
    archive::issue(&Disk, folder.path(), &second, &mut || (), &mut warnings).expect("filed");
    assert_eq!(code(&warnings), "LT004");
}

#[test]
fn only_an_archive_takes_packages() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    std::fs::write(folder.path().join("thư.txt"), "").expect("written");
    let refused = issue_with(&Disk, folder.path(), &contents("1")).expect_err("not an archive");
    assert_eq!(code(&refused), "LT013");
    assert_eq!(std::fs::read_dir(folder.path()).expect("there").count(), 1);
}

#[test]
fn a_damaged_archive_takes_no_more() {
    let (_folder, root) = super::archive_of(&["1", "2"]);
    std::fs::remove_dir_all(root.join("2021-2-QD-UBND")).expect("removed");
    let refused = issue_with(&Disk, &root, &renumbered(&contents("1"), "3"));
    assert_eq!(code(&refused.expect_err("damaged")), "LT011");
}
