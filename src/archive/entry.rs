//! One entry read from disk: its manifest, and its files held against it.

use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::path::Path;

use super::fault::{Fault, FaultKind};
use super::litter::is_litter;
use super::manifest::{EntryOf, Link, MANIFEST, MANIFEST_CHECK, Manifest};
use super::misplaced::{self, Misplaced};
use super::name::RECORD;
use super::record::Record;
use crate::digest::Digest;
use crate::file_system::{EntryKind, FileSystem};

/// Folders of a package that hold its signed versions: `da-ky-1`, `da-ky-2`, ...
pub(super) const SIGNED_PREFIX: &str = "da-ky-";

/// A readable manifest and the hash of its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LedgerEntry {
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
    let read = |name: &str| read_plain(files, folder, name).map_err(|fault| vec![fault]);
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
    let bytes = read_plain(files, &root.join(&entry.manifest.entry), file)?;
    if entry.manifest.hash(file) == Some(&Digest::of(&bytes)) {
        Ok(bytes)
    } else {
        Err(Fault::new(file, FaultKind::Changed))
    }
}

/// Reads a file of a folder; a link is not followed, a pipe not waited for.
pub(super) fn read_plain(
    files: &dyn FileSystem,
    folder: &Path,
    file: &str,
) -> Result<Vec<u8>, Fault> {
    let path = folder.join(file);
    let unreadable = |error| Fault::unreadable(file, &error);
    match files.kind(&path).map_err(unreadable)? {
        EntryKind::File => files.read(&path).map_err(unreadable),
        EntryKind::Folder | EntryKind::Other => Err(Fault::new(file, FaultKind::NotPlain)),
    }
}

/// What stands in an entry's folder.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Path and bytes of each file, those of signed versions and litter left out.
    pub(super) files: BTreeMap<String, Vec<u8>>,
    /// What is not as the manifest says.
    pub(super) faults: Vec<Fault>,
    /// What systems and office programs put there.
    pub(super) litter: Vec<String>,
    /// What signing programs put there.
    pub(super) misplaced: Vec<Misplaced>,
}

/// Reads all files of an entry and holds them against its manifest.
pub(super) fn read_files(files: &dyn FileSystem, folder: &Path, manifest: &Manifest) -> Found {
    let mut walk = Walk {
        files,
        manifest,
        found: Found::default(),
    };
    walk.folder(folder, "");
    let mut found = walk.found;
    // what stands in a folder that cannot be looked into is not missing
    if found.files.is_empty() {
        return found;
    }
    for listed in &manifest.files {
        let fault = match found.files.get(&listed.path) {
            Some(bytes) if Digest::of(bytes) != listed.sha256 => FaultKind::Changed,
            Some(bytes) if bytes.len() as u64 != listed.size => {
                FaultKind::Contradiction("có cỡ khác với bảng kê".to_owned())
            }
            Some(_) => continue,
            None if found.faults.iter().any(|fault| fault.is_of(&listed.path)) => continue,
            None => FaultKind::Missing,
        };
        found.faults.push(Fault::new(&listed.path, fault));
    }
    for path in found.files.keys() {
        let own = path == MANIFEST || path == MANIFEST_CHECK;
        if !own && manifest.hash(path).is_none() {
            found.faults.push(Fault::new(path, FaultKind::Unknown));
        }
    }
    found.misplaced = misplaced::tell_apart(manifest, &mut found.files, &mut found.faults);
    found
}

/// Whether a package's folder of this name holds a signed version.
pub(super) fn signed_number(name: &str) -> Option<u64> {
    let number = name.strip_prefix(SIGNED_PREFIX)?.parse().ok()?;
    (signed_name(number) == name && number > 0).then_some(number)
}

pub(super) fn signed_name(number: u64) -> String {
    format!("{SIGNED_PREFIX}{number}")
}

/// Reads all files below an entry's folder, except those of a package's signed versions, which are entries themselves.
struct Walk<'a> {
    files: &'a dyn FileSystem,
    manifest: &'a Manifest,
    found: Found,
}

impl Walk<'_> {
    /// `prefix` is the folder's path inside the entry, closed by `/`.
    fn folder(&mut self, folder: &Path, prefix: &str) {
        let entries = match self.files.entries(folder) {
            Ok(entries) => entries,
            Err(error) => {
                let entry = &self.manifest.entry;
                let name = match (prefix.is_empty(), entry.rsplit_once('/')) {
                    (true, None) => entry.as_str(),
                    (true, Some(_)) => ".",
                    (false, _) => prefix.trim_end_matches('/'),
                };
                self.found.faults.push(Fault::unreadable(name, &error));
                return;
            }
        };
        if entries.is_empty() && !prefix.is_empty() {
            self.found
                .faults
                .push(Fault::new(prefix, FaultKind::Unknown));
        }
        for entry in entries {
            let (path, name) = (folder.join(&entry.name), format!("{prefix}{}", entry.name));
            if is_litter(&entry.name) && !self.lists(&name) {
                self.found.litter.push(name);
                continue;
            }
            match entry.kind {
                EntryKind::Folder if prefix.is_empty() && self.is_signed_version(&entry.name) => {}
                EntryKind::Folder => self.folder(&path, &format!("{name}/")),
                EntryKind::File => self.file(&path, name),
                EntryKind::Other => self
                    .found
                    .faults
                    .push(Fault::new(name, FaultKind::NotPlain)),
            }
        }
    }

    fn file(&mut self, path: &Path, name: String) {
        match self.files.read(path) {
            Ok(bytes) => {
                self.found.files.insert(name, bytes);
            }
            // a name that is no UTF-8 is not found again
            Err(error) if error.kind() == ErrorKind::NotFound && !self.lists(&name) => {
                self.found.faults.push(Fault::new(name, FaultKind::Unknown));
            }
            Err(error) => self.found.faults.push(Fault::unreadable(name, &error)),
        }
    }

    /// Whether the manifest lists this path, or one below it.
    fn lists(&self, path: &str) -> bool {
        let mut listed = self.manifest.files.iter();
        listed.any(|file| match file.path.strip_prefix(path) {
            Some(rest) => rest.is_empty() || rest.starts_with('/'),
            None => false,
        })
    }

    fn is_signed_version(&self, folder: &str) -> bool {
        self.manifest.kind == EntryOf::Issue && signed_number(folder).is_some()
    }
}
