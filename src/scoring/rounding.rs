//! What rounding changes: a tie, a tier, a mean or a sum that a reader would find otherwise in the printed figures.
//!
//! One warning of each kind for a block, with the cases that are furthest apart.

mod means;
mod parts;

use rust_decimal::Decimal;

use super::exact::{Fraction, apart, decimals, short_text};
use super::tiers::{self, Limits};
use super::{BlockStandings, Figure, Scored, Standing};
use crate::diagnostics::{Diagnostic, Diagnostics, Span, Spanned};
use crate::dossier::{Agency, Block, Dossier, RankBy};
use crate::wording;
pub(super) use means::review_overall;

/// Cases that a warning lists.
const LISTED: usize = 3;
/// Decimals shown of a figure that is not rounded.
const SHOWN: u32 = 6;

/// Warns of what rounding changes in a block.
pub(super) fn review(dossier: &Dossier, standings: &BlockStandings, found: &mut Diagnostics) {
    let block = &dossier.blocks[standings.block];
    let review = Review {
        dossier,
        block,
        standings,
        limits: tiers::limits(dossier.tiers_of(block), &dossier.rules, &standings.maximum),
    };
    let all = [
        review.ties(),
        review.hidden_differences(),
        review.tiers(),
        review.mean(),
        review.parts(),
        review.typed(),
        review.shares(),
    ];
    found.push_all(all.into_iter().flatten());
}

struct Review<'a> {
    dossier: &'a Dossier,
    block: &'a Block,
    standings: &'a BlockStandings,
    limits: Limits,
}

/// One case of a warning: how far apart, where, and in words.
struct Case {
    apart: Fraction,
    place: Span,
    words: String,
}

/// The warning of these cases, the furthest apart first; `None` if there are none.
fn warning(
    code: &'static str,
    message: String,
    label: &str,
    mut cases: Vec<Case>,
) -> Option<Diagnostic> {
    cases.sort_by(|one, other| other.apart.cmp(&one.apart));
    let place = cases.first()?.place;
    let more = cases.len().saturating_sub(LISTED);
    let mut problem = Diagnostic::warning(code, message).at(place, label);
    for case in cases.into_iter().take(LISTED) {
        problem = problem.with_note(case.words);
    }
    if more > 0 {
        problem = problem.with_note(format!("và {more} trường hợp khác"));
    }
    Some(problem)
}

