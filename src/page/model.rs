//! What the fragments of the page show: words and figures as they are printed, for their templates.

use serde::Serialize;

use crate::diagnostics::{Excerpt, Told};

/// `problems.html`.
#[derive(Clone, Debug, Serialize)]
pub struct Problems {
    /// How many errors.
    pub errors: usize,
    /// How many warnings.
    pub warnings: usize,
    /// Whether the pages are those of an earlier state, for the dossier has errors now.
    pub stale: bool,
    /// What is still to be filled in, part by part.
    pub blanks: Vec<BlankPart>,
    /// Errors, warnings, remarks.
    pub groups: Vec<ProblemGroup>,
}

/// Blanks of one part of the dossier.
#[derive(Clone, Debug, Serialize)]
pub struct BlankPart {
    /// The part's key and meaning.
    pub title: String,
    /// The first of them.
    pub lines: Vec<BlankLine>,
    /// How many more there are.
    pub more: usize,
}

/// A value to be filled in.
#[derive(Clone, Debug, Serialize)]
pub struct BlankLine {
    /// Its path in the dossier.
    pub path: String,
    /// Where it, or its group, stands.
    pub line: Option<usize>,
    /// What it means.
    pub meaning: String,
    /// As it is typed; may be empty.
    pub example: String,
}

/// Problems of one severity.
#[derive(Clone, Debug, Serialize)]
pub struct ProblemGroup {
    /// `Lỗi`, `Cảnh báo`, `Lưu ý`.
    pub title: &'static str,
    /// `error`, `warning`, `remark`.
    pub severity: &'static str,
    /// In the order of the dossier.
    pub items: Vec<Problem>,
    /// How many more there are.
    pub more: usize,
}

/// A problem, and where it shows on the pages.
#[derive(Clone, Debug, Serialize)]
pub struct Problem {
    /// Its name in the page.
    pub id: String,
    /// What is said of it.
    #[serde(flatten)]
    pub told: Told,
    /// Where its words are printed.
    pub spot: Option<Spot>,
}

/// A place on the pages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Spot {
    /// The page's id: document and page from 0, `0-3`.
    pub page: String,
    /// The structure element, as the page's SVG names it.
    pub spot: usize,
}

/// `figures.html`.
#[derive(Clone, Debug, Serialize)]
pub struct Figures {
    /// Block by block.
    pub blocks: Vec<BlockFigures>,
    /// Those of all blocks.
    pub overall: Vec<NamedFigure>,
}

/// One block.
#[derive(Clone, Debug, Serialize)]
pub struct BlockFigures {
    /// Its id.
    pub id: String,
    /// `khối cơ quan cấp tỉnh`, with a capital letter.
    pub name: String,
    /// Whether it has tiers.
    pub has_tiers: bool,
    /// Whether the year before is known.
    pub has_last_year: bool,
    /// Names of its indicators, as column heads.
    pub indicators: Vec<String>,
    /// Its picture, an SVG.
    pub chart: String,
    /// By rank, then who is not ranked.
    pub rows: Vec<StandingRow>,
    /// Mean, counts, shares.
    pub figures: Vec<NamedFigure>,
}

/// An agency's results.
#[derive(Clone, Debug, Serialize)]
pub struct StandingRow {
    /// `03`; a dash for who is not ranked.
    pub rank: String,
    /// Its name.
    pub name: String,
    /// As it is printed; a dash for who is not assessed.
    pub score: String,
    /// The score with a point, to sort by; empty where there is none.
    pub sort: String,
    /// Its tier.
    pub tier: Option<String>,
    /// The score of the year before.
    pub last: Option<String>,
    /// Points by indicator, where they apply.
    pub points: Vec<Option<String>>,
    /// Why it is not ranked, or its tier given; may be empty.
    pub remark: String,
    /// What to ask for where it comes from.
    pub origin: String,
}

/// A figure with its name.
#[derive(Clone, Debug, Serialize)]
pub struct NamedFigure {
    /// E.g. `Điểm trung bình`.
    pub name: String,
    /// As it is printed.
    pub value: String,
    /// What to ask for where it comes from.
    pub origin: String,
}

/// `explanation.html`: where something comes from.
#[derive(Clone, Debug, Serialize)]
pub struct Explanation {
    /// What it is.
    pub title: String,
    /// How it comes about, step by step.
    pub steps: Vec<String>,
    /// Where it was typed.
    pub places: Vec<Excerpt>,
}

