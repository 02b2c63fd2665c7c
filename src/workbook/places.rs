//! Formulas of ranks and tiers.

use crate::scoring::Fraction;

use super::block::{Row, Sheet};
use super::columns::{MAXIMUM, SURE};
use super::line::{Lines, at, quoted, result};
use super::ranking::{Compared, rank};
use super::style;
use crate::dossier::{Assessment, Decider, Dossier, LimitUnit, RankBy, Tier};
use crate::scoring::{Scored, fraction, rounded};

impl Sheet<'_> {
    /// What is ranked by, and the ranks.
    pub(super) fn ranks(
        &self,
        row: u32,
        of: &Row<'_>,
        scored: &Scored,
        all: &[Sheet<'_>],
        lines: &mut Lines<'_>,
    ) {
        let (c, number) = (&self.columns, style::number());
        let (key, value) = self.key(row, scored);
        lines.formula((row, c.key), &key, &result(&value), &number);
        let (across, value) = self.key_across(row, value);
        lines.formula((row, c.across_key), &across, &result(&value), &number);
        let cells = |columns: Vec<u16>| -> Vec<String> {
            columns.into_iter().map(|column| at(row, column)).collect()
        };
        let formula = || rank(&[self.compared()], &cells(self.keys()));
        place((row, c.rank), of.rank, formula, lines);
        let formula = || {
            let compared: Vec<Compared> = all.iter().map(Sheet::compared_across).collect();
            rank(&compared, &cells(self.keys_across()))
        };
        place((row, c.across), of.rank.and(of.across), formula, lines);
    }

    /// What is ranked by: the formula, and its value.
    fn key(&self, row: u32, scored: &Scored) -> (String, Fraction) {
        let c = &self.columns;
        let (cell, value) = match self.dossier.rules.rank_by {
            RankBy::Printed => (at(row, c.printed), scored.score.as_printed()),
            RankBy::Percent => (at(row, c.percent), scored.percent.as_printed()),
            RankBy::Exact => (
                format!("ROUND({},{SURE})", at(row, c.total)),
                rounded(&scored.score.exact, SURE),
            ),
        };
        (format!("={cell}"), value)
    }

    /// The same across all blocks: in percent, unless the maxima are one.
    fn key_across(&self, row: u32, key: Fraction) -> (String, Fraction) {
        let cell = at(row, self.columns.key);
        let is_one_scale = self.one_scale || self.dossier.rules.rank_by == RankBy::Percent;
        match is_one_scale {
            true => (format!("={cell}"), key),
            false => (
                format!("=ROUND({cell}/{MAXIMUM}*100,{SURE})"),
                key / &self.standings.maximum * fraction(100.into()),
            ),
        }
    }

    /// The columns of what decides first, then of what decides between equals.
    fn keys(&self) -> Vec<u16> {
        let c = &self.columns;
        let steps = (0..c.decided).map(|step| c.deciders + step);
        std::iter::once(c.key).chain(steps).collect()
    }

    /// The same across all blocks.
    fn keys_across(&self) -> Vec<u16> {
        let c = &self.columns;
        let deciders = self.dossier.rules.deciders();
        let others = deciders_across(self.dossier)
            .into_iter()
            .filter_map(|decider| {
                let at = deciders.iter().position(|own| *own == decider)?;
                Some(c.deciders + u16::try_from(at).ok()?)
            });
        std::iter::once(c.across_key).chain(others).collect()
    }

    /// What ranks in the block compare.
    fn compared(&self) -> Compared {
        let keys = self.keys().into_iter();
        Compared {
            holds: self.cells(self.columns.holds),
            keys: keys.map(|column| self.cells(column)).collect(),
        }
    }

    /// What ranks across all blocks compare.
    fn compared_across(&self) -> Compared {
        let keys = self.keys_across().into_iter();
        Compared {
            holds: self.cells_from_afar(self.columns.holds),
            keys: keys.map(|column| self.cells_from_afar(column)).collect(),
        }
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

/// A rank with its formula, or an empty cell.
fn place(
    cell: (u32, u16),
    rank: Option<usize>,
    formula: impl FnOnce() -> String,
    lines: &mut Lines<'_>,
) {
    let number = style::number();
    match rank {
        Some(rank) => {
            let formula = format!("={}", formula());
            lines.formula(cell, &formula, &rank.to_string(), &number);
        }
        None => lines.text(cell.0, cell.1, "", &number),
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
