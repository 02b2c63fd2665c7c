//! Scores against their scale, and scores by indicator.

use rust_decimal::Decimal;

use super::super::facts::is_known;
use super::super::model::{Agency, Beyond, Block, Core, Indicator, IndicatorScore, Rules, SumOf};
use super::{repeated, twice};
use crate::diagnostics::{Diagnostic, Diagnostics, Span, Spanned};
use crate::values::comma;
use crate::values::did_you_mean;

/// Checks a block's scores. `unscaled` holds the indicators already reported to have no maximum:
/// blocks may share them.
pub(super) fn check(
    block: &Block,
    dossier: &Core,
    unscaled: &mut Vec<Span>,
    diagnostics: &mut Diagnostics,
) {
    let indicators = dossier.indicators_of(block);
    let rules = &dossier.rules;
    for agency in &block.agencies {
        diagnostics.push_all(out_of_scale(agency, block, rules));
        let has_points = agency.total.is_some() || agency.points.is_some();
        if has_indicators(agency) {
            check_indicators(agency, indicators, diagnostics);
        } else if !has_points && agency.is_assessed() && is_known(&agency.name) {
            diagnostics.push(
                Diagnostic::error("HS042", format!("`{}` chưa có điểm", *agency.name))
                    .at(agency.name.span, "thiếu `diem` hoặc `chi_so`")
                    .with_note("cơ quan không được đánh giá thì ghi `khong_danh_gia: lý do`, hoặc không đưa vào danh sách và ghi `tong_so` cho cả khối")
                    .with_remedy("thêm dòng `diem: ...` cho cơ quan này"),
            );
        }
    }
    if let Some(user) = block.agencies.iter().find(|agency| has_indicators(agency)) {
        check_maxima(indicators, user, unscaled, diagnostics);
        check_sum(block, indicators, rules, diagnostics);
    }
}

fn has_indicators(agency: &Agency) -> bool {
    !agency.scores.is_empty() || !agency.not_applicable.is_empty()
}

/// Points and totals that are not of the scale.
fn out_of_scale(agency: &Agency, block: &Block, rules: &Rules) -> Option<Diagnostic> {
    let own = agency.maximum.as_ref().filter(|own| is_known(own));
    let most = own.cloned().unwrap_or_else(|| block.maximum());
    let points = agency.points.as_ref().map(|points| (points, &most));
    // a total with a bonus may lie above, if the rules say so
    let has_parts = agency.points.is_some() || !agency.scores.is_empty();
    let maximum = block.maximum();
    let total = agency.total.as_ref();
    let total = total.map(|total| (total, if has_parts { &maximum } else { &most }));
    let mut given = points.into_iter().chain(total);
    let (value, most, beyond) = given.find_map(|(value, most)| {
        let may_exceed = rules.beyond == Beyond::Allowed && has_parts;
        let beyond = beyond(value, most).filter(|_| is_known(value))?;
        (!may_exceed || **value < Decimal::ZERO).then_some((value, most, beyond))
    })?;
    Some(
        Diagnostic::error(
            "HS036",
            format!("điểm của `{}` nằm ngoài thang điểm", *agency.name),
        )
        .at(value.span, beyond)
        .with_note(format!(
            "thang điểm của {} là từ 0 đến {}",
            if own.is_some() { "cơ quan" } else { "khối" },
            comma(**most)
        ))
        .with_remedy(if own.is_some() {
            "sửa điểm, hoặc sửa `toi_da` của cơ quan"
        } else {
            "sửa điểm; nếu thang điểm khác thì ghi `thang_diem` của khối"
        }),
    )
}

