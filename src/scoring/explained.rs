//! How figures come about, in words: one step a line, for whoever asks.

use super::exact::{Fraction, fraction, short_text};
use super::tiers::limit_in_words;
use super::totals::Scale;
use super::{BlockStandings, Scored, Standing, Standings};
use crate::dossier::{Agency, Block, Dossier, OverallMethod, ShareRounding};
use crate::values::with_comma;
use crate::wording;

/// Decimals shown of a figure that is not printed so.
const DECIMALS: u32 = 3;

/// How an agency's score, rank and tier come about.
#[must_use]
pub(crate) fn agency(
    dossier: &Dossier,
    standings: &Standings,
    block: usize,
    index: usize,
) -> Vec<String> {
    let (own, found) = (&dossier.blocks[block], &standings.blocks[block]);
    let agency = &own.agencies[index];
    let mut steps = Vec::new();
    let scale = Scale::of(
        dossier.indicators_of(own),
        fraction(own.maximum().value),
        &dossier.rules,
    );
    steps.extend(scale.explained(agency));
    if let Some(row) = found.rows.iter().find(|row| row.agency == index) {
        steps.push(score(found, &row.result));
        steps.push(rank(dossier, found, row));
        steps.extend(tier(dossier, block, agency, &row.result));
        return steps;
    }
    let other = found.others.iter().find(|other| other.agency == index);
    match other.and_then(|other| other.result.as_ref()) {
        Some(result) => {
            steps.push(score(found, result));
            let why = agency.unranked.as_ref().map(|reason| &***reason);
            steps.push(format!("không xếp hạng: {}", why.unwrap_or_default()));
            steps.extend(tier(dossier, block, agency, result));
        }
        None => {
            let why = agency.unassessed.as_ref().map(|reason| &***reason);
            steps.push(format!("không đánh giá: {}", why.unwrap_or_default()));
        }
    }
    steps
}

fn score(block: &BlockStandings, result: &Scored) -> String {
    let exact = with_remainder(&result.score.exact);
    let printed = &result.score.printed;
    let of = &block.maximum_printed;
    if exact == *printed {
        return format!("điểm {printed} trên thang {of}");
    }
    format!("điểm {exact} trên thang {of}, in ra {printed}")
}

fn rank(dossier: &Dossier, block: &BlockStandings, row: &Standing) -> String {
    let count = block.rows.len();
    let mut text = format!("hạng {:02} trong {count} cơ quan được xếp hạng", row.rank);
    if row.tied > 1 {
        let names = block.rows.iter();
        let names = names.filter(|other| other.rank == row.rank && other.agency != row.agency);
        let own = &dossier.blocks[block.block].agencies;
        let names: Vec<&str> = names.map(|other| &**own[other.agency].name).collect();
        text += &format!(", cùng hạng với {}", names.join(", "));
    }
    if let Some(across) = row.across {
        text += &format!("; hạng chung {across:02}");
    }
    text
}

fn tier(dossier: &Dossier, block: usize, agency: &Agency, result: &Scored) -> Option<String> {
    if let Some(set) = &agency.set_tier {
        return Some(format!("mức {} ấn định: {}", *set.name, *set.reason));
    }
    let tiers = dossier.tiers_of(&dossier.blocks[block]);
    let tier = tiers.get(result.tier?)?;
    let limit = limit_in_words(tier);
    Some(limit.unwrap_or_else(|| format!("mức {}: phần còn lại", *tier.name)))
}

/// How a block's mean comes about: `tổng 968 / 12 = 80,667, làm tròn 80,7`.
#[must_use]
pub(crate) fn mean(block: &BlockStandings) -> Vec<String> {
    let (sum, count) = (short_text(&block.sum, DECIMALS).0, block.counted);
    let quotient = divided(&format!("tổng {sum}"), count, &block.mean.exact);
    vec![rounded_to(&quotient, &block.mean.printed)]
}

