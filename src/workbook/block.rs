//! A block's sheet: its heading, and which of its columns are shown.

use rust_decimal::Decimal;

use super::columns::{Columns, FIRST, HEAD, HEAD_HEIGHT, INDICATORS, MAXIMA, NAME, WEIGHTS};
use super::line::{Lines, column};
use super::style;
use crate::dossier::{Agency, Block, Decider, Dossier, RankBy};
use crate::scoring::{BlockStandings, Scored};

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
pub(super) struct Row<'a> {
    pub(super) agency: &'a Agency,
    pub(super) index: usize,
    pub(super) result: Option<&'a Scored>,
    pub(super) rank: Option<usize>,
    pub(super) across: Option<usize>,
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

    pub(super) fn rows(&self) -> Vec<Row<'a>> {
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

    pub(super) fn heading(&self, lines: &mut Lines<'_>) {
        self.indicator_heads(lines);
        let c = &self.columns;
        let deciders = self.dossier.rules.deciders();
        for (column, decider) in (c.deciders..c.deciders + c.decided).zip(deciders) {
            let words = match decider {
                Decider::Indicator(id) => format!("Phân định: {id}"),
                Decider::LastYear => "Phân định: hạng năm trước".to_owned(),
                Decider::Entry => "Phân định: thứ tự nhập".to_owned(),
            };
            lines.text(HEAD, column, &words, &style::head());
        }
        let heads = c.heads();
        lines.heads(HEAD, &heads);
        for (column, _) in heads {
            lines.width(column, if column == NAME { 36.0 } else { 11.0 });
        }
        lines.width(0, 6.0);
        for column in self.unused() {
            lines.with(|page| page.set_column_hidden(column).map(|_| ()));
        }
    }

    /// Names of indicators, with the most there is to get and their weights.
    fn indicator_heads(&self, lines: &mut Lines<'_>) {
        let (c, number) = (&self.columns, style::number());
        if c.indicators > 0 {
            lines.text(MAXIMA, NAME, "Điểm tối đa", &style::name());
            lines.text(WEIGHTS, NAME, "Hệ số", &style::name());
        }
        lines.with(|page| page.set_row_height(HEAD, HEAD_HEIGHT).map(|_| ()));
        let indicators = self.dossier.indicators_of(self.block());
        for (column, indicator) in (INDICATORS..INDICATORS + c.indicators).zip(indicators) {
            lines.text(HEAD, column, &indicator.name, &style::head());
            let maximum = indicator.maximum.as_ref();
            let maximum = maximum.map_or(Decimal::ZERO, |maximum| maximum.value);
            lines.maybe(MAXIMA, column, Some(maximum), &number);
            lines.maybe(WEIGHTS, column, Some(indicator.weight()), &number);
            lines.width(column, 11.0);
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
}
