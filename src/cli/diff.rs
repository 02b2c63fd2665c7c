//! `quyetdinh diff`: what changed between two dossiers, two states of one, or archived packages.

use std::path::Path;

use super::args::Diff;
use super::diff_docx::{self, is_docx};
use super::past::PastOnDisk;
use super::state::{self, Source};
use super::{Outcome, Session, build, made, print};
use crate::diagnostics::{Diagnostic, Diagnostics, SourceId};
use crate::document::Document;
use crate::dossier::Applied;
use crate::drafting;
use crate::output::{OutputFile, shown};
use crate::pdf;
use crate::pipeline::{self, Format, Workshop};
use crate::revision;

pub(super) fn run(options: &Diff, session: &mut Session) -> Outcome {
    match told(options, session) {
        Some(text) => {
            print(&text);
            Outcome::Done
        }
        None => Outcome::Failed,
    }
}

/// The dossier and the Word file, in whichever order they were given; `None` if there is no Word file.
fn with_a_word_file(options: &Diff) -> Option<(&Path, &Path)> {
    let given = [options.new.as_deref()?, options.old.as_path()];
    let file = given.into_iter().find(|path| is_docx(path))?;
    let dossier = given.into_iter().rev().find(|path| !is_docx(path))?;
    Some((dossier, file))
}

fn told(options: &Diff, session: &mut Session) -> Option<String> {
    match with_a_word_file(options) {
        Some((dossier, file)) => {
            goes_with_a_word_file(options, session)?;
            diff_docx::compare(dossier, file, options, session)
        }
        None => compare(options, session),
    }
}

fn compare(options: &Diff, session: &mut Session) -> Option<String> {
    let new_path = options.new.as_ref().unwrap_or(&options.old);
    check_usage(options, session)?;
    let templates = options.own.mau.as_deref();
    let new_source = Source::find(new_path, &PastOnDisk::boxed, session)?;
    let workshop = new_source.workshop(templates, None, None, session)?;
    let new = new_source.state(Applied::All, &workshop, session)?;
    let (old, compared) = match options.truoc {
        Some(number) => {
            let count = state::before(number, &new.scored.dossier, session)?;
            let old = new_source.state(Applied::First(count), &workshop, session)?;
            (old, before_and_after(number))
        }
        None => {
            let source = Source::find(&options.old, &PastOnDisk::boxed, session)?;
            let workshop = source.workshop(templates, None, None, session)?;
            let old = source.state(Applied::All, &workshop, session)?;
            (old, two(&source.called, &new_source.called))
        }
    };
    let changes = revision::compare(
        (&old.scored.dossier, &old.scored.standings),
        (&new.scored.dossier, &new.scored.standings),
    );
    let sentences = revision::sentences(&old.documents, &new.documents);
    // what was compared is large
    drop(old);
    let (dossier, documents) = (new.scored.dossier, new.documents);
    let mut report = if options.json {
        revision::json(&changes, &sentences)
    } else {
        revision::text(&changes, &sentences)
    };
    if let Some(folder) = &options.out {
        let decision = documents.into_iter().next()?;
        let sheet = revision::sheet(&changes, &sentences, &compared, &dossier, &decision);
        let stem = format!("{}-thay-doi", build::stem(new_path));
        let source = dossier.source;
        // it says all that is written
        drop((changes, sentences, dossier, decision));
        let written = write(sheet, source, &workshop, (folder, &stem), session)?;
        if !options.json {
            report.push_str(&written);
        }
    }
    Some(report)
}

/// Whether nothing is asked for that needs two states of a dossier; else it is said.
fn goes_with_a_word_file(options: &Diff, session: &mut Session) -> Option<()> {
    if options.truoc.is_none() && options.out.is_none() {
        return Some(());
    }
    let problem = "--truoc, --out không dùng khi so với tệp Word";
    let problem = Diagnostic::error("TP050", problem).with_remedy("Bỏ tùy chọn ấy");
    session.diagnostics.push(problem);
    None
}

/// Writes the change sheet in both formats; gives the lines that say so.
fn write(
    sheet: Document,
    source: SourceId,
    workshop: &Workshop,
    (folder, stem): (&Path, &str),
    session: &mut Session,
) -> Option<String> {
    let files = sheet_files(sheet, source, workshop, stem, session)?;
    let paths = session.diagnostics.keep(made::write(folder, &files))?;
    let lines = paths.iter().map(|path| format!("Đã ghi {}\n", shown(path)));
    Some(lines.collect())
}

/// What is compared: a dossier before one of its corrections and after all.
pub(super) fn before_and_after(number: usize) -> String {
    format!("kết quả trước điều chỉnh thứ {number} với kết quả sau mọi điều chỉnh")
}

/// What is compared: two dossiers or packages.
pub(super) fn two(old: &str, new: &str) -> String {
    format!("{old} (cũ) với {new} (mới)")
}

/// The change sheet in both formats.
pub(super) fn sheet_files(
    sheet: Document,
    source: SourceId,
    workshop: &Workshop,
    stem: &str,
    session: &mut Session,
) -> Option<Vec<OutputFile>> {
    let mut found = Diagnostics::new();
    let fonts = &workshop.fonts;
    drafting::check_letters(&sheet, fonts, &session.sources, source, &mut found);
    if found.has_errors() {
        session.diagnostics.extend(found);
        return None;
    }
    let options = pdf::Options {
        signature_fields: false,
        ..pdf::Options::default()
    };
    let formats = [Format::Docx, Format::Pdf];
    let files = pipeline::write_out(fonts, (stem, sheet, options), &formats);
    session.diagnostics.keep(files)
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
