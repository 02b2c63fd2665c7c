//! `quyetdinh check`: computes, validates and reports; writes nothing.

use super::args::{Check, ToldAs};
use super::opened::Opened;
use super::{Outcome, Session, blanks, print, workshop};
use crate::drafting::DraftOptions;
use crate::pipeline;

pub(super) fn run(options: &Check, session: &mut Session) -> Outcome {
    session.tells_remarks = true;
    session.tells_json = options.dinh_dang == ToldAs::Json;
    let law = options.law.phap_luat.as_deref();
    let Some(opened) = Opened::open(&options.dossier, law, session) else {
        return Outcome::Failed;
    };
    let (dossier, folder) = ((&*opened.name, &*opened.text), options.own.mau.as_deref());
    let workshop = opened.workshop(folder, None, session);
    let Some(set) = workshop::set(workshop.as_ref(), dossier, folder) else {
        return Outcome::Failed;
    };
    let input = opened.input(&set);
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
    if !session.tells_json
        && let Some(list) = blanks::list(input, session)
    {
        print(&list);
        return Outcome::Failed;
    }
    let (errors, warnings) = session.diagnostics.counts();
    if errors + warnings == 0 && !session.tells_json {
        print(&format!(
            "{}: không có lỗi, không có cảnh báo\n",
            opened.name
        ));
    }
    match options.nghiem && warnings > 0 {
        true => Outcome::OnlyWarnings,
        false => Outcome::Done,
    }
}
