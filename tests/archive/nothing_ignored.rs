//! Whatever stands in an archive is told: what belongs to nobody, what only looks like a file, what cannot be read now.

use std::io;
use std::path::{Path, PathBuf};

use quyet_dinh::inner::archive::{
    self, Check, Disk, Entry, EntryKind, FaultKind, FileSystem, Lock, Manifest, Verification,
};

use super::signed::{PACKAGE, archive as signed_archive, file, unsigned};
use super::signing::{SEAL, SIGNATORY, sign};
use super::tampering::{forge, write_manifest};
use super::{archive_of, code, contents, issue_with, renumbered, verify};

/// What is said of packages and chain, and whether that is damage.
fn said(found: &Verification) -> (String, bool) {
    let own = found.faults.iter().map(archive::Fault::text);
    let packages = found.packages.iter().flat_map(|package| &package.faults);
    let texts: Vec<String> = own.chain(packages.map(archive::Fault::text)).collect();
    (texts.join("\n"), found.is_damaged())
}

fn damage(root: &Path) -> String {
    let (text, is_damaged) = said(&verify(root));
    assert!(is_damaged, "{text}");
    text
}

#[test]
fn a_folder_in_a_signed_version_is_found() {
    let (_folder, root) = signed_archive();
    file(&root, &sign(unsigned(), SIGNATORY, "A"))
        .0
        .expect("filed");
    let inner = root.join(PACKAGE).join("da-ky-1/da-ky-7");
    std::fs::create_dir(&inner).expect("made");
    assert!(damage(&root).contains("da-ky-1/da-ky-7/"));
    std::fs::write(inner.join("x.pdf"), "x").expect("written");
    assert!(damage(&root).contains("có thêm tệp da-ky-1/da-ky-7/x.pdf"));
}

#[test]
fn files_of_systems_and_office_are_a_remark_everywhere() {
    let (_folder, root) = signed_archive();
    file(&root, &sign(unsigned(), SIGNATORY, "A"))
        .0
        .expect("filed");
    let package = root.join(PACKAGE);
    let places = [
        root.clone(),
        package.clone(),
        package.join("mau"),
        package.join("da-ky-1"),
    ];
    for folder in &places {
        for name in [
            "Thumbs.db",
            "desktop.ini",
            ".DS_Store",
            "~$a.docx",
            ".~lock.a.docx#",
        ] {
            std::fs::write(folder.join(name), "x").expect("written");
        }
        std::fs::create_dir_all(folder.join("@eaDir/x")).expect("made");
    }
    let found = verify(&root);
    assert_eq!(said(&found), (String::new(), false));
    assert_eq!(found.strays.len(), 6);
    assert_eq!(found.packages[0].litter.len(), 18);
    let read = archive::Package::open(&Disk, &package).expect("usable");
    assert_eq!(read.litter().len(), 12);
    archive::Lineage::open(&Disk, &package).expect("usable");
    issue_with(&Disk, &root, &renumbered(&contents("1"), "2")).expect("filed beside it");
}

/// A manifest that lists a file of such a name means it.
#[test]
fn a_listed_file_is_none_of_the_system_s() {
    let (_folder, root) = archive_of(&["1"]);
    let package = root.join("2021-1-QD-UBND");
    let bytes = std::fs::read(package.join("manifest.json")).expect("readable");
    let mut manifest = Manifest::from_bytes(&bytes).expect("a manifest");
    let mut listed = manifest.files[0].clone();
    "mau/Thumbs.db".clone_into(&mut listed.path);
    manifest.files.push(listed);
    write_manifest(&package, &manifest);
    std::fs::write(package.join("mau/Thumbs.db"), "other").expect("written");
    assert!(damage(&root).contains("tệp mau/Thumbs.db không còn như khi lưu"));
}

#[test]
fn a_wrong_size_in_the_manifest_is_found() {
    let (_folder, root) = archive_of(&["1"]);
    let package = root.join("2021-1-QD-UBND");
    let bytes = std::fs::read(package.join("manifest.json")).expect("readable");
    let mut manifest = Manifest::from_bytes(&bytes).expect("a manifest");
    manifest.files[0].size += 1;
    write_manifest(&package, &manifest);
    assert!(damage(&root).contains("có cỡ khác với bảng kê"));
}

#[test]
fn entries_in_another_order_are_found() {
    let (_folder, root) = archive_of(&["1", "2", "3"]);
    for (name, sequence) in [("2021-1-QD-UBND", 2), ("2021-2-QD-UBND", 1)] {
        let package = root.join(name);
        let bytes = std::fs::read(package.join("manifest.json")).expect("readable");
        let mut manifest = Manifest::from_bytes(&bytes).expect("a manifest");
        manifest.sequence = sequence;
        write_manifest(&package, &manifest);
    }
    assert!(damage(&root).contains("mục 2021-2-QD-UBND không nối với chuỗi"));
}

