//! An archive in which any one file says something else is found damaged.
#![no_main]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use quyet_dinh::inner::archive::{self, Disk, Manifest};
use tempfile::TempDir;

/// Files that the program parses, of a package and of the archive.
const FILES: [&str; 5] = [
    "2021-3203-QD-UBND/manifest.json",
    "2021-3203-QD-UBND/thong-tin.json",
    "2021-3203-QD-UBND/da-ky-1/manifest.json",
    "2021-3203-QD-UBND/da-ky-1/chu-ky.json",
    "dau-chuoi.json",
];

/// An archive with one package that was signed twice.
static ARCHIVE: LazyLock<TempDir> = LazyLock::new(|| {
    let folder = tempfile::tempdir().expect("a folder");
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures/kho-0.3.0");
    copy(&fixture, folder.path());
    folder
});

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("made");
    for entry in fs::read_dir(from).expect("a folder").flatten() {
        let to = to.join(entry.file_name());
        match entry.path() {
            folder if folder.is_dir() => copy(&folder, &to),
            file => drop(fs::copy(file, to).expect("copied")),
        }
    }
}

fuzz_target!(|input: (u8, &[u8])| {
    let (which, bytes) = input;
    if let Some(manifest) = Manifest::from_bytes(bytes) {
        assert_eq!(manifest.to_bytes(), bytes, "read, though not written so");
    }
    let root = ARCHIVE.path();
    let path: PathBuf = root.join(FILES[usize::from(which) % FILES.len()]);
    let whole = fs::read(&path).expect("there");
    fs::write(&path, bytes).expect("written");
    let found = archive::verify(&Disk, root, None).expect("readable");
    assert!(
        found.is_damaged() || whole == bytes,
        "not noticed: {}",
        path.display()
    );
    fs::write(&path, whole).expect("written");
});
