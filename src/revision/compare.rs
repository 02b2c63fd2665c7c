//! Agencies on both sides, matched by block and name.

use super::{AgencyChange, BlockChanges, Changes, CorrectionNote, Place, Points};
use super::{figures, words};
use crate::dossier::{Change, Correction, Dossier};
use crate::scoring::{BlockStandings, Standing, Standings};

/// A dossier and its standings.
pub type State<'a> = (&'a Dossier, &'a Standings);

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
pub fn day_of_change(old: &Dossier, new: &Dossier) -> Option<(i32, u32, u32)> {
    let done = Names::between(old, new).corrections().iter();
    let days = done.filter(|correction| correction.date.day().is_some());
    days.map(|correction| correction.date.earliest()).max()
}

/// One block of one state.
#[derive(Clone, Copy)]
pub(super) struct Side<'a> {
    pub(super) dossier: &'a Dossier,
    pub(super) standings: &'a BlockStandings,
}

impl<'a> Side<'a> {
    pub(super) fn block(&self) -> &'a crate::dossier::Block {
        &self.dossier.blocks[self.standings.block]
    }

    fn name(&self, row: &Standing) -> &'a str {
        &self.block().agencies[row.agency].name.value
    }

    fn place(&self, row: &Standing) -> Place {
        Place {
            score: row.score.clone(),
            rank: row.rank,
            tier: row
                .tier
                .map(|tier| self.dossier.tiers[tier].name.value.clone()),
            indicators: self.points(row),
        }
    }

    fn points(&self, row: &Standing) -> Vec<Points> {
        let indicators = self.standings.indicators.iter().zip(&row.details);
        let points = indicators.map(|(indicator, points)| Points {
            indicator: indicator.name.value.clone(),
            points: points.clone(),
        });
        points.collect()
    }
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

fn agencies(was: Option<Side<'_>>, is: Option<Side<'_>>, names: &Names<'_>) -> Vec<AgencyChange> {
    let mut old_rows: Vec<(String, &str, Place)> = Vec::new();
    if let Some(was) = was {
        let block = &was.block().id.value;
        for row in &was.standings.rows {
            let name = was.name(row);
            old_rows.push((names.now(block, name), name, was.place(row)));
        }
    }
    let mut changes = Vec::new();
    if let Some(is) = is {
        for row in &is.standings.rows {
            let name = is.name(row);
            let found = old_rows.iter().position(|(now, ..)| now == name);
            let old = found.map(|at| old_rows.remove(at));
            let new = is.place(row);
            let former = old.as_ref().map(|(_, former, _)| *former);
            let former = former.filter(|former| *former != name);
            let old = old.map(|(.., place)| place);
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
    changes.extend(old_rows.into_iter().map(|(_, name, place)| AgencyChange {
        name: name.to_owned(),
        former_name: None,
        old: Some(place),
        new: None,
    }));
    changes
}

/// How an agency of the old state is called in the new one.
struct Names<'a> {
    /// Corrections only the old state has.
    undone: &'a [Correction],
    /// Corrections only the new state has.
    done: &'a [Correction],
}

impl<'a> Names<'a> {
    fn between(old: &'a Dossier, new: &'a Dossier) -> Self {
        let both = old.corrections.iter().zip(&new.corrections);
        let common = both.take_while(|(old, new)| old.same_as(new)).count();
        Self {
            undone: &old.corrections[common..],
            done: &new.corrections[common..],
        }
    }

    const fn corrections(&self) -> &'a [Correction] {
        self.done
    }

    fn now(&self, block: &str, name: &str) -> String {
        let mut name = name;
        for correction in self.undone.iter().rev() {
            match renaming(correction, block) {
                Some((from, to)) if to == name => name = from,
                _ => {}
            }
        }
        for correction in self.done {
            match renaming(correction, block) {
                Some((from, to)) if from == name => name = to,
                _ => {}
            }
        }
        name.to_owned()
    }
}

/// The name before and after, if the correction renames an agency of this block.
fn renaming<'a>(correction: &'a Correction, block: &str) -> Option<(&'a str, &'a str)> {
    let here = correction.block.as_ref().is_some_and(|id| **id == block);
    match &correction.change {
        Change::Rename { agency, to } if here => Some((agency, to)),
        _ => None,
    }
}
