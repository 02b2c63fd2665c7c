//! One type for everything a user can mend: an error or a warning, in Vietnamese, with its place,
//! its cause and its remedy.
//!
//! Phases push [`Diagnostic`]s into a [`Diagnostics`] and go on as far as they can, so that one run
//! shows as many problems as can be found.

mod codes;
mod collection;
mod diagnostic;
mod excerpt;
mod json;
mod line;
mod place;
mod render;
mod rules;
mod sources;
mod told;
mod version;

pub use codes::codes;
pub use collection::Diagnostics;
pub use diagnostic::{Diagnostic, Severity};
pub(crate) use excerpt::excerpt;
pub use excerpt::{Excerpt, ExcerptLine};
pub(crate) use json::json;
pub(crate) use place::Spanned;
pub use place::{SourceId, Span};
pub use render::render;
pub use sources::Sources;
pub use told::Told;
pub(crate) use told::told;
pub use version::Version;
