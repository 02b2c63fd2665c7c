//! What was issued, kept so that nothing can be changed unseen: a folder that only grows, with one
//! package (gói) for each decision, chained by SHA-256.
//!
//! [`issue`] files a package, [`file_signed`] its signed versions, [`verify`] checks and rebuilds all of them, [`Ledger`] lists them,
//! [`Package`] opens one. Everything is written through a [`FileSystem`].

mod chain;
mod contents;

mod entry;
mod fault;
mod ledger;
mod lineage;
mod list;
mod litter;
mod manifest;
mod misplaced;
mod name;
mod older;
mod package;
mod past;
mod problems;
mod rebuilt;
mod record;
mod signed;
mod verify;
mod witness;
mod writer;

use std::path::Path;

pub use crate::digest::Digest;
pub use crate::file_system::{Disk, Entry, EntryKind, FileSystem, Lock};
pub use contents::{Contents, assemble};
pub use fault::{Fault, FaultKind};
pub(crate) use ledger::Ledger;
pub use lineage::Lineage;
pub(crate) use list::Listed;
pub use list::list;
pub(crate) use manifest::EntryOf;
pub use manifest::{FileRecord, Link, MANIFEST, MANIFEST_CHECK, Manifest};
pub(crate) use name::{DOSSIER, TEMPLATES};
pub use name::{RECORD, STANDINGS_CSV, STANDINGS_JSON, package_name};
pub use older::{Agreement, Disagreement};
pub use package::Package;
pub(crate) use problems::{MISSING_FACTS, file_it, stray, unreadable_archive};
pub use rebuilt::Rebuilt;
pub use record::Record;
pub(crate) use signed::SignatureRecord;
pub use signed::{Filed, SignedFile, examine, file_signed};
pub(crate) use signed::{LARGEST_SIGNED_FILE, examine_draft, too_large, unreadable_file};
pub(crate) use verify::PackageState;
pub use verify::{Check, Verification, verify};

use crate::diagnostics::Diagnostics;
use entry::read_record;
pub use witness::{Since, Witness};
use writer::Writer;

/// The program's version, as manifests record it.
pub(crate) const PROGRAM_VERSION: &str = env!("CARGO_PKG_VERSION");

/// Files a decision; gives the package's name. `waiting` is called once if another writer is at work.
///
/// # Errors
/// A diagnostic if the number is taken, the archive is damaged, or the disk refuses; nothing was
/// filed then.
pub fn issue(
    files: &dyn FileSystem,
    root: &Path,
    contents: &Contents,
    waiting: &mut dyn FnMut(),
    warnings: &mut Diagnostics,
) -> Result<String, Diagnostics> {
    if let Some(link) = &contents.record.amends {
        let manifest = entry::read_plain(files, &root.join(&link.entry), MANIFEST);
        if !manifest.is_ok_and(|bytes| Digest::of(&bytes) == link.manifest_sha256) {
            return Err(problems::amends_another_archive(root, link).into());
        }
    }
    let writer = Writer::open(files, root, waiting)?;
    let dossier = contents.files.iter().find(|(path, _)| path == DOSSIER);
    let dossier = dossier.map(|(_, bytes)| Digest::of(bytes));
    for package in writer.ledger.packages() {
        let name = &package.manifest.entry;
        let record = read_record(files, root, package)
            .map_err(|fault| problems::damaged_archive(root, &[(name.clone(), fault)]))?;
        let same = package.manifest.hash(DOSSIER) == dossier.as_ref();
        if record.same_number(&contents.record) {
            return Err(problems::number_taken(&record, name, same).into());
        }
        if same {
            warnings.push(problems::issued_before(&record, name));
        }
        if record.amends.is_some() && record.amends == contents.record.amends {
            return Err(problems::amended_before(&record, name).into());
        }
    }
    let name = free_name(&writer.ledger, &contents.name);
    let behind = writer.file(EntryOf::Issue, &name, None, &contents.files)?;
    behind
        .into_iter()
        .for_each(|warning| warnings.push(warning));
    Ok(name)
}

/// Whether the folder is an archive, or lies in one, where nothing but packages may be.
#[must_use]
pub(crate) fn is_inside(folder: &Path) -> bool {
    let whole = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    let is_archive = |above: &Path| {
        let mut signs = [MANIFEST, manifest::HEAD, ledger::LOCK].into_iter();
        signs.any(|sign| above.join(sign).is_file())
    };
    whole.ancestors().any(is_archive)
}

/// The archive's state, to be kept elsewhere; `None` if it has no entry or cannot be read.
#[must_use]
pub fn witness(files: &dyn FileSystem, root: &Path) -> Option<Witness> {
    let _lock = ledger::lock_shared(files, root);
    Ledger::read(files, root).ok()?.witness()
}

/// Another body may have issued the same number: then `-2`, `-3`, ... follows the name.
fn free_name(ledger: &Ledger, wanted: &str) -> String {
    let taken = |name: &str| {
        ledger
            .packages()
            .any(|package| package.manifest.entry.eq_ignore_ascii_case(name))
    };
    let mut name = wanted.to_owned();
    let mut next = 2;
    while taken(&name) {
        name = format!("{wanted}-{next}");
        next += 1;
    }
    name
}
