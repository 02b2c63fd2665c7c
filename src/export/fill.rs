//! From standings to what is said of them.

use rust_decimal::Decimal;

use super::report::{
    BlockReport, FigureReport, IndicatorReport, LastYearReport, OtherReport, ResultReport,
    RowReport, ThenReport, TierReport,
};
use crate::diagnostics::Spanned;
use crate::dossier::{Assessment, Block, Dossier};
use crate::scoring::{Before, BlockStandings, Compared, Figure, Scored, Unranked, exact_text};

fn figure(figure: &Figure) -> FigureReport<'_> {
    FigureReport {
        exact: exact_text(&figure.exact),
        printed: &figure.printed,
    }
}

pub(super) fn block_report<'a>(
    dossier: &'a Dossier,
    standings: &'a BlockStandings,
) -> BlockReport<'a> {
    let block = &dossier.blocks[standings.block];
    BlockReport {
        id: &block.id.value,
        name: &block.name.value,
        max: exact_text(&standings.maximum),
        count: standings.rows.len(),
        counted: standings.counted,
        mean: figure(&standings.mean),
        last_year_mean: (standings.last_year.as_ref())
            .and_then(|then| then.mean.as_ref())
            .map(then_report),
        tiers: dossier
            .tiers_of(block)
            .iter()
            .zip(&standings.tiers)
            .map(|(tier, count)| TierReport {
                name: &tier.name.value,
                count: count.count,
                share: &count.share,
            })
            .collect(),
        rows: (standings.rows.iter())
            .map(|row| RowReport {
                position: row.position,
                name: &block.agencies[row.agency].name.value,
                rank: row.rank,
                rank_across: row.across,
                result: result_report(dossier, block, standings, &row.result),
            })
            .collect(),
        others: (standings.others.iter())
            .map(|other| other_report(dossier, block, standings, other))
            .collect(),
    }
}

fn other_report<'a>(
    dossier: &'a Dossier,
    block: &'a Block,
    standings: &'a BlockStandings,
    other: &'a Unranked,
) -> OtherReport<'a> {
    let agency = &block.agencies[other.agency];
    let reason = match agency.assessment() {
        Assessment::Unranked(reason) | Assessment::Unassessed(reason) => reason.as_str(),
        Assessment::Ranked => "",
    };
    let result = other.result.as_ref();
    OtherReport {
        name: &agency.name.value,
        assessed: result.is_some(),
        reason,
        result: result.map(|result| result_report(dossier, block, standings, result)),
    }
}

fn result_report<'a>(
    dossier: &'a Dossier,
    block: &'a Block,
    standings: &'a BlockStandings,
    result: &'a Scored,
) -> ResultReport<'a> {
    let agency = &block.agencies[result.agency];
    let tier = result
        .tier
        .and_then(|tier| dossier.tiers_of(block).get(tier));
    let amount = |amount: &Option<Spanned<Decimal>>| {
        amount
            .as_ref()
            .map(|amount| amount.value.normalize().to_string())
    };
    let indicators = standings.indicators.iter().zip(&result.details);
    ResultReport {
        score: exact_text(&result.score.exact),
        printed: &result.score.printed,
        tier: tier.map(|tier| tier.name.as_str()),
        tier_reason: (agency.set_tier.as_ref()).map(|set| set.reason.as_str()),
        points: exact_text(&result.points),
        applicable: exact_text(&result.applicable),
        percent: exact_text(&result.percent.exact),
        bonus: amount(&agency.bonus),
        penalty: amount(&agency.penalty),
        indicators: indicators
            .map(|(indicator, points)| IndicatorReport {
                id: &indicator.id,
                printed: points.as_deref(),
            })
            .collect(),
        last_year: result.last_year.as_ref().map(last_year_report),
    }
}

fn last_year_report(before: &Before) -> LastYearReport<'_> {
    match before {
        Before::New => LastYearReport {
            new: true,
            rank: None,
            rise: None,
            score: None,
            tier: None,
        },
        Before::Known { rank, score, tier } => LastYearReport {
            new: false,
            rank: rank.map(|then| then.rank),
            rise: rank.and_then(|then| then.rise),
            score: score.as_ref().map(then_report),
            tier: tier.as_deref(),
        },
    }
}

fn then_report(then: &Compared) -> ThenReport<'_> {
    ThenReport {
        printed: &then.printed,
        change: then.more.as_ref().map(exact_text),
    }
}
