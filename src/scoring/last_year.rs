//! Năm trước: each agency's result of the year before, and what changed since.

use std::collections::{HashMap, HashSet};

use rust_decimal::Decimal;

use super::exact::{Fraction, fraction, printed};
use super::{Before, Compared, Figure, LastYearBlock, RankThen, Scored, Standings};
use crate::diagnostics::{Diagnostic, Diagnostics, Span, Spanned};
use crate::dossier::LastYearBlock as Given;
use crate::dossier::{Agency, Block, Dossier, LastYear, LastYearAgency, Text};
use crate::values::{did_you_mean, folded};
use crate::wording;

/// Letters in which a name of this year may differ from one of the year before to be likely the same.
const LIKELY: usize = 2;
/// Pairs of names that are compared letter by letter at the most.
const MOST_PAIRS: usize = 100_000;

/// The year before of one block, by the agencies' names as they are compared ([`folded`]).
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
        let own = own.or_else(|| match (&dossier.blocks[..], &blocks[..]) {
            // one block each, whatever it is called
            ([_], [only]) => Some(only),
            _ => None,
        });
        let is_own = |past: &&Given| own.is_some_and(|own| *own.id == *past.id);
        // an agency may have moved to another block
        let others = blocks.iter().filter(|past| !is_own(past));
        let mut by_name = HashMap::new();
        for past in own.into_iter().chain(others) {
            for agency in &past.agencies {
                let key = folded(&agency.name);
                by_name.entry(key).or_insert((past, agency));
            }
        }
        Some(Self { own, by_name })
    }

    /// The agency's line of the year before: that of its name, or of the first of its former names.
    fn line(&self, agency: &Agency) -> Option<&(&'a Given, &'a LastYearAgency)> {
        let names = agency.former_names.iter().chain([&agency.name]);
        let mut lines = names.map(|name| self.by_name.get(&folded(name)));
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
            // of a block that the year before does not tell, nothing is known
            return match self.own {
                Some(_) => Before::New,
                None => Before::Known {
                    rank: None,
                    score: None,
                    tier: None,
                },
            };
        };
        let rank_then = line.rank.as_ref().map(|then| RankThen {
            rank: then.value,
            // ranks of different blocks say nothing of each other
            rise: rank
                .filter(|_| self.own.is_some_and(|own| *own.id == *past.id))
                .map(|now| i64::from(then.value) - i64::try_from(now).unwrap_or(i64::MAX)),
        });
        let compared = |then: &Decimal| compared(*then, &score.printed, same_scale(past, block));
        Before::Known {
            rank: rank_then,
            score: line.score.as_ref().map(|then| compared(&then.value)),
            tier: line.tier.as_ref().map(|tier| tier.value.clone()),
        }
    }

    /// Says of names that are likely those of the year before, written otherwise, and of former names that are not
    /// there.
    pub(super) fn report(&self, block: &Block, found: &mut Diagnostics) {
        let lines = block.agencies.iter().filter_map(|agency| self.line(agency));
        let matched: HashSet<&str> = lines.map(|(_, line)| line.name.as_str()).collect();
        let free: Vec<&str> = (self.by_name.values())
            .map(|(_, line)| line.name.as_str())
            .filter(|name| !matched.contains(name))
            .collect();
        let former = block
            .agencies
            .iter()
            .flat_map(|agency| &agency.former_names);
        for name in former.filter(|name| !self.by_name.contains_key(&folded(name))) {
            found.push(no_such_name(name, &free));
        }
        found.push_all(self.claimed_twice(block));
        if let Some(nobody) = self.nobody_known(block) {
            found.push(nobody);
            return;
        }
        let new = block
            .agencies
            .iter()
            .filter(|agency| agency.former_names.is_empty() && self.line(agency).is_none());
        let new: Vec<&Agency> = new.collect();
        if new.len() * free.len() > MOST_PAIRS {
            return;
        }
        for agency in new {
            let distance =
                |name: &str| strsim::damerau_levenshtein(&folded(&agency.name), &folded(name));
            let near = free.iter().map(|name| (distance(name), *name)).min();
            let near = near.filter(|(distance, _)| *distance <= LIKELY);
            found.push_all(near.map(|(_, near)| likely_the_same(&agency.name, near)));
        }
    }

    /// Two agencies that are held against one line of the year before.
    fn claimed_twice(&self, block: &Block) -> Vec<Diagnostic> {
        let mut first: HashMap<*const LastYearAgency, &Agency> = HashMap::new();
        let mut said = Vec::new();
        for agency in &block.agencies {
            let Some((_, line)) = self.line(agency) else {
                continue;
            };
            let Some(earlier) = first.insert(*line, agency) else {
                continue;
            };
            let message = format!(
                "“{}” và “{}” cùng so với “{}” của năm trước",
                *earlier.name, *agency.name, *line.name
            );
            said.push(
                Diagnostic::warning("KQ018", message)
                    .at(agency.name.span, "cơ quan thứ hai")
                    .with_related(earlier.name.span, "cơ quan thứ nhất")
                    .with_remedy("Kết quả của một cơ quan năm trước chỉ thuộc về một cơ quan năm nay: sửa `ten_cu`"),
            );
        }
        said
    }

    /// The year before tells of this block, but of none of its agencies.
    fn nobody_known(&self, block: &Block) -> Option<Diagnostic> {
        let own = self.own.filter(|own| !own.agencies.is_empty())?;
        if block
            .agencies
            .iter()
            .any(|agency| self.line(agency).is_some())
        {
            return None;
        }
        let message = format!(
            "Không cơ quan nào của {} có trong kết quả năm trước",
            wording::block(&block.name)
        );
        Some(
            Diagnostic::warning("KQ017", message)
                .at(own.id.span, "kết quả năm trước của khối ấy")
                .with_remedy("Viết tên như ở `khoi`, hoặc ghi `ten_cu` cho từng cơ quan; không thì mọi cơ quan in là mới"),
        )
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

fn no_such_name(name: &Text, free: &[&str]) -> Diagnostic {
    let label = did_you_mean(name, free.iter().copied(), "năm trước không có tên này");
    Diagnostic::warning("KQ018", format!("Năm trước không có cơ quan “{}”", **name))
        .at(name.span, label)
        .with_remedy(
            "Sửa `ten_cu` cho khớp với kết quả năm trước; không khớp thì in là cơ quan mới",
        )
}

fn likely_the_same(name: &Text, near: &str) -> Diagnostic {
    Diagnostic::warning("KQ017", format!("“{}” được coi là cơ quan mới", **name))
        .at(name.span, format!("năm trước có “{near}”"))
        .with_remedy(format!("Là một cơ quan thì ghi `ten_cu: {near}`"))
}

/// The results as those of the year before of another dossier, each value at this place.
#[must_use]
pub(crate) fn as_last_year(dossier: &Dossier, standings: &Standings, place: Span) -> LastYear {
    let text = |text: &str| Spanned::new(text.to_owned(), place);
    let blocks = standings.blocks.iter().map(|standings| {
        let block = &dossier.blocks[standings.block];
        let tiers = dossier.tiers_of(block);
        let number = |printed: &str| {
            let number = printed.replace(',', ".").parse().ok();
            number.map(|number: Decimal| Spanned::new(number, place))
        };
        let agency = |agency: usize, rank: Option<usize>, result: Option<&Scored>| {
            let tier = result.and_then(|result| tiers.get(result.tier?));
            let rank = rank.and_then(|rank| u32::try_from(rank).ok());
            LastYearAgency {
                name: text(&block.agencies[agency].name),
                rank: rank.map(|rank| Spanned::new(rank, place)),
                score: result.and_then(|result| number(&result.score.printed)),
                tier: tier.map(|tier| text(&tier.name)),
            }
        };
        let rows = standings.rows.iter();
        let rows = rows.map(|row| agency(row.agency, Some(row.rank), Some(&row.result)));
        let others = standings.others.iter();
        let others = others.map(|other| agency(other.agency, None, other.result.as_ref()));
        Given {
            id: text(&block.id),
            maximum: Some(Spanned::new(block.maximum().value, place)),
            mean: number(&standings.mean.printed),
            agencies: rows.chain(others).collect(),
        }
    });
    LastYear {
        year: Some(Spanned::new(dossier.year.value, place)),
        period: dossier.period.as_ref().map(|period| text(period)),
        dossier: None,
        package: None,
        blocks: blocks.collect(),
    }
}

/// A year that does not lie before the one assessed.
pub(super) fn not_before(dossier: &Dossier) -> Option<Diagnostic> {
    let year = dossier.last_year.as_ref()?.year.as_ref()?;
    // periods may be shorter than a year
    let is_of_year = dossier.period.is_none();
    let is_earlier = year.value < dossier.year.value + u32::from(!is_of_year);
    (!is_earlier).then(|| {
        let message = format!(
            "Kết quả “năm trước” là của năm {}, năm đánh giá là {}",
            year.value, dossier.year.value
        );
        Diagnostic::warning("KQ019", message)
            .at(year.span, "không phải năm trước")
            .with_remedy("Sửa `nam_truoc`, hoặc `nam` của hồ sơ")
    })
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
pub(crate) fn difference(more: &Fraction, decimals: u32) -> String {
    let text = printed(more, decimals);
    text.trim_start_matches('-').to_owned()
}
