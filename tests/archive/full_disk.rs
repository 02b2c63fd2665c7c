//! A full disk: a clear word, and the archive as it was.

use std::path::Path;
use std::process::Command;

use super::{contents, issue, issue_with, renumbered, verify};
use quyet_dinh::inner::archive::Disk;

/// A small disk in memory, where the system lets us have one.
struct SmallDisk<'a>(&'a Path);

impl<'a> SmallDisk<'a> {
    fn mount(folder: &'a Path, size: &str) -> Option<Self> {
        let mounted = cfg!(target_os = "linux")
            && Command::new("mount")
                .args(["-t", "tmpfs", "-o", &format!("size={size}"), "tmpfs"])
                .arg(folder)
                .output()
                .is_ok_and(|output| output.status.success());
        mounted.then_some(Self(folder))
    }
}

impl Drop for SmallDisk<'_> {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.0).output();
    }
}

/// What `StorageFull` at every call does is in `crash.rs`; this is a real one, if there can be one.
#[test]
fn a_full_disk_is_told_and_harms_nothing() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let Some(disk) = SmallDisk::mount(folder.path(), "480k") else {
        return;
    };
    let root = disk.0.join("kho");
    let first = contents("1");
    issue(&root, &first);
    issue(&root, &renumbered(&first, "2"));
    let refused = issue_with(&Disk, &root, &renumbered(&first, "3")).expect_err("no room");
    let problem = refused.iter().next().expect("a problem");
    assert_eq!(problem.code, "LT010");
    assert_eq!(problem.notes[0], "ổ đĩa đã đầy");
    let found = verify(&root);
    assert!(!found.is_damaged() && !found.unfinished, "{found:?}");
    assert_eq!(found.packages.len(), 2);
}
