//! What is computed: rules, tiers, blocks, agencies, published figures.

use rust_decimal::Decimal;

use super::super::declared::{Choice, Declared, choices, group};
use super::super::facts::{Fact, Text};
use super::super::keys::Kind;
use crate::diagnostics::Spanned;

/// Decimals that a score or share may be printed with.
const DECIMALS: Kind = Kind::Whole { least: 0, most: 6 };

group! {
    /// `chi_so`.
    pub IndicatorFacts {
        /// The main indicators.
        list: Vec<Indicator> = need "danh_sach" "các chỉ số chính" ""
    }
}

group! {
    /// Chỉ số chính.
    pub Indicator {
        /// Key used in the agencies' scores.
        id: Text = need "ma" "mã: chữ thường không dấu" "ha_tang"
        /// Name.
        name: Text = need "ten" [Kind::Citation] "tên chỉ số" "Hạ tầng số"
        /// Short name for the head of a narrow column.
        short_name: Option<Text> = maybe "ten_ngan" [Kind::Citation] "tên ở đầu cột" "Hạ tầng"
        /// Maximum score; required where agencies have indicator scores.
        maximum: Option<Spanned<Decimal>> = maybe "toi_da" "điểm tối đa; cần khi nhập điểm từng chỉ số" "20"
    }
}

group! {
    /// `cach_tinh`: how figures are computed and printed.
    pub Rules {
        /// See [`Rules::decimals`].
        given_decimals: Option<Decimals> = maybe "so_le" "số chữ số lẻ của điểm in ra (mặc định 1)" "2"
        /// See [`Rules::decimals`].
        given_mean_decimals: Option<Spanned<u32>> = maybe "so_le_trung_binh" [DECIMALS] "số chữ số lẻ của điểm trung bình (mặc định như `so_le`)" "2"
        /// Which score decides rank and tier.
        rank_by: RankBy = maybe "xep_hang_theo" "điểm nào quyết định thứ hạng" "diem_in"
        /// What decides a tie.
        tie: Tie = maybe "phan_dinh" "cơ quan bằng điểm xếp thế nào" "thu_tu"
        /// See [`Rules::limit_unit`].
        limit_unit: Option<LimitUnit> = maybe "don_vi_muc" "giới hạn của mức tính bằng gì" "diem"
        /// How the overall mean comes about.
        overall: OverallMethod = maybe "trung_binh_chung" "điểm trung bình chung tính thế nào" "theo_khoi"
        /// How shares are rounded.
        share_rounding: ShareRounding = maybe "lam_tron_ty_le" "làm tròn tỷ lệ thế nào" "du_100"
        /// See [`Rules::share_decimals`].
        given_share_decimals: Option<Spanned<u32>> = maybe "so_le_ty_le" [DECIMALS] "số chữ số lẻ của tỷ lệ (mặc định 0)" "1"
        /// See [`Rules::tolerance`].
        given_tolerance: Option<Spanned<Decimal>> = maybe "sai_so" [Kind::Amount] "tổng điểm được lệch bao nhiêu so với tổng các chỉ số (mặc định 0)" "0,1"
    }
}

group! {
    /// Mức.
    pub Tier {
        /// Name.
        name: Text = need "ten" "tên mức" "Tốt"
        /// Lower limit, included.
        from: Option<Spanned<Decimal>> = maybe "tu" "từ điểm này trở lên" "85"
        /// Lower limit, not included.
        above: Option<Spanned<Decimal>> = maybe "tren" "trên điểm này; mức cuối cùng bỏ cả hai thì nhận phần còn lại" "85"
    }
}

group! {
    /// Khối: a group of agencies ranked together.
    pub Block with facts {
        /// ASCII key; unique.
        id: Text = need "ma" "mã: chữ thường không dấu" "tinh"
        /// In `khối {ten}`.
        name: Text = need "ten" [Kind::Citation] "tên khối, đứng sau chữ “khối”" "cơ quan cấp tỉnh"
        /// Names of agencies that running text names one by one and does not count with the others.
        named: Vec<Text> = maybe "neu_rieng" "cơ quan nêu tên riêng trong lời văn, không đếm chung" "Văn phòng UBND tỉnh"
        /// How many agencies there are, assessed or not; all of the list when absent.
        total: Option<Spanned<u32>> = maybe "tong_so" [Kind::Whole { least: 1, most: 999_999 }] "tổng số cơ quan, khi có cơ quan không được đánh giá" "20"
        /// See [`Block::maximum`].
        given_maximum: Option<Spanned<Decimal>> = maybe "thang_diem" "điểm cao nhất có thể đạt (mặc định 100)" "100"
        /// The block's own indicators instead of the dossier's.
        indicators: Option<Vec<Indicator>> = maybe "chi_so" "bộ chỉ số riêng của khối" ""
        /// Agencies; never empty.
        agencies: Vec<Agency> = need "co_quan" "các cơ quan được xếp hạng" ""
    }
}

