//! A state of a dossier to compare with: another dossier, an archived package, or the dossier before a
//! correction; scored and drafted.

use std::path::{Path, PathBuf};

use super::{Session, text, workshop};
use crate::archive::{DOSSIER, Disk, Package};
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::document::Document;
use crate::dossier::{Applied, Dossier, Input, Past};
use crate::drafting::DraftOptions;
use crate::output::shown;
use crate::pipeline::{self, IssueFacts, Scored, Workshop};

/// The template that every set holds: where it is, the set is.
const TEMPLATE: &str = "quyet-dinh.md";

/// How many corrections stand before that one.
pub(super) fn before(number: usize, dossier: &Dossier, session: &mut Session) -> Option<usize> {
    let count = dossier.corrections.len();
    if (1..=count).contains(&number) {
        return Some(number - 1);
    }
    let note = match count {
        0 => "hồ sơ chưa có `dieu_chinh`".to_owned(),
        _ => format!("hồ sơ có {count} điều chỉnh"),
    };
    session.diagnostics.push(
        Diagnostic::error("TP051", format!("Không có điều chỉnh thứ {number}"))
            .with_note(note)
            .with_remedy("Sau --truoc là số thứ tự của một điều chỉnh, đếm từ 1"),
    );
    None
}

/// A dossier scored and drafted.
pub(super) struct State {
    pub(super) scored: Scored,
    pub(super) documents: Vec<Document>,
}

/// Reads, scores and drafts a dossier with so many of its corrections. Only errors are reported:
/// whether a dossier is well is `check`'s question.
pub(super) fn drafted(
    dossier: Input<'_>,
    facts: &IssueFacts,
    workshop: &Workshop,
    session: &mut Session,
) -> Option<State> {
    let mut found = Diagnostics::new();
    let mut draft = || {
        let adjust = |dossier: &mut Dossier| facts.apply(dossier);
        let sources = &mut session.sources;
        let scored = pipeline::read(dossier, adjust, sources, &mut found)?;
        let options = DraftOptions::default();
        let documents = pipeline::draft(workshop, &scored, &options, sources, &mut found)?;
        Some(State { scored, documents })
    };
    let state = draft();
    session.diagnostics.extend_errors(found);
    state
}

/// How the year before of a dossier's file is found.
pub(super) type PastOf<'a> = &'a dyn Fn(&Path) -> Box<dyn Past>;

/// A dossier, and what it was packed with.
pub(super) struct Source {
    /// What documents call it: the same wherever its file lies.
    pub(super) called: String,
    /// What messages call it.
    name: String,
    text: String,
    templates: Own,
    past: Box<dyn Past>,
    /// Number and date it was issued with.
    issued: IssueFacts,
}

/// The templates that a dossier brings along.
enum Own {
    None,
    Folder(PathBuf),
    Packed(Box<Package>),
}

impl Source {
    /// The dossier itself, or the one in a package's folder. `past` finds the year before of a dossier that lies on the
    /// disk; a package has its own.
    pub(super) fn find(path: &Path, past: PastOf<'_>, session: &mut Session) -> Option<Self> {
        if !path.is_dir() {
            return Self::file(path, Own::None, past, session);
        }
        if Package::is_at(path) {
            return Self::packed(path, session);
        }
        let entries = entries(path);
        let Some(dossier) = dossier_among(&entries) else {
            session.diagnostics.push(unclear(path, &entries));
            return None;
        };
        let folders = entries.iter().filter(|entry| entry.is_dir());
        let mut places = std::iter::once(path).chain(folders.map(PathBuf::as_path));
        let templates = places.find(|folder| folder.join(TEMPLATE).is_file());
        let templates = templates.map_or(Own::None, |folder| Own::Folder(folder.to_owned()));
        Self::file(dossier, templates, past, session)
    }

    fn file(
        dossier: &Path,
        templates: Own,
        past: PastOf<'_>,
        session: &mut Session,
    ) -> Option<Self> {
        Some(Self {
            called: called(dossier),
            name: shown(dossier),
            text: session.read_text(dossier, text::DOSSIER)?,
            templates,
            past: past(dossier),
            issued: IssueFacts::default(),
        })
    }

