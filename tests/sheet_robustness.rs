//! Workbooks made to bring the reader down: mutated bytes and parts of every form, bombs, sheets of a million rows.
//! Never a panic, never more than the limits. `FUZZ_ROUNDS=27000` goes on as long as that
//! (about ten minutes).

#![allow(clippy::panic, reason = "a test fails by panicking")]

use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};

use quyet_dinh::inner::diagnostics::{Diagnostics, Sources, render};
use quyet_dinh::inner::import::{Asked, Report, ready, understand};
use quyet_dinh::inner::sheet::{self, Unreadable};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

fn seeds() -> Vec<Vec<u8>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/bang-diem");
    let mut folders: Vec<PathBuf> = std::fs::read_dir(root)
        .expect("fixtures")
        .flatten()
        .map(|entry| entry.path())
        .collect();
    folders.sort();
    let files = folders
        .iter()
        .flat_map(|folder| std::fs::read_dir(folder).expect("files").flatten());
    let mut files: Vec<PathBuf> = files
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|ending| ending != "json"))
        .collect();
    files.sort();
    files
        .iter()
        .map(|path| std::fs::read(path).expect("readable"))
        .collect()
}

/// Numbers that follow from a seed (Numerical Recipes' linear congruential generator).
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("small") % limit.max(1)
    }
}

const WORDS: [&[u8]; 14] = [
    b"",
    b"\0",
    b"99999999999999999999",
    b"-1",
    b"XFD1048576",
    b"A1:XFD1048576",
    b"<",
    b"&#x10FFFF;",
    b"1e308",
    b"\"",
    b"r=\"0\"",
    b"number-rows-repeated=\"1048576\"",
    b"\xff\xff\xff\xff",
    b"\x80\x00\x00\x00",
];

fn mutated(bytes: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..=dice.below(6) {
        if bytes.is_empty() {
            break;
        }
        let at = dice.below(bytes.len());
        match dice.below(5) {
            0 => bytes[at] = u8::try_from(dice.below(256)).expect("a byte"),
            1 => drop(bytes.drain(at..(at + dice.below(60)).min(bytes.len()))),
            2 => drop(bytes.splice(at..at, WORDS[dice.below(WORDS.len())].iter().copied())),
            3 => bytes.truncate(at),
            _ => {
                let end = (at + dice.below(200)).min(bytes.len());
                let part = bytes[at..end].to_vec();
                let to = dice.below(bytes.len());
                drop(bytes.splice(to..to, part));
            }
        }
    }
    bytes
}

/// A zip with one part changed.
fn repacked(bytes: &[u8], dice: &mut Dice) -> Option<Vec<u8>> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let chosen = dice.below(zip.len());
    let mut made = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..zip.len() {
        let mut file = zip.by_index(index).ok()?;
        let mut part = Vec::new();
        file.read_to_end(&mut part).ok()?;
        if index == chosen {
            part = mutated(&part, dice);
        }
        made.start_file(file.name().to_owned(), SimpleFileOptions::default())
            .ok()?;
        made.write_all(&part).ok()?;
    }
    Some(made.finish().ok()?.into_inner())
}

fn import(bytes: &[u8]) {
    let Ok(book) = sheet::read(bytes) else { return };
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::new());
    let mut report = Report {
        file: "bang",
        sources: &mut sources,
        diagnostics: &mut diagnostics,
    };
    let found = understand(&book, &Asked::default(), &mut report);
    let _ = ready(&found).to_text();
    let _ = render(&diagnostics, &sources);
}

#[test]
fn mutated_workbooks_are_read_or_refused() {
    let rounds = std::env::var("FUZZ_ROUNDS")
        .ok()
        .and_then(|text| text.parse().ok());
    let (mut dice, seeds) = (Dice(7), seeds());
    for round in 0..rounds.unwrap_or(100) {
        let seed = &seeds[dice.below(seeds.len())];
        let bytes = match dice.below(3) {
            0 => mutated(seed, &mut dice),
            _ => repacked(seed, &mut dice).unwrap_or_else(|| mutated(seed, &mut dice)),
        };
        if std::panic::catch_unwind(|| import(&bytes)).is_err() {
            let kept = std::env::temp_dir().join("bang-diem-hong.bin");
            std::fs::write(&kept, &bytes).expect("kept");
            panic!("round {round}: see {}", kept.display());
        }
    }
}

