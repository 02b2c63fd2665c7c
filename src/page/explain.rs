//! Where a figure or an agency comes from: the lines of the dossier, the score, the rule.

use super::figures::{Asked, Figure, named};
use super::model::Explanation;
use crate::diagnostics::{Excerpt, ExcerptLine, Sources, Span, excerpt};
use crate::dossier::{Agency, Dossier};
use crate::scoring::{Standings, explained};
use crate::values::without_closing_mark;
use crate::wording::{self, with_large_first};

/// A dossier that was scored, and the files it was read from.
#[derive(Clone, Copy)]
pub(crate) struct Facts<'a> {
    pub(crate) dossier: &'a Dossier,
    pub(crate) standings: &'a Standings,
    pub(crate) sources: &'a Sources,
}

/// Most excerpts of one explanation.
const MOST_PLACES: usize = 12;
/// Letters of a text of the dossier that is looked for among printed words; shorter ones stand in many places.
const SHORTEST: usize = 6;

impl Facts<'_> {
    /// The explanation; `None` for what is not there.
    pub(crate) fn explain(self, asked: Asked) -> Option<Explanation> {
        match asked {
            Asked::Agency(block, agency) => self.agency(block, agency),
            Asked::Of(block, figure) => self.figure(block, figure),
            Asked::OverallMean => {
                let overall = self.standings.overall.as_ref()?;
                Some(Explanation {
                    title: format!("Điểm trung bình chung: {}", overall.mean.printed),
                    steps: explained::overall(self.dossier, self.standings),
                    places: Vec::new(),
                })
            }
        }
    }

    fn agency(self, block: usize, index: usize) -> Option<Explanation> {
        let agency = self.dossier.blocks.get(block)?.agencies.get(index)?;
        let places = places(agency).into_iter();
        let places = places.filter_map(|(span, label)| excerpt(span, &label, self.sources));
        Some(Explanation {
            title: agency.name.value.clone(),
            steps: explained::agency(self.dossier, self.standings, block, index),
            places: joined(places),
        })
    }

    fn figure(self, block: usize, figure: Figure) -> Option<Explanation> {
        let own = self.dossier.blocks.get(block)?;
        let found = self.standings.blocks.get(block)?;
        let id = Asked::Of(block, figure).id();
        let all = named(self.dossier, own, found, block);
        let named = all.into_iter().find(|named| named.origin == id)?;
        let steps = match figure {
            Figure::Mean => explained::mean(found),
            Figure::Count => explained::count(own, found),
            Figure::TierCount(tier) | Figure::TierShare(tier) => {
                explained::share(self.dossier, found, tier)
            }
        };
        let place = excerpt(own.name.span, "khối này", self.sources);
        Some(Explanation {
            title: format!(
                "{} của {}: {}",
                named.name,
                wording::block(&own.name),
                named.value
            ),
            steps,
            places: place.into_iter().collect(),
        })
    }

    /// What a figure of a text may be: all figures of the dossier of that value. A number of agencies in a tier counts
    /// only beside the tier's name, for small numbers stand for many things.
    pub(crate) fn by_value(self, printed: &str, words: &str) -> Vec<Explanation> {
        let (words, printed) = (words.to_lowercase(), without_zeros(printed));
        let blocks = self.standings.blocks.iter().enumerate();
        let own = blocks.flat_map(|(at, found)| {
            let block = &self.dossier.blocks[found.block];
            named(self.dossier, block, found, at)
        });
        let of_blocks = own
            .filter(|figure| figure.value == printed)
            .filter_map(|figure| Asked::read(&figure.origin))
            .filter(|asked| self.is_named(*asked, &words));
        let overall = self.standings.overall.iter();
        let overall = overall.filter(|overall| overall.mean.printed == printed);
        let overall = overall.map(|_| Asked::OverallMean);
        let agencies = self.agencies_with(printed);
        let all = of_blocks.chain(overall).chain(agencies);
        all.filter_map(|asked| self.explain(asked)).collect()
    }

    /// Whether the words beside it name the tier that is counted.
    fn is_named(self, asked: Asked, words: &str) -> bool {
        let Asked::Of(block, Figure::TierCount(tier)) = asked else {
            return true;
        };
        let tiers = self.dossier.tiers_of(&self.dossier.blocks[block]);
        let tier = tiers.get(tier);
        tier.is_some_and(|tier| words.contains(&tier.name.to_lowercase()))
    }

    fn agencies_with(self, printed: &str) -> Vec<Asked> {
        let blocks = self.standings.blocks.iter().enumerate();
        let all = blocks.flat_map(|(at, found)| {
            let rows = found.rows.iter();
            let same = rows.filter(|row| row.score.printed == printed);
            same.map(move |row| Asked::Agency(at, row.agency))
        });
        all.collect()
    }

    /// The agency that was typed at one of these places.
    pub(crate) fn agency_at(self, places: &[Span]) -> Option<Asked> {
        let blocks = self.dossier.blocks.iter().enumerate();
        let mut all = blocks.flat_map(|(block, own)| {
            let agencies = own.agencies.iter().enumerate();
            agencies.map(move |(index, agency)| (Asked::Agency(block, index), agency))
        });
        let found = all.find(|(_, agency)| places.contains(&agency.name.span));
        found.map(|(asked, _)| asked)
    }

    /// The name of the agency that a place belongs to: one of its figures.
    pub(crate) fn agency_of(self, of: Span) -> Option<Span> {
        let blocks = self.dossier.blocks.iter();
        let mut all = blocks.flat_map(|block| &block.agencies);
        let found = all.find(|agency| places(agency).iter().any(|(place, _)| *place == of));
        found.map(|agency| agency.name.span)
    }

    /// Where words that are printed were typed: in the dossier, in the set, or in both; nothing is computed of them.
    pub(crate) fn typed(self, place: Option<Span>, words: &str) -> Option<Explanation> {
        let texts = self.dossier.texts().into_iter();
        let texts = texts.filter(|text| {
            let text = without_closing_mark(text);
            text.chars().count() >= SHORTEST && words.contains(text)
        });
        let of_dossier = texts.map(|text| (text.span, "lời của hồ sơ"));
        let of_set = place.map(|place| match place.source == self.dossier.source {
            true => (place, "lời của hồ sơ"),
            false => (place, "lời văn của bộ mẫu"),
        });
        let all: Vec<(Span, &str)> = of_dossier.chain(of_set).collect();
        let (_, label) = all.first()?;
        let title = with_large_first(label);
        let places = all.into_iter();
        let places = places.filter_map(|(span, label)| excerpt(span, label, self.sources));
        Some(Explanation {
            title,
            steps: Vec::new(),
            places: joined(places),
        })
    }
}

