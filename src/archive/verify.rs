//! Checks every file of an archive, and builds every package again from its own dossier.

use std::io;
use std::path::Path;

use super::contents::{Contents, assemble};
use super::entry::read_files;
use super::fault::Fault;
use super::ledger::{HeadState, LOCK, Ledger};
use super::lineage::Lineage;
use super::package::Package;
use super::signed::check_again;
use crate::amending::Task;
use crate::diagnostics::{Diagnostics, Sources};
use crate::digest::Digest;
use crate::dossier::Input;
use crate::file_system::FileSystem;
use crate::fonts::Fonts;
use crate::pipeline::Workshop;

/// What came of building a package again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rebuilt {
    /// Not tried: the package is damaged, or only hashes were asked for.
    Untried,
    /// Every byte the same.
    Identical,
    /// Not the same.
    Different {
        /// The version of the program that issued it.
        program: String,
        /// The files that differ; none if this version cannot build the dossier at all.
        files: Vec<String>,
    },
}

impl Rebuilt {
    /// Whether it differs though the same version of the program built it: that must not be.
    #[must_use]
    pub fn is_suspicious(&self) -> bool {
        matches!(self, Self::Different { program, .. } if program == super::PROGRAM_VERSION)
    }
}

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
}

impl Verification {
    /// Whether anything is damaged, or not what this very program would have written.
    #[must_use]
    pub fn is_damaged(&self) -> bool {
        !self.faults.is_empty()
            || self
                .packages
                .iter()
                .any(|package| !package.faults.is_empty() || package.rebuilt.is_suspicious())
    }
}

/// Checks the archive; with `fonts`, builds each whole package again with them and reads its signed
/// versions again.
///
/// # Errors
/// The archive's folder cannot be read.
pub fn verify(
    files: &dyn FileSystem,
    root: &Path,
    fonts: Option<&Fonts>,
) -> io::Result<Verification> {
    let _lock = files.lock_shared(&root.join(LOCK));
    let ledger = Ledger::read(files, root)?;
    let mut packages: Vec<PackageState> = Vec::new();
    for entry in ledger.packages() {
        state_of(&mut packages, &entry.manifest.entry);
    }
    for entry in &ledger.entries {
        let name = &entry.manifest.entry;
        let (_, faults) = read_files(files, &root.join(name), &entry.manifest);
        add_faults(&mut packages, name, faults);
    }
    let mut archive_faults = Vec::new();
    for (name, fault) in &ledger.faults {
        if name.is_empty() {
            archive_faults.push(fault.clone());
        } else {
            add_faults(&mut packages, name, vec![fault.clone()]);
        }
    }
    for package in &mut packages {
        package.signed = ledger.signed(&package.name).count();
        if let Some(fonts) = fonts
            && package.faults.is_empty()
        {
            match Package::read(files, &root.join(&package.name)) {
                Ok(read) => {
                    package.faults = check_again(files, root, &ledger, &read);
                    package.rebuilt = rebuild(files, root, &read, fonts);
                }
                Err(faults) => package.faults = faults,
            }
        }
    }
    Ok(Verification {
        packages,
        faults: archive_faults,
        strays: ledger.strays,
        unfinished: !ledger.leftovers.is_empty() || ledger.head == HeadState::OneBehind,
    })
}

/// An entry's faults under its package: those of a signed version with its folder before them.
fn add_faults(packages: &mut Vec<PackageState>, entry: &str, faults: Vec<Fault>) {
    let (package, inner) = match entry.split_once('/') {
        Some((package, inner)) => (package, Some(inner)),
        None => (entry, None),
    };
    let own = faults.into_iter().map(|fault| match inner {
        Some(inner) => fault.below(inner),
        None => fault,
    });
    state_of(packages, package).faults.extend(own);
}

fn state_of<'a>(packages: &'a mut Vec<PackageState>, name: &str) -> &'a mut PackageState {
    let index = packages.iter().position(|package| package.name == name);
    let index = index.unwrap_or_else(|| {
        packages.push(PackageState {
            name: name.to_owned(),
            faults: Vec::new(),
            signed: 0,
            rebuilt: Rebuilt::Untried,
        });
        packages.len() - 1
    });
    &mut packages[index]
}

/// Builds the package from its own dossier, templates, number and date, and compares every file.
fn rebuild(files: &dyn FileSystem, root: &Path, package: &Package, fonts: &Fonts) -> Rebuilt {
    let lineage = package.record().amends.as_ref();
    let lineage = lineage.map(|link| Lineage::ending_at(files, root, link));
    let lineage = match lineage.transpose() {
        Ok(lineage) => lineage,
        // what it amends is damaged, and said to be so
        Err(_) => return Rebuilt::Untried,
    };
    let different = |files| Rebuilt::Different {
        program: package.manifest().program.clone(),
        files,
    };
    let Some(built) = build_again(package, lineage.as_ref(), fonts) else {
        return different(Vec::new());
    };
    let mut differing: Vec<String> = built
        .files
        .iter()
        .filter(|(path, bytes)| package.file(path) != Some(bytes))
        .map(|(path, _)| path.clone())
        .collect();
    let listed = package.manifest().files.iter().map(|file| &file.path);
    let gone = listed.filter(|path| !built.files.iter().any(|(built, _)| built == *path));
    differing.extend(gone.cloned());
    if differing.is_empty() {
        Rebuilt::Identical
    } else {
        different(differing)
    }
}

/// The package's files as this program makes them; `None` if it cannot.
fn build_again(package: &Package, lineage: Option<&Lineage>, fonts: &Fonts) -> Option<Contents> {
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::new());
    package.declare(&package.dossier_name(), &mut sources);
    let workshop = Workshop {
        templates: package.compile_templates(&mut sources).ok()?,
        fonts: fonts.clone(),
    };
    let (name, text) = (package.dossier_name(), package.dossier_text());
    let (given, past) = (package.record().issue_facts(), package.past());
    let amended = lineage.map(|lineage| lineage.amended(&workshop.fonts, &mut sources));
    let amended = amended.transpose().ok()?;
    let task = match &amended {
        None => Task::Decide(Input {
            past: &past,
            ..Input::new(&name, text, workshop.templates.set())
        }),
        Some(amended) => Task::Amend {
            amended,
            name: &name,
            text,
        },
    };
    let amends = lineage.map(Lineage::link);
    let mut contents = assemble(
        &workshop,
        &task,
        amends,
        &given,
        &mut sources,
        &mut diagnostics,
    )?;
    // they cannot be made again: they must be those that the dossier names
    for sheet in &contents.score_sheets {
        let filed = package.file(&sheet.path).unwrap_or_default();
        let same = Digest::of(filed).as_str() == sheet.sha256;
        let bytes = if same { filed } else { &[] };
        contents.files.push((sheet.path.clone(), bytes.to_vec()));
    }
    Some(contents)
}
