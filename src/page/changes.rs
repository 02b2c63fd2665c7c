//! What changed between two states, for the page.

use super::model::{
    ChangedAgency, ChangedBlock, ChangedFact, ChangedFigure, ChangedSentence, Changes,
    CorrectionLine,
};
use crate::dossier::{Correction, Dossier};
use crate::revision::{self, AgencyChange, SentenceChange, words};
use crate::wording::{self, with_large_first};

/// The changes of agencies, figures and sentences; `since` and `label` say what is compared with.
pub(crate) fn changes(
    since: (&str, &str),
    found: &revision::Changes,
    sentences: &[SentenceChange],
) -> Changes {
    let text = |side: &Option<String>| side.clone().unwrap_or_else(|| words::NONE.to_owned());
    let notes = found.corrections.iter().map(|note| CorrectionLine {
        what: note.what.clone(),
        grounds: words::grounds(&note.correction),
    });
    let blocks = found.blocks.iter().map(|block| ChangedBlock {
        name: with_large_first(&wording::block(&block.name)),
        agencies: block.agencies.iter().map(agency).collect(),
    });
    let figures = found.figures.iter().map(|change| ChangedFigure {
        name: words::figure(change),
        old: text(&change.old),
        new: text(&change.new),
    });
    let changed = sentences.iter().map(|change| ChangedSentence {
        place: change.place(),
        old: change.old.clone(),
        new: change.new.clone(),
    });
    Changes {
        since: since.0.to_owned(),
        label: since.1.to_owned(),
        is_empty: found.is_empty() && sentences.is_empty(),
        corrections: notes.collect(),
        blocks: blocks.collect(),
        figures: figures.collect(),
        sentences: changed.collect(),
        problems: Vec::new(),
    }
}

fn agency(change: &AgencyChange) -> ChangedAgency {
    let facts = words::changed(change).into_iter();
    let facts = facts.map(|(what, old, new)| ChangedFact { what, old, new });
    let mut facts: Vec<ChangedFact> = facts.collect();
    if change.old.is_none() || change.new.is_none() {
        let (old, new) = words::scores(change);
        let text = |side: Option<String>| side.unwrap_or_else(|| words::NONE.to_owned());
        facts.push(ChangedFact {
            what: "điểm".to_owned(),
            old: text(old),
            new: text(new),
        });
    }
    ChangedAgency {
        name: change.name.clone(),
        remark: words::remark(change).unwrap_or_default(),
        facts,
    }
}

/// A dossier's corrections in words.
pub(crate) fn made(dossier: &Dossier) -> Vec<CorrectionLine> {
    let line = |correction: &Correction| CorrectionLine {
        what: words::correction(correction, dossier),
        grounds: words::grounds(correction),
    };
    dossier.corrections.iter().map(line).collect()
}
