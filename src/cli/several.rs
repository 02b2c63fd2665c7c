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
use super::build::{Made, Written};
use super::workshop::Stock;
use super::{Outcome, Session, build, print_done};
use crate::diagnostics::{Diagnostic, Sources};
use crate::output::shown;
use teller::Teller;

/// What the dossiers share while they are made.
struct Shared<'a> {
    options: &'a Build,
    dossiers: &'a [PathBuf],
    /// The files that the templates' own places lie in.
    sources: Sources,
    /// Templates and fonts; none where they cannot be used, which each dossier's own session tells.
    stock: Option<Arc<Stock>>,
    next: AtomicUsize,
}

/// A dossier's files, not yet written, and all that was found on the way.
struct Done {
    options: Build,
    made: Option<Made>,
    session: Session,
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
    let options = of(options, dossier);
    let mut written = Written::nothing_in(&options.out);
    let made = build::make(&options, session);
    match made.and_then(|made| build::put(&options, made, &mut written, session)) {
        Some(paths) => {
            print_done(&build::said(&options, &paths));
            Outcome::Done
        }
        None => Outcome::Failed,
    }
}

/// What is asked of this dossier.
fn of(options: &Build, dossier: &Path) -> Build {
    Build {
        dossier: dossier.to_owned(),
        ..options.clone()
    }
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

/// Builds all; what is wrong with one keeps no other from being built. They are made side by side and written one after
/// the other, so that all comes as if they were built one by one.
fn all(dossiers: &[PathBuf], options: &Build, session: &mut Session) -> Outcome {
    let own = (options.own.mau.as_deref(), options.phong_chu.as_deref());
    let mut first = Session::default();
    let stock = Stock::of(own, &mut first);
    if stock.is_some() {
        // what the set's author should look at
        let (from, to) = (&first.sources, &mut session.sources);
        session.diagnostics.extend_from(first.diagnostics, from, to);
    }
    let shared = Shared {
        options,
        dossiers,
        sources: first.sources,
        stock: stock.map(Arc::new),
        next: AtomicUsize::new(0),
    };
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let mut teller = Teller::of(dossiers.len());
    let mut written = Written::nothing_in(&options.out);
    thread::scope(|scope| {
        let (give, take) = channel();
        for _ in 0..cores.min(dossiers.len()) {
            let give = give.clone();
            scope.spawn(|| work(&shared, give));
        }
        drop(give);
        let mut waiting: Vec<Option<Done>> = dossiers.iter().map(|_| None).collect();
        let mut at = 0;
        for (of, done) in take {
            waiting[of] = Some(done);
            while let Some(mut done) = waiting.get_mut(at).and_then(Option::take) {
                let made = done.made;
                let own = &mut done.session;
                let paths =
                    made.and_then(|made| build::put(&done.options, made, &mut written, own));
                teller.tell(&done.options, paths.as_deref(), done.session, session);
                at += 1;
            }
        }
    });
    teller.finish(&options.out, session)
}

fn work(shared: &Shared<'_>, give: Sender<(usize, Done)>) {
    loop {
        let at = shared.next.fetch_add(1, Ordering::Relaxed);
        let Some(dossier) = shared.dossiers.get(at) else {
            return;
        };
        let options = of(shared.options, dossier);
        let mut session = Session {
            sources: shared.sources.clone(),
            stock: shared.stock.clone(),
            ..Session::default()
        };
        let made = build::make(&options, &mut session);
        let done = Done {
            options,
            made,
            session,
        };
        // nobody listens only where this run is ending
        let _ = give.send((at, done));
    }
}
