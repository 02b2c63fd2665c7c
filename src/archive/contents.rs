//! All files of a package, made from a dossier, its templates, number and date. `issue` files them;
//! `verify` makes them again and compares.

use super::manifest::{Link, pretty};
use super::name::{
    DOSSIER, RECORD, STANDINGS_CSV, STANDINGS_JSON, TEMPLATES, package_name, score_sheet_path,
};
use super::record::Record;
use super::{past, problems};
use crate::amending::Task;
use crate::diagnostics::{Diagnostics, Sources};
use crate::document::Document;
use crate::dossier::{Dossier, Text};
use crate::drafting::DraftOptions;
use crate::export;
use crate::pipeline::{self, Format, IssueFacts, Output, Scored, Workshop};
use crate::revision::Amendment;
use crate::values::{PartialDate, in_figures};

/// A package's files, not yet filed.
#[derive(Clone, Debug)]
pub struct Contents {
    /// What the archive knows of the document.
    pub record: Record,
    /// The package's name, if no other has it: also the name of DOCX and PDF.
    pub name: String,
    /// Path inside the package and bytes of each file.
    pub files: Vec<(String, Vec<u8>)>,
    /// The score sheets that the dossier names, which are filed beside it: whoever has them puts them among the files.
    pub score_sheets: Vec<ScoreSheet>,
}

/// A score sheet that is filed with the dossier.
#[derive(Clone, Debug)]
pub struct ScoreSheet {
    /// Its path inside the package.
    pub path: String,
    /// Its path from the dossier's folder, and where the dossier says so.
    pub file: Text,
    /// Its hash when its scores were taken.
    pub sha256: String,
}

fn score_sheets(dossier: &Dossier) -> Vec<ScoreSheet> {
    let sources = dossier.score_sources.iter().enumerate();
    sources
        .map(|(index, source)| ScoreSheet {
            path: score_sheet_path(index, &source.file),
            file: source.file.clone(),
            sha256: source.sha256.value.clone(),
        })
        .collect()
}

impl Contents {
    /// The decision's PDF.
    pub(super) fn pdf(&self) -> &[u8] {
        let name = format!("{}.pdf", self.name);
        let own = self.files.iter().find(|(path, _)| *path == name);
        own.map_or(&[], |(_, bytes)| bytes)
    }
}