/// `02` as `2`; nothing else changes.
fn without_zeros(printed: &str) -> &str {
    let is_count = printed.bytes().all(|byte| byte.is_ascii_digit());
    match printed.trim_start_matches('0') {
        "" => "0",
        digits if is_count => digits,
        _ => printed,
    }
}

/// Where an agency's facts were typed.
fn places(agency: &Agency) -> Vec<(Span, String)> {
    let mut places = vec![(agency.name.span, "cơ quan này".to_owned())];
    let numbers = [
        (&agency.total, "điểm"),
        (&agency.points, "điểm chấm"),
        (&agency.maximum, "điểm tối đa áp dụng"),
        (&agency.bonus, "điểm thưởng"),
        (&agency.penalty, "điểm trừ"),
    ];
    let given = numbers.into_iter();
    places.extend(given.filter_map(|(number, name)| {
        let number = number.as_ref()?;
        Some((number.span, name.to_owned()))
    }));
    let scores = agency.scores.iter();
    places.extend(scores.map(|score| (score.value.span, format!("điểm `{}`", *score.indicator))));
    places
}

/// Excerpts whose lines meet become one; each line is marked once.
fn joined(places: impl Iterator<Item = Excerpt>) -> Vec<Excerpt> {
    let mut kept: Vec<Excerpt> = Vec::new();
    for place in places {
        let meets = |other: &&mut Excerpt| {
            let ends = |of: &Excerpt| Some((of.lines.first()?.number, of.lines.last()?.number));
            let both = ends(other).zip(ends(&place));
            let near = both
                .is_some_and(|((first, last), (start, end))| start <= last + 1 && first <= end + 1);
            near && other.file == place.file
        };
        match kept.iter_mut().find(meets) {
            Some(other) => take_in(other, place),
            None => kept.push(place),
        }
    }
    kept.truncate(MOST_PLACES);
    kept
}

fn take_in(excerpt: &mut Excerpt, other: Excerpt) {
    for line in other.lines {
        let same = |own: &&mut ExcerptLine| own.number == line.number;
        match excerpt.lines.iter_mut().find(same) {
            Some(own) if own.marked.is_empty() => *own = line,
            Some(_) => {}
            None => excerpt.lines.push(line),
        }
    }
    excerpt.lines.sort_by_key(|line| line.number);
}
