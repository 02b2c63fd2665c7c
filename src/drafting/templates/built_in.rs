//! The template sets compiled into the program.

use super::REQUIRED;

/// Name and text of each template of a set.
type Texts = [(&'static str, &'static str); REQUIRED.len()];

const DECISION: Texts = [
    (
        "quyet-dinh.md",
        include_str!("../../../templates/quyet-dinh/quyet-dinh.md"),
    ),
    (
        "phu-luc.md",
        include_str!("../../../templates/quyet-dinh/phu-luc.md"),
    ),
];

const AMENDING: Texts = [
    (
        "quyet-dinh.md",
        include_str!("../../../templates/sua-doi/quyet-dinh.md"),
    ),
    (
        "phu-luc.md",
        include_str!("../../../templates/sua-doi/phu-luc.md"),
    ),
];

/// The sets compiled into the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BuiltIn {
    /// `quyet-dinh`: the decision with its results.
    Decision,
    /// `sua-doi`: the decision that amends an issued one.
    Amending,
}

impl BuiltIn {
    /// Name and text of each template.
    #[must_use]
    pub const fn texts(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::Decision => &DECISION,
            Self::Amending => &AMENDING,
        }
    }

    /// What messages call the folder they come from.
    pub(super) const fn shown(self) -> &'static str {
        match self {
            Self::Decision => "mẫu có sẵn",
            Self::Amending => "mẫu có sẵn/sua-doi",
        }
    }
}
