//! Phase 2: from a [`Dossier`] to its [`Standings`]. Pure: no I/O, no clock, no floats.

mod exact;
pub(crate) mod explained;
mod findings;
mod last_year;
mod means;
mod model;
mod published;
mod rank;
mod rounding;
mod scorer;
mod shares;
mod tiers;
mod totals;

pub use exact::{Fraction, exact_text, sum};
pub(crate) use exact::{decimals, fraction, printed, rounded};
pub(crate) use findings::findings;
pub(crate) use last_year::{as_last_year, difference};
pub use model::*;
pub(crate) use published::compare_published;
pub(crate) use tiers::limits_in_points;

use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::dossier::{Block, Decider, Dossier, RankBy};
use exact::{short_text, whole};
use rank::Contestant;
use scorer::Scorer;

/// Computes every block's ranks, tiers, mean and shares, and the overall mean.
///
/// `None` if an error was found: a total that disagrees with its parts, a score below every tier.
#[must_use]
pub fn score(dossier: &Dossier, diagnostics: &mut Diagnostics) -> Option<Standings> {
    let mut found = Diagnostics::new();
    found.push_all(last_year::not_before(dossier));
    let mut blocks: Vec<BlockStandings> = (0..dossier.blocks.len())
        .map(|index| score_block(dossier, index, &mut found))
        .collect();
    if dossier.rules.ranks_across {
        rank_across(dossier, &mut blocks);
        found.push_all(across_scales(dossier, &blocks));
    }
    let overall = means::overall(dossier, &blocks, &mut found);
    let failed = found.has_errors();
    if !failed {
        for block in &blocks {
            rounding::review(dossier, block, &mut found);
        }
        let of_all = |overall| rounding::review_overall(dossier, &blocks, overall);
        found.push_all(overall.as_ref().and_then(of_all));
    }
    diagnostics.extend(found);
    (!failed).then(|| Standings {
        findings: Vec::new(),
        tiers: tiers::of_all(dossier, &blocks),
        blocks,
        overall,
    })
}

fn score_block(dossier: &Dossier, index: usize, found: &mut Diagnostics) -> BlockStandings {
    let block = &dossier.blocks[index];
    let rules = &dossier.rules;
    let indicators = dossier.indicators_of(block);
    let scorer = Scorer::of(dossier, block);
    if let Some(past) = &scorer.past {
        past.report(block, found);
    }
    let results = (0..block.agencies.len()).map(|agency| scorer.result(agency, found));
    let results: Vec<Option<Scored>> = results.collect();
    let (rows, others) = scorer.ranked(results, found);
    let ranked = rows.iter().map(|row| &row.result);
    let unranked = others.iter().filter_map(|other| other.result.as_ref());
    let counted: Vec<&Scored> = if rules.counts_unranked {
        ranked.chain(unranked).collect()
    } else {
        ranked.collect()
    };
    let mut counts = vec![0; dossier.tiers_of(block).len()];
    for tier in counted.iter().filter_map(|result| result.tier) {
        counts[tier] += 1;
    }
    let sum = sum(counted.iter().map(|result| &result.score.exact));
    let mean = figure(
        &sum / whole(counted.len().max(1)),
        block.mean_decimals(rules),
    );
    let detailed = block.agencies.iter().any(|one| !one.scores.is_empty());
    if detailed {
        found.push_all(only_totals(block));
    }
    let decimals = block.computed_decimals(rules).max(2);
    BlockStandings {
        block: index,
        maximum_printed: short_text(&scorer.scale.maximum, decimals).0,
        counted: counted.len(),
        last_year: (scorer.past.as_ref()).map(|past| past.of_block(block, &mean)),
        mean,
        sum,
        tiers: shares::shares(&counts, rules.share_decimals(), rules.share_rounding),
        indicators: if detailed {
            indicators.to_vec()
        } else {
            Vec::new()
        },
        maximum: scorer.scale.maximum,
        rows,
        others,
    }
}

/// Agencies with a total alone, among others that have points by indicator.
fn only_totals(block: &Block) -> Option<Diagnostic> {
    let assessed = block.assessed();
    let mut bare = assessed.filter(|one| one.scores.is_empty() && one.not_applicable.is_empty());
    let first = bare.next()?;
    let message = match bare.count() {
        0 => format!(
            "“{}” chỉ có tổng điểm, các cơ quan khác của khối có điểm từng chỉ số",
            *first.name
        ),
        more => format!(
            "“{}” và {more} cơ quan khác chỉ có tổng điểm, khối có điểm từng chỉ số",
            *first.name
        ),
    };
    let place = first
        .total
        .as_ref()
        .map_or(first.name.span, |total| total.span);
    Some(
        Diagnostic::warning("KQ008", message)
            .at(place, "ô của các chỉ số để trống")
            .with_remedy("Nhập điểm từng chỉ số (`chi_so`) thay cho `diem`"),
    )
}

fn figure(exact: Fraction, decimals: u32) -> Figure {
    Figure {
        printed: printed(&exact, decimals),
        exact,
    }
}

/// Ranks the ranked agencies of all blocks together; on a scale of 100 where maxima differ.
fn rank_across(dossier: &Dossier, blocks: &mut [BlockStandings]) {
    let same = have_one_scale(blocks);
    let mut contestants = Vec::new();
    for standings in &*blocks {
        let scorer = Scorer::of(dossier, &dossier.blocks[standings.block]);
        let in_percent = !same && dossier.rules.rank_by != RankBy::Percent;
        contestants.extend(standings.rows.iter().map(|row| {
            let key = scorer.key(row);
            Contestant {
                block: scorer.block,
                result: row,
                key: if in_percent {
                    key / &standings.maximum * whole(100)
                } else {
                    key
                },
            }
        }));
    }
    // ranks of different blocks say nothing of each other
    let mut deciders = dossier.rules.deciders();
    deciders.retain(|decider| match decider {
        Decider::LastYear => false,
        // points that one block does not have decide nothing
        Decider::Indicator(id) => dossier.blocks.iter().all(|block| {
            let mut indicators = dossier.indicators_of(block).iter();
            indicators.any(|one| *one.id == **id)
        }),
        Decider::Entry => true,
    });
    let mut ranks = vec![0; contestants.len()];
    for place in rank::ranked(&contestants, &deciders) {
        ranks[place.of] = place.rank;
    }
    let rows = blocks.iter_mut().flat_map(|block| &mut block.rows);
    for (row, rank) in rows.zip(ranks) {
        row.across = Some(rank);
    }
}

fn have_one_scale(blocks: &[BlockStandings]) -> bool {
    let mut pairs = blocks.windows(2);
    pairs.all(|pair| pair[0].maximum == pair[1].maximum)
}

/// Scores out of different maxima are ranked by percent, which the scores do not show.
fn across_scales(dossier: &Dossier, blocks: &[BlockStandings]) -> Option<Diagnostic> {
    if have_one_scale(blocks) || dossier.rules.rank_by == RankBy::Percent {
        return None;
    }
    let place = dossier.blocks.first()?.name.span;
    let message = "Xếp hạng chung theo phần trăm thang điểm, vì các khối có thang điểm khác nhau";
    let remark = Diagnostic::remark("KQ028", message)
        .at(place, "thang điểm khác khối khác")
        .with_remedy("In thêm cột `ty_le` ở bảng chung để người đọc thấy thứ hạng từ đâu ra");
    Some(remark)
}
