//! What of a dossier is still to be filled in, in the order in which it is best done.

use super::keys::{Key, Kind, find};
use crate::diagnostics::{Diagnostics, SourceId, Span};
use crate::values::nearest;
use crate::yaml::{self, Entry, Mapping, Node, Value};

/// Diagnostics that say no more than a blank does.
pub(crate) const BLANK_CODES: [&str; 4] = ["HS011", "HS012", "HS022", "HS042"];

/// Blanks of one part of a dossier.
#[derive(Clone, Debug)]
pub(crate) struct Part {
    /// What the part is: a key of the dossier and its meaning; no key for those that stand alone.
    pub key: Option<(String, String)>,
    /// Its blanks.
    pub blanks: Vec<Blank>,
}

/// A value to be filled in.
#[derive(Clone, Debug)]
pub(crate) struct Blank {
    /// Where: its key, or where its group begins; nowhere if that is missing, too.
    pub place: Option<Span>,
    /// Its path, with numbers for the elements of lists: `khoi[2].ten`.
    pub path: String,
    /// What it means.
    pub meaning: String,
    /// A value as it is typed; may be empty.
    pub example: String,
}

/// The parts with blanks of a dossier with these keys; none if the text cannot be read as YAML.
#[must_use]
pub(crate) fn blanks(source: SourceId, text: &str, keys: &[Key]) -> Vec<Part> {
    let root = yaml::parse(source, text, &mut Diagnostics::new());
    let Some(Node {
        value: Value::Mapping(mapping),
        ..
    }) = root
    else {
        return Vec::new();
    };
    let mut alone = Vec::new();
    let mut parts = Vec::new();
    for key in keys {
        let mut blanks = Vec::new();
        look(key, &mapping, None, "", &mut blanks);
        if key.kind.keys().is_empty() {
            alone.append(&mut blanks);
        } else if !blanks.is_empty() {
            let key = (key.name.to_string(), key.meaning.clone());
            parts.push(Part {
                key: Some(key),
                blanks,
            });
        }
    }
    if !alone.is_empty() {
        let key = None;
        parts.insert(0, Part { key, blanks: alone });
    }
    parts
}

/// Adds the blanks at a key of a group, and below it.
fn look(key: &Key, group: &Mapping, place: Option<Span>, prefix: &str, blanks: &mut Vec<Blank>) {
    let entry = group.entries.iter().find(|entry| entry.key == *key.name);
    let path = format!("{prefix}{}", key.name);
    let place = entry.map_or(place, |entry| Some(entry.key_span));
    match (entry.filter(|entry| !entry.node.is_empty()), &key.kind) {
        (Some(entry), kind) => below(kind, entry, &path, blanks),
        (None, _) if !key.needed || is_misspelt(key, group) => {}
        (None, Kind::Group(keys)) => {
            inside(
                keys,
                &Mapping::default(),
                place,
                &format!("{path}."),
                blanks,
            );
        }
        (None, _) => blanks.push(Blank {
            place,
            path,
            meaning: key.meaning.clone(),
            example: key.example.clone(),
        }),
    }
}

/// Whether the key is there in other letters, which is an error of its own.
fn is_misspelt(key: &Key, group: &Mapping) -> bool {
    let mut entries = group.entries.iter();
    entries.any(|entry| entry.key != *key.name && nearest(&entry.key, [&*key.name]).is_some())
}

fn below(kind: &Kind, entry: &Entry, path: &str, blanks: &mut Vec<Blank>) {
    match (kind, &entry.node.value) {
        (Kind::Group(keys), Value::Mapping(group)) => {
            inside(
                keys,
                group,
                Some(entry.key_span),
                &format!("{path}."),
                blanks,
            );
        }
        (Kind::List(of), Value::Sequence(items)) => {
            for (at, item) in items.iter().enumerate() {
                if let (Kind::Group(keys), Value::Mapping(group)) = (&**of, &item.value) {
                    let path = format!("{path}[{}].", at + 1);
                    inside(keys, group, Some(item.span), &path, blanks);
                }
            }
        }
        _ => {}
    }
}

fn inside(
    keys: &[Key],
    group: &Mapping,
    place: Option<Span>,
    prefix: &str,
    blanks: &mut Vec<Blank>,
) {
    for key in keys {
        look(key, group, place, prefix, blanks);
    }
    let filled = |name: &str| {
        let mut entries = group.entries.iter();
        entries.any(|entry| entry.key == name && !entry.node.is_empty())
    };
    // an agency has a total, or what makes one, unless it is not assessed
    let scores = [
        "diem",
        "diem_cham",
        "chi_so",
        "khong_ap_dung",
        "khong_danh_gia",
    ];
    let is_agency = scores.into_iter().all(|name| find(keys, name).is_some());
    let score = find(keys, "diem").filter(|_| is_agency);
    let score = score.filter(|score| !scores.into_iter().any(filled) && !is_misspelt(score, group));
    if let Some(score) = score {
        let name = group.entries.iter().find(|entry| entry.key == "ten");
        let name = name.and_then(|entry| match &entry.node.value {
            Value::Scalar(name) => Some(format!(" của {}", name.trim())),
            _ => None,
        });
        blanks.push(Blank {
            place,
            path: format!("{prefix}{}", score.name),
            meaning: format!("{}{}", score.meaning, name.unwrap_or_default()),
            example: score.example.clone(),
        });
    }
}
