//! The corrections' dates should follow one another.

use super::super::model::Dossier;
use crate::diagnostics::{Diagnostic, Diagnostics};

/// Warns of a correction dated before the one above it. A date known only in part counts only where
/// the order is certain.
pub(in super::super) fn review(dossier: &Dossier, diagnostics: &mut Diagnostics) {
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
