//! What the cells of a ranking table say.

use std::cmp::Ordering;
use std::collections::HashMap;

use rust_decimal::Decimal;

use super::columns::ColumnOrder;
use super::lines::{Line, Lines};
use super::named::Value;
use super::sums::MOST_DECIMALS;
use crate::dossier::{Assessment, Dossier, Fact};
use crate::drafting::filters::padded;
use crate::scoring::{
    Before, Compared, Fraction, RankThen, Scored, decimals, difference, fraction, printed,
};
use crate::values::with_comma;
use crate::wording;

/// The texts of a table's cells.
pub(super) struct Values<'a> {
    pub(super) dossier: &'a Dossier,
    /// Stands where there is nothing to say.
    pub(super) blank: String,
    /// Stands where the year before had no such agency.
    pub(super) new: String,
    /// Points of the indicators that agencies are ranked by, from the most.
    by_indicator: HashMap<usize, Vec<Fraction>>,
}

impl<'a> Values<'a> {
    pub(super) fn of(
        dossier: &'a Dossier,
        blank: String,
        new: String,
        columns: &[ColumnOrder],
        lines: &Lines<'_>,
    ) -> Self {
        let mut values = Self {
            dossier,
            blank,
            new,
            by_indicator: HashMap::new(),
        };
        for column in columns {
            if let Value::IndicatorRank(index) = column.value {
                // with gaps, who is not ranked holds a rank all the same
                let points = lines.counted(dossier.rules.keeps_gaps);
                let points = points.filter_map(|line| points_of(line, index));
                let mut points: Vec<Fraction> = points.collect();
                points.sort_by(|one, other| other.cmp(one));
                values.by_indicator.insert(index, points);
            }
        }
        values
    }

    /// The text of a cell.
    pub(super) fn text(&self, column: &ColumnOrder, position: usize, line: &Line<'_>) -> String {
        match &column.value {
            Value::Position => position.to_string(),
            Value::Name => line.agency.name.value.clone(),
            Value::Block => line.block.name.value.clone(),
            Value::Rank => self.number(line.rank),
            Value::RankAcross => self.number(line.across),
            Value::Reason => reason(line),
            Value::Fact(name) => fact_text(line.agency.facts.get(name)),
            Value::Bonus => self.amount(line.agency.bonus.as_ref().map(|one| one.value), column),
            Value::Penalty => {
                self.amount(line.agency.penalty.as_ref().map(|one| one.value), column)
            }
            value if value.is_of_last_year() => self.of_last_year(value, line),
            _ => match line.result {
                Some(result) => self.of_result(column, line, result),
                None => self.blank.clone(),
            },
        }
    }

    fn number(&self, number: Option<usize>) -> String {
        number.map_or_else(|| self.blank.clone(), |number| number.to_string())
    }

    /// Points as they were typed, unless the column asks for other decimals.
    fn amount(&self, amount: Option<Decimal>, column: &ColumnOrder) -> String {
        let Some(amount) = amount else {
            return self.blank.clone();
        };
        printed(
            &fraction(amount),
            column.decimals.unwrap_or_else(|| amount.scale()),
        )
    }

    fn of_result(&self, column: &ColumnOrder, line: &Line<'_>, result: &Scored) -> String {
        let score = || match column.decimals {
            Some(decimals) => printed(&result.score.exact, decimals),
            None => result.score.printed.clone(),
        };
        match column.value {
            Value::Score => score(),
            Value::RankAndScore => match line.rank {
                Some(rank) => format!("{} ({})", padded(rank as u64), score()),
                None => format!("{} ({})", self.blank, score()),
            },
            Value::Tier => {
                let tiers = self.dossier.tiers_of(line.block);
                let tier = result.tier.and_then(|tier| tiers.get(tier));
                tier.map_or(String::new(), |tier| tier.name.value.clone())
            }
            Value::Percent => match column.decimals {
                Some(decimals) => printed(&result.percent.exact, decimals),
                None => result.percent.printed.clone(),
            },
            Value::Points => self.points_in_all(line, result, column),
            Value::Maximum if column.decimals.is_none() && result.applicable.is_int() => {
                printed(&result.applicable, 0)
            }
            Value::Maximum => self.figure(&result.applicable, line, column),
            Value::Indicator(index) => self.points(line, result, index, column),
            Value::IndicatorRank(index) => match points_of(line, index) {
                // who is not ranked has no rank here either
                Some(_) if line.rank.is_none() => self.blank.clone(),
                Some(points) => self.rank_by(index, &points).to_string(),
                None => self.nothing(line),
            },
            // what does not come of its result is told before
            Value::Position
            | Value::Name
            | Value::Rank
            | Value::RankAcross
            | Value::Bonus
            | Value::Penalty
            | Value::Reason
            | Value::Block
            | Value::RankThen
            | Value::ScoreThen
            | Value::TierThen
            | Value::Rise
            | Value::Gain
            | Value::Fact(_) => String::new(),
        }
    }

