//! Sums of parts, shares, and decimals that are typed and not printed.

use rust_decimal::Decimal;

use super::super::Standing;
use super::super::exact::{apart, fraction, printed, rounded, short_text, sum_of};
use super::{Case, Review, typed, unrounded, warning};
use crate::diagnostics::{Diagnostic, Spanned};
use crate::dossier::Agency;
use crate::values::with_comma;

impl Review<'_> {
    /// A total is not the sum of its printed parts.
    pub(super) fn parts(&self) -> Option<Diagnostic> {
        let cases = self
            .standings
            .rows
            .iter()
            .filter_map(|row| self.sum_of_parts(row));
        let message = format!(
            "Tổng điểm in ra của {} khác tổng các điểm thành phần in ra",
            self.name()
        );
        let problem = warning(
            "KQ023",
            message,
            "cộng các ô in ra được số khác",
            cases.collect(),
        )?;
        Some(problem.with_remedy(self.remedy()))
    }

    fn sum_of_parts(&self, row: &Standing) -> Option<Case> {
        let agency = self.agency(row);
        let is_plain = self
            .standings
            .indicators
            .iter()
            .all(|one| one.weight.is_none())
            && row.applicable == self.standings.maximum
            && !row.details.is_empty();
        let parts: Option<Vec<Decimal>> = (row.details.iter())
            .filter(|_| is_plain)
            .map(|part| part.as_ref()?.replace(',', ".").parse().ok())
            .collect();
        let amount = |given: &Option<Spanned<Decimal>>| {
            given.as_ref().map_or(Decimal::ZERO, |given| given.value)
        };
        let parts = parts.filter(|_| is_plain)?.into_iter();
        let sum = sum_of(parts.chain([amount(&agency.bonus), -amount(&agency.penalty)]));
        let score = row.score.as_printed();
        (sum != score && sum <= self.standings.maximum).then(|| Case {
            apart: apart(&sum, &score),
            place: agency
                .scores
                .first()
                .map_or(agency.name.span, |score| score.value.span),
            words: format!(
                "“{}”: cộng các ô được {}, tổng in {}",
                *agency.name,
                unrounded(&sum),
                row.score.printed
            ),
        })
    }

    /// A share is not its own plain rounding, so that all add up to 100: say so, without alarm.
    pub(super) fn shares(&self) -> Option<Diagnostic> {
        let rules = &self.dossier.rules;
        let decimals = rules.share_decimals();
        let tiers = self.dossier.tiers_of(self.block).iter();
        let cases = tiers
            .zip(&self.standings.tiers)
            .filter_map(|(tier, count)| {
                let share = with_comma(&count.share);
                let plain = printed(&count.exact_share, decimals);
                (share != plain).then(|| {
                    format!(
                        "mức {}: {} / {} cơ quan ≈ {}%, in {share}%",
                        *tier.name,
                        count.count,
                        self.standings.counted,
                        short_text(&count.exact_share, 2).0
                    )
                })
            });
        let cases: Vec<String> = cases.collect();
        if cases.is_empty() {
            return None;
        }
        let message = format!(
            "Tỷ lệ các mức của {} có số không phải là làm tròn thông thường, để cả khối đủ 100%",
            self.name()
        );
        let mut remark = Diagnostic::remark("KQ025", message)
            .at(self.block.name.span, "làm tròn theo số dư lớn nhất")
            .with_remedy("Không phải sửa; muốn làm tròn từng dòng thì ghi `lam_tron_ty_le: tung_dong`, thêm số lẻ thì `so_le_ty_le: 1`");
        for case in cases {
            remark = remark.with_note(case);
        }
        Some(remark)
    }

    /// Scores are typed with more decimals than are printed.
    pub(super) fn typed(&self) -> Option<Diagnostic> {
        let kept = self.block.decimals(&self.dossier.rules)?;
        let agencies = self.block.assessed();
        let values = agencies.flat_map(|agency| typed(agency).map(move |value| (agency, value)));
        let values: Vec<(&Agency, &Spanned<Decimal>)> = values.collect();
        let needed = values
            .iter()
            .map(|(_, value)| value.normalize().scale())
            .max()?;
        let cut = values
            .into_iter()
            .filter(|(_, value)| value.normalize().scale() > kept);
        let cases = cut.map(|(agency, value)| {
            let exact = fraction(value.value);
            Case {
                apart: apart(&exact, &rounded(&exact, kept)),
                place: value.span,
                words: format!(
                    "“{}”: nhập {}, in {}",
                    *agency.name,
                    with_comma(value.value),
                    printed(&exact, kept)
                ),
            }
        });
        let message = format!(
            "Điểm của {} nhập nhiều số lẻ hơn số in ra ({kept})",
            self.name()
        );
        let problem = warning("KQ024", message, "in ra thì làm tròn", cases.collect())?;
        Some(problem.with_remedy(format!(
            "In đủ thì ghi `so_le: {needed}` trong `cach_tinh`; làm tròn là đúng quy định thì không phải sửa"
        )))
    }
}
