//! Phase 2: from a [`Dossier`] to its [`Standings`]. Pure: no I/O, no clock, no floats.

mod exact;
mod last_year;
mod means;
mod model;
mod published;
mod rank;
mod shares;
mod tiers;
mod totals;

pub use exact::{decimals, exact_text, fraction, printed};
pub use last_year::{as_last_year, difference};
pub use model::*;
pub use published::compare_published;

use num_rational::BigRational;

use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::dossier::{Agency, Assessment, Block, Decider, Dossier, RankBy, Rules};
use exact::{short_text, whole};
use last_year::Past;
use rank::Contestant;
use totals::Scale;

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
    }
    let overall = means::overall(dossier, &blocks, &mut found);
    let failed = found.has_errors();
    diagnostics.extend(found);
    (!failed).then(|| Standings {
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
    let sum: BigRational = counted.iter().map(|result| &result.score.exact).sum();
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

fn figure(exact: BigRational, decimals: u32) -> Figure {
    Figure {
        printed: printed(&exact, decimals),
        exact,
    }
}

/// Decimals of an agency's printed score: a sum of points has those that its exact value has, if they end.
fn decimals_of(score: &BigRational, agency: &Agency, block: &Block, rules: &Rules) -> u32 {
    block.decimals(rules).unwrap_or_else(|| {
        // a total that was converted is no longer as it was typed
        let typed = agency.total.as_ref().filter(|_| agency.maximum.is_none());
        let typed = typed.map(|total| total.value.scale());
        let usual = block.computed_decimals(rules);
        typed.unwrap_or_else(|| exact::decimals(score, 6).unwrap_or(usual))
    })
}

/// What a block's agencies are scored with.
struct Scorer<'a> {
    dossier: &'a Dossier,
    block: &'a Block,
    scale: Scale<'a>,
    limits: tiers::Limits,
    past: Option<Past<'a>>,
}

impl<'a> Scorer<'a> {
    fn of(dossier: &'a Dossier, block: &'a Block) -> Self {
        let maximum = fraction(block.maximum().value);
        Self {
            dossier,
            block,
            limits: tiers::limits(dossier.tiers_of(block), &dossier.rules, &maximum),
            scale: Scale::of(dossier.indicators_of(block), maximum, &dossier.rules),
            past: Past::of(dossier, block),
        }
    }

    /// What an agency scored, if it was assessed; the year before is not looked at yet.
    fn result(&self, index: usize, found: &mut Diagnostics) -> Option<Scored> {
        let agency = &self.block.agencies[index];
        if !agency.is_assessed() {
            return None;
        }
        let rules = &self.dossier.rules;
        let total = self.scale.total(agency, found);
        let decimals = decimals_of(&total.score, agency, self.block, rules);
        let mut result = Scored {
            agency: index,
            score: figure(total.score, decimals),
            points: total.points,
            applicable: total.applicable,
            percent: figure(total.percent, self.percent_decimals(agency)),
            tier: None,
            details: self.details(agency),
            last_year: None,
        };
        let past = self.past.as_ref();
        result.last_year = past.map(|past| past.of_agency(agency, self.block, None, &result.score));
        let is_ranked = matches!(agency.assessment(), Assessment::Ranked);
        if !is_ranked && !rules.counts_unranked {
            // a tier that is not counted is not told
            return Some(result);
        }
        result.tier = self.tier(agency, &self.key(&result));
        if result.tier.is_none() && !self.limits.is_empty() {
            let tiers = self.dossier.tiers_of(self.block);
            found.push(tiers::below_all(tiers, agency));
        }
        Some(result)
    }

    /// Decimals of its percent: as many as were typed of its score, where scores are printed so.
    fn percent_decimals(&self, agency: &Agency) -> u32 {
        let rules = &self.dossier.rules;
        let usual = self.block.percent_decimals(rules);
        let is_given = rules.given_percent_decimals.is_some();
        let typed = agency.points.as_ref().or(agency.total.as_ref());
        match typed {
            Some(typed) if !is_given && self.block.decimals(rules).is_none() => {
                typed.value.scale().max(usual)
            }
            _ => usual,
        }
    }

    /// What decides rank and tier.
    fn key(&self, result: &Scored) -> BigRational {
        let rules = &self.dossier.rules;
        match rules.rank_by {
            RankBy::Printed => result.score.as_printed(),
            RankBy::Exact => result.score.exact.clone(),
            RankBy::Percent => result.percent.as_printed(),
        }
    }

    /// The tier by rule, or by what decides.
    fn tier(&self, agency: &Agency, key: &BigRational) -> Option<usize> {
        let mut tiers = self.dossier.tiers_of(self.block).iter();
        match &agency.set_tier {
            Some(set) => tiers.position(|tier| *tier.name == *set.name),
            None => tiers::tier_of(key, &self.limits),
        }
    }

    /// Its points by indicator as printed, if it has any.
    fn details(&self, agency: &Agency) -> Vec<Option<String>> {
        if agency.scores.is_empty() {
            return Vec::new();
        }
        let rules = &self.dossier.rules;
        let details = self.scale.indicators.iter().map(|indicator| {
            let mut scores = agency.scores.iter();
            let given = scores.find(|score| *score.indicator == *indicator.id)?;
            let typed = given.value.value;
            let decimals = self.block.decimals(rules).unwrap_or(typed.scale());
            Some(printed(&fraction(typed), decimals))
        });
        details.collect()
    }

    /// The agencies by rank, and those that are not ranked.
    fn ranked(
        &self,
        mut results: Vec<Option<Scored>>,
        found: &mut Diagnostics,
    ) -> (Vec<Standing>, Vec<Unranked>) {
        let is_ranked = |agency: usize| {
            let agency = &self.block.agencies[agency];
            matches!(agency.assessment(), Assessment::Ranked)
        };
        let mut ranks = self.ranks(&results, found);
        ranks.retain(|(agency, _)| is_ranked(*agency));
        let mut rows = Vec::with_capacity(ranks.len());
        for tie in ranks.chunk_by(|(_, one), (_, other)| one == other) {
            for &(agency, rank) in tie {
                let Some(result) = results[agency].take() else {
                    continue;
                };
                rows.push(Standing {
                    position: rows.len() + 1,
                    result: self.compared(result, rank),
                    rank,
                    tied: tie.len(),
                    across: None,
                });
            }
        }
        let others = results.into_iter().enumerate();
        let others = others.filter(|(agency, _)| !is_ranked(*agency));
        let others = others.map(|(agency, result)| Unranked { agency, result });
        (rows, others.collect())
    }

    /// Index and rank of each agency that holds one, best first. With gaps, who is not ranked holds one all the
    /// same.
    fn ranks(&self, results: &[Option<Scored>], found: &mut Diagnostics) -> Vec<(usize, usize)> {
        let rules = &self.dossier.rules;
        let holds = |result: &&Scored| {
            let agency = &self.block.agencies[result.agency];
            rules.keeps_gaps || matches!(agency.assessment(), Assessment::Ranked)
        };
        let holders = results.iter().flatten().filter(holds);
        let contestants: Vec<Contestant<'_>> = holders
            .map(|result| Contestant {
                block: self.block,
                key: self.key(result),
                result,
            })
            .collect();
        let places = rank::ranked(&contestants, &rules.deciders());
        rank::report(&contestants, &places, rules, found);
        let agency = |place: &rank::Place| contestants[place.of].result.agency;
        places
            .iter()
            .map(|place| (agency(place), place.rank))
            .collect()
    }

    /// The result with its rank held against the year before.
    fn compared(&self, mut result: Scored, rank: usize) -> Scored {
        if let Some(past) = &self.past {
            let agency = &self.block.agencies[result.agency];
            let then = past.of_agency(agency, self.block, Some(rank), &result.score);
            result.last_year = Some(then);
        }
        result
    }
}

/// Ranks the ranked agencies of all blocks together; on a scale of 100 where maxima differ.
fn rank_across(dossier: &Dossier, blocks: &mut [BlockStandings]) {
    let same = blocks
        .windows(2)
        .all(|pair| pair[0].maximum == pair[1].maximum);
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
    deciders.retain(|decider| *decider != Decider::LastYear);
    let mut ranks = vec![0; contestants.len()];
    for place in rank::ranked(&contestants, &deciders) {
        ranks[place.of] = place.rank;
    }
    let rows = blocks.iter_mut().flat_map(|block| &mut block.rows);
    for (row, rank) in rows.zip(ranks) {
        row.across = Some(rank);
    }
}
