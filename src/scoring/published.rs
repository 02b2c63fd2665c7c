//! The figures as once published against the figures computed: where a late correction was lost.

mod contradictions;
mod figures;
mod rows;

use rust_decimal::Decimal;

use super::Standings;
use super::exact::Fraction;
use super::exact::short_text;
use crate::diagnostics::{Diagnostic, Diagnostics, Span};
use crate::dossier::Dossier;

/// Warns of every published figure (`cong_bo`) that disagrees with the standings.
pub(crate) fn compare_published(dossier: &Dossier, standings: &Standings, found: &mut Diagnostics) {
    let Some(published) = &dossier.published else {
        return;
    };
    for given in &published.blocks {
        let mut blocks = standings.blocks.iter();
        let block = blocks.find(|block| dossier.blocks[block.block].id.value == given.id.value);
        if let Some(standings) = block {
            let block = figures::Compared {
                dossier,
                block: &dossier.blocks[standings.block],
                standings,
                given,
            };
            contradictions::find(&block, found);
            block.figures(found);
            rows::compare(&block, found);
        }
    }
    if let Some(given) = &published.overall {
        figures::compare_overall(dossier, standings, given, found);
    }
}

/// A published figure that is not the computed one: `what` as published and as computed, each with its unit.
fn differs(code: &'static str, what: &str, place: Span, given: &str, computed: &str) -> Diagnostic {
    Diagnostic::warning(
        code,
        format!("{what}: số công bố {given}, tính từ bảng được {computed}"),
    )
    .at(place, format!("tính lại được {computed}"))
    .with_remedy("Văn bản sẽ in số tính lại; kiểm tra lại bảng điểm, hoặc sửa số ở `cong_bo`")
}

/// Whether a published number and a computed, printed one are the same number.
fn agrees(given: Decimal, computed: &str) -> bool {
    computed.replace(',', ".").parse() == Ok(given)
}

/// `= 78,195`, or `≈ 80,667` where decimals were cut.
fn approximately(value: &Fraction, decimals: u32) -> String {
    let (text, cut) = short_text(value, decimals);
    let sign = if cut { "≈" } else { "=" };
    format!("{sign} {text}")
}
