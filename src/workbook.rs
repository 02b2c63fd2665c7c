//! Workbooks that the program writes: one that checks its figures by formulas of its own (`check`), and an empty score
//! sheet to be filled in (`form`). The same dossier gives the same bytes.
//!
//! In layers: `style`; `names`, `line`; `ranking`; `agencies`; `summary`; `check`, `form`.

mod agencies;
mod check;
mod form;
mod line;
mod names;
mod ranking;
mod style;
mod summary;

pub use check::check;
pub use form::form;

/// The day a workbook says it was made: year, month, day.
pub type Day = (i32, u32, u32);
