//! What the fragments of the page show: words and figures as they are printed, for their templates.

use serde::Serialize;

use crate::diagnostics::{Excerpt, Told};

/// `problems.html`.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Problems {
    /// How many errors.
    pub(crate) errors: usize,
    /// How many warnings.
    pub(crate) warnings: usize,
    /// Whether the pages are those of an earlier state, for the dossier has errors now.
    pub(crate) stale: bool,
    /// What is still to be filled in, part by part.
    pub(crate) blanks: Vec<BlankPart>,
    /// Errors, warnings, remarks.
    pub(crate) groups: Vec<ProblemGroup>,
}

/// Blanks of one part of the dossier.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct BlankPart {
    /// The part's key and meaning.
    pub(crate) title: String,
    /// The first of them.
    pub(crate) lines: Vec<BlankLine>,
    /// How many more there are.
    pub(crate) more: usize,
}

/// A value to be filled in.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct BlankLine {
    /// Its path in the dossier.
    pub(crate) path: String,
    /// Where it, or its group, stands.
    pub(crate) line: Option<usize>,
    /// What it means.
    pub(crate) meaning: String,
    /// As it is typed; may be empty.
    pub(crate) example: String,
}

/// Problems of one severity.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct ProblemGroup {
    /// `Lỗi`, `Cảnh báo`, `Lưu ý`.
    pub(crate) title: &'static str,
    /// `error`, `warning`, `remark`.
    pub(crate) severity: &'static str,
    /// In the order of the dossier.
    pub(crate) items: Vec<Problem>,
    /// How many more there are.
    pub(crate) more: usize,
}

/// A problem, and where it shows on the pages.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Problem {
    /// Its name in the page.
    pub(crate) id: String,
    /// What is said of it.
    #[serde(flatten)]
    pub(crate) told: Told,
    /// Where its words are printed.
    pub(crate) spot: Option<Spot>,
}

/// A place on the pages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Spot {
    /// The page's id: document and page from 0, `0-3`.
    pub(crate) page: String,
    /// The structure element, as the page's SVG names it.
    pub(crate) spot: usize,
}

/// `figures.html`.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Figures {
    /// Block by block.
    pub(crate) blocks: Vec<BlockFigures>,
    /// Those of all blocks.
    pub(crate) overall: Vec<NamedFigure>,
}

/// One block.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct BlockFigures {
    /// Its id.
    pub(crate) id: String,
    /// `khối cơ quan cấp tỉnh`, with a capital letter.
    pub(crate) name: String,
    /// Whether it has tiers.
    pub(crate) has_tiers: bool,
    /// Whether the year before is known.
    pub(crate) has_last_year: bool,
    /// Names of its indicators, as column heads.
    pub(crate) indicators: Vec<String>,
    /// Its picture, an SVG.
    pub(crate) chart: String,
    /// By rank, then who is not ranked.
    pub(crate) rows: Vec<StandingRow>,
    /// Mean, counts, shares.
    pub(crate) figures: Vec<NamedFigure>,
}

/// An agency's results.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct StandingRow {
    /// `03`; a dash for who is not ranked.
    pub(crate) rank: String,
    /// Its name.
    pub(crate) name: String,
    /// As it is printed; a dash for who is not assessed.
    pub(crate) score: String,
    /// The score with a point, to sort by; empty where there is none.
    pub(crate) sort: String,
    /// Its tier.
    pub(crate) tier: Option<String>,
    /// The score of the year before.
    pub(crate) last: Option<String>,
    /// Points by indicator, where they apply.
    pub(crate) points: Vec<Option<String>>,
    /// Why it is not ranked, or its tier given; may be empty.
    pub(crate) remark: String,
    /// What to ask for where it comes from.
    pub(crate) origin: String,
}

/// A figure with its name.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct NamedFigure {
    /// E.g. `Điểm trung bình`.
    pub(crate) name: String,
    /// As it is printed.
    pub(crate) value: String,
    /// What to ask for where it comes from.
    pub(crate) origin: String,
}

/// `explanation.html`: where something comes from.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Explanation {
    /// What it is.
    pub(crate) title: String,
    /// How it comes about, step by step.
    pub(crate) steps: Vec<String>,
    /// Where it was typed.
    pub(crate) places: Vec<Excerpt>,
}

