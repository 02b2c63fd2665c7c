//! Workbooks that the program writes: one that checks its figures by formulas of its own (`check`), and an empty score
//! sheet to be filled in (`form`). The same dossier gives the same bytes.
//!
//! In layers: `style`; `names`, `line`, `columns`; `ranking`; `block`; `totals`, `places`; `agencies`; `summary`;
//! `check`, `form`.

mod agencies;
mod block;
mod check;
mod columns;
mod form;
mod line;
mod names;
mod places;
mod ranking;
mod style;
mod summary;
mod totals;

pub use check::check;
pub use form::form;

/// The day a workbook says it was made: year, month, day.
pub(crate) type Day = (i32, u32, u32);
