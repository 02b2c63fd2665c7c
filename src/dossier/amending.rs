//! From the facts of an issued decision to those of the decision that amends it.

use super::date::PartialDate;
use super::model::Dossier;
use crate::diagnostics::Spanned;

impl Dossier {
    /// Turns the facts of the issued decision into those of the one that amends it (`sua_doi`). Its
    /// number and date are open unless stated; the year is that of the last correction.
    pub fn turn_amending(&mut self) {
        let facts = std::mem::take(&mut self.amending);
        self.document.number = facts.number;
        self.document.date = facts.date.unwrap_or_else(|| {
            let last = self.corrections.last().map(|correction| &correction.date);
            let date = last.unwrap_or(&self.document.date);
            Spanned::new(PartialDate::Year(date.year()), date.span)
        });
        self.proposal = facts.proposal;
        self.recipients = facts.recipients.unwrap_or_else(|| self.recipients.clone());
        self.signatory = facts.signatory.unwrap_or_else(|| self.signatory.clone());
        if let Some(bases) = facts.legal_bases {
            self.legal_bases = bases;
        }
        // these are the issued decision's
        self.published = None;
    }
}
