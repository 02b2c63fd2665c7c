//! What a dossier keeps of an import: the workbook, and the answers to what it did not tell.

use chrono::NaiveDate;

use super::answers::Answers;
use crate::dossier::{Choice, Core};
use crate::yaml_edit::Step::{Item, Key};
use crate::yaml_edit::{Document, NotEditable, Value};

/// The workbook that scores came from.
#[derive(Clone, Debug)]
pub(crate) struct Source {
    /// Its path from the dossier's folder, with `/`.
    pub path: String,
    /// The sheets that were read.
    pub sheets: Vec<String>,
    /// Its SHA-256.
    pub sha256: String,
    /// The day its properties give.
    pub date: Option<NaiveDate>,
}

/// Writes `nguon_diem`, and into `doc_bang` the answers that were given now.
///
/// # Errors
/// If the dossier has no place for them.
pub(crate) fn remember(
    core: &Core,
    source: &Source,
    given: &Answers,
    file: &mut Document<'_>,
) -> Result<(), NotEditable> {
    let mut entries = vec![("tep", Value::text(&*source.path))];
    if !source.sheets.is_empty() {
        entries.push(("trang", Value::Words(source.sheets.clone())));
    }
    entries.push(("sha256", Value::text(&*source.sha256)));
    entries.extend(
        source
            .date
            .map(|day| ("ngay", Value::text(day.format("%d/%m/%Y").to_string()))),
    );
    let known = core
        .score_sources
        .iter()
        .position(|own| *own.file == source.path);
    match known {
        None => {
            let entries = entries
                .into_iter()
                .map(|(key, value)| (key.to_owned(), value))
                .collect();
            file.append(&[Key("nguon_diem")], &[Value::Group(entries)])?;
        }
        Some(at) if *core.score_sources[at].sha256 != source.sha256 => {
            for (key, value) in &entries[1..] {
                file.set(&[Key("nguon_diem"), Item(at), Key(key)], value)?;
            }
        }
        Some(_) => {}
    }
    answers(core, given, file)
}

fn answers(core: &Core, given: &Answers, file: &mut Document<'_>) -> Result<(), NotEditable> {
    let word = |word: Option<&'static str>| word.map(Value::text);
    let mut entries: Vec<(&str, Option<Value>)> = vec![
        ("gia_tri", word(given.which.map(word_of))),
        ("o_trong", word(given.empty.map(word_of))),
        ("an", word(given.hidden.map(word_of))),
        ("dau_cham", word(given.point.map(word_of))),
    ];
    let reading = core.sheet_reading.as_ref();
    let mut marks: Vec<String> = reading.map_or(Vec::new(), |own| {
        own.marks.iter().map(|mark| mark.value.clone()).collect()
    });
    let before = marks.len();
    for mark in &given.marks {
        if !marks.contains(mark) {
            marks.push(mark.clone());
        }
    }
    entries.push((
        "khong_ap_dung",
        (marks.len() > before).then_some(Value::Words(marks)),
    ));
    let pairs = |given: &[(String, String)]| {
        let pairs = given
            .iter()
            .map(|(key, value)| (key.clone(), Value::text(&**value)));
        (!given.is_empty()).then(|| Value::Group(pairs.collect()))
    };
    if reading.is_none() {
        entries.extend([("cot", pairs(&given.columns)), ("ten", pairs(&given.names))]);
        let entries: Vec<(String, Value)> = entries
            .into_iter()
            .filter_map(|(key, value)| Some((key.to_owned(), value?)))
            .collect();
        return match entries.is_empty() {
            true => Ok(()),
            false => file.set(&[Key("doc_bang")], &Value::Group(entries)),
        };
    }
    for (key, value) in entries {
        if let Some(value) = value {
            file.set(&[Key("doc_bang"), Key(key)], &value)?;
        }
    }
    for (group, pairs) in [("cot", &given.columns), ("ten", &given.names)] {
        let there = file.get(&[Key("doc_bang"), Key(group)]).is_some();
        if !there
            && let Some(value) = (!pairs.is_empty()).then(|| {
                pairs
                    .iter()
                    .map(|(key, value)| (key.clone(), Value::text(&**value)))
                    .collect()
            })
        {
            file.set(&[Key("doc_bang"), Key(group)], &Value::Group(value))?;
            continue;
        }
        for (key, value) in pairs {
            file.set(
                &[Key("doc_bang"), Key(group), Key(key)],
                &Value::text(&**value),
            )?;
        }
    }
    Ok(())
}

/// The word of a choice.
fn word_of<T: Choice + PartialEq>(choice: T) -> &'static str {
    T::WORDS
        .iter()
        .find(|(_, value, _)| *value == choice)
        .map_or("", |(word, ..)| word)
}
