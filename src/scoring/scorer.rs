//! One block scored: each agency's result, and the ranks that come of them.

use super::exact::{self, Fraction, fraction, printed};
use super::last_year::Past;
use super::rank::{self, Contestant};
use super::totals::Scale;
use super::{Scored, Standing, Unranked, figure, tiers};
use crate::diagnostics::Diagnostics;
use crate::dossier::{Agency, Assessment, Block, Dossier, RankBy, Rules};
use crate::values::with_comma;

/// Decimals of an agency's printed score: a sum of points has those that its exact value has, if they end.
fn decimals_of(score: &Fraction, agency: &Agency, block: &Block, rules: &Rules) -> u32 {
    block.decimals(rules).unwrap_or_else(|| {
        // a total that was converted is no longer as it was typed
        let typed = agency.total.as_ref().filter(|_| agency.maximum.is_none());
        let typed = typed.map(|total| total.value.scale());
        let usual = block.computed_decimals(rules);
        typed.unwrap_or_else(|| exact::decimals(score, 6).unwrap_or(usual))
    })
}

/// What a block's agencies are scored with.
pub(super) struct Scorer<'a> {
    dossier: &'a Dossier,
    pub(super) block: &'a Block,
    pub(super) scale: Scale<'a>,
    limits: tiers::Limits,
    pub(super) past: Option<Past<'a>>,
}

impl<'a> Scorer<'a> {
    pub(super) fn of(dossier: &'a Dossier, block: &'a Block) -> Self {
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
    pub(super) fn result(&self, index: usize, found: &mut Diagnostics) -> Option<Scored> {
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
        result.tier = self.tier(agency, &self.tier_key(&result));
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
    pub(super) fn key(&self, result: &Scored) -> Fraction {
        let rules = &self.dossier.rules;
        match rules.rank_by {
            RankBy::Printed => result.score.as_printed(),
            RankBy::Exact => result.score.exact.clone(),
            RankBy::Percent => result.percent.as_printed(),
        }
    }

    /// What decides the tier: what decides the rank, but points where limits are points.
    fn tier_key(&self, result: &Scored) -> Fraction {
        let rules = &self.dossier.rules;
        if rules.rank_by == RankBy::Percent && !tiers::are_in_percent(rules) {
            result.score.as_printed()
        } else {
            self.key(result)
        }
    }

    /// The tier by rule, or by what decides.
    fn tier(&self, agency: &Agency, key: &Fraction) -> Option<usize> {
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
            Some(match decimals == typed.scale() {
                true => with_comma(typed),
                false => printed(&fraction(typed), decimals),
            })
        });
        details.collect()
    }

    /// The agencies by rank, and those that are not ranked.
    pub(super) fn ranked(
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
