//! Writes files whole or not at all: all are written beside their places first, then put there by renaming, so that a
//! name holds an old or a new whole file at any moment.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::file_system::{EntryKind, FileSystem, Lock, is_held};

/// How the folder of a run is called: what it writes, and what it may have to put back.
const STAGING: &str = ".quyetdinh-";
/// How files begin that a version before 0.3.0 set aside: they may be all that is left of a document.
const SET_ASIDE: &str = ".quyetdinh-cu-";
/// The file in it that the run holds locked as long as it lives.
const LOCK: &str = "khoa";
/// How often a run makes a folder anew that another took away.
const MOST_TRIES: u32 = 20;

/// A finished file, not yet on disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutputFile {
    /// File name without folder.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Writes all files into the folder (made if missing), or none: after a failure the folder's files
/// are as before.
///
/// # Errors
/// A diagnostic that names the folder or file and what to do.
pub fn write_all(
    disk: &dyn FileSystem,
    folder: &Path,
    files: &[OutputFile],
) -> Result<Vec<PathBuf>, Diagnostics> {
    disk.create_folders(folder)
        .map_err(|error| folder_problem(folder, &error))?;
    clear(disk, folder);
    write_more(disk, folder, files)
}

/// The same into a folder that this run has written into: what others left there is gone already.
pub(crate) fn write_more(
    disk: &dyn FileSystem,
    folder: &Path,
    files: &[OutputFile],
) -> Result<Vec<PathBuf>, Diagnostics> {
    let in_folder = |error: io::Error| folder_problem(folder, &error);
    let staging = Staging::new(disk, folder).map_err(in_folder)?;
    for (at, file) in files.iter().enumerate() {
        staging.write(at, &file.bytes).map_err(in_folder)?;
    }
    let targets: Vec<PathBuf> = files.iter().map(|file| folder.join(&file.name)).collect();
    staging.replace(&targets)?;
    // the files are there; that the disk has noted it is more than can be told
    let _ = disk.sync_folder(folder);
    Ok(targets)
}

/// Takes away what runs left that were cut off.
fn clear(disk: &dyn FileSystem, folder: &Path) {
    let left = disk.entries(folder).unwrap_or_default().into_iter();
    for entry in left.filter(|entry| entry.name.starts_with(STAGING)) {
        let path = folder.join(&entry.name);
        // what cannot be removed now, the next run removes
        match entry.kind {
            EntryKind::Folder => {
                if let Ok(Some(lock)) = disk.try_lock(&path.join(LOCK)) {
                    // by a new name, at one stroke: a run that is just making the folder sees it go
                    let away = folder.join(own_name());
                    let moved = disk.rename(&path, &away);
                    drop(lock);
                    // Windows moves no folder in which a file is open
                    if moved.or_else(|_| disk.rename(&path, &away)).is_ok() {
                        let _ = disk.remove_folder(&away);
                    }
                }
            }
            EntryKind::File if !entry.name.starts_with(SET_ASIDE) => {
                let _ = disk.remove_file(&path);
            }
            EntryKind::File | EntryKind::Other => {}
        }
    }
}

/// A name that no other run gives a folder.
fn own_name() -> String {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    format!("{STAGING}{}-{number}", std::process::id())
}

/// The folder of one run, taken away at its end.
struct Staging<'a> {
    disk: &'a dyn FileSystem,
    path: PathBuf,
    lock: Option<Lock>,
}

impl<'a> Staging<'a> {
    fn new(disk: &'a dyn FileSystem, folder: &Path) -> io::Result<Self> {
        let mut last = io::Error::from(io::ErrorKind::AlreadyExists);
        for _ in 0..MOST_TRIES {
            let path = folder.join(own_name());
            if let Err(error) = disk.create_folder(&path) {
                if error.kind() != io::ErrorKind::AlreadyExists {
                    return Err(error);
                }
                continue;
            }
            // another run may take the folder for one that was left, until it is locked
            let lock = path.join(LOCK);
            match disk.try_lock(&lock) {
                Ok(Some(held)) if lock.exists() => {
                    return Ok(Self {
                        disk,
                        path,
                        lock: Some(held),
                    });
                }
                Ok(_) => {}
                Err(error) => last = error,
            }
        }
        Err(last)
    }

    fn new_file(&self, at: usize) -> PathBuf {
        self.path.join(format!("{at}-moi"))
    }

    fn old_file(&self, at: usize) -> PathBuf {
        self.path.join(format!("{at}-cu"))
    }

    fn write(&self, at: usize, bytes: &[u8]) -> io::Result<()> {
        let path = self.new_file(at);
        self.disk.write_new(&path, bytes)?;
        self.disk.sync_file(&path)
    }

    /// Puts each new file in its place; if one cannot be, those before it are put back.
    fn replace(&self, targets: &[PathBuf]) -> Result<(), Diagnostics> {
        let mut there = Vec::new();
        for (at, target) in targets.iter().enumerate() {
            let kept = self.keep(at, target);
            there.push(kept.map_err(|error| file_problem(target, &error))?);
        }
        for (at, target) in targets.iter().enumerate() {
            if let Err(error) = self.disk.rename(&self.new_file(at), target) {
                for (at, target) in targets.iter().enumerate().take(at).rev() {
                    self.put_back(at, target, there[at]);
                }
                return Err(file_problem(target, &error).into());
            }
        }
        Ok(())
    }

