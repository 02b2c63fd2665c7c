//! What can be corrected: the agencies with their present scores.

use super::changes::made;
use super::model::{Corrections, FormAgency, FormBlock, FormPart};
use crate::dossier::{Agency, Block, Dossier, ScorePart};
use crate::values::comma;
use crate::wording::with_large_first;

/// The form of a dossier whose file has this digest.
pub(crate) fn corrections(
    dossier: &Dossier,
    digest: &str,
    can_undo: Option<String>,
) -> Corrections {
    let blocks = dossier.blocks.iter().map(|block| FormBlock {
        id: block.id.value.clone(),
        name: block.name.value.clone(),
        agencies: (block.agencies.iter())
            .map(|agency| FormAgency {
                name: agency.name.value.clone(),
                parts: parts(dossier, block, agency),
            })
            .filter(|agency| !agency.parts.is_empty())
            .collect(),
    });
    Corrections {
        digest: digest.to_owned(),
        can_undo,
        blocks: blocks.collect(),
        made: made(dossier),
    }
}

/// The scores of an agency that a correction can name.
fn parts(dossier: &Dossier, block: &Block, agency: &Agency) -> Vec<FormPart> {
    let total = agency.total.iter().map(|total| FormPart {
        key: String::new(),
        name: "Tổng điểm".to_owned(),
        value: comma(total.value),
    });
    let indicators = dossier.indicators_of(block);
    let scores = agency.scores.iter().map(|score| {
        let mut all = indicators.iter();
        let own = all.find(|indicator| *indicator.id == *score.indicator);
        FormPart {
            key: score.indicator.value.clone(),
            name: own
                .map_or(&score.indicator.value, |own| &own.name.value)
                .clone(),
            value: comma(score.value.value),
        }
    });
    let known = |part: ScorePart| {
        let key = part.key();
        indicators.iter().all(|indicator| *indicator.id != *key)
    };
    let others = ScorePart::ALL.into_iter().filter(|part| known(*part));
    let others = others.filter_map(|part| {
        Some(FormPart {
            key: part.key().to_owned(),
            name: with_large_first(part.words()),
            value: comma(part.value(agency)?),
        })
    });
    total.chain(scores).chain(others).collect()
}
