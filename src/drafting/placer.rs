//! What all parts of a template's reading share: places, facts, problems.

use super::marks::Place;
use crate::diagnostics::{Diagnostic, Diagnostics, SourceId, Sources, Span};
use crate::dossier::Dossier;
use crate::scoring::Standings;

/// Where rendered text was written, what is filled into it, and what is wrong with it.
pub(super) struct Placer<'a> {
    pub(super) dossier: &'a Dossier,
    pub(super) standings: &'a Standings,
    /// The set's files, and which of them the section is written in.
    files: &'a [SourceId],
    file: usize,
    sources: &'a Sources,
    /// The section's template.
    template: &'a str,
    /// How many Markdown tables were placed.
    tables: usize,
    diagnostics: &'a mut Diagnostics,
    /// The line that is being placed.
    pub(super) here: Option<Span>,
}

impl<'a> Placer<'a> {
    pub(super) fn new(
        (dossier, standings): (&'a Dossier, &'a Standings),
        template: &'a str,
        (files, file): (&'a [SourceId], usize),
        sources: &'a Sources,
        diagnostics: &'a mut Diagnostics,
    ) -> Self {
        Self {
            dossier,
            standings,
            files,
            file,
            sources,
            template,
            tables: 0,
            diagnostics,
            here: None,
        }
    }

    /// Whether the template was issued by an earlier version of the program.
    pub(super) fn is_archived(&self) -> bool {
        self.files
            .get(self.file)
            .is_some_and(|file| self.sources.archived_by(*file).is_some())
    }

    /// Whether the same was reported of the same place.
    pub(super) fn has_reported(&self, problem: &Diagnostic) -> bool {
        let same = |other: &Diagnostic| other.code == problem.code && other.span == problem.span;
        self.diagnostics.iter().any(same)
    }

    /// The id of one more table that has no name of its own.
    pub(super) fn next_table(&mut self) -> String {
        self.tables += 1;
        let template = self.template.trim_end_matches(".md");
        format!("{template}-bang-{}", self.tables)
    }

    /// The stretch of text meant by a mark.
    pub(super) fn place_span(&self, place: Place) -> Span {
        match place {
            Place::TemplateLine(file, line) => self.line_span(file, line),
            Place::Dossier(start, end) => Span {
                source: self.dossier.source,
                start,
                end,
            },
        }
    }

    /// These words in the line of that place, looked for from a byte of it on; the line if they are not
    /// in it.
    pub(super) fn find(&self, place: Place, from: usize, words: &str) -> Span {
        let span = self.place_span(place);
        let text = self.text_of(span.source);
        let line = text.get(span.start as usize..span.end as usize);
        let line = line.unwrap_or_default();
        let after = line.get(from..).and_then(|rest| rest.find(words));
        let found = after.map(|at| from + at).or_else(|| line.find(words));
        let byte = |at: usize| span.start + u32::try_from(at).unwrap_or(0);
        match found {
            Some(at) if !words.is_empty() => Span {
                source: span.source,
                start: byte(at),
                end: byte(at + words.len()),
            },
            _ => span,
        }
    }

    fn text_of(&self, source: SourceId) -> &'a str {
        self.sources.get(source).map_or("", |file| &file.text)
    }

    fn line_span(&self, file: usize, line: usize) -> Span {
        let source = self.files.get(file).or_else(|| self.files.get(self.file));
        let source = source.copied().unwrap_or(self.dossier.source);
        let lines = self.sources.get(source);
        let (start, end) = lines.map_or((0, 0), |file| file.line(line));
        let byte = |at| u32::try_from(at).unwrap_or(u32::MAX);
        Span {
            source,
            start: byte(start),
            end: byte(end),
        }
    }

    /// Adds a problem; without a place of its own it gets that of the block being placed.
    pub(super) fn report(&mut self, mut problem: Diagnostic) {
        problem.span = problem.span.or(self.here);
        self.diagnostics.push(problem);
    }
}
