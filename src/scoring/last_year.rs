//! Năm trước: each agency's result of the year before, and what changed since.

use std::collections::{HashMap, HashSet};

use num_rational::BigRational;
use rust_decimal::Decimal;
use unicode_normalization::UnicodeNormalization;

use super::exact::{fraction, printed};
use super::{Before, Compared, Figure, LastYearBlock, RankThen, Scored, Standings};
use crate::diagnostics::{Diagnostic, Diagnostics, Span, Spanned};
use crate::dossier::LastYearBlock as Given;
use crate::dossier::{Agency, Block, Dossier, LastYear, LastYearAgency, Text};
use crate::values::did_you_mean;

/// Letters in which a name of this year may differ from one of the year before to be likely the same.
const LIKELY: usize = 2;
/// Pairs of names that are compared letter by letter at the most.
const MOST_PAIRS: usize = 100_000;

/// The year before of one block, by the agencies' names as they are compared ([`plain`]).
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
                let key = plain(&agency.name);
                by_name.entry(key).or_insert((past, agency));
            }
        }
        Some(Self { own, by_name })
    }

    /// The agency's line of the year before: that of its name, or of the first of its former names.
    fn line(&self, agency: &Agency) -> Option<&(&'a Given, &'a LastYearAgency)> {
        let names = agency.former_names.iter().chain([&agency.name]);
        let mut lines = names.map(|name| self.by_name.get(&plain(name)));
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
        for name in former.filter(|name| !self.by_name.contains_key(&plain(name))) {
            found.push(no_such_name(name, &free));
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
                |name: &str| strsim::damerau_levenshtein(&plain(&agency.name), &plain(name));
            let near = free.iter().map(|name| (distance(name), *name)).min();
            let near = near.filter(|(distance, _)| *distance <= LIKELY);
            found.push_all(near.map(|(_, near)| likely_the_same(&agency.name, near)));
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

/// A name as it is compared: small letters, `UBND` for the words, tones behind their syllable (`hòa`, `hoà`), without
/// blanks and marks.
fn plain(name: &str) -> String {
    const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];
    let name = ["ủy ban nhân dân", "uỷ ban nhân dân"]
        .iter()
        .fold(name.to_lowercase(), |name, words| {
            name.replace(words, "ubnd")
        });
    let mut key = String::new();
    for syllable in name.split(|letter: char| !letter.is_alphanumeric()) {
        let (tones, letters): (Vec<char>, Vec<char>) =
            syllable.nfd().partition(|letter| TONES.contains(letter));
        key.extend(letters);
        key.extend(tones);
    }
    key
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
pub fn as_last_year(dossier: &Dossier, standings: &Standings, place: Span) -> LastYear {
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
        dossier: None,
        package: None,
        blocks: blocks.collect(),
    }
}

/// A year that does not lie before the one assessed.
pub(super) fn not_before(dossier: &Dossier) -> Option<Diagnostic> {
    let year = dossier.last_year.as_ref()?.year.as_ref()?;
    let is_later = year.value > dossier.year.value;
    is_later.then(|| {
        let message = format!(
            "Kết quả “năm trước” là của năm {}, sau năm đánh giá {}",
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
pub fn difference(more: &BigRational, decimals: u32) -> String {
    let text = printed(more, decimals);
    text.trim_start_matches('-').to_owned()
}
