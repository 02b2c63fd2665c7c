//! What an agency's total is made of beside indicators, and what it takes part in.

use rust_decimal::Decimal;

use super::super::facts::is_known;
use super::super::model::{Agency, Block, Core, Rules, Tier};
use crate::diagnostics::{Diagnostic, Diagnostics, Span, Spanned};
use crate::values::{comma, did_you_mean};

pub(super) fn check(block: &Block, dossier: &Core, diagnostics: &mut Diagnostics) {
    let tiers = dossier.tiers_of(block);
    for agency in block
        .agencies
        .iter()
        .filter(|agency| is_known(&agency.name))
    {
        let problems = [
            unassessed(agency),
            own_maximum(agency, block),
            two_sums(agency),
            unclear_total(agency),
            set_tier(agency, tiers),
        ];
        diagnostics.push_all(problems.into_iter().flatten());
        diagnostics.push_all(limits(agency, block, &dossier.rules));
    }
    let mut names = block.agencies.iter().map(|agency| &agency.name);
    if let Some(first) = names.next().filter(|name| is_known(name))
        && block
            .agencies
            .iter()
            .all(|one| one.unranked.is_some() || one.unassessed.is_some())
    {
        diagnostics.push(
            Diagnostic::error(
                "HS068",
                format!("khối `{}` không có cơ quan nào được xếp hạng", *block.id),
            )
            .at(
                first.span,
                "mọi cơ quan của khối đều ghi không xếp hạng hoặc không đánh giá",
            )
            .with_remedy(
                "bỏ `khong_xep_hang`, `khong_danh_gia` của cơ quan được xếp hạng, hoặc bỏ cả khối",
            ),
        );
    }
}

/// Who is not assessed has no score; one reason is enough.
fn unassessed(agency: &Agency) -> Option<Diagnostic> {
    let reason = agency.unassessed.as_ref()?;
    let score = [
        &agency.total,
        &agency.points,
        &agency.bonus,
        &agency.penalty,
    ];
    let score = score.into_iter().flatten().map(|score| score.span).next();
    let scores = agency.scores.first().map(|score| score.value.span);
    let message = |what: &str| format!("`{}` ghi không đánh giá mà {what}", *agency.name);
    if let Some(place) = score.or(scores) {
        return Some(
            Diagnostic::error("HS061", message("có điểm"))
                .at(place, "điểm của cơ quan không được đánh giá")
                .with_related(reason.span, "ghi là không đánh giá")
                .with_remedy("bỏ điểm; có điểm mà không xếp hạng thì ghi `khong_xep_hang` thay cho `khong_danh_gia`"),
        );
    }
    let other = agency.unranked.as_ref()?;
    Some(
        Diagnostic::error("HS061", message("lại ghi không xếp hạng"))
            .at(other.span, "lý do thứ hai")
            .with_related(reason.span, "ghi là không đánh giá")
            .with_remedy(
                "giữ một trong hai: `khong_danh_gia` (không có điểm), `khong_xep_hang` (có điểm)",
            ),
    )
}

fn own_maximum(agency: &Agency, block: &Block) -> Option<Diagnostic> {
    let own = agency.maximum.as_ref().filter(|own| is_known(own))?;
    let problem = |label: String, remedy: &str| {
        let message = format!("điểm tối đa riêng của `{}` không dùng được", *agency.name);
        Diagnostic::error("HS063", message)
            .at(own.span, label)
            .with_remedy(remedy)
    };
    if !agency.scores.is_empty() {
        return Some(problem(
            "cơ quan này có điểm từng chỉ số".to_owned(),
            "bỏ `toi_da`; chỉ số nào không áp dụng thì ghi ở `khong_ap_dung`",
        ));
    }
    let maximum = block.maximum();
    let fits = **own > Decimal::ZERO && (!is_known(&maximum) || **own <= *maximum);
    (!fits).then(|| {
        problem(
            format!("phải lớn hơn 0 và không quá {}", comma(*maximum)),
            "viết điểm tối đa được áp dụng cho cơ quan này, ví dụ `toi_da: 84`",
        )
    })
}