#[test]
fn an_emptied_archive_is_damaged() {
    let (_folder, root) = archive_of(&["1"]);
    std::fs::remove_dir_all(root.join("2021-1-QD-UBND")).expect("removed");
    assert!(damage(&root).contains("mục cuối cùng phải là 2021-1-QD-UBND"));
    std::fs::remove_file(root.join("dau-chuoi.json")).expect("removed");
    assert!(damage(&root).contains("có .khoa của một kho đã dùng mà không còn gói nào"));
    let list = archive::list(&Disk, &root).expect("readable");
    assert_eq!(list.faults[0].1.kind, FaultKind::Emptied);
    std::fs::remove_file(root.join(".khoa")).expect("removed");
    assert_eq!(
        said(&verify(&root)),
        (String::new(), false),
        "a fresh folder"
    );
}

/// What is no file is named; nothing is followed, nothing waited for.
#[cfg(unix)]
#[test]
fn links_and_pipes_are_named() {
    use std::os::unix::fs::symlink;
    let pipe = |path: &Path| {
        let made = std::process::Command::new("mkfifo").arg(path).status();
        assert!(made.expect("mkfifo runs").success());
    };
    let package = "2021-1-QD-UBND";
    for inside in [
        "ho-so.yaml",
        "manifest.json",
        "manifest.sha256",
        "mau",
        "thong-tin.json",
        "la",
    ] {
        let (_folder, root) = archive_of(&["1"]);
        let path = root.join(package).join(inside);
        let aside = root.parent().expect("a folder").join("aside");
        if path.exists() {
            std::fs::rename(&path, &aside).expect("moved");
        }
        symlink(&aside, &path).expect("linked");
        let is = format!("{inside} là liên kết, ống hoặc thiết bị");
        assert!(damage(&root).contains(&is), "{inside}: {}", damage(&root));
        std::fs::remove_file(&path).expect("removed");
        pipe(&path);
        assert!(damage(&root).contains(&is), "{inside}");
        assert!(archive::list(&Disk, &root).is_ok());
        assert!(archive::Package::open(&Disk, &root.join(package)).is_err());
    }
    for own in [".khoa", "dau-chuoi.json"] {
        let (_folder, root) = archive_of(&["1"]);
        let path = root.join(own);
        std::fs::remove_file(&path).expect("removed");
        pipe(&path);
        let is = format!("{own} là liên kết, ống hoặc thiết bị");
        assert!(damage(&root).contains(&is), "{own}");
        let refused = issue_with(&Disk, &root, &renumbered(&contents("1"), "2"));
        assert_eq!(code(&refused.expect_err("damaged")), "LT011", "{own}");
    }
}

/// A disk on which another program has some files open.
struct Held(fn(&Path) -> bool);

impl Held {
    fn check(&self, path: &Path) -> io::Result<()> {
        if (self.0)(path) {
            Err(io::ErrorKind::ResourceBusy.into())
        } else {
            Ok(())
        }
    }
}

impl FileSystem for Held {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.check(path)?;
        Disk.read(path)
    }
    fn kind(&self, path: &Path) -> io::Result<EntryKind> {
        Disk.kind(path)
    }
    fn entries(&self, folder: &Path) -> io::Result<Vec<Entry>> {
        self.check(folder)?;
        Disk.entries(folder)
    }
    fn create_folders(&self, path: &Path) -> io::Result<()> {
        Disk.create_folders(path)
    }
    fn create_folder(&self, path: &Path) -> io::Result<()> {
        Disk.create_folder(path)
    }
    fn write_new(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        Disk.write_new(path, bytes)
    }
    fn sync_file(&self, path: &Path) -> io::Result<()> {
        Disk.sync_file(path)
    }
    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        Disk.sync_folder(path)
    }
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        Disk.rename(from, to)
    }
    fn keep(&self, from: &Path, to: &Path) -> io::Result<()> {
        Disk.keep(from, to)
    }
    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        Disk.remove_folder(path)
    }
    fn remove_file(&self, path: &Path) -> io::Result<()> {
        Disk.remove_file(path)
    }
    fn lock(&self, path: &Path, waiting: &mut dyn FnMut()) -> io::Result<Lock> {
        Disk.lock(path, waiting)
    }
    fn try_lock(&self, path: &Path) -> io::Result<Option<Lock>> {
        Disk.try_lock(path)
    }
    fn lock_shared(&self, path: &Path) -> Lock {
        Disk.lock_shared(path)
    }
}

