//! What was issued, in the order of issue.

use std::io;
use std::path::Path;

use serde::Serialize;

use super::entry::read_record;
use super::fault::Fault;
use super::ledger::{LOCK, Ledger};
use super::record::Record;
use super::signed::last_signers;
use crate::file_system::FileSystem;

/// One issued decision.
#[derive(Clone, Debug, Serialize)]
pub struct Listed {
    /// The package's name.
    pub package: String,
    /// The version of the program that built it.
    pub program: String,
    /// How many signed versions are filed.
    pub signed: usize,
    /// Who signed the last of them, in the order of signing; certificates are not checked.
    pub signers: Vec<String>,
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
        let signers = last_signers(files, root, &ledger, &manifest.entry);
        match read_record(files, root, package) {
            Ok(record) => listed.push(Listed {
                package: manifest.entry.clone(),
                program: manifest.program.clone(),
                signed: ledger.signed(&manifest.entry).count(),
                signers: signers.as_ref().cloned().unwrap_or_default(),
                record,
            }),
            Err(fault) => faults.push((manifest.entry.clone(), fault)),
        }
        faults.extend(signers.err());
    }
    Ok((listed, faults))
}
