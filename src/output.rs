//! Writes files whole or not at all: temporary file in the same folder, fsync, rename.

use std::io::Write;
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::diagnostics::{Diagnostic, Diagnostics};

/// A finished file, not yet on disk.
#[derive(Clone, Debug)]
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
pub fn write_all(folder: &Path, files: &[OutputFile]) -> Result<Vec<PathBuf>, Diagnostics> {
    std::fs::create_dir_all(folder).map_err(|error| folder_problem(folder, &error))?;
    let mut staged = Vec::new();
    for file in files {
        staged.push(stage(folder, file).map_err(|error| folder_problem(folder, &error))?);
    }
    let mut replaced: Vec<Replaced> = Vec::new();
    for (file, temporary) in files.iter().zip(staged) {
        match replace(folder.join(&file.name), temporary) {
            Ok(done) => replaced.push(done),
            Err(problem) => {
                replaced.into_iter().rev().for_each(Replaced::undo);
                return Err(problem.into());
            }
        }
    }
    Ok(replaced.into_iter().map(|done| done.target).collect())
}

/// A target that holds its new content; the old one is kept until all files are in place.
struct Replaced {
    target: PathBuf,
    old: Option<tempfile::TempPath>,
}

impl Replaced {
    fn undo(self) {
        // nothing more can be done for a file that cannot even be put back
        let _ = match self.old {
            Some(old) => old.persist(&self.target).map_err(|error| error.error),
            None => std::fs::remove_file(&self.target),
        };
    }
}

fn stage(folder: &Path, file: &OutputFile) -> std::io::Result<NamedTempFile> {
    let mut temporary = tempfile::Builder::new()
        .prefix(".quyetdinh-")
        .tempfile_in(folder)?;
    temporary.write_all(&file.bytes)?;
    readable_by_all(temporary.as_file())?;
    temporary.as_file().sync_all()?;
    Ok(temporary)
}

/// Temporary files are private; what is written for the office is not.
#[cfg(unix)]
fn readable_by_all(file: &std::fs::File) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(std::fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn readable_by_all(_file: &std::fs::File) -> std::io::Result<()> {
    Ok(())
}

fn replace(target: PathBuf, temporary: NamedTempFile) -> Result<Replaced, Diagnostic> {
    let old = if target.exists() {
        Some(set_aside(&target).map_err(|error| file_problem(&target, &error))?)
    } else {
        None
    };
    match temporary.persist(&target) {
        Ok(_) => Ok(Replaced { target, old }),
        Err(error) => {
            let problem = file_problem(&target, &error.error);
            if let Some(old) = old {
                // the message below says what went wrong; the old file goes back if it can
                let _ = old.persist(&target);
            }
            Err(problem)
        }
    }
}

/// Moves the present file to a temporary name beside it.
fn set_aside(target: &Path) -> std::io::Result<tempfile::TempPath> {
    if target.is_dir() {
        return Err(std::io::Error::from(std::io::ErrorKind::IsADirectory));
    }
    let folder = target.parent().unwrap_or_else(|| Path::new("."));
    let aside = tempfile::Builder::new()
        .prefix(".quyetdinh-cu-")
        .tempfile_in(folder)?
        .into_temp_path();
    std::fs::rename(target, &aside)?;
    Ok(aside)
}

/// A path as messages show it: with `/` on every system.
#[must_use]
pub fn shown(path: &Path) -> String {
    path.display().to_string().replace('\\', "/")
}

fn folder_problem(folder: &Path, error: &std::io::Error) -> Diagnostics {
    Diagnostic::error(
        "TP010",
        format!("Không ghi được vào thư mục {}", shown(folder)),
    )
    .with_note(reason(error))
    .with_remedy("Chọn thư mục khác sau `--out`, hoặc xin quyền ghi vào thư mục này")
    .into()
}

fn file_problem(path: &Path, error: &std::io::Error) -> Diagnostic {
    Diagnostic::error("TP011", format!("Không ghi được tệp {}", shown(path)))
        .with_note(reason(error))
        .with_remedy("Nếu tệp đang mở trong Word hay trình đọc PDF thì đóng lại rồi chạy lại lệnh")
}

/// The cause of a failed call to the file system, in Vietnamese where it is a common one.
#[must_use]
pub fn reason(error: &std::io::Error) -> String {
    use std::io::ErrorKind;
    match error.kind() {
        ErrorKind::NotFound => "không tìm thấy".to_owned(),
        ErrorKind::PermissionDenied => "không có quyền".to_owned(),
        ErrorKind::ReadOnlyFilesystem => "ổ đĩa chỉ cho đọc".to_owned(),
        ErrorKind::StorageFull => "ổ đĩa đã đầy".to_owned(),
        ErrorKind::NotADirectory | ErrorKind::AlreadyExists => {
            "trên đường dẫn có một tệp trùng tên thư mục".to_owned()
        }
        ErrorKind::IsADirectory => "tên này là một thư mục".to_owned(),
        _ => format!("hệ điều hành báo: {error}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
        let result = write_all(path, &[file("a", b"new"), file("b", b"new")]);
        assert!(result.is_err());
        assert_eq!(std::fs::read(path.join("a")).expect("still there"), b"old");
        let left = std::fs::read_dir(path).expect("readable").count();
        assert_eq!(left, 2, "no temporary file stays behind");
    }

    #[test]
    fn replaces_and_creates() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("out/2021");
        write_all(&path, &[file("a", b"1")]).expect("written");
        write_all(&path, &[file("a", b"2"), file("b", b"3")]).expect("written");
        assert_eq!(std::fs::read(path.join("a")).expect("there"), b"2");
        assert_eq!(std::fs::read_dir(&path).expect("readable").count(), 2);
    }
}
