//! Rules that name something else of the dossier: what decides a tie, a quoted mean, weights.

use super::super::facts::{Text, is_known};
use super::super::model::{Core, Decider, Indicator, OverallMethod, QuotedMean};
use crate::diagnostics::{Diagnostic, Diagnostics, Spanned};
use crate::values::{comma, did_you_mean};
use rust_decimal::Decimal;

pub(super) fn check(dossier: &Core, diagnostics: &mut Diagnostics) {
    for word in dossier.rules.tie.iter().filter(|word| is_known(word)) {
        diagnostics.push_all(decider(word, dossier));
    }
    diagnostics.push_all(quoted(dossier));
}

/// What decides a tie must be there.
fn decider(word: &Text, dossier: &Core) -> Option<Diagnostic> {
    let known = match Decider::named(word) {
        Some(Decider::Indicator(id)) => {
            let mut blocks = dossier.blocks.iter();
            // scored by it in one block at the least
            blocks.any(|block| {
                dossier
                    .indicators_of(block)
                    .iter()
                    .any(|one| *one.id == *id)
            })
        }
        Some(Decider::LastYear) if dossier.last_year.is_none() => {
            return Some(
                Diagnostic::error("HS070", "hồ sơ chưa có kết quả năm trước để phân định")
                    .at(word.span, "cần thứ hạng năm trước")
                    .with_remedy("thêm `nam_truoc` vào hồ sơ, hoặc phân định cách khác"),
            );
        }
        Some(_) => true,
        None => Decider::WORDS.contains(&word.as_str()),
    };
    if known {
        return None;
    }
    let blocks = dossier.blocks.iter();
    let ids = blocks.flat_map(|block| dossier.indicators_of(block));
    let mut words: Vec<String> = Decider::WORDS.map(str::to_owned).to_vec();
    for id in ids.map(|indicator| format!("chi_so.{}", *indicator.id)) {
        if !words.contains(&id) {
            words.push(id);
        }
    }
    let label = did_you_mean(word, words.iter().map(String::as_str), "không rõ theo gì");
    let listed: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    Some(
        Diagnostic::error("HS069", format!("`phan_dinh` không có cách `{}`", **word))
            .at(word.span, label)
            .with_remedy(format!("dùng: {}", listed.join(", "))),
    )
}

/// A quoted mean needs its source, and the source its method.
fn quoted(dossier: &Core) -> Option<Diagnostic> {
    let rules = &dossier.rules;
    match (rules.overall == OverallMethod::Quoted, &rules.quoted) {
        (true, None) => Some(
            Diagnostic::error("HS075", "chưa có số trích dẫn của điểm trung bình chung")
                .at(rules.facts.place, "thiếu `trich_dan`")
                .with_note("`cach_tinh` ghi `trung_binh_chung: trich_dan`")
                .with_remedy("thêm `trich_dan: {diem: ..., nguon: ...}` vào `cach_tinh`"),
        ),
        (false, Some(quoted)) => Some(
            Diagnostic::error("HS075", "số trích dẫn không được dùng đến")
                .at(
                    quoted.mean.span,
                    "điểm trung bình chung tính từ điểm trong hồ sơ",
                )
                .with_remedy("ghi `trung_binh_chung: trich_dan`, hoặc bỏ `trich_dan`"),
        ),
        (true, Some(quoted)) => beyond_the_scale(quoted, dossier),
        (false, None) => None,
    }
}

/// A quoted mean lies on the blocks' common scale, or on that of 100.
fn beyond_the_scale(quoted: &QuotedMean, dossier: &Core) -> Option<Diagnostic> {
    let mut maxima = dossier.blocks.iter().map(|block| *block.maximum());
    let first = maxima.next()?;
    let most = if maxima.all(|other| other == first) {
        first
    } else {
        Decimal::ONE_HUNDRED
    };
    (is_known(&quoted.mean) && *quoted.mean > most).then(|| {
        Diagnostic::error("HS075", "số trích dẫn nằm ngoài thang điểm")
            .at(quoted.mean.span, format!("lớn hơn {}", comma(most)))
            .with_remedy("chép lại số từ văn bản ấy; các khối có thang điểm khác nhau thì số này tính theo thang 100")
    })
}

/// Weights are given of all indicators of a list, or of none.
pub(super) fn check_weights(indicators: &[Indicator], diagnostics: &mut Diagnostics) {
    let with = indicators.iter().find_map(|one| one.weight.as_ref());
    let without = indicators.iter().find(|one| one.weight.is_none());
    if let (Some(with), Some(without)) = (with, without.filter(|one| is_known(&one.id))) {
        diagnostics.push(
            Diagnostic::error(
                "HS071",
                format!("chỉ số `{}` chưa có trọng số", *without.id),
            )
            .at(without.id.span, "thiếu `trong_so`")
            .with_related(with.span, "chỉ số khác có trọng số")
            .with_remedy(
                "thêm `trong_so` cho mỗi chỉ số (không nhân thì ghi `trong_so: 1`), hoặc bỏ hết",
            ),
        );
    }
    let zero = |weight: &&Spanned<rust_decimal::Decimal>| is_known(weight) && weight.is_zero();
    let weights = indicators.iter().filter_map(|one| one.weight.as_ref());
    for weight in weights.filter(zero) {
        diagnostics.push(
            Diagnostic::error("HS071", "trọng số phải lớn hơn 0")
                .at(weight.span, "bằng 0")
                .with_remedy("viết trọng số, ví dụ `trong_so: 0,4`"),
        );
    }
}
