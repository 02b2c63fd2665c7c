//! Published means, shares and counts.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use super::super::exact::{Fraction, fraction, printed, short_text, sum, whole};
use super::super::{BlockStandings, Overall, Standings, Unranked};
use super::{agrees, approximately, differs};
use crate::diagnostics::{Diagnostic, Diagnostics, Spanned};
use crate::dossier::{Block, Dossier, OverallMethod, PublishedBlock, ShareRounding};
use crate::values::with_comma;
use crate::wording;

/// Decimals shown of an unrounded mean.
const MEAN_DECIMALS: u32 = 3;
/// Decimals shown of an unrounded sum.
const SUM_DECIMALS: u32 = 6;
/// Decimals shown of an unrounded share.
const SHARE_DECIMALS: u32 = 2;

const NOTHING: &str = "không có gì để đối chiếu";

/// A block as published and as computed.
pub(super) struct Compared<'a> {
    pub(super) dossier: &'a Dossier,
    pub(super) block: &'a Block,
    pub(super) standings: &'a BlockStandings,
    pub(super) given: &'a PublishedBlock,
}

impl Compared<'_> {
    /// Warns of its figures; not of its rows.
    pub(super) fn figures(&self, found: &mut Diagnostics) {
        let problems = std::iter::once(self.mean()).chain(self.numbers().map(Some));
        let counts = self.given.counts.iter();
        let counts = counts.map(|(tier, count)| self.count(tier, count));
        let shares = self.given.shares.iter();
        let shares = shares.map(|(tier, share)| self.share(tier, share));
        let all = problems.chain(counts).chain(shares);
        found.push_all(all.flatten().map(|problem| self.with_others(problem)));
    }

    /// The problem with a note on agencies that are not ranked, which may explain it.
    pub(super) fn with_others(&self, problem: Diagnostic) -> Diagnostic {
        let others = self.standings.others.len();
        if others == 0 {
            return problem;
        }
        let counted = if self.dossier.rules.counts_unranked {
            "tính cả cơ quan có điểm mà không xếp hạng"
        } else {
            "không tính vào"
        };
        problem.with_note(format!(
            "{others} cơ quan của khối không xếp hạng, {counted}"
        ))
    }

    /// What the block is called in a message.
    pub(super) fn name(&self) -> String {
        wording::block(&self.block.name)
    }

    fn mean(&self) -> Option<Diagnostic> {
        let given = self.given.mean.as_ref()?;
        let mean = &self.standings.mean;
        if agrees(given.value, &mean.printed) {
            return None;
        }
        let rules = &self.dossier.rules;
        let what = format!("Điểm trung bình của {}", self.name());
        let problem = differs(
            "KQ010",
            &what,
            given.span,
            &with_comma(given.value),
            &mean.printed,
        );
        Some(problem.with_note(format!(
            "bảng điểm: tổng {sum} / {count} cơ quan {exact}, làm tròn {decimals} chữ số thập phân: {printed}",
            sum = short_text(&self.standings.sum, SUM_DECIMALS).0,
            count = self.standings.counted,
            exact = approximately(&mean.exact, MEAN_DECIMALS),
            decimals = self.block.mean_decimals(rules),
            printed = mean.printed,
        )))
    }

    /// Numbers of agencies that are ranked, were not assessed, and whose rank changed since the year before.
    fn numbers(&self) -> impl Iterator<Item = Diagnostic> {
        let rows = &self.standings.rows;
        let assessed = |other: &&Unranked| other.result.is_none();
        let others = &self.standings.others;
        let moved = |wanted: Ordering| {
            self.standings.last_year.as_ref()?;
            let rises = rows.iter().filter_map(|row| row.last_year.as_ref()?.rise());
            Some(rises.filter(|rise| rise.cmp(&0) == wanted).count())
        };
        let (not_assessed, given) = (others.iter().filter(assessed).count(), self.given);
        let all = [
            ("được xếp hạng", &given.ranked, Some(rows.len())),
            ("không được đánh giá", &given.unassessed, Some(not_assessed)),
            ("tăng hạng", &given.rose, moved(Ordering::Greater)),
            ("giảm hạng", &given.fell, moved(Ordering::Less)),
            ("giữ nguyên hạng", &given.kept, moved(Ordering::Equal)),
        ];
        let all = all.into_iter();
        all.filter_map(|(what, given, computed)| match computed {
            Some(computed) => self.number(what, given.as_ref()?, computed),
            None => Some(self.no_year_before(given.as_ref()?)),
        })
    }

    /// Changes of rank were published, but nothing is known of the year before.
    fn no_year_before(&self, given: &Spanned<u32>) -> Diagnostic {
        let name = self.name();
        let message = format!("Hồ sơ không có kết quả năm trước của {name}");
        Diagnostic::warning("KQ013", message)
            .at(given.span, NOTHING)
            .with_remedy("Thêm kết quả năm trước ở `nam_truoc`, hoặc bỏ số này khỏi `cong_bo`")
    }

    fn number(&self, of: &str, given: &Spanned<u32>, computed: usize) -> Option<Diagnostic> {
        if given.value as usize == computed {
            return None;
        }
        let what = format!("Số cơ quan {of} của {}", self.name());
        let (shown, computed) = (given.value.to_string(), computed.to_string());
        let problem = differs("KQ014", &what, given.span, &shown, &computed);
        Some(problem.with_note(format!(
            "danh sách `co_quan` có {} cơ quan, {} không xếp hạng",
            self.block.agencies.len(),
            self.standings.others.len()
        )))
    }

    fn tier(&self, name: &str) -> Option<&super::super::TierCount> {
        let mut tiers = self.dossier.tiers_of(self.block).iter();
        let tier = tiers.position(|tier| *tier.name == *name)?;
        self.standings.tiers.get(tier)
    }

    fn count(&self, name: &str, given: &Spanned<u32>) -> Option<Diagnostic> {
        let computed = self.tier(name)?.count;
        if given.value as usize == computed {
            return None;
        }
        let what = format!("Số cơ quan mức {name} của {}", self.name());
        let (given_text, computed) = (given.value.to_string(), computed.to_string());
        let problem = differs("KQ014", &what, given.span, &given_text, &computed);
        Some(match self.at_the_limits(name) {
            Some(note) => problem.with_note(note),
            None => problem,
        })
    }

    /// The lowest score in the tier, and the highest below it: what a limit may have parted.
    fn at_the_limits(&self, name: &str) -> Option<String> {
        let mut tiers = self.dossier.tiers_of(self.block).iter();
        let tier = tiers.position(|tier| *tier.name == *name)?;
        let rows = &self.standings.rows;
        let last = rows.iter().rposition(|row| row.tier == Some(tier))?;
        let shown = |at: usize| {
            let row = rows.get(at)?;
            let agency = &self.block.agencies[row.agency].name;
            Some(format!("{} ({})", **agency, row.score.printed))
        };
        let lowest = shown(last)?;
        Some(match shown(last + 1) {
            Some(next) => format!("thấp nhất trong mức: {lowest}; đứng sau: {next}"),
            None => format!("thấp nhất trong mức: {lowest}"),
        })
    }

    fn share(&self, name: &str, share: &Spanned<Decimal>) -> Option<Diagnostic> {
        let tier = self.tier(name)?;
        let computed = with_comma(&tier.share);
        if agrees(share.value, &computed) {
            return None;
        }
        let how = match self.dossier.rules.share_rounding {
            ShareRounding::LargestRemainder => "làm tròn theo số dư lớn nhất để cả khối đủ 100%",
            ShareRounding::Each => "làm tròn từng dòng",
        };
        let what = format!("Tỷ lệ mức {name} của {}", self.name());
        let given = format!("{}%", with_comma(share.value));
        let problem = differs("KQ012", &what, share.span, &given, &format!("{computed}%"));
        Some(problem.with_note(format!(
            "bảng xếp hạng: {count} / {total} cơ quan {exact}%, {how}: {computed}%",
            count = tier.count,
            total = self.standings.counted,
            exact = approximately(&tier.exact_share, SHARE_DECIMALS),
        )))
    }
}

