//! Text with separators: `;`, `,` or tab, whichever parts most lines alike.

use super::Unreadable;
use super::address::At;
use super::grid::{Cell, Form, Sheet, Stored, Workbook};
use super::limits::Budget;

const SEPARATORS: [char; 3] = ['\t', ';', ','];
/// Records that are looked at to find the separator.
const LOOKED_AT: usize = 200;

pub(super) fn read(text: &str) -> Result<Workbook, Unreadable> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let (separator, text) = separator(text);
    let mut budget = Budget::new();
    let mut sheet = Sheet::default();
    let mut failed = None;
    records(text, separator, usize::MAX, |row, fields| {
        for (column, field) in (0..).zip(fields) {
            if field.trim().is_empty() {
                continue;
            }
            if let Err(error) = budget.cells(1).and_then(|()| budget.text(field.len())) {
                failed = Some(error);
                return false;
            }
            let at = At::new(row, column);
            sheet.cells.insert(at, Cell::of(Stored::Text(field)));
        }
        true
    });
    match failed {
        Some(error) => Err(error),
        None if sheet.cells.is_empty() => Err(Unreadable::Empty),
        None => Ok(Workbook {
            form: Form::Text,
            sheets: vec![sheet],
            ..Workbook::default()
        }),
    }
}

/// The separator, and the text without the line `sep=;` that may name it.
fn separator(text: &str) -> (char, &str) {
    if let Some(rest) = text.strip_prefix("sep=")
        && let Some(separator) = rest
            .chars()
            .next()
            .filter(|letter| SEPARATORS.contains(letter))
    {
        let rest = &rest[1..];
        let rest = rest
            .strip_prefix("\r\n")
            .or_else(|| rest.strip_prefix('\n'));
        return (separator, rest.unwrap_or_default());
    }
    let score = |separator: char| {
        let mut counts = std::collections::BTreeMap::<usize, usize>::new();
        records(text, separator, LOOKED_AT, |_, fields| {
            *counts.entry(fields.len()).or_default() += 1;
            true
        });
        let parted = counts.into_iter().filter(|(fields, _)| *fields > 1);
        parted.map(|(_, records)| records).max().unwrap_or(0)
    };
    let best = SEPARATORS
        .into_iter()
        .rev()
        .max_by_key(|separator| score(*separator));
    (best.unwrap_or(';'), text)
}

/// Each record with its number from 0, as RFC 4180 parts them, until one is refused.
fn records(
    text: &str,
    separator: char,
    most: usize,
    mut take: impl FnMut(u32, Vec<String>) -> bool,
) {
    let mut letters = text.chars().peekable();
    let (mut fields, mut field, mut quoted, mut row) = (Vec::new(), String::new(), false, 0_u32);
    while let Some(letter) = letters.next() {
        match letter {
            '"' if quoted => {
                if letters.next_if_eq(&'"').is_some() {
                    field.push('"');
                } else {
                    quoted = false;
                }
            }
            _ if quoted => field.push(letter),
            '"' if field.trim().is_empty() => {
                field.clear();
                quoted = true;
            }
            '\r' | '\n' => {
                if letter == '\r' {
                    let _ = letters.next_if_eq(&'\n');
                }
                fields.push(std::mem::take(&mut field));
                if row as usize >= most || !take(row, std::mem::take(&mut fields)) {
                    return;
                }
                row += 1;
            }
            _ if letter == separator => fields.push(std::mem::take(&mut field)),
            _ => field.push(letter),
        }
    }
    if !field.is_empty() || !fields.is_empty() {
        fields.push(field);
        take(row, fields);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(text: &str) -> Vec<(String, String)> {
        let book = read(text).expect("cells");
        let cells = book.sheets[0].cells.iter();
        cells
            .map(|(at, cell)| (at.to_string(), cell.content()))
            .collect()
    }

    #[test]
    fn the_separator_is_that_which_parts_lines_alike() {
        let semicolons = cells("Tên;Điểm\nA, B;88,5\nC;90,25\n");
        assert_eq!(semicolons[3], ("B2".to_owned(), "88,5".to_owned()));
        let commas = cells("Tên,Điểm\r\n\"A, B\",88.5\r\nC,90.25");
        assert_eq!(commas[2], ("A2".to_owned(), "A, B".to_owned()));
        let tabs = cells("Tên\tĐiểm\n\"A \"\"x\"\"\nB\"\t88,5\n");
        assert_eq!(tabs[2], ("A2".to_owned(), "A \"x\"\nB".to_owned()));
        assert_eq!(cells("sep=;\nTên;Điểm\n")[1].0, "B1");
    }
}
