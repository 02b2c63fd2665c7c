//! The Tờ trình is the document that the proposal speaks of.

use super::super::facts::is_known;
use super::super::model::Core;
use super::symbol;
use crate::diagnostics::Diagnostic;

/// Its symbol is one, and the one that the proposal gives.
pub(super) fn check(dossier: &Core) -> Option<Diagnostic> {
    let symbol = &dossier.submission.as_ref()?.symbol;
    if let Some(problem) = symbol::check(symbol, "TTr") {
        return Some(problem);
    }
    let proposal = dossier.proposal.as_ref();
    let document = proposal.and_then(|proposal| proposal.document.as_ref())?;
    let (_, cited) = document.split_once('/')?;
    let cited = cited.split([' ', ',', ';']).next()?;
    if !is_known(symbol) || cited == symbol.as_str() {
        return None;
    }
    let message = format!("`de_nghi` nói tới văn bản khác: ký hiệu `{cited}`");
    Some(
        Diagnostic::error("HS059", message)
            .at(document.span, format!("Tờ trình có ký hiệu `{}`", **symbol))
            .with_related(symbol.span, "ký hiệu ở đây")
            .with_note("số và ngày của Tờ trình lấy ở `de_nghi`, nên hai chỗ phải là một văn bản")
            .with_remedy("sửa một trong hai"),
    )
}
