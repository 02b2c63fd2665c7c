//! The figures as published: what they speak of must be there.

use std::collections::HashSet;

use rust_decimal::Decimal;

use super::super::facts::Text;
use super::super::facts::is_known;
use super::super::model::{Core, Published, PublishedBlock};
use super::{repeated, repeated_names, twice};
use crate::diagnostics::{Diagnostic, Diagnostics, Spanned};
use crate::values::{did_you_mean, folded};

pub(super) fn check(published: &Published, dossier: &Core, diagnostics: &mut Diagnostics) {
    let ids = || dossier.blocks.iter().map(|block| block.id.as_str());
    let names = dossier.tier_names();
    let tiers = || names.iter().map(|name| name.as_str());
    for (id, first) in repeated(published.blocks.iter().map(|block| &block.id)) {
        diagnostics
            .push(twice("HS053", "số liệu công bố của khối", id, first).with_remedy("bỏ một lần"));
    }
    for block in &published.blocks {
        if is_known(&block.id) && !ids().any(|id| id == block.id.as_str()) {
            diagnostics.push(unknown("HS054", "khối", &block.id, ids()));
        }
        let shares = block.shares.iter().map(|(name, _)| name);
        let counts = block.counts.iter().map(|(name, _)| name);
        let of_rows = block.agencies.iter().filter_map(|row| row.tier.as_ref());
        for name in shares.chain(counts).chain(of_rows) {
            if is_known(name) && !tiers().any(|tier| tier == name.as_str()) {
                diagnostics.push(unknown("HS055", "mức", name, tiers()));
            }
        }
        check_agencies(block, dossier, diagnostics);
        check_figures(block, dossier, diagnostics);
    }
}

/// The rows of a published table must be of agencies of the block.
fn check_agencies(published: &PublishedBlock, dossier: &Core, diagnostics: &mut Diagnostics) {
    let rows = published.agencies.iter().map(|row| &row.name);
    for (name, first) in repeated_names(rows.clone()) {
        diagnostics.push(
            twice("HS053", "số liệu công bố của cơ quan", name, first).with_remedy("bỏ một lần"),
        );
    }
    let Some(block) = dossier
        .blocks
        .iter()
        .find(|block| *block.id == *published.id)
    else {
        return;
    };
    let names: HashSet<String> = block.agencies.iter().map(|one| folded(&one.name)).collect();
    for name in rows.filter(|name| is_known(name) && !names.contains(&folded(name))) {
        let known = block.agencies.iter().map(|one| one.name.as_str());
        let label = did_you_mean(name, known, "không có cơ quan này trong khối");
        diagnostics.push(
            Diagnostic::error(
                "HS057",
                format!("`cong_bo` nêu cơ quan `{}` không có trong khối", **name),
            )
            .at(name.span, label)
            .with_remedy("viết tên như ở `khoi`, sau các điều chỉnh"),
        );
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
