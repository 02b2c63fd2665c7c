//! A dossier's file with what lies around it: the year before, the office's table of law.

use std::path::Path;
use std::sync::Arc;

use super::Session;
use super::past::PastOnDisk;
use super::text::DOSSIER;
use crate::dossier::{Input, LAW, LawTable, Set};
use crate::output::shown;

/// A dossier's text and what it is read with.
pub(super) struct Opened {
    /// What messages call it.
    pub(super) name: String,
    pub(super) text: String,
    past: PastOnDisk,
    law: Option<LawTable>,
}

impl Opened {
    /// Reads the file and the table of law: the one asked for, or the one beside it. `None` after an error of the
    /// dossier's file; what is wrong with the table is told and leaves the program's own.
    pub(super) fn open(path: &Path, law: Option<&Path>, session: &mut Session) -> Option<Self> {
        let text = session.read_text(path, DOSSIER);
        Self::of_text(path, law, text, session)
    }

    /// The same with a text that is not in the file yet.
    pub(super) fn of_text(
        path: &Path,
        law: Option<&Path>,
        text: Option<String>,
        session: &mut Session,
    ) -> Option<Self> {
        let beside = path.with_file_name(LAW);
        session.files.add(&beside);
        let beside = beside.is_file().then_some(&*beside);
        let law = law.or(beside).and_then(|path| table(path, session));
        Some(Self {
            name: shown(path),
            text: text?,
            past: PastOnDisk::of(path, &session.files),
            law,
        })
    }

    /// To be read by this set.
    pub(super) fn input<'a>(&'a self, set: &'a Arc<Set>) -> Input<'a> {
        Input {
            past: &self.past,
            law: self.law.as_ref(),
            ..Input::new(&self.name, &self.text, set)
        }
    }
}

fn table(path: &Path, session: &mut Session) -> Option<LawTable> {
    let text = session.read_text(path, "bảng pháp luật")?;
    let name = shown(path);
    let source = session.sources.add(&*name, &*text);
    LawTable::read(source, &name, &text, &mut session.diagnostics)
}
