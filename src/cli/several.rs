//! `quyetdinh build` of one dossier, or of several: on all cores, with templates and fonts read once, told in their order.

mod found;
mod teller;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::thread;

use super::args::Build;
use super::claims::Claims;
use super::workshop::Stock;
use super::{Outcome, Session, build, made};
use crate::diagnostics::{Diagnostic, Severity, Sources, told};
use crate::output::shown;
use teller::{Done, Teller};

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

/// Builds what is asked for.
pub(super) fn run(options: &Build, session: &mut Session) -> Outcome {
    let Some(dossiers) = found::dossiers(&options.dossiers, session) else {
        return Outcome::Failed;
    };
    let problem = cannot_be_together(options, dossiers.len());
    if let Some(problem) = problem.or_else(|| of_one_name(&dossiers, &options.out)) {
        session.diagnostics.push(problem);
        return Outcome::Failed;
    }
    let [dossier] = &dossiers[..] else {
        return all(&dossiers, options, session);
    };
    let options = Build {
        dossier: dossier.clone(),
        ..options.clone()
    };
    build::one(&options, session)
}

/// Several dossiers for options that are one decision's.
fn cannot_be_together(options: &Build, count: usize) -> Option<Diagnostic> {
    let of_one = [
        ("--so", options.so.is_some()),
        ("--so-voi", options.so_voi.is_some()),
        ("--sua-doi", options.sua_doi.is_some()),
    ];
    let (option, _) = of_one.iter().find(|(_, given)| *given && count > 1)?;
    let message = format!("{option} chỉ dùng khi lập một hồ sơ");
    let remedy = "Lập từng hồ sơ bằng một lệnh riêng";
    Some(Diagnostic::error("TP034", message).with_remedy(remedy))
}

/// Two dossiers whose files would be called alike.
fn of_one_name(dossiers: &[PathBuf], out: &Path) -> Option<Diagnostic> {
    let mut earlier: HashMap<String, &Path> = HashMap::new();
    let (first, second) = dossiers.iter().find_map(|path| {
        // one file where capital letters make no name
        let same = earlier.insert(build::stem(path).to_lowercase(), path)?;
        Some((same, path))
    })?;
    let (out, stem) = (shown(out), build::stem(second));
    let message = format!("hai hồ sơ cùng ghi ra {stem} trong thư mục {out}");
    Some(
        Diagnostic::error("TP035", message)
            .with_note(format!("đó là {} và {}", shown(first), shown(second)))
            .with_remedy("Đổi tên một tệp, hoặc lập từng hồ sơ với --out khác nhau"),
    )
}

/// Builds all; what is wrong with one keeps no other from being built.
fn all(dossiers: &[PathBuf], options: &Build, session: &mut Session) -> Outcome {
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
