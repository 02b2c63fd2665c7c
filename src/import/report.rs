//! Diagnostics at cells.

use crate::diagnostics::{Diagnostic, Diagnostics, Sources, Span};
use crate::sheet::{Area, At, Sheet};

/// Where problems of one workbook are told.
pub struct Report<'a> {
    /// The workbook as people know it: its name.
    pub file: &'a str,
    /// The places.
    pub sources: &'a mut Sources,
    /// The problems.
    pub diagnostics: &'a mut Diagnostics,
}

impl Report<'_> {
    /// A cell's place, with what it holds.
    pub(super) fn cell(&mut self, sheet: &Sheet, at: At) -> Span {
        let content = sheet.cell(at).map(|cell| match &cell.shown {
            Some(shown) => shown.clone(),
            None => crate::values::one_line(&cell.content()),
        });
        self.place(sheet, &at.to_string(), &content.unwrap_or_default())
    }

    /// The place of several cells.
    pub(super) fn area(&mut self, sheet: &Sheet, area: Area) -> Span {
        let content = sheet
            .cell(area.from)
            .map(|cell| crate::values::one_line(&cell.content()));
        self.place(sheet, &area.to_string(), &content.unwrap_or_default())
    }

    /// A sheet as a whole.
    pub(super) fn sheet(&mut self, sheet: &Sheet) -> Span {
        let place = match sheet.name.as_str() {
            "" => self.file.to_owned(),
            name => format!("{}, {name}", self.file),
        };
        self.sources.add_cell(place, "")
    }

    fn place(&mut self, sheet: &Sheet, address: &str, content: &str) -> Span {
        let place = match sheet.name.as_str() {
            "" => format!("{}, {address}", self.file),
            name => format!("{}, {name}!{address}", self.file),
        };
        let content: String = content.chars().take(80).collect();
        self.sources.add_cell(place, content)
    }

    /// Whether anything of that code was told.
    pub(super) fn has_told(&self, code: &str) -> bool {
        self.diagnostics.iter().any(|problem| problem.code == code)
    }

    /// Tells it.
    pub(super) fn push(&mut self, problem: Diagnostic) {
        self.diagnostics.push(problem);
    }
}
