//! Writing outputs: whatever call fails, and wherever the process or the power ends, each name holds a whole file.

#![allow(clippy::panic, reason = "a test fails by panicking")]

#[expect(dead_code, reason = "an archive asks more of it")]
#[path = "archive/faulty.rs"]
mod faulty;

use std::path::Path;

use faulty::{FAULTS, Fault, Faulty};
use quyet_dinh::inner::file_system::{Disk, FileSystem};
use quyet_dinh::inner::output::{OutputFile, write_all};

const NAMES: [&str; 3] = ["ho-so.docx", "ho-so.pdf", "moi.docx"];
const OLD: &[u8] = b"as it was";
const NEW: &[u8] = b"as it is written now";

fn files() -> Vec<OutputFile> {
    let file = |name: &str| OutputFile {
        name: name.to_owned(),
        bytes: NEW.to_vec(),
    };
    NAMES.map(file).into()
}

fn present(folder: &Path) -> Vec<String> {
    let entries = Disk.entries(folder).unwrap_or_default();
    entries.into_iter().map(|entry| entry.name).collect()
}

/// Two of the files are there, the third is new.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for name in &NAMES[..2] {
        std::fs::write(folder.path().join(name), OLD).expect("written");
    }
    folder
}

/// One run with the fault at call `at`; whether the fault came about.
fn run(fault: Fault, at: usize) -> bool {
    let folder = folder();
    let disk = Faulty::new(fault, at);
    let result = write_all(&disk, folder.path(), &files());
    let fired = disk.fired();
    disk.restart();
    let place = format!("{fault:?} at call {at}: {result:?}");
    let contents: Vec<Option<Vec<u8>>> = NAMES
        .iter()
        .map(|name| std::fs::read(folder.path().join(name)).ok())
        .collect();
    for (name, content) in NAMES.iter().zip(&contents) {
        let is_whole = content
            .as_deref()
            .is_none_or(|bytes| bytes == OLD || bytes == NEW);
        let stays = content.is_some() || *name == NAMES[2];
        assert!(is_whole && stays, "{place}: {name} holds {content:?}");
    }
    if matches!(fault, Fault::Error(_)) || !fired {
        // who still lives tells the truth, and leaves all new or all old
        let all = |bytes: &[u8]| contents.iter().flatten().all(|content| content == bytes);
        assert!(if result.is_ok() { all(NEW) } else { all(OLD) }, "{place}");
        assert_eq!(contents[2].is_some(), result.is_ok(), "{place}");
    }
    let again = write_all(&Disk, folder.path(), &files());
    assert!(again.is_ok(), "{place}: {again:?}");
    assert_eq!(
        present(folder.path()),
        NAMES,
        "{place}: nothing is left behind"
    );
    fired
}

#[test]
fn every_name_holds_a_whole_file_whatever_happens() {
    for fault in FAULTS {
        let calls = (1..200).take_while(|at| run(fault, *at)).count();
        assert!(calls > 12, "{fault:?}: {calls} calls");
    }
}

/// What a run of an earlier version set aside may be all that is left of a document.
#[test]
fn leftovers_of_dead_runs_go_and_nothing_else() {
    let folder = folder();
    let path = |name: &str| folder.path().join(name);
    for name in [
        ".quyetdinh-aB3dE9",
        ".quyetdinh-cu-xY1",
        ".quyet",
        "khac.docx",
    ] {
        std::fs::write(path(name), b"x").expect("written");
    }
    std::fs::create_dir(path(".quyetdinh-1")).expect("made");
    std::fs::write(path(".quyetdinh-1/0-moi"), b"x").expect("written");
    std::fs::create_dir(path(".quyetdinh-2")).expect("made");
    let live = Disk.try_lock(&path(".quyetdinh-2/khoa")).expect("locked");
    write_all(&Disk, folder.path(), &files()).expect("written");
    let mut left = present(folder.path());
    left.retain(|name| !NAMES.contains(&name.as_str()));
    assert_eq!(
        left,
        [".quyet", ".quyetdinh-2", ".quyetdinh-cu-xY1", "khac.docx"]
    );
    drop(live);
}

#[test]
fn a_file_that_may_only_be_read_is_left_alone() {
    let folder = folder();
    let path = folder.path().join(NAMES[1]);
    let mut rights = std::fs::metadata(&path).expect("there").permissions();
    rights.set_readonly(true);
    std::fs::set_permissions(&path, rights).expect("set");
    let problems = write_all(&Disk, folder.path(), &files()).expect_err("refused");
    assert!(problems.iter().any(|problem| problem.code == "TP011"));
    assert_eq!(
        std::fs::read(folder.path().join(NAMES[0])).expect("there"),
        OLD
    );
    assert_eq!(present(folder.path()), &NAMES[..2]);
}

/// Two at once write one after the other, or beside each other: never a mixture inside a file.
#[test]
fn several_writers_at_once() {
    let folder = folder();
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                for _ in 0..40 {
                    write_all(&Disk, folder.path(), &files()).expect("written");
                }
            });
        }
    });
    assert_eq!(present(folder.path()), NAMES);
}

/// Files are as readable as the user's other files.
#[cfg(unix)]
#[test]
fn files_follow_the_umask() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder();
    write_all(&Disk, folder.path(), &files()).expect("written");
    std::fs::write(folder.path().join("khac"), b"x").expect("written");
    let mode = |name: &str| {
        let there = std::fs::metadata(folder.path().join(name));
        there.expect("there").permissions().mode() & 0o777
    };
    assert_eq!(mode(NAMES[0]), mode("khac"));
}
