//! Edits of a YAML file that leave everything else as it stands: comments, order, blanks, line breaks.
//!
//! In layers: `path` (which value), `value` (what is written), `place` (where things stand), `removal` (what goes with a
//! value), `splices` (pieces of text replaced), `edit` (the edits).

mod edit;
mod path;
mod place;
mod removal;
mod splices;
mod value;

#[cfg(test)]
mod tests;

pub(crate) use edit::Document;
pub(crate) use path::{NotEditable, Step, below};
pub(crate) use value::Value;
