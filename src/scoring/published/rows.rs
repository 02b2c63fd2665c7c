//! The rows of a published table: ranks, scores, tiers.

use std::collections::HashMap;

use super::figures::Compared;
use super::{agrees, differs};
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::dossier::{PublishedAgency, RankBy, Tier};
use crate::scoring::exact::short_text;
use crate::scoring::tiers::limit_in_words;
use crate::scoring::totals::Scale;
use crate::scoring::{Scored, Standing};
use crate::values::{folded, with_comma};

/// Decimals shown of an unrounded score.
const SHOWN_DECIMALS: u32 = 4;

/// Warns of every rank, score and tier that is not the computed one; says so where equal scores were published
/// with different ranks.
pub(super) fn compare(block: &Compared<'_>, found: &mut Diagnostics) {
    let rows = Rows::of(block);
    for line in &block.given.agencies {
        let problems = [
            rows.score(line),
            rows.rank(line),
            rows.tier(line),
            rows.not_ranked(line),
        ];
        found.push_all(problems.into_iter().flatten());
    }
    equal_scores(block, found);
}

/// The computed rows of a block by name, as names are compared.
struct Rows<'a> {
    block: &'a Compared<'a>,
    ranked: HashMap<String, &'a Standing>,
    others: HashMap<String, Option<&'a Scored>>,
}

impl<'a> Rows<'a> {
    fn of(block: &'a Compared<'a>) -> Self {
        let name = |agency: usize| folded(&block.block.agencies[agency].name);
        let ranked = block.standings.rows.iter();
        let others = block.standings.others.iter();
        Self {
            ranked: ranked.map(|row| (name(row.agency), row)).collect(),
            others: others
                .map(|other| (name(other.agency), other.result.as_ref()))
                .collect(),
            block,
        }
    }

