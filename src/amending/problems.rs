//! What keeps a dossier from amending a decision, and what should be looked at.

use rust_decimal::Decimal;

use crate::diagnostics::{Diagnostic, Diagnostics, Span};
use crate::dossier::{Dossier, Tier};
use crate::revision::{Changes, Citation, Place, SentenceChange};
use crate::values::{PartialDate, folded, in_figures};

/// How many names or sentences a message lists.
const SHOWN: usize = 5;

fn called(decision: &Citation) -> String {
    format!(
        "Quyết định số {}/{} ngày {}",
        decision.number,
        decision.symbol,
        in_figures(decision.date)
    )
}

/// Year, field and issuer must be those of the issued decision.
pub(super) fn same_decision(
    old: &Dossier,
    new: &Dossier,
    decision: &Citation,
    found: &mut Diagnostics,
) -> Option<()> {
    let texts = [
        ("linh_vuc", &old.field, &new.field),
        (
            "co_quan_ban_hanh.ten_day_du",
            &old.issuer.full_name,
            &new.issuer.full_name,
        ),
    ];
    let texts = texts.into_iter().filter(|(key, old, new)| match *key {
        "linh_vuc" => old.value != new.value,
        _ => folded(old) != folded(new),
    });
    let texts = texts.map(|(key, old, new)| (key, old.value.clone(), new.value.clone(), new.span));
    let year = (
        "nam",
        old.year.value.to_string(),
        new.year.value.to_string(),
        new.year.span,
    );
    let mut differing = texts.chain(Some(year).filter(|(_, a, b, _)| a != b));
    let Some((key, was, is, span)) = differing.next() else {
        return Some(());
    };
    found.push(
        Diagnostic::error(
            "SD001",
            format!("Hồ sơ này không phải của {}", called(decision)),
        )
        .at(span, format!("`{key}` của quyết định ấy là: {was}"))
        .with_note(format!("hồ sơ ghi: {is}"))
        .with_remedy("Dùng hồ sơ trong gói của quyết định ấy (ho-so.yaml), thêm các điều chỉnh mới vào cuối `dieu_chinh`"),
    );
    None
}

/// Tiers, rules and maxima must be those of the issued decision: no correction speaks of them.
pub(super) fn same_rules(old: &Dossier, new: &Dossier, found: &mut Diagnostics) -> Option<()> {
    let (key, what, place) = if tiers(old) != tiers(new) {
        let first = new.tier_names().first().map(|name| name.span);
        ("muc", "Các mức khác với khi ban hành", first)
    } else if old.rules != new.rules {
        ("cach_tinh", "Cách tính khác với khi ban hành", None)
    } else if maxima(old) != maxima(new) {
        let what = "Các khối, thang điểm hoặc điểm tối đa khác với khi ban hành";
        ("khoi", what, None)
    } else if last_year(old) != last_year(new) {
        ("nam_truoc", "Kết quả năm trước khác với khi ban hành", None)
    } else {
        return Some(());
    };
    let mut problem = Diagnostic::error("SD008", what);
    if let Some(place) = place {
        problem = problem.at(place, "các mức của hồ sơ này");
    }
    found.push(
        problem
            .with_note("quyết định sửa đổi chỉ sửa kết quả theo các điều chỉnh đã nêu lý do")
            .with_remedy(format!("Trả `{key}` về như khi ban hành")),
    );
    None
}

/// Name and limit of each tier: the dossier's, then those of each block that has its own.
type Tiers<'a> = Vec<(&'a str, Option<(Decimal, bool)>)>;

fn tiers(dossier: &Dossier) -> (Tiers<'_>, Vec<Option<Tiers<'_>>>) {
    fn all(tiers: &[Tier]) -> Tiers<'_> {
        let limit = |tier: &Tier| {
            let limit = tier.limit()?;
            Some((*limit.value, limit.inclusive))
        };
        tiers
            .iter()
            .map(|tier| (tier.name.as_str(), limit(tier)))
            .collect()
    }
    let own = dossier
        .blocks
        .iter()
        .map(|block| block.tiers.as_deref().map(all));
    (all(&dossier.tiers), own.collect())
}

/// What is known of each agency in the year before.
type LastYear<'a> = Vec<(
    &'a str,
    Option<Decimal>,
    Vec<(&'a str, Option<u32>, Option<Decimal>, Option<&'a str>)>,
)>;

fn last_year(dossier: &Dossier) -> Option<LastYear<'_>> {
    let blocks = dossier.last_year.as_ref()?.blocks.iter().map(|block| {
        let agencies = block.agencies.iter().map(|agency| {
            let rank = agency.rank.as_ref().map(|rank| **rank);
            let score = agency.score.as_ref().map(|score| **score);
            let tier = agency.tier.as_ref().map(|tier| tier.as_str());
            (agency.name.as_str(), rank, score, tier)
        });
        let mean = block.mean.as_ref().map(|mean| **mean);
        (block.id.as_str(), mean, agencies.collect())
    });
    Some(blocks.collect())
}

/// Each block's maximum and decimals, and the maxima and weights of its indicators.
type Maxima<'a> = Vec<(
    &'a str,
    (Decimal, Option<u32>, u32),
    Vec<(&'a str, Option<Decimal>, Decimal)>,
)>;

fn maxima(dossier: &Dossier) -> Maxima<'_> {
    let blocks = dossier.blocks.iter().map(|block| {
        let indicators = dossier.indicators_of(block).iter();
        let indicators = indicators.map(|indicator| {
            let maximum = indicator.maximum.as_ref().map(|maximum| **maximum);
            (indicator.id.as_str(), maximum, indicator.weight())
        });
        let rules = &dossier.rules;
        let scale = (
            *block.maximum(),
            block.decimals(rules),
            block.mean_decimals(rules),
        );
        (block.id.as_str(), scale, indicators.collect())
    });
    blocks.collect()
}

