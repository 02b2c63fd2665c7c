//! Formulas of totals.

use rust_decimal::Decimal;

use super::block::Sheet;
use super::columns::{INDICATORS, MAXIMA, MAXIMUM, WEIGHTS};
use super::line::at;
use crate::dossier::{Agency, Beyond, SumOf};
use crate::scoring::{Fraction, Scored, fraction};

impl Sheet<'_> {
    /// Formulas of the maximum that applies, and of the total.
    pub(super) fn total(&self, row: u32, agency: &Agency, scored: &Scored) -> (String, String) {
        let c = &self.columns;
        let cell = |column: u16| at(row, column);
        let (applicable, points) = match agency.scores.is_empty() {
            true => {
                let own = cell(c.own_maximum);
                (format!("=IF({own}=\"\",{MAXIMUM},{own})"), cell(c.points))
            }
            false => self.of_scores(row),
        };
        let is_made = !agency.scores.is_empty() || agency.points.is_some();
        let has_parts = is_made || agency.maximum.is_some() && agency.total.is_some();
        // a given total counts where it is not what its parts make, within what the rules allow
        let is_given = is_made && agency.total.is_some() && self.made(agency) != scored.score.exact;
        if !has_parts || is_given {
            return (applicable, format!("={}", cell(c.given)));
        }
        let out_of = cell(c.applicable);
        let converted = match self.dossier.rules.sum {
            SumOf::Raw => points,
            _ => format!(
                "IF(OR({out_of}={MAXIMUM},{out_of}=0),{points},{points}*{MAXIMUM}/{out_of})"
            ),
        };
        let sum = format!("{converted}+{}-{}", cell(c.bonus), cell(c.penalty));
        let sum = match self.dossier.rules.beyond {
            Beyond::Capped => format!("MIN({sum},{MAXIMUM})"),
            _ => sum,
        };
        (applicable, format!("={sum}"))
    }

    /// The maximum of the indicators that a row has scores of, and the points they make.
    fn of_scores(&self, row: u32) -> (String, String) {
        let last = INDICATORS + self.columns.indicators.max(1) - 1;
        let scores = format!("{}:{}", at(row, INDICATORS), at(row, last));
        let parameters = |row: u32| {
            let cell = |column: u16| with_fixed_row(&at(row, column));
            format!("{}:{}", cell(INDICATORS), cell(last))
        };
        let (maxima, weights) = (parameters(MAXIMA), parameters(WEIGHTS));
        (
            format!("=SUMPRODUCT(({scores}<>\"\")*{maxima}*{weights})"),
            format!("SUMPRODUCT({scores},{weights})"),
        )
    }

    /// What the parts of an agency's total make, as the formula does.
    fn made(&self, agency: &Agency) -> Fraction {
        let amount = |number: &Option<crate::diagnostics::Spanned<Decimal>>| {
            number
                .as_ref()
                .map_or(Fraction::ZERO, |number| fraction(number.value))
        };
        let indicators = self.dossier.indicators_of(self.block());
        let maximum = &self.standings.maximum;
        let (mut points, mut applicable) = (Fraction::ZERO, Fraction::ZERO);
        for indicator in indicators {
            let weight = fraction(indicator.weight());
            if let Some(score) = agency
                .scores
                .iter()
                .find(|score| *score.indicator == *indicator.id)
            {
                points += fraction(score.value.value) * &weight;
                applicable += amount(&indicator.maximum) * weight;
            }
        }
        if agency.scores.is_empty() {
            points = amount(&agency.points);
            applicable = agency
                .maximum
                .as_ref()
                .map_or_else(|| maximum.clone(), |own| fraction(own.value));
        }
        if self.dossier.rules.sum != SumOf::Raw && applicable != *maximum && !applicable.is_zero() {
            points = points * maximum / applicable;
        }
        let total = points + amount(&agency.bonus) - amount(&agency.penalty);
        match self.dossier.rules.beyond {
            Beyond::Capped if total > *maximum => maximum.clone(),
            _ => total,
        }
    }
}

/// `B$6` of `B6`.
fn with_fixed_row(cell: &str) -> String {
    let at = cell
        .find(|letter: char| letter.is_ascii_digit())
        .unwrap_or(0);
    format!("{}${}", &cell[..at], &cell[at..])
}
