//! From a workbook's cells to blocks of agencies with their scores, every doubt a diagnostic at its cell. Pure.
//!
//! In layers: `words`, `typed`, `answers`, `report`; `header`; `columns`; `rows`, `model`; `values`, `doubts`; `totals`,
//! `ranks`, `names`; `reader` with `agencies` and `asking`; `told`; `tables` puts them in a row. Then into a dossier:
//! `wanted` (what it should say), `matching` (of whom), `grounds`, `part`, `plan` with `filling`, `published` and `corrections` (how);
//! `remembered` (what it keeps of the import), `ready` (what it would be without a dossier).

mod agencies;
mod answers;
mod asking;
mod columns;
mod corrections;
mod doubts;
mod filling;
mod grounds;
mod header;
mod matching;
mod model;
mod names;
mod part;
mod plan;
mod published;
mod ranks;
mod reader;
mod ready;
mod remembered;
mod report;
mod rows;
mod tables;
mod told;
mod totals;
mod typed;
mod values;
mod wanted;
mod words;

pub(crate) use answers::Answers;
pub use answers::Asked;
pub(crate) use columns::Column;
pub use columns::Role;
pub(crate) use grounds::Grounds;
pub(crate) use matching::scored_by;
pub(crate) use model::Score;
pub use model::{Agency, Table, Understood};
pub(crate) use part::{Changes, Target, Ways};
pub(crate) use plan::{not_editable, plan};
pub use ready::ready;
pub(crate) use remembered::{Source, remember};
pub use report::Report;
pub use tables::understand;
pub(crate) use wanted::has_scores;
