//! YAML as a tree of nodes that know their place: keys, sequences and the scalars' own text.
//!
//! Built from the parser's events rather than through a deserializer, so that a decimal stays the
//! text the user typed, and one run can report every problem instead of the first.

mod build;
mod key;
mod node;
mod problems;
mod scalar;
mod syntax;
mod tree;

pub(crate) use build::parse;
pub(crate) use node::{Entry, Mapping, Node, Value};
