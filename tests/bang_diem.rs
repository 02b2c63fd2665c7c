//! Score sheets as offices and systems make them (`fixtures/bang-diem`): the blocks, names and values each gives, the
//! cells that are spoken of and those that are not. `expect.json` says what a right import finds.
//!
//! `blocks`: heading, sheet, `columns` (heading with ` > ` between its levels), `roles`, agencies with the cell of
//! their name and their `scores` by heading. `must_report`: cells that are spoken of; a range counts as told when one
//! message names it. `quiet`: cells that are not. `must_not_import`: texts that are no agency.

#![allow(clippy::panic, reason = "a test fails by panicking")]

use std::path::{Path, PathBuf};

use quyet_dinh::inner::diagnostics::{Diagnostics, Severity, Sources};
use quyet_dinh::inner::import::{Agency, Asked, Report, Role, Table, Understood, understand};
use quyet_dinh::inner::sheet::{self, Area, At, column_letters};
use serde_json::Value;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/bang-diem")
}

struct Outcome {
    understood: Understood,
    /// Places of all problems, with code and severity.
    places: Vec<(String, &'static str, Severity)>,
    unreadable: Option<sheet::Unreadable>,
}

fn import(file: &Path) -> Outcome {
    let bytes = std::fs::read(file).expect("a workbook");
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::new());
    let book = match sheet::read(&bytes) {
        Ok(book) => book,
        Err(error) => {
            return Outcome {
                understood: Understood::default(),
                places: Vec::new(),
                unreadable: Some(error),
            };
        }
    };
    let mut report = Report {
        file: "bang",
        sources: &mut sources,
        diagnostics: &mut diagnostics,
    };
    let understood = understand(
        &book,
        &Asked {
            year: Some(2026),
            ..Asked::default()
        },
        &mut report,
    );
    let places = diagnostics.iter().flat_map(|problem| {
        let nowhere = problem
            .span
            .is_none()
            .then(|| (String::new(), problem.code, problem.severity));
        let spans = problem
            .span
            .iter()
            .chain(problem.related.iter().map(|(span, _)| span));
        let placed = spans.map(|span| {
            (
                sources.get(span.source).expect("a source").name.clone(),
                problem.code,
                problem.severity,
            )
        });
        placed.chain(nowhere)
    });
    Outcome {
        understood,
        places: places.collect(),
        unreadable: None,
    }
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_default()
}

/// A list of the expectation; empty if it has none.
fn list<'a>(value: &'a Value, key: &str) -> impl Iterator<Item = &'a Value> {
    value[key].as_array().into_iter().flatten()
}

fn at_column(table: &Table, letters: &str) -> u32 {
    let found = table
        .columns
        .iter()
        .find(|column| column_letters(column.index) == letters);
    found.unwrap_or_else(|| panic!("no column {letters}")).index
}

fn compare_block(block: &Value, table: &Table) {
    assert_eq!(
        (table.heading.as_str(), table.sheet_name.as_str()),
        (text(block, "heading"), text(block, "sheet"))
    );
    for (heading, letters) in block["columns"].as_object().expect("columns") {
        let column = table
            .columns
            .iter()
            .find(|column| column.path.join(" > ") == *heading);
        let column = column.unwrap_or_else(|| panic!("no column {heading}: {:?}", table.columns));
        assert_eq!(
            Some(column_letters(column.index).as_str()),
            letters.as_str(),
            "{heading}"
        );
    }
    for (role, wanted) in [
        ("name", Role::Name),
        ("total", Role::Total),
        ("rank", Role::Rank),
        ("tier", Role::Tier),
    ] {
        let found = table
            .column(&wanted)
            .map(|column| column_letters(column.index));
        assert_eq!(found.as_deref(), block["roles"][role].as_str(), "{role}");
    }
    let names: Vec<&str> = table
        .agencies
        .iter()
        .map(|agency| agency.name.as_str())
        .collect();
    let wanted: Vec<&str> = list(block, "agencies")
        .map(|agency| text(agency, "name"))
        .collect();
    assert_eq!(names, wanted);
    for (agency, wanted) in table.agencies.iter().zip(list(block, "agencies")) {
        compare_agency(table, agency, wanted, block);
    }
}

