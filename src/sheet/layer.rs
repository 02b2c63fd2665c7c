//! What calamine leaves out of an .xlsx: number formats, hidden rows and columns, merged cells.

use std::collections::{BTreeSet, HashMap};

use quick_xml::events::{BytesStart, Event};

use super::Unreadable;
use super::address::{Area, At};
use super::format::Format;
use super::grid::{Form, Sheet, Workbook};
use super::limits::{self, Budget, MOST_COLUMNS, MOST_ROWS};
use super::parts::{Parts, attribute, elements, is_set};

/// The number format of each cell style.
pub(super) type Formats = Vec<Option<String>>;

/// A relationship's target by id, as a path from the package's root.
pub(super) type Targets = HashMap<String, String>;

/// Where the workbook's own part is.
pub(super) fn main_part(parts: &Parts) -> Option<String> {
    let mut found = None;
    let relations = parts.get("_rels/.rels").unwrap_or_default();
    let _ = elements(relations, |event| {
        if let Event::Start(one) | Event::Empty(one) = event
            && attribute(&one, "Type").is_some_and(|kind| kind.ends_with("/officeDocument"))
        {
            found = attribute(&one, "Target");
        }
        Ok(())
    });
    let found = found.map(|path| path.trim_start_matches('/').to_owned());
    found.filter(|path| parts.get(path).is_some())
}

/// The targets of a part's relationships.
pub(super) fn targets(parts: &Parts, of: &str) -> Targets {
    let (folder, name) = of.rsplit_once('/').unwrap_or(("", of));
    let relations = parts.get(&format!("{folder}/_rels/{name}.rels"));
    let mut targets = Targets::new();
    let _ = elements(relations.unwrap_or_default(), |event| {
        if let Event::Start(one) | Event::Empty(one) = event
            && let (Some(id), Some(target)) = (attribute(&one, "Id"), attribute(&one, "Target"))
        {
            let path = match target.strip_prefix('/') {
                Some(whole) => whole.to_owned(),
                None => format!("{folder}/{target}"),
            };
            targets.insert(id, path);
        }
        Ok(())
    });
    targets
}

/// Name and part of each sheet.
pub(super) fn sheets(parts: &Parts, workbook: &str) -> Result<HashMap<String, String>, Unreadable> {
    let targets = targets(parts, workbook);
    let mut sheets = HashMap::new();
    elements(parts.get(workbook).unwrap_or_default(), |event| {
        if let Event::Start(one) | Event::Empty(one) = event
            && one.local_name().as_ref() == b"sheet"
            && let (Some(name), Some(id)) = (attribute(&one, "name"), attribute(&one, "id"))
            && let Some(path) = targets.get(&id)
        {
            sheets.insert(name, path.clone());
        }
        Ok(())
    })?;
    Ok(sheets)
}

/// The formats of the cell styles.
pub(super) fn formats(parts: &Parts, workbook: &str) -> Formats {
    let folder = workbook.rsplit_once('/').map_or("", |(folder, _)| folder);
    let styles = parts.get(&format!("{folder}/styles.xml"));
    let mut own: HashMap<u32, String> = HashMap::new();
    let mut formats = Formats::new();
    let mut in_cells = false;
    let _ = elements(styles.unwrap_or_default(), |event| {
        match event {
            Event::Start(one) | Event::Empty(one) => match one.local_name().as_ref() {
                b"numFmt" => {
                    let id = attribute(&one, "numFmtId").and_then(|id| id.parse().ok());
                    own.extend(id.zip(attribute(&one, "formatCode")));
                }
                b"cellXfs" => in_cells = true,
                b"xf" if in_cells => {
                    let id = attribute(&one, "numFmtId").and_then(|id| id.parse().ok());
                    let id: u32 = id.unwrap_or(0);
                    let built_in = || Format::built_in(id).map(str::to_owned);
                    formats.push(own.get(&id).cloned().or_else(built_in));
                }
                _ => {}
            },
            Event::End(one) if one.local_name().as_ref() == b"cellXfs" => in_cells = false,
            _ => {}
        }
        Ok(())
    });
    formats
}

/// The style of each cell that has one; fills in what the sheet hides and merges.
pub(super) fn layer(
    part: &[u8],
    sheet: &mut Sheet,
    budget: &mut Budget,
) -> Result<HashMap<At, usize>, Unreadable> {
    let mut styles = HashMap::new();
    // rows and cells without an address follow the one before
    let (mut at, mut next_row) = (At::new(0, 0), 0);
    elements(part, |event| {
        let (Event::Start(one) | Event::Empty(one)) = event else {
            return Ok(());
        };
        match one.local_name().as_ref() {
            b"row" => {
                let given = attribute(&one, "r").and_then(|row| row.parse::<u32>().ok());
                at = At::new(given.map_or(next_row, |row| row.saturating_sub(1)), 0);
                next_row = at.row.saturating_add(1);
                if is_set(&one, "hidden") {
                    sheet.hidden_rows.insert(at.row);
                }
            }
            b"c" => {
                budget.cells(1)?;
                at = attribute(&one, "r")
                    .and_then(|name| At::named(&name))
                    .unwrap_or(at);
                if at.row >= MOST_ROWS || at.column >= MOST_COLUMNS {
                    return Err(Unreadable::Damaged);
                }
                if let Some(style) = attribute(&one, "s").and_then(|style| style.parse().ok()) {
                    styles.insert(at, style);
                }
                at.column += 1;
            }
            b"col" => hidden_columns(&one, &mut sheet.hidden_columns),
            b"mergeCell" => {
                budget.cells(1)?;
                let area = attribute(&one, "ref").and_then(|name| Area::named(&name));
                sheet.merged.extend(area);
                limits::merged(sheet.merged.len())?;
            }
            _ => {}
        }
        Ok(())
    })?;
    Ok(styles)
}

fn hidden_columns(one: &BytesStart<'_>, hidden: &mut BTreeSet<u32>) {
    let number = |name| attribute(one, name).and_then(|text| text.parse::<u32>().ok());
    let no_width = attribute(one, "width").is_some_and(|width| width.parse() == Ok(0.0));
    if !(is_set(one, "hidden") || no_width) {
        return;
    }
    if let (Some(first), Some(last)) = (number("min"), number("max")) {
        hidden.extend((first.max(1) - 1)..last.min(MOST_COLUMNS));
    }
}

/// The workbook of a package, with what its other parts tell.
pub(super) fn workbook(form: Form, sheets: Vec<Sheet>, parts: &Parts) -> Workbook {
    Workbook {
        form,
        sheets,
        date: date(parts),
        has_macros: parts.has("xl/vbaproject"),
        has_links: parts.has("xl/externallinks/"),
    }
}

/// The day that the properties say the workbook was changed.
fn date(parts: &Parts) -> Option<chrono::NaiveDate> {
    let (mut inside, mut text) = (false, String::new());
    let _ = elements(
        parts.get("docProps/core.xml").unwrap_or_default(),
        |event| {
            match event {
                Event::Start(one) => inside = one.local_name().as_ref() == b"modified",
                Event::Text(words) if inside => {
                    text.push_str(&String::from_utf8_lossy(&words));
                }
                Event::End(_) => inside = false,
                _ => {}
            }
            Ok(())
        },
    );
    day(&text)
}

/// The day of a time such as `2026-12-15T08:00:00Z`.
pub(super) fn day(text: &str) -> Option<chrono::NaiveDate> {
    chrono::NaiveDate::parse_from_str(text.trim().get(..10)?, "%Y-%m-%d").ok()
}
