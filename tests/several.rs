//! Many dossiers in one build: what is told, what is written, the same as each alone.

#![allow(clippy::panic, reason = "a test fails by panicking")]

mod common;

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const PROGRAM: &str = env!("CARGO_BIN_EXE_quyetdinh");
const COUNT: usize = 24;

fn run(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(PROGRAM);
    command.current_dir(folder).args(arguments);
    command.output().expect("runs")
}

fn name(number: usize) -> String {
    format!("xa-{number:02}")
}

/// So many dossiers in `xa`, some of the other set.
fn dossiers(folder: &Path) {
    fs::create_dir(folder.join("xa")).expect("made");
    for number in 0..COUNT {
        let agency = |at: usize| {
            let score = 50 + (number * 7 + at * 13) % 50;
            (format!("Thôn {number}-{at}"), score.to_string())
        };
        let agencies: Vec<(String, String)> = (0..12).map(agency).collect();
        let text = match number % 5 {
            4 => common::synthetic(&[agencies]),
            _ => common::ranking(&[agencies]),
        };
        let path = folder.join("xa").join(format!("{}.yaml", name(number)));
        fs::write(path, text).expect("written");
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn a_folder_of_dossiers_is_built_as_each_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    dossiers(folder);
    fs::write(folder.join("xa/bo-mau.yaml"), "no dossier").expect("written");
    let done = run(folder, &["build", "xa", "--out", "out"]);
    assert!(done.status.success(), "{}", text(&done.stderr));
    let told = format!("Đã lập {COUNT} hồ sơ, ghi {} tệp vào out\n", 2 * COUNT);
    assert_eq!(text(&done.stdout), told);
    for number in [0, 4, COUNT - 1] {
        let name = name(number);
        let dossier = format!("xa/{name}.yaml");
        let alone = run(folder, &["build", &dossier, "--out", "alone"]);
        assert!(alone.status.success(), "{}", text(&alone.stderr));
        for ending in ["docx", "pdf"] {
            let [one, other] = ["out", "alone"].map(|own| {
                let path = folder.join(own).join(format!("{name}.{ending}"));
                fs::read(path).expect("written")
            });
            assert!(one == other, "{name}.{ending}");
        }
    }
}

#[test]
fn what_is_wrong_with_some_is_a_line_each_and_keeps_no_other() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    dossiers(folder);
    for (number, old, new) in [(3, "nam: 2026", "nam: hai"), (11, "\nkhoi:", "\nkhoy:")] {
        let path = folder.join("xa").join(format!("{}.yaml", name(number)));
        let text = fs::read_to_string(&path).expect("there");
        assert!(text.contains(old), "{text}");
        fs::write(path, text.replace(old, new)).expect("written");
    }
    fs::write(folder.join("xa/xa-05.yaml"), "bo_mau: khac\nnam: 2026\n").expect("written");
    let mut before: Option<Output> = None;
    for out in ["mot", "hai"] {
        let done = run(folder, &["build", "xa/*.yaml", "--out", out]);
        assert_eq!(done.status.code(), Some(1));
        let written = fs::read_dir(folder.join(out)).expect("a folder").count();
        assert_eq!(written, 2 * (COUNT - 3));
        let [told, errors] = [&done.stdout, &done.stderr].map(|bytes| text(bytes));
        assert!(told.ends_with("; 3 hồ sơ có lỗi, không lập\n"), "{told}");
        let lines: Vec<&str> = errors
            .lines()
            .filter(|line| line.starts_with("lỗi: "))
            .collect();
        let names: Vec<bool> = (lines.iter().zip([3, 5, 11]))
            .map(|(line, number)| line.contains(&format!("xa/{}.yaml, dòng ", name(number))))
            .collect();
        assert_eq!(names, [true; 3], "{errors}");
        // the same whoever is done first
        if let Some(before) = before.replace(done) {
            assert_eq!(text(&before.stderr), errors);
        }
    }
}

#[test]
fn what_one_dossier_writes_no_other_does() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    let with_submission = include_str!("../data/mau-chi-tiet.yaml");
    fs::write(folder.join("a.yaml"), with_submission).expect("written");
    fs::write(folder.join("a-to-trinh.yaml"), common::SON_LA).expect("written");
    for order in [["a.yaml", "a-to-trinh.yaml"], ["a-to-trinh.yaml", "a.yaml"]] {
        let out = order[0].trim_end_matches(".yaml");
        let done = run(folder, &["build", order[0], order[1], "--out", out]);
        assert_eq!(done.status.code(), Some(1), "{order:?}");
        let errors = text(&done.stderr);
        assert!(errors.contains("lỗi[TP035]: Tệp "), "{errors}");
        let first = folder.join(out).join(format!("{out}.pdf"));
        assert!(first.exists(), "the first of them is written");
    }
}

#[test]
fn what_they_share_is_told_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    dossiers(folder);
    let two = ["xa/xa-00.yaml", "xa/xa-01.yaml"];
    for arguments in [
        &["build", two[0], two[1], "--phong-chu", "khong-co"][..],
        &["build", two[0], two[1], "--mau", "khong-co"],
        &["build", "xa/xa-0?.yaml", "--so", "12"],
    ] {
        let done = run(folder, arguments);
        assert_eq!(done.status.code(), Some(1), "{arguments:?}");
        let errors = text(&done.stderr);
        let mut lines: Vec<&str> = errors
            .lines()
            .filter(|line| line.starts_with("lỗi["))
            .collect();
        assert!(!lines.is_empty(), "{errors}");
        let count = lines.len();
        lines.sort_unstable();
        lines.dedup();
        assert_eq!(lines.len(), count, "{errors}");
        assert!(!folder.join("out").exists(), "nothing is written");
    }
}
