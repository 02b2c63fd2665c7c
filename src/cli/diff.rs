//! `quyetdinh diff`: what changed between two dossiers, two states of one, or archived packages.

use std::path::Path;

use super::args::Diff;
use super::state::{self, Source, State};
use super::{Outcome, Session, build, print};
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::document::Document;
use crate::dossier::Applied;
use crate::drafting;
use crate::output::{shown, write_all};
use crate::pdf;
use crate::pipeline::{self, Format, OutputOptions};
use crate::revision;

pub(super) fn run(options: &Diff, session: &mut Session) -> Outcome {
    match compare(options, session) {
        Some(text) => {
            print(&text);
            Outcome::Done
        }
        None => Outcome::Failed,
    }
}

fn compare(options: &Diff, session: &mut Session) -> Option<String> {
    let old_path = &options.old;
    let new_path = options.new.as_ref().unwrap_or(old_path);
    check_usage(options, session)?;
    let templates = options.mau.as_deref();
    let new = Source::find(new_path, session)?.state(Applied::All, templates, session)?;
    let applied = match options.truoc {
        Some(number) => Applied::First(state::before(number, &new.scored.dossier, session)?),
        None => Applied::All,
    };
    let old = Source::find(old_path, session)?.state(applied, templates, session)?;
    let changes = revision::compare(
        (&old.scored.dossier, &old.scored.standings),
        (&new.scored.dossier, &new.scored.standings),
    );
    let sentences = revision::sentences(&old.document, &new.document);
    let mut report = if options.json {
        revision::json(&changes, &sentences)
    } else {
        revision::text(&changes, &sentences)
    };
    if let Some(folder) = &options.out {
        let (dossier, document) = (&new.scored.dossier, &new.document);
        let compared = compared(options, &old, &new);
        let sheet = revision::sheet(&changes, &sentences, &compared, dossier, document);
        let written = write(&sheet, &new, &build::stem(new_path), folder, session)?;
        if !options.json {
            report.push_str(&written);
        }
    }
    Some(report)
}

/// What is compared, in the sheet's words.
fn compared(options: &Diff, old: &State, new: &State) -> String {
    match options.truoc {
        Some(number) => {
            format!("kết quả trước điều chỉnh thứ {number} với kết quả sau mọi điều chỉnh")
        }
        None => format!("{} với {}", old.called, new.called),
    }
}

/// Writes the change sheet in both formats; gives the lines that say so.
fn write(
    sheet: &Document,
    new: &State,
    stem: &str,
    folder: &Path,
    session: &mut Session,
) -> Option<String> {
    let mut found = Diagnostics::new();
    let fonts = &new.workshop.fonts;
    drafting::check_letters(
        sheet,
        fonts,
        &session.sources,
        new.scored.source,
        &mut found,
    );
    if found.has_errors() {
        session.diagnostics.extend(found);
        return None;
    }
    let options = OutputOptions {
        pdf: pdf::Options {
            signature_fields: false,
            ..pdf::Options::default()
        },
        ..OutputOptions::default()
    };
    let stem = format!("{stem}-thay-doi");
    let formats = [Format::Docx, Format::Pdf];
    let files = pipeline::write_with(&new.workshop, sheet, &stem, &formats, &options);
    match files.and_then(|files| write_all(folder, &files)) {
        Ok(paths) => {
            let lines = paths.iter().map(|path| format!("Đã ghi {}\n", shown(path)));
            Some(lines.collect())
        }
        Err(problems) => {
            session.diagnostics.extend(problems);
            None
        }
    }
}

fn check_usage(options: &Diff, session: &mut Session) -> Option<()> {
    let problem = match (&options.new, options.truoc) {
        (None, None) => Diagnostic::error("TP050", "Chưa rõ so sánh với gì").with_remedy(
            "Thêm hồ sơ thứ hai, hoặc --truoc <n>: so trước điều chỉnh thứ n với sau mọi điều chỉnh",
        ),
        (Some(_), Some(_)) => Diagnostic::error("TP050", "--truoc chỉ dùng với một hồ sơ")
            .with_remedy("Bỏ hồ sơ thứ hai, hoặc bỏ --truoc"),
        _ => return Some(()),
    };
    session.diagnostics.push(problem);
    None
}
