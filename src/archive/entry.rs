//! One entry read from disk: its manifest, and its files held against it.

use std::collections::BTreeMap;
use std::path::Path;

use super::fault::{Fault, FaultKind};
use super::manifest::{Link, MANIFEST, MANIFEST_CHECK, Manifest};
use super::name::RECORD;
use super::record::Record;
use crate::digest::Digest;
use crate::file_system::{EntryKind, FileSystem};

/// Folders of a package that hold its signed versions: `da-ky-1`, `da-ky-2`, ...
pub(super) const SIGNED_PREFIX: &str = "da-ky-";

/// A readable manifest and the hash of its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerEntry {
    /// The manifest.
    pub manifest: Manifest,
    /// The hash of its bytes.
    pub digest: Digest,
}

impl LedgerEntry {
    /// What the next entry says of this one.
    pub(super) fn link(&self) -> Link {
        Link {
            entry: self.manifest.entry.clone(),
            manifest_sha256: self.digest.clone(),
        }
    }
}

/// Reads an entry's manifest and holds it against its check file and its place in the archive.
pub(super) fn read_manifest(
    files: &dyn FileSystem,
    folder: &Path,
    entry: &str,
) -> Result<LedgerEntry, Vec<Fault>> {
    let read = |name: &str| {
        files
            .read(&folder.join(name))
            .map_err(|error| vec![Fault::unreadable(name, &error)])
    };
    let bytes = read(MANIFEST)?;
    let digest = Digest::of(&bytes);
    let changed = |name: &str| vec![Fault::new(name, FaultKind::Changed)];
    let Some(manifest) = Manifest::from_bytes(&bytes) else {
        return Err(changed(MANIFEST));
    };
    if read(MANIFEST_CHECK)? != digest.check_line(MANIFEST).as_bytes() {
        // either of the two was changed; the manifest's hash in the chain tells which
        return Err(vec![
            Fault::new(MANIFEST, FaultKind::Changed),
            Fault::new(MANIFEST_CHECK, FaultKind::Changed),
        ]);
    }
    if manifest.entry != entry {
        let how = format!("bảng kê này là của {}", manifest.entry);
        return Err(vec![Fault::new(MANIFEST, FaultKind::OutOfChain(how))]);
    }
    Ok(LedgerEntry { manifest, digest })
}

/// Reads what is known of a package's document, checked against its manifest.
pub(super) fn read_record(
    files: &dyn FileSystem,
    root: &Path,
    package: &LedgerEntry,
) -> Result<Record, Fault> {
    let bytes = read_listed(files, root, package, RECORD)?;
    serde_json::from_slice(&bytes).map_err(|_| Fault::new(RECORD, FaultKind::Changed))
}

/// Reads a file of an entry that is as its manifest says.
pub(super) fn read_listed(
    files: &dyn FileSystem,
    root: &Path,
    entry: &LedgerEntry,
    file: &str,
) -> Result<Vec<u8>, Fault> {
    let path = root.join(&entry.manifest.entry).join(file);
    let bytes = files
        .read(&path)
        .map_err(|error| Fault::unreadable(file, &error))?;
    if entry.manifest.hash(file) == Some(&Digest::of(&bytes)) {
        Ok(bytes)
    } else {
        Err(Fault::new(file, FaultKind::Changed))
    }
}

/// Reads all files of an entry and holds them against its manifest.
pub(super) fn read_files(
    files: &dyn FileSystem,
    folder: &Path,
    manifest: &Manifest,
) -> (BTreeMap<String, Vec<u8>>, Vec<Fault>) {
    let mut faults = Vec::new();
    let mut found = BTreeMap::new();
    walk(files, folder, "", &mut found, &mut faults);
    for listed in &manifest.files {
        match found.get(&listed.path) {
            Some(bytes) if Digest::of(bytes) == listed.sha256 => {}
            Some(_) => faults.push(Fault::new(&listed.path, FaultKind::Changed)),
            None if faults.iter().any(|fault| fault.file == listed.path) => {}
            None => faults.push(Fault::new(&listed.path, FaultKind::Missing)),
        }
    }
    for path in found.keys() {
        let own = path == MANIFEST || path == MANIFEST_CHECK;
        if !own && !manifest.files.iter().any(|listed| listed.path == *path) {
            faults.push(Fault::new(path, FaultKind::Unknown));
        }
    }
    (found, faults)
}

/// Whether a package's folder of this name holds a signed version.
pub(super) fn signed_number(name: &str) -> Option<u64> {
    let number = name.strip_prefix(SIGNED_PREFIX)?.parse().ok()?;
    (signed_name(number) == name && number > 0).then_some(number)
}

pub(super) fn signed_name(number: u64) -> String {
    format!("{SIGNED_PREFIX}{number}")
}

/// Reads all files below a folder, except those of signed versions, which are entries themselves.
fn walk(
    files: &dyn FileSystem,
    folder: &Path,
    prefix: &str,
    found: &mut BTreeMap<String, Vec<u8>>,
    faults: &mut Vec<Fault>,
) {
    let entries = match files.entries(folder) {
        Ok(entries) => entries,
        Err(error) => {
            faults.push(Fault::unreadable(prefix.trim_end_matches('/'), &error));
            return;
        }
    };
    if entries.is_empty() && !prefix.is_empty() {
        faults.push(Fault::new(prefix, FaultKind::Unknown));
    }
    for entry in entries {
        let path = folder.join(&entry.name);
        let name = format!("{prefix}{}", entry.name);
        match entry.kind {
            EntryKind::Folder if prefix.is_empty() && signed_number(&entry.name).is_some() => {}
            EntryKind::Folder => walk(files, &path, &format!("{name}/"), found, faults),
            EntryKind::File => match files.read(&path) {
                Ok(bytes) => {
                    found.insert(name, bytes);
                }
                Err(error) => faults.push(Fault::unreadable(name, &error)),
            },
            EntryKind::Other => faults.push(Fault::new(name, FaultKind::Unknown)),
        }
    }
}