/// Points are typed whole or by indicator.
fn two_sums(agency: &Agency) -> Option<Diagnostic> {
    let points = agency.points.as_ref()?;
    let first = agency.scores.first()?;
    Some(
        Diagnostic::error(
            "HS064",
            format!("`{}` có cả `diem_cham` và `chi_so`", *agency.name),
        )
        .at(points.span, "điểm chấm đã là tổng các chỉ số")
        .with_related(first.indicator.span, "điểm từng chỉ số")
        .with_remedy("bỏ `diem_cham`"),
    )
}

/// Whether a total alone holds the bonus already, nobody can tell.
fn unclear_total(agency: &Agency) -> Option<Diagnostic> {
    let added = agency.bonus.as_ref().or(agency.penalty.as_ref())?;
    let total = agency.total.as_ref()?;
    if agency.points.is_some() || !agency.scores.is_empty() {
        return None;
    }
    Some(
        Diagnostic::error(
            "HS065",
            format!("không rõ `diem` của `{}` đã gồm điểm thưởng, điểm trừ chưa", *agency.name),
        )
        .at(total.span, "tổng điểm, hay điểm chưa cộng, trừ?")
        .with_related(added.span, "cộng thêm, hay trừ đi")
        .with_remedy("chưa gồm thì đổi `diem` thành `diem_cham`; đã gồm thì thêm `diem_cham`, máy đối chiếu với `diem`"),
    )
}

fn limits(agency: &Agency, block: &Block, rules: &Rules) -> Vec<Diagnostic> {
    // without a limit of its own, not more than all there is to get
    let all = block.maximum();
    let pairs = [
        (
            "thưởng",
            &agency.bonus,
            rules.most_bonus.as_ref().unwrap_or(&all),
        ),
        (
            "trừ",
            &agency.penalty,
            rules.most_penalty.as_ref().unwrap_or(&all),
        ),
    ];
    let beyond = pairs.into_iter().filter_map(|(what, given, most)| {
        let given = given.as_ref()?;
        let beyond = is_known(given) && is_known(most) && **given > **most;
        beyond.then(|| beyond_the_most(agency, what, given, most))
    });
    beyond.collect()
}

fn beyond_the_most(
    agency: &Agency,
    what: &str,
    given: &Spanned<Decimal>,
    most: &Spanned<Decimal>,
) -> Diagnostic {
    Diagnostic::error(
        "HS066",
        format!("điểm {what} của `{}` quá mức cho phép", *agency.name),
    )
    .at(given.span, format!("lớn hơn {}", comma(**most)))
    .with_related(most.span, format!("điểm {what} cao nhất"))
    .with_remedy("sửa điểm của cơ quan, hoặc mức cao nhất ở `cach_tinh`")
}

fn set_tier(agency: &Agency, tiers: &[Tier]) -> Option<Diagnostic> {
    let name = &agency.set_tier.as_ref()?.name;
    let names = || tiers.iter().map(|tier| tier.name.as_str());
    if !is_known(name) || names().any(|known| *known == **name) {
        return None;
    }
    Some(unknown_tier(name, names(), name.span))
}

fn unknown_tier<'a>(
    name: &str,
    names: impl Iterator<Item = &'a str> + Clone,
    place: Span,
) -> Diagnostic {
    let label = did_you_mean(name, names.clone(), "không có trong `muc`");
    let listed: Vec<String> = names.map(|name| format!("`{name}`")).collect();
    let remedy = if listed.is_empty() {
        "khối này không xếp mức: bỏ `muc` của cơ quan, hoặc thêm các mức".to_owned()
    } else {
        format!("dùng một trong: {}", listed.join(", "))
    };
    Diagnostic::error("HS067", format!("không có mức nào tên `{name}`"))
        .at(place, label)
        .with_remedy(remedy)
}
