//! The facts that a set asks for, put where its templates read them.

use serde_json::{Map, Value, json};

use crate::diagnostics::Sources;
use crate::dossier::{Fact, Facts, Key, Kind, Text};
use crate::drafting::marks::{self, Place};
use crate::values::with_comma;

/// Adds to a group's values the facts declared by the set: each that is absent as nothing.
pub(super) fn add(values: &mut Value, keys: &[Key], facts: &Facts, sources: &Sources) {
    let Value::Object(map) = values else { return };
    for key in keys {
        let fact = facts.get(&key.name);
        if key.own {
            map.insert(key.name.to_string(), of_key(fact, key, sources));
        } else if let Some(Fact::Group(inner)) = fact
            && key.keys().iter().any(|key| key.own)
        {
            let group = map.entry(key.name.to_string());
            let group = group.or_insert_with(|| json!({}));
            add(group, key.kind.keys(), inner, sources);
        } else if let (None, Some(group)) = (fact, map.get_mut(&*key.name)) {
            add(group, key.kind.keys(), &Facts::default(), sources);
        }
    }
}

/// What a key says; nothing if it is absent, or says no.
fn of_key(fact: Option<&Fact>, key: &Key, sources: &Sources) -> Value {
    match fact {
        Some(Fact::Text(text)) if key.kind.is_yes_no() && text.value == Kind::NO => Value::Null,
        Some(fact) => value(fact, key.kind.keys(), sources),
        None => Value::Null,
    }
}

fn value(fact: &Fact, keys: &[Key], sources: &Sources) -> Value {
    match fact {
        Fact::Text(text) => json!(text.value),
        Fact::Markdown(text) => json!(markdown(text, sources)),
        Fact::Date(day) => json!(day.iso()),
        Fact::Number(number) => json!(with_comma(number.value)),
        Fact::Whole(number) => json!(number.value),
        Fact::List(facts) => (facts.iter())
            .map(|fact| value(fact, keys, sources))
            .collect(),
        Fact::Group(facts) => group(facts, keys, sources),
        Fact::Map(entries) => Value::Object(
            (entries.iter())
                .map(|(name, fact)| (name.value.clone(), value(fact, keys, sources)))
                .collect(),
        ),
        Fact::Free(value) => value.clone(),
        Fact::Gone => Value::Null,
    }
}

/// A group of the set's own; keys that are declared and absent are nothing.
fn group(facts: &Facts, keys: &[Key], sources: &Sources) -> Value {
    let mut map = Map::new();
    for key in keys {
        let fact = facts.get(&key.name);
        map.insert(key.name.to_string(), of_key(fact, key, sources));
    }
    if keys.is_empty() {
        // a date that templates see as a document
        if let Some(day) = facts.get("ngay") {
            map.insert("ngay".to_owned(), value(day, keys, sources));
        }
    }
    Value::Object(map)
}

/// Markdown of the dossier, each line marked with its place in the file: its own, or that of the whole
/// text where the file writes it otherwise (in quotes, folded).
pub(super) fn markdown(markdown: &Text, sources: &Sources) -> String {
    let span = markdown.span;
    let file = sources.get(span.source).map_or("", |file| &file.text);
    let mut at = (span.start as usize).min(file.len());
    let end = (span.end as usize).min(file.len());
    let mut marked = String::new();
    for line in markdown.value.lines() {
        let words = line.trim();
        marked.push_str(line.trim_end());
        if !words.is_empty() {
            let found = file.get(at..end).and_then(|rest| rest.find(words));
            let byte = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
            let place = match found {
                Some(found) => {
                    let start = at + found;
                    at = start + words.len();
                    Place::Dossier(byte(start), byte(at))
                }
                None => Place::Dossier(span.start, span.end),
            };
            marked.push_str(&marks::place(place));
        }
        marked.push('\n');
    }
    marked
}
