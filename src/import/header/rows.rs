//! Rows near a header: more of it, numbers of columns, or scores.

use super::text_at;
use crate::import::typed::{self, Typed};
use crate::import::words::word;
use crate::sheet::{At, Sheet, Stored};
use crate::values::{is_digits, one_line};

/// Whether a row holds numbers other than years: what it says are scores, not headings.
pub(super) fn has_numbers(sheet: &Sheet, row: u32) -> bool {
    sheet.row(row).any(|(_, cell)| match &cell.stored {
        Stored::Number(number) => !(1990..2100).any(|year| *number == year.into()),
        Stored::Text(text) => matches!(
            typed::read(text),
            Typed::Number { .. } | Typed::Unclear { .. }
        ),
        Stored::Date(..) | Stored::Error(_) | Stored::Nothing => true,
        Stored::Truth(_) => false,
    })
}

/// A row of words below, without a name: more of the header.
pub(super) fn is_below(sheet: &Sheet, row: u32, name: u32, (from, to): (u32, u32)) -> bool {
    if !text_at(sheet, At::new(row, name)).is_empty() && sheet.cell(At::new(row, name)).is_some() {
        return false;
    }
    let cells: Vec<_> = sheet
        .row(row)
        .filter(|(at, _)| (from..=to).contains(&at.column))
        .collect();
    let words = cells.iter().filter(|(_, cell)| {
        cell.text()
            .is_some_and(|text| typed::read(text) == Typed::Words)
    });
    let first = cells.first().map(|(at, _)| at.column);
    words.count() == cells.len() && cells.len() > 1 && first.is_some_and(|first| first > name)
}

/// A row of words above that stand over several columns: more of the header.
pub(super) fn is_above(sheet: &Sheet, row: u32, name: u32, (from, to): (u32, u32)) -> bool {
    if !text_at(sheet, At::new(row, name)).is_empty() {
        return false;
    }
    let mut cells = sheet
        .row(row)
        .filter(|(at, _)| (from..=to).contains(&at.column))
        .peekable();
    let spans = |at: At| {
        let area = sheet.merged_at(at);
        area.is_some_and(|area| area.from.column < area.to.column && area.from.column > name)
    };
    cells.peek().is_some()
        && cells.all(|(at, cell)| {
            let short = cell.text().is_some_and(|text| {
                let unit = text.contains(':')
                    || text.trim_start().starts_with('(')
                    || text.to_lowercase().contains("đơn vị tính");
                !unit && text.chars().count() < 100
            });
            let below = text_at(sheet, At::new(row + 1, at.column));
            at.column > name && short && !below.is_empty() && (spans(at) || word(&below).is_some())
        })
}

/// Whether a row only numbers the columns: `(1)`, `2`, `A`, `(5)=(3)+(4)`.
pub(in crate::import) fn is_numbering(sheet: &Sheet, row: u32, (from, to): (u32, u32)) -> bool {
    let mut numbers = Vec::new();
    let mut others = 0;
    for (_, cell) in sheet
        .row(row)
        .filter(|(at, _)| (from..=to).contains(&at.column))
    {
        match &cell.stored {
            Stored::Number(number) => numbers.push(number.to_string()),
            Stored::Text(text) if text.trim().is_empty() => {}
            Stored::Text(text) => {
                let text = one_line(text);
                let bare = text.trim_matches(['(', ')', '[', ']']);
                let sum = text.contains(['=', '+']) && !text.chars().any(char::is_lowercase);
                if is_digits(bare) {
                    numbers.push(bare.to_owned());
                } else if !(sum
                    || bare.chars().count() == 1 && bare.chars().all(char::is_uppercase))
                {
                    others += 1;
                }
            }
            _ => others += 1,
        }
    }
    // numbers of columns go up by one
    let values: Vec<i64> = numbers
        .iter()
        .filter_map(|number| number.parse().ok())
        .collect();
    let steps = values.windows(2).all(|pair| pair[1] == pair[0] + 1);
    others == 0 && values.len() == numbers.len() && values.len() > 1 && steps && values[0] <= 3
}
