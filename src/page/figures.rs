//! The standings as tables, figures and pictures.

use super::chart::{Bar, Chart, Limit, chart};
use super::model::{BlockFigures, Figures, NamedFigure, StandingRow};
use crate::dossier::{Agency, Block, Dossier};
use crate::scoring::{Before, BlockStandings, Scored, Standings, exact_text, limits_in_points};
use crate::values::{with_comma, with_point};
use crate::wording::{self, with_large_first};

/// Stands where there is nothing.
const NONE: &str = "–";

/// What can be asked for where it comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Asked {
    /// An agency of a block.
    Agency(usize, usize),
    /// A block's figure.
    Of(usize, Figure),
    /// The mean of all blocks.
    OverallMean,
}

/// A block's figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Figure {
    Count,
    Mean,
    TierCount(usize),
    TierShare(usize),
}

impl Asked {
    /// As it stands in the page.
    pub(crate) fn id(self) -> String {
        match self {
            Self::Agency(block, agency) => format!("a-{block}-{agency}"),
            Self::Of(block, Figure::Count) => format!("c-{block}-0"),
            Self::Of(block, Figure::Mean) => format!("m-{block}-0"),
            Self::Of(block, Figure::TierCount(tier)) => format!("n-{block}-{tier}"),
            Self::Of(block, Figure::TierShare(tier)) => format!("s-{block}-{tier}"),
            Self::OverallMean => "o-0-0".to_owned(),
        }
    }

    /// What that id asks for, whether it is there or not.
    pub(crate) fn read(id: &str) -> Option<Self> {
        let mut parts = id.split('-');
        let kind = parts.next()?;
        let mut number = || parts.next()?.parse::<usize>().ok();
        let (block, at) = (number()?, number()?);
        Some(match kind {
            "a" => Self::Agency(block, at),
            "c" => Self::Of(block, Figure::Count),
            "m" => Self::Of(block, Figure::Mean),
            "n" => Self::Of(block, Figure::TierCount(at)),
            "s" => Self::Of(block, Figure::TierShare(at)),
            "o" => Self::OverallMean,
            _ => return None,
        })
    }
}

/// All figures of a dossier.
pub(crate) fn figures(dossier: &Dossier, standings: &Standings) -> Figures {
    let blocks = standings.blocks.iter().enumerate();
    let overall = standings.overall.iter().map(|overall| NamedFigure {
        name: "Điểm trung bình chung".to_owned(),
        value: overall.mean.printed.clone(),
        origin: Asked::OverallMean.id(),
    });
    Figures {
        blocks: blocks
            .map(|(at, found)| block(dossier, found, at))
            .collect(),
        overall: overall.collect(),
    }
}

fn block(dossier: &Dossier, found: &BlockStandings, at: usize) -> BlockFigures {
    let own = &dossier.blocks[found.block];
    BlockFigures {
        id: own.id.value.clone(),
        name: with_large_first(&wording::block(&own.name)),
        has_tiers: !dossier.tiers_of(own).is_empty(),
        has_last_year: found.last_year.is_some(),
        indicators: (found.indicators.iter())
            .map(|indicator| indicator.name.value.clone())
            .collect(),
        chart: chart(&picture(dossier, own, found), &format!("k{at}")),
        rows: rows(dossier, own, found, at),
        figures: named(dossier, own, found, at),
    }
}

/// Figures with their names, in the order in which a decision gives them.
pub(crate) fn named(
    dossier: &Dossier,
    block: &Block,
    found: &BlockStandings,
    at: usize,
) -> Vec<NamedFigure> {
    let figure = |name: String, value: String, figure: Figure| NamedFigure {
        name,
        value,
        origin: Asked::Of(at, figure).id(),
    };
    let mut figures = vec![
        figure(
            "Số cơ quan được xếp hạng".to_owned(),
            found.rows.len().to_string(),
            Figure::Count,
        ),
        figure(
            "Điểm trung bình".to_owned(),
            found.mean.printed.clone(),
            Figure::Mean,
        ),
    ];
    for (tier, (own, count)) in dossier.tiers_of(block).iter().zip(&found.tiers).enumerate() {
        let name = &own.name.value;
        figures.push(figure(
            format!("Số cơ quan mức {name}"),
            count.count.to_string(),
            Figure::TierCount(tier),
        ));
        figures.push(figure(
            format!("Tỷ lệ mức {name}"),
            format!("{}%", with_comma(&count.share)),
            Figure::TierShare(tier),
        ));
    }
    figures
}

