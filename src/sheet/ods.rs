//! OpenDocument sheets, read here: their text holds what is shown beside what is stored, which calamine drops, and
//! rows repeated a million times, which it lays out.

mod cell;

use std::collections::{BTreeSet, HashSet};

use quick_xml::events::{BytesStart, Event};

use super::Unreadable;
use super::address::{Area, At};
use super::grid::{Cell, Form, Sheet, Workbook};
use super::layer::day;
use super::limits::{self, Budget, MOST_COLUMNS, MOST_ROWS, MOST_SHEETS};
use super::parts::{Parts, attribute, elements};
use cell::{Open, repeats};

pub(super) fn read(bytes: &[u8]) -> Result<Workbook, Unreadable> {
    let parts = Parts::of(bytes)?;
    let content = parts.get("content.xml").ok_or(Unreadable::Damaged)?;
    if parts
        .get("mimetype")
        .is_some_and(|kind| kind.ends_with(b"opendocument.text"))
    {
        return Err(Unreadable::Other("tài liệu văn bản (.odt)"));
    }
    let manifest = parts.get("META-INF/manifest.xml").unwrap_or_default();
    if manifest
        .windows(16)
        .any(|bytes| bytes == b"encryption-data ")
        || !starts_as_xml(content)
    {
        return Err(Unreadable::Encrypted);
    }
    let mut reader = Walk::new();
    elements(content, |event| reader.take(event))?;
    Ok(Workbook {
        form: Form::Ods,
        sheets: reader.sheets,
        date: changed(&parts),
        has_macros: parts.has("basic/"),
        has_links: false,
    })
}

fn starts_as_xml(content: &[u8]) -> bool {
    content.trim_ascii_start().starts_with(b"<") || content.starts_with(b"\xef\xbb\xbf<")
}

fn changed(parts: &Parts) -> Option<chrono::NaiveDate> {
    let (mut inside, mut found) = (false, None);
    let _ = elements(parts.get("meta.xml").unwrap_or_default(), |event| {
        match event {
            Event::Start(one) => inside = one.local_name().as_ref() == b"date",
            Event::Text(text) if inside => found = day(&String::from_utf8_lossy(&text)),
            _ => inside = false,
        }
        Ok(())
    });
    found
}

/// The way through `content.xml`.
struct Walk {
    sheets: Vec<Sheet>,
    budget: Budget,
    /// Styles of sheets that are not shown.
    hidden_styles: HashSet<String>,
    /// The automatic style that is being read.
    style: Option<String>,
    at: At,
    row_repeats: u32,
    row: Vec<(u32, Cell)>,
    cell: Option<Open>,
    /// Inside a note, whose text is not the cell's.
    in_note: usize,
}

impl Walk {
    fn new() -> Self {
        Self {
            sheets: Vec::new(),
            budget: Budget::new(),
            hidden_styles: HashSet::new(),
            style: None,
            at: At::new(0, 0),
            row_repeats: 1,
            row: Vec::new(),
            cell: None,
            in_note: 0,
        }
    }

    fn take(&mut self, event: Event<'_>) -> Result<(), Unreadable> {
        match event {
            Event::Start(one) => self.start(&one),
            Event::Empty(one) => {
                self.start(&one)?;
                self.end(one.local_name().as_ref())
            }
            Event::End(one) => self.end(one.local_name().as_ref()),
            Event::Text(text) => {
                let text = text.xml10_content().map_err(|_| Unreadable::Damaged)?;
                self.letters(&text)
            }
            Event::GeneralRef(name) => {
                let letter = match name.resolve_char_ref() {
                    Ok(Some(letter)) => letter.to_string(),
                    _ => {
                        let name = String::from_utf8_lossy(&name);
                        let letter = quick_xml::escape::resolve_predefined_entity(&name);
                        letter.ok_or(Unreadable::Damaged)?.to_owned()
                    }
                };
                self.letters(&letter)
            }
            _ => Ok(()),
        }
    }

    fn letters(&mut self, text: &str) -> Result<(), Unreadable> {
        if let Some(cell) = self
            .cell
            .as_mut()
            .filter(|cell| self.in_note == 0 && cell.lines > 0)
        {
            self.budget.text(text.len())?;
            cell.text.push_str(text);
        }
        Ok(())
    }

