//! Scores put into a dossier.

use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use super::super::args::Import;
use super::super::opened::Opened as Dossier;
use super::super::{Outcome, Session, made, print_done, workshop};
use super::answers::Given;
use super::opened::Opened;
use crate::diagnostics::{Diagnostics, SourceId};
use crate::digest::Digest;
use crate::dossier::{self, Core};
use crate::import::{
    Answers, Asked, Changes, Grounds, Report, Source, Target, Understood, Ways, has_scores,
    not_editable, plan, remember, scored_by, understand,
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

/// The dossier that scores are put into, read as far as it goes.
struct Destination {
    dossier: Dossier,
    set: Arc<dossier::Set>,
    source: SourceId,
    core: Core,
    /// How many errors there are in it already.
    errors: usize,
}

impl Destination {
    fn open(path: &Path, options: &Import, session: &mut Session) -> Option<Self> {
        let dossier = Dossier::open(path, None, session)?;
        let named = (&*dossier.name, &*dossier.text);
        let set = workshop::set_of(named, options.own.mau.as_deref(), session)?;
        let source = session.sources.add(named.0, named.1);
        let mut problems = Diagnostics::new();
        let Some(core) = dossier::glance(source, &dossier.text, &set, &mut problems) else {
            session.diagnostics.extend_errors(problems);
            return None;
        };
        Some(Self {
            dossier,
            set,
            source,
            core,
            errors: problems.counts().0,
        })
    }

    /// What is asked of the workbook: the options answer first, then the dossier.
    fn asked<'a>(&self, options: &'a Import, given: &Answers) -> Asked<'a> {
        let core = &self.core;
        let own = core.sheet_reading.as_ref().map(Answers::of);
        let mut blocks = core.blocks.iter();
        Asked {
            sheets: &options.trang,
            answers: given.clone().or(own.unwrap_or_default()),
            year: (core.year.value > 0).then_some(core.year.value),
            takes_totals: blocks.all(|block| scored_by(core, block).is_empty()),
        }
    }

    /// The dossier after its corrections, where it already has scores that are not replaced.
    fn corrected(&self, replaces: bool, session: &mut Session) -> Option<Core> {
        let mut agencies = self.core.blocks.iter().flat_map(|block| &block.agencies);
        if replaces || !agencies.any(has_scores) {
            return None;
        }
        let mut found = Diagnostics::new();
        let input = self.dossier.input(&self.set);
        let loaded = dossier::load(input, &mut session.sources, &mut found);
        session.diagnostics.extend_errors(found);
        loaded.map(|dossier| dossier.core)
    }

    /// Whether the new text can be read, with no more errors than there were.
    fn is_no_worse(&self, text: &str) -> bool {
        let mut again = Diagnostics::new();
        let read = dossier::glance(self.source, text, &self.set, &mut again);
        read.is_some() && again.counts().0 <= self.errors
    }
}

fn ways<'a>(options: &Import, given: &'a Given) -> Ways<'a> {
    Ways {
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
    }
}

/// The dossier's new text, `None` for it if nothing changes; nothing at all after an error.
fn made(
    path: &Path,
    opened: &Opened,
    options: &Import,
    given: &Given,
    session: &mut Session,
) -> Option<(Option<String>, Changes)> {
    let to = Destination::open(path, options, session)?;
    let mut file = Document::open(&to.dossier.text)?;
    let asked = to.asked(options, &given.answers);
    let corrected = to.corrected(options.thay, session);
    let mut report = Report {
        file: &opened.name,
        sources: &mut session.sources,
        diagnostics: &mut session.diagnostics,
    };
    let found = understand(&opened.book, &asked, &mut report);
    let target = Target {
        source: to.source,
        core: &to.core,
        corrected: corrected.as_ref(),
    };
    let with = (&opened.book, &asked.answers);
    let ways = ways(options, given);
    let changes = plan(&found, with, &target, &ways, &mut file, &mut report);
    if session.diagnostics.has_errors() {
        return None;
    }
    let from = source_of(path, opened, &found);
    if let Err(NotEditable(place)) = remember(&to.core, &from, &given.answers, &mut file) {
        session.diagnostics.push(not_editable(place, to.source));
        return None;
    }
    if file.is_unchanged() {
        return Some((None, changes));
    }
    let text = file.finish();
    if text == to.dossier.text {
        return Some((None, changes));
    }
    if !to.is_no_worse(&text) {
        session.diagnostics.push(not_editable(None, to.source));
        return None;
    }
    Some((Some(text), changes))
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