fn rows(dossier: &Dossier, block: &Block, found: &BlockStandings, at: usize) -> Vec<StandingRow> {
    let row = |agency: usize, rank: Option<usize>, result: Option<&Scored>| {
        let own = &block.agencies[agency];
        let tier = result.and_then(|result| dossier.tiers_of(block).get(result.tier?));
        StandingRow {
            rank: rank.map_or_else(|| NONE.to_owned(), |rank| format!("{rank:02}")),
            name: own.name.value.clone(),
            score: result.map_or_else(|| NONE.to_owned(), |result| result.score.printed.clone()),
            sort: result.map_or_else(String::new, |result| exact_text(&result.score.exact)),
            tier: tier.map(|tier| tier.name.value.clone()),
            last: result.and_then(score_then),
            points: result.map_or_else(Vec::new, |result| result.details.clone()),
            remark: remark(own),
            origin: Asked::Agency(at, agency).id(),
        }
    };
    let ranked = found.rows.iter();
    let ranked = ranked.map(|one| row(one.agency, Some(one.rank), Some(&one.result)));
    let others = found.others.iter();
    let others = others.map(|one| row(one.agency, None, one.result.as_ref()));
    ranked.chain(others).collect()
}

fn remark(agency: &Agency) -> String {
    let set = agency.set_tier.as_ref();
    let set = set.map(|set| format!("mức {} ấn định: {}", *set.name, *set.reason));
    let unranked = agency.unranked.as_ref();
    let unranked = unranked.map(|reason| format!("không xếp hạng: {}", **reason));
    let unassessed = agency.unassessed.as_ref();
    let unassessed = unassessed.map(|reason| format!("không đánh giá: {}", **reason));
    let all = [unassessed, unranked, set].into_iter().flatten();
    all.collect::<Vec<String>>().join("; ")
}

fn score_then(result: &Scored) -> Option<String> {
    match result.last_year.as_ref()? {
        Before::Known { score, .. } => score.as_ref().map(|then| then.printed.clone()),
        Before::New => None,
    }
}

/// The block's scores as bars.
fn picture(dossier: &Dossier, block: &Block, found: &BlockStandings) -> Chart {
    let tiers = dossier.tiers_of(block);
    let bars = found.rows.iter().map(|row| {
        let then = score_then(&row.result);
        Bar {
            name: block.agencies[row.agency].name.value.clone(),
            score: row.score.exact.to_f64().value(),
            printed: row.score.printed.clone(),
            then: then.as_ref().and_then(|then| with_point(then).parse().ok()),
            then_printed: then,
            tier: (row.tier.and_then(|tier| tiers.get(tier))).map(|tier| tier.name.value.clone()),
        }
    });
    let limits = limits_in_points(dossier, found);
    let limits = tiers.iter().zip(limits).filter_map(|(tier, limit)| {
        Some(Limit {
            name: tier.name.value.clone(),
            from: limit?.to_f64().value(),
        })
    });
    Chart {
        title: format!("Điểm của {}", wording::block(&block.name)),
        maximum: found.maximum.to_f64().value(),
        bars: bars.collect(),
        limits: limits.collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_be_asked_for_is_read_back() {
        let all = [
            Asked::Agency(1, 20),
            Asked::Of(0, Figure::Count),
            Asked::Of(2, Figure::Mean),
            Asked::Of(0, Figure::TierCount(3)),
            Asked::Of(0, Figure::TierShare(1)),
            Asked::OverallMean,
        ];
        for asked in all {
            assert_eq!(Asked::read(&asked.id()), Some(asked));
        }
        for id in [
            "",
            "a",
            "a-1",
            "x-0-0",
            "a--1-0",
            "a-99999999999999999999-0",
        ] {
            assert_eq!(Asked::read(id), None);
        }
    }
}
