//! Formulas of ranks and tiers.

use super::block::{Row, Sheet};
use super::columns::{MAXIMUM, SURE};
use super::line::{Lines, at, quoted, result};
use super::ranking::{Compared, rank};
use super::style;
use crate::dossier::{Assessment, Decider, Dossier, LimitUnit, RankBy, Tier};
use crate::scoring::{Scored, fraction, rounded};

impl Sheet<'_> {
    /// What ranks across all blocks compare.
    fn compared_across(&self, deciders: &[Decider<'_>]) -> Compared {
        let first = self.cells_from_afar(self.columns.across_key);
        let others = deciders_across(self.dossier)
            .into_iter()
            .filter_map(|decider| {
                let at = deciders.iter().position(|own| *own == decider)?;
                Some(self.cells_from_afar(self.columns.deciders + u16::try_from(at).ok()?))
            });
        Compared {
            holds: self.cells_from_afar(self.columns.holds),
            keys: std::iter::once(first).chain(others).collect(),
        }
    }

    /// What is ranked by, and the ranks.
    pub(super) fn ranks(
        &self,
        row: u32,
        of: &Row<'_>,
        scored: &Scored,
        all: &[Sheet<'_>],
        lines: &mut Lines<'_>,
    ) {
        let (c, rules, number) = (&self.columns, &self.dossier.rules, style::number());
        let (key, value) = match rules.rank_by {
            RankBy::Printed => (at(row, c.printed), scored.score.as_printed()),
            RankBy::Percent => (at(row, c.percent), scored.percent.as_printed()),
            RankBy::Exact => (
                format!("ROUND({},{SURE})", at(row, c.total)),
                rounded(&scored.score.exact, SURE),
            ),
        };
        lines.formula((row, c.key), &format!("={key}"), &result(&value), &number);
        let in_percent = !self.one_scale && rules.rank_by != RankBy::Percent;
        let (across, value) = match in_percent {
            true => (
                format!("=ROUND({}/{MAXIMUM}*100,{SURE})", at(row, c.key)),
                value / &self.standings.maximum * fraction(100.into()),
            ),
            false => (format!("={}", at(row, c.key)), value),
        };
        lines.formula((row, c.across_key), &across, &result(&value), &number);
        let deciders = rules.deciders();
        let steps = (0..c.decided).map(|step| c.deciders + step);
        let own: Vec<String> = std::iter::once(c.key)
            .chain(steps.clone())
            .map(|column| at(row, column))
            .collect();
        let keys = std::iter::once(c.key)
            .chain(steps)
            .map(|column| self.cells(column));
        let compared = Compared {
            holds: self.cells(c.holds),
            keys: keys.collect(),
        };
        let Some(place) = of.rank else {
            lines.text(row, c.rank, "", &number);
            lines.text(row, c.across, "", &number);
            return;
        };
        lines.formula(
            (row, c.rank),
            &format!("={}", rank(&[compared], &own)),
            &place.to_string(),
            &number,
        );
        let Some(place) = of.across else {
            lines.text(row, c.across, "", &number);
            return;
        };
        let compared: Vec<Compared> = all
            .iter()
            .map(|sheet| sheet.compared_across(&deciders))
            .collect();
        let others = deciders_across(self.dossier)
            .into_iter()
            .filter_map(|decider| {
                let at = deciders.iter().position(|own| *own == decider)?;
                Some(c.deciders + u16::try_from(at).ok()?)
            });
        let own: Vec<String> = std::iter::once(c.across_key)
            .chain(others)
            .map(|column| at(row, column))
            .collect();
        lines.formula(
            (row, c.across),
            &format!("={}", rank(&compared, &own)),
            &place.to_string(),
            &number,
        );
    }

    pub(super) fn tier(&self, row: u32, of: &Row<'_>, scored: &Scored, lines: &mut Lines<'_>) {
        let (c, rules) = (&self.columns, &self.dossier.rules);
        let tiers = self.dossier.tiers_of(self.block());
        let name = scored
            .tier
            .and_then(|tier| tiers.get(tier))
            .map_or("", |tier| tier.name.as_str());
        let counted = matches!(of.agency.assessment(), Assessment::Ranked) || rules.counts_unranked;
        if tiers.is_empty() || !counted {
            lines.text(row, c.tier, name, &style::number());
            return;
        }
        let in_percent =
            rules.rank_by == RankBy::Percent && rules.limit_unit() == LimitUnit::Percent;
        let key = match rules.rank_by == RankBy::Percent && !in_percent {
            true => at(row, c.printed),
            false => at(row, c.key),
        };
        let scale = match rules.limit_unit() == LimitUnit::Percent && !in_percent {
            true => format!("*{MAXIMUM}/100"),
            false => String::new(),
        };
        let by_limits = tiers
            .iter()
            .rev()
            .fold(quoted(""), |rest, tier| step(tier, &key, &scale, &rest));
        let set = at(row, c.set_tier);
        let formula = format!("=IF({set}<>\"\",{set},{by_limits})");
        lines.formula((row, c.tier), &formula, name, &style::number());
    }
}

/// The tier if its limit is reached, else what follows.
fn step(tier: &Tier, key: &str, scale: &str, rest: &str) -> String {
    match tier.limit() {
        None => quoted(&tier.name),
        Some(limit) => {
            let sign = if limit.inclusive { ">=" } else { ">" };
            format!(
                "IF(ROUND({key}-{}{scale},{SURE}){sign}0,{},{rest})",
                limit.value.value,
                quoted(&tier.name)
            )
        }
    }
}

/// What decides across all blocks: not ranks of the year before, nor points that one block does not have.
fn deciders_across(dossier: &Dossier) -> Vec<Decider<'_>> {
    let mut deciders = dossier.rules.deciders();
    deciders.retain(|decider| match decider {
        Decider::LastYear => false,
        Decider::Indicator(id) => dossier.blocks.iter().all(|block| {
            dossier
                .indicators_of(block)
                .iter()
                .any(|one| *one.id == **id)
        }),
        Decider::Entry => true,
    });
    deciders
}
