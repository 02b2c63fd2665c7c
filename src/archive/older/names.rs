//! The names that a decision is about: of agencies, blocks and tiers, of who issues and signs it.

use serde_json::Value;

use super::super::contents::Contents;
use super::super::name::{RECORD, STANDINGS_JSON};

/// Keys of the standings, and of the record, whose texts are such names.
const KEYS: [&str; 9] = [
    "name",
    "tier",
    "issuer",
    "position",
    "capacity",
    "symbol",
    "recipients",
    "urgency",
    "subject",
];

/// The names in the standings and the record, each once.
pub(super) fn names(contents: &Contents) -> Vec<String> {
    let mut names = Vec::new();
    for (path, bytes) in &contents.files {
        if [STANDINGS_JSON, RECORD].contains(&path.as_str())
            && let Ok(value) = serde_json::from_slice(bytes)
        {
            collect(&value, false, &mut names);
        }
    }
    names.sort();
    names.dedup();
    names
}

fn collect(value: &Value, is_name: bool, names: &mut Vec<String>) {
    match value {
        Value::String(text) if is_name => names.push(text.clone()),
        Value::Array(values) => values.iter().for_each(|one| collect(one, is_name, names)),
        Value::Object(entries) => {
            for (key, one) in entries {
                collect(one, KEYS.contains(&key.as_str()), names);
            }
        }
        _ => {}
    }
}

/// Whether one of two texts that differ is a name, or names someone that the other does not.
pub(super) fn differ(names: &[String], one: &str, other: &str) -> bool {
    let count = |text: &str, name: &str| text.matches(name).count();
    let mut names = names.iter().filter(|name| !name.is_empty());
    names.any(|name| name == one || name == other || count(one, name) != count(other, name))
}
