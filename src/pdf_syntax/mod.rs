//! Reads a PDF that others appended to, strictly: what two readers might understand differently is an error
//! ([`Unreadable`]), and how much is read is counted.
//!
//! `lexer` reads values, `object` objects and streams, `section` cross-reference sections, `file` all revisions of a
//! file; a `State` is the document after one of them. `text` tells where the words of an issued page stand.

mod budget;
mod file;
mod lexer;
mod object;
mod section;
mod state;
mod text;
mod value;

pub(crate) use budget::Unreadable;
pub(crate) use file::{File, Place};
pub(crate) use lexer::is_space;
pub(crate) use state::State;
pub(crate) use text::{Rectangle, lines};
pub(crate) use value::{Dictionary, EMPTY, Value};
