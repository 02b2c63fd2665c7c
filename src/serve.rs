//! A page for the clerk's own machine alone: HTTP on the loopback address, with a token that only who started it knows.
//! Knows nothing of dossiers.
//!
//! In layers: `token`; `request` (read within limits), `guard` (who may ask), `answer`; `events` (what is told to open
//! pages); `server`.

mod answer;
mod events;
mod guard;
mod request;
mod server;
mod token;

pub use answer::{Answer, encoded};
pub use events::Events;
pub use request::{Method, Request};
pub use server::{Server, Site};