    fn result(&self, line: &PublishedAgency) -> Option<&'a Scored> {
        let ranked = self.ranked.get(&folded(&line.name)).map(|row| &row.result);
        ranked.or_else(|| self.others.get(&folded(&line.name)).copied().flatten())
    }

    fn score(&self, line: &PublishedAgency) -> Option<Diagnostic> {
        let given = line.score.as_ref()?;
        let result = self.result(line)?;
        if agrees(given.value, &result.score.printed) {
            return None;
        }
        let what = format!("Điểm của “{}”", *line.name);
        let shown = with_comma(given.value);
        let problem = differs("KQ015", &what, given.span, &shown, &result.score.printed);
        Some(problem.with_note(self.score_in_the_dossier(result)))
    }

    /// The score, how it came about, and how it is printed.
    fn score_in_the_dossier(&self, result: &Scored) -> String {
        let block = self.block;
        let scale = Scale::of(
            block.dossier.indicators_of(block.block),
            block.standings.maximum.clone(),
            &block.dossier.rules,
        );
        let agency = &block.block.agencies[result.agency];
        let how = scale.explained(agency);
        let how = how.map_or_else(
            || "điểm trong hồ sơ".to_owned(),
            |how| format!("{how}; tổng điểm"),
        );
        let (exact, cut) = short_text(&result.score.exact, SHOWN_DECIMALS);
        let sign = if cut { "≈" } else { "=" };
        if exact == result.score.printed {
            format!("{how} {sign} {exact}")
        } else {
            format!("{how} {sign} {exact}, in ra {}", result.score.printed)
        }
    }

    fn rank(&self, line: &PublishedAgency) -> Option<Diagnostic> {
        let given = line.rank.as_ref()?;
        let row = *self.ranked.get(&folded(&line.name))?;
        if given.value as usize == row.rank {
            return None;
        }
        let what = format!("Thứ hạng của “{}”", *line.name);
        let (shown, computed) = (given.value.to_string(), row.rank.to_string());
        let problem = differs("KQ015", &what, given.span, &shown, &computed);
        let problem = problem.with_note(self.why_this_rank(row));
        Some(self.block.with_others(problem))
    }

    /// Who stands above, who beside, and by what.
    fn why_this_rank(&self, row: &Standing) -> String {
        let by = match self.block.dossier.rules.rank_by {
            RankBy::Printed => "điểm in ra",
            RankBy::Exact => "điểm chưa làm tròn",
            RankBy::Percent => "phần trăm in ra",
        };
        let mut note = format!(
            "{} cơ quan xếp trên, theo {by} {}",
            row.rank - 1,
            row.score.printed
        );
        let rows = self.block.standings.rows.iter();
        let tied = rows.filter(|other| other.rank == row.rank && other.agency != row.agency);
        let names: Vec<&str> = tied
            .map(|other| self.block.block.agencies[other.agency].name.as_str())
            .take(3)
            .collect();
        if !names.is_empty() {
            note += &format!("; đồng hạng với {}", names.join(", "));
        }
        note
    }

    fn tier(&self, line: &PublishedAgency) -> Option<Diagnostic> {
        let given = line.tier.as_ref()?;
        let result = self.result(line)?;
        let tiers = self.block.dossier.tiers_of(self.block.block);
        let tier = result.tier.and_then(|tier| tiers.get(tier));
        let computed = tier.map_or("(không xếp mức)", |tier| tier.name.as_str());
        if given.as_str() == computed {
            return None;
        }
        let what = format!("Mức của “{}”", *line.name);
        let problem = differs("KQ015", &what, given.span, given, computed);
        let agency = &self.block.block.agencies[result.agency];
        let problem = problem.with_note(self.score_in_the_dossier(result));
        Some(match &agency.set_tier {
            Some(set) => problem.with_note(format!("mức ấn định: {}", *set.reason)),
            None if result.tier.is_some() => problem.with_note(limits(tiers)),
            None => problem,
        })
    }

    /// Something was published of an agency that is not ranked now, or not assessed.
    fn not_ranked(&self, line: &PublishedAgency) -> Option<Diagnostic> {
        let result = self.others.get(&folded(&line.name))?;
        let rank = line
            .rank
            .as_ref()
            .map(|rank| (rank.span, "thứ hạng", "không xếp hạng"));
        let figure = match result {
            Some(_) => rank,
            None => {
                let score = line.score.as_ref().map(|score| score.span);
                let tier = line.tier.as_ref().map(|tier| tier.span);
                let first = line.rank.as_ref().map(|rank| rank.span).or(score).or(tier);
                first.map(|place| (place, "kết quả", "không đánh giá"))
            }
        };
        let (place, what, said) = figure?;
        let message = format!(
            "“{}” có {what} trong `cong_bo`, hồ sơ ghi {said}",
            *line.name
        );
        Some(
            Diagnostic::warning("KQ015", message)
                .at(place, format!("hồ sơ ghi {said}"))
                .with_remedy("Bỏ `khong_xep_hang`, `khong_danh_gia` của cơ quan, hoặc bỏ số này khỏi `cong_bo`"),
        )
    }
}

/// `mức Tốt từ 85, mức Khá trên 70, mức Yếu còn lại`.
fn limits(tiers: &[Tier]) -> String {
    let tier = |tier: &Tier| {
        limit_in_words(tier).unwrap_or_else(|| format!("mức {} nhận phần còn lại", *tier.name))
    };
    let all: Vec<String> = tiers.iter().map(tier).collect();
    all.join(", ")
}

/// Equal published scores with different published ranks: say so, it may be meant.
fn equal_scores(block: &Compared<'_>, found: &mut Diagnostics) {
    let mut first: HashMap<rust_decimal::Decimal, &PublishedAgency> = HashMap::new();
    for line in &block.given.agencies {
        let (Some(score), Some(rank)) = (&line.score, &line.rank) else {
            continue;
        };
        let earlier = *first.entry(score.value.normalize()).or_insert(line);
        let Some(other) = earlier
            .rank
            .as_ref()
            .filter(|other| other.value != rank.value)
        else {
            continue;
        };
        let message = format!(
            "Bản công bố xếp hạng {} và {} cho “{}” và “{}” cùng {} điểm",
            other.value,
            rank.value,
            *earlier.name,
            *line.name,
            with_comma(score.value)
        );
        let remark = Diagnostic::remark("KQ016", message)
            .at(rank.span, "cùng điểm, khác hạng")
            .with_related(other.span, "hạng của cơ quan cùng điểm")
            .with_remedy("Cơ quan ban hành xếp theo thứ tự riêng thì ghi `phan_dinh` trong `cach_tinh`; không thì số điểm hoặc thứ hạng công bố có sai sót");
        found.push(remark);
    }
}
