//! The packages that an amending decision rests on.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::entry::read_record;
use super::fault::{Fault, FaultKind};
use super::ledger::{Ledger, lock_shared};
use super::manifest::{Link, MANIFEST};
use super::package::Package;
use super::problems;
use crate::amending::Amended;
use crate::diagnostics::{Diagnostics, Sources};
use crate::dossier::{self, Input, Set};
use crate::file_system::FileSystem;
use crate::fonts::Fonts;
use crate::pipeline::Workshop;
use crate::revision::Citation;

/// A decision and those that amended it, in order of issue (chuỗi sửa đổi); never empty.
#[derive(Clone, Debug)]
pub struct Lineage {
    packages: Vec<Package>,
}

impl Lineage {
    /// Opens a package's whole lineage: back to the decision that was amended first, and on to the
    /// last one that amended it.
    ///
    /// # Errors
    /// A diagnostic that names the files that are missing or changed.
    pub fn open(files: &dyn FileSystem, folder: &Path) -> Result<Self, Diagnostics> {
        let named = Package::open(files, folder)?;
        let root = root_of(named.folder());
        let refused =
            |faults: Vec<Fault>| Diagnostics::from(problems::not_a_package(folder, &faults));
        let mut lineage = Self::up_to(files, &root, named).map_err(refused)?;
        let _lock = lock_shared(files, &root);
        let ledger = Ledger::read(files, &root)
            .map_err(|error| problems::unreadable_archive(&root, &error))?;
        for entry in ledger.packages() {
            let folder = root.join(&entry.manifest.entry);
            let record = read_record(files, &root, entry)
                .map_err(|fault| problems::not_a_package(&folder, &[fault]))?;
            if record.amends == Some(lineage.link()) {
                let next = Package::open(files, &folder)?;
                lineage.packages.push(next);
            }
        }
        Ok(lineage)
    }

    /// The lineage that ends with the package of this link.
    pub(super) fn ending_at(
        files: &dyn FileSystem,
        root: &Path,
        link: &Link,
    ) -> Result<Self, Vec<Fault>> {
        Self::up_to(files, root, linked(files, root, link)?)
    }

    fn up_to(files: &dyn FileSystem, root: &Path, last: Package) -> Result<Self, Vec<Fault>> {
        let mut packages = vec![last];
        while let Some(link) = packages
            .last()
            .and_then(|first| first.record().amends.clone())
        {
            // a hash cannot lie in a circle; a forged record still may
            if packages.iter().any(|package| package.link() == link) {
                return Err(vec![out_of_chain(&link)]);
            }
            packages.push(linked(files, root, &link)?);
        }
        packages.reverse();
        Ok(Self { packages })
    }

    /// The decision that all the others amend.
    #[must_use]
    pub fn original(&self) -> &Package {
        &self.packages[0]
    }

    /// The package whose dossier tells how things stand.
    fn last(&self) -> &Package {
        &self.packages[self.packages.len() - 1]
    }

    /// What the next amending decision says of the last one.
    #[must_use]
    pub fn link(&self) -> Link {
        self.last().link()
    }

    /// The packages, in order of issue.
    #[must_use]
    pub fn packages(&self) -> &[Package] {
        &self.packages
    }

    /// The archive they are in, as an absolute path.
    #[must_use]
    pub fn root(&self) -> PathBuf {
        root_of(self.original().folder())
    }

    /// The decision as it stands now.
    ///
    /// # Errors
    /// Diagnostics if this version of the program cannot read a dossier or compile a template of it.
    pub fn amended(&self, fonts: &Fonts, sources: &mut Sources) -> Result<Amended, Diagnostics> {
        let templates = self.original().compile_templates(sources)?;
        let mut citations = Vec::new();
        for package in &self.packages {
            citations.push(citation(package, templates.set(), sources)?);
        }
        let earlier = citations.split_off(1);
        let decision = citations.remove(0);
        Ok(Amended {
            decision,
            earlier,
            program: self.original().program(),
            dossier_name: self.last().dossier_name(),
            dossier: self.last().dossier_text().to_owned(),
            issued: self.original().record().issue_facts(),
            past: Arc::new(self.original().past()),
            workshop: Workshop {
                templates: templates.into(),
                fonts: fonts.clone().into(),
            },
        })
    }
}

fn root_of(package: &Path) -> PathBuf {
    package.parent().unwrap_or(package).to_owned()
}

fn out_of_chain(link: &Link) -> Fault {
    let how = "quyết định được sửa đổi không còn như khi lưu".to_owned();
    Fault::new(
        format!("{}/{MANIFEST}", link.entry),
        FaultKind::OutOfChain(how),
    )
}

fn linked(files: &dyn FileSystem, root: &Path, link: &Link) -> Result<Package, Vec<Fault>> {
    let below = |fault: Fault| fault.below(&link.entry);
    let package = Package::read(files, &root.join(&link.entry))
        .map_err(|faults| faults.into_iter().map(below).collect::<Vec<Fault>>())?;
    if package.link() == *link {
        Ok(package)
    } else {
        Err(vec![out_of_chain(link)])
    }
}

fn citation(
    package: &Package,
    set: &Arc<Set>,
    sources: &mut Sources,
) -> Result<Citation, Diagnostics> {
    let mut found = Diagnostics::new();
    let (name, text) = (package.dossier_name(), package.dossier_text());
    package.declare(&name, sources);
    let past = package.past();
    let input = Input {
        past: &past,
        ..Input::new(&name, text, set)
    };
    let Some(dossier) = dossier::load(input, sources, &mut found) else {
        let mut errors = Diagnostics::new();
        errors.extend_errors(found);
        return Err(errors);
    };
    let record = package.record();
    Ok(Citation {
        number: record.number.clone(),
        symbol: record.symbol.clone(),
        date: record.date,
        authority: dossier.core.issuer.authority_full.value,
        subject: record.subject.clone(),
    })
}
