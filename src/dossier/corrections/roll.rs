//! The agencies as they stand between two corrections, and what they were before.

use std::cell::Cell;
use std::collections::{BTreeSet, HashMap};

use super::super::facts::Text;
use super::super::model::{Agency, Core};
use super::entry::Entry;
use super::listed::Listed;
use super::problems;
use crate::diagnostics::{Diagnostic, Diagnostics, Span};
use crate::values::folded;

/// Unknown names that a like name is looked for, among all agencies; more tell of another list of agencies.
const MOST_SUGGESTIONS: usize = 50;

/// All agencies, withdrawn ones included.
pub(super) struct Roll {
    entries: Vec<Entry>,
    /// Who bears a name now, or did when it was withdrawn; names as they are compared.
    bearers: ByName,
    /// Who bore a name before.
    former: ByName,
    /// Who is present in a block under a name as names are compared.
    present: HashMap<(usize, String), BTreeSet<usize>>,
    /// The blocks' `neu_rieng`.
    listed: Vec<Listed>,
    /// How many unknown names were asked for.
    unknown: Cell<usize>,
}

/// Indices of entries, in order.
type ByName = HashMap<String, BTreeSet<usize>>;

fn indices<'a>(names: &'a ByName, name: &str) -> impl DoubleEndedIterator<Item = usize> + use<'a> {
    names.get(&folded(name)).into_iter().flatten().copied()
}

impl Roll {
    pub(super) fn of(dossier: &mut Core) -> Self {
        let mut roll = Self {
            entries: Vec::new(),
            bearers: HashMap::new(),
            former: HashMap::new(),
            present: HashMap::new(),
            listed: Vec::new(),
            unknown: Cell::new(0),
        };
        for (block, facts) in dossier.blocks.iter_mut().enumerate() {
            let named = std::mem::take(&mut facts.named);
            roll.listed.push(Listed::of(named));
            for agency in std::mem::take(&mut facts.agencies) {
                roll.add(block, agency);
            }
        }
        roll
    }

    pub(super) fn entry(&self, index: usize) -> &Entry {
        &self.entries[index]
    }

    pub(super) fn entry_mut(&mut self, index: usize) -> &mut Entry {
        &mut self.entries[index]
    }

    pub(super) fn add(&mut self, block: usize, agency: Agency) {
        self.entries.push(Entry {
            block,
            agency,
            former: Vec::new(),
            withdrawn: None,
            first: HashMap::new(),
        });
        self.enter(self.entries.len() - 1);
    }

    pub(super) fn rename(&mut self, index: usize, to: &Text) {
        self.leave(index);
        let entry = &mut self.entries[index];
        let old = std::mem::replace(&mut entry.agency.name, to.clone()).value;
        self.listed[entry.block].rename(&old, to);
        entry.former.push(Text::new(old.clone(), to.span));
        if let Some(bearers) = self.bearers.get_mut(&folded(&old)) {
            bearers.remove(&index);
        }
        self.former.entry(folded(&old)).or_default().insert(index);
        self.enter(index);
    }

    pub(super) fn withdraw(&mut self, index: usize, place: Span) {
        self.leave(index);
        let entry = &mut self.entries[index];
        self.listed[entry.block].withdraw(&entry.agency.name);
        entry.withdrawn = Some(place);
    }

    /// Makes an agency known by its name.
    fn enter(&mut self, index: usize) {
        let (block, name) = self.key(index);
        let bearers = self.bearers.entry(name.clone());
        bearers.or_default().insert(index);
        let present = self.present.entry((block, name));
        present.or_default().insert(index);
    }

    /// Its name is free for others.
    fn leave(&mut self, index: usize) {
        let key = self.key(index);
        if let Some(present) = self.present.get_mut(&key) {
            present.remove(&index);
        }
    }

    fn key(&self, index: usize) -> (usize, String) {
        let entry = self.entry(index);
        (entry.block, folded(&entry.agency.name))
    }

    /// The agency of that name, in that block if one is given.
    pub(super) fn find(
        &self,
        dossier: &Core,
        block: Option<usize>,
        name: &Text,
    ) -> Result<usize, Diagnostic> {
        let within = |&index: &usize| block.is_none_or(|block| self.entries[index].block == block);
        let present = |&index: &usize| self.entries[index].withdrawn.is_none();
        let bearers = || indices(&self.bearers, name);
        let here = || bearers().filter(within);
        let mut found = here().filter(present);
        match (found.next(), found.next()) {
            (Some(only), None) => return Ok(only),
            (Some(first), Some(second)) => {
                let (first, second) = (self.entry(first), self.entry(second));
                return Err(problems::ambiguous(name, first, second, dossier));
            }
            (None, _) => {}
        }
        if let Some(gone) = here().next_back() {
            return Err(problems::withdrawn(name, self.entry(gone)));
        }
        if let Some(renamed) = indices(&self.former, name).rfind(within) {
            return Err(problems::renamed(name, self.entry(renamed)));
        }
        if let Some(other) = bearers().find(present) {
            return Err(problems::other_block(name, self.entry(other), dossier));
        }
        let unknown = self.unknown.replace(self.unknown.get() + 1);
        let suggest = unknown < MOST_SUGGESTIONS;
        let all =
            (0..self.entries.len()).filter(|index| suggest && present(index) && within(index));
        let names = all.map(|index| self.entry(index).agency.name.as_str());
        Err(problems::unknown_agency(name, names))
    }

    /// A name that another agency of the block bears cannot be given to one more.
    pub(super) fn refuse_taken(&self, block: usize, name: &Text) -> Result<(), Diagnostic> {
        let bearers = self.present.get(&(block, folded(name)));
        let bearer = bearers.and_then(BTreeSet::first);
        bearer.map_or(Ok(()), |&bearer| {
            Err(problems::taken(name, self.entry(bearer)))
        })
    }

    /// Gives the dossier its agencies back, without the withdrawn ones.
    pub(super) fn write_back(self, dossier: &mut Core, diagnostics: &mut Diagnostics) {
        for (block, listed) in dossier.blocks.iter_mut().zip(self.listed) {
            block.named = listed.into_names();
        }
        let mut last_withdrawn = vec![None; dossier.blocks.len()];
        for entry in self.entries {
            match entry.withdrawn {
                Some(span) => {
                    last_withdrawn[entry.block] = last_withdrawn[entry.block].max(Some(span))
                }
                None => dossier.blocks[entry.block].agencies.push(entry.agency),
            }
        }
        for (block, last) in dossier.blocks.iter().zip(last_withdrawn) {
            if let Some(span) = last.filter(|_| block.agencies.is_empty()) {
                diagnostics.push(problems::empty_block(block, span));
            }
        }
    }
}