/// `changes.html`.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct Changes {
    /// What is compared with; empty for nothing.
    pub(crate) since: String,
    /// The same in words.
    pub(crate) label: String,
    /// Whether nothing changed.
    pub(crate) is_empty: bool,
    /// Corrections that the older state lacks.
    pub(crate) corrections: Vec<CorrectionLine>,
    /// Agencies that changed, block by block.
    pub(crate) blocks: Vec<ChangedBlock>,
    /// Figures that changed.
    pub(crate) figures: Vec<ChangedFigure>,
    /// Sentences that changed.
    pub(crate) sentences: Vec<ChangedSentence>,
    /// What kept the comparison from being made.
    pub(crate) problems: Vec<String>,
}

/// A correction in words.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct CorrectionLine {
    /// What it does.
    pub(crate) what: String,
    /// Who asked for it, when, by which document and why.
    pub(crate) grounds: String,
}

/// Agencies of one block that changed.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct ChangedBlock {
    /// The block's name.
    pub(crate) name: String,
    /// The agencies.
    pub(crate) agencies: Vec<ChangedAgency>,
}

/// An agency that changed.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct ChangedAgency {
    /// Its name.
    pub(crate) name: String,
    /// `bổ sung`, `tên cũ: ...`; may be empty.
    pub(crate) remark: String,
    /// What changed of it.
    pub(crate) facts: Vec<ChangedFact>,
}

/// A fact that changed.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct ChangedFact {
    /// What it is called.
    pub(crate) what: String,
    /// As it was; a dash for nothing.
    pub(crate) old: String,
    /// As it is; a dash for nothing.
    pub(crate) new: String,
}

/// A figure that changed.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct ChangedFigure {
    /// What it is called.
    pub(crate) name: String,
    /// As it was; a dash for nothing.
    pub(crate) old: String,
    /// As it is; a dash for nothing.
    pub(crate) new: String,
}

/// A sentence that changed.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct ChangedSentence {
    /// Where it stands.
    pub(crate) place: String,
    /// As it was, if it was.
    pub(crate) old: Option<String>,
    /// As it is, if it is.
    pub(crate) new: Option<String>,
}

/// `corrections.html`: the form, and what was corrected so far.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Corrections {
    /// The digest of the dossier's file that the form is filled for.
    pub(crate) digest: String,
    /// The last correction, if it can be taken back.
    pub(crate) can_undo: Option<String>,
    /// The agencies, block by block.
    pub(crate) blocks: Vec<FormBlock>,
    /// The dossier's corrections, in order.
    pub(crate) made: Vec<CorrectionLine>,
}

/// A block in the form.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct FormBlock {
    /// Its id.
    pub(crate) id: String,
    /// Its name.
    pub(crate) name: String,
    /// Its agencies, in the order of the dossier.
    pub(crate) agencies: Vec<FormAgency>,
}

/// An agency in the form.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct FormAgency {
    /// Its name.
    pub(crate) name: String,
    /// What of it can be corrected.
    pub(crate) parts: Vec<FormPart>,
}

/// A score that can be corrected.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct FormPart {
    /// Its key in a correction; empty for the total.
    pub(crate) key: String,
    /// What it is called.
    pub(crate) name: String,
    /// As it stands now, with decimal comma.
    pub(crate) value: String,
}

/// `preview.html`: what a correction would change.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Preview {
    /// Whether it could be written.
    pub(crate) is_valid: bool,
    /// What is wrong with it.
    pub(crate) problems: Vec<Told>,
    /// The lines that would be added to the dossier.
    pub(crate) text: String,
    /// What would change.
    pub(crate) changes: Option<Changes>,
}

/// `result.html`: what was done.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct Outcome {
    /// Whether it was.
    pub(crate) done: bool,
    /// In words.
    pub(crate) message: String,
    /// The files that were written or can be fetched.
    pub(crate) files: Vec<MadeFile>,
    /// What is wrong, or worth a word.
    pub(crate) problems: Vec<Told>,
}

/// A file that was made.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct MadeFile {
    /// Its name.
    pub(crate) name: String,
    /// Where it was written.
    pub(crate) path: Option<String>,
    /// Where the browser can fetch it.
    pub(crate) link: Option<String>,
}
