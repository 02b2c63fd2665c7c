//! Puts right what a signing program left in the package, once the signed file is filed.

use std::path::Path;

use super::super::misplaced::Misplaced;
use super::super::package::Package;
use super::super::problems;
use super::super::writer::Writer;
use super::SignedFile;
use crate::diagnostics::{Diagnostic, Diagnostics};

/// Now that `filed` stands where it belongs: puts the issued bytes back and takes away what the filed one holds whole.
/// What is left is warned of, in the package's `folder` as it was typed. Returns what was done, a line for each file.
pub(super) fn mend(
    writer: &Writer<'_>,
    package: &Package,
    filed: SignedFile<'_>,
    folder: &Path,
    warnings: &mut Diagnostics,
) -> Vec<String> {
    let mut done = Vec::new();
    for misplaced in package.misplaced() {
        let path = package.folder().join(&misplaced.path);
        if !filed.bytes.starts_with(&misplaced.bytes) {
            warnings.push(problems::misplaced(folder, &misplaced.path));
            continue;
        }
        match put_right(writer, package, misplaced, &path) {
            Ok(line) => done.push(line),
            Err(problem) => warnings.push(problem),
        }
    }
    done
}

fn put_right(
    writer: &Writer<'_>,
    package: &Package,
    misplaced: &Misplaced,
    path: &Path,
) -> Result<String, Diagnostic> {
    let file = &misplaced.path;
    let (result, line) = match package.file(file).filter(|_| misplaced.is_over) {
        Some(issued) => (
            writer.put_back(path, issued),
            format!("Đã trả lại {file} đúng như khi ban hành: phần mềm ký đã ghi đè lên nó"),
        ),
        None => (
            writer.take_away(path),
            format!("Đã dọn {file} khỏi gói: bản vừa lưu có đủ những gì trong tệp ấy"),
        ),
    };
    result.map(|()| line)
}
