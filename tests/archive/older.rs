//! Packages that earlier versions of the program filed stay readable: one archive of each version is a
//! fixture, made by that version.

use std::path::{Path, PathBuf};

use quyet_dinh::archive::{self, Disk, Lineage, Package, Rebuilt};
use quyet_dinh::diagnostics::Sources;
use quyet_dinh::fonts::Fonts;

const VERSIONS: [&str; 1] = ["0.1.0"];

fn archive_of(version: &str) -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    root.join(format!("tests/fixtures/kho-{version}"))
}

#[test]
fn are_whole_and_differ_only_by_version() {
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
            // each can be built again, though not byte for byte
            let Rebuilt::Different { program, files } = &package.rebuilt else {
                panic!("{}: {:?}", package.name, package.rebuilt);
            };
            assert_eq!(program, version);
            assert!(!files.is_empty(), "{} cannot be built", package.name);
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