    /// Points before conversion, as they were typed where all is printed so.
    fn points_in_all(&self, line: &Line<'_>, result: &Scored, column: &ColumnOrder) -> String {
        match typed_points(line) {
            Some(typed) if self.is_as_typed(line) => self.amount(Some(typed), column),
            _ => self.figure(&result.points, line, column),
        }
    }

    fn is_as_typed(&self, line: &Line<'_>) -> bool {
        line.block.decimals(&self.dossier.rules).is_none()
    }

    /// Who has a total alone was not judged by indicators, else the indicator does not apply.
    fn nothing(&self, line: &Line<'_>) -> String {
        if line.agency.scores.is_empty() {
            String::new()
        } else {
            self.blank.clone()
        }
    }

    fn points(
        &self,
        line: &Line<'_>,
        result: &Scored,
        index: usize,
        column: &ColumnOrder,
    ) -> String {
        let Some(points) = points_of(line, index) else {
            return self.nothing(line);
        };
        let as_printed = result.details.get(index).cloned().flatten();
        match as_printed.filter(|_| column.decimals.is_none()) {
            Some(printed) => printed,
            None => self.figure(&points, line, column),
        }
    }

    fn figure(&self, exact: &Fraction, line: &Line<'_>, column: &ColumnOrder) -> String {
        let rules = &self.dossier.rules;
        let fixed = column.decimals.or_else(|| line.block.decimals(rules));
        // as typed, as far as decimals end
        let typed = || decimals(exact, MOST_DECIMALS);
        let fixed = fixed.or_else(typed);
        printed(exact, fixed.unwrap_or(line.block.computed_decimals(rules)))
    }

    /// How many have more points of this indicator, and one.
    fn rank_by(&self, index: usize, points: &Fraction) -> usize {
        let all = self.by_indicator.get(&index);
        all.map_or(1, |all| all.partition_point(|other| other > points) + 1)
    }

    fn of_last_year(&self, value: &Value, line: &Line<'_>) -> String {
        let before = line.result.and_then(|result| result.last_year.as_ref());
        let said = match before {
            Some(Before::New) => return self.new.clone(),
            Some(Before::Known { rank, score, tier }) => match value {
                Value::RankThen => rank.map(|then| then.rank.to_string()),
                Value::ScoreThen => score.as_ref().map(|then| then.printed.clone()),
                Value::TierThen => tier.clone(),
                Value::Rise => rank.and_then(rise),
                _ => score.as_ref().and_then(gain),
            },
            None => None,
        };
        said.unwrap_or_else(|| self.blank.clone())
    }
}

/// Points that were typed as one number.
fn typed_points(line: &Line<'_>) -> Option<Decimal> {
    let agency = line.agency;
    let total = agency.total.as_ref().filter(|_| agency.scores.is_empty());
    let points = agency.points.as_ref().or(total)?;
    Some(points.value)
}

/// `+2`, `−2`, `0`.
pub(in super::super) fn rise(then: RankThen) -> Option<String> {
    let rise = then.rise?;
    Some(signed(rise.cmp(&0), &rise.unsigned_abs().to_string()))
}

/// `+1,35`, `−1,35`, `0,00`.
pub(in super::super) fn gain(then: &Compared) -> Option<String> {
    let more = then.more.as_ref()?;
    let sign = more.cmp(&Fraction::ZERO);
    Some(signed(sign, &difference(more, then.decimals)))
}

fn signed(sign: Ordering, figures: &str) -> String {
    match sign {
        Ordering::Greater => format!("+{figures}"),
        Ordering::Equal => figures.to_owned(),
        // no line breaks behind it
        Ordering::Less => format!("−{figures}"),
    }
}

fn points_of(line: &Line<'_>, index: usize) -> Option<Fraction> {
    line.points(&line.indicator(index)?.id)
}

/// Why it is not ranked, or put in its tier.
fn reason(line: &Line<'_>) -> String {
    let set = line.agency.set_tier.as_ref().map(|set| &set.reason);
    let reason = match line.agency.assessment() {
        Assessment::Unranked(reason) | Assessment::Unassessed(reason) => Some(reason),
        Assessment::Ranked => set,
    };
    reason.map_or_else(String::new, |reason| wording::with_large_first(reason))
}

fn fact_text(fact: Option<&Fact>) -> String {
    match fact {
        Some(Fact::Text(text)) => text.value.clone(),
        Some(Fact::Number(number)) => with_comma(number.value),
        Some(Fact::Whole(number)) => number.value.to_string(),
        Some(Fact::Date(date)) => date.slashed(),
        _ => String::new(),
    }
}