    /// Keeps what is there; whether anything is.
    fn keep(&self, at: usize, target: &Path) -> io::Result<bool> {
        let there = match std::fs::metadata(target) {
            Ok(there) => there,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
            Err(error) => return Err(error),
        };
        if there.is_dir() {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        if there.permissions().readonly() {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
        self.disk.keep(target, &self.old_file(at))?;
        Ok(true)
    }

    /// Nothing more can be done for a file that cannot even be put back.
    fn put_back(&self, at: usize, target: &Path, was_there: bool) {
        let _ = match was_there {
            true => self.disk.rename(&self.old_file(at), target),
            false => self.disk.remove_file(target),
        };
    }
}

impl Drop for Staging<'_> {
    fn drop(&mut self) {
        drop(self.lock.take());
        let _ = self.disk.remove_folder(&self.path);
    }
}

/// A path as messages show it: with `/` on every system.
#[must_use]
pub(crate) fn shown(path: &Path) -> String {
    path.display().to_string().replace('\\', "/")
}

fn folder_problem(folder: &Path, error: &io::Error) -> Diagnostics {
    Diagnostic::error(
        "TP010",
        format!("Không ghi được vào thư mục {}", shown(folder)),
    )
    .with_note(reason(error))
    .with_remedy("Chọn thư mục khác sau `--out`, hoặc xin quyền ghi vào thư mục này")
    .into()
}

fn file_problem(path: &Path, error: &io::Error) -> Diagnostic {
    Diagnostic::error("TP011", format!("Không ghi được tệp {}", shown(path)))
        .with_note(reason(error))
        .with_remedy("Nếu tệp đang mở trong Word hay trình đọc PDF thì đóng lại rồi chạy lại lệnh; tệp chỉ cho đọc thì bỏ thuộc tính ấy")
}

/// What Windows' own error numbers say that no kind of Rust's tells (System Error Codes).
const OF_WINDOWS: [(i32, &str); 6] = [
    (
        5,
        "không có quyền, hoặc tệp đang mở trong chương trình khác",
    ),
    (19, "ổ đĩa chỉ cho đọc"),
    (39, "ổ đĩa đã đầy"),
    (123, "tên có ký tự không dùng được (< > : \" | ? *)"),
    (206, "tên tệp hoặc đường dẫn quá dài"),
    (267, "trên đường dẫn có một tệp trùng tên thư mục"),
];

/// The cause of a failed call to the file system, in Vietnamese.
#[must_use]
pub(crate) fn reason(error: &io::Error) -> String {
    use io::ErrorKind;
    let number = error.raw_os_error();
    if is_held(error) {
        return "tệp đang mở trong chương trình khác".to_owned();
    }
    let of_windows = OF_WINDOWS.iter().filter(|_| cfg!(windows));
    if let Some((_, words)) = of_windows
        .into_iter()
        .find(|(code, _)| Some(*code) == number)
    {
        return (*words).to_owned();
    }
    let words = match error.kind() {
        ErrorKind::NotFound => "không tìm thấy",
        ErrorKind::PermissionDenied => "không có quyền, hoặc tệp chỉ cho đọc",
        ErrorKind::ReadOnlyFilesystem => "ổ đĩa chỉ cho đọc",
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "ổ đĩa đã đầy",
        ErrorKind::NotADirectory | ErrorKind::AlreadyExists => {
            "trên đường dẫn có một tệp trùng tên thư mục"
        }
        ErrorKind::IsADirectory => "tên này là một thư mục",
        ErrorKind::InvalidFilename => {
            "tên tệp hoặc đường dẫn quá dài, hoặc có ký tự không dùng được"
        }
        ErrorKind::InvalidInput => "tên tệp không dùng được",
        ErrorKind::ResourceBusy => "tệp đang được chương trình khác dùng",
        ErrorKind::TimedOut | ErrorKind::NetworkUnreachable | ErrorKind::HostUnreachable => {
            "ổ đĩa mạng không trả lời"
        }
        _ => match number {
            Some(number) => return format!("hệ điều hành báo lỗi số {number}"),
            None => "không rõ vì sao",
        },
    };
    words.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::file_system::Disk;

    fn file(name: &str, bytes: &[u8]) -> OutputFile {
        OutputFile {
            name: name.to_owned(),
            bytes: bytes.to_vec(),
        }
    }

    #[test]
    fn all_or_nothing() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path();
        std::fs::write(path.join("a"), b"old").expect("a file");
        // the second target is a folder, so it cannot be replaced
        std::fs::create_dir(path.join("b")).expect("a folder");
        let result = write_all(&Disk, path, &[file("a", b"new"), file("b", b"new")]);
        assert!(result.is_err());
        assert_eq!(std::fs::read(path.join("a")).expect("still there"), b"old");
        let left = std::fs::read_dir(path).expect("readable").count();
        assert_eq!(left, 2, "no temporary file stays behind");
    }

    #[test]
    fn replaces_and_creates() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("out/2021");
        write_all(&Disk, &path, &[file("a", b"1")]).expect("written");
        write_all(&Disk, &path, &[file("a", b"2"), file("b", b"3")]).expect("written");
        assert_eq!(std::fs::read(path.join("a")).expect("there"), b"2");
        assert_eq!(std::fs::read_dir(&path).expect("readable").count(), 2);
    }
}
