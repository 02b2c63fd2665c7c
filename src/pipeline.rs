//! The whole way of the data in three steps: read and score, draft, write.

use std::sync::Arc;

use crate::diagnostics::{Diagnostics, Sources, Spanned};
use crate::document::Document;
use crate::dossier::{self, Dossier, Input, LawTable};
use crate::drafting::{self, DraftOptions, Templates};
use crate::fit::{Fitted, fitted, unfit};
use crate::fonts::Fonts;
use crate::output::OutputFile;
use crate::scoring::{self, Standings};
use crate::values::PartialDate;
use crate::{conventions, docx, pdf};

/// What is prepared once and serves every dossier: compiled templates and parsed fonts.
pub struct Workshop {
    /// The template set.
    pub templates: Arc<Templates>,
    /// The four faces.
    pub fonts: Arc<Fonts>,
}

/// A dossier that was read and scored without errors.
pub struct Scored {
    /// The dossier.
    pub dossier: Dossier,
    /// Its standings.
    pub standings: Standings,
}

/// The formats a document is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Office Open XML.
    Docx,
    /// PDF.
    Pdf,
}

impl Format {
    /// The file name's ending, without point.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Docx => "docx",
            Self::Pdf => "pdf",
        }
    }
}

/// Number and date as given at issue; they take the place of the dossier's own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IssueFacts {
    /// Số, as printed.
    pub number: Option<String>,
    /// Ngày ban hành.
    pub date: Option<PartialDate>,
    /// Whether the PDF was signed before they were given: it is as the dossier alone makes it.
    pub signed_first: bool,
}

impl IssueFacts {
    /// Puts what is given into the dossier.
    pub fn apply(&self, dossier: &mut Dossier) {
        let document = &mut dossier.document;
        if let Some(number) = &self.number {
            let span = document
                .number
                .as_ref()
                .map_or(document.symbol.span, |n| n.span);
            document.number = Some(Spanned::new(number.clone(), span));
        }
        if let Some(date) = self.date {
            document.date.value = date;
        }
    }
}

/// Reads a dossier, lets `adjust` change it (number and date given on the command line), and scores it.
///
/// Warnings on figures and layout rules are included; `None` if an error was found.
#[must_use]
pub fn read(
    input: Input<'_>,
    adjust: impl FnOnce(&mut Dossier),
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Option<Scored> {
    let mut dossier = dossier::load(input, sources, diagnostics)?;
    // as typed: in an amending decision other lines follow
    conventions::closing_marks(&dossier, diagnostics);
    adjust(&mut dossier);
    let tables: Vec<&LawTable> = std::iter::once(LawTable::built_in())
        .chain(input.law)
        .collect();
    conventions::review(&dossier, &tables, diagnostics);
    let mut found = Diagnostics::new();
    let standings = scoring::score(&dossier, &mut found);
    let standings = standings.map(|mut standings| {
        scoring::compare_published(&dossier, &standings, &mut found);
        standings.findings = scoring::findings(&found);
        standings
    });
    diagnostics.extend(found);
    Some(Scored {
        standings: standings?,
        dossier,
    })
}

/// Fills the templates and checks that every letter can be printed and every table set: the documents of the set
/// that this dossier has the facts of, the decision first. `None` if an error was found.
#[must_use]
pub fn draft(
    workshop: &Workshop,
    scored: &Scored,
    options: &DraftOptions,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Option<Vec<Document>> {
    let documents = drafting::draft(
        &scored.dossier,
        &scored.standings,
        &workshop.templates,
        options,
        sources,
        diagnostics,
    )?;
    let mut found = Diagnostics::new();
    for document in &documents {
        let source = scored.dossier.source;
        drafting::check_letters(document, &workshop.fonts, sources, source, &mut found);
        let mut unfit = unfit(document, &workshop.fonts);
        unfit.settle(sources);
        found.extend(unfit);
    }
    let failed = found.has_errors();
    diagnostics.extend(found);
    (!failed).then_some(documents)
}

/// A document to be written.
pub struct Output<'a> {
    /// What its files are called, without their ending.
    pub stem: String,
    /// The document.
    pub document: &'a Document,
    /// Of the PDF.
    pub pdf: pdf::Options,
    /// An old document, and who changed it: the DOCX then shows the differences as tracked changes.
    pub since: Option<(&'a Document, &'a docx::Reviser)>,
}

impl<'a> Output<'a> {
    /// Plain files.
    #[must_use]
    pub fn new(stem: impl Into<String>, document: &'a Document) -> Self {
        Self {
            stem: stem.into(),
            document,
            pdf: pdf::Options::default(),
            since: None,
        }
    }

    fn write(
        &self,
        fitted: &Fitted,
        format: Format,
        fonts: &Fonts,
    ) -> Result<OutputFile, Diagnostics> {
        let bytes = match format {
            Format::Docx => docx::write_fitted(fitted, self.since, fonts)?,
            Format::Pdf => pdf::write_fitted(fitted, fonts, &self.pdf)?,
        };
        Ok(OutputFile {
            name: format!("{}.{}", self.stem, format.extension()),
            bytes,
        })
    }
}

/// Writes each document in each format, side by side.
///
/// # Errors
/// Everything that keeps a file from being written.
pub fn write(
    fonts: &Fonts,
    outputs: &[Output<'_>],
    formats: &[Format],
) -> Result<Vec<OutputFile>, Diagnostics> {
    let mut set = Vec::with_capacity(outputs.len());
    for output in outputs {
        set.push((output, fitted(output.document, fonts)?));
    }
    let all = set.iter().flat_map(|(output, fitted)| {
        let formats = formats.iter();
        formats.map(move |&format| (*output, fitted, format))
    });
    written(all.collect(), fonts)
}

/// The same of a document that nobody needs but its files.
///
/// # Errors
/// As [`write`].
pub(crate) fn write_out(
    fonts: &Fonts,
    (stem, document, pdf): (&str, Document, pdf::Options),
    formats: &[Format],
) -> Result<Vec<OutputFile>, Diagnostics> {
    let fitted = fitted(&document, fonts)?;
    drop(document);
    let output = Output {
        pdf,
        ..Output::new(stem, fitted.document())
    };
    let files = formats.iter().map(|&format| (&output, &fitted, format));
    written(files.collect(), fonts)
}

/// A document and its format.
type Order<'a> = (&'a Output<'a>, &'a Fitted, Format);

fn written(mut all: Vec<Order<'_>>, fonts: &Fonts) -> Result<Vec<OutputFile>, Diagnostics> {
    // the last is written here: memory that is free again is this thread's
    let last = all.pop();
    let results: Vec<Result<OutputFile, Diagnostics>> = std::thread::scope(|scope| {
        let others: Vec<_> = all
            .into_iter()
            .map(|(output, fitted, format)| {
                scope.spawn(move || output.write(fitted, format, fonts))
            })
            .collect();
        let last = last.map(|(output, fitted, format)| output.write(fitted, format, fonts));
        let others = others.into_iter().map(|handle| {
            let done = handle.join();
            done.unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        });
        others.chain(last).collect()
    });
    let mut files = Vec::new();
    let mut problems = Diagnostics::new();
    for result in results {
        match result {
            Ok(file) => files.push(file),
            Err(found) => problems.extend(found),
        }
    }
    if problems.is_empty() {
        Ok(files)
    } else {
        Err(problems)
    }
}