    /// The dossier of an archived package; the text of an amending decision's is that of the decision
    /// it amends.
    fn packed(path: &Path, session: &mut Session) -> Option<Self> {
        let package = session.diagnostics.keep(Package::open(&Disk, path))?;
        session.tell_litter(&package);
        let record = package.record();
        let called = format!(
            "Quyết định số {} ngày {}",
            record.full_number(),
            record.day()
        );
        let name = shown(&path.join(DOSSIER));
        package.declare(&name, &mut session.sources);
        let text = package.dossier_text().to_owned();
        let original = if record.amends.is_some() {
            session.lineage(path)?.original().clone()
        } else {
            package
        };
        Some(Self {
            called,
            name,
            text,
            past: Box::new(original.past()),
            issued: original.record().issue_facts(),
            templates: Own::Packed(Box::new(original)),
        })
    }

    /// Its templates and the fonts of a folder: those asked for, its own, or those for a dossier
    /// without any.
    pub(super) fn workshop(
        &self,
        asked_for: Option<&Path>,
        for_none: Option<&Path>,
        fonts: Option<&Path>,
        session: &mut Session,
    ) -> Option<Workshop> {
        let own = match &self.templates {
            Own::None => for_none,
            Own::Folder(folder) => Some(folder.as_path()),
            Own::Packed(package) if asked_for.is_none() => {
                let templates = package.compile_templates(&mut session.sources);
                return workshop::with(templates, fonts, &mut session.diagnostics);
            }
            Own::Packed(_) => None,
        };
        let folder = asked_for.or(own);
        workshop::workshop((&self.name, &self.text), folder, fonts, session)
    }

    /// The dossier, read by the set of this workshop.
    fn input<'a>(&'a self, applied: Applied, workshop: &'a Workshop) -> Input<'a> {
        Input {
            applied,
            past: &*self.past,
            ..Input::new(&self.name, &self.text, workshop.templates.set())
        }
    }

    /// The dossier scored, with all its corrections.
    pub(super) fn scored(&self, workshop: &Workshop, session: &mut Session) -> Option<Scored> {
        let input = self.input(Applied::All, workshop);
        let (sources, diagnostics) = (&mut session.sources, &mut session.diagnostics);
        pipeline::read(input, |_| (), sources, diagnostics)
    }

    /// The state after so many corrections, without the number and date of its issue.
    pub(super) fn state(
        &self,
        applied: Applied,
        workshop: &Workshop,
        session: &mut Session,
    ) -> Option<State> {
        let input = self.input(applied, workshop);
        drafted(input, &IssueFacts::default(), workshop, session)
    }

    /// The documents with all corrections and with the number and date of its issue.
    pub(super) fn as_issued(&self, workshop: &Workshop, session: &mut Session) -> Option<State> {
        let input = self.input(Applied::All, workshop);
        drafted(input, &self.issued, workshop, session)
    }
}

/// What documents call a dossier's file.
pub(super) fn called(dossier: &Path) -> String {
    let name = dossier.file_name().unwrap_or(dossier.as_os_str());
    format!("hồ sơ {}", name.to_string_lossy())
}

/// The dossier among a folder's files: the one of that name, or the only one.
fn dossier_among(entries: &[PathBuf]) -> Option<&PathBuf> {
    let mut yaml = yaml_among(entries);
    let is_own = |path: &Path| {
        let name = path.file_name().unwrap_or_default();
        name.eq_ignore_ascii_case(DOSSIER)
    };
    let own = yaml.iter().position(|path| is_own(path));
    match own {
        Some(own) => Some(yaml.swap_remove(own)),
        None if yaml.len() == 1 => yaml.pop(),
        None => None,
    }
}

fn yaml_among(entries: &[PathBuf]) -> Vec<&PathBuf> {
    let is_yaml = |path: &&PathBuf| {
        let ending = path.extension().unwrap_or_default();
        ending.eq_ignore_ascii_case("yaml")
    };
    entries.iter().filter(is_yaml).collect()
}

fn unclear(folder: &Path, entries: &[PathBuf]) -> Diagnostic {
    let what = if yaml_among(entries).is_empty() {
        "không có tệp .yaml nào"
    } else {
        "có nhiều tệp .yaml"
    };
    let folder = shown(folder);
    Diagnostic::error("TP052", format!("Không rõ hồ sơ trong thư mục {folder}"))
        .with_note(what)
        .with_remedy("Ghi đường dẫn tới chính tệp hồ sơ")
}

/// What a folder holds, by name; an unreadable one holds nothing.
fn entries(folder: &Path) -> Vec<PathBuf> {
    let read = std::fs::read_dir(folder).into_iter().flatten();
    let mut paths: Vec<PathBuf> = read.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    paths
}
