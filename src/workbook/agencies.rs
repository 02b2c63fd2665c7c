//! The rows of a block's sheet: scores as typed, formulas that make results of them, the program's results, `Khớp?`.

use num_rational::BigRational;
use num_traits::Zero;
use rust_decimal::Decimal;

use super::line::{Lines, at, column, decimals, printed_result, quoted, result};
use super::ranking::{Compared, rank};
use super::style;
use crate::dossier::{
    Agency, Assessment, Beyond, Block, Decider, Dossier, LimitUnit, RankBy, SumOf, Tier,
};
use crate::scoring::{Before, BlockStandings, Scored, fraction, rounded};

/// Where the block's maximum stands.
pub(super) const MAXIMUM: &str = "$B$3";
/// Rows: heading, maxima, weights, the first agency.
pub(super) const HEAD: u32 = 4;
const MAXIMA: u32 = 5;
const WEIGHTS: u32 = 6;
pub(super) const FIRST: u32 = 7;
/// Height of the heading, in points: three lines.
const HEAD_HEIGHT: f64 = 50.0;
/// The first column of indicators.
const INDICATORS: u16 = 2;
/// Decimals that a double surely holds of a score.
const SURE: u32 = 10;

/// The columns of a block's sheet.
#[derive(Clone, Debug)]
pub(super) struct Columns {
    indicators: u16,
    points: u16,
    own_maximum: u16,
    bonus: u16,
    penalty: u16,
    given: u16,
    set_tier: u16,
    pub(super) holds: u16,
    pub(super) counted: u16,
    deciders: u16,
    decided: u16,
    applicable: u16,
    pub(super) total: u16,
    printed: u16,
    percent: u16,
    key: u16,
    across_key: u16,
    rank: u16,
    across: u16,
    pub(super) tier: u16,
    our_score: u16,
    our_rank: u16,
    our_across: u16,
    our_tier: u16,
    pub(super) matches: u16,
}

impl Columns {
    pub(super) fn of(indicators: usize, deciders: usize) -> Self {
        let count = |number: usize| u16::try_from(number).unwrap_or(0);
        let (indicators, decided) = (count(indicators), count(deciders));
        let first = INDICATORS + indicators;
        let computed = first + 8 + decided;
        Self {
            indicators,
            points: first,
            own_maximum: first + 1,
            bonus: first + 2,
            penalty: first + 3,
            given: first + 4,
            set_tier: first + 5,
            holds: first + 6,
            counted: first + 7,
            deciders: first + 8,
            decided,
            applicable: computed,
            total: computed + 1,
            printed: computed + 2,
            percent: computed + 3,
            key: computed + 4,
            across_key: computed + 5,
            rank: computed + 6,
            across: computed + 7,
            tier: computed + 8,
            our_score: computed + 9,
            our_rank: computed + 10,
            our_across: computed + 11,
            our_tier: computed + 12,
            matches: computed + 13,
        }
    }
}

/// A block that is being written.
pub(super) struct Sheet<'a> {
    pub(super) dossier: &'a Dossier,
    pub(super) standings: &'a BlockStandings,
    pub(super) columns: Columns,
    /// Its name, as formulas of other sheets write it.
    pub(super) name: String,
    /// Whether all blocks have one maximum.
    pub(super) one_scale: bool,
}

/// An agency with its results.
struct Row<'a> {
    agency: &'a Agency,
    index: usize,
    result: Option<&'a Scored>,
    rank: Option<usize>,
    across: Option<usize>,
}

