//! What a build of several dossiers says, in their order.

use std::collections::HashSet;
use std::path::Path;

use super::super::progress::{FEW, Progress};
use super::super::{Outcome, Session, print_done};
use crate::output::shown;

/// What came of one dossier.
pub(super) struct Done {
    pub(super) failed: bool,
    /// How many files were written.
    pub(super) files: usize,
    /// What standard output is told.
    pub(super) lines: String,
    /// What was found, in full.
    pub(super) text: String,
    /// The first error in a line.
    pub(super) first: Option<String>,
    /// Errors and warnings.
    pub(super) counts: (usize, usize),
}

/// Says what was done, as it comes: all of few dossiers; of many a line for each that failed, and a sum.
pub(super) struct Teller {
    count: usize,
    progress: Progress,
    text: String,
    /// What was said of a file that many are read with is said once.
    said: HashSet<String>,
    done: usize,
    failed: usize,
    files: usize,
    counts: (usize, usize),
}

impl Teller {
    pub(super) fn of(count: usize) -> Self {
        Self {
            count,
            progress: Progress::new("hồ sơ"),
            text: String::new(),
            said: HashSet::new(),
            done: 0,
            failed: 0,
            files: 0,
            counts: (0, 0),
        }
    }

    const fn tells_all(&self) -> bool {
        self.count <= FEW
    }

    pub(super) fn tell(&mut self, done: Done, dossier: &Path) {
        self.done += usize::from(!done.failed);
        self.failed += usize::from(done.failed);
        self.files += done.files;
        self.counts.0 += done.counts.0;
        self.counts.1 += done.counts.1;
        if self.tells_all() {
            print_done(&done.lines);
            for problem in done.text.split_inclusive("\n\n") {
                if self.said.insert(problem.to_owned()) {
                    self.text.push_str(problem);
                } else {
                    self.counts.0 -= usize::from(problem.starts_with("lỗi["));
                    self.counts.1 -= usize::from(problem.starts_with("cảnh báo["));
                }
            }
        } else if done.failed {
            let dossier = shown(dossier);
            let first = done.first.unwrap_or_default();
            let more = match done.counts.0 {
                0 | 1 => String::new(),
                errors => format!(" (và {} lỗi khác)", errors - 1),
            };
            let whose = match first.starts_with(&dossier) {
                true => String::new(),
                false => format!("{dossier}: "),
            };
            self.progress.say(&format!("lỗi: {whose}{first}{more}"));
        }
        self.progress.tell(self.done + self.failed, self.count);
    }

    pub(super) fn finish(self, out: &Path, session: &mut Session) -> Outcome {
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
        }
        let tells_all = self.tells_all();
        let mut text = self.text;
        if !tells_all && self.counts.1 > 0 {
            text.push_str("Xem cảnh báo của từng hồ sơ: `quyetdinh check <hồ sơ>`\n");
        }
        session.say(&text, self.counts);
        match self.failed {
            0 => Outcome::Done,
            _ => Outcome::Failed,
        }
    }
}
