//! Packages that earlier versions of the program filed stay readable: one archive of each version is a
//! fixture, made by that version.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use quyet_dinh::inner::archive::{self, Agreement, Disk, Lineage, Package, Rebuilt};
use quyet_dinh::inner::diagnostics::Sources;
use quyet_dinh::inner::fonts::Fonts;

const VERSIONS: [&str; 3] = ["0.1.0", "0.2.0", "0.3.0"];

fn archive_of(version: &str) -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    root.join(format!("tests/fixtures/kho-{version}"))
}

#[test]
fn are_whole_and_tell_what_they_told() {
    for version in VERSIONS {
        let fonts = Fonts::built_in().expect("compiled in");
        let found = archive::verify(&Disk, &archive_of(version), Some(&fonts)).expect("readable");
        assert!(!found.is_damaged(), "{found:?}");
        assert_eq!(found.packages.len(), 5, "{version}");
        for package in &found.packages {
            let signed = if package.name == "2021-3203-QD-UBND" {
                2
            } else {
                0
            };
            assert_eq!(package.signed, signed, "{}", package.name);
            if version == env!("CARGO_PKG_VERSION") {
                assert_eq!(package.rebuilt, Rebuilt::Identical, "{}", package.name);
                continue;
            }
            // each tells what it told, though not byte for byte
            let Rebuilt::Older(agreement) = &package.rebuilt else {
                panic!("{}: {:?}", package.name, package.rebuilt);
            };
            let expected = Agreement {
                program: version.to_owned(),
                ..Agreement::default()
            };
            assert_eq!(*agreement, expected, "{}", package.name);
        }
    }
}

#[test]
fn can_be_compared_and_amended() {
    for version in VERSIONS {
        let root = archive_of(version);
        let fonts = Fonts::built_in().expect("compiled in");
        for entry in ["2021-3203-QD-UBND", "2021-3206-QD-UBND", "2022-05-QD-UBND"] {
            let lineage = Lineage::open(&Disk, &root.join(entry)).expect("whole");
            let amended = lineage.amended(&fonts, &mut Sources::default());
            assert!(amended.is_ok(), "{entry}: {:?}", amended.err());
        }
        let package = Package::open(&Disk, &root.join("2022-05-QD-UBND")).expect("whole");
        assert_eq!(package.manifest().program, version);
    }
}
fn program(arguments: &[&str]) -> Output {
    let program = env!("CARGO_BIN_EXE_quyetdinh");
    let output = Command::new(program).args(arguments).output();
    output.expect("the program runs")
}

fn said(output: &Output) -> String {
    let (out, err) = (&output.stdout, &output.stderr);
    format!(
        "{}{}",
        String::from_utf8_lossy(out),
        String::from_utf8_lossy(err)
    )
}

#[test]
fn a_newer_rule_is_a_remark() {
    let package = archive_of("0.1.0").join("2021-3206-QD-UBND");
    let package = package.to_string_lossy();
    let output = program(&["diff", &package, "data/son-la-2021.yaml"]);
    let said = said(&output);
    assert_eq!(output.status.code(), Some(0), "{said}");
    assert!(said.contains("lưu ý[MB017]"), "{said}");
    assert!(!said.contains("lỗi["), "{said}");
}

/// The dossier of a package with one more correction, and what an amending decision adds.
const AMENDING: &str = "
dieu_chinh:
  - ngay: 05/01/2022
    nguoi_de_nghi: UBND huyện Vân Hồ
    van_ban: Công văn số 12/UBND-VHTT ngày 04/01/2022
    ly_do: bổ sung tài liệu kiểm chứng
    co_quan: UBND huyện Vân Hồ
    tu: 67,4
    thanh: 70,1
sua_doi:
  ngay: 01/2022
  de_nghi: {nguoi: Giám đốc Sở, van_ban: Tờ trình số 05/TTr-STTTT, ngay: 06/01/2022}
";

#[test]
fn what_an_old_package_holds_is_amended_whatever_newer_rules_say() {
    let package = archive_of("0.1.0").join("2021-3206-QD-UBND");
    let folder = tempfile::tempdir().expect("folder");
    let dossier = std::fs::read_to_string(package.join("ho-so.yaml")).expect("dossier");
    assert!(dossier.contains("90%[^1]"), "what the newer rule refuses");
    let new = folder.path().join("moi.yaml");
    std::fs::write(&new, dossier + AMENDING).expect("written");
    let (new, package) = (new.to_string_lossy(), package.to_string_lossy());
    let out = folder.path().join("out");
    let arguments = [
        "build",
        &new,
        "--sua-doi",
        &package,
        "--out",
        &out.to_string_lossy(),
    ];
    let output = program(&arguments);
    let said = said(&output);
    assert_eq!(output.status.code(), Some(0), "{said}");
    assert!(said.contains("lưu ý[MB017]"), "{said}");
    // the same text in a dossier of its own is an error
    let output = program(&["check", &new]);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
}
