//! `quyetdinh nhap`: a score sheet, shown as it is understood or put into a dossier.

mod answers;
mod form;
mod opened;
mod preview;
mod writing;

use super::args::Import;
use super::{Outcome, Session, print};
use crate::diagnostics::Diagnostic;
use crate::import::{Asked, Report, ready, understand};
use crate::output::shown;
use answers::Given;

pub(super) fn run(options: &Import, session: &mut Session) -> Outcome {
    if let (Some(dossier), Some(out)) = (&options.mau_bang, &options.out) {
        return form::run(dossier, out, options.own.mau.as_deref(), session);
    }
    let Some(path) = &options.sheet else {
        return Outcome::WrongUsage;
    };
    let given = Given::of(options, &mut session.diagnostics);
    let name = shown(path);
    let Some(opened) = opened::open(path, session) else {
        return Outcome::Failed;
    };
    if let Some(dossier) = &options.vao {
        return writing::run(dossier, &opened, options, &given, session);
    }
    let asked = Asked {
        sheets: &options.trang,
        answers: given.answers.clone(),
        ..Asked::default()
    };
    let mut report = Report {
        file: &name,
        sources: &mut session.sources,
        diagnostics: &mut session.diagnostics,
    };
    let found = understand(&opened.book, &asked, &mut report);
    if found.tables.is_empty() {
        return Outcome::Failed;
    }
    print(&preview::table(&found));
    if !session.diagnostics.has_errors() {
        print(&format!(
            "\n# Chép vào hồ sơ, hoặc chạy lại với --vao <hồ sơ>\n{}",
            ready(&found).to_text()
        ));
    }
    Outcome::Done
}

/// A dossier without blocks.
fn no_blocks() -> Diagnostic {
    Diagnostic::error("BD040", "Hồ sơ chưa có khối nào")
        .with_remedy("Thêm `khoi` vào hồ sơ, mỗi khối có `ma`, `ten`; `co_quan` có thể để trống")
}
