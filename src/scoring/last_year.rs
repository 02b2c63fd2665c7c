//! Năm trước: each agency's result of the year before, and what changed since.

use std::collections::HashMap;

use num_rational::BigRational;
use rust_decimal::Decimal;

use super::exact::{fraction, printed};
use super::{Before, Compared, Figure, LastYearBlock, RankThen};
use crate::dossier::LastYearBlock as Given;
use crate::dossier::{Agency, Block, Dossier, LastYearAgency};

/// The year before of one block, by the agencies' names in small letters.
pub(super) struct Past<'a> {
    /// Its own block of that year.
    own: Option<&'a Given>,
    by_name: HashMap<String, (&'a Given, &'a LastYearAgency)>,
}

impl<'a> Past<'a> {
    /// `None` if the dossier does not speak of the year before.
    pub(super) fn of(dossier: &'a Dossier, block: &Block) -> Option<Self> {
        let blocks = &dossier.last_year.as_ref()?.blocks;
        let own = blocks.iter().find(|past| *past.id == *block.id);
        // an agency may have moved to another block
        let others = blocks.iter().filter(|past| *past.id != *block.id);
        let mut by_name = HashMap::new();
        for past in own.into_iter().chain(others) {
            for agency in &past.agencies {
                let key = agency.name.to_lowercase();
                by_name.entry(key).or_insert((past, agency));
            }
        }
        Some(Self { own, by_name })
    }

    /// The agency's line of the year before: that of its name, or of the first of its former names.
    fn line(&self, agency: &Agency) -> Option<&(&'a Given, &'a LastYearAgency)> {
        let names = agency.former_names.iter().chain([&agency.name]);
        let mut lines = names.map(|name| self.by_name.get(&name.to_lowercase()));
        lines.find_map(|line| line)
    }

    /// What is known of the agency, compared with its rank and score of now.
    pub(super) fn of_agency(
        &self,
        agency: &Agency,
        block: &Block,
        rank: Option<usize>,
        score: &Figure,
    ) -> Before {
        let Some((past, line)) = self.line(agency) else {
            return Before::New;
        };
        let rank_then = line.rank.as_ref().map(|then| RankThen {
            rank: then.value,
            // ranks of different blocks say nothing of each other
            rise: rank
                .filter(|_| *past.id == *block.id)
                .map(|now| i64::from(then.value) - i64::try_from(now).unwrap_or(i64::MAX)),
        });
        let compared = |then: &Decimal| compared(*then, &score.printed, same_scale(past, block));
        Before::Known {
            rank: rank_then,
            score: line.score.as_ref().map(|then| compared(&then.value)),
            tier: line.tier.as_ref().map(|tier| tier.value.clone()),
        }
    }

    /// The block itself.
    pub(super) fn of_block(&self, block: &Block, mean: &Figure) -> LastYearBlock {
        let then = self.own.and_then(|own| Some((own, own.mean.as_ref()?)));
        LastYearBlock {
            mean: then
                .map(|(own, then)| compared(then.value, &mean.printed, same_scale(own, block))),
        }
    }
}

/// Whether scores of both years are out of the same maximum.
fn same_scale(past: &Given, block: &Block) -> bool {
    let then = past.maximum.as_ref();
    then.is_none_or(|then| then.value == block.maximum().value)
}

/// Both as they are printed, for a reader subtracts those.
fn compared(then: Decimal, now: &str, comparable: bool) -> Compared {
    let now: Option<Decimal> = now.replace(',', ".").parse().ok();
    let more = now.filter(|_| comparable);
    let decimals = now.map_or(0, |now| now.scale()).max(then.scale());
    Compared {
        printed: printed(&fraction(then), then.scale()),
        more: more.map(|now| fraction(now) - fraction(then)),
        decimals,
    }
}

/// The difference as it is printed, without its sign.
#[must_use]
pub fn difference(more: &BigRational, decimals: u32) -> String {
    let text = printed(more, decimals);
    text.trim_start_matches('-').to_owned()
}
