//! Hồ sơ: the core keys, the facts that its set asks for, and where it was read.

use std::sync::Arc;

use super::facts::Text;
use super::model::Core;
use super::set::Set;
use crate::diagnostics::{SourceId, Spanned};
use crate::values::PartialDate;

/// Everything one decision needs.
#[derive(Clone, Debug)]
pub struct Dossier {
    /// The core keys; `facts` has those of the set.
    pub core: Core,
    /// The set it was read by.
    pub set: Arc<Set>,
    /// Its file.
    pub source: SourceId,
}

impl std::ops::Deref for Dossier {
    type Target = Core;
    fn deref(&self) -> &Core {
        &self.core
    }
}

impl std::ops::DerefMut for Dossier {
    fn deref_mut(&mut self) -> &mut Core {
        &mut self.core
    }
}

impl Dossier {
    /// The lines that a person typed and a sentence may hold.
    #[must_use]
    pub fn lines(&self) -> Vec<&Text> {
        let mut lines = vec![&self.field, &self.subjects, &self.filing];
        lines.extend(&self.legal_bases);
        lines.extend(&self.executors);
        lines.extend(&self.recipients);
        if let Some(proposal) = &self.proposal {
            lines.push(&proposal.proposer);
            lines.extend(&proposal.document);
        }
        if let Some(own) = &self.submission {
            lines.extend([&own.body, &own.filing]);
            lines.extend(
                own.addressees
                    .iter()
                    .chain(&own.recipients)
                    .chain(&own.subject),
            );
        }
        lines.extend(self.facts.texts());
        for block in &self.blocks {
            lines.push(&block.name);
            lines.extend(block.facts.texts());
        }
        lines
    }

    /// All that it says, and where: sentences, titles, names, the narrative.
    #[must_use]
    pub fn texts(&self) -> Vec<&Text> {
        let (issuer, signatory) = (&self.issuer, &self.signatory);
        let mut texts = self.lines();
        texts.extend([&self.document.subject, &issuer.full_name]);
        texts.extend([&issuer.authority, &issuer.authority_full]);
        texts.extend(&signatory.capacity);
        texts.extend(&issuer.lines);
        texts.extend([&signatory.office, &signatory.name]);
        texts.extend(self.tiers.iter().map(|tier| &tier.name));
        if let Some(annex) = &self.annex {
            texts.push(&annex.title);
            texts.extend(&annex.subtitle);
        }
        if let Some(own) = &self.submission {
            texts.extend([&own.signatory.office, &own.signatory.name]);
            texts.extend(&own.remarks);
        }
        texts.extend(self.facts.narrative());
        for block in &self.blocks {
            texts.extend(block.facts.narrative());
            texts.extend(block.agencies.iter().map(|agency| &agency.name));
        }
        texts
    }

    /// Turns the facts of the issued decision into those of the one that amends it (`sua_doi`). Its
    /// number and date are open unless stated; the year is that of the last correction.
    pub fn turn_amending(&mut self) {
        let core = &mut self.core;
        let facts = core.amending.clone();
        core.document.number = facts.number;
        core.document.date = facts.date.unwrap_or_else(|| {
            let last = core.corrections.last().map(|correction| &correction.date);
            let date = last.unwrap_or(&core.document.date);
            Spanned::new(PartialDate::Year(date.year()), date.span)
        });
        core.proposal = facts.proposal;
        core.recipients = facts.recipients.unwrap_or_else(|| core.recipients.clone());
        core.signatory = facts.signatory.unwrap_or_else(|| core.signatory.clone());
        if let Some(bases) = facts.legal_bases {
            core.legal_bases = bases;
        }
        // these are the issued decision's
        core.published = None;
    }
}
