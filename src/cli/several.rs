//! `quyetdinh build` of several dossiers: on all cores, with templates and fonts read once, told in their order.

mod claims;
mod found;

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::thread;

use super::args::Build;
use super::progress::{FEW, Progress};
use super::workshop::Stock;
use super::{Outcome, Session, build, made, print_done};
use crate::diagnostics::{Severity, Sources, told};
use crate::output::shown;
pub(super) use claims::Claim;
use claims::Claims;
pub(super) use found::dossiers;

/// What came of one dossier.
struct Done {
    failed: bool,
    /// How many files were written.
    files: usize,
    /// What standard output is told.
    lines: String,
    /// What was found, in full.
    text: String,
    /// The first error in a line.
    first: Option<String>,
    /// Errors and warnings.
    counts: (usize, usize),
}

/// What all of them share.
struct Shared<'a> {
    options: &'a Build,
    dossiers: &'a [PathBuf],
    /// The files that the templates' own places lie in.
    sources: Sources,
    stock: Arc<Stock>,
    claims: Claims,
    next: AtomicUsize,
}

/// Builds all; what is wrong with one keeps no other from being built.
pub(super) fn build(dossiers: &[PathBuf], options: &Build, session: &mut Session) -> Outcome {
    let own = (options.own.mau.as_deref(), options.phong_chu.as_deref());
    let Some(stock) = Stock::of(own, session) else {
        return Outcome::Failed;
    };
    let shared = Shared {
        options,
        dossiers,
        sources: session.sources.clone(),
        stock: Arc::new(stock),
        claims: Claims::of(
            dossiers.iter().map(|path| build::stem(path)),
            made::names_in(&options.out),
        ),
        next: AtomicUsize::new(0),
    };
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let mut teller = Teller::of(dossiers.len());
    thread::scope(|scope| {
        let (give, take) = channel();
        for _ in 0..cores.min(dossiers.len()) {
            let give = give.clone();
            scope.spawn(|| work(&shared, give));
        }
        drop(give);
        // in the order of the dossiers, whoever is done first
        let mut waiting: Vec<Option<Done>> = dossiers.iter().map(|_| None).collect();
        let mut at = 0;
        for (of, done) in take {
            waiting[of] = Some(done);
            while let Some(done) = waiting.get_mut(at).and_then(Option::take) {
                teller.tell(done, &dossiers[at]);
                at += 1;
            }
        }
    });
    teller.finish(&options.out, session)
}

fn work(shared: &Shared<'_>, give: Sender<(usize, Done)>) {
    loop {
        let at = shared.next.fetch_add(1, Ordering::Relaxed);
        if at >= shared.dossiers.len() {
            return;
        }
        let done = one(shared, at);
        // nobody listens only where this run is ending
        let _ = give.send((at, done));
    }
}

fn one(shared: &Shared<'_>, at: usize) -> Done {
    let mut session = Session {
        sources: shared.sources.clone(),
        stock: Some(shared.stock.clone()),
        ..Session::default()
    };
    let options = Build {
        dossier: shared.dossiers[at].clone(),
        ..shared.options.clone()
    };
    let mut claim = shared.claims.claim(at);
    let paths = build::build(&options, Some(&mut claim), &mut session);
    // others may wait for it
    drop(claim);
    let mut lines = String::new();
    for path in paths.iter().flatten() {
        lines.push_str(&format!("Đã ghi {}\n", shown(path)));
    }
    if paths.is_some() {
        lines.push_str(&super::since::said(&options));
    }
    session.diagnostics.sort_by_place();
    let errors = session.diagnostics.iter();
    let first = errors
        .clone()
        .find(|found| found.severity == Severity::Error);
    let first = first.map(|first| told(first, &session.sources));
    let first = first.map(|first| match &first.place {
        Some(place) => format!(
            "{}, dòng {}: {} [{}]",
            place.file, place.line, first.message, first.code
        ),
        None => format!("{} [{}]", first.message, first.code),
    });
    let text = session.words();
    Done {
        failed: paths.is_none(),
        files: paths.map_or(0, |paths| paths.len()),
        lines,
        text,
        first,
        counts: session.told,
    }
}

/// Says what was done, as it comes: all of few dossiers; of many a line for each that failed, and a sum.
struct Teller {
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
    fn of(count: usize) -> Self {
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

    fn tell(&mut self, done: Done, dossier: &Path) {
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

    fn finish(self, out: &Path, session: &mut Session) -> Outcome {
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
