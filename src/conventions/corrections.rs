//! The corrections' dates should follow one another and come before the decision.

use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::dossier::Core;

/// Warns of a correction dated before the one above it, or after the decision. A date known only in part counts only where
/// the order is certain.
pub(super) fn review(dossier: &Core, diagnostics: &mut Diagnostics) {
    after_the_decision(dossier, diagnostics);
    for pair in dossier.corrections.windows(2) {
        let [above, below] = pair else { continue };
        if below.date.latest() < above.date.earliest() {
            diagnostics.push(
                Diagnostic::warning("DC014", "điều chỉnh có ngày trước điều chỉnh đứng trên")
                    .at(below.date.span, "sớm hơn")
                    .with_related(above.date.span, "ngày của điều chỉnh đứng trên")
                    .with_note(
                        "các điều chỉnh áp dụng theo thứ tự trong danh sách, không theo ngày",
                    )
                    .with_remedy("đối chiếu với văn bản đề nghị rồi sửa ngày, hoặc đổi thứ tự"),
            );
        }
    }
}

/// Warns of a correction that the proposal, or the decision itself, is older than.
fn after_the_decision(dossier: &Core, diagnostics: &mut Diagnostics) {
    let proposal = dossier.proposal.as_ref();
    let proposal =
        proposal.and_then(|proposal| Some(("tờ trình đề nghị", proposal.date.as_ref()?)));
    let decision = ("ngày ban hành quyết định", &dossier.document.date);
    for correction in &dossier.corrections {
        let mut dates = proposal.into_iter().chain([decision]);
        let earlier = dates.find(|(_, date)| correction.date.earliest() > date.latest());
        if let Some((what, date)) = earlier {
            diagnostics.push(
                Diagnostic::warning("DC015", format!("điều chỉnh có ngày sau {what}"))
                    .at(correction.date.span, "muộn hơn")
                    .with_related(date.span, what)
                    .with_note("văn bản dựa trên kết quả đã điều chỉnh thì không thể có trước điều chỉnh")
                    .with_remedy(
                        "đối chiếu các ngày; quyết định đã ban hành thì không sửa, mà lập quyết định sửa đổi (--sua-doi)",
                    ),
            );
        }
    }
}
