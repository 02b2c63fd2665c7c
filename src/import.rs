//! From a workbook's cells to blocks of agencies with their scores, every doubt a diagnostic at its cell. Pure.
//!
//! In layers: `words`, `typed`, `answers`, `report`; `header`; `columns`; `rows`; `model`; `values`; `doubts`, `totals`,
//! `ranks`; `tables` puts them in a row. Then into a dossier: `wanted` (what it should say), `matching` (of whom),
//! `plan` with `filling`, `published` and `corrections` (how).

mod answers;
mod columns;
mod corrections;
mod doubts;
mod filling;
mod header;
mod matching;
mod model;
mod plan;
mod published;
mod ranks;
mod ready;
mod remembered;
mod report;
mod rows;
mod tables;
mod totals;
mod typed;
mod values;
mod wanted;
mod words;

pub use answers::Answers;
pub use columns::{Column, Role};
pub use matching::BlockAnswers;
pub use model::{Agency, Score, Table, Understood};
pub use plan::{Changes, Grounds, Target, Ways, not_editable, plan};
pub use ready::ready;
pub use remembered::{Source, remember};
pub use report::Report;
pub use tables::{Asked, understand};
pub use wanted::has_scores;
