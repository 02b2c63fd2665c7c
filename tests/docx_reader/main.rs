//! The reader of DOCX: the same text whoever saved it last, every kind of element, hostile files.
#![allow(
    unreachable_pub,
    clippy::panic,
    reason = "a test's modules are seen by nobody else, and a test fails by panicking"
)]

mod elements;
mod hostile;
mod made;
mod programs;
mod tracked;
