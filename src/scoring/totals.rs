//! An agency's total on its block's scale, from a given total or from indicator scores.

use num_rational::BigRational;
use num_traits::{Signed, Zero};

use super::exact::{fraction, short_text};
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::dossier::{Agency, Indicator, Rules};

/// Decimals shown of a computed total in a message.
const SHOWN_DECIMALS: u32 = 4;

/// The agency's unrounded total. A given total counts as it stands, once it agrees with its parts.
pub(super) fn total(
    agency: &Agency,
    indicators: &[Indicator],
    maximum: &BigRational,
    rules: &Rules,
    found: &mut Diagnostics,
) -> BigRational {
    let computed = from_parts(agency, indicators, maximum);
    let Some(given) = &agency.total else {
        return computed.unwrap_or_else(BigRational::zero);
    };
    let total = fraction(given.value);
    if let Some(computed) = computed
        && (&total - &computed).abs() > fraction(rules.tolerance())
    {
        found.push(disagrees(
            agency, indicators, maximum, &total, &computed, rules,
        ));
    }
    total
}

/// The points before conversion, and the maximum they are out of.
pub(super) fn points_of(
    agency: &Agency,
    indicators: &[Indicator],
    maximum: &BigRational,
    total: &BigRational,
) -> (BigRational, BigRational) {
    if agency.scores.is_empty() {
        return (total.clone(), maximum.clone());
    }
    (points(agency), maximum - not_applicable(agency, indicators))
}

/// The sum of the indicator scores; where indicators do not apply: points x maximum / applicable maximum.
fn from_parts(
    agency: &Agency,
    indicators: &[Indicator],
    maximum: &BigRational,
) -> Option<BigRational> {
    if agency.scores.is_empty() {
        return None;
    }
    let points = points(agency);
    let missing = not_applicable(agency, indicators);
    let applicable = maximum - &missing;
    if missing.is_zero() || applicable.is_zero() {
        Some(points)
    } else {
        Some(points * maximum / applicable)
    }
}

fn points(agency: &Agency) -> BigRational {
    agency
        .scores
        .iter()
        .map(|score| fraction(score.value.value))
        .sum()
}

/// What the indicators that do not apply take out of the maximum.
fn not_applicable(agency: &Agency, indicators: &[Indicator]) -> BigRational {
    indicators
        .iter()
        .filter(|indicator| {
            agency
                .not_applicable
                .iter()
                .any(|id| id.value == indicator.id.value)
        })
        .filter_map(|indicator| indicator.maximum.as_ref())
        .map(|maximum| fraction(maximum.value))
        .sum()
}

fn disagrees(
    agency: &Agency,
    indicators: &[Indicator],
    maximum: &BigRational,
    total: &BigRational,
    computed: &BigRational,
    rules: &Rules,
) -> Diagnostic {
    let text = |value: &BigRational| short_text(value, SHOWN_DECIMALS).0;
    let place = agency.total.as_ref().map_or(agency.name.span, |t| t.span);
    let missing = not_applicable(agency, indicators);
    let points = text(&points(agency));
    let how = if missing.is_zero() {
        format!("tổng điểm các chỉ số = {points}")
    } else {
        format!(
            "tổng điểm các chỉ số áp dụng = {points}; quy đổi {points} × {max} / {applicable} = {}",
            text(computed),
            max = text(maximum),
            applicable = text(&(maximum - &missing)),
        )
    };
    Diagnostic::error(
        "KQ001",
        format!(
            "Tổng điểm của “{}” là {}, khác tổng các chỉ số là {}",
            agency.name.value,
            text(total),
            text(computed)
        ),
    )
    .at(place, format!("phải là {}", text(computed)))
    .with_note(how)
    .with_note(format!(
        "sai số cho phép (`sai_so`): {}",
        text(&fraction(rules.tolerance()))
    ))
    .with_remedy("Sửa tổng điểm hoặc điểm chỉ số cho khớp (sửa bằng `dieu_chinh` thì điều chỉnh cả hai), hoặc bỏ `diem` để máy tự cộng")
}
