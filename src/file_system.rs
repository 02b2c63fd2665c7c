//! The few calls to the file system with which files are written, behind a trait, so that tests can let
//! any one of them fail.

use std::fs::{File, FileType, OpenOptions, TryLockError};
use std::io::{self, Write};
use std::path::Path;

/// What a folder's entry is; links are followed by nobody and count as [`EntryKind::Other`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryKind {
    /// A file.
    File,
    /// A folder.
    Folder,
    /// A link, a device, ...
    Other,
}

impl From<FileType> for EntryKind {
    fn from(kind: FileType) -> Self {
        match kind {
            kind if kind.is_file() => Self::File,
            kind if kind.is_dir() => Self::Folder,
            _ => Self::Other,
        }
    }
}

/// One entry of a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its name, without folder; bytes that are no UTF-8 are replaced.
    pub name: String,
    /// What it is.
    pub kind: EntryKind,
}

/// Keeps other writers (or, shared, other readers' writers) out until it is dropped.
#[derive(Debug)]
pub struct Lock {
    _file: Option<File>,
}

/// The calls that archives and outputs are written and read with. Errors are the system's.
#[expect(
    clippy::missing_errors_doc,
    reason = "every call fails as the system's call does"
)]
pub trait FileSystem {
    /// A file's bytes.
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;
    /// What stands under a name; a link is not followed.
    fn kind(&self, path: &Path) -> io::Result<EntryKind>;
    /// A folder's entries, in the order of their names.
    fn entries(&self, folder: &Path) -> io::Result<Vec<Entry>>;
    /// Makes a folder and those above it; an existing one is no error.
    fn create_folders(&self, path: &Path) -> io::Result<()>;
    /// Makes a folder that must not exist.
    fn create_folder(&self, path: &Path) -> io::Result<()>;
    /// Writes a file that must not exist.
    fn write_new(&self, path: &Path, bytes: &[u8]) -> io::Result<()>;
    /// Waits until a file's bytes are on the disk.
    fn sync_file(&self, path: &Path) -> io::Result<()>;
    /// Waits until a folder's entries are on the disk.
    fn sync_folder(&self, path: &Path) -> io::Result<()>;
    /// Renames a file (replacing) or a folder (not replacing), at one stroke.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Keeps a file's present content under another name of the same folder tree, whatever becomes of the first name.
    fn keep(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Removes a folder with all it holds.
    fn remove_folder(&self, path: &Path) -> io::Result<()>;
    /// Removes a file.
    fn remove_file(&self, path: &Path) -> io::Result<()>;
    /// Locks for writing; calls `waiting` once if another has the lock, then waits for it. Fails with
    /// [`io::ErrorKind::Unsupported`] where a lock keeps nobody out.
    fn lock(&self, path: &Path, waiting: &mut dyn FnMut()) -> io::Result<Lock>;
    /// Locks for writing; `None` if another has the lock.
    fn try_lock(&self, path: &Path) -> io::Result<Option<Lock>>;
    /// Locks for reading as far as that can be done: on a read-only disk nobody writes anyway.
    fn lock_shared(&self, path: &Path) -> Lock;
}

/// The system's own files.
#[derive(Clone, Copy, Debug, Default)]
pub struct Disk;

impl FileSystem for Disk {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        std::fs::read(path)
    }

    fn kind(&self, path: &Path) -> io::Result<EntryKind> {
        Ok(std::fs::symlink_metadata(path)?.file_type().into())
    }

    fn entries(&self, folder: &Path) -> io::Result<Vec<Entry>> {
        let mut entries = Vec::new();
        for entry in std::fs::read_dir(folder)? {
            let entry = entry?;
            entries.push(Entry {
                name: entry.file_name().to_string_lossy().into_owned(),
                kind: entry.file_type()?.into(),
            });
        }
        entries.sort_by(|one, other| one.name.cmp(&other.name));
        Ok(entries)
    }

    fn create_folders(&self, path: &Path) -> io::Result<()> {
        std::fs::create_dir_all(path)
    }

