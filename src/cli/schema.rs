//! `quyetdinh schema`: what editors know of a set's dossiers.

use super::args::Schema;
use super::{Outcome, Session, print};
use crate::drafting::{BuiltIn, Templates};
use crate::schema;

pub(super) fn run(options: &Schema, session: &mut Session) -> Outcome {
    let set = match &options.mau {
        Some(folder) => {
            let templates = Templates::from_folder(folder, &mut session.sources);
            (session.diagnostics.keep(templates)).map(|templates| templates.set().clone())
        }
        None => {
            let named = BuiltIn::named(&options.set.bo_mau);
            let named = named.map_err(Into::into);
            session.diagnostics.keep(named).map(|set| set.set())
        }
    };
    let Some(set) = set else {
        return Outcome::Failed;
    };
    print(&schema::schema(&set));
    Outcome::Done
}
