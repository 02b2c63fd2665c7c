//! Closing marks of the legal bases (NĐ 30/2020 PL I, C13).

use crate::diagnostics::{Diagnostic, Diagnostics, Span};
use crate::dossier::{Core, Text};

/// Each legal basis ends with `;`; the last line of all with `.` - the proposal, if there is one. Those
/// of an amending decision are followed by that which it amends.
pub fn closing_marks(dossier: &Core, diagnostics: &mut Diagnostics) {
    let follows = dossier.proposal.is_some().then_some("... đề nghị của ...");
    review(&dossier.legal_bases, follows, diagnostics);
    let own = dossier.amending.legal_bases.as_deref().unwrap_or_default();
    review(own, Some("Căn cứ Quyết định số ..."), diagnostics);
}

/// `follows` is how the line after the last basis begins.
fn review(bases: &[Text], follows: Option<&str>, diagnostics: &mut Diagnostics) {
    let last = bases.len().saturating_sub(1);
    for (index, basis) in bases.iter().enumerate() {
        let rule;
        let (mark, rule) = if index == last && follows.is_none() {
            ('.', "căn cứ cuối cùng kết thúc bằng dấu `.`")
        } else if let (true, Some(line)) = (index == last, follows) {
            rule = format!("sau căn cứ này còn dòng `{line}`, nên kết thúc bằng dấu `;`");
            (';', rule.as_str())
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
