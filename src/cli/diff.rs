//! `quyetdinh diff`: what changed between two dossiers, two states of one, or archived packages.

use std::path::{Path, PathBuf};

use super::args::Diff;
use super::{Outcome, Session, build, print};
use crate::archive::{Disk, Package};
use crate::diagnostics::{Diagnostic, Diagnostics, Severity};
use crate::document::Document;
use crate::dossier::Applied;
use crate::drafting::{self, DraftOptions};
use crate::output::{shown, write_all};
use crate::pdf;
use crate::pipeline::{self, Format, Scored, Workshop};
use crate::revision;

/// The template that every set holds: where it is, the set is.
const TEMPLATE: &str = "quyet-dinh.md";
/// The name a package's dossier may have beside other YAML files.
const DOSSIER: &str = "ho-so.yaml";

pub(super) fn run(options: &Diff, session: &mut Session) -> Outcome {
    match compare(options, session) {
        Some(text) => {
            print(&text);
            Outcome::Done
        }
        None => Outcome::Failed,
    }
}

fn compare(options: &Diff, session: &mut Session) -> Option<String> {
    let old_path = &options.old;
    let new_path = options.new.as_ref().unwrap_or(old_path);
    check_usage(options, session)?;
    let new = Source::find(new_path, session)?.state(Applied::All, options, session)?;
    let applied = match options.truoc {
        Some(number) => Applied::First(before(number, &new, session)?),
        None => Applied::All,
    };
    let old = Source::find(old_path, session)?.state(applied, options, session)?;
    let changes = revision::compare(
        (&old.scored.dossier, &old.scored.standings),
        (&new.scored.dossier, &new.scored.standings),
    );
    let sentences = revision::sentences(&old.document, &new.document);
    let mut report = if options.json {
        revision::json(&changes, &sentences)
    } else {
        revision::text(&changes, &sentences)
    };
    if let Some(folder) = &options.out {
        let (dossier, document) = (&new.scored.dossier, &new.document);
        let compared = compared(options, new_path);
        let sheet = revision::sheet(&changes, &sentences, &compared, dossier, document);
        let written = write(&sheet, &new, &build::stem(new_path), folder, session)?;
        if !options.json {
            report.push_str(&written);
        }
    }
    Some(report)
}

/// What is compared, in the sheet's words.
fn compared(options: &Diff, new: &Path) -> String {
    match options.truoc {
        Some(number) => {
            format!("kết quả trước điều chỉnh thứ {number} với kết quả sau mọi điều chỉnh")
        }
        None => format!(
            "hồ sơ cũ ({}) với hồ sơ mới ({})",
            shown(&options.old),
            shown(new)
        ),
    }
}

/// Writes the change sheet in both formats; gives the lines that say so.
fn write(
    sheet: &Document,
    new: &State,
    stem: &str,
    folder: &Path,
    session: &mut Session,
) -> Option<String> {
    let mut found = Diagnostics::new();
    let fonts = &new.workshop.fonts;
    drafting::check_letters(
        sheet,
        fonts,
        &session.sources,
        new.scored.source,
        &mut found,
    );
    if found.has_errors() {
        session.diagnostics.extend(found);
        return None;
    }
    let options = pdf::Options {
        signature_fields: false,
        ..pdf::Options::default()
    };
    let stem = format!("{stem}-thay-doi");
    let formats = [Format::Docx, Format::Pdf];
    let files = pipeline::write_with(&new.workshop, sheet, &stem, &formats, &options);
    match files.and_then(|files| write_all(folder, &files)) {
        Ok(paths) => {
            let lines = paths.iter().map(|path| format!("Đã ghi {}\n", shown(path)));
            Some(lines.collect())
        }
        Err(problems) => {
            session.diagnostics.extend(problems);
            None
        }
    }
}

