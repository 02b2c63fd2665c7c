//! An empty score sheet for a dossier's blocks and indicators.

use std::path::Path;

use super::super::made_workbook::written;
use super::super::opened::Opened;
use super::super::{Outcome, Session, workshop};
use crate::diagnostics::Diagnostics;
use crate::{dossier, workbook};

pub(super) fn run(
    path: &Path,
    out: &Path,
    templates: Option<&Path>,
    session: &mut Session,
) -> Outcome {
    let Some(opened) = Opened::open(path, None, session) else {
        return Outcome::Failed;
    };
    let Some(set) = workshop::set_of((&opened.name, &opened.text), templates, session) else {
        return Outcome::Failed;
    };
    let source = session.sources.add(&*opened.name, &*opened.text);
    // scores may be missing: they are what the sheet is for
    let mut found = Diagnostics::new();
    let core = dossier::glance(source, &opened.text, &set, &mut found);
    let Some(core) = core.filter(|core| !core.blocks.is_empty()) else {
        session.diagnostics.extend_errors(found);
        if !session.diagnostics.has_errors() {
            session.diagnostics.push(super::no_blocks());
        }
        return Outcome::Failed;
    };
    let day = core.document.date.value.earliest();
    written(out, workbook::form(&core, day), session)
}
