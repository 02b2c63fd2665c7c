//! Several processes at once.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use super::faulty::{Fault, Faulty};
use super::{common, contents, issue_with, verify};

fn start(folder: &std::path::Path, number: &str) -> Child {
    Command::new(env!("CARGO_BIN_EXE_quyetdinh"))
        .args([
            "issue",
            "ho-so.yaml",
            "--ngay",
            "24/12/2021",
            "--out",
            "kho",
        ])
        .args(["--so", number])
        .current_dir(folder)
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts")
}

/// No number is lost, none is given twice.
#[test]
fn two_at_once_never_lose_or_double_a_number() {
    for _ in 0..3 {
        let folder = tempfile::tempdir().expect("a temporary folder");
        std::fs::write(folder.path().join("ho-so.yaml"), common::SON_LA).expect("written");
        let numbers = ["1", "2", "3", "1", "2", "1"];
        let running: Vec<Child> = numbers.iter().map(|n| start(folder.path(), n)).collect();
        let mut done = Vec::new();
        for (number, child) in numbers.iter().zip(running) {
            let output = child.wait_with_output().expect("it ends");
            if output.status.success() {
                done.push(*number);
            } else {
                let said = String::from_utf8_lossy(&output.stderr).into_owned();
                assert!(said.contains("lỗi[LT003]"), "{said}");
            }
        }
        assert_eq!(done.len(), 3, "each number once: {done:?}");
        assert_eq!(done.iter().collect::<BTreeSet<_>>().len(), 3);
        let found = verify(&folder.path().join("kho"));
        assert!(!found.is_damaged() && !found.unfinished, "{found:?}");
        assert_eq!(found.packages.len(), 3);
    }
}

/// Who must wait is told so.
#[test]
fn waiting_is_told() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    std::fs::write(folder.path().join("ho-so.yaml"), common::SON_LA).expect("written");
    std::fs::create_dir(folder.path().join("kho")).expect("made");
    let lock = std::fs::File::create(folder.path().join("kho/.khoa")).expect("made");
    lock.lock().expect("locked");
    let mut child = start(folder.path(), "1");
    let mut said = BufReader::new(child.stderr.take().expect("piped"));
    // blocks until the program says so, which it does while it waits; what it found comes first
    let mut line = String::new();
    while !line.starts_with("Đang chờ") {
        line.clear();
        assert!(said.read_line(&mut line).expect("it speaks") > 0, "told");
    }
    assert!(child.try_wait().expect("asked").is_none(), "still waiting");
    drop(lock);
    std::io::copy(&mut said, &mut std::io::sink()).expect("it goes on");
    assert!(child.wait().expect("it ends").success());
}

#[test]
fn without_a_lock_nothing_is_filed() {
    let contents = contents("1");
    let refused = (1..20).find_map(|at| {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let root = folder.path().join("kho");
        let disk = Faulty::new(Fault::Error(std::io::ErrorKind::Unsupported), at);
        let refused = issue_with(&disk, &root, &contents).err()?;
        let problem = refused.iter().next().expect("a problem");
        if problem.code != "LT066" {
            return None;
        }
        assert!(verify(&root).packages.is_empty());
        Some(problem.message.clone())
    });
    assert!(refused.expect("told").ends_with("không khóa được"));
}
