//! Điểm trung bình chung.

use super::exact::{Fraction, fraction, printed, rounded, short_text, sum, whole};
use super::{BlockStandings, Figure, Overall, figure, tiers};
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::dossier::{Dossier, OverallMethod, QuotedMean, RankBy};

/// The overall mean, if one is taken.
pub(super) fn overall(
    dossier: &Dossier,
    blocks: &[BlockStandings],
    found: &mut Diagnostics,
) -> Option<Overall> {
    let rules = &dossier.rules;
    let maximum = common_maximum(blocks);
    // the mean of all is that of the only block, with decimals and tiers of its own
    let only = match &dossier.blocks[..] {
        [only] => Some(only),
        _ => None,
    };
    let decimals = only.map_or_else(|| rules.mean_decimals(), |only| only.mean_decimals(rules));
    let tiers = only.map_or(&dossier.tiers[..], |only| dossier.tiers_of(only));
    let mean = match rules.overall {
        OverallMethod::None => return None,
        OverallMethod::Quoted => quoted(dossier, blocks, &maximum, found)?,
        method => figure(computed(blocks, &maximum, method), decimals),
    };
    let in_percent = tiers::are_in_percent(rules) && !maximum.is_zero();
    let key = match rules.rank_by {
        RankBy::Percent if in_percent => {
            let percent = &mean.exact / &maximum * whole(100);
            rounded(&percent, rules.percent_decimals())
        }
        RankBy::Exact => mean.exact.clone(),
        RankBy::Printed | RankBy::Percent => mean.as_printed(),
    };
    let limits = tiers::limits(tiers, rules, &maximum);
    let tier = tiers::tier_of(&key, &limits).and_then(|tier| tiers.get(tier));
    Some(Overall {
        mean,
        method: rules.overall,
        maximum_printed: short_text(&maximum, rules.computed_decimals().max(2)).0,
        maximum,
        tier: tier.map(|tier| tier.name.value.clone()),
    })
}

/// The blocks' common maximum, or 100 where they differ.
fn common_maximum(blocks: &[BlockStandings]) -> Fraction {
    let first = blocks.first().map(|first| &first.maximum);
    let common = first.filter(|first| blocks.iter().all(|block| block.maximum == **first));
    common.cloned().unwrap_or_else(|| whole(100))
}

fn computed(blocks: &[BlockStandings], maximum: &Fraction, method: OverallMethod) -> Fraction {
    let on_scale = |value: &Fraction, block: &BlockStandings| {
        if block.maximum.is_zero() {
            value.clone()
        } else {
            value * maximum / &block.maximum
        }
    };
    if method == OverallMethod::Agencies {
        let sums = blocks.iter().map(|block| on_scale(&block.sum, block));
        let count: usize = blocks.iter().map(|block| block.counted).sum();
        return sum(sums) / whole(count.max(1));
    }
    // a block in which nobody is ranked has no mean
    let counted = blocks.iter().filter(|block| block.counted > 0);
    let means: Vec<Fraction> = counted
        .map(|block| on_scale(&block.mean.exact, block))
        .collect();
    sum(&means) / whole(means.len().max(1))
}

/// The mean of another document, and how it compares with those computed here.
fn quoted(
    dossier: &Dossier,
    blocks: &[BlockStandings],
    maximum: &Fraction,
    found: &mut Diagnostics,
) -> Option<Figure> {
    let quoted = dossier.rules.quoted.as_ref()?;
    let exact = fraction(quoted.mean.value);
    let methods = [
        (OverallMethod::Blocks, "trung bình của các khối"),
        (OverallMethod::Agencies, "trung bình của mọi cơ quan"),
    ];
    let decimals = quoted.mean.value.scale();
    let computed = methods.map(|(method, name)| {
        let mean = computed(blocks, maximum, method);
        (printed(&mean, decimals), short_text(&mean, 3).0, name)
    });
    found.push(comparison(quoted, &printed(&exact, decimals), &computed));
    Some(Figure {
        printed: printed(&exact, decimals),
        exact,
    })
}

fn comparison(
    quoted: &QuotedMean,
    given: &str,
    computed: &[(String, String, &'static str); 2],
) -> Diagnostic {
    let same = computed.iter().find(|(printed, ..)| printed == given);
    let message = match same {
        Some((.., name)) => format!("Điểm trung bình chung trích dẫn {given} đúng bằng {name}"),
        None => format!(
            "Điểm trung bình chung trích dẫn {given} không bằng số nào tính được từ điểm trong hồ sơ"
        ),
    };
    let mut problem = Diagnostic::remark("KQ006", message)
        .at(quoted.mean.span, format!("theo {}", *quoted.source))
        .with_remedy("Văn bản in số trích dẫn; muốn in số tính từ điểm thì ghi `trung_binh_chung: theo_khoi` hoặc `theo_co_quan`");
    for (_, exact, name) in computed {
        problem = problem.with_note(format!("{name}: {exact}"));
    }
    problem
}
