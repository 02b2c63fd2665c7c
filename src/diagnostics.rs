//! One type for everything a user can mend: an error or a warning, in Vietnamese, with its place,
//! its cause and its remedy.
//!
//! Phases push [`Diagnostic`]s into a [`Diagnostics`] and go on as far as they can, so that one run
//! shows as many problems as can be found.

mod collection;
mod diagnostic;
mod line;
mod place;
mod render;
mod rules;
mod sources;
mod version;

pub use collection::Diagnostics;
pub use diagnostic::{Diagnostic, Severity};
pub use place::{SourceId, Span, Spanned};
pub use render::render;
pub use sources::{Source, Sources};
pub use version::Version;
