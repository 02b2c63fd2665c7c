//! Every diagnostic of the dossier with its exact words: one folder of `tests/cases/dossier` is one
//! dossier.
//!
//! A case folder holds `expected.txt` and one of: `ho-so.yaml`, a whole dossier; `ho-so-edits`, edits
//! of the dossier of Sơn La 2021; `chi-tiet-edits`, edits of the detailed example; `xep-hang-edits`, edits of the
//! starter dossier of the set `xep-hang`. An edit is a line
//! `old => new`, with `\n` for a line break; it changes the first place where `old` stands.

#![expect(clippy::panic, reason = "a broken case must fail with its name")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use quyet_dinh::inner::conventions;
use quyet_dinh::inner::diagnostics::{Diagnostics, Severity, Sources, Version, render};
use quyet_dinh::inner::dossier::{self, Input, LawTable};
use quyet_dinh::inner::drafting::BuiltIn;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &Path) -> String {
    let text =
        std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    text.replace("\r\n", "\n")
}

fn folders() -> Vec<PathBuf> {
    let cases = std::fs::read_dir(root().join("tests/cases/dossier")).expect("cases");
    let mut folders: Vec<PathBuf> = cases.flatten().map(|entry| entry.path()).collect();
    folders.sort();
    folders
}

/// The dossier of a case.
fn input(case: &Path) -> String {
    let whole = case.join("ho-so.yaml");
    if whole.exists() {
        return read(&whole);
    }
    for (edits, base) in [
        ("ho-so-edits", "data/son-la-2021.yaml"),
        ("chi-tiet-edits", "data/mau-chi-tiet.yaml"),
        ("xep-hang-edits", "templates/xep-hang/ho-so.yaml"),
    ] {
        let edits = case.join(edits);
        if edits.exists() {
            return edited(read(&root().join(base)), &read(&edits), case);
        }
    }
    panic!("{}: no dossier", case.display());
}

fn edited(base: String, edits: &str, case: &Path) -> String {
    edits.lines().fold(base, |text, line| {
        let case = case.display();
        let (old, new) = line
            .split_once(" => ")
            .unwrap_or_else(|| panic!("{case}: no ` => ` in: {line}"));
        let (old, new) = (old.replace("\\n", "\n"), new.replace("\\n", "\n"));
        assert!(text.contains(&old), "{case}: nothing to edit: {old}");
        text.replacen(&old, &new, 1)
    })
}

/// What a user reads about this dossier.
fn report(text: &str) -> String {
    let mut sources = Sources::default();
    let mut found = Diagnostics::new();
    let set = if text.starts_with("bo_mau: xep-hang") {
        BuiltIn::Ranking
    } else {
        BuiltIn::DigitalGovernment
    };
    let dossier = dossier::load(
        Input::new("ho-so.yaml", text, &set.set()),
        &mut sources,
        &mut found,
    );
    assert_eq!(
        dossier.is_none(),
        found.has_errors(),
        "errors and a dossier exclude each other"
    );
    if let Some(dossier) = dossier {
        conventions::closing_marks(&dossier, &mut found);
        conventions::review(&dossier, &[LawTable::built_in()], &mut found);
    }
    for diagnostic in &found {
        let complete = diagnostic.span.is_some() && !diagnostic.label.is_empty();
        assert!(
            complete && diagnostic.remedy.is_some(),
            "place, words and remedy: {diagnostic:?}"
        );
    }
    render(&found, &sources)
}

#[test]
fn says_exactly_what_is_expected() {
    let mut failures = Vec::new();
    for case in folders() {
        let actual = report(&input(&case));
        let golden = case.join("expected.txt");
        if std::env::var_os("UPDATE_EXPECT").is_some() {
            std::fs::write(&golden, &actual).expect("golden file written");
        }
        if !golden.exists() || read(&golden) != actual {
            failures.push(format!("== {}\n{actual}", case.display()));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// Codes such as `HS012` that stand between marks.
fn codes(text: &str, marks: &[char]) -> BTreeSet<String> {
    text.split(marks)
        .filter(|code| {
            code.len() == 5
                && ["HS", "TT", "DC"].iter().any(|kind| code.starts_with(kind))
                && code[2..].bytes().all(|byte| byte.is_ascii_digit())
        })
        .map(str::to_owned)
        .collect()
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("source folder").flatten();
    entries
        .map(|entry| entry.path())
        .flat_map(|path| match path.is_dir() {
            true => rust_files(&path),
            false => vec![path],
        })
        .collect()
}

#[test]
fn every_code_has_a_case() {
    let shown: BTreeSet<String> = folders()
        .iter()
        .flat_map(|case| codes(&read(&case.join("expected.txt")), &['[', ']']))
        .collect();
    let folders = ["src/dossier", "src/conventions", "src/yaml"]
        .map(|folder| rust_files(&root().join(folder)));
    let used: BTreeSet<String> = folders
        .iter()
        .flatten()
        .flat_map(|file| codes(&read(file), &['"']))
        .collect();
    assert!(used.len() > 40, "the codes were found: {used:?}");
    assert_eq!(used, shown);
}

#[test]
fn shipped_dossiers_have_nothing_to_say() {
    for name in [
        "data/son-la-2021.yaml",
        "data/mau-chi-tiet.yaml",
        "templates/chinh-quyen-so/ho-so.yaml",
        "templates/xep-hang/ho-so.yaml",
    ] {
        let text = read(&root().join(name));
        for text in [text.replace('\n', "\r\n"), text] {
            // made-up names are a remark
            let said = report(&text);
            let alarming = said.contains("lỗi[") || said.contains("cảnh báo[");
            assert!(!alarming, "{name}: {said}");
        }
    }
}

/// Direction marks are refused since 0.2.0: in a dossier archived before, they stay as they are.
#[test]
fn an_old_dossier_stays_readable() {
    let text = read(&root().join("data/son-la-2021.yaml"));
    let text = text.replacen("luu: VT", "luu: VT\u{61c}", 1);
    let mut sources = Sources::default();
    sources.archived("ho-so.yaml", Version(0, 1, 0));
    let mut found = Diagnostics::new();
    let dossier = dossier::load(
        Input::new("ho-so.yaml", &text, &BuiltIn::DigitalGovernment.set()),
        &mut sources,
        &mut found,
    );
    let dossier = dossier.expect("a remark is no error");
    assert_eq!(dossier.filing.value, "VT\u{61c}, KGVX");
    let remarks: Vec<(&str, Severity)> = found.iter().map(|d| (d.code, d.severity)).collect();
    assert_eq!(remarks, [("HS062", Severity::Remark)]);
}
