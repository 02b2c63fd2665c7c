//! A package that another version of the program made: its bytes are not those of today, but all that it tells must be.
//!
//! `figures`: every value that its JSON and CSV tell, today's program tells alike from its dossier. `texts`: its DOCX
//! has the figures and names of today's, its PDF says what its DOCX says. So a manifest that claims another version
//! gains nothing: whoever changes a figure must change the dossier, and that is what was signed for.

mod figures;
mod names;
mod pages;
mod texts;

use super::contents::Contents;
use super::name::{DOSSIER, LAST_YEAR, RECORD, STANDINGS_CSV, STANDINGS_JSON, TEMPLATES};
use super::package::Package;
use crate::fonts::Fonts;

/// A place where two files that should tell the same do not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Disagreement {
    /// The package's file.
    pub file: String,
    /// Where in it; empty for the whole file.
    pub place: String,
    /// What it tells there.
    pub told: Told,
    /// What it is held against, and what that tells.
    pub beside: (String, Told),
}

/// What a file tells at a place; `None` if nothing.
pub(crate) type Told = Option<String>;

/// How a package of another version was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Agreement {
    /// The version of the program that issued it.
    pub program: String,
    /// What must not be.
    pub disagreements: Vec<Disagreement>,
    /// Where its words, not its figures, are others than today's program would write: file and place.
    pub wording: Vec<(String, String)>,
}

/// What a package's files are held against.
pub(super) const TODAY: &str = "hồ sơ của gói";

impl Disagreement {
    pub(super) fn new(
        file: &str,
        place: impl Into<String>,
        told: Told,
        beside: (&str, Told),
    ) -> Self {
        Self {
            file: file.to_owned(),
            place: place.into(),
            told,
            beside: (beside.0.to_owned(), beside.1),
        }
    }

    /// In one sentence; of long texts what stands around the first difference.
    #[must_use]
    pub fn text(&self) -> String {
        let (other, beside) = &self.beside;
        let start = match (&self.told, beside) {
            (Some(told), Some(beside)) => alike(told, beside).saturating_sub(BEFORE),
            _ => 0,
        };
        let said = |told: &Told| match told {
            Some(told) => format!("“{}”", part(told, start)),
            None => "không có gì".to_owned(),
        };
        let place = match self.place.as_str() {
            "" => String::new(),
            place => format!(", {place}"),
        };
        let (told, beside) = (said(&self.told), said(beside));
        format!("tệp {}{place}: {told}; theo {other}: {beside}", self.file)
    }
}

/// Letters shown of a text, and how many of them before a difference.
const SHOWN: usize = 120;
const BEFORE: usize = 40;

/// How many letters two texts begin with alike.
fn alike(one: &str, other: &str) -> usize {
    let pairs = one.chars().zip(other.chars());
    pairs.take_while(|(one, other)| one == other).count()
}

/// The letters of a text from this one on, as many as are shown.
fn part(text: &str, start: usize) -> String {
    let before = if start > 0 { "…" } else { "" };
    let mut letters = text.chars().skip(start);
    let shown: String = letters.by_ref().take(SHOWN).collect();
    let after = if letters.next().is_some() { "…" } else { "" };
    format!("{before}{}{after}", crate::characters::shown(&shown))
}

/// Holds a package against what this program makes of its dossier.
pub(super) fn agreement(package: &Package, built: &Contents, fonts: &Fonts) -> Agreement {
    let mut found = Agreement {
        program: package.manifest().program.clone(),
        ..Agreement::default()
    };
    files(package, built, &mut found);
    for (path, bytes) in &built.files {
        let Some(own) = package.file(path) else {
            continue;
        };
        if path == STANDINGS_CSV {
            figures::csv(path, own, bytes, &mut found.disagreements);
        } else if [STANDINGS_JSON, RECORD, LAST_YEAR].contains(&path.as_str()) {
            figures::json(path, own, bytes, &mut found.disagreements);
        }
    }
    let names = names::names(built);
    for (path, today) in &built.files {
        let Some(stem) = path.strip_suffix(".docx") else {
            continue;
        };
        let pdf = format!("{stem}.pdf");
        if let (Some(docx), Some(pdf_bytes)) = (package.file(path), package.file(&pdf)) {
            let pair = texts::Pair {
                docx: (path, docx),
                pdf: (&pdf, pdf_bytes),
                today,
                names: &names,
                signed_first: package.record().signed_first,
            };
            let pages = pair.compare(fonts, &mut found);
            let recorded = package.record().pages;
            if let Some(pages) = pages.filter(|pages| *pages != recorded)
                && package.pdf() == Some(pdf_bytes)
            {
                let told = |pages: usize| Some(format!("{pages} trang"));
                let beside = (pdf.as_str(), told(pages));
                let problem = Disagreement::new(RECORD, "pages", told(recorded), beside);
                found.disagreements.push(problem);
            }
        }
    }
    found
}

/// Each file of the package is one that the dossier makes; each document that it makes is there.
fn files(package: &Package, built: &Contents, found: &mut Agreement) {
    let is_made = |path: &str| built.files.iter().any(|(made, _)| made == path);
    let is_source = |path: &str| path == DOSSIER || path.starts_with(TEMPLATES);
    let there = || Some("có tệp này".to_owned());
    for listed in &package.manifest().files {
        if !is_made(&listed.path) && !is_source(&listed.path) {
            let unmade = Disagreement::new(&listed.path, "", there(), (TODAY, None));
            found.disagreements.push(unmade);
        }
    }
    for (path, _) in &built.files {
        if package.file(path).is_none() && !is_source(path) {
            let missing = Disagreement::new(path, "", None, (TODAY, there()));
            found.disagreements.push(missing);
        }
    }
}
