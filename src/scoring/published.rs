//! The figures as once published against the figures computed: where a late correction was lost.

use num_rational::BigRational;

use super::exact::{fraction, printed, short_text, whole};
use super::{BlockStandings, Standings};
use crate::diagnostics::{Diagnostic, Diagnostics, Spanned};
use crate::dossier::{Dossier, OverallMethod, PublishedBlock, ShareRounding};
use crate::wording;
use rust_decimal::Decimal;

/// Decimals shown of an unrounded mean.
const MEAN_DECIMALS: u32 = 3;
/// Decimals shown of an unrounded share.
const SHARE_DECIMALS: u32 = 2;

/// Warns of every published figure (`cong_bo`) that disagrees with the standings.
pub fn compare_published(dossier: &Dossier, standings: &Standings, found: &mut Diagnostics) {
    let Some(published) = &dossier.published else {
        return;
    };
    for given in &published.blocks {
        let block = standings
            .blocks
            .iter()
            .find(|block| dossier.blocks[block.block].id.value == given.id.value);
        if let Some(block) = block {
            compare_mean(dossier, block, given, found);
            compare_shares(dossier, block, given, found);
        }
    }
    if let Some(given) = &published.overall {
        compare_overall(dossier, standings, given, found);
    }
}

fn compare_mean(
    dossier: &Dossier,
    block: &BlockStandings,
    given: &PublishedBlock,
    found: &mut Diagnostics,
) {
    let Some(mean) = &given.mean else { return };
    if agrees(mean.value, &block.mean.printed) {
        return;
    }
    let name = &dossier.blocks[block.block].name.value;
    let count = block.rows.len();
    found.push(
        differs(
            "KQ010",
            &format!("Điểm trung bình của {}", wording::block(name)),
            mean,
            &block.mean.printed,
            "",
        )
        .with_note(format!(
            "bảng điểm: tổng {sum} / {count} cơ quan {exact}, làm tròn {decimals} chữ số thập phân: {printed}",
            sum = printed(&block.sum, dossier.rules.computed_decimals()),
            exact = approximately(&block.mean.exact, MEAN_DECIMALS),
            decimals = dossier.rules.mean_decimals(),
            printed = block.mean.printed,
        )),
    );
}

fn compare_shares(
    dossier: &Dossier,
    block: &BlockStandings,
    given: &PublishedBlock,
    found: &mut Diagnostics,
) {
    let name = &dossier.blocks[block.block].name.value;
    for (tier_name, share) in &given.shares {
        let tier = dossier
            .tiers
            .iter()
            .position(|tier| tier.name.value == tier_name.value);
        let Some(tier) = tier.map(|index| &block.tiers[index]) else {
            continue;
        };
        let computed = tier.share.replace('.', ",");
        if agrees(share.value, &computed) {
            continue;
        }
        let how = match dossier.rules.share_rounding {
            ShareRounding::LargestRemainder => "làm tròn theo số dư lớn nhất để cả khối đủ 100%",
            ShareRounding::Each => "làm tròn từng dòng",
        };
        found.push(
            differs(
                "KQ012",
                &format!("Tỷ lệ mức {} của {}", tier_name.value, wording::block(name)),
                share,
                &computed,
                "%",
            )
            .with_note(format!(
                "bảng xếp hạng: {count} / {total} cơ quan {exact}%, {how}: {computed}%",
                count = tier.count,
                total = block.rows.len(),
                exact = approximately(&tier.exact_share, SHARE_DECIMALS),
            )),
        );
    }
}

fn compare_overall(
    dossier: &Dossier,
    standings: &Standings,
    given: &Spanned<Decimal>,
    found: &mut Diagnostics,
) {
    let Some(overall) = &standings.overall else {
        found.push(nothing_to_compare(given));
        return;
    };
    if agrees(given.value, &overall.mean.printed) {
        return;
    }
    let exact = approximately(&overall.mean.exact, MEAN_DECIMALS);
    let how = match overall.method {
        OverallMethod::Blocks => {
            let means: Vec<String> = standings
                .blocks
                .iter()
                .map(|block| short_text(&block.mean.exact, MEAN_DECIMALS).0)
                .collect();
            format!(
                "trung bình của điểm trung bình {} khối chưa làm tròn ({}) {exact}",
                means.len(),
                means.join("; ")
            )
        }
        OverallMethod::Agencies | OverallMethod::None => {
            let count: usize = standings.blocks.iter().map(|block| block.rows.len()).sum();
            format!("trung bình của cả {count} cơ quan {exact}")
        }
    };
    let mut problem = differs(
        "KQ011",
        "Điểm trung bình chung",
        given,
        &overall.mean.printed,
        "",
    )
    .with_note(format!(
        "{how}, làm tròn {} chữ số thập phân: {}",
        dossier.rules.mean_decimals(),
        overall.mean.printed
    ));
    if let Some(note) = from_published_means(dossier, given) {
        problem = problem.with_note(note);
    }
    found.push(problem);
}

/// An overall mean was published, but none is taken now.
fn nothing_to_compare(given: &Spanned<Decimal>) -> Diagnostic {
    Diagnostic::warning("KQ013", "Hồ sơ không tính điểm trung bình chung")
        .at(given.span, "không có gì để đối chiếu")
        .with_note("`cach_tinh` ghi `trung_binh_chung: khong`")
        .with_remedy("Bỏ số này khỏi `cong_bo`, hoặc ghi cách tính `trung_binh_chung`")
}

/// Says so when the published overall mean is just the mean of the published block means.
fn from_published_means(dossier: &Dossier, given: &Spanned<Decimal>) -> Option<String> {
    let means: Option<Vec<BigRational>> = dossier
        .published
        .as_ref()?
        .blocks
        .iter()
        .map(|block| block.mean.as_ref().map(|mean| fraction(mean.value)))
        .collect();
    let means = means.filter(|means| !means.is_empty())?;
    let mean = means.iter().sum::<BigRational>() / whole(means.len());
    if !agrees(given.value, &printed(&mean, dossier.rules.mean_decimals())) {
        return None;
    }
    let texts: Vec<String> = means
        .iter()
        .map(|mean| printed(mean, dossier.rules.mean_decimals()))
        .collect();
    Some(format!(
        "số công bố đúng bằng trung bình các số đã công bố của từng khối ({}), tức là mang theo sai sót ở đó",
        texts.join("; ")
    ))
}

fn differs(
    code: &'static str,
    what: &str,
    given: &Spanned<Decimal>,
    computed: &str,
    unit: &str,
) -> Diagnostic {
    let given_text = given.value.to_string().replace('.', ",");
    Diagnostic::warning(
        code,
        format!("{what}: số công bố {given_text}{unit}, tính từ bảng được {computed}{unit}"),
    )
    .at(given.span, format!("tính lại được {computed}{unit}"))
    .with_remedy("Văn bản sẽ in số tính lại; kiểm tra lại bảng điểm, hoặc sửa số ở `cong_bo`")
}

/// Whether a published number and a computed, printed one are the same number.
fn agrees(given: Decimal, computed: &str) -> bool {
    computed.replace(',', ".").parse() == Ok(given)
}

/// `= 78,195`, or `≈ 80,667` where decimals were cut.
fn approximately(value: &BigRational, decimals: u32) -> String {
    let (text, cut) = short_text(value, decimals);
    let sign = if cut { "≈" } else { "=" };
    format!("{sign} {text}")
}
