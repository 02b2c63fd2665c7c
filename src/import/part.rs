//! What is put into a dossier, and how.

use super::grounds::Grounds;
use super::matching::BlockAnswers;
use super::model::Table;
use super::wanted::Wanted;
use crate::diagnostics::SourceId;
use crate::dossier::Core;

/// How scores are put into a dossier.
#[derive(Clone, Debug, Default)]
pub(crate) struct Ways<'a> {
    /// What the clerk says of blocks.
    pub blocks: &'a BlockAnswers,
    /// Scores that are there are replaced (`--thay`).
    pub replace: bool,
    /// Agencies of the sheet that the dossier does not have are added (`--them`).
    pub add: bool,
    /// Agencies of the dossier that the sheet does not have are withdrawn (`--rut`).
    pub withdraw: bool,
    /// What a correction says beside its values, as far as given.
    pub grounds: Grounds,
}

/// A dossier as it is and as its corrections leave it.
pub(crate) struct Target<'a> {
    /// Its file.
    pub source: SourceId,
    /// What it says, before corrections.
    pub core: &'a Core,
    /// After them; `None` if it could not be read as a whole.
    pub corrected: Option<&'a Core>,
}

/// What was changed, in numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Changes {
    /// Agencies whose scores were written.
    pub written: usize,
    /// Agencies that were as the sheet says.
    pub unchanged: usize,
    /// Corrections that were added.
    pub corrections: usize,
}

/// A block of the dossier and what the sheet says of it.
pub(super) struct Part<'a> {
    pub(super) block: usize,
    pub(super) tables: Vec<&'a Table>,
    /// With the index of each in the dossier's list, `None` for a new one.
    pub(super) agencies: Vec<(Option<usize>, Wanted)>,
    /// Agencies of the dossier that the sheet does not have.
    pub(super) missing: Vec<usize>,
    pub(super) corrects: bool,
}
