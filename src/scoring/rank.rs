//! Standard competition ranking ("1224"), what decides a tie, and what is said of it.

use std::cmp::Ordering;

use super::exact::Fraction;

use super::exact::fraction;
use super::{Before, Scored};
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::dossier::{Block, Decider, Rules};

/// What an agency is ranked by.
pub(super) struct Contestant<'a> {
    pub(super) block: &'a Block,
    pub(super) result: &'a Scored,
    /// Decides; the score, or the percent.
    pub(super) key: Fraction,
}

/// A place in the order.
#[derive(Clone, Copy)]
pub(super) struct Place {
    /// Index of the contestant.
    pub(super) of: usize,
    pub(super) rank: usize,
}

/// The contestants, best first; a tie keeps their order.
pub(super) fn ranked(contestants: &[Contestant<'_>], deciders: &[Decider<'_>]) -> Vec<Place> {
    let mut order: Vec<usize> = (0..contestants.len()).collect();
    let compare = |&a: &usize, &b: &usize| {
        let (one, other) = (&contestants[a], &contestants[b]);
        let by_key = other.key.cmp(&one.key);
        by_key.then_with(|| decided(deciders, (one, a), (other, b)))
    };
    order.sort_by(compare);
    let mut places = Vec::with_capacity(order.len());
    for tie in order.chunk_by(|a, b| compare(a, b) == Ordering::Equal) {
        let rank = places.len() + 1;
        places.extend(tie.iter().map(|&of| Place { of, rank }));
    }
    places
}

/// Which of two equal contestants stands first, if anything decides.
fn decided(
    deciders: &[Decider<'_>],
    (one, at): (&Contestant<'_>, usize),
    (other, other_at): (&Contestant<'_>, usize),
) -> Ordering {
    let steps = deciders.iter().map(|decider| match decider {
        Decider::Indicator(id) => points(other, id).cmp(&points(one, id)),
        Decider::LastYear => rank_then(one).cmp(&rank_then(other)),
        Decider::Entry => at.cmp(&other_at),
    });
    steps
        .into_iter()
        .find(|order| order.is_ne())
        .unwrap_or(Ordering::Equal)
}

/// Points of an indicator; none are the fewest.
fn points(contestant: &Contestant<'_>, id: &str) -> Option<Fraction> {
    let agency = &contestant.block.agencies[contestant.result.agency];
    let mut scores = agency.scores.iter();
    let score = scores.find(|score| *score.indicator == *id)?;
    Some(fraction(score.value.value))
}

/// The rank of the year before; who has none stands behind.
fn rank_then(contestant: &Contestant<'_>) -> u32 {
    match &contestant.result.last_year {
        Some(Before::Known {
            rank: Some(then), ..
        }) => then.rank,
        _ => u32::MAX,
    }
}

/// Says where agencies of equal scores hold different ranks.
pub(super) fn report(
    contestants: &[Contestant<'_>],
    places: &[Place],
    rules: &Rules,
    found: &mut Diagnostics,
) {
    for pair in places.windows(2) {
        let [upper, lower] = pair else { continue };
        if upper.rank == lower.rank {
            continue;
        }
        let of = |place: &Place| &contestants[place.of];
        let ranks = (upper.rank, lower.rank);
        if of(upper).key == of(lower).key {
            found.push(decided_tie(of(upper), of(lower), ranks, rules));
        }
    }
}

fn name<'a>(contestant: &Contestant<'a>) -> &'a crate::dossier::Text {
    &contestant.block.agencies[contestant.result.agency].name
}

/// Something decided between equal scores: say so, without alarm.
fn decided_tie(
    upper: &Contestant<'_>,
    lower: &Contestant<'_>,
    (first, second): (usize, usize),
    rules: &Rules,
) -> Diagnostic {
    let deciders = rules.deciders();
    let by = deciders.iter().find(|decider| match decider {
        Decider::Indicator(id) => points(upper, id) != points(lower, id),
        Decider::LastYear => rank_then(upper) != rank_then(lower),
        Decider::Entry => true,
    });
    let by = match by {
        Some(Decider::Indicator(id)) => format!("điểm chỉ số `{id}`"),
        Some(Decider::LastYear) => "thứ hạng năm trước".to_owned(),
        _ => "thứ tự nhập".to_owned(),
    };
    let message = format!(
        "“{}” và “{}” cùng {} điểm, xếp hạng {first} và {second} theo {by}",
        **name(upper),
        **name(lower),
        lower.result.score.printed,
    );
    Diagnostic::remark("KQ004", message)
        .at(name(lower).span, "bằng điểm cơ quan xếp trên")
        .with_related(name(upper).span, "cơ quan xếp trên")
        .with_remedy(
            "Đúng thứ tự của văn bản thì không phải sửa; muốn đồng hạng thì bỏ `phan_dinh`",
        )
}
