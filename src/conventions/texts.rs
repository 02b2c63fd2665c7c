//! What a dossier says in words.

use crate::dossier::{Dossier, Text};

/// All that the dossier says, and where.
pub(super) fn texts(dossier: &Dossier) -> Vec<&Text> {
    let mut texts: Vec<&Text> = vec![
        &dossier.document.subject,
        &dossier.subjects,
        &dossier.issuer.full_name,
        &dossier.signatory.name,
        &dossier.signatory.office,
        &dossier.filing,
        &dossier.field,
    ];
    texts.extend(&dossier.legal_bases);
    texts.extend(&dossier.issuer.lines);
    texts.extend(dossier.tiers.iter().map(|tier| &tier.name));
    if let Some(annex) = &dossier.annex {
        texts.extend([&annex.title]);
        texts.extend(&annex.subtitle);
    }
    texts.extend(&dossier.executors);
    texts.extend(&dossier.recipients);
    texts.extend(dossier.proposal.as_ref().map(|proposal| &proposal.proposer));
    texts.extend(
        dossier
            .proposal
            .as_ref()
            .and_then(|proposal| proposal.document.as_ref()),
    );
    texts.extend(dossier.facts.all_texts());
    for block in &dossier.blocks {
        texts.extend([&block.name]);
        texts.extend(block.facts.all_texts());
        texts.extend(block.agencies.iter().map(|agency| &agency.name));
    }
    texts
}
