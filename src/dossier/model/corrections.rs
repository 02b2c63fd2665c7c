//! `dieu_chinh`: what corrections say.

use rust_decimal::Decimal;

use super::super::declared::{Declared, Group, group};
use super::super::facts::{Fact, Facts, Text};
use super::super::keys::{Form, Key, Kind, Variants};
use super::Agency;
use crate::diagnostics::{Diagnostic, Span, Spanned};
use crate::values::PartialDate;

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
    Add(Box<Agency>),
}

/// A part of a total that is no indicator, as a correction names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ScorePart {
    /// `diem_cham`.
    Points,
    /// `diem_thuong`.
    Bonus,
    /// `diem_tru`.
    Penalty,
}

impl ScorePart {
    /// All of them.
    pub(crate) const ALL: [Self; 3] = [Self::Points, Self::Bonus, Self::Penalty];

    /// Its key.
    #[must_use]
    pub(crate) const fn key(self) -> &'static str {
        match self {
            Self::Points => "diem_cham",
            Self::Bonus => "diem_thuong",
            Self::Penalty => "diem_tru",
        }
    }

    /// The part of that key.
    #[must_use]
    pub(crate) fn named(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.key() == key)
    }

    /// What an agency has of it, where a correction may change it: bonus and penalty stand beside points, not beside
    /// a total alone.
    #[must_use]
    pub(crate) fn value(self, agency: &Agency) -> Option<Decimal> {
        let of = |given: &Option<Spanned<Decimal>>| given.as_ref().map(|given| given.value);
        let has_points = agency.points.is_some() || !agency.scores.is_empty();
        let none = has_points.then_some(Decimal::ZERO);
        match self {
            Self::Points => of(&agency.points),
            Self::Bonus => of(&agency.bonus).or(none),
            Self::Penalty => of(&agency.penalty).or(none),
        }
    }

    /// In a sentence.
    #[must_use]
    pub(crate) const fn words(self) -> &'static str {
        match self {
            Self::Points => "điểm chấm",
            Self::Bonus => "điểm thưởng",
            Self::Penalty => "điểm trừ",
        }
    }

    /// Where an agency has it. Without bonus or penalty it is none; what else is absent is not there.
    pub(in super::super) fn of(
        self,
        agency: &mut Agency,
        place: Span,
    ) -> Option<&mut Spanned<Decimal>> {
        let none = || Spanned::new(Decimal::ZERO, place);
        match self {
            Self::Points => agency.points.as_mut(),
            Self::Bonus => Some(agency.bonus.get_or_insert_with(none)),
            Self::Penalty => Some(agency.penalty.get_or_insert_with(none)),
        }
    }
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

group! {
    /// What every correction says.
    Grounds {
        /// When.
        date: Spanned<PartialDate> = need "ngay" "ngày điều chỉnh" "04/12/2026"
        /// Who asked for it.
        requested_by: Text = need "nguoi_de_nghi" [Kind::Citation] "ai đề nghị" "Sở Y tế"
        /// The document that justifies it.
        document: Text = need "van_ban" [Kind::Citation] "văn bản đề nghị" "Công văn số 345/SYT-VP ngày 03/12/2026"
        /// The reason.
        reason: Text = need "ly_do" [Kind::Citation] "lý do" "bổ sung tài liệu kiểm chứng"
        /// The block's id.
        block: Option<Text> = maybe "khoi" "mã khối" "tinh"
    }
}

group! {
    /// A score that is another.
    ScoreChange {
        /// Whose.
        agency: Text = need "co_quan" "cơ quan, tên như đang dùng" "Sở Y tế"
        /// The indicator's id; `None` for the total.
        indicator: Option<Text> = maybe "chi_so" "mã chỉ số, hoặc `diem_cham`, `diem_thuong`, `diem_tru`; bỏ thì sửa tổng điểm" "ha_tang"
        /// The value until then.
        from: Spanned<Decimal> = need "tu" "điểm lúc ấy" "74,4"
        /// The value from then on.
        to: Spanned<Decimal> = need "thanh" "điểm mới" "75,2"
    }
}

group! {
    /// A name that is another.
    Renaming {
        /// Whose, until then.
        agency: Text = need "co_quan" "cơ quan, tên như đang dùng" "Sở Y tế"
        /// From then on.
        to: Text = need "doi_ten" "tên mới" "Sở Y tế và Dân số"
    }
}

group! {
    /// An agency that is no longer assessed.
    Withdrawal {
        /// Which.
        agency: Text = need "co_quan" "cơ quan, tên như đang dùng" "Sở Y tế"
    }
}

group! {
    /// An agency more.
    Addition {
        /// Which.
        agency: Agency = need "them" "cơ quan mới" ""
    }
}

impl Declared for Correction {
    fn kind() -> Kind {
        let form = |telling, keys| Form { telling, keys };
        let yes = Kind::Choice(vec![("true", "không xếp hạng nữa")]);
        let mut withdrawal = Withdrawal::keys();
        withdrawal.push(Key::need("rut", yes, "rút khỏi danh sách", "true"));
        Kind::Variants(Variants {
            common: Grounds::keys(),
            forms: vec![
                form(2, ScoreChange::keys()),
                form(1, Renaming::keys()),
                form(1, withdrawal),
                form(1, Addition::keys()),
            ],
            unclear,
        })
    }

    fn take(fact: Option<&mut Fact>) -> Self {
        let mut none = Facts::default();
        let facts = match fact {
            Some(Fact::Group(facts)) => facts,
            _ => &mut none,
        };
        let grounds = Grounds::taken(facts);
        let has = |key| facts.get(key).is_some();
        let change = if has("them") {
            Change::Add(Box::new(Addition::taken(facts).agency))
        } else if has("doi_ten") {
            let Renaming { agency, to } = Renaming::taken(facts);
            Change::Rename { agency, to }
        } else if has("rut") {
            let Withdrawal { agency } = Withdrawal::taken(facts);
            Change::Withdraw { agency }
        } else {
            let score = ScoreChange::taken(facts);
            Change::Score {
                agency: score.agency,
                indicator: score.indicator,
                from: score.from,
                to: score.to,
            }
        };
        Self {
            date: grounds.date,
            requested_by: grounds.requested_by,
            document: grounds.document,
            reason: grounds.reason,
            block: grounds.block,
            change,
        }
    }
}

fn unclear(place: Span, told: &[Span]) -> Diagnostic {
    if let [first, second, ..] = told {
        return Diagnostic::error("DC001", "một điều chỉnh chỉ đổi một việc")
            .at(*second, "việc thứ hai")
            .with_related(*first, "việc thứ nhất")
            .with_remedy("tách thành hai phần tử của `dieu_chinh`");
    }
    Diagnostic::error("DC001", "điều chỉnh chưa nói đổi gì")
        .at(place, "thiếu trong phần này")
        .with_remedy(
            "thêm `tu` và `thanh` (sửa điểm), `doi_ten`, `rut: true` hoặc `them` (cơ quan mới)",
        )
}
