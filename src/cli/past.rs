//! The year before, in the files that a dossier names.

use std::path::{Path, PathBuf};

use super::Session;
use super::files_read::FilesRead;
use super::state::Source;
use crate::diagnostics::{Diagnostic, Diagnostics, Severity, Sources};
use crate::dossier::{LastYear, Past, Text};
use crate::scoring::as_last_year;

/// Paths in a dossier lead from the folder that it lies in.
pub(super) struct PastOnDisk {
    folder: PathBuf,
    /// The dossiers that led here, this one last: none of them can be its own past.
    read: Vec<PathBuf>,
    files: FilesRead,
}

impl PastOnDisk {
    /// What it reads is noted among `files`.
    pub(super) fn of(dossier: &Path, files: &FilesRead) -> Self {
        Self::after(dossier, Vec::new(), files)
    }

    /// The same for whoever takes any way to the year before.
    pub(super) fn boxed(dossier: &Path) -> Box<dyn Past> {
        Box::new(Self::of(dossier, &FilesRead::default()))
    }

    fn after(dossier: &Path, mut read: Vec<PathBuf>, files: &FilesRead) -> Self {
        let folder = dossier.parent().unwrap_or(dossier).to_owned();
        read.extend(dossier.canonicalize());
        let files = files.clone();
        Self {
            folder,
            read,
            files,
        }
    }

    /// Reads and scores what lies there.
    fn at(&self, path: &Text, session: &mut Session) -> Option<LastYear> {
        // as typed on Windows, too
        let file = self.folder.join(path.replace('\\', "/"));
        if file
            .canonicalize()
            .is_ok_and(|file| self.read.contains(&file))
        {
            session.diagnostics.push(
                Diagnostic::error("HS076", "kết quả năm trước là của chính hồ sơ này")
                    .at(path.span, "dẫn trở lại hồ sơ đang đọc"),
            );
            return None;
        }
        let past = |file: &Path| -> Box<dyn Past> {
            Box::new(Self::after(file, self.read.clone(), &self.files))
        };
        let source = Source::find(&file, &past, session)?;
        let workshop = source.workshop(None, None, None, session)?;
        let scored = source.scored(&workshop, session)?;
        Some(as_last_year(&scored.dossier, &scored.standings, path.span))
    }
}

impl Past for PastOnDisk {
    fn results(
        &self,
        of: &LastYear,
        sources: &mut Sources,
        diagnostics: &mut Diagnostics,
    ) -> Option<LastYear> {
        let path = of.file()?;
        let mut session = Session {
            sources: std::mem::take(sources),
            files: self.files.clone(),
            ..Session::default()
        };
        let results = self.at(path, &mut session);
        *sources = session.sources;
        if results.is_none() {
            let mut problem = Diagnostic::error(
                "HS076",
                format!("không lấy được kết quả năm trước từ “{}”", **path),
            )
            .at(path.span, "tệp ghi ở đây");
            if let Some(first) = session
                .diagnostics
                .iter()
                .find(|found| found.severity == Severity::Error)
            {
                let place = first.span.and_then(|span| sources.place(span));
                let place = place.map_or(String::new(), |(file, line)| {
                    format!("{file}, dòng {line}: ")
                });
                problem = problem.with_note(format!("{place}{}", first.message));
            }
            let remedy = "sửa đường dẫn (tính từ thư mục của hồ sơ này), hoặc `quyetdinh check` tệp ấy; không còn tệp thì nhập kết quả ở `nam_truoc.khoi`";
            diagnostics.push(problem.with_remedy(remedy));
        }
        let results = results?;
        if let Some(problem) = other_year(of, &results) {
            diagnostics.push(problem);
            return None;
        }
        Some(results)
    }
}

/// The year that the dossier gives is not that of the file it names.
fn other_year(given: &LastYear, found: &LastYear) -> Option<Diagnostic> {
    let (given, found) = (given.year.as_ref()?, found.year.as_ref()?);
    (given.value != found.value).then(|| {
        let message = format!(
            "`nam_truoc.nam` là {}, kết quả lấy ở tệp là của năm {}",
            **given, **found
        );
        Diagnostic::error("HS078", message)
            .at(given.span, "khác năm của tệp")
            .with_related(found.span, "tệp ghi ở đây")
            .with_remedy("bỏ `nam`, hoặc sửa đường dẫn")
    })
}
