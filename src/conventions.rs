//! What can be printed but should be looked at: the rules of Nghị định 30/2020/NĐ-CP for what the
//! user types, and the order of the dates.

mod bases;
mod corrections;
mod encoding;
mod form;
mod law;
mod names;
mod signer;
mod starter;
mod syllables;
mod timeline;
mod years;

pub use bases::closing_marks;

use crate::diagnostics::Diagnostics;
use crate::dossier::{Dossier, LawTable};

/// Warns of dates out of order, capital letters and the signer's title.
pub fn review(dossier: &Dossier, tables: &[&LawTable], diagnostics: &mut Diagnostics) {
    let mut found = Diagnostics::new();
    signer::review(dossier, &mut found);
    timeline::review(dossier, &mut found);
    names::review(dossier, &mut found);
    corrections::review(dossier, &mut found);
    form::review(dossier, &mut found);
    years::review(dossier, &mut found);
    starter::review(dossier, &mut found);
    let texts = dossier.texts();
    law::review(dossier, &texts, tables, &mut found);
    encoding::review(&texts, &mut found);
    found.sort_by_place();
    diagnostics.extend(found);
}
