//! Vietnamese words for changes, shared by the printed report, the change sheet and amending decisions.

use rust_decimal::Decimal;

use super::{AgencyChange, FigureChange, FigureKind, Place};
use crate::dossier::{Block, Change, Correction, Dossier, ScorePart};
use crate::scoring::exact_text;
use crate::values::with_comma;
use crate::wording::{self, with_small_first};

/// Before the name of an indicator whose points changed.
pub(crate) const INDICATOR: &str = "điểm chỉ số ";
/// Stands where there is nothing.
pub(crate) const NONE: &str = "–";

/// What a figure is called, e.g. `Tỷ lệ mức Tốt của khối cơ quan cấp huyện`.
pub(crate) fn figure(change: &FigureChange) -> String {
    let of_all = change.block.is_none();
    let what = match &change.figure {
        FigureKind::Count => "Số cơ quan được xếp hạng".to_owned(),
        FigureKind::Maximum => "Thang điểm".to_owned(),
        FigureKind::Mean if of_all => "Điểm trung bình chung".to_owned(),
        FigureKind::Mean => "Điểm trung bình".to_owned(),
        FigureKind::TierCount(tier) => format!("Số cơ quan mức {tier}"),
        FigureKind::TierShare(tier) => format!("Tỷ lệ mức {tier}"),
        FigureKind::OverallTier => "Mức của điểm trung bình chung".to_owned(),
    };
    match (&change.block, &change.figure) {
        (Some((_, name)), _) => format!("{what} của {}", wording::block(name)),
        (None, FigureKind::Count | FigureKind::Maximum) => format!("{what} của các khối"),
        (None, _) => what,
    }
}

/// A rank as it is printed: `02`.
pub(crate) fn rank(place: &Place) -> String {
    let rank = place.rank.map(|rank| format!("{rank:02}"));
    rank.unwrap_or_else(|| NONE.to_owned())
}

/// The tier's name, if there are tiers.
pub(crate) fn tier(place: &Place) -> String {
    place.tier.clone().unwrap_or_else(|| NONE.to_owned())
}

/// The two scores; with all their decimals where both print the same.
pub(crate) fn scores(change: &AgencyChange) -> (Option<String>, Option<String>) {
    let score = |place: &Option<Place>| place.as_ref().and_then(|place| place.score.clone());
    let hidden = match (score(&change.old), score(&change.new)) {
        (Some(old), Some(new)) => old.exact != new.exact && old.printed == new.printed,
        _ => false,
    };
    let text = |place: &Place| match &place.score {
        None => NONE.to_owned(),
        Some(score) if hidden => with_comma(exact_text(&score.exact)),
        Some(score) => score.printed.clone(),
    };
    (change.old.as_ref().map(text), change.new.as_ref().map(text))
}

/// What happened to the agency beyond its figures, e.g. `tên cũ: Ban Dân tộc`.
pub(crate) fn remark(change: &AgencyChange) -> Option<String> {
    if let Some(former) = &change.former_name {
        return Some(format!("tên cũ: {former}"));
    }
    match (&change.old, &change.new) {
        (None, Some(_)) => Some("bổ sung".to_owned()),
        (Some(_), None) => Some("rút khỏi danh sách".to_owned()),
        _ => None,
    }
}

/// The indicators whose points changed: name, old and new points.
pub(crate) fn indicators(change: &AgencyChange) -> Vec<(String, String, String)> {
    let points = |place: &Option<Place>, name: &str| {
        let place = place.as_ref()?;
        let found = place.indicators.iter().find(|p| p.indicator == name)?;
        found.points.clone()
    };
    let (Some(_), Some(new)) = (&change.old, &change.new) else {
        return Vec::new();
    };
    let names = new.indicators.iter().map(|p| p.indicator.as_str());
    let both = names.map(|name| (name, points(&change.old, name), points(&change.new, name)));
    let changed = both.filter(|(_, old, new)| old != new);
    let shown = |points: Option<String>| points.unwrap_or_else(|| NONE.to_owned());
    changed
        .map(|(name, old, new)| (name.to_owned(), shown(old), shown(new)))
        .collect()
}

/// What else changed that its score, rank or tier rests on: what it is called, old and new.
pub(crate) fn grounds_changed(change: &AgencyChange) -> Vec<(&'static str, String, String)> {
    let (Some(old), Some(new)) = (&change.old, &change.new) else {
        return Vec::new();
    };
    let mut names: Vec<&str> = old.grounds.iter().map(|(name, _)| *name).collect();
    for (name, _) in &new.grounds {
        if !names.contains(name) {
            names.push(name);
        }
    }
    let of = |place: &Place, name: &str| {
        let found = place.grounds.iter().find(|(own, _)| *own == name);
        // who has no bonus and no penalty has none of it
        let none = if is_amount(name) { "0" } else { NONE };
        found.map_or_else(|| none.to_owned(), |(_, value)| value.clone())
    };
    let both = names
        .into_iter()
        .map(|name| (name, of(old, name), of(new, name)));
    both.filter(|(_, old, new)| old != new).collect()
}

