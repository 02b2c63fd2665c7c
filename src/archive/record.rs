//! What an archive wants to know of a document (NĐ 30/2020 PL VI).

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use super::manifest::Link;
use crate::dossier::Dossier;
use crate::pipeline::IssueFacts;
use crate::values::{PartialDate, folded, in_figures};

/// The description of one issued decision (thông tin văn bản).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// Mã định danh of the issuing body.
    pub organisation_id: Option<String>,
    /// Tên loại.
    pub r#type: String,
    /// Số, as printed.
    pub number: String,
    /// Ký hiệu.
    pub symbol: String,
    /// Ngày ban hành.
    pub date: NaiveDate,
    /// Cơ quan ban hành.
    pub issuer: String,
    /// Trích yếu.
    pub subject: String,
    /// Ngôn ngữ (ISO 639-1).
    pub language: String,
    /// Số trang.
    pub pages: usize,
    /// Người ký.
    pub signer: Signer,
    /// Nơi nhận, without where copies are kept.
    pub recipients: Vec<String>,
    /// Độ khẩn, if any.
    pub urgency: Option<String>,
    /// The package of the decision that it amends, as it stood then: its own, or that of the last one
    /// that amended it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amends: Option<Link>,
    /// Whether the PDF was signed before number and date were given: they are stamped over its blanks.
    #[serde(default, skip_serializing_if = "is_false")]
    pub signed_first: bool,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for it")]
const fn is_false(value: &bool) -> bool {
    !*value
}

/// Who signs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signer {
    /// Quyền hạn, e.g. `KT. CHỦ TỊCH`; none when the head signs.
    pub capacity: Option<Capacity>,
    /// Chức vụ.
    pub position: String,
    /// Họ tên.
    pub name: String,
}

/// Quyền hạn as it is written down: a text, as in the records of 0.1.0, or its lines.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Capacity {
    /// One line.
    Line(String),
    /// Several lines.
    Lines(Vec<String>),
}

impl Capacity {
    fn of(lines: Vec<String>) -> Option<Self> {
        match <[String; 1]>::try_from(lines) {
            Ok([line]) => Some(Self::Line(line)),
            Err(lines) => (!lines.is_empty()).then_some(Self::Lines(lines)),
        }
    }
}

impl Record {
    /// Of a dossier that has its number and whole date, else `None`; `subject` as it is printed.
    #[must_use]
    pub fn of(
        dossier: &Dossier,
        subject: &str,
        pages: usize,
        amends: Option<Link>,
    ) -> Option<Self> {
        let facts = &dossier.document;
        let PartialDate::Day(date) = facts.date.value else {
            return None;
        };
        let owned = |text: &crate::dossier::Text| text.value.clone();
        Some(Self {
            organisation_id: dossier.issuer.organisation_id.as_ref().map(owned),
            r#type: "Quyết định".to_owned(),
            number: facts.number.as_ref().map(owned)?,
            symbol: owned(&facts.symbol),
            date,
            issuer: owned(&dossier.issuer.full_name),
            subject: subject.to_owned(),
            language: "vi".to_owned(),
            pages,
            signer: Signer {
                capacity: Capacity::of(dossier.signatory.capacity.iter().map(owned).collect()),
                position: owned(&dossier.signatory.office),
                name: owned(&dossier.signatory.name),
            },
            recipients: dossier.recipients.iter().map(owned).collect(),
            urgency: facts.urgency.as_ref().map(owned),
            amends,
            signed_first: false,
        })
    }

    /// Number and date, as they are put into the dossier again.
    #[must_use]
    pub fn issue_facts(&self) -> IssueFacts {
        IssueFacts {
            number: Some(self.number.clone()),
            date: Some(PartialDate::Day(self.date)),
            signed_first: self.signed_first,
        }
    }

    /// Whether both took the same number of the same body in the same year.
    #[must_use]
    pub fn same_number(&self, other: &Self) -> bool {
        self.number_key() == other.number_key() && self.same_body(other)
    }

    /// What two records of one number have in common, whoever issued them.
    pub(super) fn number_key(&self) -> (i32, String) {
        (self.date.year(), self.number.to_lowercase())
    }

    /// Bodies are known by their id, else by their name.
    fn same_body(&self, other: &Self) -> bool {
        match (&self.organisation_id, &other.organisation_id) {
            (Some(own), Some(others)) if own == others => true,
            _ => folded(&self.issuer) == folded(&other.issuer),
        }
    }

    /// Number and symbol as printed, e.g. `3203/QĐ-UBND`.
    #[must_use]
    pub fn full_number(&self) -> String {
        format!("{}/{}", self.number, self.symbol)
    }

    /// The date as offices write it, e.g. `24/12/2021`.
    #[must_use]
    pub fn day(&self) -> String {
        in_figures(self.date)
    }
}
