//! What a column of a ranking table may hold, and what it is called.

/// What the cells of a column hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Value {
    Position,
    Name,
    Rank,
    /// The rank among the agencies of all blocks.
    RankAcross,
    Score,
    /// `01 (89,1)`.
    RankAndScore,
    Tier,
    /// Score in percent of the maximum that applies.
    Percent,
    /// Points before conversion, bonus and penalty.
    Points,
    /// The maximum that applies.
    Maximum,
    Bonus,
    Penalty,
    /// Why it is not ranked, or put in its tier.
    Reason,
    /// The name of its block.
    Block,
    RankThen,
    ScoreThen,
    TierThen,
    /// Ranks risen or fallen since the year before.
    Rise,
    /// Points gained or lost since.
    Gain,
    /// Points of the indicator at that place.
    Indicator(usize),
    /// The rank by these points.
    IndicatorRank(usize),
    /// A fact that the set asks for.
    Fact(String),
}

/// Values with a name of their own, and what they print, in Vietnamese.
pub(super) const NAMED: [(&str, Value, &str); 19] = [
    ("stt", Value::Position, "số thứ tự"),
    ("ten", Value::Name, "tên cơ quan"),
    ("hang", Value::Rank, "thứ hạng"),
    ("hang_chung", Value::RankAcross, "thứ hạng trong mọi khối"),
    ("diem", Value::Score, "tổng điểm"),
    (
        "hang_diem",
        Value::RankAndScore,
        "thứ hạng và điểm: `01 (89,1)`",
    ),
    ("muc", Value::Tier, "mức"),
    (
        "ty_le",
        Value::Percent,
        "điểm bằng phần trăm điểm tối đa được áp dụng",
    ),
    (
        "diem_cham",
        Value::Points,
        "điểm chấm, trước khi quy đổi, cộng thưởng, trừ",
    ),
    ("toi_da", Value::Maximum, "điểm tối đa được áp dụng"),
    ("diem_thuong", Value::Bonus, "điểm thưởng"),
    ("diem_tru", Value::Penalty, "điểm trừ"),
    (
        "ly_do",
        Value::Reason,
        "lý do không xếp hạng, không đánh giá, ấn định mức",
    ),
    ("khoi", Value::Block, "tên khối"),
    ("nam_truoc.hang", Value::RankThen, "thứ hạng năm trước"),
    ("nam_truoc.diem", Value::ScoreThen, "điểm năm trước"),
    ("nam_truoc.muc", Value::TierThen, "mức năm trước"),
    (
        "tang_giam.hang",
        Value::Rise,
        "số bậc tăng (`+2`), giảm (`−2`) so với năm trước",
    ),
    (
        "tang_giam.diem",
        Value::Gain,
        "số điểm tăng, giảm so với năm trước",
    ),
];
/// All indicators, a column each.
pub(super) const INDICATORS: &str = "chi_so";
/// Before the id of one indicator.
pub(super) const ONE: &str = "chi_so.";
pub(super) const ONE_RANK: &str = "hang_chi_so.";

impl Value {
    /// Whether it says something that only the year before tells.
    pub(super) const fn is_of_last_year(&self) -> bool {
        matches!(
            self,
            Self::RankThen | Self::ScoreThen | Self::TierThen | Self::Rise | Self::Gain
        )
    }
}

/// What a column may print, and what that is, in Vietnamese.
pub fn column_values() -> impl Iterator<Item = (&'static str, &'static str)> {
    let named = NAMED.iter().map(|(name, _, about)| (*name, *about));
    named.chain([
        (INDICATORS, "điểm từng chỉ số, mỗi chỉ số một cột"),
        ("chi_so.mã", "điểm của một chỉ số"),
        ("hang_chi_so.mã", "thứ hạng theo điểm của chỉ số ấy"),
        ("tên khóa", "khóa mà bộ mẫu khai báo ở `co_quan`"),
    ])
}
