//! Phase 2: from a [`Dossier`] to its [`Standings`]. Pure: no I/O, no clock, no floats.

mod exact;
mod model;
mod published;
mod shares;
mod totals;

pub use exact::{exact_text, fraction, printed};
pub use model::*;
pub use published::compare_published;

use num_rational::BigRational;
use num_traits::Zero;

use crate::diagnostics::{Diagnostic, Diagnostics, Severity};
use crate::dossier::{Agency, Block, Dossier, LimitUnit, OverallMethod, RankBy, Rules, Tie, Tier};
use exact::{rounded, short_text, whole};

/// Computes every block's ranks, tiers, mean and shares, and the overall mean.
///
/// `None` if an error was found: a total that disagrees with its parts, a score below every tier.
#[must_use]
pub fn score(dossier: &Dossier, diagnostics: &mut Diagnostics) -> Option<Standings> {
    let mut found = Diagnostics::new();
    let blocks: Vec<BlockStandings> = (0..dossier.blocks.len())
        .map(|index| score_block(dossier, index, &mut found))
        .collect();
    let failed = found.has_errors();
    diagnostics.extend(found);
    if failed {
        return None;
    }
    let overall = overall(dossier, &blocks);
    Some(Standings {
        tiers: of_all(dossier, &blocks),
        blocks,
        overall,
    })
}

/// How many agencies of all blocks lie in each tier.
fn of_all(dossier: &Dossier, blocks: &[BlockStandings]) -> Vec<TierCount> {
    let tiers = 0..dossier.tiers.len();
    let counts: Vec<usize> = tiers
        .map(|tier| blocks.iter().map(|block| block.tiers[tier].count).sum())
        .collect();
    let rules = &dossier.rules;
    shares::shares(&counts, rules.share_decimals(), rules.share_rounding)
}

fn score_block(dossier: &Dossier, index: usize, found: &mut Diagnostics) -> BlockStandings {
    let block = &dossier.blocks[index];
    let rules = &dossier.rules;
    let maximum = fraction(block.maximum().value);
    let indicators = dossier.indicators_of(block).to_vec();
    let scores: Vec<BigRational> = block
        .agencies
        .iter()
        .map(|agency| totals::total(agency, &indicators, &maximum, rules, found))
        .collect();
    let keys: Vec<BigRational> = match rules.rank_by {
        RankBy::Printed => scores
            .iter()
            .zip(&block.agencies)
            .map(|(s, agency)| rounded(s, decimals_of(s, agency, rules)))
            .collect(),
        RankBy::Exact => scores.clone(),
    };
    let limits = limits(&dossier.tiers, rules, &maximum);
    let mut rows = rank(dossier, block, &scores, &keys, &limits, found);
    for row in &mut rows {
        let agency = &block.agencies[row.agency];
        (row.points, row.applicable) =
            totals::points_of(agency, &indicators, &maximum, &row.score.exact);
    }
    let mut counts = vec![0; dossier.tiers.len()];
    for tier in rows.iter().filter_map(|row| row.tier) {
        counts[tier] += 1;
    }
    let sum: BigRational = scores.iter().sum();
    let mean = &sum / whole(scores.len().max(1));
    let detailed = block
        .agencies
        .iter()
        .any(|agency| !agency.scores.is_empty());
    BlockStandings {
        block: index,
        maximum_printed: short_text(&maximum, rules.computed_decimals().max(2)).0,
        maximum,
        mean: figure(mean, rules.mean_decimals()),
        sum,
        tiers: shares::shares(&counts, rules.share_decimals(), rules.share_rounding),
        rows: with_details(rows, block, &indicators, rules),
        indicators: if detailed { indicators } else { Vec::new() },
    }
}

fn figure(exact: BigRational, decimals: u32) -> Figure {
    Figure {
        printed: printed(&exact, decimals),
        exact,
    }
}

/// Decimals of an agency's printed score: a sum of points has those that its exact value has, up to six.
fn decimals_of(score: &BigRational, agency: &Agency, rules: &Rules) -> u32 {
    rules.decimals().unwrap_or_else(|| {
        let typed = agency.total.as_ref().map(|total| total.value.scale());
        typed.unwrap_or_else(|| exact::decimals(score, 6))
    })
}

