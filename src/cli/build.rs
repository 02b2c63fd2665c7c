//! `quyetdinh build`: the decision and its annex, as DOCX and PDF.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use super::args::{Build, FormatName};
use super::given::{issue_facts, source_date_epoch};
use super::prepared::{Asked, Prepared};
use super::{Session, made, since};
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::document::{Document, DocumentKind};
use crate::drafting::DraftOptions;
use crate::export;
use crate::file_system::Disk;
use crate::output::{OutputFile, shown, write_all, write_more};
use crate::pdf::{self, Attachment, Relationship};
use crate::pipeline::{self, Format, Output, Scored};

/// What the files of an amending decision are called after the dossier.
const AMENDING_SUFFIX: &str = "-sua-doi";

/// What a run wrote into a folder, and what lay there before.
pub(super) struct Written {
    there: Vec<String>,
    paths: HashSet<PathBuf>,
}

impl Written {
    /// Nothing yet.
    pub(super) fn nothing_in(folder: &Path) -> Self {
        Self {
            there: made::names_in(folder),
            paths: HashSet::new(),
        }
    }
}

/// Writes a dossier's files, unless this run wrote files of that name; `None` after an error.
pub(super) fn put(
    options: &Build,
    made: Made,
    written: &mut Written,
    session: &mut Session,
) -> Option<Vec<PathBuf>> {
    let mut targets = made.files.iter().map(|file| options.out.join(&file.name));
    if let Some(taken) = targets.find(|path| written.paths.contains(path)) {
        let message = format!("Tệp {} vừa lập từ một hồ sơ khác", shown(&taken));
        let problem = Diagnostic::error("TP035", message);
        let remedy = "Đổi tên một trong hai hồ sơ, hoặc lập từng hồ sơ với --out khác nhau";
        session.diagnostics.push(problem.with_remedy(remedy));
        return None;
    }
    let files = permitted(options, made, &written.there, session)?;
    let put = match written.paths.is_empty() {
        true => write_all(&Disk, &options.out, &files),
        false => write_more(&Disk, &options.out, &files),
    };
    let paths = session.diagnostics.keep(put)?;
    written.paths.extend(paths.iter().cloned());
    Some(paths)
}

/// What was written, in words.
pub(super) fn said(options: &Build, paths: &[PathBuf]) -> String {
    let lines = paths.iter().map(|path| format!("Đã ghi {}\n", shown(path)));
    lines.collect::<String>() + &since::said(options)
}

/// The files, as they may be put into the folder asked for.
pub(super) fn produce(options: &Build, session: &mut Session) -> Option<Vec<OutputFile>> {
    let made = make(options, session)?;
    permitted(options, made, &made::names_in(&options.out), session)
}

/// The files, if they may be put into the folder, in which files of these names lie.
fn permitted(
    options: &Build,
    made: Made,
    there: &[String],
    session: &mut Session,
) -> Option<Vec<OutputFile>> {
    let names: Vec<&str> = made.names.iter().map(String::as_str).collect();
    let own = (&*stem_of(options), &*names);
    let left = made::left_over((&options.out, there), &made.files, own);
    session.diagnostics.push_all(left);
    may_be_written(options, &made.files, &made.dossier, session).then_some(made.files)
}

/// The files of a dossier, wherever they go.
pub(super) struct Made {
    pub(super) files: Vec<OutputFile>,
    /// What the documents of its set are called.
    names: Vec<String>,
    /// The dossier's text.
    dossier: String,
}

