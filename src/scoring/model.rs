//! Kết quả xếp hạng: what scoring gives, exact.

use super::exact::Fraction;

use super::exact::fraction;
use crate::dossier::{Indicator, OverallMethod};

/// An exact value and how it is printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// The unrounded value.
    pub exact: Fraction,
    /// Rounded half up, with decimal comma: `80,7`.
    pub printed: String,
}

impl Figure {
    /// What a reader takes it for.
    #[must_use]
    pub fn as_printed(&self) -> Fraction {
        let printed = self.printed.replace(',', ".").parse();
        printed.map_or_else(|_| self.exact.clone(), fraction)
    }
}

/// All blocks' standings.
#[derive(Clone, Debug)]
pub struct Standings {
    /// One per block of the dossier, in its order.
    pub blocks: Vec<BlockStandings>,
    /// The agencies of all blocks by tier; one per name of the dossier's tiers, in its order.
    pub tiers: Vec<TierCount>,
    /// Overall mean (điểm trung bình chung), if one is taken.
    pub overall: Option<Overall>,
    /// What `check` says of the figures, in words for whoever decides.
    pub findings: Vec<String>,
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
    pub maximum: Fraction,
    /// `maximum` as printed.
    pub maximum_printed: String,
    /// The name of the tier the mean lies in; `None` if it lies in none.
    pub tier: Option<String>,
}

/// Standings of one block.
#[derive(Clone, Debug)]
pub struct BlockStandings {
    /// Index of the block in the dossier.
    pub block: usize,
    /// Maximum score.
    pub maximum: Fraction,
    /// Maximum score as printed (`100`).
    pub maximum_printed: String,
    /// How many scores the sum, the mean and the tiers count.
    pub counted: usize,
    /// Sum of the unrounded scores.
    pub sum: Fraction,
    /// Mean of the unrounded scores.
    pub mean: Figure,
    /// One per tier of the block, in its order, empty tiers included.
    pub tiers: Vec<TierCount>,
    /// Best first; agencies that tie stand in the dossier's order.
    pub rows: Vec<Standing>,
    /// Agencies that are not ranked, in the dossier's order.
    pub others: Vec<Unranked>,
    /// The indicators of the block's detailed table; empty when the block has totals only.
    pub indicators: Vec<Indicator>,
    /// The year before, where the dossier has it.
    pub last_year: Option<LastYearBlock>,
}

/// How many agencies lie in a tier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TierCount {
    /// Their number.
    pub count: usize,
    /// Tỷ lệ: percent of the block's agencies, as a decimal string with point: `17`, `16.7`.
    pub share: String,
    /// The unrounded share in percent.
    pub exact_share: Fraction,
}

/// One agency's place.
#[derive(Clone, Debug)]
pub struct Standing {
    /// From 1, through the whole block.
    pub position: usize,
    /// What it scored.
    pub result: Scored,
    /// Standard competition rank, from 1.
    pub rank: usize,
    /// How many agencies share the rank, itself included.
    pub tied: usize,
    /// Its rank among the agencies of all blocks, if they are ranked so.
    pub across: Option<usize>,
}

impl std::ops::Deref for Standing {
    type Target = Scored;
    fn deref(&self) -> &Scored {
        &self.result
    }
}

/// What an agency scored.
#[derive(Clone, Debug)]
pub struct Scored {
    /// Index of the agency in the dossier's block.
    pub agency: usize,
    /// The score on the block's scale.
    pub score: Figure,
    /// Điểm chấm: the points before conversion, bonus and penalty.
    pub points: Fraction,
    /// The maximum that applies to it: what the points are out of.
    pub applicable: Fraction,
    /// The score in percent of the maximum that applies.
    pub percent: Figure,
    /// Index into the block's tiers; `None` if it has none.
    pub tier: Option<usize>,
    /// One per indicator of the block: points as printed, or `None` where it does not apply.
    pub details: Vec<Option<String>>,
    /// The year before, where the dossier has it.
    pub last_year: Option<Before>,
}

/// An agency that is not ranked.
#[derive(Clone, Debug)]
pub struct Unranked {
    /// Index of the agency in the dossier's block.
    pub agency: usize,
    /// What it scored, if it was assessed.
    pub result: Option<Scored>,
}

/// A block of the year before.
#[derive(Clone, Debug)]
pub struct LastYearBlock {
    /// Its mean as printed then.
    pub mean: Option<Compared>,
}

/// An agency in the year before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Before {
    /// It was not there.
    New,
    /// It was, with what is known of it.
    Known {
        /// Its rank; the change is positive if it is better now.
        rank: Option<RankThen>,
        /// Its score.
        score: Option<Compared>,
        /// Its tier's name.
        tier: Option<String>,
    },
}

impl Before {
    /// How many ranks it rose since, or fell; `None` where that is not known.
    #[must_use]
    pub fn rise(&self) -> Option<i64> {
        match self {
            Self::Known { rank, .. } => rank.and_then(|then| then.rise),
            Self::New => None,
        }
    }
}

/// A rank of the year before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RankThen {
    /// The rank.
    pub rank: u32,
    /// How many ranks it rose since, or fell (negative); `None` without a rank now.
    pub rise: Option<i64>,
}

/// A printed figure of the year before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compared {
    /// As it was printed.
    pub printed: String,
    /// What the printed figure of now has more, or less (negative); `None` on another scale.
    pub more: Option<Fraction>,
    /// Decimals of the difference.
    pub decimals: u32,
}
