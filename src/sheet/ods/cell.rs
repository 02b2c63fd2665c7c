//! A cell of an OpenDocument sheet: what its element and its text say.

use quick_xml::events::BytesStart;
use rust_decimal::Decimal;

use crate::sheet::decimal;
use crate::sheet::grid::{Cell, Stored};
use crate::sheet::layer::day;
use crate::sheet::limits::{MOST_COLUMNS, MOST_ROWS};
use crate::sheet::parts::attribute;

/// A cell that is being read.
pub(super) struct Open {
    kind: String,
    value: Option<String>,
    formula: Option<String>,
    pub(super) text: String,
    /// Paragraphs that are begun.
    pub(super) lines: usize,
    /// How many columns hold it.
    pub(super) repeats: u32,
    /// How many rows and columns it covers.
    pub(super) spans: (u32, u32),
}

/// How often something is repeated: at least once.
pub(super) fn repeats(one: &BytesStart<'_>, name: &str, most: u32) -> u32 {
    let count = attribute(one, name).and_then(|text| text.parse::<u32>().ok());
    count.unwrap_or(1).clamp(1, most)
}

impl Open {
    /// The cell as its element begins.
    pub(super) fn of(one: &BytesStart<'_>) -> Self {
        let kind = attribute(one, "value-type").unwrap_or_default();
        let error = one
            .attributes()
            .flatten()
            .any(|one| one.key.as_ref() == b"calcext:value-type" && one.value.as_ref() == b"error");
        let value = ["value", "date-value", "boolean-value", "string-value"];
        Self {
            value: value.iter().find_map(|name| attribute(one, name)),
            kind: if error { "error".to_owned() } else { kind },
            formula: attribute(one, "formula"),
            text: String::new(),
            lines: 0,
            repeats: repeats(one, "number-columns-repeated", MOST_COLUMNS),
            spans: (
                repeats(one, "number-rows-spanned", MOST_ROWS),
                repeats(one, "number-columns-spanned", MOST_COLUMNS),
            ),
        }
    }

    /// The cell; `None` for an empty one.
    pub(super) fn cell(self) -> Option<Cell> {
        let number = |text: &str| text.parse::<f64>().ok().and_then(decimal::of_double);
        let value = self.value.as_deref();
        let stored = match (self.kind.as_str(), value) {
            ("error", _) => Stored::Error(self.text.clone()),
            ("float" | "percentage" | "currency", Some(value)) => match number(value) {
                Some(number) => Stored::Number(number),
                None => Stored::Error("số quá lớn".to_owned()),
            },
            ("date", Some(value)) => match day(value) {
                Some(day) => Stored::Date(day, Some(self.text.clone())),
                None => Stored::Text(self.text.clone()),
            },
            ("boolean", Some(value)) => Stored::Truth(value == "true"),
            ("", _) if self.text.is_empty() => Stored::Nothing,
            (_, Some(value)) if self.text.is_empty() => Stored::Text(value.to_owned()),
            _ if is_error(&self.text) && self.formula.is_some() => Stored::Error(self.text.clone()),
            _ => Stored::Text(self.text.clone()),
        };
        let empty = match &stored {
            Stored::Nothing => true,
            Stored::Text(text) => text.is_empty(),
            _ => false,
        };
        if empty && self.formula.is_none() {
            return None;
        }
        let mut cell = Cell::of(stored);
        if let Stored::Number(stored) = &cell.stored {
            cell.percent = self.kind == "percentage";
            let shown = typed(&self.text, cell.percent);
            cell.shown = shown
                .filter(|shown| shown != stored || cell.percent)
                .map(|_| self.text);
        }
        cell.formula = self.formula.map(plain_formula);
        Some(cell)
    }
}

fn is_error(text: &str) -> bool {
    text.starts_with('#') || text.starts_with("Err:")
}

/// The number that a text shows, on the scale of what is stored; `None` where it is shown in another way.
fn typed(text: &str, percent: bool) -> Option<Decimal> {
    let text = text
        .trim()
        .trim_end_matches('%')
        .trim()
        .replace([' ', '\u{a0}'], "");
    let value = crate::values::decimal(&text).ok()?;
    let factor = if percent {
        Decimal::ONE_HUNDRED
    } else {
        Decimal::ONE
    };
    value.checked_div(factor)
}

/// `of:=SUM([.C4:.E4])` as `SUM(C4:E4)`, `[$'Khối sở'.B6]` as `'Khối sở'!B6`.
fn plain_formula(formula: String) -> String {
    let formula = formula
        .split_once(":=")
        .map_or(formula.as_str(), |(_, rest)| rest);
    let mut plain = String::new();
    for part in formula.split_inclusive(']') {
        let Some((before, reference)) = part.split_once('[') else {
            plain.push_str(part);
            continue;
        };
        plain.push_str(before);
        let reference = reference.trim_end_matches(']');
        let ends = reference.split(':').map(|end| match end.rsplit_once('.') {
            Some((sheet, cell)) if !sheet.is_empty() => {
                format!("{}!{cell}", sheet.trim_start_matches('$'))
            }
            Some((_, cell)) => cell.to_owned(),
            None => end.to_owned(),
        });
        plain.push_str(&ends.collect::<Vec<_>>().join(":"));
    }
    plain.replace(';', ",")
}

#[cfg(test)]
mod tests {
    #[test]
    fn formulas_are_said_as_in_excel() {
        let plain = |formula: &str| super::plain_formula(formula.to_owned());
        assert_eq!(plain("of:=SUM([.C4:.E4])"), "SUM(C4:E4)");
        assert_eq!(plain("of:=[$'Khối sở'.B6]"), "'Khối sở'!B6");
        assert_eq!(
            plain("of:=RANK([.G4];[.$G$4:.$G$15])"),
            "RANK(G4,$G$4:$G$15)"
        );
    }
}
