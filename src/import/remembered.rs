//! What a dossier keeps of an import: the workbook, and the answers to what it did not tell.

use chrono::NaiveDate;

use super::answers::Answers;
use crate::dossier::{Choice, Core, Text};
use crate::values::in_figures;
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
            .map(|day| ("ngay", Value::text(in_figures(day)))),
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
    let reading = core.sheet_reading.as_ref();
    let known = reading.map_or(&[][..], |own| &own.marks);
    let words = words(given, known);
    if reading.is_none() {
        let groups = [("cot", &given.columns), ("ten", &given.names)]
            .map(|(key, pairs)| Some((key.to_owned(), group(pairs)?)));
        let all: Vec<_> = words
            .into_iter()
            .chain(groups.into_iter().flatten())
            .collect();
        return match all.is_empty() {
            true => Ok(()),
            false => file.set(&[Key("doc_bang")], &Value::Group(all)),
        };
    }
    for (key, value) in words {
        file.set(&[Key("doc_bang"), Key(&key)], &value)?;
    }
    add("cot", &given.columns, file)?;
    add("ten", &given.names, file)
}

/// The answers of one word, and the marks if there are new ones beside those known.
fn words(given: &Answers, known: &[Text]) -> Vec<(String, Value)> {
    let mut marks: Vec<&str> = known.iter().map(|mark| mark.value.as_str()).collect();
    for mark in &given.marks {
        if !marks.contains(&mark.as_str()) {
            marks.push(mark);
        }
    }
    let marks = (marks.len() > known.len())
        .then(|| Value::Words(marks.into_iter().map(str::to_owned).collect()));
    let word = |word: Option<&'static str>| word.map(Value::text);
    let words = [
        ("gia_tri", word(given.which.map(word_of))),
        ("o_trong", word(given.empty.map(word_of))),
        ("an", word(given.hidden.map(word_of))),
        ("dau_cham", word(given.point.map(word_of))),
        ("khong_ap_dung", marks),
    ];
    let words = words.into_iter();
    words
        .filter_map(|(key, value)| Some((key.to_owned(), value?)))
        .collect()
}

/// Pairs as a group of keys; nothing of none.
fn group(pairs: &[(String, String)]) -> Option<Value> {
    let values = pairs
        .iter()
        .map(|(key, value)| (key.clone(), Value::text(&**value)));
    (!pairs.is_empty()).then(|| Value::Group(values.collect()))
}

/// Adds pairs to a group of `doc_bang`, which is made if it is not there.
fn add(key: &str, pairs: &[(String, String)], file: &mut Document<'_>) -> Result<(), NotEditable> {
    let path = [Key("doc_bang"), Key(key)];
    if file.get(&path).is_none() {
        return group(pairs).map_or(Ok(()), |group| file.set(&path, &group));
    }
    for (name, value) in pairs {
        file.set(&[path[0], path[1], Key(name)], &Value::text(&**value))?;
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
