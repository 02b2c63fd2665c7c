//! Workbooks of the program's own: the check workbook says that everything matches, and the empty score sheet, filled in,
//! comes back without a question. LibreOffice computes the check workbooks in `scripts/check-workbooks.py`.

#![allow(clippy::panic, reason = "a test fails by panicking")]

mod common;

use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

use common::{scored, set_of};
use quyet_dinh::inner::diagnostics::{Diagnostics, Sources};
use quyet_dinh::inner::dossier::{self, Core};
use quyet_dinh::inner::sheet::{self, At, Cell, Sheet};
use quyet_dinh::inner::workbook::{check, form};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

const DAY: (i32, u32, u32) = (2026, 12, 24);

fn dossiers() -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders =
        ["data", "tests/fixtures/rankings", "templates/xep-hang"].map(|folder| root.join(folder));
    let files = folders
        .iter()
        .flat_map(|folder| std::fs::read_dir(folder).expect("dossiers").flatten());
    let mut files: Vec<PathBuf> = files.map(|entry| entry.path()).collect();
    files.sort();
    let read = |path: PathBuf| Some((path.clone(), std::fs::read_to_string(path).ok()?));
    let is_dossier = |(path, text): &(PathBuf, String)| {
        path.extension().is_some_and(|ending| ending == "yaml")
            && text.contains("\nkhoi:")
            && !path.ends_with("bo-mau.yaml")
    };
    files
        .into_iter()
        .filter_map(read)
        .filter(is_dossier)
        .collect()
}

fn count(sheets: &[Sheet], words: &str) -> usize {
    let cells = sheets.iter().flat_map(|sheet| sheet.cells.values());
    cells
        .filter(|cell| cell.formula.is_some() && cell.text() == Some(words))
        .count()
}

#[test]
fn the_check_workbook_agrees_with_every_dossier() {
    let found = dossiers();
    assert!(found.len() > 15, "the dossiers are there");
    for (path, text) in found {
        // a year before in another file is not looked for here
        if text.contains("ho_so: ") || text.contains("  goi: ") {
            continue;
        }
        let scored = scored(&text, &mut Sources::default());
        let bytes = check(&scored.dossier, &scored.standings, DAY).expect("a workbook");
        assert_eq!(
            bytes,
            check(&scored.dossier, &scored.standings, DAY).expect("a workbook"),
            "the same bytes"
        );
        let book = sheet::read(&bytes).expect("readable");
        assert_eq!(
            book.sheets.len(),
            scored.dossier.blocks.len() + 1,
            "{}",
            path.display()
        );
        assert_eq!(book.date, chrono::NaiveDate::from_ymd_opt(2026, 12, 24));
        let rows: usize = scored
            .standings
            .blocks
            .iter()
            .map(|block| block.rows.len())
            .sum();
        assert!(count(&book.sheets, "Khớp") > rows, "{}", path.display());
        assert_eq!(count(&book.sheets, "KHÔNG KHỚP"), 0, "{}", path.display());
        let live = book.sheets[1]
            .cells
            .values()
            .filter(|cell| cell.formula.is_some())
            .count();
        assert!(
            live > rows / scored.dossier.blocks.len(),
            "formulas, not numbers"
        );
    }
}

/// A copy of the workbook with these numbers and texts in place of empty cells, as if typed.
fn filled(bytes: &[u8], values: &[(usize, At, String)]) -> Vec<u8> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).expect("a zip");
    let mut made = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..zip.len() {
        let mut part = zip.by_index(index).expect("a part");
        let name = part.name().to_owned();
        let mut text = Vec::new();
        part.read_to_end(&mut text).expect("read");
        let sheet = name
            .strip_prefix("xl/worksheets/sheet")
            .and_then(|rest| rest.strip_suffix(".xml"));
        if let Some(number) = sheet.and_then(|number| number.parse::<usize>().ok()) {
            let mut xml = String::from_utf8(text).expect("UTF-8");
            for (_, at, value) in values.iter().filter(|(sheet, ..)| sheet + 1 == number) {
                let start = xml
                    .find(&format!("<c r=\"{at}\""))
                    .unwrap_or_else(|| panic!("no cell {at}"));
                let end = start + xml[start..].find("/>").expect("an empty cell");
                let cell = match value.parse::<f64>() {
                    Ok(_) => format!("{}><v>{value}</v></c>", &xml[start..end]),
                    Err(_) => format!("{} t=\"str\"><v>{value}</v></c>", &xml[start..end]),
                };
                xml.replace_range(start..end + 2, &cell);
            }
            text = xml.into_bytes();
        }
        made.start_file(name, SimpleFileOptions::default())
            .expect("written");
        made.write_all(&text).expect("written");
    }
    made.finish().expect("written").into_inner()
}

fn core(text: &str) -> Core {
    let source = Sources::default().add("ho-so.yaml", text);
    dossier::glance(source, text, &set_of(text).set(), &mut Diagnostics::new()).expect("a dossier")
}

