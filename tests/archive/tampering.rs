//! Nothing in an archive changes unseen.

use std::path::{Path, PathBuf};

use quyet_dinh::inner::archive::{
    self, Digest, Disk, FaultKind, MANIFEST, MANIFEST_CHECK, Manifest,
};
use quyet_dinh::inner::fonts::Fonts;

use super::signed::{PACKAGE, archive, file, unsigned};
use super::signing::{SEAL, SIGNATORY, sign};
use super::{archive_of, contents, copy_folder, files_below, issue, verify};

const FLIPS: u32 = 2000;

/// `SplitMix64`: the same places in every run.
struct Places(u64);

impl Places {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % limit as u64).expect("below the limit")
    }
}

/// What verify says of it, all in one text.
fn faults(root: &Path) -> String {
    let found = verify(root);
    let own = found.faults.iter().map(|fault| fault.text());
    let packages = found.packages.iter().flat_map(|package| {
        let texts = package.faults.iter();
        texts.map(|fault| format!("{}/ {}", package.name, fault.text()))
    });
    own.chain(packages).collect::<Vec<String>>().join("\n")
}

#[test]
fn every_flipped_bit_is_found() {
    let (_folder, root) = archive_of(&["1", "2"]);
    let once = sign(unsigned(), SIGNATORY, "A");
    for signed in [&once, &sign(&once, SEAL, "B")] {
        file(&root, signed).0.expect("filed");
    }
    let files: Vec<PathBuf> = files_below(&root)
        .into_iter()
        .filter(|file| !file.ends_with(".khoa"))
        .collect();
    assert_eq!(
        files.len(),
        33,
        "two packages, two signed versions, the head"
    );
    let mut places = Places(2021);
    for _ in 0..FLIPS {
        let file = &files[places.below(files.len())];
        let whole = std::fs::read(file).expect("readable");
        let (byte, bit) = (places.below(whole.len()), places.below(8));
        let mut flipped = whole.clone();
        flipped[byte] ^= 1 << bit;
        std::fs::write(file, &flipped).expect("written");
        let said = faults(&root);
        let name = file.file_name().expect("a name").to_string_lossy();
        let folder = file.parent().and_then(Path::file_name).expect("a folder");
        let folder = folder.to_string_lossy();
        let is_signed = folder.starts_with("da-ky-");
        assert!(
            said.contains(&*name) && (!is_signed || said.contains(&*folder)),
            "{folder}/{name}, byte {byte}, bit {bit}: {said}"
        );
        std::fs::write(file, &whole).expect("written");
    }
    assert_eq!(faults(&root), "");
}

/// Changes a copy of an archive of three packages, and tells what verify says.
fn after(change: impl Fn(&Path)) -> String {
    use std::sync::OnceLock;
    static ARCHIVE: OnceLock<(tempfile::TempDir, PathBuf)> = OnceLock::new();
    let (_, original) = ARCHIVE.get_or_init(|| archive_of(&["1", "2", "3"]));
    let folder = tempfile::tempdir().expect("a temporary folder");
    copy_folder(original, folder.path());
    change(folder.path());
    faults(folder.path())
}

#[test]
fn missing_and_foreign_things_are_found() {
    assert_eq!(after(|_| ()), "");
    let remove = |name: &'static str| {
        after(move |root| std::fs::remove_dir_all(root.join(name)).expect("removed"))
    };
    assert!(remove("2021-1-QD-UBND").contains("mục 2021-2-QD-UBND không nối"));
    assert!(remove("2021-2-QD-UBND").contains("mục 2021-3-QD-UBND không nối"));
    assert!(remove("2021-3-QD-UBND").contains("mục cuối cùng phải là 2021-3-QD-UBND"));
    let package = |root: &Path| root.join("2021-2-QD-UBND");
    let said = after(|root| std::fs::remove_file(package(root).join("ho-so.yaml")).expect("gone"));
    assert_eq!(said, "2021-2-QD-UBND/ thiếu tệp ho-so.yaml");
    let said = after(|root| std::fs::write(package(root).join("mau/them.md"), "").expect("made"));
    assert!(said.contains("có thêm tệp mau/them.md"), "{said}");
    let said = after(|root| std::fs::create_dir(package(root).join("trong")).expect("made"));
    assert!(said.contains("có thêm tệp trong/"), "{said}");
    let said = after(|root| std::fs::remove_file(root.join("dau-chuoi.json")).expect("gone"));
    assert_eq!(said, "thiếu tệp dau-chuoi.json");
    let said = after(|root| {
        std::fs::rename(package(root), root.join("2021-4-QD-UBND")).expect("renamed");
    });
    assert!(said.contains("2021-4-QD-UBND/"), "{said}");
    let said = after(|root| copy_folder(&package(root), &root.join("Bản sao")));
    assert!(said.contains("Bản sao/"), "{said}");
}

