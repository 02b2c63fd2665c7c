//! The reference pages say what the program does: their tables come from its declarations, their examples from
//! what it prints. `UPDATE_EXPECT=1` writes them; `docs/src` holds the prose around the tables.

#![allow(
    unreachable_pub,
    clippy::panic,
    reason = "a test fails by panicking; modules of one test"
)]

mod common;
#[path = "reference/dossier_page.rs"]
mod dossier_page;
#[path = "reference/dossiers.rs"]
mod dossiers;
#[path = "reference/examples.rs"]
mod examples;
#[path = "reference/printed.rs"]
mod printed;
#[path = "reference/set_page.rs"]
mod set_page;
#[path = "reference/tables.rs"]
mod tables;

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use examples::Examples;
use quyet_dinh::inner::diagnostics::{Diagnostics, Sources, codes};
use quyet_dinh::inner::dossier::Set;

/// A set that asks for nothing: its keys are the core's.
const PLAIN_SET: &str = "ten: tron\nmo_ta: không hỏi gì thêm\nsua_doi: true\nvan_ban:\n  - ten: quyet-dinh\n    phan: [{tep: quyet-dinh.md, loai: quyet_dinh}]\n";

fn plain_set() -> Arc<Set> {
    let source = Sources::default().add("bo-mau.yaml", PLAIN_SET);
    Set::read(source, PLAIN_SET, &mut Diagnostics::new()).expect("a sound declaration")
}

fn file(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    std::fs::read_to_string(path)
        .unwrap_or_default()
        .replace("\r\n", "\n")
}

/// The page, each `<!-- mark -->` on a line of its own in place of its part.
fn page(name: &str, part: impl Fn(&str) -> Option<String>) -> String {
    let source = file(&format!("docs/src/{name}"));
    let mut page = format!(
        "<!-- Tệp này do `cargo test --test reference` lập từ docs/src/{name}; sửa ở đó. -->\n\n"
    );
    for line in source.lines() {
        let mark = line
            .strip_prefix("<!-- ")
            .and_then(|rest| rest.strip_suffix(" -->"));
        match mark {
            Some(mark) => {
                let part = part(mark).unwrap_or_else(|| panic!("no part called {mark}"));
                page.push_str(part.trim_end());
            }
            None => page.push_str(line),
        }
        page.push('\n');
    }
    while page.contains("\n\n\n") {
        page = page.replace("\n\n\n", "\n\n");
    }
    page
}

fn assert_written(name: &str, page: &str) {
    let path = format!("docs/{name}");
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(Path::new(env!("CARGO_MANIFEST_DIR")).join(&path), page).expect("written");
    }
    let written = file(&path);
    let differs = written
        .lines()
        .zip(page.lines())
        .find(|(old, new)| old != new);
    assert!(
        written == page,
        "{path} is old (UPDATE_EXPECT=1 writes it anew): {differs:?}"
    );
}

#[test]
fn the_page_on_dossiers_is_what_is_declared() {
    assert_written("ho-so.md", &page("ho-so.md", dossier_page::part));
}

#[test]
fn the_page_on_sets_is_what_is_declared_and_printed() {
    let examples = Examples::of(&plain_set());
    assert_written(
        "bo-mau.md",
        &page("bo-mau.md", |mark| set_page::part(mark, &examples)),
    );
}

/// The rows of one family of codes.
fn codes_of(family: &str) -> Option<String> {
    let own = codes().filter(|code| code.code.starts_with(family));
    let rows = own.map(|row| {
        let name = tables::code(row.code);
        vec![name, row.title.to_owned(), row.when.to_owned()]
    });
    Some(tables::table(&["mã", "tên", "khi nào"], rows))
}

#[test]
fn the_page_on_codes_is_the_table_of_codes() {
    assert_written("ma-thong-bao.md", &page("ma-thong-bao.md", codes_of));
}

/// Every code of the program is in the table, and no other is.
#[test]
fn every_code_is_in_the_table() {
    let mut used = BTreeSet::new();
    let mut open = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    while let Some(next) = open.pop() {
        if next.is_dir() {
            let entries = std::fs::read_dir(&next).expect("readable").flatten();
            open.extend(entries.map(|entry| entry.path()));
            continue;
        }
        let text = std::fs::read_to_string(&next).expect("text");
        let is_code = |word: &&str| {
            let (family, number) = word.split_at_checked(2).unwrap_or_default();
            let is_number = number.len() == 3 && number.bytes().all(|byte| byte.is_ascii_digit());
            is_number && family.bytes().all(|byte| byte.is_ascii_uppercase())
        };
        used.extend(text.split('"').filter(is_code).map(str::to_owned));
    }
    let listed: Vec<&str> = codes().map(|row| row.code).collect();
    assert!(listed.is_sorted(), "in order");
    assert_eq!(used, listed.iter().map(|code| (*code).to_owned()).collect());
    assert!(codes().all(|row| !row.title.is_empty() && !row.when.contains(" | ")));
}
