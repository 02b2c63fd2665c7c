//! The state of now beside an older one: what changed, and the pages with changed words marked.

use std::sync::{Arc, PoisonError};

use super::super::args::View;
use super::super::past::PastOnDisk;
use super::super::state::{self, Source, State};
use super::super::{Session, diff};
use super::choice::{Choice, Of};
use super::drawn::{Compared, Page, pages};
use super::state::Good;
use crate::document::Document;
use crate::dossier::{Applied, Input, Past};
use crate::output::OutputFile;
use crate::page::changes::changes;
use crate::page::fragments::fragment;
use crate::page::model::Changes;
use crate::pdf::layout::layout;
use crate::pipeline::IssueFacts;
use crate::redline;
use crate::revision;

impl Good {
    /// The comparison with that choice, made once; `None` for a choice that is not there.
    pub(super) fn compared(&self, options: &View, value: &str) -> Option<Arc<Compared>> {
        let choice = self.choices.iter().find(|choice| choice.value == value)?;
        let mut known = self.compared.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = known.get(value) {
            return Some(found.clone());
        }
        let found = Arc::new(self.beside(options, choice));
        known.insert(value.to_owned(), found.clone());
        Some(found)
    }

    fn beside(&self, options: &View, choice: &Choice) -> Compared {
        let mut session = Session::default();
        match self.older(options, choice, &mut session) {
            Some(old) => Compared {
                html: fragment("changes", &self.changes(&old, choice)),
                pages: self.marked(&old.documents),
            },
            None => Compared {
                html: fragment("changes", &impossible(choice, &session)),
                pages: Vec::new(),
            },
        }
    }

    fn older(&self, options: &View, choice: &Choice, session: &mut Session) -> Option<State> {
        let workshop = self.prepared.workshop.as_ref()?;
        match &choice.of {
            Of::Corrections(count) => {
                let input = Input {
                    applied: Applied::First(*count),
                    ..self.prepared.input()
                };
                state::drafted(input, &IssueFacts::default(), workshop, session)
            }
            Of::Path(path) => {
                let files = session.files.clone();
                let past = |file: &std::path::Path| -> Box<dyn Past> {
                    Box::new(PastOnDisk::of(file, &files))
                };
                let source = Source::find(path, &past, session)?;
                let own = options.own.mau.as_deref();
                let workshop = source.workshop(own, None, None, session)?;
                source.state(Applied::All, &workshop, session)
            }
        }
    }

    fn changes(&self, old: &State, choice: &Choice) -> Changes {
        let found = revision::compare(
            (&old.scored.dossier, &old.scored.standings),
            (&self.scored.dossier, &self.scored.standings),
        );
        let sentences = revision::sentences(&old.documents, &self.documents);
        changes((&choice.value, &choice.label), &found, &sentences)
    }

    /// The pages with the words marked that the old documents do not have.
    fn marked(&self, old: &[Document]) -> Vec<Vec<Page>> {
        let Some(workshop) = &self.prepared.workshop else {
            return Vec::new();
        };
        let documents = self.documents.iter().map(|new| {
            let old = old.iter().find(|old| old.name == new.name);
            old.map_or_else(|| new.clone(), |old| redline::marked(old, new))
        });
        let documents: Vec<Document> = documents.collect();
        let layouts = documents
            .iter()
            .map(|document| layout(document, &workshop.fonts).ok());
        // what could be set without marks can be set with them
        let layouts: Option<Vec<_>> = layouts.collect();
        layouts.map_or_else(Vec::new, |layouts| pages(&layouts))
    }

    /// The change sheet in both formats.
    pub(super) fn change_sheet(
        &self,
        options: &View,
        value: &str,
        stem: &str,
        session: &mut Session,
    ) -> Option<Vec<OutputFile>> {
        let choice = self.choices.iter().find(|choice| choice.value == value)?;
        let old = self.older(options, choice, session)?;
        let found = revision::compare(
            (&old.scored.dossier, &old.scored.standings),
            (&self.scored.dossier, &self.scored.standings),
        );
        let sentences = revision::sentences(&old.documents, &self.documents);
        let (dossier, decision) = (&self.scored.dossier, self.documents.first()?);
        let compared = match &choice.of {
            Of::Corrections(count) => diff::before_and_after(count + 1),
            Of::Path(_) => diff::two(&choice.label, &self.called(options)),
        };
        let sheet = revision::sheet(&found, &sentences, &compared, dossier, decision);
        let workshop = self.prepared.workshop.as_ref()?;
        session.sources = self.sources.clone();
        diff::sheet_files(sheet, self.scored.dossier.source, workshop, stem, session)
    }

    fn called(&self, options: &View) -> String {
        state::called(&options.dossier)
    }
}

fn impossible(choice: &Choice, session: &Session) -> Changes {
    let errors = session.diagnostics.iter();
    Changes {
        since: choice.value.clone(),
        label: choice.label.clone(),
        problems: errors.map(|error| error.message.clone()).collect(),
        ..Changes::default()
    }
}
