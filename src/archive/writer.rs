//! Files entries, whole or not at all: everything is written and flushed under a temporary name,
//! then renamed at one stroke, then the head follows.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

use super::fault::{Fault, FaultKind};
use super::ledger::{HeadState, LOCK, Ledger, UNFINISHED};
use super::litter::is_litter;
use super::manifest::{EntryOf, HEAD, Head, Link, MANIFEST, MANIFEST_CHECK, Manifest};
use super::problems;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::digest::Digest;
use crate::file_system::{EntryKind, FileSystem, Lock};

/// The one who may write into an archive, as long as this lives.
pub(super) struct Writer<'a> {
    files: &'a dyn FileSystem,
    root: PathBuf,
    /// The archive as it was when the lock was won.
    pub(super) ledger: Ledger,
    _lock: Lock,
}

/// A call that failed, and for what.
struct Failure {
    path: PathBuf,
    error: io::Error,
}

type Step = Result<(), Failure>;

fn at(path: &Path) -> impl FnOnce(io::Error) -> Failure {
    let path = path.to_owned();
    move |error| Failure { path, error }
}

impl<'a> Writer<'a> {
    /// Wins the lock (calling `waiting` if another writer has it), takes away what a run that was cut
    /// off left behind, and brings the head up to date.
    pub(super) fn open(
        files: &'a dyn FileSystem,
        root: &Path,
        waiting: &mut dyn FnMut(),
    ) -> Result<Self, Diagnostics> {
        make_root(files, root)?;
        let lock = root.join(LOCK);
        if files.kind(&lock).is_ok_and(|kind| kind != EntryKind::File) {
            let fault = (String::new(), Fault::new(LOCK, FaultKind::NotPlain));
            return Err(problems::damaged_archive(root, &[fault]).into());
        }
        let lock = files
            .lock(&lock, waiting)
            .map_err(|error| problems::not_locked(root, &lock, &error))?;
        let ledger = Ledger::read(files, root)
            .map_err(|error| problems::unreadable_archive(root, &error))?;
        if !ledger.faults.is_empty() {
            return Err(problems::damaged_archive(root, &ledger.faults).into());
        }
        let writer = Self {
            files,
            root: root.to_owned(),
            ledger,
            _lock: lock,
        };
        writer
            .clean_up()
            .map_err(|failure| problems::unwritable(&failure.path, &failure.error))?;
        Ok(writer)
    }

    fn clean_up(&self) -> Step {
        for left in &self.ledger.leftovers {
            let path = self.root.join(&left.name);
            let removed = match left.kind {
                EntryKind::Folder => self.files.remove_folder(&path),
                EntryKind::File | EntryKind::Other => self.files.remove_file(&path),
            };
            removed.map_err(at(&path))?;
        }
        if self.ledger.head == HeadState::OneBehind
            && let Some(last) = self.ledger.entries.last()
        {
            self.write_head(&Head::new(last.manifest.sequence, last.link()))?;
        }
        Ok(())
    }

    /// Files an entry after the last one. A warning if it is filed but the head is not yet.
    pub(super) fn file(
        &self,
        kind: EntryOf,
        entry: &str,
        package: Option<Link>,
        contents: &[(String, Vec<u8>)],
    ) -> Result<Option<Diagnostic>, Diagnostics> {
        let last = self.ledger.entries.last();
        let previous = last.map(|last| (last.manifest.sequence, last.link()));
        let mut manifest = Manifest::new(kind, entry, previous, contents);
        manifest.package = package;
        let bytes = manifest.to_bytes();
        let digest = Digest::of(&bytes);
        let mut all: Vec<(&str, &[u8])> = contents
            .iter()
            .map(|(path, bytes)| (path.as_str(), bytes.as_slice()))
            .collect();
        let check = digest.check_line(MANIFEST);
        all.push((MANIFEST, &bytes));
        all.push((MANIFEST_CHECK, check.as_bytes()));
        let unfinished = self
            .root
            .join(format!("{UNFINISHED}{}", entry.replace('/', "-")));
        let target = self.root.join(entry);
        let written = self
            .write_folder(&unfinished, &all)
            .and_then(|()| self.files.rename(&unfinished, &target).map_err(at(&target)));
        if let Err(failure) = written {
            // what cannot be removed now, the next run removes
            let _ = self.files.remove_folder(&unfinished);
            return Err(problems::unwritable(&failure.path, &failure.error).into());
        }
        // from here on the entry is filed, come what may
        let link = Link {
            entry: entry.to_owned(),
            manifest_sha256: digest,
        };
        let head = self
            .sync_parents(&target)
            .and_then(|()| self.write_head(&Head::new(manifest.sequence, link)));
        let behind = head
            .err()
            .map(|failure| problems::head_behind(&failure.path, &failure.error, entry));
        Ok(behind)
    }