/// `changes.html`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Changes {
    /// What is compared with; empty for nothing.
    pub since: String,
    /// The same in words.
    pub label: String,
    /// Whether nothing changed.
    pub is_empty: bool,
    /// Corrections that the older state lacks.
    pub corrections: Vec<CorrectionLine>,
    /// Agencies that changed, block by block.
    pub blocks: Vec<ChangedBlock>,
    /// Figures that changed.
    pub figures: Vec<ChangedFigure>,
    /// Sentences that changed.
    pub sentences: Vec<ChangedSentence>,
    /// What kept the comparison from being made.
    pub problems: Vec<String>,
}

/// A correction in words.
#[derive(Clone, Debug, Serialize)]
pub struct CorrectionLine {
    /// What it does.
    pub what: String,
    /// Who asked for it, when, by which document and why.
    pub grounds: String,
}

/// Agencies of one block that changed.
#[derive(Clone, Debug, Serialize)]
pub struct ChangedBlock {
    /// The block's name.
    pub name: String,
    /// The agencies.
    pub agencies: Vec<ChangedAgency>,
}

/// An agency that changed.
#[derive(Clone, Debug, Serialize)]
pub struct ChangedAgency {
    /// Its name.
    pub name: String,
    /// `bổ sung`, `tên cũ: ...`; may be empty.
    pub remark: String,
    /// What changed of it.
    pub facts: Vec<ChangedFact>,
}

/// A fact that changed.
#[derive(Clone, Debug, Serialize)]
pub struct ChangedFact {
    /// What it is called.
    pub what: String,
    /// As it was; a dash for nothing.
    pub old: String,
    /// As it is; a dash for nothing.
    pub new: String,
}

/// A figure that changed.
#[derive(Clone, Debug, Serialize)]
pub struct ChangedFigure {
    /// What it is called.
    pub name: String,
    /// As it was; a dash for nothing.
    pub old: String,
    /// As it is; a dash for nothing.
    pub new: String,
}

/// A sentence that changed.
#[derive(Clone, Debug, Serialize)]
pub struct ChangedSentence {
    /// Where it stands.
    pub place: String,
    /// As it was, if it was.
    pub old: Option<String>,
    /// As it is, if it is.
    pub new: Option<String>,
}

/// `corrections.html`: the form, and what was corrected so far.
#[derive(Clone, Debug, Serialize)]
pub struct Corrections {
    /// The digest of the dossier's file that the form is filled for.
    pub digest: String,
    /// The last correction, if it can be taken back.
    pub can_undo: Option<String>,
    /// The agencies, block by block.
    pub blocks: Vec<FormBlock>,
    /// The dossier's corrections, in order.
    pub made: Vec<CorrectionLine>,
}

/// A block in the form.
#[derive(Clone, Debug, Serialize)]
pub struct FormBlock {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its agencies, in the order of the dossier.
    pub agencies: Vec<FormAgency>,
}

/// An agency in the form.
#[derive(Clone, Debug, Serialize)]
pub struct FormAgency {
    /// Its name.
    pub name: String,
    /// What of it can be corrected.
    pub parts: Vec<FormPart>,
}

/// A score that can be corrected.
#[derive(Clone, Debug, Serialize)]
pub struct FormPart {
    /// Its key in a correction; empty for the total.
    pub key: String,
    /// What it is called.
    pub name: String,
    /// As it stands now, with decimal comma.
    pub value: String,
}

/// `preview.html`: what a correction would change.
#[derive(Clone, Debug, Serialize)]
pub struct Preview {
    /// Whether it could be written.
    pub is_valid: bool,
    /// What is wrong with it.
    pub problems: Vec<Told>,
    /// The lines that would be added to the dossier.
    pub text: String,
    /// What would change.
    pub changes: Option<Changes>,
}

/// `result.html`: what was done.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Outcome {
    /// Whether it was.
    pub done: bool,
    /// In words.
    pub message: String,
    /// The files that were written or can be fetched.
    pub files: Vec<MadeFile>,
    /// What is wrong, or worth a word.
    pub problems: Vec<Told>,
}

/// A file that was made.
#[derive(Clone, Debug, Serialize)]
pub struct MadeFile {
    /// Its name.
    pub name: String,
    /// Where it was written.
    pub path: Option<String>,
    /// Where the browser can fetch it.
    pub link: Option<String>,
}