fn check_indicators(agency: &Agency, indicators: &[Indicator], diagnostics: &mut Diagnostics) {
    for score in agency.scores.iter().filter(|s| is_known(&s.indicator)) {
        check_score(agency, score, indicators, diagnostics);
    }
    for id in agency.not_applicable.iter().filter(|id| is_known(id)) {
        if find(indicators, id).is_none() {
            diagnostics.push(unknown_indicator(id, indicators));
        }
        if let Some(score) = agency.scores.iter().find(|s| *s.indicator == **id) {
            diagnostics.push(
                Diagnostic::error(
                    "HS040",
                    format!("chỉ số `{}` vừa có điểm vừa `khong_ap_dung`", **id),
                )
                .at(id.span, "ghi là không áp dụng")
                .with_related(score.indicator.span, "nhưng có điểm")
                .with_remedy("bỏ điểm, hoặc bỏ mã này khỏi `khong_ap_dung`"),
            );
        }
    }
    for (id, first) in repeated(&agency.not_applicable) {
        diagnostics
            .push(twice("HS046", "chỉ số không áp dụng", id, first).with_remedy("bỏ một lần"));
    }
    check_coverage(agency, indicators, diagnostics);
}

fn check_score(
    agency: &Agency,
    score: &IndicatorScore,
    indicators: &[Indicator],
    diagnostics: &mut Diagnostics,
) {
    let Some(indicator) = find(indicators, &score.indicator) else {
        diagnostics.push(unknown_indicator(&score.indicator, indicators));
        return;
    };
    let Some(maximum) = indicator.maximum.as_ref().filter(|max| is_known(max)) else {
        return;
    };
    if let Some(beyond) = beyond(&score.value, maximum).filter(|_| is_known(&score.value)) {
        let message = format!(
            "điểm chỉ số `{}` của `{}` nằm ngoài thang điểm",
            *score.indicator, *agency.name
        );
        diagnostics.push(
            Diagnostic::error("HS037", message)
                .at(score.value.span, beyond)
                .with_related(maximum.span, "điểm tối đa của chỉ số")
                .with_remedy("sửa điểm, hoặc sửa `toi_da` của chỉ số"),
        );
    }
}

/// Each indicator must be scored or not apply, and one at least must apply. An unknown id was
/// reported already; likely it is the one that is missing here.
fn check_coverage(agency: &Agency, indicators: &[Indicator], diagnostics: &mut Diagnostics) {
    let unread = |id: &Spanned<String>| !is_known(id);
    if agency.scores.iter().any(|s| unread(&s.indicator))
        || agency.not_applicable.iter().any(unread)
        || indicators.iter().any(|i| unread(&i.id))
        || !is_known(&agency.name)
        || agency
            .scores
            .iter()
            .any(|s| find(indicators, &s.indicator).is_none())
        || agency
            .not_applicable
            .iter()
            .any(|id| find(indicators, id).is_none())
    {
        return;
    }
    let exempt = |id: &str| agency.not_applicable.iter().any(|other| **other == id);
    let scored = |id: &str| agency.scores.iter().any(|score| *score.indicator == id);
    let open: Vec<String> = indicators
        .iter()
        .filter(|i| !exempt(&i.id) && !scored(&i.id))
        .map(|i| format!("`{}`", *i.id))
        .collect();
    if !open.is_empty() {
        let open = open.join(", ");
        diagnostics.push(
            Diagnostic::error(
                "HS039",
                format!("`{}` chưa có điểm chỉ số {open}", *agency.name),
            )
            .at(agency.name.span, "thiếu điểm chỉ số")
            .with_note(
                "đã nhập điểm theo chỉ số thì mỗi chỉ số phải có điểm, hoặc ghi là không áp dụng",
            )
            .with_remedy(format!(
                "thêm điểm vào `chi_so`, hoặc thêm {open} vào `khong_ap_dung`"
            )),
        );
    }
    if !indicators.is_empty() && indicators.iter().all(|i| exempt(&i.id)) {
        diagnostics.push(
            Diagnostic::error("HS043", format!("không chỉ số nào áp dụng cho `{}`", *agency.name))
                .at(agency.name.span, "không còn gì để chấm điểm")
                .with_note("điểm quy đổi = điểm đạt được x thang điểm / tổng điểm tối đa của các chỉ số áp dụng")
                .with_remedy("bỏ cơ quan này khỏi danh sách, hoặc bớt `khong_ap_dung`"),
        );
    }
}

