//! A block and its agencies, as templates see them.

use serde_json::{Value, json};

use super::{Own, indicators, text};
use crate::dossier::{Agency, Assessment, Block, Dossier};
use crate::drafting::tables::{gain, rise};
use crate::scoring::{Before, BlockStandings, Standing};
use crate::wording::with_small_first;

/// Letters that open the tiers' rows, in the Vietnamese order (C18).
const LETTERS: [&str; 23] = [
    "A", "B", "C", "D", "Đ", "E", "G", "H", "I", "K", "L", "M", "N", "O", "P", "Q", "R", "S", "T",
    "U", "V", "X", "Y",
];

pub(super) fn values(dossier: &Dossier, standings: &BlockStandings, own: &Own<'_>) -> Value {
    let block = &dossier.blocks[standings.block];
    let assessed = block.assessed().count();
    let rows = standings.rows.iter();
    let mut values = json!({
        "ma": text(&block.id),
        "ten": text(&block.name),
        "so_luong": assessed,
        "xep_hang": standings.rows.len(),
        "tinh_trung_binh": standings.counted,
        "tat_ca": super::totals::all_agencies(block),
        "trung_binh": standings.mean.printed,
        "thang_diem": standings.maximum_printed,
        "muc": tiers(dossier, block, standings),
        "chi_so": indicators(&standings.indicators),
        "chi_so_rieng": block.indicators.as_ref().map(|list| indicators(list)),
        "co_quan": rows.map(|row| agency(dossier, block, row, own)).collect::<Vec<_>>(),
        "khong_xep_hang": with_reasons(block, |agency| match agency.assessment() {
            Assessment::Unranked(reason) => Some(reason),
            _ => None,
        }),
        "khong_danh_gia": with_reasons(block, |agency| match agency.assessment() {
            Assessment::Unassessed(reason) => Some(reason),
            _ => None,
        }),
        "muc_an_dinh": set_tiers(block),
        "nam_truoc": last_year(dossier, standings),
    });
    own.add(&mut values, "khoi", &block.facts);
    values
}

fn tiers(dossier: &Dossier, block: &Block, standings: &BlockStandings) -> Vec<Value> {
    let mut letters = LETTERS.iter();
    let ranked = |at: usize| {
        let rows = standings.rows.iter();
        rows.filter(|row| row.tier == Some(at)).count()
    };
    let tiers = dossier.tiers_of(block).iter().zip(&standings.tiers);
    let tiers = tiers.enumerate().map(|(at, (tier, count))| {
        // only tiers with ranked agencies open a row, so only they take a letter
        let letter = if ranked(at) > 0 { letters.next() } else { None };
        json!({
            "ten": text(&tier.name),
            "chu": letter.unwrap_or(&""),
            "so_luong": count.count,
            "xep_hang": ranked(at),
            "ty_le": count.share,
        })
    });
    tiers.collect()
}

fn with_reasons(
    block: &Block,
    reason: impl Fn(&Agency) -> Option<&crate::dossier::Text>,
) -> Vec<Value> {
    let agencies = block.agencies.iter().filter_map(|agency| {
        let reason = reason(agency)?;
        Some(json!({"ten": text(&agency.name), "ly_do": text(reason)}))
    });
    agencies.collect()
}

fn set_tiers(block: &Block) -> Vec<Value> {
    let set = block.agencies.iter().filter_map(|agency| {
        let set = agency.set_tier.as_ref()?;
        Some(json!({
            "ten": text(&agency.name),
            "muc": text(&set.name),
            "ly_do": text(&set.reason),
        }))
    });
    set.collect()
}

/// What the year before says of the block; nothing where the dossier does not have it.
fn last_year(dossier: &Dossier, standings: &BlockStandings) -> Option<Value> {
    let then = standings.last_year.as_ref()?;
    let block = &dossier.blocks[standings.block];
    let before = standings.rows.iter().map(|row| row.last_year.as_ref());
    let (mut better, mut worse, mut same, mut new) = (0, 0, 0, 0);
    for before in before.flatten() {
        match before {
            Before::New => new += 1,
            Before::Known { rank, .. } => match rank.and_then(|then| then.rise) {
                Some(1..) => better += 1,
                Some(0) => same += 1,
                Some(_) => worse += 1,
                None => {}
            },
        }
    }
    Some(json!({
        "goi_la": then_called(dossier),
        "trung_binh": then.mean.as_ref().map(|mean| mean.printed.clone()),
        "tang_giam": then.mean.as_ref().and_then(gain),
        "tang_hang": better,
        "giam_hang": worse,
        "giu_hang": same,
        "moi": new,
        "tang_nhieu": furthest(block, standings, 1),
        "giam_nhieu": furthest(block, standings, -1),
    }))
}

/// The period before: as the dossier calls it, or `năm trước`; `kỳ trước` where periods are no years.
fn then_called(dossier: &Dossier) -> String {
    let past = dossier.last_year.as_ref();
    if let Some(period) = past.and_then(|past| past.period.as_ref()) {
        return with_small_first(period);
    }
    let year = past.and_then(|past| past.year.as_ref());
    match year.filter(|year| year.value + 1 != dossier.year.value) {
        Some(year) if dossier.period.is_none() => format!("năm {}", **year),
        _ if dossier.period.is_some() => "kỳ trước".to_owned(),
        _ => "năm trước".to_owned(),
    }
}

/// The agencies that rose furthest (`sign` 1), or fell furthest (-1).
fn furthest(block: &Block, standings: &BlockStandings, sign: i64) -> Vec<Value> {
    let steps = standings.rows.iter().filter_map(|row| {
        let Some(Before::Known {
            rank: Some(then), ..
        }) = &row.last_year
        else {
            return None;
        };
        Some((row, *then, then.rise? * sign))
    });
    let most = steps.clone().map(|(.., steps)| steps).max();
    let furthest = steps.filter(|(.., steps)| *steps > 0 && Some(*steps) == most);
    let named = furthest.map(|(row, then, _)| {
        json!({"ten": text(&block.agencies[row.agency].name), "tang_giam": rise(then)})
    });
    named.collect()
}

fn agency(dossier: &Dossier, block: &Block, row: &Standing, own: &Own<'_>) -> Value {
    let agency = &block.agencies[row.agency];
    let tier = row.tier.and_then(|tier| dossier.tiers_of(block).get(tier));
    let mut values = json!({
        "ten": text(&agency.name),
        "diem": row.score.printed,
        "hang": row.rank,
        "hang_chung": row.across,
        "ty_le": row.percent.printed,
        "muc": tier.map(|tier| text(&tier.name)),
        "moi": row.last_year == Some(Before::New),
        "nam_truoc": row.last_year.as_ref().and_then(before),
    });
    own.add(&mut values, "khoi.co_quan", &agency.facts);
    values
}

/// An agency in the year before; nothing if it was not there.
fn before(then: &Before) -> Option<Value> {
    let Before::Known { rank, score, tier } = then else {
        return None;
    };
    Some(json!({
        "hang": rank.map(|then| then.rank),
        "diem": score.as_ref().map(|then| then.printed.clone()),
        "muc": tier,
        "tang_giam_hang": rank.and_then(rise),
        "tang_giam_diem": score.as_ref().and_then(gain),
    }))
}
