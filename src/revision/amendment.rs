//! What a decision that amends an issued one changes.

use chrono::NaiveDate;

use super::{Changes, SentenceChange};

/// An issued decision as others cite it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// Số, as printed.
    pub number: String,
    /// Ký hiệu.
    pub symbol: String,
    /// Ngày ban hành.
    pub date: NaiveDate,
    /// Who issued it, e.g. `Chủ tịch Ủy ban nhân dân tỉnh Sơn La`.
    pub authority: String,
    /// Trích yếu.
    pub subject: String,
}

/// Nội dung sửa đổi, bổ sung: what became of an issued decision's results.
#[derive(Clone, Debug)]
pub struct Amendment {
    /// The decision that is amended.
    pub decision: Citation,
    /// Those that amended it before, in order of issue.
    pub earlier: Vec<Citation>,
    /// Corrections, agencies and figures that changed.
    pub changes: Changes,
    /// Sentences of the annex that changed, those of tables left out.
    pub sentences: Vec<SentenceChange>,
}
