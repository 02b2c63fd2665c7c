//! What a build of several dossiers says, in their order.

use std::path::{Path, PathBuf};

use super::super::args::Build;
use super::super::progress::{FEW, Progress};
use super::super::{Outcome, Session, build, print_done};
use crate::diagnostics::{Severity, told};
use crate::output::shown;

/// Says what was done, as it comes: all of few dossiers; of many a line for each that failed, and a sum.
pub(super) struct Teller {
    count: usize,
    progress: Progress,
    done: usize,
    failed: usize,
    files: usize,
}

impl Teller {
    pub(super) fn of(count: usize) -> Self {
        Self {
            count,
            progress: Progress::new("hồ sơ"),
            done: 0,
            failed: 0,
            files: 0,
        }
    }

    const fn tells_all(&self) -> bool {
        self.count <= FEW
    }

    /// Tells of the next dossier: its files, if they were written, and what was found on the way; to `session` goes what
    /// is told at the end.
    pub(super) fn tell(
        &mut self,
        options: &Build,
        paths: Option<&[PathBuf]>,
        own: Session,
        session: &mut Session,
    ) {
        match paths {
            Some(paths) => {
                self.done += 1;
                self.files += paths.len();
            }
            None => self.failed += 1,
        }
        if self.tells_all() {
            if let Some(paths) = paths {
                print_done(&build::said(options, paths));
            }
            let (from, to) = (&own.sources, &mut session.sources);
            session.diagnostics.extend_from(own.diagnostics, from, to);
        } else {
            let (errors, warnings) = own.diagnostics.counts();
            session.told.0 += errors;
            session.told.1 += warnings;
            if paths.is_none() {
                self.progress.say(&in_a_line(&options.dossier, own, errors));
            }
        }
        self.progress.tell(self.done + self.failed, self.count);
    }

    /// Says what came of all.
    pub(super) fn finish(self, out: &Path, session: &Session) -> Outcome {
        self.progress.clear();
        if !self.tells_all() {
            let (done, files, out) = (self.done, self.files, shown(out));
            let failed = match self.failed {
                0 => String::new(),
                failed => format!("; {failed} hồ sơ có lỗi, không lập"),
            };
            print_done(&format!(
                "Đã lập {done} hồ sơ, ghi {files} tệp vào {out}{failed}\n"
            ));
            if session.told.1 > 0 {
                let hint = "Xem cảnh báo của từng hồ sơ: `quyetdinh check <hồ sơ>`";
                self.progress.say(hint);
            }
        }
        match self.failed {
            0 => Outcome::Done,
            _ => Outcome::Failed,
        }
    }
}

/// Why a dossier was not built: its first error, and how many more there are.
fn in_a_line(dossier: &Path, mut own: Session, errors: usize) -> String {
    own.diagnostics.sort_by_place();
    let mut found = own.diagnostics.iter();
    let first = found.find(|found| found.severity == Severity::Error);
    let first = first.map(|first| told(first, &own.sources));
    let mut line = format!("lỗi: {}", shown(dossier));
    if let Some(first) = first {
        match first.place {
            Some(place) if place.file == shown(dossier) => {
                line.push_str(&format!(", dòng {}", place.line));
            }
            Some(place) => line.push_str(&format!(": {}, dòng {}", place.file, place.line)),
            None => {}
        }
        line.push_str(&format!(": {} [{}]", first.message, first.code));
    }
    if errors > 1 {
        line.push_str(&format!(" (và {} lỗi khác)", errors - 1));
    }
    line
}