fn compare_agency(table: &Table, agency: &Agency, wanted: &Value, block: &Value) {
    let name = &agency.name;
    assert_eq!(agency.at.to_string(), text(wanted, "cell"), "{name}");
    for (heading, score) in wanted["scores"].as_object().expect("scores") {
        let column = at_column(table, text(&block["columns"], heading));
        let found = agency.score(column).map(|score| score.text.as_str());
        assert_eq!(found, score.as_str(), "{name}, {heading}");
    }
    assert_eq!(
        table.total(agency).map(|total| total.text.as_str()),
        wanted["total"].as_str(),
        "{name}"
    );
    assert_eq!(
        agency.rank.map(|rank| rank.to_string()).as_deref(),
        wanted["rank"].as_str(),
        "{name}"
    );
    assert_eq!(agency.tier.as_deref(), wanted["tier"].as_str(), "{name}");
    for (heading, mark) in wanted["marks"].as_object().into_iter().flatten() {
        let column = at_column(table, text(&block["columns"], heading));
        let found = agency
            .marks
            .iter()
            .find(|(index, _)| *index == column)
            .map(|(_, mark)| mark.as_str());
        let unclear = mark == "1.000" && found.is_none();
        assert!(
            found == mark.as_str() || unclear,
            "{name}, {heading}: {found:?}"
        );
    }
    for (heading, shown) in wanted["shown"].as_object().into_iter().flatten() {
        let column = at_column(table, text(&block["columns"], heading));
        let found = agency
            .shown
            .iter()
            .find(|(index, _)| *index == column)
            .map(|(_, shown)| shown.as_str());
        assert_eq!(found, shown.as_str(), "{name}, {heading}");
    }
    if wanted["ranked"] == Value::Bool(false) {
        assert!(agency.unranked.is_some(), "{name} is ranked");
    } else {
        assert!(agency.unranked.is_none(), "{name} is not ranked");
    }
}

/// The cells of `Sheet!A1:B2`.
fn cells(place: &str) -> Option<(String, Area)> {
    let (sheet, area) = place.rsplit_once('!').unwrap_or(("", place));
    Some((sheet.to_owned(), Area::named(area)?))
}

fn compare_places(expect: &Value, outcome: &Outcome) {
    let told: Vec<(String, Area)> = outcome
        .places
        .iter()
        .filter_map(|(place, ..)| cells(place.strip_prefix("bang, ")?))
        .collect();
    for wanted in list(expect, "must_report") {
        let Some((sheet, area)) = cells(text(wanted, "cell")) else {
            let said = outcome.unreadable.is_some()
                || outcome.places.iter().any(|(_, code, _)| *code == "BD005");
            assert!(said, "nothing is said of the file");
            continue;
        };
        let one = told
            .iter()
            .any(|(place, told)| *place == sheet && told.holds(area.from) && told.holds(area.to));
        let rows = area.from.row..=area.to.row;
        let mut each = rows.flat_map(|row| {
            (area.from.column..=area.to.column).map(move |column| At::new(row, column))
        });
        let each = each.all(|at| {
            told.iter()
                .any(|(place, told)| *place == sheet && told.from == at)
        });
        assert!(
            one || each,
            "nothing is said of {}: {told:?}",
            text(wanted, "cell")
        );
    }
    for quiet in list(expect, "quiet") {
        let (sheet, area) = cells(text(quiet, "cell")).expect("a cell");
        let found = outcome.places.iter().find(|(place, ..)| {
            let cells = place.strip_prefix("bang, ").and_then(cells);
            cells.is_some_and(|(place, told)| place == sheet && told == area)
        });
        assert!(found.is_none(), "{found:?} is said of a quiet cell");
    }
}

#[test]
fn every_sheet_gives_what_it_says() {
    let mut folders: Vec<PathBuf> = std::fs::read_dir(folder())
        .expect("fixtures")
        .flatten()
        .map(|entry| entry.path())
        .collect();
    folders.retain(|folder| folder.join("expect.json").exists());
    folders.sort();
    assert!(folders.len() >= 10, "the fixtures are there");
    let failed: Vec<String> = folders
        .iter()
        .filter(|folder| std::panic::catch_unwind(|| check(folder)).is_err())
        .map(|folder| folder.display().to_string())
        .collect();
    assert!(failed.is_empty(), "{failed:#?}");
}

/// Imports the sheet of a folder and compares.
fn check(folder: &Path) {
    let expect = std::fs::read_to_string(folder.join("expect.json")).expect("an expectation");
    let expect: Value = serde_json::from_str(&expect).expect("JSON");
    let mut files = std::fs::read_dir(folder)
        .expect("files")
        .flatten()
        .map(|entry| entry.path());
    let file = files
        .find(|path| path.file_stem().is_some_and(|stem| stem == "bang"))
        .expect("a sheet");
    let outcome = import(&file);
    println!("{}", folder.display());
    for (place, code, severity) in &outcome.places {
        println!("  {severity:?} {code} {place}");
    }
    let blocks: Vec<&Value> = list(&expect, "blocks").collect();
    let found: Vec<&str> = outcome
        .understood
        .tables
        .iter()
        .map(|table| table.called())
        .collect();
    assert_eq!(found.len(), blocks.len(), "blocks: {found:?}");
    for (block, table) in blocks.iter().zip(&outcome.understood.tables) {
        compare_block(block, table);
    }
    compare_places(&expect, &outcome);
    let names = outcome
        .understood
        .tables
        .iter()
        .flat_map(|table| &table.agencies);
    let names: Vec<&str> = names.map(|agency| agency.name.as_str()).collect();
    for text in list(&expect, "must_not_import").filter_map(Value::as_str) {
        assert!(!names.contains(&text), "{text} is no agency");
    }
}