fn check_usage(options: &Diff, session: &mut Session) -> Option<()> {
    let problem = match (&options.new, options.truoc) {
        (None, None) => Diagnostic::error("TP050", "Chưa rõ so sánh với gì").with_remedy(
            "Thêm hồ sơ thứ hai, hoặc --truoc <n>: so trước điều chỉnh thứ n với sau mọi điều chỉnh",
        ),
        (Some(_), Some(_)) => Diagnostic::error("TP050", "--truoc chỉ dùng với một hồ sơ")
            .with_remedy("Bỏ hồ sơ thứ hai, hoặc bỏ --truoc"),
        _ => return Some(()),
    };
    session.diagnostics.push(problem);
    None
}

/// How many corrections stand before that one.
fn before(number: usize, state: &State, session: &mut Session) -> Option<usize> {
    let count = state.scored.dossier.corrections.len();
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
struct State {
    scored: Scored,
    document: Document,
    workshop: Workshop,
}

/// A dossier's file, and the templates it was packed with.
struct Source {
    dossier: PathBuf,
    templates: Option<PathBuf>,
}

impl Source {
    /// The dossier itself, or the one in a package's folder.
    fn find(path: &Path, session: &mut Session) -> Option<Self> {
        if !path.is_dir() {
            return Some(Self {
                dossier: path.to_owned(),
                templates: None,
            });
        }
        // a package must be as it was issued; number and date stay out of the comparison
        if Package::is_at(path)
            && let Err(problems) = Package::open(&Disk, path)
        {
            session.diagnostics.extend(problems);
            return None;
        }
        let entries = entries(path);
        let is_yaml = |path: &&PathBuf| path.extension().is_some_and(|ending| ending == "yaml");
        let yaml: Vec<&PathBuf> = entries.iter().filter(is_yaml).collect();
        let own = yaml.iter().find(|path| path.ends_with(DOSSIER));
        let Some(dossier) = own
            .or(yaml.first())
            .filter(|_| own.is_some() || yaml.len() == 1)
        else {
            let what = if yaml.is_empty() {
                "không có tệp .yaml nào"
            } else {
                "có nhiều tệp .yaml"
            };
            session.diagnostics.push(
                Diagnostic::error(
                    "TP052",
                    format!("Không rõ hồ sơ trong thư mục {}", shown(path)),
                )
                .with_note(what)
                .with_remedy("Ghi đường dẫn tới chính tệp hồ sơ"),
            );
            return None;
        };
        let folders = entries.iter().filter(|entry| entry.is_dir());
        let mut places = std::iter::once(path).chain(folders.map(PathBuf::as_path));
        let templates = places.find(|folder| folder.join(TEMPLATE).is_file());
        Some(Self {
            dossier: (*dossier).clone(),
            templates: templates.map(Path::to_owned),
        })
    }

    /// Only errors are reported: whether a dossier is well is `check`'s question.
    fn state(&self, applied: Applied, options: &Diff, session: &mut Session) -> Option<State> {
        let text = session.read_text(&self.dossier)?;
        let mut found = Diagnostics::new();
        let state = self.drafted(applied, &text, options, session, &mut found);
        let errors = found.iter().filter(|d| d.severity == Severity::Error);
        errors.for_each(|error| session.diagnostics.push(error.clone()));
        state
    }

    fn drafted(
        &self,
        applied: Applied,
        text: &str,
        options: &Diff,
        session: &mut Session,
        found: &mut Diagnostics,
    ) -> Option<State> {
        let name = shown(&self.dossier);
        let sources = &mut session.sources;
        let scored = pipeline::read_after(applied, &name, text, |_| (), sources, found)?;
        let templates = options.mau.as_deref().or(self.templates.as_deref());
        let workshop = build::workshop(templates, None, sources, found)?;
        let draft = DraftOptions::default();
        let document = pipeline::draft(&workshop, &scored, &draft, sources, found)?;
        Some(State {
            scored,
            document,
            workshop,
        })
    }
}

/// What a folder holds, by name; an unreadable one holds nothing.
fn entries(folder: &Path) -> Vec<PathBuf> {
    let read = std::fs::read_dir(folder).into_iter().flatten();
    let mut paths: Vec<PathBuf> = read.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    paths
}
