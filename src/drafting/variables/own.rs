//! The facts of a set, as its templates read them.

use super::{Variable, filter, unsaid};
use crate::dossier::{Key, Kind, Set};

/// All facts that the set declares.
pub(super) fn facts(set: &Set) -> Vec<Variable> {
    let mut found = Vec::new();
    for key in &set.keys {
        match &key.kind {
            _ if key.own => add(key, "", &mut found),
            Kind::Group(keys) => own_of(keys, &format!("{}.", key.name), &mut found),
            Kind::List(of) if *key.name == *"khoi" => blocks(of.keys(), &mut found),
            _ => {}
        }
    }
    found
}

fn blocks(keys: &[Key], found: &mut Vec<Variable>) {
    own_of(keys, "khoi[].", found);
    let agencies = keys.iter().find(|key| *key.name == *"co_quan");
    let keys = agencies.map(Key::keys).unwrap_or_default();
    own_of(keys, "khoi[].co_quan[].", found);
}

fn own_of(keys: &[Key], before: &str, found: &mut Vec<Variable>) {
    let own = keys.iter().filter(|key| key.own);
    own.for_each(|key| add(key, before, found));
}

/// A fact and what it holds.
fn add(key: &Key, before: &str, found: &mut Vec<Variable>) {
    let path = format!("{before}{}", key.name);
    below(path, key, &key.kind, unsaid(Some(key)), found);
}

fn below(path: String, key: &Key, kind: &Kind, absent: Option<String>, found: &mut Vec<Variable>) {
    let variable = |path: &str, meaning: &str, kind: &Kind| Variable {
        path: path.to_owned(),
        absent: absent.clone(),
        meaning: meaning.to_owned(),
        filter: filter(kind),
        free: matches!(kind, Kind::Free),
        own: true,
    };
    match kind {
        Kind::List(of) => below(format!("{path}[]"), key, of, absent, found),
        Kind::Group(keys) => {
            found.push(variable(&path, &key.meaning, kind));
            let before = format!("{path}.");
            keys.iter().for_each(|key| add(key, &before, found));
        }
        Kind::Milestone => {
            // its one key is a date
            found.push(variable(&path, &key.meaning, kind));
            found.push(Variable {
                absent: None,
                ..variable(&format!("{path}.ngay"), &key.meaning, &Kind::Date)
            });
        }
        _ => found.push(variable(&path, &key.meaning, kind)),
    }
}
