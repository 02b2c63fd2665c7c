//! Quyết định sửa đổi, bổ sung: from an issued decision and its dossier with new corrections to what the
//! decision that amends it must say. Nothing is read from disk here.

mod problems;

use std::sync::Arc;

use crate::diagnostics::{Diagnostics, Sources, Version};
use crate::document::{Document, DocumentKind, SectionKind};
use crate::dossier::{Applied, Dossier, Input, Past};
use crate::drafting::DraftOptions;
use crate::pipeline::{self, IssueFacts, Scored, Workshop};
use crate::revision::{self, Amendment, Changes, Citation, SentenceChange};

/// What a dossier is drafted as (việc soạn thảo).
#[derive(Clone, Copy)]
pub enum Task<'a> {
    /// The decision itself.
    Decide(Input<'a>),
    /// The decision that amends an issued one by the dossier's new corrections.
    Amend {
        /// What is amended.
        amended: &'a Amended,
        /// What messages call the dossier.
        name: &'a str,
        /// Its text.
        text: &'a str,
    },
}

impl<'a> Task<'a> {
    /// The dossier's text.
    #[must_use]
    pub const fn text(&self) -> &'a str {
        match self {
            Self::Decide(input) => input.text,
            Self::Amend { text, .. } => text,
        }
    }

    /// Reads and scores the dossier, once `adjust` has put number and date into it; with what an amending decision
    /// changes. `None` if an error was found.
    #[must_use]
    pub fn read(
        &self,
        adjust: impl FnOnce(&mut Dossier),
        sources: &mut Sources,
        diagnostics: &mut Diagnostics,
    ) -> Option<(Scored, Option<Amendment>)> {
        match *self {
            Self::Decide(input) => {
                let scored = pipeline::read(input, adjust, sources, diagnostics)?;
                Some((scored, None))
            }
            Self::Amend {
                amended,
                name,
                text,
            } => {
                let read = read(amended, name, text, adjust, sources, diagnostics);
                read.map(|(scored, amendment)| (scored, Some(amendment)))
            }
        }
    }
}

/// An issued decision as it stands now, ready to be amended.
pub struct Amended {
    /// How it is cited.
    pub decision: Citation,
    /// Those that amended it before, in order of issue.
    pub earlier: Vec<Citation>,
    /// The version of the program that issued it; `None` if it gives none.
    pub program: Option<Version>,
    /// What messages call the dossier it stands on now.
    pub dossier_name: String,
    /// That dossier: its own, or that of the last decision that amended it.
    pub dossier: String,
    /// Its own number and date.
    pub issued: IssueFacts,
    /// The results of the year before that it was issued with.
    pub past: Arc<dyn Past>,
    /// Its own templates.
    pub workshop: Workshop,
}

impl Amended {
    /// A dossier, read by the set of the amended decision.
    fn input<'a>(&'a self, name: &'a str, text: &'a str, applied: Applied) -> Input<'a> {
        Input {
            name,
            text,
            set: self.workshop.templates.set(),
            applied,
            past: &*self.past,
            law: None,
        }
    }
}

/// Reads the dossier with its new corrections; gives it scored, with the facts of the amending
/// decision (`sua_doi`, then `adjust`), and what that decision changes. `None` if an error was found.
fn read(
    amended: &Amended,
    name: &str,
    text: &str,
    adjust: impl FnOnce(&mut Dossier),
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Option<(Scored, Amendment)> {
    // its text is drafted beside the old one, which must not change because a rule is newer
    if let Some(program) = amended.program {
        sources.archived(name, program);
    }
    let amendment = amendment(amended, name, text, sources, diagnostics);
    sources.of_today(name);
    let amendment = amendment?;
    let mut was_proposed = false;
    let turn = |dossier: &mut Dossier| {
        was_proposed = dossier.proposal.is_some();
        dossier.turn_amending();
        adjust(dossier);
    };
    let input = amended.input(name, text, Applied::All);
    let scored = pipeline::read(input, turn, sources, diagnostics)?;
    let last = amended.earlier.last().unwrap_or(&amended.decision);
    problems::review(&scored.dossier, last, was_proposed, diagnostics);
    (!diagnostics.has_errors()).then_some((scored, amendment))
}

fn amendment(
    amended: &Amended,
    name: &str,
    text: &str,
    sources: &mut Sources,
    found: &mut Diagnostics,
) -> Option<Amendment> {
    let mut reader = Reader {
        amended,
        sources,
        found,
    };
    let old = reader.state(Applied::All, &amended.dossier_name, &amended.dossier)?;
    let new = reader.state(Applied::All, name, text)?;
    problems::same_decision(&old.dossier, &new.dossier, &amended.decision, reader.found)?;
    problems::same_rules(&old.dossier, &new.dossier, reader.found)?;
    let known = problems::known_corrections(&old.dossier, &new.dossier, reader.found)?;
    let before = reader.state(Applied::First(known), name, text)?;
    let unexplained = compare(&old, &before);
    problems::explained(&unexplained, &before.dossier, reader.found)?;
    let changes = compare(&old, &new);
    if changes.is_empty() {
        reader
            .found
            .push(problems::nothing_to_amend(&amended.decision));
        return None;
    }
    let (was, is) = (reader.documents(&old)?, reader.documents(&new)?);
    let mut beyond = revision::sentences(&was, &reader.documents(&before)?);
    beyond.retain(|change| !is_of_annex(change));
    if !beyond.is_empty() {
        reader.found.push(problems::beyond_the_results(&beyond));
    }
    // without an annex the decision itself tells the results
    let in_decision = new.dossier.annex.is_none();
    let mut sentences = revision::sentences(&was, &is);
    sentences.retain(|change| {
        is_of_annex(change) || in_decision && !change.in_table && !beyond.contains(change)
    });
    Some(Amendment {
        decision: amended.decision.clone(),
        earlier: amended.earlier.clone(),
        changes,
        sentences,
    })
}

fn compare(old: &Scored, new: &Scored) -> Changes {
    revision::compare(
        (&old.dossier, &old.standings),
        (&new.dossier, &new.standings),
    )
}

/// Whether it is one of the annex: tables are replaced as a whole.
fn is_of_annex(change: &SentenceChange) -> bool {
    !change.in_table && change.section == SectionKind::Annex
}

/// Reads both states as the amended decision would print them.
struct Reader<'a> {
    amended: &'a Amended,
    sources: &'a mut Sources,
    found: &'a mut Diagnostics,
}

impl Reader<'_> {
    /// Only errors are kept: the warnings come when the amending decision itself is read.
    fn state(&mut self, applied: Applied, name: &str, text: &str) -> Option<Scored> {
        let issued = &self.amended.issued;
        let adjust = |dossier: &mut Dossier| issued.apply(dossier);
        let mut found = Diagnostics::new();
        let input = self.amended.input(name, text, applied);
        let state = pipeline::read(input, adjust, self.sources, &mut found);
        self.found.extend_errors(found);
        state
    }

    fn documents(&mut self, state: &Scored) -> Option<Vec<Document>> {
        let mut found = Diagnostics::new();
        let options = DraftOptions::default();
        let workshop = &self.amended.workshop;
        let documents = pipeline::draft(workshop, state, &options, self.sources, &mut found);
        self.found.extend_errors(found);
        // what goes with it was never issued
        let mut documents = documents?;
        documents.retain(|document| document.kind != DocumentKind::Beside);
        Some(documents)
    }
}
