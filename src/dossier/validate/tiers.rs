//! Tiers and their limits.

use rust_decimal::Decimal;

use super::super::facts::is_known;
use super::super::model::{Block, Core, Limit, LimitUnit, Tier};
use super::{repeated, twice};
use crate::diagnostics::{Diagnostic, Diagnostics, Spanned};
use crate::values::comma;

/// The dossier's tiers, and those that blocks have of their own.
pub(super) fn check(dossier: &Core, diagnostics: &mut Diagnostics) {
    check_scales(dossier, diagnostics);
    let sharing: Vec<&Block> = (dossier.blocks.iter())
        .filter(|block| block.tiers.is_none())
        .collect();
    check_list(&dossier.tiers, &sharing, dossier, diagnostics);
    for block in &dossier.blocks {
        if let Some(tiers) = &block.tiers {
            check_list(tiers, &[block], dossier, diagnostics);
        }
    }
}

/// Tiers of one list, used by these blocks.
fn check_list(tiers: &[Tier], blocks: &[&Block], dossier: &Core, diagnostics: &mut Diagnostics) {
    for (name, first) in repeated(tiers.iter().map(|tier| &tier.name)) {
        diagnostics
            .push(twice("HS032", "mức", name, first).with_remedy("đặt cho mỗi mức một tên riêng"));
    }
    tiers
        .iter()
        .for_each(|tier| check_single(tier, diagnostics));
    check_order(tiers, diagnostics);
    let scale = scale_of(dossier, blocks);
    for tier in tiers {
        if let (Some(limit), Some((maximum, scale))) = (&tier.limit(), &scale) {
            check_scale(limit, *maximum, scale, diagnostics);
        }
    }
}

fn check_single(tier: &Tier, diagnostics: &mut Diagnostics) {
    if let (Some(from), Some(above)) = (&tier.from, &tier.above) {
        diagnostics.push(
            Diagnostic::error("HS025", "một mức chỉ có một giới hạn: `tu` hoặc `tren`")
                .at(above.span, "giới hạn thứ hai")
                .with_related(from.span, "giới hạn thứ nhất")
                .with_note("`tu: 85` là từ 85 trở lên; `tren: 85` là trên 85")
                .with_remedy("bỏ một trong hai"),
        );
    }
}

/// The highest value every limit can be reached under, and its words.
fn scale_of(dossier: &Core, blocks: &[&Block]) -> Option<(Decimal, String)> {
    if dossier.rules.limit_unit() == LimitUnit::Percent {
        return Some((
            Decimal::ONE_HUNDRED,
            "phần trăm thang điểm, từ 0 đến 100".to_owned(),
        ));
    }
    let positive = |maximum: &Spanned<Decimal>| is_known(maximum) && **maximum > Decimal::ZERO;
    let maxima = blocks.iter().map(|block| block.maximum());
    let least = maxima.filter(positive).map(|max| *max).min()?;
    Some((
        least,
        format!(
            "điểm, từ 0 đến {} (thang điểm nhỏ nhất trong các khối)",
            comma(least)
        ),
    ))
}

/// Limits in points mean something else on each scale; whoever writes their unit knows.
fn check_scales(dossier: &Core, diagnostics: &mut Diagnostics) {
    let limit = dossier.tiers.iter().find_map(|tier| tier.limit());
    let (Some(limit), None) = (limit, dossier.rules.limit_unit) else {
        return;
    };
    let sharing = dossier.blocks.iter().filter(|block| block.tiers.is_none());
    let mut maxima = sharing.map(Block::maximum).filter(is_known);
    let Some(first) = maxima.next() else { return };
    if let Some(other) = maxima.find(|maximum| **maximum != *first) {
        diagnostics.push(
            Diagnostic::warning("HS029", "các khối có thang điểm khác nhau, mà giới hạn của mức tính bằng điểm")
                .at(limit.value.span, "như nhau ở mọi khối")
                .with_related(other.span, format!("thang điểm này là {}, thang điểm khác là {}", comma(*other), comma(*first)))
                .with_remedy("giới hạn là phần trăm thang điểm thì ghi `don_vi_muc: phan_tram` trong `cach_tinh`; đúng là điểm thì ghi `don_vi_muc: diem`"),
        );
    }
}

fn check_scale(limit: &Limit, maximum: Decimal, scale: &str, diagnostics: &mut Diagnostics) {
    let value = *limit.value;
    let unreachable = value > maximum || (!limit.inclusive && value == maximum);
    if !is_known(&limit.value) || (value >= Decimal::ZERO && !unreachable) {
        return;
    }
    let label = if unreachable {
        "không điểm nào đạt tới"
    } else {
        "nhỏ hơn 0"
    };
    diagnostics.push(
        Diagnostic::error("HS048", "giới hạn của mức nằm ngoài thang điểm")
            .at(limit.value.span, label)
            .with_note(format!("giới hạn tính bằng {scale}"))
            .with_remedy("sửa giới hạn; các khối có thang điểm khác nhau thì ghi `don_vi_muc: phan_tram` trong `cach_tinh`"),
    );
}

fn check_order(tiers: &[Tier], diagnostics: &mut Diagnostics) {
    let last = tiers.len().saturating_sub(1);
    for tier in tiers.iter().take(last) {
        if tier.limit().is_none() && is_known(&tier.name) {
            diagnostics.push(
                Diagnostic::error("HS049", format!("mức `{}` chưa có giới hạn", *tier.name))
                    .at(tier.name.span, "thiếu `tu` hoặc `tren`")
                    .with_note("chỉ mức cuối cùng được bỏ giới hạn, vì nhận mọi điểm còn lại")
                    .with_remedy(
                        "thêm `tu: ...` (từ điểm này trở lên) hoặc `tren: ...` (trên điểm này)",
                    ),
            );
        }
    }
    let limits = tiers.iter().filter_map(|tier| Some((tier, tier.limit()?)));
    let known: Vec<_> = limits.filter(|(_, limit)| is_known(&limit.value)).collect();
    for pair in known.windows(2) {
        let [(upper, above), (lower, below)] = pair else {
            continue;
        };
        // `tren: 85` above `tu: 85` leaves exactly 85 to the lower one.
        let adjacent = *above.value == *below.value && !above.inclusive && below.inclusive;
        if *below.value < *above.value || adjacent {
            continue;
        }
        let message = format!(
            "giới hạn của mức `{}` không thấp hơn mức `{}`",
            *lower.name, *upper.name
        );
        diagnostics.push(
            Diagnostic::error("HS047", message)
                .at(below.value.span, "phải thấp hơn mức đứng trước")
                .with_related(
                    above.value.span,
                    format!("giới hạn của mức `{}`", *upper.name),
                )
                .with_note("các mức xếp từ cao xuống thấp")
                .with_remedy("đổi thứ tự các mức, hoặc sửa giới hạn"),
        );
    }
}
