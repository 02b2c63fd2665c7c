//! `quyetdinh check`: computes, validates and reports; writes nothing.

use super::args::Check;
use super::past::PastOnDisk;
use super::{Outcome, Session, blanks, print, workshop};
use crate::dossier::Input;
use crate::drafting::DraftOptions;
use crate::output::shown;
use crate::pipeline;

pub(super) fn run(options: &Check, session: &mut Session) -> Outcome {
    session.tells_remarks = true;
    let Some(text) = session.read_text(&options.dossier) else {
        return Outcome::Failed;
    };
    let name = shown(&options.dossier);
    let (dossier, folder) = ((&*name, &*text), options.own.mau.as_deref());
    let workshop = workshop::workshop(dossier, folder, None, session);
    let Some(set) = workshop::set(workshop.as_ref(), dossier, folder) else {
        return Outcome::Failed;
    };
    let past = PastOnDisk::of(&options.dossier);
    let input = Input {
        past: &past,
        ..Input::new(&name, &text, &set)
    };
    let (sources, diagnostics) = (&mut session.sources, &mut session.diagnostics);
    let scored = pipeline::read(input, |_| (), sources, diagnostics);
    if let (Some(scored), Some(workshop)) = (scored, workshop) {
        // the text itself may hold problems: a letter the font lacks, a template's mistake
        let _ = pipeline::draft(
            &workshop,
            &scored,
            &DraftOptions::default(),
            &mut session.sources,
            &mut session.diagnostics,
        );
    }
    if let Some(list) = blanks::list(input, session) {
        print(&list);
        return Outcome::Failed;
    }
    let (errors, warnings) = session.diagnostics.counts();
    if errors + warnings == 0 {
        print(&format!("{name}: không có lỗi, không có cảnh báo\n"));
    }
    if errors > 0 || (options.nghiem_ngat && warnings > 0) {
        Outcome::Failed
    } else {
        Outcome::Done
    }
}
