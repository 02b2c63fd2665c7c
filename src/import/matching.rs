//! Which block of the dossier a table is, which indicator a column, which agency a row.

mod agencies;
mod blocks;
mod indicators;

pub(super) use agencies::Names;
pub(super) use blocks::blocks;
pub(super) use indicators::indicators;
pub(crate) use indicators::scored_by;

/// What the clerk says of blocks: a heading or a sheet, if there are several, and the block's id.
pub(crate) type BlockAnswers = [(Option<String>, String)];
