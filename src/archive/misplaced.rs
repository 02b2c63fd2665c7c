//! Signed files that a signing program saved into the package itself: over the issued file, or beside it. Nothing is
//! lost then: the file begins with the issued bytes.

use std::collections::BTreeMap;

use super::fault::{Fault, FaultKind};
use super::manifest::{FileRecord, Manifest};
use crate::digest::Digest;

/// A file of a package that goes on where an issued one ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Misplaced {
    /// Its path inside the package.
    pub(super) path: String,
    /// All its bytes.
    pub(super) bytes: Vec<u8>,
    /// Whether it took the issued file's place.
    pub(super) is_over: bool,
}

/// Tells such files among an entry's apart from what is damaged. Of one that was written over, the issued bytes are
/// taken for the package's file.
pub(super) fn tell_apart(
    manifest: &Manifest,
    files: &mut BTreeMap<String, Vec<u8>>,
    faults: &mut [Fault],
) -> Vec<Misplaced> {
    let mut misplaced = Vec::new();
    let issued = |path: &str| manifest.files.iter().find(|file| file.path == path);
    for fault in faults
        .iter_mut()
        .filter(|fault| fault.kind == FaultKind::Changed)
    {
        let listed = issued(&fault.file);
        let Some((listed, bytes)) = listed.zip(files.get_mut(&fault.file)) else {
            continue;
        };
        if let Some(issued) = beginning(listed, bytes) {
            misplaced.push(Misplaced {
                path: listed.path.clone(),
                bytes: std::mem::replace(bytes, issued),
                is_over: true,
            });
            fault.kind = FaultKind::Misplaced { is_over: true };
        }
    }
    let pdfs = manifest.files.iter().filter(|file| is_pdf(&file.path));
    let pdfs: Vec<&Vec<u8>> = pdfs.filter_map(|file| files.get(&file.path)).collect();
    for fault in faults
        .iter_mut()
        .filter(|fault| fault.kind == FaultKind::Unknown)
    {
        let Some(bytes) = files.get(&fault.file).filter(|_| is_pdf(&fault.file)) else {
            continue;
        };
        let mut beginnings = pdfs.iter().filter(|pdf| !pdf.is_empty());
        let appended = beginnings.find_map(|pdf| bytes.strip_prefix(pdf.as_slice()));
        if appended.is_some_and(is_signed) {
            misplaced.push(Misplaced {
                path: fault.file.clone(),
                bytes: bytes.clone(),
                is_over: false,
            });
            fault.kind = FaultKind::Misplaced { is_over: false };
        }
    }
    misplaced
}

/// The bytes of a listed PDF, where something was only appended to it.
fn beginning(listed: &FileRecord, bytes: &[u8]) -> Option<Vec<u8>> {
    let size = usize::try_from(listed.size).ok()?;
    let (first, appended) = bytes.split_at_checked(size)?;
    if !is_pdf(&listed.path) || !is_signed(appended) {
        return None;
    }
    (Digest::of(first) == listed.sha256).then(|| first.to_vec())
}

/// A document's PDF: those stand in the package's own folder.
fn is_pdf(path: &str) -> bool {
    let ending = path.get(path.len().saturating_sub(4)..);
    !path.contains('/') && ending.is_some_and(|ending| ending.eq_ignore_ascii_case(".pdf"))
}

/// Whether a signature is in what was appended.
fn is_signed(appended: &[u8]) -> bool {
    const SIGNATURE: &[u8] = b"/ByteRange";
    appended
        .windows(SIGNATURE.len())
        .any(|part| part == SIGNATURE)
}
