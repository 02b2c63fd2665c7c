//! One state of two, and a block of it.

use super::{Place, Points};
use crate::diagnostics::Spanned;
use crate::dossier::{Agency, Block, Dossier, Text};
use crate::scoring::{Before, BlockStandings, Scored, Standings};
use crate::values::with_comma;
use rust_decimal::Decimal;

/// A dossier and its standings.
pub(crate) type State<'a> = (&'a Dossier, &'a Standings);

/// One block of one state.
#[derive(Clone, Copy)]
pub(super) struct Side<'a> {
    pub(super) dossier: &'a Dossier,
    pub(super) standings: &'a BlockStandings,
}

impl<'a> Side<'a> {
    pub(super) fn block(&self) -> &'a Block {
        &self.dossier.blocks[self.standings.block]
    }

    /// The name of the agency at that place of the block.
    pub(super) fn name(&self, agency: usize) -> &'a str {
        &self.block().agencies[agency].name.value
    }

    /// The agencies by rank, then those that are not ranked: name and place.
    pub(super) fn places(&self) -> impl Iterator<Item = (&'a str, Place)> + use<'a> {
        let side = *self;
        let ranked = self.standings.rows.iter();
        let ranked = ranked.map(move |row| {
            let mut place = side.place(row.agency, Some(&row.result), Some(row.rank));
            let across = row
                .across
                .map(|rank| ("xếp hạng chung", format!("{rank:02}")));
            place.grounds.extend(across);
            (side.name(row.agency), place)
        });
        let others = self.standings.others.iter().map(move |other| {
            let place = side.place(other.agency, other.result.as_ref(), None);
            (side.name(other.agency), place)
        });
        ranked.chain(others)
    }

    fn place(&self, agency: usize, result: Option<&Scored>, rank: Option<usize>) -> Place {
        let tiers = self.dossier.tiers_of(self.block());
        let tier = result.and_then(|result| tiers.get(result.tier?));
        Place {
            score: result.map(|result| result.score.clone()),
            rank,
            tier: tier.map(|tier| tier.name.value.clone()),
            grounds: grounds(&self.block().agencies[agency], result),
            indicators: result.map_or_else(Vec::new, |result| self.points(result)),
        }
    }

    fn points(&self, result: &Scored) -> Vec<Points> {
        let indicators = self.standings.indicators.iter().zip(&result.details);
        let points = indicators.map(|(indicator, points)| Points {
            indicator: indicator.name.value.clone(),
            points: points.clone(),
        });
        points.collect()
    }
}

/// What a score, rank or tier rests on beside indicators, and is held against.
fn grounds(agency: &Agency, result: Option<&Scored>) -> Vec<(&'static str, String)> {
    let number = |number: &Option<Spanned<Decimal>>| {
        let number = number.as_ref()?;
        Some(with_comma(number.value))
    };
    let text = |text: Option<&Text>| text.map(|text| text.value.clone());
    let set = agency.set_tier.as_ref();
    let all = [
        ("điểm chấm", number(&agency.points)),
        ("điểm tối đa", number(&agency.maximum)),
        ("điểm thưởng", number(&agency.bonus)),
        ("điểm trừ", number(&agency.penalty)),
        ("lý do ấn định mức", text(set.map(|set| &set.reason))),
        ("lý do không xếp hạng", text(agency.unranked.as_ref())),
        ("lý do không đánh giá", text(agency.unassessed.as_ref())),
    ];
    let then = match result.and_then(|result| result.last_year.as_ref()) {
        Some(Before::Known { rank, score, tier }) => [
            rank.map(|then| then.rank.to_string()),
            score.as_ref().map(|then| then.printed.clone()),
            tier.clone(),
        ],
        _ => [None, None, None],
    };
    let names = ["xếp hạng năm trước", "điểm năm trước", "mức năm trước"];
    let there = all.into_iter().chain(names.into_iter().zip(then));
    there
        .filter_map(|(what, value)| Some((what, value?)))
        .collect()
}
