//! From the facts of an issued decision to those of the decision that amends it.

use super::date::PartialDate;
use super::model::{Dossier, Text};
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
        } else {
            // whether the last one ends the list depends on the proposal, which is another one now
            close(&mut self.legal_bases, self.proposal.is_some());
        }
        // these are the issued decision's
        self.published = None;
    }
}

/// Sets the closing marks (C13): `;`, and `.` after the last one unless a proposal follows.
fn close(bases: &mut [Text], proposal_follows: bool) {
    let last = bases.len().saturating_sub(1);
    for (index, basis) in bases.iter_mut().enumerate() {
        let bare = super::text::without_closing_mark(&basis.value);
        let mark = if index == last && !proposal_follows {
            '.'
        } else {
            ';'
        };
        basis.value = format!("{bare}{mark}");
    }
}