/// A tier's lower limit in points, and whether it includes the limit; `None` takes the rest.
type PointLimit = Option<(BigRational, bool)>;

fn limits(tiers: &[Tier], rules: &Rules, maximum: &BigRational) -> Vec<PointLimit> {
    tiers
        .iter()
        .map(|tier| {
            tier.limit().map(|limit| {
                let value = fraction(limit.value.value);
                let points = match rules.limit_unit() {
                    LimitUnit::Points => value,
                    LimitUnit::Percent => value * maximum / whole(100),
                };
                (points, limit.inclusive)
            })
        })
        .collect()
}

/// The first tier, best first, whose limit the value reaches.
fn tier_of(value: &BigRational, limits: &[PointLimit]) -> Option<usize> {
    limits.iter().position(|limit| match limit {
        None => true,
        Some((points, true)) => value >= points,
        Some((points, false)) => value > points,
    })
}

/// Standard competition ranking ("1224"), best first; a tie keeps the dossier's order.
fn rank(
    dossier: &Dossier,
    block: &Block,
    scores: &[BigRational],
    keys: &[BigRational],
    limits: &[PointLimit],
    found: &mut Diagnostics,
) -> Vec<Standing> {
    let mut order: Vec<usize> = (0..scores.len()).collect();
    order.sort_by(|&a, &b| keys[b].cmp(&keys[a]).then(a.cmp(&b)));
    let mut rows: Vec<Standing> = Vec::with_capacity(order.len());
    let is_tie = |a: usize, b: usize| dossier.rules.tie == Tie::Shared && keys[a] == keys[b];
    for tie in order.chunk_by(|&a, &b| is_tie(a, b)) {
        let rank = rows.len() + 1;
        for (place, &agency) in tie.iter().enumerate() {
            let tier = tier_of(&keys[agency], limits);
            if tier.is_none() && !limits.is_empty() {
                found.push(below_all_tiers(dossier, block, agency));
            }
            rows.push(Standing {
                position: rank + place,
                agency,
                score: figure(
                    scores[agency].clone(),
                    decimals_of(&scores[agency], &block.agencies[agency], &dossier.rules),
                ),
                rank,
                tied: tie.len(),
                tier,
                points: BigRational::zero(),
                applicable: BigRational::zero(),
                details: Vec::new(),
            });
        }
    }
    if dossier.rules.tie == Tie::Entry {
        report_ranks_by_entry(block, &rows, keys, found);
    } else if dossier.rules.rank_by == RankBy::Exact {
        report_hidden_differences(block, &rows, found);
    }
    rows
}

fn below_all_tiers(dossier: &Dossier, block: &Block, agency: usize) -> Diagnostic {
    let agency = &block.agencies[agency];
    let place = agency.total.as_ref().map_or(agency.name.span, |t| t.span);
    let last = dossier.tiers.last().map_or("", |tier| &tier.name.value);
    Diagnostic::error(
        "KQ002",
        format!(
            "Điểm của “{}” thấp hơn giới hạn của mọi mức",
            agency.name.value
        ),
    )
    .at(place, "không thuộc mức nào")
    .with_remedy(format!(
        "Bỏ giới hạn `tu`/`tren` của mức cuối cùng (“{last}”) để mức này nhận mọi điểm còn lại"
    ))
}

/// With `phan_dinh: thu_tu`, agencies of equal scores hold different ranks: say so, without alarm.
fn report_ranks_by_entry(
    block: &Block,
    rows: &[Standing],
    keys: &[BigRational],
    found: &mut Diagnostics,
) {
    for pair in rows.windows(2) {
        let [upper, lower] = pair else { continue };
        if keys[upper.agency] != keys[lower.agency] {
            continue;
        }
        let name = |row: &Standing| &block.agencies[row.agency].name;
        let message = format!(
            "“{}” và “{}” cùng {} điểm, xếp hạng {} và {} theo thứ tự nhập",
            **name(upper),
            **name(lower),
            lower.score.printed,
            upper.rank,
            lower.rank
        );
        let mut remark = Diagnostic::warning("KQ004", message)
            .at(name(lower).span, "bằng điểm cơ quan xếp trên")
            .with_related(name(upper).span, "cơ quan xếp trên")
            .with_remedy("Đúng thứ tự của văn bản thì không phải sửa; muốn đồng hạng thì bỏ `phan_dinh: thu_tu`");
        remark.severity = Severity::Remark;
        found.push(remark);
    }
}

