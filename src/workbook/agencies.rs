//! The rows of a block's sheet: scores as typed, formulas that make results of them, the program's results, `Khớp?`.

use rust_decimal::Decimal;

use super::block::{Row, Sheet};
use super::columns::{FIRST, INDICATORS, MAXIMUM, SURE};
use super::line::{
    Lines, at, decimals, double, printed_number, printed_result, result, same_number,
};
use super::style;
use crate::diagnostics::Spanned;
use crate::dossier::{Assessment, Decider, SumOf};
use crate::scoring::{Before, Scored};

impl Sheet<'_> {
    /// Writes heading, parameters and agencies.
    pub(super) fn write(&self, all: &[Sheet<'_>], lines: &mut Lines<'_>) {
        self.heading(lines);
        for (row, agency) in (FIRST..).zip(self.rows()) {
            self.agency(row, &agency, all, lines);
        }
    }

    fn agency(&self, row: u32, of: &Row<'_>, all: &[Sheet<'_>], lines: &mut Lines<'_>) {
        self.typed(row, of, lines);
        let Some(scored) = of.result else {
            self.unassessed(row, lines);
            return;
        };
        self.results(row, of, scored, lines);
        self.ranks(row, of, scored, all, lines);
        self.tier(row, of, scored, lines);
        self.compare(row, of, scored, lines);
    }

    /// What was typed.
    fn typed(&self, row: u32, of: &Row<'_>, lines: &mut Lines<'_>) {
        let (c, number, agency) = (&self.columns, style::number(), of.agency);
        lines.number(row, 0, f64::from(row - FIRST + 1), &number);
        lines.text(row, 1, &agency.name, &style::name());
        let indicators = self.dossier.indicators_of(self.block());
        for (column, indicator) in (INDICATORS..INDICATORS + c.indicators).zip(indicators) {
            let mut scores = agency.scores.iter();
            let score = scores.find(|score| *score.indicator == *indicator.id);
            lines.maybe(row, column, score.map(|score| score.value.value), &number);
        }
        let value = |number: Option<&Spanned<Decimal>>| number.map(|number| number.value);
        // one indicator without scores of it takes nothing out of the maximum
        let alone = agency.points.is_none() && agency.scores.is_empty() && agency.maximum.is_some();
        let total = agency.total.as_ref();
        let (points, given) = match total {
            Some(_) if alone => (total, None),
            _ => (agency.points.as_ref(), total),
        };
        lines.maybe(row, c.points, value(points), &number);
        lines.maybe(row, c.own_maximum, value(agency.maximum.as_ref()), &number);
        lines.maybe(row, c.bonus, value(agency.bonus.as_ref()), &number);
        lines.maybe(row, c.penalty, value(agency.penalty.as_ref()), &number);
        lines.maybe(row, c.given, value(given), &number);
        let set_tier = agency.set_tier.as_ref().map_or("", |set| &set.name);
        lines.text(row, c.set_tier, set_tier, &number);
        let (rules, is_assessed) = (&self.dossier.rules, of.result.is_some());
        let is_ranked = matches!(agency.assessment(), Assessment::Ranked);
        let one_if = |yes: bool| if yes { 1.0 } else { 0.0 };
        let holds = one_if(is_assessed && (is_ranked || rules.keeps_gaps));
        lines.number(row, c.holds, holds, &number);
        let counted = one_if(is_assessed && (is_ranked || rules.counts_unranked));
        lines.number(row, c.counted, counted, &number);
        for (column, decider) in (c.deciders..c.deciders + c.decided).zip(rules.deciders()) {
            lines.number(row, column, decides(decider, of), &number);
        }
    }

    fn unassessed(&self, row: u32, lines: &mut Lines<'_>) {
        for column in self.columns.applicable..self.columns.matches {
            lines.text(row, column, "", &style::number());
        }
        lines.text(
            row,
            self.columns.matches,
            "không đánh giá",
            &style::number(),
        );
    }

    /// Total, printed score, percent.
    fn results(&self, row: u32, of: &Row<'_>, scored: &Scored, lines: &mut Lines<'_>) {
        let c = &self.columns;
        let (applicable, total) = self.total(row, of.agency, scored);
        lines.formula(
            (row, c.applicable),
            &applicable,
            &result(&scored.applicable),
            &style::number(),
        );
        lines.formula(
            (row, c.total),
            &total,
            &result(&scored.score.exact),
            &style::number(),
        );
        let places = decimals(&scored.score.printed);
        let rounding =
            |value: &str, places: usize| format!("=ROUND(ROUND({value},{SURE}),{places})");
        let printed = rounding(&at(row, c.total), places);
        lines.formula(
            (row, c.printed),
            &printed,
            &printed_result(&scored.score.printed),
            &style::fixed(places),
        );
        let out_of = match self.dossier.rules.sum == SumOf::Raw {
            true => at(row, c.applicable),
            false => MAXIMUM.to_owned(),
        };
        let places = decimals(&scored.percent.printed);
        let total = at(row, c.total);
        let percent =
            format!("=IF({out_of}=0,0,ROUND(ROUND({total}/{out_of}*100,{SURE}),{places}))");
        lines.formula(
            (row, c.percent),
            &percent,
            &printed_result(&scored.percent.printed),
            &style::fixed(places),
        );
    }

    fn compare(&self, row: u32, of: &Row<'_>, scored: &Scored, lines: &mut Lines<'_>) {
        let (c, number) = (&self.columns, style::number());
        let places = decimals(&scored.score.printed);
        let score = printed_number(&scored.score.printed);
        lines.number(row, c.our_score, score, &style::fixed(places));
        let rank_in = |lines: &mut Lines<'_>, column: u16, rank: Option<usize>| match rank {
            Some(rank) => lines.number(row, column, rank as f64, &number),
            None => lines.text(row, column, "", &number),
        };
        rank_in(lines, c.our_rank, of.rank);
        rank_in(lines, c.our_across, of.across);
        let tiers = self.dossier.tiers_of(self.block());
        let tier = scored
            .tier
            .and_then(|tier| tiers.get(tier))
            .map_or("", |tier| tier.name.as_str());
        lines.text(row, c.our_tier, tier, &number);
        let same = |one: u16, other: u16| format!("{}={}", at(row, one), at(row, other));
        let condition = format!(
            "AND({},{},{},{})",
            same_number(&at(row, c.printed), &at(row, c.our_score)),
            same(c.rank, c.our_rank),
            same(c.across, c.our_across),
            same(c.tier, c.our_tier)
        );
        lines.verdict((row, c.matches), &condition);
    }
}

/// What decides between equals as a number, more being better.
fn decides(decider: Decider<'_>, of: &Row<'_>) -> f64 {
    match decider {
        Decider::Indicator(id) => {
            let score = of
                .agency
                .scores
                .iter()
                .find(|score| *score.indicator == *id);
            score.map_or(-1.0, |score| double(score.value.value))
        }
        Decider::LastYear => match of.result.and_then(|result| result.last_year.as_ref()) {
            Some(Before::Known {
                rank: Some(then), ..
            }) => -f64::from(then.rank),
            _ => -1e9,
        },
        Decider::Entry => -(of.index as f64),
    }
}
