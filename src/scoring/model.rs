//! Kết quả xếp hạng: what scoring gives, exact.

use num_rational::BigRational;

use crate::dossier::{Indicator, OverallMethod};

/// An exact value and how it is printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// The unrounded value.
    pub exact: BigRational,
    /// Rounded half up, with decimal comma: `80,7`.
    pub printed: String,
}

/// All blocks' standings.
#[derive(Clone, Debug)]
pub struct Standings {
    /// One per block of the dossier, in its order.
    pub blocks: Vec<BlockStandings>,
    /// The agencies of all blocks by tier; one per tier of the dossier, in its order.
    pub tiers: Vec<TierCount>,
    /// Overall mean (điểm trung bình chung), if one is taken.
    pub overall: Option<Overall>,
}

/// Điểm trung bình chung.
#[derive(Clone, Debug)]
pub struct Overall {
    /// The mean.
    pub mean: Figure,
    /// How it comes about.
    pub method: OverallMethod,
    /// The maximum it is out of: the blocks' common maximum, or 100 where they differ (block means
    /// are then taken in percent of their maximum).
    pub maximum: BigRational,
    /// `maximum` as printed.
    pub maximum_printed: String,
    /// Index into the dossier's tiers of the tier the mean lies in; `None` if it lies in none.
    pub tier: Option<usize>,
}

/// Standings of one block.
#[derive(Clone, Debug)]
pub struct BlockStandings {
    /// Index of the block in the dossier.
    pub block: usize,
    /// Maximum score.
    pub maximum: BigRational,
    /// Maximum score as printed (`100`).
    pub maximum_printed: String,
    /// Sum of the unrounded scores.
    pub sum: BigRational,
    /// Mean of the unrounded scores.
    pub mean: Figure,
    /// One per tier of the dossier, in its order, empty tiers included.
    pub tiers: Vec<TierCount>,
    /// Best first; agencies that tie stand in the dossier's order.
    pub rows: Vec<Standing>,
    /// The indicators of the block's detailed table; empty when the block has totals only.
    pub indicators: Vec<Indicator>,
}

/// How many agencies lie in a tier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TierCount {
    /// Their number.
    pub count: usize,
    /// Tỷ lệ: percent of the block's agencies, as a decimal string with point: `17`, `16.7`.
    pub share: String,
    /// The unrounded share in percent.
    pub exact_share: BigRational,
}

/// One agency's place.
#[derive(Clone, Debug)]
pub struct Standing {
    /// From 1, through the whole block.
    pub position: usize,
    /// Index of the agency in the dossier's block.
    pub agency: usize,
    /// The score on the block's scale.
    pub score: Figure,
    /// Điểm chấm: the points before conversion.
    pub points: BigRational,
    /// The maximum that applies to it: what the points are out of.
    pub applicable: BigRational,
    /// Standard competition rank, from 1.
    pub rank: usize,
    /// How many agencies share the rank, itself included.
    pub tied: usize,
    /// Index into the dossier's tiers; `None` if it has none.
    pub tier: Option<usize>,
    /// One per indicator of the block: points as printed, or `None` where it does not apply.
    pub details: Vec<Option<String>>,
}