/// With `diem_goc`, agencies that print the same score may hold different ranks: say so.
fn report_hidden_differences(block: &Block, rows: &[Standing], found: &mut Diagnostics) {
    for pair in rows.windows(2) {
        let [upper, lower] = pair else { continue };
        if upper.rank == lower.rank || upper.score.printed != lower.score.printed {
            continue;
        }
        let name = |row: &Standing| &block.agencies[row.agency].name;
        found.push(
            Diagnostic::warning(
                "KQ003",
                format!(
                    "“{}” và “{}” cùng in {} điểm nhưng xếp hạng {} và {}",
                    name(upper).value,
                    name(lower).value,
                    upper.score.printed,
                    upper.rank,
                    lower.rank
                ),
            )
            .at(name(lower).span, "cùng điểm in ra, khác hạng")
            .with_related(name(upper).span, "cơ quan xếp trên")
            .with_note(format!(
                "điểm gốc: {} và {}",
                exact_text(&upper.score.exact).replace('.', ","),
                exact_text(&lower.score.exact).replace('.', ",")
            ))
            .with_remedy(
                "Tăng `so_le`, hoặc bỏ `xep_hang_theo: diem_goc` để xếp hạng theo điểm in ra",
            ),
        );
    }
}

fn with_details(
    mut rows: Vec<Standing>,
    block: &Block,
    indicators: &[crate::dossier::Indicator],
    rules: &Rules,
) -> Vec<Standing> {
    for row in &mut rows {
        let agency = &block.agencies[row.agency];
        if !agency.scores.is_empty() {
            row.details = indicators
                .iter()
                .map(|indicator| {
                    let given = agency
                        .scores
                        .iter()
                        .find(|score| score.indicator.value == indicator.id.value)?;
                    let typed = given.value.value;
                    let decimals = rules.decimals().unwrap_or(typed.scale());
                    Some(printed(&fraction(typed), decimals))
                })
                .collect();
        }
    }
    rows
}

fn overall(dossier: &Dossier, blocks: &[BlockStandings]) -> Option<Overall> {
    let common = blocks
        .first()
        .map(|first| &first.maximum)
        .filter(|first| blocks.iter().all(|block| block.maximum == **first));
    let maximum = common.cloned().unwrap_or_else(|| whole(100));
    let on_scale = |value: &BigRational, block: &BlockStandings| {
        if block.maximum.is_zero() {
            value.clone()
        } else {
            value * &maximum / &block.maximum
        }
    };
    let values: Vec<BigRational> = match dossier.rules.overall {
        OverallMethod::Blocks => blocks
            .iter()
            .map(|block| on_scale(&block.mean.exact, block))
            .collect(),
        OverallMethod::Agencies => blocks
            .iter()
            .flat_map(|block| {
                block
                    .rows
                    .iter()
                    .map(|row| on_scale(&row.score.exact, block))
            })
            .collect(),
        OverallMethod::None => return None,
    };
    let mean = values.iter().sum::<BigRational>() / whole(values.len().max(1));
    let key = match dossier.rules.rank_by {
        RankBy::Printed => rounded(&mean, dossier.rules.mean_decimals()),
        RankBy::Exact => mean.clone(),
    };
    let limits = limits(&dossier.tiers, &dossier.rules, &maximum);
    Some(Overall {
        mean: figure(mean, dossier.rules.mean_decimals()),
        method: dossier.rules.overall,
        maximum_printed: short_text(&maximum, dossier.rules.computed_decimals().max(2)).0,
        maximum,
        tier: tier_of(&key, &limits),
    })
}
