//! All entries of an archive in the order of filing, and whether they make one chain.

use std::path::Path;

use super::entry::{LedgerEntry, read_manifest, read_plain, signed_number};
use super::fault::{Fault, FaultKind};
use super::litter::is_litter;
use super::manifest::{EntryOf, HEAD, MANIFEST};
use crate::file_system::{Entry, EntryKind, FileSystem, Lock};

/// The file that keeps writers apart; always empty.
pub(super) const LOCK: &str = ".khoa";
/// What is being written begins so, until it is whole and gets its name.
pub(super) const UNFINISHED: &str = ".dang-ghi-";

/// How the head stands to the last entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum HeadState {
    /// It names the last entry (or there is neither).
    Current,
    /// It names the last but one: a run was cut off between the two; the next one mends it.
    OneBehind,
    /// It cannot be trusted; see the faults.
    Faulty,
}

/// The archive's entries (sổ ban hành).
#[derive(Clone, Debug)]
pub(crate) struct Ledger {
    /// Entries whose manifest can be trusted, in the order of filing.
    pub entries: Vec<LedgerEntry>,
    /// What is wrong, by the entry's name; the archive's own files under an empty name.
    pub faults: Vec<(String, Fault)>,
    /// Files and folders of a run that was cut off.
    pub leftovers: Vec<Entry>,
    /// Files that are nobody's.
    pub strays: Vec<String>,
    /// The head.
    pub head: HeadState,
    /// Whether it was used as an archive before, and has no entry (any more).
    pub is_emptied: bool,
    /// Whether a package's folder could not be looked into, for now: nobody knows how many signed versions it holds.
    pub(super) is_unlisted: bool,
}

/// Locks an archive for reading as far as that can be done.
pub(super) fn lock_shared(files: &dyn FileSystem, root: &Path) -> Option<Lock> {
    let lock = root.join(LOCK);
    let is_file = files.kind(&lock).is_ok_and(|kind| kind == EntryKind::File);
    is_file.then(|| files.lock_shared(&lock))
}

impl Ledger {
    /// Reads the manifests and the head; the other files are left for `verify`.
    ///
    /// # Errors
    /// The archive's folder cannot be read.
    pub(crate) fn read(files: &dyn FileSystem, root: &Path) -> std::io::Result<Self> {
        let mut ledger = Self {
            entries: Vec::new(),
            faults: Vec::new(),
            leftovers: Vec::new(),
            strays: Vec::new(),
            head: HeadState::Current,
            is_emptied: false,
            is_unlisted: false,
        };
        // before the entries: what is filed meanwhile then leaves the head one behind, at most
        let head = read_plain(files, root, HEAD);
        let entries = files.entries(root)?;
        let is_used = entries.iter().any(|entry| entry.name == LOCK);
        for entry in entries {
            ledger.read_own(files, root, entry);
        }
        ledger.entries.sort_by_key(|entry| entry.manifest.sequence);
        ledger.check_chain();
        ledger.check_head(head);
        ledger.is_emptied = is_used && ledger.entries.is_empty() && ledger.faults.is_empty();
        Ok(ledger)
    }

    /// What stands in the archive's own folder.
    fn read_own(&mut self, files: &dyn FileSystem, root: &Path, entry: Entry) {
        let is_own = [HEAD, LOCK].contains(&entry.name.as_str());
        match entry.kind {
            EntryKind::File if is_own => {}
            // that of the head is found where it is read
            _ if entry.name == HEAD => {}
            _ if is_own => {
                let fault = Fault::new(entry.name, FaultKind::NotPlain);
                self.faults.push((String::new(), fault));
            }
            _ if entry.name.starts_with(UNFINISHED) => self.leftovers.push(entry),
            // no package's name begins so; `.git` is not one that was damaged
            EntryKind::Folder if !entry.name.starts_with('.') && !is_litter(&entry.name) => {
                self.read_package(files, root, &entry.name);
            }
            _ => self.strays.push(entry.name),
        }
    }

    /// The packages, in the order of issue.
    pub(crate) fn packages(&self) -> impl Iterator<Item = &LedgerEntry> {
        self.entries
            .iter()
            .filter(|entry| entry.manifest.kind == EntryOf::Issue)
    }

    /// The signed versions of a package, in the order of filing.
    pub(crate) fn signed(&self, package: &str) -> impl Iterator<Item = &LedgerEntry> {
        self.entries.iter().filter(move |entry| {
            let manifest = &entry.manifest;
            manifest.kind == EntryOf::Signature
                && manifest
                    .package
                    .as_ref()
                    .is_some_and(|l| l.entry == package)
        })
    }

    fn read_package(&mut self, files: &dyn FileSystem, root: &Path, name: &str) {
        let folder = root.join(name);
        let package = self.read_entry(files, &folder, name, EntryOf::Issue);
        let signed = match files.entries(&folder) {
            Ok(entries) => entries,
            Err(error) => {
                let fault = Fault::unreadable(name, &error);
                self.is_unlisted |= fault.is_unchecked();
                self.faults.push((name.to_owned(), fault));
                Vec::new()
            }
        };
        for inner in signed {
            if inner.kind == EntryKind::Folder && signed_number(&inner.name).is_some() {
                let entry = format!("{name}/{}", inner.name);
                let read =
                    self.read_entry(files, &folder.join(&inner.name), &entry, EntryOf::Signature);
                self.entries.extend(read);
            }
        }
        self.entries.extend(package);
    }

    fn read_entry(
        &mut self,
        files: &dyn FileSystem,
        folder: &Path,
        name: &str,
        kind: EntryOf,
    ) -> Option<LedgerEntry> {
        match read_manifest(files, folder, name) {
            Ok(entry) if entry.manifest.kind == kind => Some(entry),
            Ok(_) => {
                let how = "đây là bảng kê của một loại mục khác".to_owned();
                let fault = Fault::new(MANIFEST, FaultKind::OutOfChain(how));
                self.faults.push((name.to_owned(), fault));
                None
            }
            Err(faults) => {
                let faults = faults.into_iter().map(|fault| (name.to_owned(), fault));
                self.faults.extend(faults);
                None
            }
        }
    }
}
