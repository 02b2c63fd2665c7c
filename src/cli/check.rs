//! `quyetdinh check`: computes, validates and reports; writes nothing.

use super::args::{Check, ToldAs};
use super::prepared::{Asked, Prepared};
use super::{Outcome, Session, blanks, print};
use crate::drafting::DraftOptions;
use crate::pipeline;

pub(super) fn run(options: &Check, session: &mut Session) -> Outcome {
    session.tells_remarks = true;
    session.tells_json = options.dinh_dang == ToldAs::Json;
    let asked = Asked {
        dossier: &options.dossier,
        law: options.law.phap_luat.as_deref(),
        templates: options.own.mau.as_deref(),
        ..Asked::default()
    };
    let Some(prepared) = Prepared::open(&asked, session) else {
        return Outcome::Failed;
    };
    let (sources, diagnostics) = (&mut session.sources, &mut session.diagnostics);
    let read = prepared.task().read(|_| (), sources, diagnostics);
    if let (Some((scored, _)), Some(workshop)) = (read, &prepared.workshop) {
        // the text itself may hold problems: a letter the font lacks, a template's mistake
        let options = DraftOptions::default();
        let _ = pipeline::draft(workshop, &scored, &options, sources, diagnostics);
    }
    let input = prepared.input();
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
            prepared.opened.name
        ));
    }
    match options.nghiem && warnings > 0 {
        true => Outcome::OnlyWarnings,
        false => Outcome::Done,
    }
}