/// Drafts and writes all documents; `None` after an error.
pub(super) fn make(options: &Build, session: &mut Session) -> Option<Made> {
    let issue = issue_facts(
        options.so.as_deref(),
        options.ngay.as_deref(),
        &mut session.diagnostics,
    );
    let fallback_date = source_date_epoch(&mut session.diagnostics);
    let prepared = Prepared::open(&asked(options), session)?;
    let (sources, diagnostics) = (&mut session.sources, &mut session.diagnostics);
    let task = prepared.task();
    let read = task.read(|dossier| issue.apply(dossier), sources, diagnostics);
    let (scored, amendment) = read?;
    let workshop = prepared.workshop.as_ref()?;
    let draft_options = DraftOptions {
        draft: options.du_thao,
        fallback_date,
        amendment,
    };
    let documents = pipeline::draft(workshop, &scored, &draft_options, sources, diagnostics)?;
    if session.diagnostics.has_errors() {
        return None;
    }
    let new = since::New {
        opened: &prepared.opened,
        workshop,
        scored: &scored,
        documents: &documents,
    };
    let since = since::since(options, &new, &issue, session)?;
    let stem = stem_of(options);
    let attached = match options.dinh_kem {
        true => attachments(&options.dossier, &prepared.opened.text, &scored),
        false => Vec::new(),
    };
    let outputs = documents.iter().map(|document| Output {
        pdf: pdf_options(options, document, &attached),
        since: since.as_ref().and_then(|since| since.of(document)),
        ..Output::new(document.stem(&stem), document)
    });
    let outputs: Vec<Output<'_>> = outputs.collect();
    let written = pipeline::write(&workshop.fonts, &outputs, &formats(&options.format));
    let files = session.diagnostics.keep(written)?;
    let names = workshop.templates.set().documents.iter();
    Some(Made {
        files,
        names: names.map(|document| document.name.value.clone()).collect(),
        dossier: task.text().to_owned(),
    })
}

/// What is attached goes with the decision.
fn pdf_options(options: &Build, document: &Document, attached: &[Attachment]) -> pdf::Options {
    pdf::Options {
        signature_fields: !options.khong_o_ky,
        attachments: match document.kind {
            DocumentKind::Decision => attached.to_vec(),
            DocumentKind::Annex | DocumentKind::Beside => Vec::new(),
        },
    }
}

/// Whether the files may be put where they are asked for; else it is said why not.
fn may_be_written(
    options: &Build,
    files: &[OutputFile],
    dossier: &str,
    session: &mut Session,
) -> bool {
    let refused = made::inside_an_archive(&options.out)
        .or_else(|| made::named_as_a_device(files))
        .or_else(|| made::over_the_dossier(&options.out, files, &options.dossier));
    let found = match refused {
        Some(problem) => problem.into(),
        None if options.ghi_de => Diagnostics::new(),
        None => made::changed(&options.out, files, (&options.dossier, dossier)),
    };
    let is_allowed = found.is_empty();
    session.diagnostics.extend(found);
    is_allowed
}

fn asked(options: &Build) -> Asked<'_> {
    Asked {
        dossier: &options.dossier,
        text: None,
        law: options.law.phap_luat.as_deref(),
        templates: options.own.mau.as_deref(),
        fonts: options.phong_chu.as_deref(),
        amends: options.sua_doi.as_deref(),
    }
}

/// What the decision's files are called, without their ending.
fn stem_of(options: &Build) -> String {
    let suffix = options.sua_doi.as_ref().map_or("", |_| AMENDING_SUFFIX);
    format!("{}{suffix}", stem(&options.dossier))
}

/// The dossier as it was read and the computed standings, so that the archive copy explains itself.
fn attachments(path: &Path, text: &str, scored: &Scored) -> Vec<Attachment> {
    let stem = stem(path);
    let table = export::csv(&scored.dossier, &scored.standings);
    vec![
        Attachment {
            name: format!("{stem}.yaml"),
            media_type: "application/yaml".to_owned(),
            description: "Hồ sơ kết quả chấm điểm".to_owned(),
            relationship: Relationship::Source,
            bytes: text.as_bytes().to_vec(),
        },
        Attachment {
            name: format!("{stem}.csv"),
            media_type: "text/csv".to_owned(),
            description: "Bảng xếp hạng đã tính".to_owned(),
            relationship: Relationship::Data,
            bytes: table.into_bytes(),
        },
    ]
}

fn formats(names: &[FormatName]) -> Vec<Format> {
    [
        (FormatName::Docx, Format::Docx),
        (FormatName::Pdf, Format::Pdf),
    ]
    .into_iter()
    .filter_map(|(name, format)| names.contains(&name).then_some(format))
    .collect()
}

/// The dossier's file name without its ending.
pub(super) fn stem(path: &Path) -> String {
    path.file_stem().map_or_else(
        || "quyet-dinh".to_owned(),
        |stem| stem.to_string_lossy().into_owned(),
    )
}
