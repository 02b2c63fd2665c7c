//! The figures as published: what they speak of must be there.

use rust_decimal::Decimal;

use super::super::facts::Text;
use super::super::facts::is_known;
use super::super::model::{Core, Published, PublishedBlock};
use super::{repeated, twice};
use crate::diagnostics::{Diagnostic, Diagnostics, Spanned};
use crate::values::did_you_mean;

pub(super) fn check(published: &Published, dossier: &Core, diagnostics: &mut Diagnostics) {
    let ids = || dossier.blocks.iter().map(|block| block.id.as_str());
    let tiers = || dossier.tiers.iter().map(|tier| tier.name.as_str());
    for (id, first) in repeated(published.blocks.iter().map(|block| &block.id)) {
        diagnostics
            .push(twice("HS053", "số liệu công bố của khối", id, first).with_remedy("bỏ một lần"));
    }
    for block in &published.blocks {
        if is_known(&block.id) && !ids().any(|id| id == block.id.as_str()) {
            diagnostics.push(unknown("HS054", "khối", &block.id, ids()));
        }
        for (name, _) in &block.shares {
            if is_known(name) && !tiers().any(|tier| tier == name.as_str()) {
                diagnostics.push(unknown("HS055", "mức", name, tiers()));
            }
        }
        check_figures(block, dossier, diagnostics);
    }
}

fn check_figures(block: &PublishedBlock, dossier: &Core, diagnostics: &mut Diagnostics) {
    for (_, share) in &block.shares {
        check_scale(share, Decimal::ONE_HUNDRED, diagnostics);
    }
    let scored = dossier.blocks.iter().find(|b| *b.id == *block.id);
    if let (Some(mean), Some(scored)) = (&block.mean, scored)
        && is_known(&scored.maximum())
        && *scored.maximum() > Decimal::ZERO
    {
        check_scale(mean, *scored.maximum(), diagnostics);
    }
}

fn check_scale(figure: &Spanned<Decimal>, maximum: Decimal, diagnostics: &mut Diagnostics) {
    if !is_known(figure) || (Decimal::ZERO..=maximum).contains(&**figure) {
        return;
    }
    diagnostics.push(
        Diagnostic::error("HS056", "số liệu công bố nằm ngoài thang")
            .at(
                figure.span,
                format!("không nằm trong khoảng từ 0 đến {maximum}"),
            )
            .with_note(
                "tỷ lệ tính bằng phần trăm, từ 0 đến 100; điểm trung bình theo thang điểm của khối",
            )
            .with_remedy("chép lại số liệu từ văn bản đã công bố"),
    );
}

fn unknown<'a>(
    code: &'static str,
    what: &str,
    name: &Text,
    known: impl Iterator<Item = &'a str> + Clone,
) -> Diagnostic {
    let label = did_you_mean(
        name,
        known.clone(),
        &format!("không có {what} này trong hồ sơ"),
    );
    let listed: Vec<String> = known.map(|name| format!("`{name}`")).collect();
    let remedy = if listed.is_empty() {
        "bỏ số liệu này khỏi `cong_bo`, hoặc thêm `muc` vào hồ sơ".to_owned()
    } else {
        format!("dùng một trong: {}", listed.join(", "))
    };
    Diagnostic::error(
        code,
        format!("`cong_bo` nêu {what} `{}` không có trong hồ sơ", **name),
    )
    .at(name.span, label)
    .with_remedy(remedy)
}