group! {
    /// Cơ quan.
    pub Agency with facts {
        /// Name.
        name: Text = need "ten" "tên cơ quan" "Sở Nội vụ"
        /// The total, if given.
        total: Option<Spanned<Decimal>> = maybe "diem" "tổng điểm" "88,5"
        /// Points by indicator id, in the order of the block's indicators. Empty when the agency has a total only;
        /// otherwise each indicator is either here or in `not_applicable`.
        scores: Vec<IndicatorScore> = maybe "chi_so" "điểm từng chỉ số, theo mã" "{ha_tang: 18.5}"
        /// Ids of indicators that do not apply.
        not_applicable: Vec<Text> = maybe "khong_ap_dung" "mã các chỉ số không áp dụng" "du_lieu"
    }
}

group! {
    /// `cong_bo`.
    pub Published {
        /// Overall mean.
        overall: Option<Spanned<Decimal>> = maybe "trung_binh_chung" "điểm trung bình chung" "79,5"
        /// By block.
        blocks: Vec<PublishedBlock> = maybe "khoi" "số liệu từng khối" ""
    }
}

group! {
    /// Published figures of one block.
    pub PublishedBlock {
        /// The block's id.
        id: Text = need "ma" "mã khối" "tinh"
        /// Mean.
        mean: Option<Spanned<Decimal>> = maybe "trung_binh" "điểm trung bình của khối" "78,2"
        /// Published share in percent, by tier name.
        shares: Vec<(Text, Spanned<Decimal>)> = maybe "ty_le" "tỷ lệ phần trăm theo tên mức" "{Tốt: 35}"
    }
}

/// One indicator's score.
#[derive(Clone, Debug)]
pub struct IndicatorScore {
    /// The indicator's id.
    pub indicator: Text,
    /// Points, `0..=` the indicator's maximum.
    pub value: Spanned<Decimal>,
}

impl Declared for Vec<IndicatorScore> {
    fn kind() -> Kind {
        Vec::<(Text, Spanned<Decimal>)>::kind()
    }

    fn take(fact: Option<&mut Fact>) -> Self {
        let scores = Vec::<(Text, Spanned<Decimal>)>::take(fact).into_iter();
        scores
            .map(|(indicator, value)| IndicatorScore { indicator, value })
            .collect()
    }
}

/// A tier's lower limit.
#[derive(Clone, Debug)]
pub struct Limit {
    /// Points or percent, see [`Rules::limit_unit`].
    pub value: Spanned<Decimal>,
    /// `tu` includes the limit, `tren` does not.
    pub inclusive: bool,
}

impl Tier {
    /// Its lower limit; none for the last tier, which then takes the rest.
    #[must_use]
    pub fn limit(&self) -> Option<Limit> {
        let limit = |inclusive| {
            move |value: &Spanned<Decimal>| Limit {
                value: value.clone(),
                inclusive,
            }
        };
        let from = self.from.as_ref().map(limit(true));
        from.or_else(|| self.above.as_ref().map(limit(false)))
    }
}

impl Rules {
    /// Decimals of a printed score; `None` if each is printed as it was typed.
    #[must_use]
    pub fn decimals(&self) -> Option<u32> {
        match self.given_decimals.unwrap_or_default() {
            Decimals::Fixed(decimals) => Some(decimals),
            Decimals::AsTyped => None,
        }
    }

    /// Decimals of a figure that nobody typed: of percents, and of means unless they have their own.
    #[must_use]
    pub fn computed_decimals(&self) -> u32 {
        self.decimals().unwrap_or(2)
    }

    /// Decimals of a mean.
    #[must_use]
    pub fn mean_decimals(&self) -> u32 {
        let given = self.given_mean_decimals.as_ref();
        given.map_or(self.computed_decimals(), |given| given.value)
    }

    /// What a tier's limit counts: points, unless written otherwise.
    #[must_use]
    pub fn limit_unit(&self) -> LimitUnit {
        self.limit_unit.unwrap_or_default()
    }

    /// Decimals of a share.
    #[must_use]
    pub fn share_decimals(&self) -> u32 {
        let given = self.given_share_decimals.as_ref();
        given.map_or(0, |given| given.value)
    }

