//! Names in a block: one agency twice, or nearly.

use std::collections::HashMap;

use super::answers::Answers;
use super::doubts;
use super::model::Table;
use super::report::Report;
use crate::sheet::Sheet;
use crate::values::folded;

/// Agencies of a block whose names are compared with each other's: more are a list of something else.
const MOST_COMPARED: usize = 1500;

/// Agencies that stand twice in a block, or seem to.
pub(super) fn compare(table: &Table, sheet: &Sheet, answers: &Answers, report: &mut Report<'_>) {
    let keys = table
        .agencies
        .iter()
        .map(|agency| folded(answers.name(&agency.name)));
    let keys: Vec<String> = keys.collect();
    let mut first: HashMap<&str, usize> = HashMap::new();
    for (second, key) in keys.iter().enumerate() {
        let two = &table.agencies[second];
        if let Some(before) = first.get(key.as_str()) {
            let one = &table.agencies[*before];
            let (at, before) = (report.cell(sheet, two.at), report.cell(sheet, one.at));
            report.push(doubts::twice(at, before, &two.name));
            continue;
        }
        first.insert(key, second);
        if answers.speaks_of(&two.name) || keys.len() > MOST_COMPARED {
            continue;
        }
        if let Some(near) = keys[..second].iter().position(|other| are_near(key, other)) {
            let one = &table.agencies[near];
            let (at, before) = (report.cell(sheet, two.at), report.cell(sheet, one.at));
            report.push(doubts::spelled_twice(at, before, (&two.name, &one.name)));
        }
    }
}

/// Whether two names may be one, mistyped: a letter left out, doubled or changed places inside a long name. Names of
/// communes differ by one letter or tone, so a changed one says nothing.
pub(super) fn are_near(one: &str, other: &str) -> bool {
    let (shorter, longer) = if one.chars().count() <= other.chars().count() {
        (one, other)
    } else {
        (other, one)
    };
    let (short, long): (Vec<char>, Vec<char>) =
        (shorter.chars().collect(), longer.chars().collect());
    if short.len() < 12 || long.len() - short.len() > 1 {
        return false;
    }
    let marks = |letter: char| {
        unicode_normalization::char::is_combining_mark(letter) || letter.is_ascii_digit()
    };
    let at = short
        .iter()
        .zip(&long)
        .position(|(a, b)| a != b)
        .unwrap_or(short.len());
    if long.len() == short.len() {
        let mut swapped = short.clone();
        return at + 1 < short.len() && {
            swapped.swap(at, at + 1);
            swapped == long && !marks(short[at]) && !marks(short[at + 1])
        };
    }
    let left_out = long[at];
    let doubled = at > 0 && long[at - 1] == left_out;
    short[at..] == long[at + 1..] && !marks(left_out) && (doubled || short.len() > 20)
}
