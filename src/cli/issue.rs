//! `quyetdinh issue`: builds the final pair and files it in the archive.

use std::io::Write;

use super::args::Issue;
use super::given::issue_facts;
use super::prepared::{Asked, Prepared};
use super::{Outcome, Session, diff_docx, print_done, witness};
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
            print_done(&format!(
                "Đã ban hành Quyết định số {} ngày {}, lưu tại {}\n{}",
                record.full_number(),
                record.day(),
                shown(&options.out.join(package)),
                witness::line_of(&options.out)
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
    let asked = Asked {
        dossier: &options.dossier,
        law: options.law.phap_luat.as_deref(),
        templates: options.own.mau.as_deref(),
        amends: options.sua_doi.as_deref(),
        ..Asked::default()
    };
    let prepared = Prepared::open(&asked, session)?;
    let (task, amends) = (prepared.task(), prepared.link());
    let (sources, diagnostics) = (&mut session.sources, &mut session.diagnostics);
    let Some(workshop) = &prepared.workshop else {
        // what is wrong with the dossier is told with what is wrong with its templates
        let _ = task.read(|_| (), sources, diagnostics);
        return None;
    };
    let contents = archive::assemble(workshop, &task, amends, &given, sources, diagnostics);
    if contents.is_some() {
        diff_docx::warn_of_edited(&options.dossier, &prepared, session);
    }
    contents
}

/// Another writer has the lock.
pub(super) fn say_waiting() {
    let _ = writeln!(
        std::io::stderr(),
        "Đang chờ một lệnh khác ghi xong vào kho ..."
    );
}