/// Builds the final files and all that is filed with them; `None` if an error was found.
///
/// `workshop` has the templates of what is drafted, `amends` names the package that it amends, `given` are number and
/// date where the dossier does not have them.
#[must_use]
pub fn assemble(
    workshop: &Workshop,
    task: &Task<'_>,
    amends: Option<Link>,
    given: &IssueFacts,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Option<Contents> {
    let mut found = Diagnostics::new();
    let adjust = |dossier: &mut Dossier| complete(dossier, given, &mut found);
    let read = task.read(adjust, sources, diagnostics);
    let failed = found.has_errors();
    diagnostics.extend(found);
    let (scored, amendment) = read.filter(|_| !failed)?;
    let open = problems::open_submission(&scored.dossier);
    if let Some(problem) = open.filter(|_| amendment.is_none()) {
        diagnostics.push(problem);
        return None;
    }
    let draft = options(amendment);
    let documents = pipeline::draft(workshop, &scored, &draft, sources, diagnostics)?;
    let name = name_of(&scored.dossier)?;
    let unnumbered = if given.signed_first {
        Some(unnumbered(workshop, task, sources, diagnostics)?)
    } else {
        None
    };
    let mut files = written(
        workshop,
        &name,
        &documents,
        unnumbered.as_deref(),
        diagnostics,
    )?;
    let pages = pages(&files)?;
    let subject = &documents.first()?.meta.subject;
    let record = Record {
        signed_first: given.signed_first,
        ..Record::of(&scored.dossier, subject, pages, amends)?
    };
    files.extend(sources_and_figures(workshop, &scored, task.text()));
    files.push((RECORD.to_owned(), pretty(&record)));
    Some(Contents {
        record,
        name,
        files,
        score_sheets: score_sheets(&scored.dossier),
    })
}

/// DOCX and PDF of each document; the PDF of those that were signed before number and date were given, if there are any.
fn written(
    workshop: &Workshop,
    name: &str,
    documents: &[Document],
    unnumbered: Option<&[Document]>,
    diagnostics: &mut Diagnostics,
) -> Option<Vec<(String, Vec<u8>)>> {
    let parts: &[(&[Document], &[Format])] = match unnumbered {
        None => &[(documents, &[Format::Docx, Format::Pdf])],
        Some(unnumbered) => &[(documents, &[Format::Docx]), (unnumbered, &[Format::Pdf])],
    };
    let mut files = Vec::new();
    for (documents, formats) in parts {
        let outputs: Vec<Output<'_>> = documents
            .iter()
            .map(|document| Output::new(document.stem(name), document))
            .collect();
        let built = pipeline::write(&workshop.fonts, &outputs, formats);
        let built = diagnostics.keep(built)?.into_iter();
        files.extend(built.map(|file| (file.name, file.bytes)));
    }
    Some(files)
}

/// How many pages the first PDF has.
fn pages(files: &[(String, Vec<u8>)]) -> Option<usize> {
    let (_, pdf) = files.iter().find(|(name, _)| name.ends_with(".pdf"))?;
    Some(lopdf::Document::load_mem(pdf).ok()?.get_pages().len())
}

fn options(amendment: Option<Amendment>) -> DraftOptions {
    DraftOptions {
        amendment,
        ..DraftOptions::default()
    }
}

/// The documents as they were before number and date were given.
fn unnumbered(
    workshop: &Workshop,
    task: &Task<'_>,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Option<Vec<Document>> {
    // what is wrong with the dossier was told of the numbered one
    let mut found = Diagnostics::new();
    let (scored, amendment) = task.read(|_| (), sources, &mut found)?;
    let documents = pipeline::draft(workshop, &scored, &options(amendment), sources, &mut found);
    if documents.is_none() {
        diagnostics.extend(found);
    }
    documents
}

/// Puts number and date into the dossier; reports what contradicts it and what is still missing.
fn complete(dossier: &mut Dossier, given: &IssueFacts, found: &mut Diagnostics) {
    contradictions(dossier, given, found);
    given.apply(dossier);
    problems::missing_facts(dossier, found);
}

fn name_of(dossier: &Dossier) -> Option<String> {
    let facts = &dossier.document;
    let number = facts.number.as_ref()?;
    Some(package_name(
        facts.date.value.year(),
        number,
        &facts.symbol.value,
    ))
}

fn sources_and_figures(workshop: &Workshop, scored: &Scored, text: &str) -> Vec<(String, Vec<u8>)> {
    let (dossier, standings) = (&scored.dossier, &scored.standings);
    let mut files = vec![
        (DOSSIER.to_owned(), text.as_bytes().to_vec()),
        (
            STANDINGS_JSON.to_owned(),
            export::json(dossier, standings).into_bytes(),
        ),
        (
            STANDINGS_CSV.to_owned(),
            export::csv(dossier, standings).into_bytes(),
        ),
    ];
    files.extend(past::file(dossier.last_year.as_ref()));
    files.extend(workshop.templates.files().map(|(name, text)| {
        let path = format!("{TEMPLATES}/{name}");
        (path, text.as_bytes().to_vec())
    }));
    files
}

/// A number or whole date in the dossier that is not the one given.
fn contradictions(dossier: &Dossier, given: &IssueFacts, found: &mut Diagnostics) {
    let facts = &dossier.document;
    if let (Some(own), Some(number)) = (&facts.number, &given.number)
        && own.value != *number
    {
        found.push(problems::contradiction("số", &own.value, number, own.span));
    }
    if let (PartialDate::Day(own), Some(date)) = (facts.date.value, given.date)
        && given.date != Some(facts.date.value)
    {
        let (own, span) = (in_figures(own), facts.date.span);
        let date = match date {
            PartialDate::Day(date) => in_figures(date),
            PartialDate::Month(year, month) => format!("{month:02}/{year}"),
            PartialDate::Year(year) => year.to_string(),
        };
        found.push(problems::contradiction("ngày", &own, &date, span));
    }
}
