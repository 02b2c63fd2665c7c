//! A dossier with all it takes to draft it: as the decision itself, or as one that amends an issued one.

use std::path::Path;
use std::sync::Arc;

use super::opened::Opened;
use super::{Session, workshop};
use crate::amending::{Amended, Task};
use crate::archive::Link;
use crate::dossier::{Input, Set};
use crate::pipeline::Workshop;

/// What is asked for on the command line.
#[derive(Clone, Copy)]
pub(super) struct Asked<'a> {
    pub(super) dossier: &'a Path,
    /// What it holds instead of what stands in its file.
    pub(super) text: Option<&'a str>,
    /// The office's table of law.
    pub(super) law: Option<&'a Path>,
    /// Folders of templates and of fonts.
    pub(super) templates: Option<&'a Path>,
    pub(super) fonts: Option<&'a Path>,
    /// The package of the decision to be amended.
    pub(super) amends: Option<&'a Path>,
}

impl Default for Asked<'_> {
    fn default() -> Self {
        Self {
            dossier: Path::new(""),
            text: None,
            law: None,
            templates: None,
            fonts: None,
            amends: None,
        }
    }
}

impl Asked<'_> {
    fn open(&self, session: &mut Session) -> Option<Opened> {
        match self.text {
            Some(text) => {
                let text = Some(text.to_owned());
                Opened::of_text(self.dossier, self.law, text, session)
            }
            None => Opened::open(self.dossier, self.law, session),
        }
    }
}

/// What was found.
pub(super) struct Prepared {
    pub(super) opened: Opened,
    /// Templates and fonts; `None` after an error of theirs, so that the dossier's are told as well.
    pub(super) workshop: Option<Workshop>,
    set: Arc<Set>,
    amended: Option<(Link, Amended)>,
}

impl Prepared {
    /// `None` after an error that leaves nothing to read.
    pub(super) fn open(asked: &Asked<'_>, session: &mut Session) -> Option<Self> {
        let (templates, fonts) = (asked.templates, asked.fonts);
        let Some(package) = asked.amends else {
            let opened = asked.open(session)?;
            let dossier = (&*opened.name, &*opened.text);
            let workshop = workshop::workshop(dossier, templates, fonts, session);
            let set = workshop::set(workshop.as_ref(), dossier, templates)?;
            return Some(Self {
                opened,
                workshop,
                set,
                amended: None,
            });
        };
        let workshop = workshop::amending(templates, fonts, session);
        let opened = asked.open(session);
        let lineage = session.lineage(package);
        let (workshop, opened, lineage) = (workshop?, opened?, lineage?);
        let amended = lineage.amended(&workshop.fonts, &mut session.sources);
        let amended = session.diagnostics.keep(amended)?;
        Some(Self {
            opened,
            set: workshop.templates.set().clone(),
            workshop: Some(workshop),
            amended: Some((lineage.link(), amended)),
        })
    }

    /// What is to be drafted.
    pub(super) fn task(&self) -> Task<'_> {
        match &self.amended {
            None => Task::Decide(self.input()),
            Some((_, amended)) => Task::Amend {
                amended,
                name: &self.opened.name,
                text: &self.opened.text,
            },
        }
    }

    /// The dossier, to be read by its set.
    pub(super) fn input(&self) -> Input<'_> {
        self.opened.input(&self.set)
    }

    /// What the package of an amending decision says of the one it amends.
    pub(super) fn link(&self) -> Option<Link> {
        self.amended.as_ref().map(|(link, _)| link.clone())
    }
}