    /// Gives a file of an entry its issued bytes again.
    pub(super) fn put_back(&self, path: &Path, issued: &[u8]) -> Result<(), Diagnostic> {
        let unfinished = self.root.join(format!("{UNFINISHED}tra-lai"));
        let put = self.write_file(&unfinished, issued).and_then(|()| {
            self.files.rename(&unfinished, path).map_err(at(path))?;
            self.sync_parents(path)
        });
        put.map_err(|failure| problems::not_mended(&failure.path, &failure.error))
    }

    /// Takes away a file that no entry lists.
    pub(super) fn take_away(&self, path: &Path) -> Result<(), Diagnostic> {
        let removed = self.files.remove_file(path);
        removed.map_err(|error| problems::not_mended(path, &error))
    }

    fn write_folder(&self, folder: &Path, contents: &[(&str, &[u8])]) -> Step {
        self.files.create_folder(folder).map_err(at(folder))?;
        let inner: BTreeSet<PathBuf> = contents
            .iter()
            .filter_map(|(path, _)| path.rsplit_once('/'))
            .map(|(inner, _)| folder.join(inner))
            .collect();
        for path in &inner {
            self.files.create_folder(path).map_err(at(path))?;
        }
        for (path, bytes) in contents {
            self.write_file(&folder.join(path), bytes)?;
        }
        for path in inner.iter().map(PathBuf::as_path).chain([folder]) {
            self.files.sync_folder(path).map_err(at(path))?;
        }
        Ok(())
    }

    fn write_file(&self, path: &Path, bytes: &[u8]) -> Step {
        self.files.write_new(path, bytes).map_err(at(path))?;
        self.files.sync_file(path).map_err(at(path))
    }

    /// The folder the entry moved into, and the archive it moved out of.
    fn sync_parents(&self, target: &Path) -> Step {
        let folder = target.parent().unwrap_or(&self.root);
        self.files.sync_folder(folder).map_err(at(folder))?;
        if folder == self.root {
            return Ok(());
        }
        self.files.sync_folder(&self.root).map_err(at(&self.root))
    }

    fn write_head(&self, head: &Head) -> Step {
        let unfinished = self.root.join(format!("{UNFINISHED}{HEAD}"));
        let target = self.root.join(HEAD);
        self.write_file(&unfinished, &head.to_bytes())?;
        self.files
            .rename(&unfinished, &target)
            .map_err(at(&target))?;
        self.files.sync_folder(&self.root).map_err(at(&self.root))
    }
}

/// Makes the archive's folder; one that holds other things is left alone.
fn make_root(files: &dyn FileSystem, root: &Path) -> Result<(), Diagnostic> {
    let unwritable = |error: io::Error| problems::unwritable(root, &error);
    match files.entries(root) {
        Ok(entries) => {
            let own = |name: &str| name == HEAD || name == LOCK;
            let is_fresh = entries.iter().all(|entry| is_litter(&entry.name));
            if is_fresh || entries.iter().any(|entry| own(&entry.name)) {
                Ok(())
            } else {
                Err(problems::not_an_archive(root))
            }
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            files.create_folders(root).map_err(unwritable)?;
            match root.parent() {
                Some(parent) if !parent.as_os_str().is_empty() => {
                    files.sync_folder(parent).map_err(unwritable)
                }
                _ => Ok(()),
            }
        }
        Err(error) => Err(unwritable(error)),
    }
}