/// How many agencies a block has, and what becomes of them.
#[must_use]
pub(crate) fn count(block: &Block, found: &BlockStandings) -> Vec<String> {
    let all = format!("danh sách có {} cơ quan", block.agencies.len());
    let (mut unranked, mut unassessed) = (0, 0);
    for other in &found.others {
        match other.result {
            Some(_) => unranked += 1,
            None => unassessed += 1,
        }
    }
    let parts = [
        (found.rows.len(), "được xếp hạng"),
        (unranked, "được đánh giá, không xếp hạng"),
        (unassessed, "không được đánh giá"),
    ];
    let parts = parts.into_iter().filter(|(count, _)| *count > 0);
    let parts = parts.map(|(count, what)| format!("{count} cơ quan {what}"));
    std::iter::once(all).chain(parts).collect()
}

/// How many agencies of a block lie in a tier, and which part of them.
#[must_use]
pub(crate) fn share(dossier: &Dossier, block: &BlockStandings, at: usize) -> Vec<String> {
    let tiers = dossier.tiers_of(&dossier.blocks[block.block]);
    let (tier, found) = (&tiers[at], &block.tiers[at]);
    let mut steps: Vec<String> = limit_in_words(tier).into_iter().collect();
    let count = found.count;
    steps.push(format!("{count} cơ quan trong {} cơ quan", block.counted));
    let share = format!("{}%", with_comma(&found.share));
    let quotient = format!(
        "{count} / {} × 100 = {}",
        block.counted,
        with_remainder(&found.exact_share)
    );
    steps.push(rounded_to(&quotient, &share));
    if dossier.rules.share_rounding == ShareRounding::LargestRemainder {
        steps.push("các tỷ lệ làm tròn sao cho cộng lại đủ 100%".to_owned());
    }
    steps
}

/// How the overall mean comes about.
#[must_use]
pub(crate) fn overall(dossier: &Dossier, standings: &Standings) -> Vec<String> {
    let Some(overall) = &standings.overall else {
        return Vec::new();
    };
    let blocks = || standings.blocks.iter().filter(|block| block.counted > 0);
    let of = |block: &BlockStandings| {
        let name = wording::block(&dossier.blocks[block.block].name);
        let mean = with_remainder(&block.mean.exact);
        format!("{name}: {mean} trên {}", block.maximum_printed)
    };
    let exact = &overall.mean.exact;
    let mut steps = Vec::new();
    match overall.method {
        OverallMethod::Quoted => {
            let source = dossier.rules.quoted.as_ref().map(|quoted| &*quoted.source);
            let source = source.map_or("", |source| source.as_str());
            steps.push(format!("trích theo {source}: {}", overall.mean.printed));
            return steps;
        }
        OverallMethod::Agencies => {
            let count: usize = blocks().map(|block| block.counted).sum();
            let sum = short_text(&(exact * super::whole(count)), DECIMALS).0;
            let quotient = divided(&format!("tổng điểm của mọi khối {sum}"), count, exact);
            steps.push(rounded_to(&quotient, &overall.mean.printed));
        }
        OverallMethod::Blocks | OverallMethod::None => {
            steps.extend(blocks().map(of));
            let count = blocks().count();
            let quotient = divided("tổng điểm trung bình các khối", count, exact);
            steps.push(rounded_to(&quotient, &overall.mean.printed));
        }
    }
    let maxima = blocks().any(|block| block.maximum != overall.maximum);
    if maxima {
        steps.push(format!(
            "các khối có thang điểm khác nhau, quy về thang {}",
            overall.maximum_printed
        ));
    }
    steps
}

fn divided(sum: &str, count: usize, exact: &Fraction) -> String {
    format!("{sum} / {count} = {}", with_remainder(exact))
}

fn rounded_to(quotient: &str, printed: &str) -> String {
    match quotient.ends_with(&format!("= {}", printed.trim_end_matches('%'))) {
        true => quotient.to_owned(),
        false => format!("{quotient}, in ra {printed}"),
    }
}

/// The value with up to three decimals.
fn with_remainder(value: &Fraction) -> String {
    short_text(value, DECIMALS).0
}
