//! What the standings say of each block and agency, as other programs read it.

use serde::Serialize;

#[derive(Serialize)]
pub(super) struct Report<'a> {
    pub(super) blocks: Vec<BlockReport<'a>>,
    pub(super) overall: Option<OverallReport<'a>>,
}

#[derive(Serialize)]
pub(super) struct BlockReport<'a> {
    pub(super) id: &'a str,
    pub(super) name: &'a str,
    pub(super) max: String,
    /// How many agencies are ranked.
    pub(super) count: usize,
    /// How many the mean and the tiers count.
    pub(super) counted: usize,
    pub(super) mean: FigureReport<'a>,
    pub(super) last_year_mean: Option<ThenReport<'a>>,
    pub(super) tiers: Vec<TierReport<'a>>,
    pub(super) rows: Vec<RowReport<'a>>,
    pub(super) others: Vec<OtherReport<'a>>,
}

#[derive(Serialize)]
pub(super) struct FigureReport<'a> {
    pub(super) exact: String,
    pub(super) printed: &'a str,
}

#[derive(Serialize)]
pub(super) struct TierReport<'a> {
    pub(super) name: &'a str,
    pub(super) count: usize,
    pub(super) share: &'a str,
}

#[derive(Serialize)]
pub(super) struct RowReport<'a> {
    pub(super) position: usize,
    pub(super) name: &'a str,
    pub(super) rank: usize,
    pub(super) rank_across: Option<usize>,
    #[serde(flatten)]
    pub(super) result: ResultReport<'a>,
}

/// An agency that is not ranked.
#[derive(Serialize)]
pub(super) struct OtherReport<'a> {
    pub(super) name: &'a str,
    pub(super) assessed: bool,
    pub(super) reason: &'a str,
    #[serde(flatten)]
    pub(super) result: Option<ResultReport<'a>>,
}

#[derive(Serialize)]
pub(super) struct ResultReport<'a> {
    pub(super) score: String,
    pub(super) printed: &'a str,
    pub(super) tier: Option<&'a str>,
    pub(super) tier_reason: Option<&'a str>,
    pub(super) points: String,
    pub(super) applicable: String,
    pub(super) percent: String,
    pub(super) bonus: Option<String>,
    pub(super) penalty: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) indicators: Vec<IndicatorReport<'a>>,
    pub(super) last_year: Option<LastYearReport<'a>>,
}

#[derive(Serialize)]
pub(super) struct IndicatorReport<'a> {
    pub(super) id: &'a str,
    pub(super) printed: Option<&'a str>,
}

#[derive(Serialize)]
pub(super) struct LastYearReport<'a> {
    pub(super) new: bool,
    pub(super) rank: Option<u32>,
    /// Ranks risen, or fallen (negative).
    pub(super) rise: Option<i64>,
    pub(super) score: Option<ThenReport<'a>>,
    pub(super) tier: Option<&'a str>,
}

#[derive(Serialize)]
pub(super) struct ThenReport<'a> {
    pub(super) printed: &'a str,
    /// What is more now, or less (negative).
    pub(super) change: Option<String>,
}

#[derive(Serialize)]
pub(super) struct OverallReport<'a> {
    pub(super) exact: String,
    pub(super) printed: &'a str,
    pub(super) method: &'static str,
}
