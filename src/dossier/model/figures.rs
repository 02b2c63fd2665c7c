//! What is computed: indicators, tiers, blocks, agencies.

use rust_decimal::Decimal;

use super::super::declared::{Declared, group};
use super::super::facts::{Fact, Text};
use super::super::keys::Kind;
use super::choices::Decimals;
use super::rules::{DECIMALS, Rules};
use crate::diagnostics::Spanned;

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
        /// What its points are multiplied with; 1 when absent.
        weight: Option<Spanned<Decimal>> = maybe "trong_so" [Kind::Amount] "hệ số nhân với điểm của chỉ số khi cộng tổng điểm (mặc định 1)" "0,4"
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
        /// The block's own tiers instead of the dossier's.
        tiers: Option<Vec<Tier>> = maybe "muc" "các mức riêng của khối" ""
        /// The block's own decimals of scores.
        decimals: Option<Decimals> = maybe "so_le" "số chữ số lẻ của điểm trong khối (mặc định như `cach_tinh`)" "2"
        /// The block's own decimals of means.
        mean_decimals: Option<Spanned<u32>> = maybe "so_le_trung_binh" [DECIMALS] "số chữ số lẻ của điểm trung bình của khối" "2"
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
        /// Points before bonus, penalty and conversion, of an agency without indicator scores.
        points: Option<Spanned<Decimal>> = maybe "diem_cham" [Kind::Amount] "điểm chấm, chưa cộng thưởng, trừ, quy đổi; máy tính ra tổng điểm" "68,32"
        /// Points by indicator id, in the order of the block's indicators. Empty when the agency has a total only;
        /// otherwise each indicator is either here or in `not_applicable`.
        scores: Vec<IndicatorScore> = maybe "chi_so" "điểm từng chỉ số, theo mã" "{ha_tang: 18.5}"
        /// Ids of indicators that do not apply.
        not_applicable: Vec<Text> = maybe "khong_ap_dung" "mã các chỉ số không áp dụng" "du_lieu"
        /// The maximum that applies to it, where it has no indicator scores.
        maximum: Option<Spanned<Decimal>> = maybe "toi_da" [Kind::Amount] "điểm tối đa áp dụng cho riêng cơ quan này, khi không nhập điểm từng chỉ số; điểm được quy đổi về thang điểm của khối" "84"
        /// Bonus, in points of the block's scale.
        bonus: Option<Spanned<Decimal>> = maybe "diem_thuong" [Kind::Amount] "điểm thưởng, cộng sau khi quy đổi" "2"
        /// Penalty, in points of the block's scale.
        penalty: Option<Spanned<Decimal>> = maybe "diem_tru" [Kind::Amount] "điểm trừ, trừ sau khi quy đổi" "1,5"
        /// Tier by rule, whatever the score.
        set_tier: Option<SetTier> = maybe "muc" "mức ấn định theo quy định, thay cho mức theo điểm" ""
        /// Why it is assessed but not ranked.
        unranked: Option<Text> = maybe "khong_xep_hang" [Kind::Citation] "lý do được đánh giá mà không xếp hạng" "mới thành lập"
        /// Why it is not assessed.
        unassessed: Option<Text> = maybe "khong_danh_gia" [Kind::Citation] "lý do không được đánh giá" "đang sắp xếp tổ chức"
        /// Its names of the year before: of those it was merged from, the first is compared with.
        former_names: Vec<Text> = maybe "ten_cu" [Kind::Lines] "tên ở năm trước, khi đổi tên; sáp nhập từ nhiều cơ quan thì viết thành danh sách, so với cơ quan nêu đầu tiên" "Sở Giao thông vận tải"
    }
}

group! {
    /// A tier that a rule gives.
    pub SetTier {
        /// Its name.
        name: Text = need "ten" "tên mức" "Khá"
        /// Why.
        reason: Text = need "ly_do" [Kind::Citation] "lý do, in thành ghi chú" "có công chức bị kỷ luật trong năm"
    }
}

/// What an agency takes part in.
#[derive(Clone, Copy, Debug)]
pub enum Assessment<'a> {
    /// It is ranked.
    Ranked,
    /// It has a score, but no rank, for this reason.
    Unranked(&'a Text),
    /// It has no score, for this reason.
    Unassessed(&'a Text),
}

impl Agency {
    /// What it takes part in.
    #[must_use]
    pub fn assessment(&self) -> Assessment<'_> {
        match (&self.unassessed, &self.unranked) {
            (Some(reason), _) => Assessment::Unassessed(reason),
            (None, Some(reason)) => Assessment::Unranked(reason),
            (None, None) => Assessment::Ranked,
        }
    }

    /// Whether it is assessed, ranked or not.
    #[must_use]
    pub const fn is_assessed(&self) -> bool {
        self.unassessed.is_none()
    }
}

impl Block {
    /// Its agencies that are assessed.
    pub fn assessed(&self) -> impl Iterator<Item = &Agency> {
        self.agencies.iter().filter(|agency| agency.is_assessed())
    }

    /// Decimals of its scores; `None` if each is printed as it was typed.
    #[must_use]
    pub fn decimals(&self, rules: &Rules) -> Option<u32> {
        self.decimals.map_or(rules.decimals(), Decimals::fixed)
    }

    /// Decimals of its computed figures: of sums and parts of scores.
    #[must_use]
    pub fn computed_decimals(&self, rules: &Rules) -> u32 {
        self.decimals(rules).unwrap_or(Decimals::COMPUTED)
    }

    /// Decimals of its mean.
    #[must_use]
    pub fn mean_decimals(&self, rules: &Rules) -> u32 {
        let own = self.mean_decimals.as_ref();
        let own = own.or(rules.given_mean_decimals.as_ref());
        own.map_or_else(|| self.computed_decimals(rules), |own| own.value)
    }

    /// Decimals of its agencies' percents of the maximum.
    #[must_use]
    pub fn percent_decimals(&self, rules: &Rules) -> u32 {
        let own = rules.given_percent_decimals.as_ref();
        own.map_or_else(|| self.computed_decimals(rules), |own| own.value)
    }
}

impl Indicator {
    /// What its points are multiplied with.
    #[must_use]
    pub fn weight(&self) -> Decimal {
        let given = self.weight.as_ref();
        given.map_or(Decimal::ONE, |weight| weight.value)
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
