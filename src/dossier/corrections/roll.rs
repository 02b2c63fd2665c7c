//! The agencies as they stand between two corrections, and what they were before.

use super::super::facts::Text;
use super::super::model::{Agency, Core};
use super::problems::{self, Place};
use crate::diagnostics::{Diagnostic, Diagnostics, Span};

/// All agencies, withdrawn ones included.
pub(super) struct Roll {
    entries: Vec<Entry>,
}

/// One agency and its history.
pub(super) struct Entry {
    /// Index of its block in the dossier.
    pub(super) block: usize,
    /// As it stands now.
    pub(super) agency: Agency,
    /// The names it had, oldest first; the place of each is where it was given up.
    pub(super) former: Vec<Text>,
    /// The correction that withdrew it.
    pub(super) withdrawn: Option<Span>,
    /// Scores that were replaced, oldest first, by indicator (`None` is the total).
    pub(super) replaced: Vec<(Option<String>, Place)>,
}

impl Entry {
    fn new(block: usize, agency: Agency) -> Self {
        Self {
            block,
            agency,
            former: Vec::new(),
            withdrawn: None,
            replaced: Vec::new(),
        }
    }

    /// What the score first was, if it was corrected before.
    pub(super) fn earlier(&self, indicator: Option<&str>) -> Option<Place> {
        let mut replaced = self.replaced.iter();
        let found = replaced.find(|(key, _)| key.as_deref() == indicator);
        found.map(|(_, place)| *place)
    }

    pub(super) fn rename(&mut self, to: &Text) {
        let old = self.agency.name.value.clone();
        self.former.push(Text::new(old, to.span));
        self.agency.name = to.clone();
    }
}

impl Roll {
    pub(super) fn of(dossier: &mut Core) -> Self {
        let mut entries = Vec::new();
        for (block, facts) in dossier.blocks.iter_mut().enumerate() {
            let agencies = std::mem::take(&mut facts.agencies);
            entries.extend(agencies.into_iter().map(|agency| Entry::new(block, agency)));
        }
        Self { entries }
    }

    pub(super) fn entry(&self, index: usize) -> &Entry {
        &self.entries[index]
    }

    pub(super) fn entry_mut(&mut self, index: usize) -> &mut Entry {
        &mut self.entries[index]
    }

    pub(super) fn add(&mut self, block: usize, agency: Agency) {
        self.entries.push(Entry::new(block, agency));
    }

    /// The agency of that name, in that block if one is given.
    pub(super) fn find(
        &self,
        dossier: &Core,
        block: Option<usize>,
        name: &Text,
    ) -> Result<usize, Diagnostic> {
        let within = |entry: &Entry| block.is_none_or(|block| entry.block == block);
        let present = |entry: &Entry| entry.withdrawn.is_none();
        let matching = |entry: &&Entry| within(entry) && *entry.agency.name == **name;
        let here: Vec<usize> = (0..self.entries.len())
            .filter(|&index| {
                let entry = self.entry(index);
                present(entry) && matching(&entry)
            })
            .collect();
        match here[..] {
            [only] => return Ok(only),
            [first, second, ..] => {
                let (first, second) = (self.entry(first), self.entry(second));
                return Err(problems::ambiguous(name, first, second, dossier));
            }
            [] => {}
        }
        let mut entries = self.entries.iter();
        if let Some(gone) = entries.rfind(matching) {
            return Err(problems::withdrawn(name, gone));
        }
        let formerly = |entry: &&Entry| within(entry) && entry.former.iter().any(|n| **n == **name);
        if let Some(renamed) = self.entries.iter().rfind(formerly) {
            return Err(problems::renamed(name, renamed));
        }
        let elsewhere = |entry: &&Entry| present(entry) && *entry.agency.name == **name;
        if let Some(other) = self.entries.iter().find(elsewhere) {
            return Err(problems::other_block(name, other, dossier));
        }
        let names = (self.entries.iter())
            .filter(|entry| present(entry) && within(entry))
            .map(|entry| entry.agency.name.as_str());
        Err(problems::unknown_agency(name, names))
    }

    /// A name that another agency of the block bears cannot be given to one more.
    pub(super) fn refuse_taken(&self, block: usize, name: &Text) -> Result<(), Diagnostic> {
        let wanted = name.to_lowercase();
        let bearer = self.entries.iter().find(|entry| {
            entry.block == block
                && entry.withdrawn.is_none()
                && entry.agency.name.to_lowercase() == wanted
        });
        bearer.map_or(Ok(()), |bearer| Err(problems::taken(name, bearer)))
    }

    /// Gives the dossier its agencies back, without the withdrawn ones.
    pub(super) fn write_back(self, dossier: &mut Core, diagnostics: &mut Diagnostics) {
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