impl Review<'_> {
    fn rank_by(&self) -> RankBy {
        self.dossier.rules.rank_by
    }

    fn agency(&self, result: &Scored) -> &Agency {
        &self.block.agencies[result.agency]
    }

    /// What decides rank and tier, as printed and unrounded.
    fn basis<'r>(&self, result: &'r Scored) -> &'r Figure {
        match self.rank_by() {
            RankBy::Percent => &result.percent,
            RankBy::Printed | RankBy::Exact => &result.score,
        }
    }

    fn name(&self) -> String {
        wording::block(&self.block.name)
    }

    /// More decimals: as many as the scores have, or one more where they do not end.
    fn remedy(&self) -> String {
        let rules = &self.dossier.rules;
        let (key, kept) = match rules.rank_by {
            RankBy::Percent => ("so_le_phan_tram", self.block.percent_decimals(rules)),
            RankBy::Printed | RankBy::Exact => ("so_le", self.block.computed_decimals(rules)),
        };
        let rows = self.standings.rows.iter();
        let needed: Option<Vec<u32>> = rows
            .map(|row| decimals(&self.basis(row).exact, SHOWN))
            .collect();
        let needed = needed.and_then(|needed| needed.into_iter().max());
        let needed = needed.filter(|needed| *needed > kept).unwrap_or(kept + 1);
        format!(
            "Quy định của cơ quan là làm tròn như vậy thì không phải sửa; không thì ghi `{key}: {needed}` trong `cach_tinh`"
        )
    }

    fn shown(&self, result: &Scored) -> String {
        let figure = self.basis(result);
        format!(
            "“{}” {}",
            *self.agency(result).name,
            unrounded(&figure.exact)
        )
    }

    /// Neighbours in the ranking that print the same and are not the same.
    fn alike(&self) -> impl Iterator<Item = (&Standing, &Standing)> {
        let pairs = self.standings.rows.windows(2);
        pairs.filter_map(|pair| {
            let [upper, lower] = pair else { return None };
            let (one, other) = (self.basis(upper), self.basis(lower));
            let alike = one.printed == other.printed && one.exact != other.exact;
            alike.then_some((upper, lower))
        })
    }

    fn cases(&self, words: impl Fn(&Standing, &Standing) -> String) -> Vec<Case> {
        let cases = self.alike().map(|(upper, lower)| Case {
            apart: apart(&self.basis(upper).exact, &self.basis(lower).exact),
            place: place_of(self.agency(lower)),
            words: words(upper, lower),
        });
        cases.collect()
    }

    /// Ranked by what is printed, different scores tie.
    fn ties(&self) -> Option<Diagnostic> {
        if self.rank_by() == RankBy::Exact {
            return None;
        }
        let cases = self.cases(|upper, lower| {
            let (one, other) = (self.shown(upper), self.shown(lower));
            let printed = &self.basis(lower).printed;
            format!("{one} và {other} cùng in {printed}")
        });
        let message = format!(
            "Làm tròn làm các điểm khác nhau của {} thành bằng nhau",
            self.name()
        );
        let problem = warning("KQ020", message, "bằng điểm chỉ vì làm tròn", cases)?;
        Some(problem.with_remedy(self.remedy()))
    }

    /// Ranked by what is not printed, equal printed scores hold different ranks.
    fn hidden_differences(&self) -> Option<Diagnostic> {
        if self.rank_by() != RankBy::Exact {
            return None;
        }
        let cases = self.cases(|upper, lower| {
            let (one, other) = (self.shown(upper), self.shown(lower));
            let printed = &self.basis(lower).printed;
            format!(
                "{one} và {other} cùng in {printed}, xếp hạng {} và {}",
                upper.rank, lower.rank
            )
        });
        let message = format!(
            "Các điểm in ra bằng nhau của {} xếp hạng khác nhau",
            self.name()
        );
        let problem = warning("KQ003", message, "cùng điểm in ra, khác hạng", cases)?;
        Some(problem.with_remedy(
            "Tăng `so_le`, hoặc bỏ `xep_hang_theo: diem_goc` để xếp hạng theo điểm in ra",
        ))
    }

    /// The printed figure and the unrounded one lie in different tiers.
    fn tiers(&self) -> Option<Diagnostic> {
        let rows = self.standings.rows.iter();
        let by_score = rows.filter(|row| self.agency(row).set_tier.is_none());
        let cases = by_score.filter_map(|row| self.over_a_limit(row)).collect();
        let name = self.name();
        let message = format!("Làm tròn đưa cơ quan của {name} qua giới hạn của mức");
        let label = "điểm in ra và điểm chưa làm tròn khác mức";
        let problem = warning("KQ021", message, label, cases)?;
        Some(problem.with_remedy(self.remedy()))
    }

    /// The score as printed is in another tier than the unrounded one.
    fn over_a_limit(&self, row: &Standing) -> Option<Case> {
        let tiers = self.dossier.tiers_of(self.block);
        let figure = self.basis(row);
        let as_printed = tiers::tier_of(&figure.as_printed(), &self.limits)?;
        let unrounded = tiers::tier_of(&figure.exact, &self.limits)?;
        let shown = row.tier.filter(|_| as_printed != unrounded)?;
        let (what, other) = match shown == as_printed {
            true => ("điểm chưa làm tròn", unrounded),
            false => ("điểm in ra", as_printed),
        };
        let limit = tiers::limit_in_words(tiers.get(as_printed.min(unrounded))?);
        Some(Case {
            apart: apart(&figure.as_printed(), &figure.exact),
            place: place_of(self.agency(row)),
            words: format!(
                "{} in {}, xếp mức {}; theo {what} thì thuộc mức {}{}",
                self.shown(row),
                figure.printed,
                *tiers.get(shown)?.name,
                *tiers.get(other)?.name,
                limit.map_or(String::new(), |limit| format!(" ({limit})")),
            ),
        })
    }
}

/// With a comma, as many decimals as it has, up to six.
fn unrounded(value: &Fraction) -> String {
    short_text(value, SHOWN).0
}

/// All scores that were typed of an agency.
fn typed(agency: &Agency) -> impl Iterator<Item = &Spanned<Decimal>> {
    let whole = [&agency.total, &agency.points].into_iter().flatten();
    whole.chain(agency.scores.iter().map(|score| &score.value))
}

/// Where the agency's score was typed.
fn place_of(agency: &Agency) -> Span {
    typed(agency)
        .next()
        .map_or(agency.name.span, |score| score.span)
}