/// A workbook with this sheet.
fn workbook(sheet: &[u8]) -> Vec<u8> {
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
    const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let parts: [(&str, String); 4] = [
        (
            "[Content_Types].xml",
            format!("<Types xmlns=\"{PACKAGE}/content-types\"/>"),
        ),
        (
            "_rels/.rels",
            format!(
                "<Relationships xmlns=\"{PACKAGE}/relationships\"><Relationship Id=\"r1\" Type=\"{OFFICE}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/workbook.xml",
            format!(
                "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><sheets><sheet name=\"A\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!(
                "<Relationships xmlns=\"{PACKAGE}/relationships\"><Relationship Id=\"r1\" Type=\"{OFFICE}/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"
            ),
        ),
    ];
    let mut made = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in &parts {
        made.start_file(*name, SimpleFileOptions::default())
            .expect("written");
        made.write_all(text.as_bytes()).expect("written");
    }
    made.start_file("xl/worksheets/sheet1.xml", SimpleFileOptions::default())
        .expect("written");
    made.write_all(format!("<worksheet xmlns=\"{MAIN}\"><sheetData>").as_bytes())
        .expect("written");
    made.write_all(sheet).expect("written");
    made.write_all(b"</sheetData></worksheet>")
        .expect("written");
    made.finish().expect("written").into_inner()
}

const TABLE: &str = "<row r=\"1\"><c r=\"A1\" t=\"str\"><v>STT</v></c><c r=\"B1\" t=\"str\"><v>Đơn vị</v></c><c r=\"C1\" t=\"str\"><v>Điểm</v></c></row>\
    <row r=\"2\"><c r=\"A2\"><v>1</v></c><c r=\"B2\" t=\"str\"><v>Sở Nội vụ</v></c><c r=\"C2\"><v>57.699999999999996</v></c></row>";

#[test]
fn rows_without_cells_are_no_burden() {
    let mut rows = TABLE.to_owned();
    (3..=1_000_000)
        .step_by(5)
        .for_each(|row| rows.push_str(&format!("<row r=\"{row}\"/>")));
    let book = sheet::read(&workbook(rows.as_bytes())).expect("a workbook");
    assert_eq!(book.sheets[0].cells.len(), 6);
}

#[test]
fn what_is_too_much_is_refused() {
    let cells = |count: usize| {
        (0..count)
            .map(|at| format!("<row r=\"{}\"><c r=\"A{}\"/></row>", at + 1, at + 1))
            .collect::<String>()
    };
    let refused =
        |sheet: &[u8]| matches!(sheet::read(&workbook(sheet)), Err(Unreadable::TooMuch(_)));
    assert!(
        refused(cells(500_001).as_bytes()),
        "cells that are only formatted"
    );
    assert!(refused(&vec![b' '; 65 << 20]), "a bomb");
    // two cells as far apart as can be: nothing between them is laid out
    let far = format!("{TABLE}<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>");
    assert_eq!(
        sheet::read(&workbook(far.as_bytes()))
            .expect("a workbook")
            .sheets[0]
            .cells
            .len(),
        7
    );
}

#[test]
fn files_of_other_kinds_are_named() {
    let read = |bytes: &[u8]| sheet::read(bytes).err();
    assert_eq!(read(b""), Some(Unreadable::Empty));
    assert_eq!(read(b"  \r\n"), Some(Unreadable::Empty));
    assert_eq!(read(b"%PDF-1.7"), Some(Unreadable::Other("tài liệu PDF")));
    assert_eq!(read(b"<html><table>"), Some(Unreadable::WebPage));
    assert_eq!(
        read(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        Some(Unreadable::Damaged)
    );
    assert_eq!(read(b"PK\x03\x04"), Some(Unreadable::Damaged));
    assert_eq!(read(b"T\xean;\xd0i\xeam\n"), Some(Unreadable::Encoding));
}

/// A long list is refused, not compared name by name.
#[test]
fn a_list_of_everything_is_no_score_sheet() {
    let rows = (1..60_000).map(|at| format!("{at};Đơn vị số {at};{}\n", at % 100));
    let text = format!("STT;Đơn vị;Điểm\n{}", rows.collect::<String>());
    let book = sheet::read(text.as_bytes()).expect("cells");
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::new());
    let mut report = Report {
        file: "bang",
        sources: &mut sources,
        diagnostics: &mut diagnostics,
    };
    let found = understand(&book, &Asked::default(), &mut report);
    assert!(found.tables.is_empty());
    assert!(diagnostics.iter().any(|problem| problem.code == "BD004"));
}

/// Nothing of a macro is run, nothing of another file is opened: both are noted.
#[test]
fn macros_and_links_are_noted() {
    let bytes = workbook(TABLE.as_bytes());
    let plain = sheet::read(&bytes).expect("a workbook");
    assert!(!plain.has_macros && !plain.has_links);
    let mut made = ZipWriter::new_append(Cursor::new(bytes)).expect("a zip");
    for name in ["xl/vbaProject.bin", "xl/externalLinks/externalLink1.xml"] {
        made.start_file(name, SimpleFileOptions::default())
            .expect("written");
        made.write_all(b"<externalLink/>").expect("written");
    }
    let book = sheet::read(&made.finish().expect("written").into_inner()).expect("a workbook");
    assert!(book.has_macros && book.has_links);
    assert_eq!(book.sheets[0].cells.len(), 6);
}

/// Files that once asked for hundreds of gigabytes.
#[test]
fn what_brought_the_reader_down_is_refused() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/bang-diem-hong");
    for entry in std::fs::read_dir(root).expect("fixtures").flatten() {
        let bytes = std::fs::read(entry.path()).expect("readable");
        assert!(sheet::read(&bytes).is_err(), "{}", entry.path().display());
    }
}
