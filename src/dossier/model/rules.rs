//! How figures are computed and printed (`cach_tinh`).

use rust_decimal::Decimal;

use super::super::declared::group;
use super::super::facts::Text;
use super::super::keys::Kind;
use super::choices::{Beyond, Decimals, LimitUnit, OverallMethod, RankBy, ShareRounding, SumOf};
use crate::diagnostics::Spanned;

/// Decimals that a figure may be printed with.
pub(super) const DECIMALS: Kind = Kind::Whole { least: 0, most: 6 };

group! {
    /// `cach_tinh`: how figures are computed and printed.
    pub Rules with facts {
        /// See [`Rules::decimals`]; a block may have its own.
        given_decimals: Option<Decimals> = maybe "so_le" "số chữ số lẻ của điểm in ra (mặc định 1)" "2"
        /// Decimals of means; those of scores when absent. A block may have its own.
        given_mean_decimals: Option<Spanned<u32>> = maybe "so_le_trung_binh" [DECIMALS] "số chữ số lẻ của điểm trung bình (mặc định như `so_le`)" "2"
        /// Decimals of percents of the maximum; those of scores when absent.
        given_percent_decimals: Option<Spanned<u32>> = maybe "so_le_phan_tram" [DECIMALS] "số chữ số lẻ của điểm tính bằng phần trăm (mặc định như `so_le`)" "2"
        /// Which score decides rank and tier.
        rank_by: RankBy = maybe "xep_hang_theo" "điểm nào quyết định thứ hạng" "diem_in"
        /// What decides a tie, in that order, see [`Rules::deciders`].
        tie: Vec<Text> = maybe "phan_dinh" [Kind::Lines] "các cơ quan bằng điểm xếp theo gì: `dong_hang` (mặc định), `chi_so.mã` (điểm chỉ số ấy), `nam_truoc` (thứ hạng năm trước), `thu_tu` (thứ tự nhập); nhiều bước thì viết thành danh sách" "thu_tu"
        /// Whether all agencies are ranked across the blocks, too.
        ranks_across: bool = maybe "xep_hang_chung" "xếp hạng chung mọi khối, ngoài thứ hạng trong khối (in bằng cột `hang_chung`, bảng `khoi: tat_ca`)" "true"
        /// Whether the rank of an agency that is not ranked stays free.
        keeps_gaps: bool = maybe "hang_bo_trong" "hạng theo điểm của cơ quan không xếp hạng thì để trống, cơ quan sau không dồn lên" "true"
        /// Whether means and shares count agencies that are assessed but not ranked.
        counts_unranked: bool = maybe "tinh_ca_khong_xep_hang" "điểm trung bình, số lượng và tỷ lệ các mức tính cả cơ quan được đánh giá mà không xếp hạng" "true"
        /// How indicator scores make a total.
        sum: SumOf = maybe "tong_diem" "tổng điểm các chỉ số đưa về thang điểm của khối thế nào" "quy_doi"
        /// The highest bonus.
        most_bonus: Option<Spanned<Decimal>> = maybe "thuong_toi_da" [Kind::Amount] "điểm thưởng cao nhất của một cơ quan" "5"
        /// The highest penalty.
        most_penalty: Option<Spanned<Decimal>> = maybe "tru_toi_da" [Kind::Amount] "điểm trừ cao nhất của một cơ quan" "5"
        /// What becomes of a total beyond the maximum.
        beyond: Beyond = maybe "vuot_thang" "cộng điểm thưởng mà vượt thang điểm thì sao" "cho_phep"
        /// See [`Rules::limit_unit`].
        limit_unit: Option<LimitUnit> = maybe "don_vi_muc" "giới hạn của mức tính bằng gì" "diem"
        /// How the overall mean comes about.
        overall: OverallMethod = maybe "trung_binh_chung" "điểm trung bình chung tính thế nào" "theo_khoi"
        /// The overall mean as it stands elsewhere.
        quoted: Option<QuotedMean> = maybe "trich_dan" "điểm trung bình chung lấy theo văn bản khác, khi `trung_binh_chung: trich_dan`" ""
        /// How shares are rounded.
        share_rounding: ShareRounding = maybe "lam_tron_ty_le" "làm tròn tỷ lệ thế nào" "du_100"
        /// See [`Rules::share_decimals`].
        given_share_decimals: Option<Spanned<u32>> = maybe "so_le_ty_le" [DECIMALS] "số chữ số lẻ của tỷ lệ (mặc định 0)" "1"
        /// See [`Rules::tolerance`].
        given_tolerance: Option<Spanned<Decimal>> = maybe "sai_so" [Kind::Amount] "tổng điểm được lệch bao nhiêu so với tổng các chỉ số (mặc định 0)" "0,1"
    }
}

