//! What was issued, in the order of issue.

use std::collections::HashMap;
use std::io;
use std::path::Path;

use serde::Serialize;

use super::entry::read_record;
use super::fault::{Fault, FaultKind};
use super::ledger::{LOCK, Ledger, lock_shared};
use super::record::Record;
use super::signed::last_signers;
use super::witness::Witness;
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

/// What was issued.
#[derive(Clone, Debug)]
pub struct List {
    /// The packages whose manifest and record can be trusted, in the order of issue.
    pub packages: Vec<Listed>,
    /// What is wrong with the others.
    pub faults: Faults,
    /// Numbers that were given twice: each the names of two packages.
    pub twice: Vec<(String, String)>,
    /// The archive's state, to be kept elsewhere.
    pub witness: Option<Witness>,
}

/// What is wrong, each with the name of its entry (empty for the chain and its head).
pub(crate) type Faults = Vec<(String, Fault)>;

/// Lists what was issued.
///
/// # Errors
/// The archive's folder cannot be read.
pub fn list(files: &dyn FileSystem, root: &Path) -> io::Result<List> {
    let _lock = lock_shared(files, root);
    let ledger = Ledger::read(files, root)?;
    let mut faults = ledger.faults.clone();
    if ledger.is_emptied {
        faults.push((String::new(), Fault::new(LOCK, FaultKind::Emptied)));
    }
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
    let names: Vec<(&str, &Record)> = (listed.iter())
        .map(|one| (one.package.as_str(), &one.record))
        .collect();
    Ok(List {
        twice: twice(&names),
        packages: listed,
        faults,
        witness: ledger.witness(),
    })
}

/// Each package whose number another one of the same body took before it.
fn twice(records: &[(&str, &Record)]) -> Vec<(String, String)> {
    let mut first: HashMap<(i32, String), Vec<(&str, &Record)>> = HashMap::new();
    let mut twice = Vec::new();
    for (name, record) in records {
        let alike = first.entry(record.number_key()).or_default();
        if let Some((before, _)) = alike.iter().find(|(_, other)| other.same_number(record)) {
            twice.push(((*before).to_owned(), (*name).to_owned()));
        }
        alike.push((name, record));
    }
    twice
}

/// The same of an archive whose records are not read yet.
pub(super) fn given_twice(
    files: &dyn FileSystem,
    root: &Path,
    ledger: &Ledger,
) -> Vec<(String, String)> {
    let records = ledger.packages().filter_map(|package| {
        let record = read_record(files, root, package).ok()?;
        Some((package.manifest.entry.as_str(), record))
    });
    let records: Vec<(&str, Record)> = records.collect();
    let records: Vec<(&str, &Record)> = records.iter().map(|(name, one)| (*name, one)).collect();
    twice(&records)
}
