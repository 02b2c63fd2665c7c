//! Is the archive still what was issued? Every file against its manifest, every manifest against the
//! chain, every package against its own dossier.

use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::entry::{LedgerEntry, read_files};
use super::fault::{Fault, FaultKind};
use super::ledger::{HeadState, LOCK, Ledger, lock_shared};
use super::list::given_twice;
use super::package::Package;
use super::rebuilt::{Rebuilt, rebuild};
use super::signed::check_again;
use super::witness::{Since, Witness};
use crate::file_system::FileSystem;
use crate::fonts::Fonts;

/// How a package was found.
#[derive(Clone, Debug)]
pub struct PackageState {
    /// Its name.
    pub name: String,
    /// What is wrong with its files, those of its signed versions included.
    pub faults: Vec<Fault>,
    /// How many signed versions it has.
    pub signed: usize,
    /// What came of building it again.
    pub rebuilt: Rebuilt,
    /// What systems and office programs put into it, by paths inside the archive.
    pub litter: Vec<String>,
}

/// How an archive was found.
#[derive(Clone, Debug)]
pub struct Verification {
    /// Each package, in the order of issue; those out of order last.
    pub packages: Vec<PackageState>,
    /// What is wrong with the chain and its head.
    pub faults: Vec<Fault>,
    /// Files beside the packages that are nobody's.
    pub strays: Vec<String>,
    /// Whether a run was cut off and the next one has something to tidy up.
    pub unfinished: bool,
    /// Numbers that were given twice: each the names of two packages.
    pub twice: Vec<(String, String)>,
    /// Its state, to be kept elsewhere.
    pub witness: Option<Witness>,
    /// How it stands to the state that was asked for.
    pub since: Option<Since>,
}

impl PackageState {
    /// Whether any of its files is damaged.
    #[must_use]
    pub fn is_damaged(&self) -> bool {
        self.faults.iter().any(Fault::is_damage)
    }
}

impl Verification {
    /// Whether anything is damaged, or not what this very program would have written.
    #[must_use]
    pub fn is_damaged(&self) -> bool {
        self.faults.iter().any(Fault::is_damage)
            || self
                .packages
                .iter()
                .any(|package| package.is_damaged() || package.rebuilt.is_suspicious())
    }

    /// Whether all could be read and stands where it belongs.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        let packages = self.packages.iter().flat_map(|package| &package.faults);
        self.faults.iter().chain(packages).all(Fault::is_damage)
    }
}

/// What is checked beyond hashes and chain.
#[derive(Clone, Copy, Default)]
pub struct Check<'a> {
    /// Builds each whole package again with these, and reads its signed versions again.
    pub fonts: Option<&'a Fonts>,
    /// Whether the archive holds this state.
    pub witness: Option<&'a Witness>,
    /// Told how many packages are done, of how many.
    pub progress: Option<&'a (dyn Fn(usize, usize) + Sync)>,
}

/// Checks the archive; with `fonts`, builds each whole package again with them and reads its signed versions again.
///
/// # Errors
/// The archive's folder cannot be read.
pub fn verify(
    files: &(dyn FileSystem + Sync),
    root: &Path,
    fonts: Option<&Fonts>,
) -> io::Result<Verification> {
    let check = Check {
        fonts,
        ..Check::default()
    };
    check.of(files, root)
}

