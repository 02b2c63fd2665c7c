//! How many agencies were assessed, and how running text counts them.

use serde_json::{Value, json};

use crate::dossier::{Assessment, Block, Dossier, SumOf};
use crate::drafting::filters::padded;

/// The value of `tong`. What counts in words is there only if every block says how it is counted (`dem`), or
/// which level it is (`cap`).
pub(super) fn values(dossier: &Dossier) -> Value {
    let blocks = &dossier.blocks;
    let assessed: usize = blocks.iter().map(|block| block.assessed().count()).sum();
    let ranked = |block: &Block| {
        let agencies = block.agencies.iter();
        let ranked = agencies.filter(|one| matches!(one.assessment(), Assessment::Ranked));
        ranked.count()
    };
    let all: usize = blocks.iter().map(all_agencies).sum();
    // where totals are converted at all
    let converts = |block: &Block| {
        let is_raw = dossier.rules.sum == SumOf::Raw;
        !is_raw
            && block
                .agencies
                .iter()
                .any(|one| !one.not_applicable.is_empty())
    };
    let levels: Option<Vec<&str>> = blocks.iter().map(|block| fact(block, "cap")).collect();
    let full = |block: &'_ Block| fact(block, "dem").map(str::to_owned);
    let short = |block: &'_ Block| {
        let short = fact(block, "dem_ngan").or_else(|| fact(block, "dem"));
        short.map(str::to_owned)
    };
    let of_all = |counted, all| format!("{}/{}", padded(counted), padded(all));
    let alone = |counted, _| padded(counted);
    json!({
        "danh_gia": assessed,
        "xep_hang": blocks.iter().map(ranked).sum::<usize>(),
        "tat_ca": all,
        "thanh_phan_du": parts(blocks, full, of_all),
        "thanh_phan": parts(blocks, full, alone),
        "thanh_phan_ngan": parts(blocks, short, alone),
        "cac_cap": levels,
        "co_quy_doi": blocks.iter().any(converts),
    })
}

/// Each agency that is named, and the others of its block counted.
fn parts(
    blocks: &[Block],
    words: impl Fn(&Block) -> Option<String>,
    count: impl Fn(u64, u64) -> String,
) -> Option<Vec<String>> {
    let mut parts = Vec::new();
    for block in blocks {
        let words = words(block)?;
        // those that were assessed
        let named = block.named.iter().filter(|name| {
            let mut assessed = block.assessed();
            assessed.any(|agency| agency.name.value == name.value)
        });
        let named: Vec<String> = named.map(|name| name.value.clone()).collect();
        let others = |all: usize| all.saturating_sub(named.len()) as u64;
        let counted = others(block.assessed().count());
        let all = others(all_agencies(block));
        parts.extend(named);
        if counted > 0 {
            parts.push(format!("{} {words}", count(counted, all)));
        }
    }
    Some(parts)
}

fn fact<'a>(block: &'a Block, key: &str) -> Option<&'a str> {
    block.facts.text(key).map(|text| text.as_str())
}

pub(super) fn all_agencies(block: &Block) -> usize {
    let listed = block.agencies.len();
    let given = block.total.as_ref();
    given.map_or(listed, |total| (total.value as usize).max(listed))
}
