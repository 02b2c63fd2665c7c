//! The rows of a ranking table: which agencies, in which order, with which rank.

use super::TableOrder;
use crate::diagnostics::Diagnostic;
use crate::dossier::{Agency, Assessment, Block, Indicator};
use crate::scoring::{BlockStandings, Fraction, Scored, fraction};

/// Orders of rows.
const BY_RANK: &str = "hang";
const AS_TYPED: &str = "nhap";
/// What agencies of a table may be ranked by, other than their standing.
const BY_PERCENT: &str = "ty_le";
const BY_INDICATOR: &str = "chi_so.";

/// An agency in a table.
#[derive(Clone, Copy)]
pub(super) struct Line<'a> {
    pub(super) block: &'a Block,
    pub(super) standings: &'a BlockStandings,
    pub(super) agency: &'a Agency,
    /// What it scored, if it was assessed.
    pub(super) result: Option<&'a Scored>,
    /// Its rank in this table; `None` if it has none.
    pub(super) rank: Option<usize>,
    /// Its rank in all blocks.
    pub(super) across: Option<usize>,
    /// Which block, which agency of it.
    place: (usize, usize),
}

/// The lines of a table.
pub(super) struct Lines<'a> {
    /// Ranked, in the table's order.
    pub(super) ranked: Vec<Line<'a>>,
    /// Assessed, not ranked.
    pub(super) unranked: Vec<Line<'a>>,
    /// Not assessed.
    pub(super) unassessed: Vec<Line<'a>>,
    /// Whether the order is that of entry.
    pub(super) as_typed: bool,
}

impl<'a> Lines<'a> {
    /// The lines of these blocks, as the table's block orders them.
    pub(super) fn of(
        order: &TableOrder<'a>,
        blocks: &[(&'a Block, &'a BlockStandings)],
    ) -> Result<Self, Diagnostic> {
        let mut lines = Self {
            ranked: Vec::new(),
            unranked: Vec::new(),
            unassessed: Vec::new(),
            as_typed: as_typed(order)?,
        };
        blocks
            .iter()
            .enumerate()
            .for_each(|(at, block)| lines.add(at, *block));
        if order.is_of_all() {
            lines.rank_across(order)?;
        }
        if let Some(by) = order.fields.text("hang_theo") {
            lines.rank_by(&by, order)?;
        }
        if lines.as_typed {
            lines.ranked.sort_by_key(|line| line.place);
        }
        Ok(lines)
    }

    fn add(&mut self, at: usize, (block, standings): (&'a Block, &'a BlockStandings)) {
        let line = |agency: usize, result| Line {
            block,
            standings,
            agency: &block.agencies[agency],
            result,
            rank: None,
            across: None,
            place: (at, agency),
        };
        let rows = standings.rows.iter();
        self.ranked.extend(rows.map(|row| Line {
            rank: Some(row.rank),
            across: row.across,
            ..line(row.agency, Some(&row.result))
        }));
        for other in &standings.others {
            let line = line(other.agency, other.result.as_ref());
            match line.result {
                Some(_) => self.unranked.push(line),
                None => self.unassessed.push(line),
            }
        }
    }

    fn rank_across(&mut self, order: &TableOrder<'_>) -> Result<(), Diagnostic> {
        if !order.dossier.rules.ranks_across {
            return Err(Diagnostic::error("MB051", "Hồ sơ không xếp hạng chung các khối")
                .with_remedy("Ghi `xep_hang_chung: true` trong `cach_tinh`, hoặc bỏ bảng `khoi: tat_ca` khỏi mẫu"));
        }
        self.ranked
            .iter_mut()
            .for_each(|line| line.rank = line.across);
        self.ranked.sort_by_key(|line| (line.rank, line.place));
        Ok(())
    }

    /// Ranks by something else than the standings do; who has no such figure stands last, without a rank.
    fn rank_by(&mut self, by: &str, order: &TableOrder<'_>) -> Result<(), Diagnostic> {
        if by == BY_RANK || by == "diem" {
            return Ok(());
        }
        let key = |line: &Line<'_>| -> Option<Fraction> {
            if by == BY_PERCENT {
                return Some(line.result?.percent.as_printed());
            }
            line.points(by.strip_prefix(BY_INDICATOR)?)
        };
        let ids = self
            .ranked
            .iter()
            .flat_map(|line| &line.standings.indicators);
        let known = |id: &str| ids.clone().any(|one: &Indicator| *one.id == *id);
        if by != BY_PERCENT && !by.strip_prefix(BY_INDICATOR).is_some_and(known) {
            return Err(order.wrong_value("hang_theo", by, &["diem", BY_PERCENT, "chi_so.mã"]));
        }
        // with gaps, who is not ranked holds a rank all the same
        let holders = self.counted(order.dossier.rules.keeps_gaps);
        let mut keyed: Vec<(Option<Fraction>, Line<'_>)> =
            holders.map(|line| (key(line), *line)).collect();
        keyed.sort_by(|(one, a), (other, b)| {
            let by_standing = a.rank.cmp(&b.rank).then(a.place.cmp(&b.place));
            other.cmp(one).then(by_standing)
        });
        let mut ranks: Vec<Option<usize>> = Vec::with_capacity(keyed.len());
        // what decides between equal scores decides here, too
        let decided = !order.dossier.rules.tie.is_empty();
        let same = |(one, a): &(_, Line<'_>), (other, b): &(_, Line<'_>)| {
            one == other && (!decided || a.rank == b.rank)
        };
        for tie in keyed.chunk_by(same) {
            let rank = tie[0].0.is_some().then_some(ranks.len() + 1);
            ranks.extend(std::iter::repeat_n(rank, tie.len()));
        }
        let lines = keyed.into_iter().zip(ranks);
        let lines =
            lines.filter(|((_, line), _)| matches!(line.agency.assessment(), Assessment::Ranked));
        self.ranked = lines
            .map(|((_, line), rank)| Line { rank, ..line })
            .collect();
        Ok(())
    }

    /// All that have a score the means count.
    pub(super) fn counted(&self, counts_unranked: bool) -> impl Iterator<Item = &Line<'a>> {
        let others = self.unranked.iter().filter(move |_| counts_unranked);
        self.ranked.iter().chain(others)
    }
}

fn as_typed(order: &TableOrder<'_>) -> Result<bool, Diagnostic> {
    match order.fields.text("thu_tu").as_deref() {
        None | Some(BY_RANK) => Ok(false),
        Some(AS_TYPED) => Ok(true),
        Some(other) => Err(order.wrong_value("thu_tu", other, &[BY_RANK, AS_TYPED])),
    }
}

impl Line<'_> {
    /// Its points of the indicator of this id.
    pub(super) fn points(&self, id: &str) -> Option<Fraction> {
        let mut scores = self.agency.scores.iter();
        let score = scores.find(|score| *score.indicator == *id)?;
        Some(fraction(score.value.value))
    }

    /// The indicator at that place of its block.
    pub(super) fn indicator(&self, index: usize) -> Option<&Indicator> {
        self.standings.indicators.get(index)
    }
}
