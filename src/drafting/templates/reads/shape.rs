//! What there is for templates to read, and what is wrong with what they read.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// What templates may read: a tree of names.
#[derive(Clone, Debug)]
pub(crate) struct Shape {
    /// Whether it may be missing; it is null then.
    pub(crate) optional: bool,
    pub(crate) of: ShapeOf,
}

/// What is below a name.
#[derive(Clone, Debug)]
pub(crate) enum ShapeOf {
    /// Text: nothing below it.
    Value,
    /// A number to Tera.
    Number,
    /// True or false, which only `if` reads.
    Condition,
    /// A date, which `ngay` and its like print.
    Date,
    /// Markdown, which `md` prints.
    Markdown,
    List(Box<Shape>),
    Group(BTreeMap<String, Shape>),
    /// Anything may be below it (`them`).
    Any,
}

/// What a set reads against what there is.
#[derive(Debug, Default)]
pub(crate) struct Reading {
    pub(crate) problems: Vec<Flawed>,
    /// Paths that are read, as `khoi[].ten`.
    pub(crate) read: BTreeSet<String>,
}

/// Something a template may not read there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Flawed {
    /// The file, by its place in the set.
    pub(crate) file: usize,
    /// In bytes of its text.
    pub(crate) place: Range<usize>,
    pub(crate) cause: Cause,
}

/// What something is that does not print as it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// A group or a list.
    Structure,
    /// Something true or false.
    Condition,
    /// Text that is compared with a number, or a number with text.
    Compared,
    /// A date without a filter of dates.
    Date,
    /// Something else before a filter of dates.
    NoDate,
    /// Markdown without `md`.
    Markdown,
    /// Markdown between other words of its line.
    Inline,
}

/// Why it may not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Cause {
    /// Nothing has this name.
    Undeclared {
        name: String,
        /// What it should be a key of, as written; empty for a variable.
        parent: String,
        /// The names there are instead.
        available: Vec<String>,
    },
    /// It would not print as words.
    Unprintable {
        /// As written.
        name: String,
        form: Form,
    },
    /// It may be missing, and no condition rules that out.
    Optional {
        /// What may be missing, as written.
        name: String,
        /// As `khoi[].ten`; empty where that is not known.
        path: String,
        /// The condition that would rule it out.
        condition: String,
        /// Whether it has a `default`, which null passes.
        has_default: bool,
    },
}
