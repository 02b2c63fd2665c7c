//! Vietnamese words for changes, shared by the printed report, the change sheet and amending decisions.

use super::{AgencyChange, FigureChange, FigureKind, Place};
use crate::dossier::{Change, Correction, PartialDate, day_text, month_text};
use crate::scoring::exact_text;

/// Stands where there is nothing.
pub(crate) const NONE: &str = "–";

/// What a figure is called, e.g. `Tỷ lệ mức Tốt của khối cơ quan cấp huyện`.
pub(crate) fn figure(change: &FigureChange) -> String {
    let of_all = change.block.is_none();
    let what = match &change.figure {
        FigureKind::Count => "Số cơ quan được xếp hạng".to_owned(),
        FigureKind::Maximum => "Thang điểm".to_owned(),
        FigureKind::Mean if of_all => "Điểm trung bình chung".to_owned(),
        FigureKind::Mean => "Điểm trung bình".to_owned(),
        FigureKind::TierCount(tier) => format!("Số cơ quan mức {tier}"),
        FigureKind::TierShare(tier) => format!("Tỷ lệ mức {tier}"),
        FigureKind::OverallTier => "Mức của điểm trung bình chung".to_owned(),
    };
    match (&change.block, &change.figure) {
        (Some((_, name)), _) => format!("{what} của khối {name}"),
        (None, FigureKind::Count | FigureKind::Maximum) => format!("{what} của các khối"),
        (None, _) => what,
    }
}

/// A rank as it is printed: `02`.
pub(crate) fn rank(place: &Place) -> String {
    format!("{:02}", place.rank)
}

/// The two scores; with all their decimals where both print the same.
pub(crate) fn scores(change: &AgencyChange) -> (Option<String>, Option<String>) {
    let hidden = match (&change.old, &change.new) {
        (Some(old), Some(new)) => {
            old.score.exact != new.score.exact && old.score.printed == new.score.printed
        }
        _ => false,
    };
    let text = |place: &Place| {
        if hidden {
            exact_text(&place.score.exact).replace('.', ",")
        } else {
            place.score.printed.clone()
        }
    };
    (change.old.as_ref().map(text), change.new.as_ref().map(text))
}

/// What happened to the agency beyond its figures, e.g. `tên cũ: Ban Dân tộc`.
pub(crate) fn remark(change: &AgencyChange) -> Option<String> {
    if let Some(former) = &change.former_name {
        return Some(format!("tên cũ: {former}"));
    }
    match (&change.old, &change.new) {
        (None, Some(_)) => Some("bổ sung".to_owned()),
        (Some(_), None) => Some("rút khỏi danh sách".to_owned()),
        _ => None,
    }
}

/// `13/12/2021`, as far as it is known.
pub(crate) fn date(date: PartialDate) -> String {
    let parts = [date.day().map(day_text), date.month().map(month_text)];
    let mut parts: Vec<String> = parts.into_iter().flatten().collect();
    parts.push(date.year().to_string());
    parts.join("/")
}

/// What a correction does, e.g. `UBND huyện Mộc Châu: điểm từ 84,2 thành 85`.
pub(crate) fn correction(correction: &Correction) -> String {
    let comma = |value: &dyn std::fmt::Display| value.to_string().replace('.', ",");
    let name = &correction.change.agency().value;
    match &correction.change {
        Change::Score {
            indicator,
            from,
            to,
            ..
        } => {
            let what = indicator.as_ref();
            let what = what.map_or("điểm".to_owned(), |id| format!("điểm chỉ số {}", **id));
            format!(
                "{name}: {what} từ {} thành {}",
                comma(&**from),
                comma(&**to)
            )
        }
        Change::Rename { to, .. } => format!("{name}: đổi tên thành {}", **to),
        Change::Withdraw { .. } => format!("{name}: rút khỏi danh sách"),
        Change::Add(_) => format!("{name}: bổ sung vào danh sách"),
    }
}

/// Who asked for a correction, when, by which document and why.
pub(crate) fn grounds(correction: &Correction) -> String {
    format!(
        "theo đề nghị của {} ngày {} tại {}; lý do: {}",
        *correction.requested_by,
        date(*correction.date),
        *correction.document,
        *correction.reason
    )
}
