//! A disk on which the n-th call fails, or at which the process or the power ends.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

use quyet_dinh::inner::file_system::{Disk, Entry, EntryKind, FileSystem, Lock};

/// What happens at the n-th call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// It fails with this error; later calls work.
    Error(io::ErrorKind),
    /// The process ends: nothing happens any more. A write is cut off in the middle.
    Death,
    /// The power goes: what was written and not flushed is lost as well; so are, if `undo`, renames
    /// whose folder was not flushed.
    PowerCut {
        /// Whether renames that were not flushed are lost, too.
        undo: bool,
    },
}

/// Every kind of fault.
pub(crate) const FAULTS: [Fault; 5] = [
    Fault::Error(io::ErrorKind::PermissionDenied),
    Fault::Error(io::ErrorKind::StorageFull),
    Fault::Death,
    Fault::PowerCut { undo: true },
    Fault::PowerCut { undo: false },
];

struct Renamed {
    from: PathBuf,
    to: PathBuf,
    /// The replaced file's bytes.
    old: Option<Vec<u8>>,
}

/// The disk with its fault.
pub(crate) struct Faulty {
    fault: Fault,
    at: usize,
    calls: Cell<usize>,
    unflushed: RefCell<BTreeSet<PathBuf>>,
    renames: RefCell<Vec<Renamed>>,
}

impl Faulty {
    pub(crate) fn new(fault: Fault, at: usize) -> Self {
        Self {
            fault,
            at,
            calls: Cell::new(0),
            unflushed: RefCell::default(),
            renames: RefCell::default(),
        }
    }

    /// How many calls there were.
    pub(crate) fn calls(&self) -> usize {
        self.calls.get()
    }

    /// Whether the n-th call came about.
    pub(crate) fn fired(&self) -> bool {
        self.calls.get() >= self.at
    }

    fn step(&self) -> io::Result<()> {
        self.calls.set(self.calls.get() + 1);
        let now = self.calls.get() == self.at;
        match self.fault {
            Fault::Error(kind) if now => Err(kind.into()),
            Fault::Error(_) => Ok(()),
            _ if self.fired() => Err(io::Error::other("the process is dead")),
            _ => Ok(()),
        }
    }

    /// What the disk holds when the machine starts again.
    pub(crate) fn restart(&self) {
        let Fault::PowerCut { undo } = self.fault else {
            return;
        };
        let mut unflushed = self.unflushed.take();
        for renamed in self.renames.take().into_iter().rev().filter(|_| undo) {
            std::fs::rename(&renamed.to, &renamed.from).expect("renamed back");
            if let Some(old) = renamed.old {
                std::fs::write(&renamed.to, old).expect("written back");
            }
            unflushed = moved(unflushed, &renamed.to, &renamed.from);
        }
        for path in unflushed {
            if path.exists() {
                std::fs::write(path, b"").expect("emptied");
            }
        }
    }
}

fn moved(paths: BTreeSet<PathBuf>, from: &Path, to: &Path) -> BTreeSet<PathBuf> {
    let moved = paths.into_iter().map(|path| match path.strip_prefix(from) {
        Ok(rest) if rest.as_os_str().is_empty() => to.to_owned(),
        Ok(rest) => to.join(rest),
        Err(_) => path,
    });
    moved.collect()
}

impl FileSystem for Faulty {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.step()?;
        Disk.read(path)
    }

    fn kind(&self, path: &Path) -> io::Result<EntryKind> {
        self.step()?;
        Disk.kind(path)
    }

    fn entries(&self, folder: &Path) -> io::Result<Vec<Entry>> {
        self.step()?;
        Disk.entries(folder)
    }

    fn create_folders(&self, path: &Path) -> io::Result<()> {
        self.step()?;
        Disk.create_folders(path)
    }

    fn create_folder(&self, path: &Path) -> io::Result<()> {
        self.step()?;
        Disk.create_folder(path)
    }

    fn write_new(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let alive = !self.fired();
        let result = self.step();
        if result.is_err() && alive {
            // half of it is there
            Disk.write_new(path, &bytes[..bytes.len() / 2])?;
        }
        result?;
        self.unflushed.borrow_mut().insert(path.to_owned());
        Disk.write_new(path, bytes)
    }

    fn sync_file(&self, path: &Path) -> io::Result<()> {
        self.step()?;
        self.unflushed.borrow_mut().remove(path);
        Disk.sync_file(path)
    }

    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        self.step()?;
        let flushed = |renamed: &Renamed| renamed.to.parent() == Some(path);
        self.renames
            .borrow_mut()
            .retain(|renamed| !flushed(renamed));
        Disk.sync_folder(path)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step()?;
        let old = std::fs::read(to).ok();
        Disk.rename(from, to)?;
        let unflushed = self.unflushed.take();
        self.unflushed.replace(moved(unflushed, from, to));
        self.renames.borrow_mut().push(Renamed {
            from: from.to_owned(),
            to: to.to_owned(),
            old,
        });
        Ok(())
    }

    fn keep(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step()?;
        Disk.keep(from, to)
    }

    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        self.step()?;
        Disk.remove_folder(path)
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        self.step()?;
        Disk.remove_file(path)
    }

    fn lock(&self, path: &Path, waiting: &mut dyn FnMut()) -> io::Result<Lock> {
        self.step()?;
        Disk.lock(path, waiting)
    }

    fn try_lock(&self, path: &Path) -> io::Result<Option<Lock>> {
        self.step()?;
        Disk.try_lock(path)
    }

    fn lock_shared(&self, path: &Path) -> Lock {
        Disk.lock_shared(path)
    }
}
