//! Agencies on both sides, matched by block and name.

use std::collections::HashMap;

use super::side::{Side, State};
use super::{AgencyChange, BlockChanges, Changes, CorrectionNote, Place};
use super::{figures, words};
use crate::dossier::{Change, Correction, Dossier};
use crate::values::folded;

/// What changed from the old state to the new one. Blocks are matched by id, agencies by name;
/// a new name is followed where a correction gave it.
#[must_use]
pub fn compare(old: State<'_>, new: State<'_>) -> Changes {
    let names = Names::between(old.0, new.0);
    let mut blocks = Vec::new();
    let mut figures = Vec::new();
    for (was, is) in pairs(old, new) {
        let side = is.or(was).map(|side| side.block());
        let Some(block) = side else { continue };
        let id = block.id.value.clone();
        let agencies = agencies(was, is, &names);
        figures.extend(figures::of_block(was, is));
        if !agencies.is_empty() {
            blocks.push(BlockChanges {
                id,
                name: block.name.value.clone(),
                agencies,
            });
        }
    }
    figures.extend(figures::overall(old, new));
    let note = |correction: &Correction| CorrectionNote {
        what: words::correction(correction, new.0),
        correction: correction.clone(),
    };
    Changes {
        corrections: names.corrections().iter().map(note).collect(),
        blocks,
        figures,
    }
}

/// The latest day `(year, month, day)` of a correction that only the new dossier has, as far as whole
/// days are stated.
#[must_use]
pub(crate) fn day_of_change(old: &Dossier, new: &Dossier) -> Option<(i32, u32, u32)> {
    let done = Names::between(old, new).corrections().iter();
    let days = done.filter(|correction| correction.date.day().is_some());
    days.map(|correction| correction.date.earliest()).max()
}

fn sides<'a>((dossier, standings): State<'a>) -> Vec<Side<'a>> {
    let blocks = standings.blocks.iter();
    blocks
        .map(|standings| Side { dossier, standings })
        .collect()
}

/// The blocks of both states by id: the new state's order, then the old one's others.
fn pairs<'a>(old: State<'a>, new: State<'a>) -> Vec<(Option<Side<'a>>, Option<Side<'a>>)> {
    let (old, new) = (sides(old), sides(new));
    let same = |a: &Side<'_>, b: &Side<'_>| a.block().id.value == b.block().id.value;
    let mut pairs: Vec<(Option<Side<'a>>, Option<Side<'a>>)> = Vec::new();
    for is in &new {
        let was = old.iter().find(|was| same(was, is)).copied();
        pairs.push((was, Some(*is)));
    }
    let gone = old.iter().filter(|was| !new.iter().any(|is| same(was, is)));
    pairs.extend(gone.map(|was| (Some(*was), None)));
    pairs
}

fn agencies<'a>(
    was: Option<Side<'a>>,
    is: Option<Side<'a>>,
    names: &Names<'a>,
) -> Vec<AgencyChange> {
    let mut old_rows = OldRows::of(was, names);
    let mut changes = Vec::new();
    if let Some(is) = is {
        for (name, new) in is.places() {
            let old = old_rows.take(name);
            let former = old.as_ref().map(|(former, _)| *former);
            let former = former.filter(|former| *former != name);
            let old = old.map(|(_, place)| place);
            if former.is_some() || old.as_ref() != Some(&new) {
                changes.push(AgencyChange {
                    name: name.to_owned(),
                    former_name: former.map(str::to_owned),
                    old,
                    new: Some(new),
                });
            }
        }
    }
    let gone = old_rows.rows.into_iter().flatten();
    changes.extend(gone.map(|(name, place)| AgencyChange {
        name: name.to_owned(),
        former_name: None,
        old: Some(place),
        new: None,
    }));
    changes
}

/// The old state's rows that no new one was found for.
struct OldRows<'a> {
    /// Name and place, in order.
    rows: Vec<Option<(&'a str, Place)>>,
    /// Where the agencies of a name in the new state are, as names are compared, the last one first.
    by_name: HashMap<String, Vec<usize>>,
}

impl<'a> OldRows<'a> {
    fn of(side: Option<Side<'a>>, names: &Names<'a>) -> Self {
        let rows = side.into_iter().flat_map(|side| side.places());
        let rows: Vec<(&str, Place)> = rows.collect();
        let mut by_name: HashMap<String, Vec<usize>> = HashMap::new();
        let block = side.map_or("", |side| &side.block().id.value);
        for (at, (name, _)) in rows.iter().enumerate().rev() {
            let now = names.now(block, name);
            by_name.entry(folded(now)).or_default().push(at);
        }
        let rows = rows.into_iter().map(Some).collect();
        Self { rows, by_name }
    }

    /// The first row of the agency that has this name in the new state.
    fn take(&mut self, name: &str) -> Option<(&'a str, Place)> {
        let at = self.by_name.get_mut(&folded(name))?.pop()?;
        self.rows[at].take()
    }
}

/// How agencies of the old state are called in the new one.
struct Names<'a> {
    /// Corrections only the new state has.
    done: &'a [Correction],
    /// The new name by block and old name.
    now: HashMap<(&'a str, String), &'a str>,
}

impl<'a> Names<'a> {
    fn between(old: &'a Dossier, new: &'a Dossier) -> Self {
        let both = old.corrections.iter().zip(&new.corrections);
        let common = both.take_while(|(old, new)| old.same_as(new)).count();
        let (undone, done) = (&old.corrections[common..], &new.corrections[common..]);
        let back = undone.iter().rev().filter_map(renaming);
        let back = back.map(|(block, from, to)| (block, to, from));
        let steps: Vec<_> = back.chain(done.iter().filter_map(renaming)).collect();
        let mut now = HashMap::new();
        // from the last one: what its new name is called after the steps behind it is known
        for (block, from, to) in steps.into_iter().rev() {
            let last = now.get(&(block, folded(to))).copied().unwrap_or(to);
            now.insert((block, folded(from)), last);
        }
        Self { done, now }
    }

    const fn corrections(&self) -> &'a [Correction] {
        self.done
    }

    fn now(&self, block: &'a str, name: &'a str) -> &'a str {
        self.now
            .get(&(block, folded(name)))
            .copied()
            .unwrap_or(name)
    }
}

/// The block, and the name before and after, if the correction renames an agency.
fn renaming(correction: &Correction) -> Option<(&str, &str, &str)> {
    let block = correction.block.as_ref()?;
    match &correction.change {
        Change::Rename { agency, to } => Some((block, agency, to)),
        _ => None,
    }
}
