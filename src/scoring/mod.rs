//! Phase 2: from a [`Dossier`](crate::dossier::Dossier) to its [`Standings`]. Pure: no I/O, no clock, no floats.

mod model;

pub use model::*;
