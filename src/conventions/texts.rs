//! What a dossier says in words.

use crate::dossier::{Dossier, Text};

/// All that the dossier says, and where: sentences, titles, names, the narrative.
pub(super) fn texts(dossier: &Dossier) -> Vec<&Text> {
    let (issuer, signatory) = (&dossier.issuer, &dossier.signatory);
    let mut texts = dossier.lines();
    texts.extend([&dossier.document.subject, &issuer.full_name]);
    texts.extend(&issuer.lines);
    texts.extend([&signatory.office, &signatory.name]);
    texts.extend(dossier.tiers.iter().map(|tier| &tier.name));
    if let Some(annex) = &dossier.annex {
        texts.push(&annex.title);
        texts.extend(&annex.subtitle);
    }
    if let Some(own) = &dossier.submission {
        texts.extend([&own.signatory.office, &own.signatory.name]);
        texts.extend(&own.remarks);
    }
    texts.extend(dossier.facts.narrative());
    for block in &dossier.blocks {
        texts.extend(block.facts.narrative());
        texts.extend(block.agencies.iter().map(|agency| &agency.name));
    }
    texts
}
