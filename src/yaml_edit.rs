//! Edits of a YAML file that leave everything else as it stands: comments, order, blanks, line breaks.
//!
//! In layers: `value` (what is written), `place` (where things stand), `edit` (the edits).

mod edit;
mod place;
mod value;

pub use edit::{Document, NotEditable, Step, below};
pub use value::Value;
