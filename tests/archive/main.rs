//! What was issued stays as it was issued: the archive under tampering, crashes, two writers at once
//! and a full disk.

#![allow(clippy::panic, reason = "a test fails by panicking")]

mod amending;
mod broken;
mod claims;
mod closed;
#[path = "../common/mod.rs"]
mod common;
mod crash;
mod faulty;
mod forbidden;
mod forgeries;
mod full_disk;
mod grammar;
mod hostile;
mod issue;
mod misplaced;
mod nothing_ignored;
mod older;
mod packed;
mod permitted;
mod signed;
mod signing;
mod tampering;
mod witness;
mod writers;

use std::path::{Path, PathBuf};

use quyet_dinh::inner::amending::Task;
use quyet_dinh::inner::archive::{self, Contents, Disk, FileSystem, RECORD, Verification};
use quyet_dinh::inner::diagnostics::{Diagnostics, Sources, render};
use quyet_dinh::inner::dossier::Input;
use quyet_dinh::inner::pipeline::IssueFacts;
use quyet_dinh::inner::values::parse_date;

/// The files of Sơn La's decision under this number, issued on 24/12/2021.
fn contents(number: &str) -> Contents {
    contents_of(common::SON_LA, number, "24/12/2021")
}

fn contents_of(text: &str, number: &str, date: &str) -> Contents {
    let given = IssueFacts {
        number: Some(number.to_owned()),
        date: parse_date(date),
        ..IssueFacts::default()
    };
    contents_given(text, &given)
}

fn contents_given(text: &str, given: &IssueFacts) -> Contents {
    let (mut sources, mut problems) = (Sources::default(), Diagnostics::new());
    let workshop = common::workshop();
    let task = Task::Decide(Input::new("ho-so.yaml", text, workshop.templates.set()));
    archive::assemble(&workshop, &task, None, given, &mut sources, &mut problems)
        .unwrap_or_else(|| panic!("{}", render(&problems, &sources)))
}

/// The same package under another number, without the work of building it: its files no longer
/// agree with its dossier, which only a rebuild would notice.
fn renumbered(contents: &Contents, number: &str) -> Contents {
    let mut other = contents.clone();
    other.record.number = number.to_owned();
    other.name = archive::package_name(2021, number, &other.record.symbol);
    for (path, bytes) in &mut other.files {
        if path == RECORD {
            *bytes = serde_json::to_vec_pretty(&other.record).expect("plain");
        }
    }
    other
}

fn issue_with(
    files: &dyn FileSystem,
    root: &Path,
    contents: &Contents,
) -> Result<String, Diagnostics> {
    archive::issue(files, root, contents, &mut || (), &mut Diagnostics::new())
}

fn issue(root: &Path, contents: &Contents) -> String {
    issue_with(&Disk, root, contents)
        .unwrap_or_else(|problems| panic!("{}", render(&problems, &Sources::default())))
}

/// Checks hashes and chain, without rebuilding.
fn verify(root: &Path) -> Verification {
    archive::verify(&Disk, root, None).expect("the archive can be read")
}

/// The code of the first problem.
fn code(problems: &Diagnostics) -> &'static str {
    problems.iter().next().expect("a problem").code
}

/// An archive with these numbers in a fresh folder.
fn archive_of(numbers: &[&str]) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let root = folder.path().join("kho");
    let first = contents("1");
    for number in numbers {
        issue(&root, &renumbered(&first, number));
    }
    (folder, root)
}

/// All files below a folder.
fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("readable").flatten() {
        if entry.path().is_dir() {
            found.extend(files_below(&entry.path()));
        } else {
            found.push(entry.path());
        }
    }
    found.sort();
    found
}

fn copy_folder(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("made");
    for file in files_below(from) {
        let target = to.join(file.strip_prefix(from).expect("below"));
        std::fs::create_dir_all(target.parent().expect("a folder")).expect("made");
        std::fs::copy(&file, &target).expect("copied");
    }
}
