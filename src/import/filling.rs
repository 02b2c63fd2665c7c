//! Scores written into a block: only values change, only where they differ.

use super::part::{Changes, Part};
use super::wanted::{KEYS, NUMBERS, OUT, Wanted, known_number};
use crate::dossier::{Agency, Block};
use crate::yaml_edit::Step::{Item, Key};
use crate::yaml_edit::{Document, NotEditable, Step, Value};

pub(super) fn write(
    part: &Part<'_>,
    block: &Block,
    file: &mut Document<'_>,
    changes: &mut Changes,
) -> Result<(), NotEditable> {
    let list = [Key("khoi"), Item(part.block), Key("co_quan")];
    for index in &part.missing {
        file.remove(&[list[0], list[1], list[2], Item(*index)])?;
    }
    let mut new = Vec::new();
    for (found, wanted) in &part.agencies {
        let changed = match found {
            Some(index) => {
                let path = [list[0], list[1], list[2], Item(*index)];
                agency(&path, &block.agencies[*index], wanted, file)?
            }
            None => {
                new.push(wanted.entry());
                true
            }
        };
        *(if changed {
            &mut changes.written
        } else {
            &mut changes.unchanged
        }) += 1;
    }
    file.append(&list, &new)
}

/// Writes one agency; whether anything had to be changed.
fn agency(
    path: &[Step<'_>],
    known: &Agency,
    wanted: &Wanted,
    file: &mut Document<'_>,
) -> Result<bool, NotEditable> {
    let mut changed = false;
    let at =
        |key: &'static str| -> Vec<Step<'_>> { path.iter().copied().chain([Key(key)]).collect() };
    let before =
        |key: &str| -> &[&str] { &KEYS[..KEYS.iter().position(|own| *own == key).unwrap_or(0)] };
    for key in NUMBERS {
        let (old, new) = (known_number(known, key), wanted.number(key));
        match new {
            Some(new) if old != Some(new.value) => {
                file.set_after(&at(key), &Value::Number(new.comma()), before(key))?
            }
            None if old.is_some() => file.remove(&at(key))?,
            _ => continue,
        }
        changed = true;
    }
    changed |= scores(&at("chi_so"), known, wanted, before("chi_so"), file)?;
    let old: Vec<&str> = known
        .not_applicable
        .iter()
        .map(|id| id.value.as_str())
        .collect();
    let same = old.len() == wanted.not_applicable.len()
        && old
            .iter()
            .all(|id| wanted.not_applicable.iter().any(|own| own == id));
    if !same {
        let place = at("khong_ap_dung");
        match wanted.not_applicable.is_empty() {
            true => file.remove(&place)?,
            false => file.set_after(
                &place,
                &Value::Words(wanted.not_applicable.clone()),
                before("khong_ap_dung"),
            )?,
        }
        changed = true;
    }
    for (key, old) in OUT.into_iter().zip([&known.unranked, &known.unassessed]) {
        let new = wanted
            .out
            .as_ref()
            .filter(|(own, _)| *own == key)
            .map(|(_, reason)| reason);
        match (old, new) {
            // a reason that somebody wrote is better than that of the sheet
            (None, Some(reason)) => {
                file.set_after(&at(key), &Value::text(&**reason), before(key))?
            }
            (Some(_), None) if wanted.is_ranked || wanted.out.is_some() => file.remove(&at(key))?,
            _ => continue,
        }
        changed = true;
    }
    Ok(changed)
}

fn scores(
    path: &[Step<'_>],
    known: &Agency,
    wanted: &Wanted,
    after: &[&str],
    file: &mut Document<'_>,
) -> Result<bool, NotEditable> {
    if wanted.scores.is_empty() {
        if known.scores.is_empty() {
            return Ok(false);
        }
        file.remove(path)?;
        return Ok(true);
    }
    if known.scores.is_empty() {
        let scores = wanted
            .scores
            .iter()
            .map(|(id, score)| (id.clone(), Value::Number(score.comma())));
        file.set_after(path, &Value::Group(scores.collect()), after)?;
        return Ok(true);
    }
    let mut changed = false;
    for (id, score) in &wanted.scores {
        let old = known.scores.iter().find(|old| *old.indicator == **id);
        if old.is_none_or(|old| old.value.value != score.value) {
            let place: Vec<Step<'_>> = path.iter().copied().chain([Key(id)]).collect();
            file.set(&place, &Value::Number(score.comma()))?;
            changed = true;
        }
    }
    for old in known
        .scores
        .iter()
        .filter(|old| wanted.scores.iter().all(|(id, _)| *id != *old.indicator))
    {
        let place: Vec<Step<'_>> = path.iter().copied().chain([Key(&old.indicator)]).collect();
        file.remove(&place)?;
        changed = true;
    }
    Ok(changed)
}
