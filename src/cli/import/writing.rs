//! Scores put into a dossier.

use std::path::{Component, Path, PathBuf};

use super::super::args::Import;
use super::super::opened::Opened as Dossier;
use super::super::{Outcome, Session, made, print_done, workshop};
use super::answers::Given;
use super::opened::Opened;
use crate::digest::Digest;
use crate::dossier::{self, Core};
use crate::import::{
    Answers, Asked, Changes, Grounds, Report, Source, Target, Understood, Ways, not_editable, plan,
    remember, scored_by, understand,
};
use crate::output::{OutputFile, shown};
use crate::yaml_edit::{Document, NotEditable};

pub(super) fn run(
    path: &Path,
    opened: &Opened,
    options: &Import,
    given: &Given,
    session: &mut Session,
) -> Outcome {
    let made = made(path, opened, options, given, session);
    let Some((text, changes)) = made.filter(|_| !session.diagnostics.has_errors()) else {
        return Outcome::Failed;
    };
    let Some(text) = text else {
        print_done(&format!(
            "{}: đã đúng như bảng, không phải ghi gì\n",
            shown(path)
        ));
        return Outcome::Done;
    };
    let name = path
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    let file = OutputFile {
        name,
        bytes: text.into_bytes(),
    };
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    match made::write(folder, &[file]) {
        Ok(_) => {
            print_done(&said(path, changes));
            Outcome::Done
        }
        Err(problems) => {
            session.diagnostics.extend(problems);
            Outcome::Failed
        }
    }
}

fn said(path: &Path, changes: Changes) -> String {
    let mut done = Vec::new();
    if changes.written > 0 {
        done.push(format!("đã ghi điểm của {} cơ quan", changes.written));
    }
    if changes.corrections > 0 {
        done.push(format!("đã thêm {} điều chỉnh", changes.corrections));
    }
    if changes.unchanged > 0 {
        done.push(format!("{} cơ quan không đổi", changes.unchanged));
    }
    let (path, done) = (shown(path), done.join(", "));
    format!("{path}: {done}\nViệc tiếp theo: quyetdinh check {path}\n")
}

/// The dossier's new text, `None` for it if nothing changes; nothing at all after an error.
fn made(
    path: &Path,
    opened: &Opened,
    options: &Import,
    given: &Given,
    session: &mut Session,
) -> Option<(Option<String>, Changes)> {
    let dossier = Dossier::open(path, None, session)?;
    let set = workshop::set_of(
        (&dossier.name, &dossier.text),
        options.own.mau.as_deref(),
        session,
    )?;
    let mut problems = crate::diagnostics::Diagnostics::new();
    let source = session.sources.add(&*dossier.name, &*dossier.text);
    let core = dossier::glance(source, &dossier.text, &set, &mut problems);
    let (Some(core), Some(mut file)) = (core, Document::open(&dossier.text)) else {
        session.diagnostics.extend_errors(problems);
        return None;
    };
    let answers = core
        .sheet_reading
        .as_ref()
        .map(Answers::of)
        .unwrap_or_default();
    let answers = given.answers.clone().or(answers);
    let asked = Asked {
        sheets: &options.trang,
        answers: answers.clone(),
        year: (core.year.value > 0).then_some(core.year.value),
        takes_totals: (core.blocks.iter()).all(|block| scored_by(&core, block).is_empty()),
    };
    let corrected = corrected(&core, &dossier, &set, options, session);
    let mut report = Report {
        file: &opened.name,
        sources: &mut session.sources,
        diagnostics: &mut session.diagnostics,
    };
    let found = understand(&opened.book, &asked, &mut report);
    let ways = Ways {
        blocks: &given.blocks,
        replace: options.thay,
        add: options.them,
        withdraw: options.rut,
        grounds: Grounds {
            date: options.ngay_dieu_chinh.clone(),
            reason: options.ly_do.clone(),
            document: options.van_ban.clone(),
            requested_by: options.nguoi_de_nghi.clone(),
        },
    };
    let target = Target {
        source,
        core: &core,
        corrected: corrected.as_ref(),
    };
    let changes = plan(
        &found,
        (&opened.book, &answers),
        &target,
        &ways,
        &mut file,
        &mut report,
    );
    if session.diagnostics.has_errors() {
        return None;
    }
    let from = source_of(path, opened, &found);
    if let Err(NotEditable(place)) = remember(&core, &from, &given.answers, &mut file) {
        session.diagnostics.push(not_editable(place, source));
        return None;
    }
    if file.is_unchanged() {
        return Some((None, changes));
    }
    let text = file.finish();
    if text == dossier.text {
        return Some((None, changes));
    }
    // what is read again must be no worse than it was
    let mut again = crate::diagnostics::Diagnostics::new();
    let read = dossier::glance(source, &text, &set, &mut again);
    if read.is_none() || again.counts().0 > problems.counts().0 {
        session.diagnostics.push(not_editable(None, source));
        return None;
    }
    Some((Some(text), changes))
}

/// The dossier after its corrections, where it already has scores that are not replaced.
fn corrected(
    core: &Core,
    dossier: &Dossier,
    set: &std::sync::Arc<dossier::Set>,
    options: &Import,
    session: &mut Session,
) -> Option<Core> {
    let has_scores = core
        .blocks
        .iter()
        .any(|block| block.agencies.iter().any(crate::import::has_scores));
    if options.thay || !has_scores {
        return None;
    }
    let mut found = crate::diagnostics::Diagnostics::new();
    let loaded = dossier::load(dossier.input(set), &mut session.sources, &mut found);
    session.diagnostics.extend_errors(found);
    loaded.map(|dossier| dossier.core)
}

fn source_of(dossier: &Path, opened: &Opened, found: &Understood) -> Source {
    let mut sheets: Vec<String> = Vec::new();
    for table in &found.tables {
        if !table.sheet_name.is_empty() && !sheets.contains(&table.sheet_name) {
            sheets.push(table.sheet_name.clone());
        }
    }
    Source {
        path: path_from(dossier, &opened.path),
        sheets,
        sha256: Digest::of(&opened.bytes).as_str().to_owned(),
        date: opened.book.date,
    }
}

/// The workbook's path from the dossier's folder, with `/`.
fn path_from(dossier: &Path, file: &Path) -> String {
    let whole = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let (dossier, file) = (whole(dossier), whole(file));
    let folder: Vec<Component<'_>> = dossier.parent().unwrap_or(&dossier).components().collect();
    let parts: Vec<Component<'_>> = file.components().collect();
    let shared = folder
        .iter()
        .zip(&parts)
        .take_while(|(one, other)| one == other)
        .count();
    // another drive: there is no way but the whole path
    let path: PathBuf = match shared {
        0 => file,
        _ => {
            let up = folder[shared..].iter().map(|_| Component::ParentDir);
            up.chain(parts[shared..].iter().copied()).collect()
        }
    };
    path.display().to_string().replace('\\', "/")
}
