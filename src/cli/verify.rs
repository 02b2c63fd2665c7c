//! `quyetdinh verify`: is the archive still what was issued?

use super::args::Verify;
use super::progress::Progress;
use super::verdicts::{summary, verdict};
use super::{Outcome, Session, findings, print, witness};
use crate::archive::{self, Check, Disk};
use crate::fonts::Fonts;
use crate::output::shown;

pub(super) fn run(options: &Verify, session: &mut Session) -> Outcome {
    let asked = options.doi_chieu.as_deref();
    let asked = asked.map(|text| witness::parse(text, &mut session.diagnostics));
    let fonts = session.diagnostics.keep(Fonts::built_in());
    let Some(fonts) = fonts.filter(|_| !session.diagnostics.has_errors()) else {
        return Outcome::Failed;
    };
    let asked = asked.flatten();
    let progress = Progress::new("gói");
    let check = Check {
        fonts: Some(&fonts),
        witness: asked.as_ref(),
        progress: Some(&|done, count| progress.tell(done, count)),
    };
    let found = match check.of(&Disk, &options.archive) {
        Ok(found) => found,
        Err(error) => {
            let problem = archive::unreadable_archive(&options.archive, &error);
            session.diagnostics.push(problem);
            return Outcome::Failed;
        }
    };
    progress.clear();
    for package in &found.packages {
        print(&format!("{}: {}\n", package.name, verdict(package)));
    }
    print(&summary(&found));
    let is_whole = !found.is_damaged() && found.is_complete();
    if let Some(since) = &found.since {
        print(&witness::told(since, !is_whole));
    }
    print(&witness::line(found.witness.as_ref()));
    findings::report(&found, &shown(&options.archive), &mut session.diagnostics);
    if is_whole {
        Outcome::Done
    } else {
        Outcome::Failed
    }
}
