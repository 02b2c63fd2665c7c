//! What was issued, in the order of issue.

use std::io;
use std::path::Path;

use serde::Serialize;

use super::entry::read_record;
use super::fault::Fault;
use super::file_system::FileSystem;
use super::ledger::{LOCK, Ledger};
use super::record::Record;

/// One issued decision.
#[derive(Clone, Debug, Serialize)]
pub struct Listed {
    /// The package's name.
    pub package: String,
    /// The version of the program that built it.
    pub program: String,
    /// How many signed versions are filed.
    pub signed: usize,
    /// What the archive knows of the document.
    #[serde(flatten)]
    pub record: Record,
}

/// What is wrong, each with the name of its entry (empty for the chain and its head).
pub type Faults = Vec<(String, Fault)>;

/// The packages whose manifest and record can be trusted, and what is wrong with the others.
///
/// # Errors
/// The archive's folder cannot be read.
pub fn list(files: &dyn FileSystem, root: &Path) -> io::Result<(Vec<Listed>, Faults)> {
    let _lock = files.lock_shared(&root.join(LOCK));
    let ledger = Ledger::read(files, root)?;
    let mut faults = ledger.faults.clone();
    let mut listed = Vec::new();
    for package in ledger.packages() {
        let manifest = &package.manifest;
        match read_record(files, root, package) {
            Ok(record) => listed.push(Listed {
                package: manifest.entry.clone(),
                program: manifest.program.clone(),
                signed: ledger.signed(&manifest.entry).count(),
                record,
            }),
            Err(fault) => faults.push((manifest.entry.clone(), fault)),
        }
    }
    Ok((listed, faults))
}
