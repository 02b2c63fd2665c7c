//! A fault at every call: afterwards the package is whole or not there, and the next issue works.

use std::path::Path;

use quyet_dinh::inner::archive::{Contents, Fault as ArchiveFault, FaultKind, RECORD};

use super::faulty::{FAULTS, Fault, Faulty};
use super::signed;
use super::signing::{SEAL, SIGNATORY, sign};
use super::{code, contents, copy_folder, issue, issue_with, renumbered, verify};

/// One run with the fault at call `at`; whether the fault came about.
fn run(root: &Path, before: usize, new: &Contents, fault: Fault, at: usize) -> bool {
    let disk = Faulty::new(fault, at);
    let result = issue_with(&disk, root, new);
    let fired = disk.fired();
    disk.restart();
    let place = format!("{fault:?} at call {at}: {result:?}");

    let found = if root.exists() {
        let found = verify(root);
        // nobody can tell a first run that was cut off from an archive that was emptied
        let is_emptied = |fault: &ArchiveFault| fault.kind == FaultKind::Emptied;
        let is_fresh = before == 0 && found.packages.is_empty();
        let is_all = is_fresh && found.faults.iter().all(is_emptied);
        assert!(is_all || !found.is_damaged(), "{place}: {found:?}");
        found.packages.len()
    } else {
        0
    };
    assert!(found == before || found == before + 1, "{place}");
    let survives = matches!(fault, Fault::Error(_)) || !fired;
    if survives {
        // who still lives tells the truth about what was filed
        assert_eq!(result.is_ok(), found == before + 1, "{place}");
    }

    // the next run tidies up, and the number is given once
    let again = issue_with(&quyet_dinh::inner::archive::Disk, root, new);
    assert_eq!(again.is_err(), found == before + 1, "{place}: {again:?}");
    if let Err(problems) = again {
        assert_eq!(code(&problems), "LT003", "{place}");
    }
    issue(root, &renumbered(new, "9"));
    let found = verify(root);
    assert!(
        !found.is_damaged() && !found.unfinished,
        "{place}: {found:?}"
    );
    assert_eq!(found.packages.len(), before + 2, "{place}");
    fired
}

/// A package of the usual files, cut short: flushing takes time.
fn small(number: &str) -> Contents {
    let mut contents = contents(number);
    for (path, bytes) in &mut contents.files {
        if path != RECORD {
            bytes.truncate(100);
        }
    }
    contents
}

/// A fresh folder, in memory where there is such a disk.
fn fresh() -> tempfile::TempDir {
    let made = tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir());
    made.expect("a temporary folder")
}

fn every_call(issued: &[&str]) {
    let first = small("1");
    let start = fresh();
    for number in issued {
        issue(&start.path().join("kho"), &renumbered(&first, number));
    }
    for fault in FAULTS {
        let mut at = 1;
        loop {
            let folder = fresh();
            copy_folder(start.path(), folder.path());
            let root = folder.path().join("kho");
            if !run(&root, issued.len(), &renumbered(&first, "5"), fault, at) {
                break;
            }
            at += 1;
        }
        assert!(at > 30, "only {at} calls were put to the test");
    }
}

#[test]
fn the_first_issue_survives_a_fault_at_every_call() {
    every_call(&[]);
}

#[test]
fn a_later_issue_survives_a_fault_at_every_call() {
    every_call(&["1", "2"]);
}

/// Files a signed version with the fault at call `at`; whether the fault came about.
fn run_signed(root: &Path, signed: &[u8], fault: Fault, at: usize) -> bool {
    let disk = Faulty::new(fault, at);
    let result = signed::file_with(&disk, root, signed).0;
    let fired = disk.fired();
    disk.restart();
    let place = format!("{fault:?} at call {at}: {result:?}");
    let found = verify(root);
    assert!(!found.is_damaged(), "{place}: {found:?}");
    let filed = found.packages[0].signed;
    assert!(filed == 1 || filed == 2, "{place}");
    if matches!(fault, Fault::Error(_)) || !fired {
        assert_eq!(result.is_ok(), filed == 2, "{place}");
    }

    // the next run tidies up, and the version is there once
    let again = signed::file(root, signed)
        .0
        .unwrap_or_else(|_| panic!("{place}"));
    assert_eq!(again.is_new, filed == 1, "{place}");
    assert_eq!(again.folder, "da-ky-2", "{place}");
    let found = verify(root);
    assert!(
        !found.is_damaged() && !found.unfinished,
        "{place}: {found:?}"
    );
    assert_eq!(found.packages[0].signed, 2, "{place}");
    fired
}

#[test]
fn filing_a_signed_version_survives_a_fault_at_every_call() {
    let mut package = small("1");
    for ((path, bytes), (_, whole)) in package.files.iter_mut().zip(&signed::first().files) {
        if path.ends_with(".pdf") {
            bytes.clone_from(whole);
        }
    }
    let start = fresh();
    issue(&start.path().join("kho"), &package);
    let once = sign(signed::unsigned(), SIGNATORY, "A");
    let twice = sign(&once, SEAL, "B");
    let filed = signed::file(&start.path().join("kho"), &once).0;
    filed.expect("the first one is filed");
    for fault in FAULTS {
        let mut at = 1;
        loop {
            let folder = fresh();
            copy_folder(start.path(), folder.path());
            if !run_signed(&folder.path().join("kho"), &twice, fault, at) {
                break;
            }
            at += 1;
        }
        assert!(at > 30, "only {at} calls were put to the test");
    }
}

/// What a run that was cut off left behind does not stand in the way of a second such run.
#[test]
fn cut_off_again_while_tidying_up() {
    let first = small("1");
    let start = fresh();
    issue(&start.path().join("kho"), &first);
    let all = {
        let folder = fresh();
        copy_folder(start.path(), folder.path());
        let disk = Faulty::new(Fault::Death, usize::MAX);
        issue_with(&disk, &folder.path().join("kho"), &renumbered(&first, "2")).expect("filed");
        disk.calls()
    };
    // the package has its name; the head is half written under its temporary one
    let dead = Faulty::new(Fault::Death, all - 3);
    let root = start.path().join("kho");
    let _ = issue_with(&dead, &root, &renumbered(&first, "2"));
    assert!(root.join(".dang-ghi-dau-chuoi.json").exists());
    assert!(root.join("2021-2-QD-UBND").exists());
    for at in 1.. {
        let folder = fresh();
        copy_folder(start.path(), folder.path());
        let root = folder.path().join("kho");
        let unfinished = root.join(".dang-ghi-2021-8-QD-UBND");
        std::fs::create_dir(&unfinished).expect("made");
        std::fs::write(unfinished.join("x"), "x").expect("written");
        let before = verify(&root).packages.len();
        if !run(&root, before, &renumbered(&first, "5"), Fault::Death, at) {
            break;
        }
    }
}
