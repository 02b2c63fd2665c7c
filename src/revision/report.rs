//! Changes printed for people, and as JSON.

use std::fmt::Write;

use serde::Serialize;

use super::words::{self, NONE};
use super::{AgencyChange, Changes, FigureKind, Place, SentenceChange};
use crate::scoring::exact_text;
use crate::wording::{self, with_large_first};

/// The changes as text; says so where there are none.
#[must_use]
pub fn text(changes: &Changes, sentences: &[SentenceChange]) -> String {
    let mut parts = Vec::new();
    if !changes.corrections.is_empty() {
        let lines = changes.corrections.iter().map(|note| {
            let (what, why) = (&note.what, words::grounds(&note.correction));
            format!("  {what}\n    {why}\n")
        });
        parts.push(format!("Điều chỉnh\n{}", lines.collect::<String>()));
    }
    for block in &changes.blocks {
        let lines = block.agencies.iter().map(agency_line);
        parts.push(format!(
            "{}\n{}",
            with_large_first(&wording::block(&block.name)),
            lines.collect::<String>()
        ));
    }
    if !changes.figures.is_empty() {
        let lines = changes.figures.iter().map(|change| {
            let values = arrow(change.old.as_deref(), change.new.as_deref());
            format!("  {}: {values}\n", words::figure(change))
        });
        parts.push(format!("Số liệu\n{}", lines.collect::<String>()));
    }
    if !sentences.is_empty() {
        parts.push(format!("Câu chữ\n{}", sentence_lines(sentences)));
    }
    if changes.is_empty() && sentences.is_empty() {
        parts.push("Không có thay đổi\n".to_owned());
    }
    parts.join("\n")
}

fn arrow(old: Option<&str>, new: Option<&str>) -> String {
    format!("{} → {}", old.unwrap_or(NONE), new.unwrap_or(NONE))
}

fn agency_line(change: &AgencyChange) -> String {
    let name = &change.name;
    let remark = words::remark(change).map_or_else(String::new, |text| format!(" ({text})"));
    let facts = match (&change.old, &change.new) {
        (Some(_), Some(_)) => {
            let changed = words::changed(change).into_iter();
            let changed = changed.map(|(what, old, new)| format!("{what} {old} → {new}"));
            changed.collect::<Vec<String>>().join("; ")
        }
        (old, new) => old.iter().chain(new).map(place_text).collect(),
    };
    let facts = if facts.is_empty() {
        facts
    } else {
        format!(": {facts}")
    };
    format!("  {name}{remark}{facts}\n")
}

fn place_text(place: &Place) -> String {
    let score = place.score.as_ref().map_or(NONE, |score| &score.printed);
    let rank = words::rank(place);
    let tier = place.tier.as_ref();
    let tier = tier.map_or_else(String::new, |tier| format!("; mức {tier}"));
    format!("điểm {score}; hạng {rank}{tier}")
}

fn sentence_lines(sentences: &[SentenceChange]) -> String {
    let mut text = String::new();
    let mut place = String::new();
    for sentence in sentences {
        if sentence.place() != place {
            place = sentence.place();
            // writing to a string cannot fail
            let _ = writeln!(text, "  {place}");
        }
        for (sign, side) in [('-', &sentence.old), ('+', &sentence.new)] {
            if let Some(side) = side {
                let _ = writeln!(text, "    {sign} {side}");
            }
        }
    }
    text
}

#[derive(Serialize)]
struct Report<'a> {
    corrections: Vec<CorrectionReport<'a>>,
    agencies: Vec<AgencyReport<'a>>,
    figures: Vec<FigureReport<'a>>,
    sentences: Vec<SentenceReport<'a>>,
}

#[derive(Serialize)]
struct CorrectionReport<'a> {
    date: String,
    requested_by: &'a str,
    document: &'a str,
    reason: &'a str,
    change: &'a str,
}

#[derive(Serialize)]
struct AgencyReport<'a> {
    block: &'a str,
    name: &'a str,
    former_name: Option<&'a str>,
    old: Option<PlaceReport<'a>>,
    new: Option<PlaceReport<'a>>,
}

#[derive(Serialize)]
struct PlaceReport<'a> {
    score: Option<String>,
    printed: Option<&'a str>,
    rank: Option<usize>,
    tier: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    grounds: Vec<PointsReport<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    indicators: Vec<PointsReport<'a>>,
}

#[derive(Serialize)]
struct PointsReport<'a> {
    name: &'a str,
    printed: Option<&'a str>,
}

#[derive(Serialize)]
struct FigureReport<'a> {
    block: Option<&'a str>,
    figure: &'static str,
    tier: Option<&'a str>,
    old: Option<&'a str>,
    new: Option<&'a str>,
}

#[derive(Serialize)]
struct SentenceReport<'a> {
    place: String,
    old: Option<&'a str>,
    new: Option<&'a str>,
}

/// The changes as JSON; exact scores are decimal strings with a point.
#[must_use]
pub(crate) fn json(changes: &Changes, sentences: &[SentenceChange]) -> String {
    let corrections = changes.corrections.iter().map(|note| CorrectionReport {
        date: note.correction.date.slashed(),
        requested_by: &note.correction.requested_by,
        document: &note.correction.document,
        reason: &note.correction.reason,
        change: &note.what,
    });
    let agencies = changes.blocks.iter().flat_map(|block| {
        let agencies = block.agencies.iter();
        agencies.map(|change| AgencyReport {
            block: &block.id,
            name: &change.name,
            former_name: change.former_name.as_deref(),
            old: change.old.as_ref().map(place_report),
            new: change.new.as_ref().map(place_report),
        })
    });
    let figures = changes.figures.iter().map(|change| {
        let (figure, tier) = figure_key(&change.figure);
        FigureReport {
            block: change.block.as_ref().map(|(id, _)| id.as_str()),
            figure,
            tier,
            old: change.old.as_deref(),
            new: change.new.as_deref(),
        }
    });
    let sentences = sentences.iter().map(|change| SentenceReport {
        place: change.place(),
        old: change.old.as_deref(),
        new: change.new.as_deref(),
    });
    let report = Report {
        corrections: corrections.collect(),
        agencies: agencies.collect(),
        figures: figures.collect(),
        sentences: sentences.collect(),
    };
    // plain structs with string keys always serialise
    let mut text = serde_json::to_string_pretty(&report).unwrap_or_default();
    text.push('\n');
    text
}

fn place_report(place: &Place) -> PlaceReport<'_> {
    PlaceReport {
        score: place.score.as_ref().map(|score| exact_text(&score.exact)),
        printed: place.score.as_ref().map(|score| score.printed.as_str()),
        rank: place.rank,
        tier: place.tier.as_deref(),
        grounds: (place.grounds.iter())
            .map(|(name, value)| PointsReport {
                name,
                printed: Some(value),
            })
            .collect(),
        indicators: (place.indicators.iter())
            .map(|points| PointsReport {
                name: &points.indicator,
                printed: points.points.as_deref(),
            })
            .collect(),
    }
}

fn figure_key(kind: &FigureKind) -> (&'static str, Option<&str>) {
    match kind {
        FigureKind::Count => ("count", None),
        FigureKind::Maximum => ("max", None),
        FigureKind::Mean => ("mean", None),
        FigureKind::TierCount(tier) => ("tier_count", Some(tier)),
        FigureKind::TierShare(tier) => ("tier_share", Some(tier)),
        FigureKind::OverallTier => ("tier", None),
    }
}
