//! `docs/conformance.md` names only tests that exist, leaves no code of the decree out, and gives
//! every rule that it calls enforced a test.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

const STATES: [&str; 4] = ["enforced", "impossible", "author", "open"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn ledger() -> String {
    std::fs::read_to_string(root().join("docs/conformance.md")).expect("the ledger")
}

/// Rows of the tables of rules: code, rule, state, by, test.
fn rows(ledger: &str) -> Vec<Vec<&str>> {
    ledger
        .lines()
        .filter(|line| line.starts_with('|') && !line.starts_with("|---"))
        .map(|line| {
            line.trim_matches('|')
                .split(" |")
                .map(|cell| cell.trim_matches(['|', ' ']))
                .collect()
        })
        .filter(|cells: &Vec<&str>| cells.len() == 5 && cells[2] != "state")
        .collect()
}

/// Every `file::test` named anywhere in the text.
fn named(ledger: &str) -> Vec<(PathBuf, String)> {
    ledger
        .split('`')
        .skip(1)
        .step_by(2)
        .filter_map(|code| code.rsplit_once("::"))
        .filter_map(|(file, test)| {
            let path = if file.starts_with("src/") {
                PathBuf::from(file)
            } else {
                Path::new("tests").join(file)
            };
            let is_test =
                file.starts_with("src/") || root().join(&path).with_extension("rs").exists();
            // `style::page` and its like name code
            (is_test || test.contains('_') && !file.contains("::") && !is_module(file))
                .then(|| (path.with_extension("rs"), test.to_owned()))
        })
        .collect()
}

fn is_module(name: &str) -> bool {
    let path = root().join("src").join(name);
    path.exists() || path.with_extension("rs").exists()
}

fn exists(file: &Path, test: &str) -> bool {
    let Ok(text) = std::fs::read_to_string(root().join(file)) else {
        return false;
    };
    let head = format!("fn {test}(");
    text.split("#[test]").skip(1).any(|part| {
        part.lines()
            .take(3)
            .any(|line| line.trim_start().starts_with(&head))
    })
}

#[test]
fn every_test_named_exists() {
    let ledger = ledger();
    let named = named(&ledger);
    assert!(named.len() > 80, "the ledger names {} tests", named.len());
    let missing: Vec<_> = named
        .iter()
        .filter(|(file, test)| !exists(file, test))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn a_name_that_does_not_exist_is_found() {
    let named =
        named("| C1 | x | enforced | y | `pdf_layout::no_such_test`, `nowhere::no_such_test` |");
    assert_eq!(named.len(), 2);
    assert!(named.iter().all(|(file, test)| !exists(file, test)));
    assert!(exists(
        Path::new("tests/ledger.rs"),
        "every_test_named_exists"
    ));
}

#[test]
fn every_row_has_a_state_and_every_enforced_rule_a_test() {
    let ledger = ledger();
    let rows = rows(&ledger);
    assert!(rows.len() > 80);
    for row in rows {
        assert!(STATES.contains(&row[2]), "{row:?}");
        if row[2] == "enforced" {
            assert!(row[4].contains("::"), "no test: {row:?}");
        }
    }
}

#[test]
fn every_code_of_the_decree_has_a_row() {
    let ledger = ledger();
    let codes: BTreeSet<&str> = rows(&ledger).into_iter().map(|row| row[0]).collect();
    let wanted = [("P", 5), ("C", 27), ("A", 7)];
    for (letter, last) in wanted {
        for number in 1..=last {
            let code = format!("{letter}{number}");
            assert!(codes.contains(code.as_str()), "{code}");
        }
    }
    assert!(codes.contains("P2t"));
}