    fn create_folder(&self, path: &Path) -> io::Result<()> {
        std::fs::create_dir(path)
    }

    fn write_new(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        File::create_new(path)?.write_all(bytes)
    }

    fn sync_file(&self, path: &Path) -> io::Result<()> {
        // Windows flushes only what is open for writing
        OpenOptions::new().write(true).open(path)?.sync_all()
    }

    #[cfg(unix)]
    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        match File::open(path)?.sync_all() {
            // some network disks know no such call; the entries are theirs to keep
            Err(error) if error.kind() == io::ErrorKind::InvalidInput => Ok(()),
            result => result,
        }
    }

    /// Windows writes a folder's entries with the file's.
    #[cfg(not(unix))]
    fn sync_folder(&self, _path: &Path) -> io::Result<()> {
        Ok(())
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        patiently(|| std::fs::rename(from, to))
    }

    fn keep(&self, from: &Path, to: &Path) -> io::Result<()> {
        // some disks know no second name of a file
        std::fs::hard_link(from, to).or_else(|_| std::fs::copy(from, to).map(|_| ()))
    }

    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        std::fs::remove_dir_all(path)
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        std::fs::remove_file(path)
    }

    fn lock(&self, path: &Path, waiting: &mut dyn FnMut()) -> io::Result<Lock> {
        let file = lock_file(path)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                waiting();
                file.lock().map_err(no_locks)?;
            }
            Err(TryLockError::Error(error)) => return Err(no_locks(error)),
        }
        if !is_locked(path)? {
            return Err(io::ErrorKind::Unsupported.into());
        }
        Ok(Lock { _file: Some(file) })
    }

    fn try_lock(&self, path: &Path) -> io::Result<Option<Lock>> {
        let file = lock_file(path)?;
        match file.try_lock() {
            Ok(()) => Ok(Some(Lock { _file: Some(file) })),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(error),
        }
    }

    fn lock_shared(&self, path: &Path) -> Lock {
        let file = File::open(path).ok();
        Lock {
            _file: file.filter(|file| file.lock_shared().is_ok()),
        }
    }
}

/// The error of a disk that can lock no file, whatever the system calls it.
fn no_locks(error: io::Error) -> io::Error {
    io::Error::new(io::ErrorKind::Unsupported, error)
}

/// Whether nobody else wins the lock of that file. Some shares say yes to everybody who asks for one.
fn is_locked(path: &Path) -> io::Result<bool> {
    Ok(matches!(
        lock_file(path)?.try_lock(),
        Err(TryLockError::WouldBlock)
    ))
}

fn lock_file(path: &Path) -> io::Result<File> {
    OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .open(path)
}

/// Tries again for a moment where another program, most often one that looks for viruses, has a file open.
fn patiently(call: impl Fn() -> io::Result<()>) -> io::Result<()> {
    /// So often, with this pause.
    const TRIES: u32 = 10;
    const PAUSE: std::time::Duration = std::time::Duration::from_millis(40);
    let mut done = call();
    for _ in 1..TRIES {
        match &done {
            Err(error) if is_held(error) => std::thread::sleep(PAUSE),
            _ => break,
        }
        done = call();
    }
    done
}

/// Whether another program has the file open so that nobody else may use it: Windows' ERROR_SHARING_VIOLATION
/// and ERROR_LOCK_VIOLATION, or what any system calls busy.
#[must_use]
pub(crate) fn is_held(error: &io::Error) -> bool {
    let is_shared = cfg!(windows) && matches!(error.raw_os_error(), Some(32 | 33));
    is_shared || error.kind() == io::ErrorKind::ResourceBusy
}

#[cfg(test)]
mod tests {
    use super::{Disk, FileSystem, is_locked};

    #[test]
    fn a_lock_is_held_against_being_asked_for_again() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("khoa");
        assert!(!is_locked(&path).expect("there"));
        let lock = Disk.lock(&path, &mut || ()).expect("free");
        assert!(is_locked(&path).expect("there"));
        drop(lock);
        assert!(!is_locked(&path).expect("there"));
    }
}
