//! `quyetdinh issue`: builds the final pair and files it in the archive.

use std::io::Write;

use super::args::Issue;
use super::given::issue_facts;
use super::opened::Opened;
use super::{Outcome, Session, print, workshop};
use crate::archive::{self, Contents, Disk};
use crate::output::shown;

pub(super) fn run(options: &Issue, session: &mut Session) -> Outcome {
    // what is filed stays
    session.tells_remarks = true;
    let contents = assemble(options, session);
    let Some(contents) = contents.filter(|_| !session.diagnostics.has_errors()) else {
        let missing = |d: &crate::diagnostics::Diagnostic| d.code == archive::MISSING_FACTS;
        return if session.diagnostics.iter().any(missing) {
            Outcome::WrongUsage
        } else {
            Outcome::Failed
        };
    };
    // before it is filed for ever
    session.tell();
    let filed = archive::issue(
        &Disk,
        &options.out,
        &contents,
        &mut say_waiting,
        &mut session.diagnostics,
    );
    match filed {
        Ok(package) => {
            let record = &contents.record;
            print(&format!(
                "Đã ban hành Quyết định số {} ngày {}, lưu tại {}\n",
                record.full_number(),
                record.day(),
                shown(&options.out.join(package))
            ));
            Outcome::Done
        }
        Err(problems) => {
            session.diagnostics.extend(problems);
            Outcome::Failed
        }
    }
}

/// All files of the package; `None` after an error.
fn assemble(options: &Issue, session: &mut Session) -> Option<Contents> {
    let given = issue_facts(
        options.so.as_deref(),
        options.ngay.as_deref(),
        &mut session.diagnostics,
    );
    let law = options.law.phap_luat.as_deref();
    let opened = Opened::open(&options.dossier, law, session)?;
    let templates = options.own.mau.as_deref();
    let workshop = match options.sua_doi {
        Some(_) => workshop::amending(templates, None, session),
        None => opened.workshop(templates, None, session),
    };
    let lineage = options.sua_doi.as_ref().map(|path| session.lineage(path));
    let workshop = workshop?;
    let (sources, diagnostics) = (&mut session.sources, &mut session.diagnostics);
    match lineage {
        None => {
            let dossier = opened.input(workshop.templates.set());
            archive::assemble(&workshop, dossier, &given, sources, diagnostics)
        }
        Some(lineage) => archive::assemble_amending(
            &workshop,
            &lineage?,
            (&opened.name, &opened.text),
            &given,
            sources,
            diagnostics,
        ),
    }
}

/// Another writer has the lock.
pub(super) fn say_waiting() {
    let _ = writeln!(
        std::io::stderr(),
        "Đang chờ một lệnh khác ghi xong vào kho ..."
    );
}
