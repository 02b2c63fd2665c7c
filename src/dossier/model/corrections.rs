//! `dieu_chinh`: what corrections say.

use rust_decimal::Decimal;

use super::super::date::PartialDate;
use super::{Agency, Text};
use crate::diagnostics::Spanned;

/// An entry of `dieu_chinh`.
#[derive(Clone, Debug)]
pub struct Correction {
    /// `ngay`.
    pub date: Spanned<PartialDate>,
    /// `nguoi_de_nghi`: who asked for it.
    pub requested_by: Text,
    /// `van_ban`: the document that justifies it.
    pub document: Text,
    /// `ly_do`: the reason.
    pub reason: Text,
    /// `khoi`: the block's id; always there once applied.
    pub block: Option<Text>,
    /// What it changes.
    pub change: Change,
}

/// What a correction changes.
#[derive(Clone, Debug)]
pub enum Change {
    /// A total, or an indicator's score.
    Score {
        /// `co_quan`.
        agency: Text,
        /// `chi_so`: the indicator's id; `None` for the total.
        indicator: Option<Text>,
        /// `tu`: the value until then.
        from: Spanned<Decimal>,
        /// `thanh`: the value from then on.
        to: Spanned<Decimal>,
    },
    /// An agency's name.
    Rename {
        /// `co_quan`.
        agency: Text,
        /// `doi_ten`.
        to: Text,
    },
    /// `rut: true`: the agency is no longer assessed.
    Withdraw {
        /// `co_quan`.
        agency: Text,
    },
    /// `them`: an agency more, at the end of its block.
    Add(Agency),
}

impl Change {
    /// The name of the agency it speaks of, as it is called until then.
    #[must_use]
    pub const fn agency(&self) -> &Text {
        match self {
            Self::Score { agency, .. }
            | Self::Rename { agency, .. }
            | Self::Withdraw { agency } => agency,
            Self::Add(agency) => &agency.name,
        }
    }

    fn same_as(&self, other: &Self) -> bool {
        let text = |text: &Option<Text>| text.as_ref().map(|text| text.value.clone());
        match (self, other) {
            (
                Self::Score {
                    agency,
                    indicator,
                    from,
                    to,
                },
                Self::Score {
                    agency: other_agency,
                    indicator: other_indicator,
                    from: other_from,
                    to: other_to,
                },
            ) => {
                **agency == **other_agency
                    && text(indicator) == text(other_indicator)
                    && (**from, **to) == (**other_from, **other_to)
            }
            (
                Self::Rename { agency, to },
                Self::Rename {
                    agency: other,
                    to: other_to,
                },
            ) => **agency == **other && **to == **other_to,
            (Self::Withdraw { agency }, Self::Withdraw { agency: other }) => **agency == **other,
            (Self::Add(agency), Self::Add(other)) => *agency.name == *other.name,
            _ => false,
        }
    }
}

impl Correction {
    /// Whether both state the same, wherever they stand.
    #[must_use]
    pub fn same_as(&self, other: &Self) -> bool {
        let block = |correction: &Self| correction.block.as_ref().map(|id| id.value.clone());
        *self.date == *other.date
            && *self.document == *other.document
            && block(self) == block(other)
            && self.change.same_as(&other.change)
    }
}
