//! A state of a dossier to compare with: another dossier, an archived package, or the dossier before a
//! correction; scored and drafted.

use std::path::{Path, PathBuf};

use super::{Session, build};
use crate::archive::{DOSSIER, Disk, Package, TEMPLATES};
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::document::Document;
use crate::dossier::{Applied, Dossier};
use crate::drafting::{BuiltIn, DraftOptions};
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
    /// What documents call it: the same wherever its file lies.
    pub(super) called: String,
    pub(super) scored: Scored,
    pub(super) document: Document,
    pub(super) workshop: Workshop,
}

/// A dossier's file, and what it was packed with.
pub(super) struct Source {
    called: String,
    dossier: PathBuf,
    templates: Option<PathBuf>,
    /// Number and date it was issued with.
    issued: IssueFacts,
}

impl Source {
    /// A dossier with this number and date.
    pub(super) fn numbered(dossier: &Path, issued: IssueFacts) -> Self {
        Self {
            called: called(dossier),
            dossier: dossier.to_owned(),
            templates: None,
            issued,
        }
    }

    /// The dossier itself, or the one in a package's folder.
    pub(super) fn find(path: &Path, session: &mut Session) -> Option<Self> {
        if !path.is_dir() {
            return Some(Self::numbered(path, IssueFacts::default()));
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
        Some(Self {
            templates: templates.map(Path::to_owned),
            ..Self::numbered(dossier, IssueFacts::default())
        })
    }

    /// The dossier of an archived package; the text of an amending decision's is that of the decision
    /// it amends.
    fn packed(path: &Path, session: &mut Session) -> Option<Self> {
        let package = match Package::open(&Disk, path) {
            Ok(package) => package,
            Err(problems) => {
                session.diagnostics.extend(problems);
                return None;
            }
        };
        let (templates, issued) = if package.record().amends.is_some() {
            let lineage = session.lineage(path)?;
            let facts = lineage.original().record().issue_facts();
            (lineage.templates(), facts)
        } else {
            (path.join(TEMPLATES), package.record().issue_facts())
        };
        let record = package.record();
        Some(Self {
            called: format!(
                "Quyết định số {} ngày {}",
                record.full_number(),
                record.day()
            ),
            dossier: path.join(DOSSIER),
            templates: Some(templates),
            issued,
        })
    }

    /// The state after so many corrections, without the number and date of its issue; `templates`
    /// takes the place of its own.
    pub(super) fn state(
        &self,
        applied: Applied,
        templates: Option<&Path>,
        session: &mut Session,
    ) -> Option<State> {
        let templates = templates.or(self.templates.as_deref());
        self.drafted(applied, templates, &IssueFacts::default(), session)
    }

    /// The document with the number and date of its issue and with its own templates; those given
    /// where it has none.
    pub(super) fn as_issued(
        &self,
        applied: Applied,
        templates: Option<&Path>,
        session: &mut Session,
    ) -> Option<State> {
        let templates = self.templates.as_deref().or(templates);
        self.drafted(applied, templates, &self.issued, session)
    }

    /// Only errors are reported: whether a dossier is well is `check`'s question.
    fn drafted(
        &self,
        applied: Applied,
        templates: Option<&Path>,
        facts: &IssueFacts,
        session: &mut Session,
    ) -> Option<State> {
        let text = session.read_text(&self.dossier)?;
        let mut found = Diagnostics::new();
        let name = shown(&self.dossier);
        let mut draft = || {
            let adjust = |dossier: &mut Dossier| facts.clone().apply(dossier);
            let sources = &mut session.sources;
            let scored = pipeline::read_after(applied, &name, &text, adjust, sources, &mut found)?;
            let workshop =
                build::workshop(templates, BuiltIn::Decision, None, sources, &mut found)?;
            let options = DraftOptions::default();
            let document = pipeline::draft(&workshop, &scored, &options, sources, &mut found)?;
            Some(State {
                called: self.called.clone(),
                scored,
                document,
                workshop,
            })
        };
        let state = draft();
        session.diagnostics.extend_errors(found);
        state
    }
}

fn called(dossier: &Path) -> String {
    let name = dossier.file_name().unwrap_or(dossier.as_os_str());
    format!("hồ sơ {}", name.to_string_lossy())
}

/// The dossier among a folder's files: the one of that name, or the only one.
fn dossier_among(entries: &[PathBuf]) -> Option<&PathBuf> {
    let mut yaml = yaml_among(entries);
    let own = yaml.iter().position(|path| path.ends_with(DOSSIER));
    match own {
        Some(own) => Some(yaml.swap_remove(own)),
        None if yaml.len() == 1 => yaml.pop(),
        None => None,
    }
}

fn yaml_among(entries: &[PathBuf]) -> Vec<&PathBuf> {
    let is_yaml = |path: &&PathBuf| path.extension().is_some_and(|ending| ending == "yaml");
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