impl Check<'_> {
    /// Checks the archive, its packages side by side on all cores.
    ///
    /// # Errors
    /// The archive's folder cannot be read.
    pub fn of(self, files: &(dyn FileSystem + Sync), root: &Path) -> io::Result<Verification> {
        let _lock = lock_shared(files, root);
        let ledger = Ledger::read(files, root)?;
        let mut faults: Vec<Fault> = Vec::new();
        if ledger.is_emptied {
            faults.push(Fault::new(LOCK, FaultKind::Emptied));
        }
        let mut packages: Vec<PackageState> = Vec::new();
        for entry in ledger.packages().chain(&ledger.entries) {
            let (package, _) = parted(&entry.manifest.entry);
            state_of(&mut packages, package);
        }
        for (name, fault) in &ledger.faults {
            if name.is_empty() {
                faults.push(fault.clone());
            } else {
                add_fault(&mut packages, name, fault.clone());
            }
        }
        let all = Packages {
            files,
            root,
            ledger: &ledger,
            check: self,
            done: AtomicUsize::new(0),
            count: packages.len(),
        };
        all.check(&mut packages);
        let twice = given_twice(files, root, &ledger);
        Ok(Verification {
            packages,
            faults,
            unfinished: !ledger.leftovers.is_empty() || ledger.head == HeadState::OneBehind,
            twice,
            witness: ledger.witness(),
            since: self.witness.map(|witness| witness.compare(&ledger)),
            strays: ledger.strays,
        })
    }
}

/// The packages of an archive, each checked for itself.
struct Packages<'a> {
    files: &'a (dyn FileSystem + Sync),
    root: &'a Path,
    ledger: &'a Ledger,
    check: Check<'a>,
    done: AtomicUsize,
    count: usize,
}

impl Packages<'_> {
    /// Each core takes the next package that nobody has taken.
    fn check(&self, packages: &mut [PackageState]) {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let open = std::sync::Mutex::new(packages.iter_mut());
        let next = || open.lock().map_or(None, |mut open| open.next());
        std::thread::scope(|scope| {
            for _ in 0..cores.min(self.count) {
                scope.spawn(|| {
                    while let Some(package) = next() {
                        self.package(package);
                        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
                        if let Some(tell) = self.check.progress {
                            tell(done, self.count);
                        }
                    }
                });
            }
        });
    }

    fn package(&self, package: &mut PackageState) {
        let (files, root) = (self.files, self.root);
        let own = |entry: &&LedgerEntry| parted(&entry.manifest.entry).0 == package.name;
        for entry in self.ledger.entries.iter().filter(own) {
            let (name, inner) = (&entry.manifest.entry, parted(&entry.manifest.entry).1);
            let found = read_files(files, &root.join(name), &entry.manifest);
            let faults = found.faults.into_iter().map(|fault| match inner {
                Some(inner) => fault.below(inner),
                None => fault,
            });
            // what could not be looked into was told by the ledger, too
            let new: Vec<Fault> = faults
                .filter(|fault| !package.faults.contains(fault))
                .collect();
            package.faults.extend(new);
            let litter = found.litter.into_iter();
            package
                .litter
                .extend(litter.map(|file| format!("{name}/{file}")));
        }
        package.signed = self.ledger.signed(&package.name).count();
        let Some(fonts) = self.check.fonts.filter(|_| package.faults.is_empty()) else {
            return;
        };
        match Package::read(files, &root.join(&package.name)) {
            Ok(read) => {
                package.faults = check_again(files, root, self.ledger, &read);
                package.rebuilt = rebuild(files, root, &read, fonts);
            }
            Err(faults) => package.faults = faults,
        }
    }
}

/// A package's name, and the folder of its signed version, of an entry's.
fn parted(entry: &str) -> (&str, Option<&str>) {
    match entry.split_once('/') {
        Some((package, inner)) => (package, Some(inner)),
        None => (entry, None),
    }
}

/// An entry's fault under its package: that of a signed version with its folder before it.
fn add_fault(packages: &mut Vec<PackageState>, entry: &str, fault: Fault) {
    let (package, inner) = parted(entry);
    let fault = match inner {
        Some(inner) => fault.below(inner),
        None => fault,
    };
    state_of(packages, package).faults.push(fault);
}

fn state_of<'a>(packages: &'a mut Vec<PackageState>, name: &str) -> &'a mut PackageState {
    let index = packages.iter().position(|package| package.name == name);
    let index = index.unwrap_or_else(|| {
        packages.push(PackageState {
            name: name.to_owned(),
            faults: Vec::new(),
            signed: 0,
            rebuilt: Rebuilt::Untried,
            litter: Vec::new(),
        });
        packages.len() - 1
    });
    &mut packages[index]
}
