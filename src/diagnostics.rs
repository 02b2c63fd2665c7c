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

pub use codes::{Code, codes};
pub use collection::Diagnostics;
pub use diagnostic::{Diagnostic, Severity};
pub use excerpt::{Excerpt, ExcerptLine, excerpt};
pub use json::json;
pub use place::{SourceId, Span, Spanned};
pub use render::render;
pub use sources::{Source, Sources};
pub use told::{Told, told};
pub use version::Version;