/// Where indicators are scored, each needs a maximum, and the maxima add up to the block's.
fn check_maxima(
    indicators: &[Indicator],
    user: &Agency,
    unscaled: &mut Vec<Span>,
    diagnostics: &mut Diagnostics,
) {
    for indicator in indicators
        .iter()
        .filter(|indicator| indicator.maximum.is_none())
    {
        let id = &indicator.id;
        if !is_known(id) || unscaled.contains(&id.span) {
            continue;
        }
        unscaled.push(id.span);
        diagnostics.push(
            Diagnostic::error("HS044", format!("chỉ số `{}` chưa có điểm tối đa", **id))
                .at(id.span, "thiếu `toi_da`")
                .with_related(user.name.span, "cơ quan này có điểm theo chỉ số")
                .with_remedy("thêm `toi_da: ...` cho chỉ số"),
        );
    }
}

/// Unless totals are converted, the weighted maxima add up to the block's.
fn check_sum(
    block: &Block,
    indicators: &[Indicator],
    rules: &Rules,
    diagnostics: &mut Diagnostics,
) {
    let positive = |max: &&Spanned<Decimal>| is_known(*max) && ***max > Decimal::ZERO;
    let maxima = indicators.iter().map(|one| {
        let maximum = one.maximum.as_ref().filter(positive)?;
        Some((**maximum, one.weight()))
    });
    let Some(maxima) = maxima.collect::<Option<Vec<_>>>() else {
        return;
    };
    if rules.sum == SumOf::Converted || !positive(&&block.maximum()) {
        return;
    }
    let sum = maxima.iter().try_fold(Decimal::ZERO, |sum, (max, weight)| {
        sum.checked_add(max.checked_mul(*weight)?)
    });
    if sum == Some(*block.maximum()) {
        return;
    }
    let weighted = indicators.iter().any(|one| one.weight.is_some());
    let terms = maxima.iter().map(|(max, weight)| match weighted {
        true => format!("{} × {}", comma(*max), comma(*weight)),
        false => comma(*max),
    });
    let terms: Vec<String> = terms.collect();
    let sum = sum.map_or_else(|| "quá lớn".to_owned(), |sum| comma(sum.normalize()));
    let message = format!(
        "tổng điểm tối đa của các chỉ số khác thang điểm của khối `{}`",
        *block.id
    );
    let label = format!("thang điểm là {}", comma(*block.maximum()));
    diagnostics.push(
        Diagnostic::error("HS041", message)
            .at(block.maximum().span, label)
            .with_note(format!("{} = {sum}", terms.join(" + ")))
            .with_remedy("sửa `thang_diem` của khối, `toi_da` hoặc `trong_so` của các chỉ số; quy đổi về thang điểm thì ghi `tong_diem: quy_doi` trong `cach_tinh`"),
    );
}

fn find<'a>(indicators: &'a [Indicator], id: &str) -> Option<&'a Indicator> {
    indicators.iter().find(|indicator| *indicator.id == id)
}

fn unknown_indicator(id: &Spanned<String>, indicators: &[Indicator]) -> Diagnostic {
    let label = did_you_mean(
        id,
        indicators.iter().map(|indicator| indicator.id.as_str()),
        "không có trong danh sách chỉ số",
    );
    let known: Vec<String> = indicators.iter().map(|i| format!("`{}`", *i.id)).collect();
    Diagnostic::error("HS038", format!("không có chỉ số nào mang mã `{}`", **id))
        .at(id.span, label)
        .with_remedy(format!("dùng một trong các mã: {}", known.join(", ")))
}

/// Words for a value below 0 or above its maximum.
fn beyond(value: &Spanned<Decimal>, maximum: &Spanned<Decimal>) -> Option<String> {
    if **value < Decimal::ZERO {
        return Some("nhỏ hơn 0".to_owned());
    }
    let above = is_known(maximum) && **maximum > Decimal::ZERO && **value > **maximum;
    above.then(|| format!("lớn hơn {}", comma(**maximum)))
}
