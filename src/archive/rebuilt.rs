//! A package built again from its own dossier, templates, number and date.

use std::path::Path;

use super::contents::{Contents, assemble};
use super::lineage::Lineage;
use super::older::{Agreement, agreement};
use super::package::Package;
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
    /// Other bytes, though the same version of the program issued it: the files that differ.
    Different(Vec<String>),
    /// This version cannot build what that one issued.
    Impossible(String),
    /// Another version issued it: whether all that its files tell is told alike today.
    Older(Agreement),
}

impl Rebuilt {
    /// Whether its dossier does not make what it holds: that must not be.
    #[must_use]
    pub fn is_suspicious(&self) -> bool {
        match self {
            Self::Untried | Self::Identical => false,
            Self::Different(_) | Self::Impossible(_) => true,
            Self::Older(agreement) => !agreement.disagreements.is_empty(),
        }
    }
}

/// Builds the package again and compares every file: the same version's by their bytes, another's by what they tell.
pub(super) fn rebuild(
    files: &dyn FileSystem,
    root: &Path,
    package: &Package,
    fonts: &Fonts,
) -> Rebuilt {
    let lineage = package.record().amends.as_ref();
    let lineage = lineage.map(|link| Lineage::ending_at(files, root, link));
    let lineage = match lineage.transpose() {
        Ok(lineage) => lineage,
        // what it amends is damaged, and said to be so
        Err(_) => return Rebuilt::Untried,
    };
    let program = &package.manifest().program;
    let Some(built) = build_again(package, lineage.as_ref(), fonts) else {
        return Rebuilt::Impossible(program.clone());
    };
    let differing = differing(package, &built);
    if differing.is_empty() {
        Rebuilt::Identical
    } else if program == super::PROGRAM_VERSION {
        Rebuilt::Different(differing)
    } else {
        Rebuilt::Older(agreement(package, &built, fonts))
    }
}

/// The files with other bytes, and those that only one side has.
fn differing(package: &Package, built: &Contents) -> Vec<String> {
    let made = built.files.iter();
    let changed = made.filter(|(path, bytes)| package.file(path) != Some(bytes));
    let changed = changed.map(|(path, _)| path);
    let listed = package.manifest().files.iter().map(|file| &file.path);
    let gone = listed.filter(|path| !built.files.iter().any(|(built, _)| built == *path));
    changed.chain(gone).cloned().collect()
}

/// The package's files as this program makes them; `None` if it cannot.
fn build_again(package: &Package, lineage: Option<&Lineage>, fonts: &Fonts) -> Option<Contents> {
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::new());
    package.declare(&package.dossier_name(), &mut sources);
    let workshop = Workshop {
        templates: package.compile_templates(&mut sources).ok()?.into(),
        fonts: fonts.clone().into(),
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
