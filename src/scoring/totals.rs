//! An agency's total on its block's scale, from a given total, from points, or from indicator scores.

use super::exact::{Fraction, apart, fraction, short_text, sum, sum_of, whole};
use crate::diagnostics::{Diagnostic, Diagnostics, Spanned};
use crate::dossier::{Agency, Beyond, Indicator, Rules, SumOf};
use rust_decimal::Decimal;

/// Decimals shown of a computed total in a message.
const SHOWN_DECIMALS: u32 = 4;

/// What a block's agencies are scored by.
pub(super) struct Scale<'a> {
    pub(super) indicators: &'a [Indicator],
    /// Weighted maxima of the indicators, all of them.
    full: Fraction,
    pub(super) maximum: Fraction,
    pub(super) rules: &'a Rules,
}

/// An agency's total and what it came from, unrounded.
pub(super) struct Total {
    pub(super) score: Fraction,
    /// Before conversion, bonus and penalty.
    pub(super) points: Fraction,
    /// What the points are out of.
    pub(super) applicable: Fraction,
    /// In percent of the maximum that applies.
    pub(super) percent: Fraction,
}

impl<'a> Scale<'a> {
    pub(super) fn of(indicators: &'a [Indicator], maximum: Fraction, rules: &'a Rules) -> Self {
        let weighted = indicators.iter().map(weighted_maximum);
        Self {
            full: sum(weighted),
            indicators,
            maximum,
            rules,
        }
    }

    /// The agency's total. A given total counts as it stands, once it agrees with its parts.
    pub(super) fn total(&self, agency: &Agency, found: &mut Diagnostics) -> Total {
        let given = agency.total.as_ref().map(|total| fraction(total.value));
        let Some(parts) = self.parts(agency) else {
            let score = given.unwrap_or(Fraction::ZERO);
            return Total {
                percent: self.percent(&score, &self.maximum),
                points: score.clone(),
                score,
                applicable: self.maximum.clone(),
            };
        };
        if counts_as_points(agency) {
            found.push(converted(agency, &parts));
        }
        let computed = self.within(agency, parts.total(), found);
        let score = match given.filter(|_| !counts_as_points(agency)) {
            Some(given) => {
                if apart(&given, &computed) > fraction(self.rules.tolerance()) {
                    found.push(self.disagrees(agency, &given, &computed, &parts));
                }
                given
            }
            None => computed,
        };
        let is_raw = self.rules.sum == SumOf::Raw;
        let out_of = if is_raw {
            &parts.applicable
        } else {
            &self.maximum
        };
        Total {
            percent: self.percent(&score, out_of),
            score,
            points: parts.points,
            applicable: parts.applicable,
        }
    }

    /// How the agency's total comes about, where it is made of parts.
    pub(super) fn explained(&self, agency: &Agency) -> Option<String> {
        let parts = self.parts(agency)?;
        Some(self.how(agency, &parts))
    }

    fn percent(&self, score: &Fraction, maximum: &Fraction) -> Fraction {
        if maximum.is_zero() {
            Fraction::ZERO
        } else {
            score / maximum * whole(100)
        }
    }

    /// What the total is made of; `None` where it is given alone.
    fn parts(&self, agency: &Agency) -> Option<Parts> {
        let (points, applicable) = if agency.scores.is_empty() {
            let points = agency.points.as_ref();
            let alone = agency.total.as_ref().filter(|_| counts_as_points(agency));
            let points = fraction(points.or(alone)?.value);
            let own = agency.maximum.as_ref().map(|own| fraction(own.value));
            (points, own.unwrap_or_else(|| self.maximum.clone()))
        } else {
            let missing = self.not_applicable(agency);
            (self.weighted_points(agency), &self.full - missing)
        };
        let is_converted =
            self.rules.sum != SumOf::Raw && applicable != self.maximum && !applicable.is_zero();
        let converted = if is_converted {
            &points * &self.maximum / &applicable
        } else {
            points.clone()
        };
        Some(Parts {
            points,
            applicable,
            is_converted,
            converted,
            bonus: amount(agency.bonus.as_ref()),
            penalty: amount(agency.penalty.as_ref()),
        })
    }

    fn weighted_points(&self, agency: &Agency) -> Fraction {
        let scores = agency.scores.iter();
        if self.indicators.iter().all(|one| one.weight.is_none()) {
            return sum_of(scores.map(|score| score.value.value));
        }
        let weight = |id: &str| {
            let mut indicators = self.indicators.iter();
            let indicator = indicators.find(|indicator| *indicator.id == *id);
            indicator.map_or(Decimal::ONE, Indicator::weight)
        };
        sum(scores.map(|score| fraction(score.value.value) * fraction(weight(&score.indicator))))
    }

    /// What the indicators that do not apply take out of the maximum.
    fn not_applicable(&self, agency: &Agency) -> Fraction {
        let exempt = |indicator: &&Indicator| {
            let mut ids = agency.not_applicable.iter();
            ids.any(|id| id.value == indicator.id.value)
        };
        let indicators = self.indicators.iter();
        sum(indicators.filter(exempt).map(weighted_maximum))
    }