/// The scores of a dossier, where the empty sheet has room for them.
fn scores(core: &Core, sheets: &[Sheet]) -> Vec<(usize, At, String)> {
    let mut values = Vec::new();
    for (index, (block, sheet)) in core.blocks.iter().zip(sheets).enumerate() {
        let head = 2;
        let heading = |column: u32| {
            sheet
                .cell(At::new(head, column))
                .and_then(Cell::text)
                .unwrap_or_default()
                .to_owned()
        };
        for (row, agency) in (head + 2..).zip(&block.agencies) {
            for column in 2.. {
                let heading = heading(column);
                let indicator = core
                    .indicators_of(block)
                    .iter()
                    .find(|one| *one.name == heading);
                let value = match indicator {
                    Some(one) => {
                        let score = agency
                            .scores
                            .iter()
                            .find(|score| *score.indicator == *one.id);
                        score.map_or("KĐG".to_owned(), |score| score.value.value.to_string())
                    }
                    None if column == 2 => {
                        agency.total.as_ref().expect("a total").value.to_string()
                    }
                    None => break,
                };
                values.push((index, At::new(row, column), value));
            }
        }
    }
    values
}

fn nhap(folder: &Path, arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_quyetdinh"))
        .args(arguments)
        .current_dir(folder)
        .output()
        .expect("the program starts");
    format!(
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    )
}

#[test]
fn the_empty_sheet_comes_back_without_a_question() {
    for text in [
        include_str!("../data/mau-chi-tiet.yaml"),
        include_str!("../data/son-la-2021.yaml"),
    ] {
        let core = core(text);
        let empty = form(&core, DAY).expect("a workbook");
        assert_eq!(
            empty,
            form(&core, DAY).expect("a workbook"),
            "the same bytes"
        );
        let sheets = sheet::read(&empty).expect("readable").sheets;
        let values = scores(&core, &sheets);
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("bang.xlsx"), filled(&empty, &values)).expect("written");
        std::fs::write(folder.path().join("ho-so.yaml"), text).expect("written");
        let said = nhap(
            folder.path(),
            &["nhap", "bang.xlsx", "--vao", "ho-so.yaml", "--thay"],
        );
        assert!(
            said.contains("cơ quan không đổi") && !said.contains("lỗi["),
            "{said}"
        );
        let after = std::fs::read_to_string(folder.path().join("ho-so.yaml")).expect("read");
        let kept = text
            .lines()
            .filter(|line| !after.lines().any(|other| other == *line));
        // a total beside its parts goes to what is compared
        assert_eq!(
            kept.collect::<Vec<_>>(),
            text.lines()
                .filter(|line| *line == "        diem: 85,25")
                .collect::<Vec<_>>()
        );
        let said = nhap(folder.path(), &["check", "ho-so.yaml"]);
        assert!(!said.contains("lỗi["), "{said}");
    }
}

/// Sheet -> dossier -> check -> both files -> check workbook, as a clerk goes.
#[test]
fn the_clerks_way() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/bang-diem");
    for (sheet, name, set) in [
        ("07-csv-excel/bang.csv", "bang.csv", "xep-hang"),
        ("01-don-gian/bang.xlsx", "bang.xlsx", "xep-hang"),
    ] {
        let folder = tempfile::tempdir().expect("a folder");
        let run = |arguments: &[&str]| {
            let said = nhap(folder.path(), arguments);
            assert!(!said.contains("lỗi["), "{arguments:?}\n{said}");
            said
        };
        run(&["init", ".", "--bo-mau", set]);
        std::fs::copy(fixtures.join(sheet), folder.path().join(name)).expect("copied");
        let mut arguments = vec!["nhap", name, "--vao", "ho-so.yaml", "--thay"];
        if name == "bang.xlsx" {
            arguments.extend(["--khoi", "so"]);
        }
        run(&arguments);
        run(&["check", "ho-so.yaml"]);
        run(&["build", "ho-so.yaml", "--out", "out"]);
        run(&["compute", "ho-so.yaml", "--xlsx", "kiem-tra.xlsx"]);
        for file in ["out/ho-so.docx", "out/ho-so.pdf", "kiem-tra.xlsx"] {
            assert!(folder.path().join(file).exists(), "{file}");
        }
        // the same sheet again changes nothing
        let again = run(&arguments[..4]);
        let again = if name == "bang.xlsx" {
            run(&["nhap", name, "--vao", "ho-so.yaml", "--khoi", "so"])
        } else {
            again
        };
        assert!(again.contains("không phải ghi gì"), "{again}");
        run(&[
            "issue",
            "ho-so.yaml",
            "--so",
            "12",
            "--ngay",
            "25/12/2026",
            "--out",
            "kho",
        ]);
        let verified = run(&["verify", "kho"]);
        assert!(verified.contains("dựng lại giống hệt"), "{verified}");
        assert!(
            folder
                .path()
                .join(format!("kho/2026-12-QD-UBND/bang-diem/01-{name}"))
                .exists()
        );
    }
}