/// Warns of a published overall mean that is not the computed one.
pub(super) fn compare_overall(
    dossier: &Dossier,
    standings: &Standings,
    given: &Spanned<Decimal>,
    found: &mut Diagnostics,
) {
    let Some(overall) = &standings.overall else {
        found.push(nothing_to_compare(given));
        return;
    };
    let printed = &overall.mean.printed;
    if agrees(given.value, printed) {
        return;
    }
    let what = "Điểm trung bình chung";
    let how = how_it_came_about(dossier, standings, overall);
    let mut problem = differs("KQ011", what, given.span, &with_comma(given.value), printed);
    problem = problem.with_note(how);
    if let Some(note) = from_published_means(dossier, given) {
        problem = problem.with_note(note);
    }
    found.push(problem);
}

fn how_it_came_about(dossier: &Dossier, standings: &Standings, overall: &Overall) -> String {
    let exact = approximately(&overall.mean.exact, MEAN_DECIMALS);
    let how = match overall.method {
        OverallMethod::Quoted => return "số trích dẫn ở `trich_dan`".to_owned(),
        OverallMethod::Blocks => {
            let blocks = standings.blocks.iter();
            let means: Vec<String> = blocks
                .map(|block| short_text(&block.mean.exact, MEAN_DECIMALS).0)
                .collect();
            format!(
                "trung bình của điểm trung bình {} khối chưa làm tròn ({}) {exact}",
                means.len(),
                means.join("; ")
            )
        }
        OverallMethod::Agencies | OverallMethod::None => {
            let count: usize = standings.blocks.iter().map(|block| block.counted).sum();
            format!("trung bình của cả {count} cơ quan {exact}")
        }
    };
    format!(
        "{how}, làm tròn {} chữ số thập phân: {}",
        dossier.rules.mean_decimals(),
        overall.mean.printed
    )
}

/// An overall mean was published, but none is taken now.
fn nothing_to_compare(given: &Spanned<Decimal>) -> Diagnostic {
    Diagnostic::warning("KQ013", "Hồ sơ không tính điểm trung bình chung")
        .at(given.span, NOTHING)
        .with_note("`cach_tinh` ghi `trung_binh_chung: khong`")
        .with_remedy("Bỏ số này khỏi `cong_bo`, hoặc ghi cách tính `trung_binh_chung`")
}

/// Says so when the published overall mean is just the mean of the published block means.
fn from_published_means(dossier: &Dossier, given: &Spanned<Decimal>) -> Option<String> {
    let blocks = dossier.published.as_ref()?.blocks.iter();
    let means: Option<Vec<Fraction>> = blocks
        .map(|block| block.mean.as_ref().map(|mean| fraction(mean.value)))
        .collect();
    let means = means.filter(|means| !means.is_empty())?;
    let mean = sum(&means) / whole(means.len());
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