    fn start(&mut self, one: &BytesStart<'_>) -> Result<(), Unreadable> {
        match one.local_name().as_ref() {
            b"style" => self.style = attribute(one, "name"),
            b"table-properties" if attribute(one, "display").as_deref() == Some("false") => {
                self.hidden_styles.extend(self.style.clone());
            }
            b"table" => {
                if self.sheets.len() >= MOST_SHEETS {
                    return Err(Unreadable::TooMuch("số trang tính"));
                }
                let style = attribute(one, "style-name");
                self.sheets.push(Sheet {
                    name: attribute(one, "name").unwrap_or_default(),
                    hidden: style.is_some_and(|style| self.hidden_styles.contains(&style)),
                    ..Sheet::default()
                });
                self.at = At::new(0, 0);
            }
            b"table-column" => {
                let last = self.at.column + repeats(one, "number-columns-repeated", MOST_COLUMNS);
                self.hide(one, |sheet| &mut sheet.hidden_columns, self.at.column..last);
                self.at.column = last;
            }
            b"table-row" => {
                self.at.column = 0;
                self.row_repeats = repeats(one, "number-rows-repeated", MOST_ROWS);
                let rows = self.at.row..self.at.row.saturating_add(self.row_repeats);
                self.hide(one, |sheet| &mut sheet.hidden_rows, rows);
            }
            b"table-cell" | b"covered-table-cell" => self.cell = Some(Open::of(one)),
            b"annotation" => self.in_note += 1,
            b"p" if self.in_note == 0 => {
                if let Some(cell) = &mut self.cell {
                    cell.lines += 1;
                    if cell.lines > 1 {
                        cell.text.push('\n');
                    }
                }
            }
            b"s" => self.letters(&" ".repeat(repeats(one, "c", 200) as usize))?,
            b"tab" => self.letters("\t")?,
            b"line-break" => self.letters("\n")?,
            _ => {}
        }
        Ok(())
    }

    /// Notes what is not shown; not the endless rest of a sheet, which holds nothing.
    fn hide(
        &mut self,
        one: &BytesStart<'_>,
        set: fn(&mut Sheet) -> &mut BTreeSet<u32>,
        range: std::ops::Range<u32>,
    ) {
        let visibility = attribute(one, "visibility");
        let hidden = matches!(visibility.as_deref(), Some("collapse" | "filter"));
        if let Some(sheet) = self
            .sheets
            .last_mut()
            .filter(|_| hidden && range.len() < 100_000)
        {
            set(sheet).extend(range);
        }
    }

    fn end(&mut self, name: &[u8]) -> Result<(), Unreadable> {
        match name {
            b"table-cell" | b"covered-table-cell" => self.close()?,
            b"table-row" => self.close_row()?,
            b"annotation" => self.in_note = self.in_note.saturating_sub(1),
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self) -> Result<(), Unreadable> {
        let Some(open) = self.cell.take() else {
            return Ok(());
        };
        let (repeats, spans) = (open.repeats, open.spans);
        if spans != (1, 1)
            && let Some(sheet) = self.sheets.last_mut()
        {
            self.budget.cells(1)?;
            let to = At::new(self.at.row + spans.0 - 1, self.at.column + spans.1 - 1);
            sheet.merged.push(Area::new(self.at, to));
            limits::merged(sheet.merged.len())?;
        }
        if let Some(cell) = open.cell() {
            self.budget.cells(repeats as usize)?;
            for column in self.at.column..self.at.column.saturating_add(repeats).min(MOST_COLUMNS) {
                self.row.push((column, cell.clone()));
            }
        }
        self.at.column = self.at.column.saturating_add(repeats).min(MOST_COLUMNS);
        Ok(())
    }

    fn close_row(&mut self) -> Result<(), Unreadable> {
        let row = std::mem::take(&mut self.row);
        if let Some(sheet) = self.sheets.last_mut().filter(|_| !row.is_empty()) {
            self.budget
                .cells(row.len() * (self.row_repeats - 1) as usize)?;
            for place in self.at.row..self.at.row.saturating_add(self.row_repeats).min(MOST_ROWS) {
                let cells = row
                    .iter()
                    .map(|(column, cell)| (At::new(place, *column), cell.clone()));
                sheet.cells.extend(cells);
            }
        }
        self.at = At::new(
            self.at.row.saturating_add(self.row_repeats).min(MOST_ROWS),
            0,
        );
        Ok(())
    }
}
