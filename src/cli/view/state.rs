//! A dossier as it stands at one moment: read, drafted, drawn, with what is wrong with it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};

use super::super::Session;
use super::super::args::View;
use super::super::files_read::FilesRead;
use super::super::prepared::{Asked, Prepared};
use super::choice::{Choice, choices};
use super::drawn::{Compared, Page, digest, pages};
use crate::diagnostics::{Diagnostic, Sources, Span};
use crate::document::Document;
use crate::dossier::{self, BLANK_CODES};
use crate::drafting::DraftOptions;
use crate::page::explain::Facts;
use crate::page::fragments::fragment;
use crate::page::model::Spot;
use crate::page::problems::{Found, problems};
use crate::page::{figures, svg};
use crate::pdf::layout::{Layout, layout};
use crate::pipeline::{self, Scored};

/// A state without errors, and all that is shown of it.
pub(super) struct Good {
    pub(super) prepared: Prepared,
    pub(super) scored: Scored,
    pub(super) documents: Vec<Document>,
    /// One for each document.
    pub(super) layouts: Vec<Layout>,
    pub(super) pages: Vec<Vec<Page>>,
    pub(super) figures: String,
    pub(super) sources: Sources,
    pub(super) choices: Vec<Choice>,
    /// What was compared so far, by choice.
    pub(super) compared: Mutex<BTreeMap<String, Arc<Compared>>>,
}

/// The state of one moment.
pub(super) struct Snapshot {
    /// Counts up.
    pub(super) revision: u64,
    /// The last state without errors, perhaps an earlier one.
    pub(super) good: Option<Arc<Good>>,
    /// Whether the dossier has errors now, so that `good` is an earlier state.
    pub(super) stale: bool,
    /// Errors, warnings, remarks, blanks.
    pub(super) counts: [usize; 4],
    pub(super) problems: String,
    /// Code and words of each problem.
    said: BTreeSet<(&'static str, String)>,
    /// What was read for it.
    pub(super) files: FilesRead,
}

impl Good {
    /// Reads, drafts and draws; `text` stands for what the file holds. `None` after an error.
    pub(super) fn of(options: &View, text: Option<&str>, session: &mut Session) -> Option<Self> {
        let asked = asked(options, text);
        let prepared = Prepared::open(&asked, session)?;
        Self::of_prepared(options, prepared, session).ok()
    }

    /// `Err` gives back what was read, for what is missing in it.
    fn of_prepared(
        options: &View,
        prepared: Prepared,
        session: &mut Session,
    ) -> Result<Self, Box<Prepared>> {
        let Some((scored, documents, layouts)) = drafted(&prepared, session) else {
            return Err(Box::new(prepared));
        };
        if session.diagnostics.has_errors() {
            return Err(Box::new(prepared));
        }
        let shown = figures::figures(&scored.dossier, &scored.standings);
        Ok(Self {
            choices: choices(options, &scored.dossier),
            pages: pages(&layouts),
            figures: fragment("figures", &shown),
            sources: session.sources.clone(),
            compared: Mutex::default(),
            prepared,
            scored,
            documents,
            layouts,
        })
    }

    /// The digest of the dossier's text.
    pub(super) fn digest(&self) -> String {
        digest(&self.prepared.opened.text)
    }

    /// For explanations.
    pub(super) fn facts(&self) -> Facts<'_> {
        Facts {
            dossier: &self.scored.dossier,
            standings: &self.scored.standings,
            sources: &self.sources,
        }
    }

    /// Where on the pages that is printed which was typed there: the text itself, or the row of the agency it belongs to.
    fn spot_of(&self, places: &[(Span, Spot)], of: Span) -> Option<Spot> {
        let find = |of: Span| {
            let mut all = places.iter();
            let found = all.find(|(place, _)| {
                place.source == of.source
                    && place.start < of.end.max(of.start + 1)
                    && of.start < place.end
            });
            found.map(|(_, spot)| spot.clone())
        };
        find(of).or_else(|| find(self.facts().agency_of(of)?))
    }