#[test]
fn a_missing_signed_version_is_found() {
    let (_folder, root) = archive();
    let once = sign(unsigned(), SIGNATORY, "A");
    let twice = sign(&once, SEAL, "B");
    file(&root, &once).0.expect("filed");
    file(&root, &twice).0.expect("filed");
    let without = |folder: &str| {
        let copy = tempfile::tempdir().expect("a temporary folder");
        copy_folder(&root, copy.path());
        let package = copy.path().join(PACKAGE);
        std::fs::remove_dir_all(package.join(folder)).expect("removed");
        faults(copy.path())
    };
    assert!(without("da-ky-1").contains("mục 2021-1-QD-UBND/da-ky-2 không nối"));
    assert!(without("da-ky-2").contains("mục cuối cùng phải là 2021-1-QD-UBND/da-ky-2"));
    // what is damaged takes no more
    let pdf = root.join(PACKAGE).join("da-ky-1/2021-1-QD-UBND-da-ky.pdf");
    std::fs::write(pdf, "x").expect("written");
    let refused = file(&root, &sign(unsigned(), SEAL, "C"))
        .0
        .expect_err("damaged");
    assert_eq!(super::code(&refused), "LT011");
}

#[test]
fn a_stray_file_beside_the_packages_is_told_but_no_damage() {
    let (_folder, root) = archive_of(&["1"]);
    std::fs::write(root.join("Thumbs.db"), "").expect("written");
    let found = verify(&root);
    assert_eq!(found.strays, ["Thumbs.db"]);
    assert!(!found.is_damaged());
}

/// Replaces a file and makes the package's manifest agree with it.
pub(super) fn forge(package: &Path, path: &str, bytes: &[u8]) -> Digest {
    std::fs::write(package.join(path), bytes).expect("written");
    let old = std::fs::read(package.join(MANIFEST)).expect("readable");
    let mut manifest = Manifest::from_bytes(&old).expect("a manifest");
    for file in &mut manifest.files {
        if file.path == path {
            file.sha256 = Digest::of(bytes);
            file.size = bytes.len() as u64;
        }
    }
    write_manifest(package, &manifest)
}

pub(super) fn write_manifest(package: &Path, manifest: &Manifest) -> Digest {
    let bytes = manifest.to_bytes();
    let digest = Digest::of(&bytes);
    std::fs::write(package.join(MANIFEST), &bytes).expect("written");
    std::fs::write(package.join(MANIFEST_CHECK), digest.check_line(MANIFEST)).expect("written");
    digest
}

#[test]
fn a_forged_manifest_breaks_the_chain() {
    let said = after(|root| {
        forge(&root.join("2021-2-QD-UBND"), "ket-qua.csv", b"forged");
    });
    assert!(said.contains("mục 2021-3-QD-UBND không nối"), "{said}");
    let said = after(|root| {
        forge(&root.join("2021-3-QD-UBND"), "ket-qua.csv", b"forged");
    });
    assert!(said.contains("dau-chuoi.json"), "{said}");
}

/// Someone rewrites a figure in the standings, the manifest and the head: only a rebuild tells.
#[test]
fn a_forged_chain_does_not_survive_a_rebuild() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let root = folder.path();
    let name = issue(root, &contents("3203"));
    let package = root.join(&name);
    let old = archive::Package::open(&Disk, &package).expect("whole");
    let table = old.standings_csv().replace("89.1", "99.1");
    let digest = forge(&package, "ket-qua.csv", table.as_bytes());
    let head = std::fs::read_to_string(root.join("dau-chuoi.json")).expect("readable");
    let old_digest = old.link().manifest_sha256;
    let head = head.replace(old_digest.as_str(), digest.as_str());
    std::fs::write(root.join("dau-chuoi.json"), head).expect("written");

    assert!(!verify(root).is_damaged(), "hashes and chain agree");
    let fonts = Fonts::built_in().expect("compiled in");
    let found = archive::verify(&Disk, root, Some(&fonts)).expect("readable");
    assert!(found.is_damaged());
    let files = vec!["ket-qua.csv".to_owned()];
    assert_eq!(
        found.packages[0].rebuilt,
        archive::Rebuilt::Different(files)
    );
}

#[test]
fn a_changed_package_does_not_open() {
    let (_folder, root) = archive_of(&["1"]);
    let package = root.join("2021-1-QD-UBND");
    std::fs::write(package.join("ho-so.yaml"), "khác").expect("written");
    let problems = archive::Package::open(&Disk, &package).expect_err("changed");
    assert_eq!(super::code(&problems), "LT021");
    let found = verify(&root);
    assert_eq!(found.packages[0].faults[0].kind, FaultKind::Changed);
}
