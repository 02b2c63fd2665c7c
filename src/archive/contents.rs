//! All files of a package, made from a dossier, its templates, number and date. `issue` files them;
//! `verify` makes them again and compares.

use super::lineage::Lineage;
use super::manifest::{Link, pretty};
use super::name::{DOSSIER, RECORD, STANDINGS_CSV, STANDINGS_JSON, TEMPLATES, package_name};
use super::record::Record;
use super::{past, problems};
use crate::amending;
use crate::diagnostics::{Diagnostics, Sources};
use crate::dossier::{Dossier, Input};
use crate::drafting::DraftOptions;
use crate::export;
use crate::pipeline::{self, Format, IssueFacts, Scored, Workshop};
use crate::values::PartialDate;

/// A package's files, not yet filed.
#[derive(Clone, Debug)]
pub struct Contents {
    /// What the archive knows of the document.
    pub record: Record,
    /// The package's name, if no other has it: also the name of DOCX and PDF.
    pub name: String,
    /// Path inside the package and bytes of each file.
    pub files: Vec<(String, Vec<u8>)>,
}

/// Builds the final pair and all that is filed with it; `None` if an error was found.
///
/// `given` are the number and date, where the dossier does not have them.
#[must_use]
pub fn assemble(
    workshop: &Workshop,
    dossier: Input<'_>,
    given: &IssueFacts,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Option<Contents> {
    let mut found = Diagnostics::new();
    let adjust = |dossier: &mut Dossier| complete(dossier, given, &mut found);
    let scored = pipeline::read(dossier, adjust, sources, diagnostics);
    let failed = found.has_errors();
    diagnostics.extend(found);
    let scored = scored.filter(|_| !failed)?;
    let draft = DraftOptions::default();
    pack(
        workshop,
        (&scored, dossier.text),
        &draft,
        None,
        sources,
        diagnostics,
    )
}

/// The same for a decision that amends an issued one; `workshop` has the amending set's templates.
#[must_use]
pub fn assemble_amending(
    workshop: &Workshop,
    lineage: &Lineage,
    (dossier_name, text): (&str, &str),
    given: &IssueFacts,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Option<Contents> {
    let amended = diagnostics.keep(lineage.amended(&workshop.fonts, sources))?;
    let mut found = Diagnostics::new();
    let adjust = |dossier: &mut Dossier| complete(dossier, given, &mut found);
    let read = amending::read(&amended, dossier_name, text, adjust, sources, diagnostics);
    let failed = found.has_errors();
    diagnostics.extend(found);
    let (scored, amendment) = read.filter(|_| !failed)?;
    let draft = DraftOptions {
        amendment: Some(amendment),
        ..DraftOptions::default()
    };
    let link = Some(lineage.link());
    pack(
        workshop,
        (&scored, text),
        &draft,
        link,
        sources,
        diagnostics,
    )
}

/// Puts number and date into the dossier; reports what contradicts it and what is still missing.
fn complete(dossier: &mut Dossier, given: &IssueFacts, found: &mut Diagnostics) {
    contradictions(dossier, given, found);
    given.apply(dossier);
    problems::missing_facts(dossier, found);
}

fn pack(
    workshop: &Workshop,
    (scored, text): (&Scored, &str),
    draft: &DraftOptions,
    amends: Option<Link>,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Option<Contents> {
    let document = pipeline::draft(workshop, scored, draft, sources, diagnostics)?;
    let name = name_of(&scored.dossier)?;
    let built = pipeline::write(workshop, &document, &name, &[Format::Docx, Format::Pdf]);
    let pair = diagnostics.keep(built)?.into_iter();
    let mut files: Vec<(String, Vec<u8>)> = pair.map(|file| (file.name, file.bytes)).collect();
    let pages = files.iter().find_map(|(name, bytes)| {
        let pdf = name.ends_with(".pdf").then_some(bytes)?;
        Some(lopdf::Document::load_mem(pdf).ok()?.get_pages().len())
    })?;
    let record = Record::of(&scored.dossier, &document.meta.subject, pages, amends)?;
    files.extend(sources_and_figures(workshop, scored, text));
    files.push((RECORD.to_owned(), pretty(&record)));
    Some(Contents {
        record,
        name,
        files,
    })
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
        let (own, span) = (own.format("%d/%m/%Y").to_string(), facts.date.span);
        let date = match date {
            PartialDate::Day(date) => date.format("%d/%m/%Y").to_string(),
            PartialDate::Month(year, month) => format!("{month:02}/{year}"),
            PartialDate::Year(year) => year.to_string(),
        };
        found.push(problems::contradiction("ngày", &own, &date, span));
    }
}
