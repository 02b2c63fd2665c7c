//! One agency between two corrections.

use std::collections::HashMap;

use rust_decimal::Decimal;

use super::super::facts::Text;
use super::super::model::Agency;
use crate::diagnostics::Span;

/// A score at some moment, and where it was typed.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub(super) value: Decimal,
    pub(super) span: Span,
}

/// One agency and its history.
pub(super) struct Entry {
    /// Index of its block in the dossier.
    pub(super) block: usize,
    /// As it stands now.
    pub(super) agency: Agency,
    /// The names it had, oldest first; the place of each is where it was given up.
    pub(super) former: Vec<Text>,
    /// The correction that withdrew it.
    pub(super) withdrawn: Option<Span>,
    /// What each score that was replaced first was, by indicator (`None` is the total).
    pub(super) first: HashMap<Option<String>, Place>,
}
