//! Mức: limits, and the tier that a value lies in.

use super::exact::{Fraction, fraction, whole};
use super::{BlockStandings, TierCount, shares};
use crate::diagnostics::Diagnostic;
use crate::dossier::{Agency, Dossier, LimitUnit, RankBy, Rules, Tier};
use crate::values::with_comma;

/// A tier's lower limit on the scale of what decides, and whether it includes the limit; `None` takes the rest.
pub(super) type Limits = Vec<Option<(Fraction, bool)>>;

/// Whether percents are held against the limits: agencies are ranked by them, and limits are percents.
pub(super) fn are_in_percent(rules: &Rules) -> bool {
    rules.rank_by == RankBy::Percent && rules.limit_unit() == LimitUnit::Percent
}

/// The limits on the scale of what is held against them: points out of `maximum`, or percents.
pub(super) fn limits(tiers: &[Tier], rules: &Rules, maximum: &Fraction) -> Limits {
    let on_scale = |value: Fraction| {
        if rules.limit_unit() == LimitUnit::Percent && !are_in_percent(rules) {
            value * maximum / whole(100)
        } else {
            value
        }
    };
    let limit = |tier: &Tier| {
        let limit = tier.limit()?;
        Some((on_scale(fraction(limit.value.value)), limit.inclusive))
    };
    tiers.iter().map(limit).collect()
}

/// A block's lower limits in points out of its maximum; `None` for the tier that takes the rest.
#[must_use]
pub(crate) fn limits_in_points(dossier: &Dossier, block: &BlockStandings) -> Vec<Option<Fraction>> {
    let (rules, tiers) = (
        &dossier.rules,
        dossier.tiers_of(&dossier.blocks[block.block]),
    );
    let in_percent = rules.limit_unit() == LimitUnit::Percent;
    let limits = tiers.iter().map(|tier| {
        let limit = fraction(tier.limit()?.value.value);
        Some(match in_percent {
            true => limit * &block.maximum / whole(100),
            false => limit,
        })
    });
    limits.collect()
}

/// The first tier, best first, whose limit the value reaches.
pub(super) fn tier_of(value: &Fraction, limits: &Limits) -> Option<usize> {
    limits.iter().position(|limit| match limit {
        None => true,
        Some((points, true)) => value >= points,
        Some((points, false)) => value > points,
    })
}

/// The limit in words: `mức Tốt từ 85`, `mức Khá trên 70`; `None` for the tier that takes the rest.
pub(super) fn limit_in_words(tier: &Tier) -> Option<String> {
    let limit = tier.limit()?;
    let word = if limit.inclusive { "từ" } else { "trên" };
    let value = with_comma(*limit.value);
    Some(format!("mức {} {word} {value}", *tier.name))
}

pub(super) fn below_all(tiers: &[Tier], agency: &Agency) -> Diagnostic {
    let place = agency.total.as_ref().map_or(agency.name.span, |t| t.span);
    let last = tiers.last().map_or("", |tier| &tier.name.value);
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

/// How many agencies of all blocks lie in each tier of that name.
pub(super) fn of_all(dossier: &Dossier, blocks: &[BlockStandings]) -> Vec<TierCount> {
    let of_block = |block: &BlockStandings, name: &str| {
        let tiers = dossier.tiers_of(&dossier.blocks[block.block]);
        let at = tiers.iter().position(|tier| *tier.name == *name);
        at.map_or(0, |at| block.tiers[at].count)
    };
    let counts: Vec<usize> = (dossier.tier_names().iter())
        .map(|name| blocks.iter().map(|block| of_block(block, name)).sum())
        .collect();
    let rules = &dossier.rules;
    shares::shares(&counts, rules.share_decimals(), rules.share_rounding)
}