impl<'a> Sheet<'a> {
    pub(super) fn block(&self) -> &'a Block {
        &self.dossier.blocks[self.standings.block]
    }

    pub(super) fn last(&self) -> u32 {
        FIRST
            + u32::try_from(self.block().agencies.len())
                .unwrap_or(1)
                .max(1)
            - 1
    }

    /// The cells of a column.
    pub(super) fn cells(&self, of: u16) -> String {
        column(of, FIRST, self.last())
    }

    /// The same for formulas of any sheet.
    pub(super) fn cells_from_afar(&self, of: u16) -> String {
        format!("{}!{}", self.name, self.cells(of))
    }

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

    fn rows(&self) -> Vec<Row<'a>> {
        let (block, standings) = (self.block(), self.standings);
        let ranked = standings.rows.iter().map(|row| Row {
            agency: &block.agencies[row.agency],
            index: row.agency,
            result: Some(&row.result),
            rank: Some(row.rank),
            across: row.across,
        });
        let others = standings.others.iter().map(|other| Row {
            agency: &block.agencies[other.agency],
            index: other.agency,
            result: other.result.as_ref(),
            rank: None,
            across: None,
        });
        ranked.chain(others).collect()
    }

    /// Writes heading, parameters and agencies.
    pub(super) fn write(&self, all: &[Sheet<'_>], lines: &mut Lines<'_>) {
        self.heading(lines);
        for (row, agency) in (FIRST..).zip(self.rows()) {
            self.agency(row, &agency, all, lines);
        }
    }

    fn heading(&self, lines: &mut Lines<'_>) {
        let (c, head) = (&self.columns, style::head());
        let indicators = self.dossier.indicators_of(self.block());
        if c.indicators > 0 {
            lines.text(MAXIMA, 1, "Điểm tối đa", &style::name());
            lines.text(WEIGHTS, 1, "Hệ số", &style::name());
        }
        lines.with(|page| page.set_row_height(HEAD, HEAD_HEIGHT).map(|_| ()));
        for (column, indicator) in (INDICATORS..INDICATORS + c.indicators).zip(indicators) {
            lines.text(HEAD, column, &indicator.name, &head);
            let maximum = indicator.maximum.as_ref().map(|maximum| maximum.value);
            lines.maybe(
                MAXIMA,
                column,
                maximum.or(Some(Decimal::ZERO)),
                &style::number(),
            );
            lines.maybe(WEIGHTS, column, Some(indicator.weight()), &style::number());
            lines.width(column, 11.0);
        }
        let deciders = self.dossier.rules.deciders();
        for (column, decider) in (c.deciders..c.deciders + c.decided).zip(deciders) {
            let words = match decider {
                Decider::Indicator(id) => format!("Phân định: {id}"),
                Decider::LastYear => "Phân định: hạng năm trước".to_owned(),
                Decider::Entry => "Phân định: thứ tự nhập".to_owned(),
            };
            lines.text(HEAD, column, &words, &head);
        }
        for (column, words) in [
            (0, "STT"),
            (1, "Tên cơ quan"),
            (c.points, "Điểm chấm"),
            (c.own_maximum, "Tối đa riêng"),
            (c.bonus, "Điểm thưởng"),
            (c.penalty, "Điểm trừ"),
            (c.given, "Tổng điểm nhập"),
            (c.set_tier, "Mức ấn định"),
            (c.holds, "Giữ hạng"),
            (c.counted, "Được tính"),
            (c.applicable, "Tối đa áp dụng"),
            (c.total, "Tổng điểm"),
            (c.printed, "Điểm in ra"),
            (c.percent, "Phần trăm"),
            (c.key, "Xếp theo"),
            (c.across_key, "Xếp chung theo"),
            (c.rank, "Hạng"),
            (c.across, "Hạng chung"),
            (c.tier, "Mức"),
            (c.our_score, "Điểm (chương trình)"),
            (c.our_rank, "Hạng (chương trình)"),
            (c.our_across, "Hạng chung (chương trình)"),
            (c.our_tier, "Mức (chương trình)"),
            (c.matches, "Khớp?"),
        ] {
            lines.text(HEAD, column, words, &head);
            lines.width(column, if column == 1 { 36.0 } else { 11.0 });
        }
        lines.width(0, 6.0);
        for column in self.unused() {
            lines.with(|page| page.set_column_hidden(column).map(|_| ()));
        }
    }

    /// The columns behind the names that are shown, from the left.
    pub(super) fn shown(&self) -> Vec<u16> {
        let unused = self.unused();
        let shown = INDICATORS..=self.columns.matches;
        shown.filter(|column| !unused.contains(column)).collect()
    }

    /// Columns that hold nothing of this block: kept for the formulas, but not shown.
    fn unused(&self) -> Vec<u16> {
        let (c, rules, agencies) = (&self.columns, &self.dossier.rules, &self.block().agencies);
        let none = |has: fn(&Agency) -> bool| !agencies.iter().any(has);
        let scored = !none(|agency| !agency.scores.is_empty());
        let whole = self.standings.others.is_empty();
        let tiers = self.dossier.tiers_of(self.block()).is_empty();
        let of_points = none(|agency| agency.points.is_some() || agency.maximum.is_some());
        let cases = [
            (c.points, of_points),
            (c.own_maximum, none(|agency| agency.maximum.is_some())),
            (c.bonus, none(|agency| agency.bonus.is_some())),
            (c.penalty, none(|agency| agency.penalty.is_some())),
            (c.given, none(|agency| agency.total.is_some())),
            (c.set_tier, none(|agency| agency.set_tier.is_some())),
            (c.holds, whole),
            (c.counted, whole),
            (c.applicable, !scored && of_points),
            (c.percent, rules.rank_by != RankBy::Percent),
            (c.key, rules.rank_by == RankBy::Printed),
            (c.across_key, !rules.ranks_across),
            (c.across, !rules.ranks_across),
            (c.our_across, !rules.ranks_across),
            (c.tier, tiers),
            (c.our_tier, tiers),
        ];
        let unused = cases.into_iter().filter(|(_, unused)| *unused);
        unused.map(|(column, _)| column).collect()
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
            let score = agency
                .scores
                .iter()
                .find(|score| *score.indicator == *indicator.id);
            lines.maybe(row, column, score.map(|score| score.value.value), &number);
        }
        // one indicator without scores of it takes nothing out of the maximum
        let value = |number: &Option<crate::diagnostics::Spanned<Decimal>>| {
            number.as_ref().map(|number| number.value)
        };
        let alone = agency.total.is_some()
            && agency.points.is_none()
            && agency.scores.is_empty()
            && agency.maximum.is_some();
        let points = if alone {
            value(&agency.total)
        } else {
            value(&agency.points)
        };
        lines.maybe(row, c.points, points, &number);
        lines.maybe(row, c.own_maximum, value(&agency.maximum), &number);
        lines.maybe(row, c.bonus, value(&agency.bonus), &number);
        lines.maybe(row, c.penalty, value(&agency.penalty), &number);
        lines.maybe(
            row,
            c.given,
            value(&agency.total).filter(|_| !alone),
            &number,
        );
        lines.text(
            row,
            c.set_tier,
            agency.set_tier.as_ref().map_or("", |set| &set.name),
            &number,
        );
        let ranked = matches!(agency.assessment(), Assessment::Ranked);
        let (rules, assessed) = (&self.dossier.rules, of.result.is_some());
        let yes = |yes: bool| if yes { 1.0 } else { 0.0 };
        lines.number(
            row,
            c.holds,
            yes(assessed && (ranked || rules.keeps_gaps)),
            &number,
        );
        lines.number(
            row,
            c.counted,
            yes(assessed && (ranked || rules.counts_unranked)),
            &number,
        );
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

    /// Formulas of the maximum that applies, and of the total.
    fn total(&self, row: u32, agency: &Agency, scored: &Scored) -> (String, String) {
        let c = &self.columns;
        let cell = |column: u16| at(row, column);
        let across = |of: u32, fixed: bool| {
            let last = INDICATORS + c.indicators.max(1) - 1;
            let (first, last) = (at(of, INDICATORS), at(of, last));
            match fixed {
                true => format!("{}:{}", with_fixed_row(&first), with_fixed_row(&last)),
                false => format!("{first}:{last}"),
            }
        };
        let (applicable, points) = if agency.scores.is_empty() {
            let own = cell(c.own_maximum);
            (format!("=IF({own}=\"\",{MAXIMUM},{own})"), cell(c.points))
        } else {
            let (scores, maxima, weights) = (
                across(row, false),
                across(MAXIMA, true),
                across(WEIGHTS, true),
            );
            (
                format!("=SUMPRODUCT(({scores}<>\"\")*{maxima}*{weights})"),
                format!("SUMPRODUCT({scores},{weights})"),
            )
        };
        let has_parts = !agency.scores.is_empty()
            || agency.points.is_some()
            || agency.maximum.is_some() && agency.total.is_some();
        if !has_parts {
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
        // a given total counts where it is not what its parts make, within what the rules allow
        let given = agency
            .total
            .as_ref()
            .filter(|_| !(agency.scores.is_empty() && agency.points.is_none()));
        match given.filter(|_| self.made(agency) != scored.score.exact) {
            Some(_) => (applicable, format!("={}", cell(c.given))),
            None => (applicable, format!("={sum}")),
        }
    }

    /// What the parts of an agency's total make, as the formula does.
    fn made(&self, agency: &Agency) -> BigRational {
        let amount = |number: &Option<crate::diagnostics::Spanned<Decimal>>| {
            number
                .as_ref()
                .map_or_else(BigRational::zero, |number| fraction(number.value))
        };
        let indicators = self.dossier.indicators_of(self.block());
        let maximum = &self.standings.maximum;
        let (mut points, mut applicable) = (BigRational::zero(), BigRational::zero());
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

    /// What is ranked by, and the ranks.
    fn ranks(
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

    fn tier(&self, row: u32, of: &Row<'_>, scored: &Scored, lines: &mut Lines<'_>) {
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

    fn compare(&self, row: u32, of: &Row<'_>, scored: &Scored, lines: &mut Lines<'_>) {
        let (c, number) = (&self.columns, style::number());
        let places = decimals(&scored.score.printed);
        let score: f64 = printed_result(&scored.score.printed).parse().unwrap_or(0.0);
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
        let formula = format!(
            "=IF(AND(ABS({}-{})<0.0000001,{},{},{}),\"Khớp\",\"KHÔNG KHỚP\")",
            at(row, c.printed),
            at(row, c.our_score),
            same(c.rank, c.our_rank),
            same(c.across, c.our_across),
            same(c.tier, c.our_tier)
        );
        lines.formula((row, c.matches), &formula, "Khớp", &number);
    }
}

/// `B$6` of `B6`.
fn with_fixed_row(cell: &str) -> String {
    let at = cell
        .find(|letter: char| letter.is_ascii_digit())
        .unwrap_or(0);
    format!("{}${}", &cell[..at], &cell[at..])
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

/// What decides between equals as a number, more being better.
fn decides(decider: Decider<'_>, of: &Row<'_>) -> f64 {
    match decider {
        Decider::Indicator(id) => {
            let score = of
                .agency
                .scores
                .iter()
                .find(|score| *score.indicator == *id);
            score.map_or(-1.0, |score| super::line::double(score.value.value))
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