    /// The total inside the scale, as far as the rules ask for it.
    fn within(&self, agency: &Agency, total: Fraction, found: &mut Diagnostics) -> Fraction {
        if total < Fraction::ZERO {
            found.push(self.outside(
                agency,
                &total,
                "nhỏ hơn 0",
                "Giảm `diem_tru`, hoặc sửa điểm",
            ));
        }
        if total <= self.maximum {
            return total;
        }
        match self.rules.beyond {
            Beyond::Allowed => total,
            Beyond::Capped => self.maximum.clone(),
            Beyond::Refused => {
                let remedy = "Được vượt thang điểm thì ghi `vuot_thang: cho_phep` trong `cach_tinh`, chỉ tính đến thang điểm thì ghi `vuot_thang: tinh_toi_da`; không thì sửa điểm";
                found.push(self.outside(agency, &total, "vượt thang điểm", remedy));
                total
            }
        }
    }

    fn outside(&self, agency: &Agency, total: &Fraction, how: &str, remedy: &str) -> Diagnostic {
        let added = agency.bonus.as_ref().or(agency.penalty.as_ref());
        let place = added.map_or(agency.name.span, |added| added.span);
        let message = format!(
            "Tổng điểm của “{}” tính được {}, {how}",
            agency.name.value,
            shown(total)
        );
        Diagnostic::error("KQ005", message)
            .at(place, format!("thang điểm là {}", shown(&self.maximum)))
            .with_remedy(remedy)
    }

    fn disagrees(
        &self,
        agency: &Agency,
        total: &Fraction,
        computed: &Fraction,
        parts: &Parts,
    ) -> Diagnostic {
        let place = agency.total.as_ref().map_or(agency.name.span, |t| t.span);
        let what = if agency.scores.is_empty() {
            "tổng tính từ điểm chấm, điểm thưởng, điểm trừ"
        } else {
            "tổng các chỉ số"
        };
        Diagnostic::error(
            "KQ001",
            format!(
                "Tổng điểm của “{}” là {}, khác {what} là {}",
                agency.name.value,
                shown(total),
                shown(computed)
            ),
        )
        .at(place, format!("phải là {}", shown(computed)))
        .with_note(self.how(agency, parts))
        .with_note(format!(
            "sai số cho phép (`sai_so`): {}",
            shown(&fraction(self.rules.tolerance()))
        ))
        .with_remedy("Sửa tổng điểm hoặc điểm chỉ số cho khớp (sửa bằng `dieu_chinh` thì điều chỉnh cả hai), hoặc bỏ `diem` để máy tự cộng")
    }

    /// How a total comes about, step by step.
    fn how(&self, agency: &Agency, parts: &Parts) -> String {
        let points = shown(&parts.points);
        let weighted = self.indicators.iter().any(|one| one.weight.is_some());
        let applies = if self.not_applicable(agency).is_zero() {
            ""
        } else {
            " áp dụng"
        };
        let mut how = match (agency.scores.is_empty(), weighted) {
            (true, _) => format!("điểm chấm = {points}"),
            (false, false) => format!("tổng điểm các chỉ số{applies} = {points}"),
            (false, true) => format!("tổng điểm các chỉ số{applies} nhân trọng số = {points}"),
        };
        if parts.is_converted {
            how += &format!(
                "; quy đổi {points} × {max} / {applicable} = {}",
                shown(&parts.converted),
                max = shown(&self.maximum),
                applicable = shown(&parts.applicable),
            );
        }
        if !parts.bonus.is_zero() {
            how += &format!("; điểm thưởng {}", shown(&parts.bonus));
        }
        if !parts.penalty.is_zero() {
            how += &format!("; điểm trừ {}", shown(&parts.penalty));
        }
        how
    }
}

/// Whether its total is points out of a maximum of its own.
fn counts_as_points(agency: &Agency) -> bool {
    agency.maximum.is_some() && agency.points.is_none() && agency.scores.is_empty()
}

/// A total out of a maximum of its own is converted: say so, for it may be converted already.
fn converted(agency: &Agency, parts: &Parts) -> Diagnostic {
    let place = agency
        .total
        .as_ref()
        .map_or(agency.name.span, |total| total.span);
    let message = format!(
        "Điểm {} của “{}” trên tối đa {} được quy đổi thành {}",
        shown(&parts.points),
        *agency.name,
        shown(&parts.applicable),
        shown(&parts.converted)
    );
    Diagnostic::remark("KQ007", message)
        .at(place, "điểm trước khi quy đổi")
        .with_remedy("Điểm này đã quy đổi rồi thì bỏ `toi_da`; chưa thì không phải sửa, ghi `diem_cham` thay cho `diem` cho rõ")
}

struct Parts {
    points: Fraction,
    applicable: Fraction,
    is_converted: bool,
    converted: Fraction,
    bonus: Fraction,
    penalty: Fraction,
}

impl Parts {
    fn total(&self) -> Fraction {
        &self.converted + &self.bonus - &self.penalty
    }
}

fn amount(given: Option<&Spanned<Decimal>>) -> Fraction {
    given.map_or(Fraction::ZERO, |given| fraction(given.value))
}

fn weighted_maximum(indicator: &Indicator) -> Fraction {
    let maximum = amount(indicator.maximum.as_ref());
    maximum * fraction(indicator.weight())
}

fn shown(value: &Fraction) -> String {
    short_text(value, SHOWN_DECIMALS).0
}