/// The corrections of the issued decision must still stand first; gives how many they are.
pub(super) fn known_corrections(
    old: &Dossier,
    new: &Dossier,
    found: &mut Diagnostics,
) -> Option<usize> {
    let known = old.corrections.len();
    let both = old.corrections.iter().zip(&new.corrections);
    let same = both.take_while(|(old, new)| old.same_as(new)).count();
    if same == known {
        return Some(known);
    }
    let mut problem = Diagnostic::error(
        "SD002",
        format!(
            "Điều chỉnh thứ {} đã có trong quyết định đã ban hành, nay khác đi hoặc bị bỏ",
            same + 1
        ),
    );
    if let Some(changed) = new.corrections.get(same) {
        problem = problem.at(changed.date.span, "khác với khi ban hành");
    }
    found.push(problem.with_remedy(
        "Giữ nguyên các điều chỉnh cũ, đúng thứ tự; điều chỉnh mới thêm vào cuối danh sách",
    ));
    None
}

/// Without the new corrections, the dossier must give the issued results.
pub(super) fn explained(
    unexplained: &Changes,
    before: &Dossier,
    found: &mut Diagnostics,
) -> Option<()> {
    if unexplained.is_empty() {
        return Some(());
    }
    let mut problem = Diagnostic::error(
        "SD003",
        "Kết quả khác quyết định đã ban hành mà không có điều chỉnh nào nói đến",
    );
    let agencies = unexplained.blocks.iter().flat_map(|block| &block.agencies);
    // not those that another agency's score gave another rank
    let changed = agencies.filter(|agency| {
        let points = |place: &Option<Place>| {
            let place = place.as_ref()?;
            let score = place.score.as_ref().map(|score| score.exact.clone());
            Some((score, place.grounds.clone(), place.indicators.clone()))
        };
        agency.former_name.is_some() || points(&agency.old) != points(&agency.new)
    });
    let names: Vec<&str> = changed.map(|agency| agency.name.as_str()).collect();
    if let Some(span) = names.first().and_then(|name| place_of(before, name)) {
        problem = problem.at(span, "khác với khi ban hành");
    }
    if !names.is_empty() {
        problem = problem.with_note(format!("cơ quan khác đi: {}", listed(&names)));
    }
    found.push(problem.with_remedy(
        "Trả hồ sơ về như khi ban hành, ghi từng chỗ sửa điểm thành một phần tử của `dieu_chinh`",
    ));
    None
}

fn place_of(dossier: &Dossier, name: &str) -> Option<Span> {
    let mut agencies = dossier.blocks.iter().flat_map(|block| &block.agencies);
    let agency = agencies.find(|agency| *agency.name == name)?;
    let score = agency.total.as_ref().map(|total| total.span);
    Some(score.unwrap_or(agency.name.span))
}

fn listed(names: &[&str]) -> String {
    let more = names.len().saturating_sub(SHOWN);
    let shown = names[..names.len() - more].join(", ");
    if more == 0 {
        shown
    } else {
        format!("{shown} và {more} cơ quan khác")
    }
}

pub(super) fn nothing_to_amend(decision: &Citation) -> Diagnostic {
    Diagnostic::error(
        "SD004",
        format!("Không có gì để sửa đổi ở {}", called(decision)),
    )
    .with_note("kết quả tính từ hồ sơ này đúng như quyết định đã ban hành")
    .with_remedy("Thêm điều chỉnh mới vào cuối `dieu_chinh` của hồ sơ")
}

/// Sentences of the decision itself that differ: an amending decision speaks of the results only.
pub(super) fn beyond_the_results(sentences: &[SentenceChange]) -> Diagnostic {
    let mut problem = Diagnostic::warning(
        "SD005",
        "Hồ sơ còn khác quyết định đã ban hành ở phần ngoài kết quả; quyết định sửa đổi không nêu các chỗ này",
    );
    for sentence in sentences.iter().take(SHOWN) {
        let side = |text: &Option<String>| text.as_deref().unwrap_or("(không có)").to_owned();
        problem = problem.with_note(format!(
            "đã ban hành: {}; nay: {}",
            side(&sentence.old),
            side(&sentence.new)
        ));
    }
    problem.with_remedy(
        "Trả các chỗ này về như khi ban hành; phần riêng của quyết định sửa đổi thì ghi ở `sua_doi` (so, ngay, can_cu, de_nghi, noi_nhan, nguoi_ky)",
    )
}

/// What the facts of the amending decision lack or contradict.
pub(super) fn review(
    dossier: &Dossier,
    decision: &Citation,
    was_proposed: bool,
    diagnostics: &mut Diagnostics,
) {
    let date = &dossier.document.date;
    if let PartialDate::Day(day) = date.value
        && day < decision.date
    {
        diagnostics.push(
            Diagnostic::error(
                "SD006",
                format!(
                    "Ngày của quyết định sửa đổi ({}) trước ngày của {}",
                    in_figures(day),
                    called(decision)
                ),
            )
            .at(date.span, "quá sớm")
            .with_remedy("Sửa ngày ở `sua_doi`, hoặc ngày sau --ngay"),
        );
    }
    if was_proposed && dossier.proposal.is_none() {
        diagnostics.push(
            Diagnostic::warning("SD007", "Quyết định sửa đổi chưa có đề nghị của ai").with_remedy(
                "Thêm vào hồ sơ `sua_doi:` với `de_nghi:` gồm `nguoi`, `van_ban`, `ngay`",
            ),
        );
    }
}
