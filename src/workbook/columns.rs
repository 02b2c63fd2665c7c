//! Where things stand on a block's sheet.

/// Where the block's maximum stands.
pub(super) const MAXIMUM: &str = "$B$3";
/// Rows: heading, maxima, weights, the first agency.
pub(super) const HEAD: u32 = 4;
pub(super) const MAXIMA: u32 = 5;
pub(super) const WEIGHTS: u32 = 6;
pub(super) const FIRST: u32 = 7;
/// Height of the heading, in points: three lines.
pub(super) const HEAD_HEIGHT: f64 = 50.0;
/// The column of names.
pub(super) const NAME: u16 = 1;
/// The first column of indicators.
pub(super) const INDICATORS: u16 = 2;
/// Decimals that a double surely holds of a score.
pub(super) const SURE: u32 = 10;

/// The columns of a block's sheet.
#[derive(Clone, Debug)]
pub(super) struct Columns {
    pub(super) indicators: u16,
    pub(super) points: u16,
    pub(super) own_maximum: u16,
    pub(super) bonus: u16,
    pub(super) penalty: u16,
    pub(super) given: u16,
    pub(super) set_tier: u16,
    pub(super) holds: u16,
    pub(super) counted: u16,
    pub(super) deciders: u16,
    pub(super) decided: u16,
    pub(super) applicable: u16,
    pub(super) total: u16,
    pub(super) printed: u16,
    pub(super) percent: u16,
    pub(super) key: u16,
    pub(super) across_key: u16,
    pub(super) rank: u16,
    pub(super) across: u16,
    pub(super) tier: u16,
    pub(super) our_score: u16,
    pub(super) our_rank: u16,
    pub(super) our_across: u16,
    pub(super) our_tier: u16,
    pub(super) matches: u16,
}

impl Columns {
    pub(super) fn of(indicators: usize, deciders: usize) -> Self {
        let count = |number: usize| u16::try_from(number).unwrap_or(0);
        let (indicators, decided) = (count(indicators), count(deciders));
        let first = INDICATORS + indicators;
        let computed = first + 8 + decided;
        Self {
            indicators,
            points: first,
            own_maximum: first + 1,
            bonus: first + 2,
            penalty: first + 3,
            given: first + 4,
            set_tier: first + 5,
            holds: first + 6,
            counted: first + 7,
            deciders: first + 8,
            decided,
            applicable: computed,
            total: computed + 1,
            printed: computed + 2,
            percent: computed + 3,
            key: computed + 4,
            across_key: computed + 5,
            rank: computed + 6,
            across: computed + 7,
            tier: computed + 8,
            our_score: computed + 9,
            our_rank: computed + 10,
            our_across: computed + 11,
            our_tier: computed + 12,
            matches: computed + 13,
        }
    }

    /// What stands over each column but those of indicators and of what decides between equals.
    pub(super) const fn heads(&self) -> [(u16, &'static str); 24] {
        [
            (0, "STT"),
            (NAME, "Tên cơ quan"),
            (self.points, "Điểm chấm"),
            (self.own_maximum, "Tối đa riêng"),
            (self.bonus, "Điểm thưởng"),
            (self.penalty, "Điểm trừ"),
            (self.given, "Tổng điểm nhập"),
            (self.set_tier, "Mức ấn định"),
            (self.holds, "Giữ hạng"),
            (self.counted, "Được tính"),
            (self.applicable, "Tối đa áp dụng"),
            (self.total, "Tổng điểm"),
            (self.printed, "Điểm in ra"),
            (self.percent, "Phần trăm"),
            (self.key, "Xếp theo"),
            (self.across_key, "Xếp chung theo"),
            (self.rank, "Hạng"),
            (self.across, "Hạng chung"),
            (self.tier, "Mức"),
            (self.our_score, "Điểm (chương trình)"),
            (self.our_rank, "Hạng (chương trình)"),
            (self.our_across, "Hạng chung (chương trình)"),
            (self.our_tier, "Mức (chương trình)"),
            (self.matches, "Khớp?"),
        ]
    }
}
