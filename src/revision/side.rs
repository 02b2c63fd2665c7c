//! One state of two, and a block of it.

use super::{Place, Points};
use crate::dossier::{Block, Dossier};
use crate::scoring::{BlockStandings, Standing, Standings};

/// A dossier and its standings.
pub type State<'a> = (&'a Dossier, &'a Standings);

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

    pub(super) fn name(&self, row: &Standing) -> &'a str {
        &self.block().agencies[row.agency].name.value
    }

    pub(super) fn place(&self, row: &Standing) -> Place {
        Place {
            score: row.score.clone(),
            rank: row.rank,
            tier: row
                .tier
                .map(|tier| self.dossier.tiers[tier].name.value.clone()),
            indicators: self.points(row),
        }
    }

    fn points(&self, row: &Standing) -> Vec<Points> {
        let indicators = self.standings.indicators.iter().zip(&row.details);
        let points = indicators.map(|(indicator, points)| Points {
            indicator: indicator.name.value.clone(),
            points: points.clone(),
        });
        points.collect()
    }
}