    /// How far a given total may lie from the sum of its parts.
    #[must_use]
    pub fn tolerance(&self) -> Decimal {
        let given = self.given_tolerance.as_ref();
        given.map_or(Decimal::ZERO, |given| given.value)
    }
}

/// Rules are the same that compute the same.
impl PartialEq for Rules {
    fn eq(&self, other: &Self) -> bool {
        let all = |rules: &Self| {
            let decimals = (
                rules.decimals(),
                rules.mean_decimals(),
                rules.share_decimals(),
                rules.tolerance(),
            );
            let words = (
                rules.rank_by,
                rules.tie,
                rules.limit_unit(),
                rules.overall,
                rules.share_rounding,
            );
            (decimals, words)
        };
        all(self) == all(other)
    }
}

/// Which score decides rank and tier.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RankBy {
    /// The score as printed.
    #[default]
    Printed,
    /// The unrounded score.
    Exact,
}

impl Choice for RankBy {
    const WORDS: &'static [(&'static str, Self, &'static str)] = &[
        ("diem_in", Self::Printed, "điểm như in ra (mặc định)"),
        ("diem_goc", Self::Exact, "điểm chưa làm tròn"),
    ];
}

/// Decimals of printed scores.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decimals {
    /// So many, rounded half up.
    Fixed(u32),
    /// Each score as it was typed.
    AsTyped,
}

impl Default for Decimals {
    fn default() -> Self {
        Self::Fixed(1)
    }
}

impl Choice for Decimals {
    const WORDS: &'static [(&'static str, Self, &'static str)] = &[
        ("0", Self::Fixed(0), "không có số lẻ"),
        ("1", Self::Fixed(1), "một chữ số (mặc định)"),
        ("2", Self::Fixed(2), "hai chữ số"),
        ("3", Self::Fixed(3), "ba chữ số"),
        ("4", Self::Fixed(4), "bốn chữ số"),
        ("5", Self::Fixed(5), "năm chữ số"),
        ("6", Self::Fixed(6), "sáu chữ số"),
        (
            "nhu_nhap",
            Self::AsTyped,
            "mỗi điểm in đúng như nhập, không làm tròn",
        ),
    ];
}

/// What decides a tie.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tie {
    /// Nothing: equal scores have equal ranks ("1224").
    #[default]
    Shared,
    /// The order of entry: every rank is held by one.
    Entry,
}

impl Choice for Tie {
    const WORDS: &'static [(&'static str, Self, &'static str)] = &[
        (
            "dong_hang",
            Self::Shared,
            "đồng hạng, hạng sau bỏ trống (mặc định)",
        ),
        (
            "thu_tu",
            Self::Entry,
            "theo thứ tự nhập, không có đồng hạng",
        ),
    ];
}

/// What a tier's limit counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LimitUnit {
    /// Points.
    #[default]
    Points,
    /// Percent of the block's maximum score.
    Percent,
}

impl Choice for LimitUnit {
    const WORDS: &'static [(&'static str, Self, &'static str)] = &[
        ("diem", Self::Points, "điểm (mặc định)"),
        ("phan_tram", Self::Percent, "phần trăm thang điểm của khối"),
    ];
}

/// How the overall mean comes about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OverallMethod {
    /// Mean of the unrounded block means.
    #[default]
    Blocks,
    /// Mean of all agencies.
    Agencies,
    /// There is none.
    None,
}

impl Choice for OverallMethod {
    const WORDS: &'static [(&'static str, Self, &'static str)] = &[
        (
            "theo_khoi",
            Self::Blocks,
            "trung bình của các khối (mặc định)",
        ),
        ("theo_co_quan", Self::Agencies, "trung bình của mọi cơ quan"),
        ("khong", Self::None, "không tính"),
    ];
}

/// How shares are rounded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ShareRounding {
    /// Largest remainder, so that a block's shares add up to 100.
    #[default]
    LargestRemainder,
    /// Each by itself, half up.
    Each,
}

impl Choice for ShareRounding {
    const WORDS: &'static [(&'static str, Self, &'static str)] = &[
        (
            "du_100",
            Self::LargestRemainder,
            "cả khối đủ 100% (mặc định)",
        ),
        (
            "tung_dong",
            Self::Each,
            "làm tròn từng dòng, tổng có thể khác 100%",
        ),
    ];
}

choices!(
    Decimals,
    Tie,
    RankBy,
    LimitUnit,
    OverallMethod,
    ShareRounding
);