    fn places(&self) -> Vec<(Span, Spot)> {
        let pages =
            self.layouts.iter().enumerate().flat_map(|(at, layout)| {
                (0..layout.pages.len()).map(move |page| (at, layout, page))
            });
        let spots = pages.flat_map(|(at, layout, page)| {
            let spots = svg::spots(layout, page).into_iter();
            spots.filter_map(move |(spot, origin)| {
                let page = format!("{at}-{page}");
                Some((origin?, Spot { page, spot }))
            })
        });
        spots.collect()
    }
}

impl Snapshot {
    /// The state of now. What has errors keeps the pages of `before`.
    pub(super) fn take(options: &View, revision: u64, before: Option<&Self>) -> Self {
        let mut session = Session::default();
        let others = [&options.own.mau, &options.so_voi, &options.kho];
        let others = others.into_iter().flatten();
        others.for_each(|path| session.files.add(path));
        let prepared = Prepared::open(&asked(options, None), &mut session);
        let mut parts = Vec::new();
        let good = prepared.and_then(|prepared| {
            let found = Good::of_prepared(options, prepared, &mut session);
            let unread = match found {
                Ok(good) => return Some(Arc::new(good)),
                Err(unread) => unread,
            };
            let input = unread.input();
            let source = session.sources.add(input.name, input.text);
            parts = dossier::blanks(source, input.text, &input.set.keys);
            if !parts.is_empty() {
                session.diagnostics.drop_codes(&BLANK_CODES);
            }
            None
        });
        let stale = good.is_none();
        session.diagnostics.sort_by_place();
        let places = good.as_ref().map(|good| good.places()).unwrap_or_default();
        let spot_of = |of: Span| good.as_ref()?.spot_of(&places, of);
        let found = Found {
            diagnostics: &session.diagnostics,
            sources: &session.sources,
            blanks: &parts,
            stale: stale && before.is_some_and(|before| before.good.is_some()),
        };
        let told = problems(&found, &spot_of);
        let remarks = told
            .groups
            .iter()
            .filter(|group| group.severity == "remark");
        let remarks = remarks.map(|group| group.items.len() + group.more).sum();
        let blanks = parts.iter().map(|part| part.blanks.len()).sum();
        Self {
            revision,
            counts: [told.errors, told.warnings, remarks, blanks],
            problems: fragment("problems", &told),
            good: good.or_else(|| before.and_then(|before| before.good.clone())),
            stale,
            said: (session.diagnostics.iter())
                .map(|found| (found.code, found.message.clone()))
                .collect(),
            files: session.files,
        }
    }

    /// Whether that was said of this state.
    pub(super) fn said(&self, problem: &Diagnostic) -> bool {
        self.said.contains(&(problem.code, problem.message.clone()))
    }
}

fn asked<'a>(options: &'a View, text: Option<&'a str>) -> Asked<'a> {
    Asked {
        dossier: &options.dossier,
        text,
        law: options.law.phap_luat.as_deref(),
        templates: options.own.mau.as_deref(),
        ..Asked::default()
    }
}

fn drafted(
    prepared: &Prepared,
    session: &mut Session,
) -> Option<(Scored, Vec<Document>, Vec<Layout>)> {
    let (sources, diagnostics) = (&mut session.sources, &mut session.diagnostics);
    let (scored, _) = prepared.task().read(|_| (), sources, diagnostics)?;
    let workshop = prepared.workshop.as_ref()?;
    let options = DraftOptions::default();
    let documents = pipeline::draft(workshop, &scored, &options, sources, diagnostics)?;
    let mut layouts = Vec::with_capacity(documents.len());
    for document in &documents {
        let laid_out = layout(document, &workshop.fonts);
        layouts.push(session.diagnostics.keep(laid_out)?);
    }
    Some((scored, documents, layouts))
}