group! {
    /// `trich_dan`.
    pub QuotedMean {
        /// The mean, as it stands there.
        mean: Spanned<Decimal> = need "diem" [Kind::Amount] "số ghi ở văn bản ấy" "79,5"
        /// Where it stands.
        source: Text = need "nguon" [Kind::Citation] "văn bản ấy" "Báo cáo số 68/BC-SNV ngày 12/12/2026 của Sở Nội vụ"
    }
}

/// What decides between agencies of equal scores.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decider<'a> {
    /// More points of the indicator of this id.
    Indicator(&'a str),
    /// The better rank of the year before.
    LastYear,
    /// The order of entry.
    Entry,
}

impl<'a> Decider<'a> {
    /// Words that are no indicator.
    pub(in super::super) const WORDS: [&'static str; 3] = [Self::SHARED, "nam_truoc", "thu_tu"];
    /// Nothing decides: equal scores have equal ranks ("1224").
    const SHARED: &'static str = "dong_hang";

    /// What the word names; `None` for equal ranks, and for words that name nothing.
    pub(in super::super) fn named(word: &'a str) -> Option<Self> {
        match word {
            "nam_truoc" => Some(Self::LastYear),
            "thu_tu" => Some(Self::Entry),
            _ => word.strip_prefix("chi_so.").map(Self::Indicator),
        }
    }
}

impl Rules {
    /// Decimals of a printed score; `None` if each is printed as it was typed.
    #[must_use]
    pub fn decimals(&self) -> Option<u32> {
        self.given_decimals.unwrap_or_default().fixed()
    }

    /// Decimals of a figure that nobody typed: of percents, and of means unless they have their own.
    #[must_use]
    pub fn computed_decimals(&self) -> u32 {
        self.decimals().unwrap_or(Decimals::COMPUTED)
    }

    /// Decimals of a percent of the maximum.
    #[must_use]
    pub fn percent_decimals(&self) -> u32 {
        let given = self.given_percent_decimals.as_ref();
        given.map_or(self.computed_decimals(), |given| given.value)
    }

    /// What decides a tie, in that order; empty if equal scores have equal ranks ("1224").
    #[must_use]
    pub fn deciders(&self) -> Vec<Decider<'_>> {
        let words = self.tie.iter();
        words.filter_map(|word| Decider::named(word)).collect()
    }

    /// Decimals of a mean of all blocks.
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
            let amount = |amount: &Option<Spanned<Decimal>>| amount.as_ref().map(|amount| **amount);
            let quoted = rules.quoted.as_ref();
            let numbers = (
                [
                    rules.mean_decimals(),
                    rules.share_decimals(),
                    rules.percent_decimals(),
                ],
                rules.decimals(),
                [
                    amount(&rules.most_bonus),
                    amount(&rules.most_penalty),
                    Some(rules.tolerance()),
                ],
                quoted.map(|quoted| (*quoted.mean, quoted.source.value.clone())),
            );
            let tie: Vec<String> = rules.tie.iter().map(|word| word.value.clone()).collect();
            let words = (
                (rules.rank_by, tie, rules.sum, rules.beyond),
                (rules.limit_unit(), rules.overall, rules.share_rounding),
                [rules.ranks_across, rules.keeps_gaps, rules.counts_unranked],
            );
            (numbers, words)
        };
        all(self) == all(other)
    }
}
