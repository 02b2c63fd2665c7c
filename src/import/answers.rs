//! What the clerk says of doubts: options of the command, or `doc_bang` of the dossier.

use crate::dossier::{
    EmptyCell as Empty, HiddenCells as Hidden, PointMark as Point, SheetReading, Which,
};
use crate::values::folded;

/// Answers to what is asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers {
    /// A column's heading, and what it is: an indicator's id, `tong`, `hang` ... or `bo`.
    pub columns: Vec<(String, String)>,
    /// Which value counts where another is shown than stored.
    pub which: Option<Which>,
    /// Marks that say that an indicator does not apply.
    pub marks: Vec<String>,
    /// What an empty cell says.
    pub empty: Option<Empty>,
    /// What becomes of hidden rows and columns.
    pub hidden: Option<Hidden>,
    /// What a point before three digits is.
    pub point: Option<Point>,
    /// A name of the sheet, and that of the dossier.
    pub names: Vec<(String, String)>,
}

impl Answers {
    /// What was said of a column: by its whole heading, its last part, or its letters.
    pub(super) fn column(&self, path: &[String], letters: &str) -> Option<&str> {
        let whole = folded(&path.join(" "));
        let last = path.last().map(|last| folded(last)).unwrap_or_default();
        let fits = |said: &str| {
            let key = folded(said);
            !key.is_empty() && (key == whole || said.eq_ignore_ascii_case(letters))
        };
        let found = self.columns.iter().find(|(said, _)| fits(said));
        let found = found.or_else(|| {
            self.columns
                .iter()
                .find(|(said, _)| !last.is_empty() && folded(said) == last)
        });
        found.map(|(_, role)| role.as_str())
    }

    /// Whether the mark was said to mean that an indicator does not apply.
    pub(super) fn knows_mark(&self, mark: &str) -> bool {
        let plain = |text: &str| text.trim().replace(['–', '—'], "-").to_lowercase();
        self.marks.iter().any(|known| plain(known) == plain(mark))
    }

    /// The dossier's name of an agency that the sheet calls so.
    #[must_use]
    pub fn name<'a>(&'a self, name: &'a str) -> &'a str {
        self.said_of(name).unwrap_or(name)
    }

    /// Whether it was said which agency the sheet calls so.
    pub(super) fn speaks_of(&self, name: &str) -> bool {
        self.said_of(name).is_some()
    }

    fn said_of(&self, name: &str) -> Option<&str> {
        let own = folded(name);
        let mut names = self.names.iter();
        let said = names.find(|(said, _)| folded(said) == own);
        said.map(|(_, name)| name.as_str())
    }

    /// These, and where they say nothing the others.
    #[must_use]
    pub fn or(mut self, others: Self) -> Self {
        self.columns.extend(others.columns);
        self.names.extend(others.names);
        self.marks.extend(others.marks);
        self.which = self.which.or(others.which);
        self.empty = self.empty.or(others.empty);
        self.hidden = self.hidden.or(others.hidden);
        self.point = self.point.or(others.point);
        self
    }

    /// What the dossier says of its score sheet.
    #[must_use]
    pub fn of(reading: &SheetReading) -> Self {
        let pairs = |of: &[(crate::dossier::Text, crate::dossier::Text)]| {
            let pairs = of
                .iter()
                .map(|(key, value)| (key.value.clone(), value.value.clone()));
            pairs.collect()
        };
        Self {
            columns: pairs(&reading.columns),
            which: reading.which,
            marks: reading
                .marks
                .iter()
                .map(|mark| mark.value.clone())
                .collect(),
            empty: reading.empty,
            hidden: reading.hidden,
            point: reading.point,
            names: pairs(&reading.names),
        }
    }
}

/// What is asked of a workbook.
#[derive(Clone, Debug, Default)]
pub struct Asked<'a> {
    /// Only these sheets; all that are shown if empty.
    pub sheets: &'a [String],
    /// What the clerk said of doubts.
    pub answers: Answers,
    /// The year assessed, if it is known.
    pub year: Option<u32>,
    /// Whether totals are what is taken, for the dossier has no indicators.
    pub takes_totals: bool,
}
