//! What was understood as the part of a dossier that it would be.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::columns::Role;
use super::model::{Table, Understood};
use super::wanted::{Ids, Wanted};
use crate::values::comma;
use crate::yaml_edit::Value;

/// Letters of an id at most.
const LONGEST_ID: usize = 24;

/// `khoi`, and the indicators of each block, with ids made from the sheet's names.
#[must_use]
pub fn ready(found: &Understood) -> Value {
    let mut taken = BTreeSet::new();
    let blocks = found.tables.iter().map(|table| block(table, &mut taken));
    Value::Group(vec![("khoi".to_owned(), Value::List(blocks.collect()))])
}

/// A block's name stands behind the word `khối`, which many sheets say themselves.
fn after_the_word(called: &str) -> &str {
    match called.split_once(' ') {
        Some((word, name)) if word.to_lowercase() == "khối" && !name.trim().is_empty() => {
            name.trim()
        }
        _ => called,
    }
}

fn block(table: &Table, taken: &mut BTreeSet<String>) -> Value {
    let name = match table.called() {
        "" => "khối",
        called => after_the_word(called),
    };
    let mut entries = vec![
        ("ma".to_owned(), Value::text(id(name, '-', taken))),
        ("ten".to_owned(), Value::text(name)),
    ];
    let mut own = BTreeSet::new();
    let mut ids = Ids::new();
    let mut indicators = Vec::new();
    for column in table.indicators() {
        let Role::Indicator { name, id: said, .. } = &column.role else {
            continue;
        };
        let id = said.clone().unwrap_or_else(|| id(name, '_', &mut own));
        let mut indicator = vec![
            ("ma".to_owned(), Value::text(&*id)),
            ("ten".to_owned(), Value::text(&**name)),
        ];
        indicator.extend(
            table
                .maximum(column)
                .map(|maximum| ("toi_da".to_owned(), Value::Number(comma(maximum)))),
        );
        indicators.push(Value::Group(indicator));
        ids.push((column.index, id));
    }
    if !indicators.is_empty() {
        let maxima: Option<rust_decimal::Decimal> =
            table.indicators().map(|column| table.maximum(column)).sum();
        entries.extend(maxima.map(|sum| ("thang_diem".to_owned(), Value::Number(comma(sum)))));
        entries.push(("chi_so".to_owned(), Value::List(indicators)));
    }
    let agencies = table
        .agencies
        .iter()
        .map(|agency| Wanted::of(table, agency, &ids, agency.name.clone()).entry());
    entries.push(("co_quan".to_owned(), Value::List(agencies.collect())));
    Value::Group(entries)
}

/// Small letters without marks, no other's id.
fn id(name: &str, joint: char, taken: &mut BTreeSet<String>) -> String {
    let plain = name.to_lowercase().replace('đ', "d");
    let plain: String = plain
        .nfd()
        .filter(|letter| !is_combining_mark(*letter))
        .collect();
    let mut id = String::new();
    for word in plain
        .split(|letter: char| !letter.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
    {
        if !id.is_empty() && id.len() + word.len() + 1 > LONGEST_ID {
            break;
        }
        if !id.is_empty() {
            id.push(joint);
        }
        id.push_str(word);
    }
    if !id.starts_with(|letter: char| letter.is_ascii_lowercase()) {
        id.insert(0, 'k');
    }
    let (base, mut number) = (id.clone(), 1);
    while !taken.insert(id.clone()) {
        number += 1;
        id = format!("{base}{joint}{number}");
    }
    id
}
