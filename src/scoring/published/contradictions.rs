//! Published figures that contradict each other, whatever was computed.

use rust_decimal::Decimal;

use super::figures::Compared;
use crate::diagnostics::{Diagnostic, Diagnostics, Span, Spanned};
use crate::values::with_comma;

/// A figure as published, what it is, and where.
type Said = (String, String, Span);

/// Warns where two figures that were published cannot both be right.
pub(super) fn find(block: &Compared<'_>, found: &mut Diagnostics) {
    let pairs = [tiers(block), movements(block), rows(block), shares(block)];
    let listed = block.given.counts.iter();
    let listed = listed.map(|(tier, count)| rows_of_a_tier(block, tier, count));
    for (one, other) in pairs.into_iter().chain(listed).flatten() {
        found.push(contradiction(block, one, other));
    }
}

fn contradiction(block: &Compared<'_>, one: Said, other: Said) -> Diagnostic {
    let message = format!(
        "số đã công bố của {} trái nhau: {} {}, {} {}",
        block.name(),
        one.0,
        one.1,
        other.0,
        other.1
    );
    let mut problem = Diagnostic::warning("KQ029", message)
        .at(one.2, one.1)
        .with_remedy("tra lại văn bản đã công bố; gõ nhầm thì sửa ở `cong_bo`");
    if other.2 != one.2 {
        problem = problem.with_related(other.2, other.1);
    }
    problem
}

fn said(what: &str, figure: &Spanned<u32>) -> Said {
    (what.to_owned(), figure.value.to_string(), figure.span)
}

/// All tiers together are all that are ranked.
fn tiers(block: &Compared<'_>) -> Option<(Said, Said)> {
    let (ranked, counts) = (block.given.ranked.as_ref()?, &block.given.counts);
    let (_, last) = counts.last()?;
    let sum: u64 = counts.iter().map(|(_, count)| u64::from(count.value)).sum();
    let of_all = counts.len() == block.dossier.tiers_of(block.block).len();
    let differs = match of_all {
        true => sum != u64::from(ranked.value),
        false => sum > u64::from(ranked.value),
    };
    let all = "số cơ quan các mức cộng lại".to_owned();
    differs.then(|| {
        let ranked = said("số được xếp hạng", ranked);
        ((all, sum.to_string(), last.span), ranked)
    })
}

/// No more agencies rise, fall and stay than are ranked.
fn movements(block: &Compared<'_>) -> Option<(Said, Said)> {
    let given = block.given;
    let moved = [&given.rose, &given.fell, &given.kept];
    let moved: Vec<&Spanned<u32>> = moved.into_iter().flatten().collect();
    let sum: u64 = moved.iter().map(|count| u64::from(count.value)).sum();
    let place = moved.last()?.span;
    let computed = block.standings.rows.len();
    let ranked = match &given.ranked {
        Some(ranked) => said("số được xếp hạng", ranked),
        None => ("số được xếp hạng".to_owned(), computed.to_string(), place),
    };
    let limit = given.ranked.as_ref();
    let limit = limit.map_or(computed as u64, |ranked| u64::from(ranked.value));
    let all = "số tăng, giảm, giữ nguyên hạng cộng lại".to_owned();
    (sum > limit).then(|| ((all, sum.to_string(), place), ranked))
}

/// Not more rows with a rank than are said to be ranked.
fn rows(block: &Compared<'_>) -> Option<(Said, Said)> {
    let ranked = block.given.ranked.as_ref()?;
    let rows: Vec<_> = block
        .given
        .agencies
        .iter()
        .filter(|row| row.rank.is_some())
        .collect();
    (rows.len() > ranked.value as usize).then(|| {
        let last = rows.last().map_or(ranked.span, |row| row.name.span);
        let listed = (
            "số dòng có thứ hạng".to_owned(),
            rows.len().to_string(),
            last,
        );
        (said("số được xếp hạng", ranked), listed)
    })
}

/// As many rows of a tier as are counted, where every row is there.
fn rows_of_a_tier(block: &Compared<'_>, tier: &str, count: &Spanned<u32>) -> Option<(Said, Said)> {
    let rows = &block.given.agencies;
    let is_whole =
        rows.len() >= block.standings.rows.len() && rows.iter().all(|row| row.tier.is_some());
    let of_tier: Vec<_> = rows
        .iter()
        .filter(|row| row.tier.as_ref().is_some_and(|own| **own == tier))
        .collect();
    let differs =
        of_tier.len() > count.value as usize || (is_whole && of_tier.len() < count.value as usize);
    differs.then(|| {
        let last = of_tier.last().map_or(count.span, |row| row.name.span);
        let listed = (
            format!("số dòng mức {tier}"),
            of_tier.len().to_string(),
            last,
        );
        (said(&format!("số cơ quan mức {tier}"), count), listed)
    })
}

/// The shares of all tiers are 100, but for half a unit of the last figure of each.
fn shares(block: &Compared<'_>) -> Option<(Said, Said)> {
    let shares = &block.given.shares;
    let of_all = shares.len() == block.dossier.tiers_of(block.block).len();
    let (_, last) = shares.last().filter(|_| of_all)?;
    let sum: Decimal = shares.iter().map(|(_, share)| share.value).sum();
    let halves = shares
        .iter()
        .map(|(_, share)| Decimal::new(5, share.scale() + 1));
    let whole = Decimal::ONE_HUNDRED;
    ((sum - whole).abs() > halves.sum::<Decimal>()).then(|| {
        let all = (
            "tỷ lệ các mức cộng lại".to_owned(),
            format!("{}%", with_comma(sum)),
            last.span,
        );
        (all, ("phải là".to_owned(), "100%".to_owned(), last.span))
    })
}
