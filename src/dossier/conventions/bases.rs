//! Closing marks of the legal bases (NĐ 30/2020 PL I, C13).

use super::super::model::{Dossier, Text};
use crate::diagnostics::{Diagnostic, Diagnostics, Span};

/// Each legal basis ends with `;`; the last line of all with `.` - the proposal, if there is one.
pub(super) fn review(dossier: &Dossier, diagnostics: &mut Diagnostics) {
    let last = dossier.legal_bases.len().saturating_sub(1);
    for (index, basis) in dossier.legal_bases.iter().enumerate() {
        let closes_all = index == last && dossier.proposal.is_none();
        let (mark, rule) = if closes_all {
            ('.', "căn cứ cuối cùng kết thúc bằng dấu `.`")
        } else if index == last {
            (
                ';',
                "sau căn cứ này còn dòng `Xét đề nghị ...`, nên kết thúc bằng dấu `;`",
            )
        } else {
            (';', "mỗi căn cứ kết thúc bằng dấu `;`")
        };
        if basis.ends_with(mark) {
            continue;
        }
        let (span, found) = closing_place(basis);
        diagnostics.push(
            Diagnostic::warning(
                "TT002",
                format!("căn cứ {} kết thúc bằng {found}", index + 1),
            )
            .at(span, format!("phải là `{mark}`"))
            .with_note(format!("Nghị định 30/2020/NĐ-CP, Phụ lục I: {rule}"))
            .with_note(format!("chương trình in dấu `{mark}`"))
            .with_remedy(format!("sửa dấu ở cuối thành `{mark}`")),
        );
    }
}

/// Where the closing mark stands or should stand, and words for what is there.
fn closing_place(basis: &Text) -> (Span, String) {
    let end = basis.span.end;
    match basis.chars().last() {
        Some(mark) if mark.is_ascii_punctuation() && mark != ')' => {
            let start = end.saturating_sub(1);
            (
                Span {
                    start,
                    ..basis.span
                },
                format!("dấu `{mark}`"),
            )
        }
        _ => (
            Span {
                start: end,
                ..basis.span
            },
            "một chữ, không có dấu".to_owned(),
        ),
    }
}
