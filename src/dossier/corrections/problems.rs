//! What can be wrong with a correction.

use rust_decimal::Decimal;

use super::super::facts::Text;
use super::super::model::{Agency, Block, Core, Indicator, ScorePart};
use super::entry::{Entry, Place};
use crate::diagnostics::{Diagnostic, Span, Spanned};
use crate::values::{comma, did_you_mean};

const IN_ORDER: &str = "các điều chỉnh áp dụng lần lượt từ trên xuống, mỗi điều chỉnh thấy kết quả của các điều chỉnh đứng trước";

fn quoted<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let names: Vec<String> = names.map(|name| format!("`{name}`")).collect();
    names.join(", ")
}

pub(super) fn unknown_block(id: &Text, dossier: &Core) -> Diagnostic {
    let ids = || dossier.blocks.iter().map(|block| block.id.as_str());
    Diagnostic::error("DC002", format!("không có khối nào mang mã `{}`", **id))
        .at(id.span, did_you_mean(id, ids(), "không có khối này"))
        .with_remedy(format!("dùng một trong các mã khối: {}", quoted(ids())))
}

pub(super) fn block_needed(name: &Text, dossier: &Core) -> Diagnostic {
    let ids = dossier.blocks.iter().map(|block| block.id.as_str());
    Diagnostic::error("DC003", format!("chưa rõ thêm `{}` vào khối nào", **name))
        .at(name.span, "thiếu `khoi`")
        .with_remedy(format!(
            "thêm `khoi: ...` với một trong các mã: {}",
            quoted(ids)
        ))
}

pub(super) fn unknown_agency<'a>(name: &Text, known: impl Iterator<Item = &'a str>) -> Diagnostic {
    let label = did_you_mean(name, known, "không có cơ quan này");
    Diagnostic::error("DC004", format!("không có cơ quan nào tên là `{}`", **name))
        .at(name.span, label)
        .with_note("tên phải viết y hệt tên của cơ quan vào lúc ấy, sau các điều chỉnh đứng trước")
        .with_remedy("sửa tên cho khớp với danh sách `co_quan` của khối")
}

pub(super) fn other_block(name: &Text, other: &Entry, dossier: &Core) -> Diagnostic {
    let id = &dossier.blocks[other.block].id;
    Diagnostic::error("DC004", format!("`{}` không thuộc khối đã ghi", **name))
        .at(name.span, format!("thuộc khối `{}`", **id))
        .with_related(other.agency.name.span, "ở đây")
        .with_remedy(format!("sửa thành `khoi: {}`, hoặc bỏ `khoi`", **id))
}

pub(super) fn ambiguous(name: &Text, first: &Entry, second: &Entry, dossier: &Core) -> Diagnostic {
    let id = |entry: &Entry| dossier.blocks[entry.block].id.value.clone();
    let remedy = if first.block == second.block {
        "sửa hồ sơ cho mỗi cơ quan một tên riêng".to_owned()
    } else {
        format!("thêm `khoi: {}` hoặc `khoi: {}`", id(first), id(second))
    };
    Diagnostic::error("DC005", format!("có nhiều cơ quan tên là `{}`", **name))
        .at(name.span, "chưa rõ cơ quan nào")
        .with_related(first.agency.name.span, format!("khối `{}`", id(first)))
        .with_related(second.agency.name.span, format!("khối `{}`", id(second)))
        .with_remedy(remedy)
}

/// `điểm của ...` or `điểm chỉ số ... của ...`.
pub(super) fn what(agency: &Text, indicator: Option<&Text>) -> String {
    match indicator {
        Some(id) => match ScorePart::named(id) {
            Some(part) => format!("{} của `{}`", part.words(), **agency),
            None => format!("điểm chỉ số `{}` của `{}`", **id, **agency),
        },
        None => format!("điểm của `{}`", **agency),
    }
}

pub(super) fn not_current(
    what: &str,
    from: &Spanned<Decimal>,
    current: &Spanned<Decimal>,
    first: Option<Place>,
) -> Diagnostic {
    let (stated, now) = (comma(**from), comma(**current));
    let problem = Diagnostic::error(
        "DC006",
        format!("{what} lúc này là {now}, điều chỉnh lại ghi `tu` là {stated}"),
    )
    .at(from.span, format!("phải là {now}"));
    let problem = match first {
        Some(first) => problem
            .with_related(first.span, format!("điểm ban đầu: {}", comma(first.value)))
            .with_related(current.span, format!("điều chỉnh trước đã đổi thành {now}")),
        None => problem.with_related(current.span, format!("điểm ban đầu: {now}")),
    };
    problem.with_note(IN_ORDER).with_remedy(format!(
        "đối chiếu với văn bản đề nghị; nếu đúng thì viết `tu: {now}`"
    ))
}