/// The second of three packages, and what of it is held.
const HELD: [fn(&Path) -> bool; 6] = [
    |path| path.ends_with("2021-2-QD-UBND/manifest.json"),
    |path| path.ends_with("2021-2-QD-UBND/manifest.sha256"),
    |path| path.ends_with("2021-2-QD-UBND/2021-1-QD-UBND.docx"),
    |path| path.ends_with("2021-2-QD-UBND/mau"),
    |path| path.ends_with("2021-3-QD-UBND/manifest.json"),
    |path| path.ends_with("dau-chuoi.json"),
];

#[test]
fn a_file_that_another_program_holds_is_no_damage() {
    let (_folder, root) = archive_of(&["1", "2", "3"]);
    for (case, held) in HELD.into_iter().enumerate() {
        let disk = Held(held);
        let found = Check::default().of(&disk, &root).expect("readable");
        let (text, is_damaged) = said(&found);
        assert!(!is_damaged, "{case}: {text}");
        assert!(!found.is_complete(), "{case}");
        let lines: Vec<&str> = text.lines().collect();
        assert!(
            matches!(lines.as_slice(), [line] if line.starts_with("chưa kiểm tra được tệp")),
            "{case}: {text}"
        );
        assert!(
            text.contains("đang mở trong chương trình khác"),
            "{case}: {text}"
        );
    }
    let whole = Check::default()
        .of(&Held(|_| false), &root)
        .expect("readable");
    assert!(whole.is_complete() && !whole.is_damaged());
}

/// Nobody knows how many signed versions a folder holds that cannot be looked into.
#[test]
fn a_package_that_cannot_be_looked_into_is_no_damage() {
    let (_folder, root) = signed_archive();
    let once = sign(unsigned(), SIGNATORY, "A");
    for signed in [&once, &sign(&once, SEAL, "B")] {
        file(&root, signed).0.expect("filed");
    }
    let disk = Held(|path| path.ends_with(PACKAGE));
    for later in ["none", "another package"] {
        let found = Check::default().of(&disk, &root).expect("readable");
        assert!(
            !found.is_damaged() && !found.is_complete(),
            "{later}: {found:?}"
        );
        if later == "none" {
            super::issue(&root, &renumbered(&contents("1"), "2"));
        }
    }
}

/// What is damaged beside a file that is held is damage all the same.
#[test]
fn damage_is_told_beside_what_is_held() {
    let (_folder, root) = archive_of(&["1", "2", "3"]);
    std::fs::write(root.join("2021-3-QD-UBND/ho-so.yaml"), "khác").expect("written");
    let disk = Held(HELD[0]);
    assert!(
        Check::default()
            .of(&disk, &root)
            .expect("readable")
            .is_damaged()
    );
    let (_folder, root) = archive_of(&["1", "2", "3", "4"]);
    std::fs::remove_dir_all(root.join("2021-3-QD-UBND")).expect("removed");
    assert!(
        Check::default()
            .of(&disk, &root)
            .expect("readable")
            .is_damaged(),
        "two are gone"
    );
    forge(&root.join("2021-1-QD-UBND"), "ket-qua.csv", b"x");
    assert!(
        Check::default()
            .of(&disk, &root)
            .expect("readable")
            .is_damaged()
    );
}

/// What is held keeps an archive from being written to, and is not called damage then either.
#[test]
fn nothing_is_filed_while_a_manifest_is_held() {
    let (_folder, root) = archive_of(&["1", "2"]);
    let refused = issue_with(&Held(HELD[0]), &root, &renumbered(&contents("1"), "3"));
    let refused = refused.expect_err("not readable");
    let problem = refused.iter().next().expect("a problem");
    assert_eq!(problem.code, "LT011");
    assert!(
        problem.message.contains("chưa đọc được"),
        "{}",
        problem.message
    );
}

/// Issued under both spellings by a version that did not know them for one: told as `LT065`.
#[test]
fn a_number_given_twice_is_told() {
    let (_folder, root) = archive_of(&["1", "2"]);
    let mut other = renumbered(&contents("1"), "2");
    let number = other.record.number.clone();
    other.record.number = "9".to_owned();
    let name = super::issue(&root, &other);
    other.record.number = number;
    "UBND tỉnh Sơn La".clone_into(&mut other.record.issuer);
    let record = serde_json::to_vec_pretty(&other.record).expect("plain");
    forge(&root.join(&name), archive::RECORD, &record);
    let list = archive::list(&Disk, &root).expect("readable");
    let twice = vec![("2021-2-QD-UBND".to_owned(), name.clone())];
    assert_eq!(list.twice, twice);
    assert_eq!(verify(&root).twice, twice);
    let folder: PathBuf = root;
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_quyetdinh"))
        .arg("list")
        .arg(folder)
        .output();
    let said = String::from_utf8_lossy(&output.expect("runs").stderr).into_owned();
    assert!(said.contains("[LT065]"), "{said}");
}
