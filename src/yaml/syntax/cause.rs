//! What is known of a syntax error, and what it comes from.

use std::ops::Range;

use super::words::Words;

/// How far a file was read when the parser stopped.
#[derive(Clone, Debug, Default)]
pub(in crate::yaml) struct Progress {
    /// Place of the last thing read.
    pub(in crate::yaml) last: Range<usize>,
    /// Whether that is a text after `|` or `>`.
    pub(in crate::yaml) block: bool,
    /// The innermost `[` or `{` that is still open.
    pub(in crate::yaml) bracket: Option<usize>,
}

/// What is wrong, where, and another place that matters.
pub(super) struct Cause {
    pub(super) words: Words,
    pub(super) at: usize,
    pub(super) related: Option<(usize, &'static str)>,
}

impl Cause {
    pub(super) const fn new(words: Words, at: usize) -> Self {
        Self {
            words,
            at,
            related: None,
        }
    }
}