pub(super) fn withdrawn(name: &Text, gone: &Entry) -> Diagnostic {
    let problem = Diagnostic::error("DC007", format!("`{}` đã rút khỏi danh sách", **name))
        .at(name.span, "không điều chỉnh được nữa");
    let problem = match gone.withdrawn {
        Some(span) => problem.with_related(span, "rút ở đây"),
        None => problem,
    };
    problem
        .with_note(IN_ORDER)
        .with_remedy("bỏ điều chỉnh này, hoặc đặt trước điều chỉnh rút")
}

pub(super) fn renamed(name: &Text, entry: &Entry) -> Diagnostic {
    let now = &*entry.agency.name;
    let mut former = entry.former.iter();
    let problem = Diagnostic::error("DC008", format!("`{}` đã đổi tên thành `{now}`", **name))
        .at(name.span, "tên cũ");
    let problem = match former.rfind(|old| ***old == **name) {
        Some(old) => problem.with_related(old.span, "đổi tên ở đây"),
        None => problem,
    };
    problem
        .with_note(IN_ORDER)
        .with_remedy(format!("viết `co_quan: {now}`"))
}

pub(super) fn taken(name: &Text, bearer: &Entry) -> Diagnostic {
    Diagnostic::error("DC009", format!("khối đã có cơ quan tên là `{}`", **name))
        .at(name.span, "tên đã dùng")
        .with_related(bearer.agency.name.span, "cơ quan mang tên này")
        .with_remedy("đặt tên khác, hoặc sửa điểm của cơ quan đã có bằng `tu`, `thanh`")
}

pub(super) fn nothing_changes(agency: &Text, span: Span, label: &str) -> Diagnostic {
    Diagnostic::error("DC010", format!("điều chỉnh không đổi gì ở `{}`", **agency))
        .at(span, label)
        .with_remedy("sửa giá trị mới, hoặc bỏ điều chỉnh này")
}

pub(super) fn no_total(name: &Text, agency: &Agency) -> Diagnostic {
    if let Some(reason) = &agency.unassessed {
        return Diagnostic::error("DC011", format!("`{}` không được đánh giá", **name))
            .at(name.span, "không có điểm để sửa")
            .with_related(reason.span, "ghi là không đánh giá")
            .with_remedy(
                "bỏ điều chỉnh này; nay được đánh giá thì `rut: true` rồi `them` cơ quan ấy",
            );
    }
    let mut parts: Vec<&str> = (agency.scores.iter())
        .map(|score| score.indicator.as_str())
        .collect();
    if agency.points.is_some() {
        parts.push("diem_cham");
    }
    parts.extend(["diem_thuong", "diem_tru"]);
    Diagnostic::error(
        "DC011",
        format!(
            "tổng điểm của `{}` do chương trình cộng, không nhập",
            **name
        ),
    )
    .at(name.span, "không có `diem` để sửa")
    .with_related(agency.name.span, "điểm cộng từ các phần")
    .with_remedy(format!(
        "thêm `chi_so: ...` với một trong: {}",
        quoted(parts.into_iter())
    ))
}

pub(super) fn no_indicator(id: &Text, agency: &Agency, indicators: &[Indicator]) -> Diagnostic {
    let exempt = agency.not_applicable.iter().find(|other| ***other == **id);
    let known = || agency.scores.iter().map(|score| score.indicator.as_str());
    let message = format!("`{}` không có điểm chỉ số `{}`", *agency.name, **id);
    let problem = Diagnostic::error("DC012", message);
    if let Some(exempt) = exempt {
        return problem
            .at(id.span, "không áp dụng cho cơ quan này")
            .with_related(exempt.span, "ghi là không áp dụng")
            .with_remedy("sửa mã chỉ số, hoặc sửa `khong_ap_dung` ở cơ quan");
    }
    if agency.scores.is_empty() {
        return problem
            .at(id.span, "cơ quan này chỉ có tổng điểm")
            .with_related(agency.name.span, "ở đây")
            .with_remedy("bỏ `chi_so`: `tu`, `thanh` khi ấy là tổng điểm");
    }
    let ids = indicators.iter().map(|indicator| indicator.id.as_str());
    problem
        .at(id.span, did_you_mean(id, ids, "không có chỉ số này"))
        .with_remedy(format!("dùng một trong các mã: {}", quoted(known())))
}

pub(super) fn empty_block(block: &Block, span: Span) -> Diagnostic {
    Diagnostic::error(
        "DC013",
        format!("khối `{}` không còn cơ quan nào", *block.id),
    )
    .at(span, "cơ quan cuối cùng rút ở đây")
    .with_related(block.id.span, "khối này")
    .with_remedy("bỏ điều chỉnh này; nếu cả khối không xếp hạng nữa thì bỏ khối khỏi `khoi`")
}
