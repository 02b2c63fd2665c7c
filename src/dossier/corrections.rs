//! Điều chỉnh: changes to the blocks after they were first entered, applied one after the other.
//!
//! The scores under `khoi` stay as they were typed; each correction states the value it replaces, so
//! that none is lost or applied twice.

mod entry;
mod listed;
mod problems;
mod roll;

use rust_decimal::Decimal;

use super::facts::Text;
use super::model::{Change, Core, Correction, ScorePart};
use crate::diagnostics::{Diagnostic, Diagnostics, Spanned};
use crate::values::folded;
use entry::{Entry, Place};
use roll::Roll;

/// How many of a dossier's corrections are applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Applied {
    /// All of them.
    All,
    /// So many, from the first.
    First(usize),
}

/// Applies the dossier's corrections in order. One that cannot be applied is reported and passed
/// over, except for a wrong `tu`: its `thanh` counts for the ones after it.
pub(super) fn apply(dossier: &mut Core, diagnostics: &mut Diagnostics) {
    if dossier.corrections.is_empty() {
        return;
    }
    let mut corrections = std::mem::take(&mut dossier.corrections);
    let mut roll = Roll::of(dossier);
    for correction in &mut corrections {
        if let Err(problem) = apply_one(dossier, &mut roll, correction, diagnostics) {
            diagnostics.push(problem);
        }
    }
    roll.write_back(dossier, diagnostics);
    dossier.corrections = corrections;
}

fn apply_one(
    dossier: &Core,
    roll: &mut Roll,
    correction: &mut Correction,
    diagnostics: &mut Diagnostics,
) -> Result<(), Diagnostic> {
    let block = correction.block.as_ref();
    let asked = block.map(|id| block_of(id, dossier)).transpose()?;
    let block = match &correction.change {
        Change::Add(agency) => {
            let block = asked
                .or((dossier.blocks.len() == 1).then_some(0))
                .ok_or_else(|| problems::block_needed(&agency.name, dossier))?;
            roll.refuse_taken(block, &agency.name)?;
            roll.add(block, (**agency).clone());
            block
        }
        change => {
            let index = roll.find(dossier, asked, change.agency())?;
            let block = roll.entry(index).block;
            match change {
                Change::Rename { agency, to } => rename(roll, index, agency, to)?,
                Change::Withdraw { agency } => roll.withdraw(index, agency.span),
                Change::Score {
                    agency,
                    indicator,
                    from,
                    to,
                } => {
                    let target = Target {
                        dossier,
                        agency,
                        indicator: indicator.as_ref(),
                    };
                    target.set(roll.entry_mut(index), from, to, diagnostics)?;
                }
                Change::Add(_) => {}
            }
            block
        }
    };
    let place = correction.change.agency().span;
    correction.block = Some(Spanned::new(dossier.blocks[block].id.value.clone(), place));
    Ok(())
}

/// Where the block of this id stands.
fn block_of(id: &Text, dossier: &Core) -> Result<usize, Diagnostic> {
    let mut blocks = dossier.blocks.iter();
    let found = blocks.position(|block| *block.id == **id);
    found.ok_or_else(|| problems::unknown_block(id, dossier))
}

fn rename(roll: &mut Roll, index: usize, agency: &Text, to: &Text) -> Result<(), Diagnostic> {
    if **agency == **to {
        return Err(problems::nothing_changes(
            agency,
            to.span,
            "tên mới là tên đang dùng",
        ));
    }
    let block = roll.entry(index).block;
    // the same name in another spelling is the agency itself
    if folded(agency) != folded(to) {
        roll.refuse_taken(block, to)?;
    }
    roll.rename(index, to);
    Ok(())
}

/// The score that a correction speaks of.
struct Target<'a> {
    dossier: &'a Core,
    agency: &'a Text,
    indicator: Option<&'a Text>,
}

impl Target<'_> {
    fn set(
        &self,
        entry: &mut Entry,
        from: &Spanned<Decimal>,
        to: &Spanned<Decimal>,
        diagnostics: &mut Diagnostics,
    ) -> Result<(), Diagnostic> {
        let key = self.indicator.map(|id| id.value.clone());
        let earlier = entry.first.get(&key).copied();
        let score = match self.indicator {
            None => match &mut entry.agency.total {
                Some(total) => total,
                None => return Err(problems::no_total(self.agency, &entry.agency)),
            },
            Some(id) => {
                let known = (entry.agency.scores.iter()).position(|score| *score.indicator == **id);
                let agency = &mut entry.agency;
                let part = ScorePart::named(id).filter(|_| known.is_none());
                match (known, part.and_then(|part| part.of(agency, from.span))) {
                    (Some(at), _) => &mut agency.scores[at].value,
                    (None, Some(score)) => score,
                    (None, None) => {
                        let block = &self.dossier.blocks[entry.block];
                        let indicators = self.dossier.indicators_of(block);
                        return Err(problems::no_indicator(id, agency, indicators));
                    }
                }
            }
        };
        if **score != **from {
            let what = problems::what(self.agency, self.indicator);
            diagnostics.push(problems::not_current(&what, from, score, earlier));
        } else if **from == **to {
            return Err(problems::nothing_changes(
                self.agency,
                to.span,
                "`thanh` bằng `tu`",
            ));
        }
        let place = Place {
            value: **score,
            span: score.span,
        };
        *score = to.clone();
        entry.first.entry(key).or_insert(place);
        Ok(())
    }
}