fn is_amount(ground: &str) -> bool {
    ground == ScorePart::Bonus.words() || ground == ScorePart::Penalty.words()
}

/// What changed of an agency that is on both sides: what it is called, old and new.
pub(crate) fn changed(change: &AgencyChange) -> Vec<(String, String, String)> {
    let (Some(old), Some(new)) = (&change.old, &change.new) else {
        return Vec::new();
    };
    let (old_score, new_score) = scores(change);
    let facts = [
        (
            "điểm",
            old_score.unwrap_or_default(),
            new_score.unwrap_or_default(),
        ),
        ("xếp hạng", rank(old), rank(new)),
        ("mức", tier(old), tier(new)),
    ];
    let facts = facts.into_iter().filter(|(_, old, new)| old != new);
    let facts = facts.map(|(name, old, new)| (name.to_owned(), old, new));
    let points = indicators(change).into_iter();
    let points = points.map(|(name, old, new)| (format!("{INDICATOR}{name}"), old, new));
    let grounds = grounds_changed(change).into_iter();
    let grounds = grounds.map(|(name, old, new)| (name.to_owned(), old, new));
    facts.chain(points).chain(grounds).collect()
}

/// What a correction does, e.g. `UBND huyện Mộc Châu: điểm từ 84,2 thành 85,0`.
pub(crate) fn correction(correction: &Correction, dossier: &Dossier) -> String {
    let id = correction.block.as_ref();
    let block = id.and_then(|id| dossier.blocks.iter().find(|block| *block.id == **id));
    let rules = &dossier.rules;
    let decimals = block.map_or(rules.decimals(), |block| block.decimals(rules));
    let score = |value: &Decimal| with_decimals(*value, decimals.unwrap_or_default());
    let name = &correction.change.agency().value;
    match &correction.change {
        Change::Score {
            indicator,
            from,
            to,
            ..
        } => {
            let id = indicator.as_deref().map(String::as_str);
            let part = id.and_then(|id| part_name(dossier, block, id));
            let (what, from, to) = match (part, id) {
                // as its column prints it
                (Some(part), _) => (part.to_owned(), with_comma(**from), with_comma(**to)),
                (None, None) => ("điểm".to_owned(), score(from), score(to)),
                (None, Some(id)) => (points_of(id, dossier, block), score(from), score(to)),
            };
            format!("{name}: {what} từ {from} thành {to}")
        }
        Change::Rename { to, .. } => format!("{name}: đổi tên thành {}", **to),
        Change::Withdraw { .. } => format!("{name}: rút khỏi danh sách"),
        Change::Add(agency) => {
            let list = block.map_or_else(
                || "danh sách".to_owned(),
                |block| wording::block(&block.name),
            );
            let total = agency.total.as_ref();
            let points = total.map_or_else(String::new, |total| format!(", điểm {}", score(total)));
            format!("{name}: bổ sung vào {list}{points}")
        }
    }
}

/// An indicator's points, as the set calls indicators.
fn points_of(id: &str, dossier: &Dossier, block: Option<&Block>) -> String {
    let called = dossier.facts.text("chi_so.goi_la");
    let called = with_small_first(called.map_or("chỉ số", |called| called.as_str()));
    format!("điểm {called} {}", indicator_name(dossier, block, id))
}

fn with_decimals(mut value: Decimal, decimals: u32) -> String {
    if value.scale() < decimals {
        value.rescale(decimals);
    }
    with_comma(value)
}

/// What a part of a total is called that is no indicator.
fn part_name(dossier: &Dossier, block: Option<&Block>, id: &str) -> Option<&'static str> {
    let list = block.map_or(dossier.indicators(), |block| dossier.indicators_of(block));
    if list.iter().any(|indicator| *indicator.id == *id) {
        return None;
    }
    ScorePart::named(id).map(ScorePart::words)
}

/// The name of a block's indicator; its id if there is none of that id.
fn indicator_name<'a>(dossier: &'a Dossier, block: Option<&'a Block>, id: &'a str) -> &'a str {
    let list = block.map_or(dossier.indicators(), |block| dossier.indicators_of(block));
    let found = list.iter().find(|indicator| *indicator.id == id);
    found.map_or(id, |indicator| &indicator.name.value)
}

/// Who asked for a correction, when, by which document and why.
pub(crate) fn grounds(correction: &Correction) -> String {
    format!(
        "theo đề nghị của {} {} tại {}; lý do: {}",
        *correction.requested_by,
        correction.date.in_a_sentence(),
        *correction.document,
        *correction.reason
    )
}
