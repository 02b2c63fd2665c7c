//! What an entry of the archive holds, with the hash of each file and of the entry before it.

use serde::{Deserialize, Serialize};

use crate::digest::Digest;

/// The file that lists an entry's files.
pub const MANIFEST: &str = "manifest.json";
/// The file with the manifest's own hash, as `sha256sum --check` reads it.
pub const MANIFEST_CHECK: &str = "manifest.sha256";
/// The file that names the last entry.
pub(super) const HEAD: &str = "dau-chuoi.json";
/// The one form of these files there is so far.
const FORMAT: u32 = 1;

/// What an entry (mục) of the archive is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EntryOf {
    /// A decision as issued: a package (gói).
    Issue,
    /// A signed version of a package's PDF.
    Signature,
}

/// One file of an entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FileRecord {
    /// Its path inside the entry, with `/`.
    pub path: String,
    /// Its length in bytes.
    pub size: u64,
    /// Its hash.
    pub sha256: Digest,
}

/// Points to another entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Link {
    /// Its path inside the archive, with `/`.
    pub entry: String,
    /// The hash of its manifest.
    pub manifest_sha256: Digest,
}

/// The list of an entry's files (bảng kê).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// The form of this file.
    pub format: u32,
    /// What the entry is.
    pub kind: EntryOf,
    /// Its place in the order of filing, from 1.
    pub sequence: u64,
    /// Its path inside the archive, with `/`.
    pub entry: String,
    /// The version of the program that filed it.
    pub program: String,
    /// The entry filed before it; none for the first.
    pub previous: Option<Link>,
    /// For a signed version: the package it belongs to.
    pub package: Option<Link>,
    /// Its files, in the order of their paths.
    pub files: Vec<FileRecord>,
}

impl Manifest {
    /// Lists the files of an entry filed by this program after `previous`.
    #[must_use]
    pub(super) fn new(
        kind: EntryOf,
        entry: &str,
        previous: Option<(u64, Link)>,
        files: &[(String, Vec<u8>)],
    ) -> Self {
        let mut files: Vec<FileRecord> = files
            .iter()
            .map(|(path, bytes)| FileRecord {
                path: path.clone(),
                size: bytes.len() as u64,
                sha256: Digest::of(bytes),
            })
            .collect();
        files.sort_by(|one, other| one.path.cmp(&other.path));
        let (sequence, previous) = match previous {
            Some((sequence, link)) => (sequence + 1, Some(link)),
            None => (1, None),
        };
        Self {
            format: FORMAT,
            kind,
            sequence,
            entry: entry.to_owned(),
            program: super::PROGRAM_VERSION.to_owned(),
            previous,
            package: None,
            files,
        }
    }

    /// The hash of one of its files.
    #[must_use]
    pub fn hash(&self, path: &str) -> Option<&Digest> {
        let file = self.files.iter().find(|file| file.path == path)?;
        Some(&file.sha256)
    }

    /// The file's bytes: one manifest, one text.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        pretty(self)
    }

    /// Reads a manifest; `None` unless it is, byte for byte, as this program writes it.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let manifest: Self = serde_json::from_slice(bytes).ok()?;
        (manifest.format == FORMAT && manifest.to_bytes() == bytes).then_some(manifest)
    }
}

/// The last entry of the chain (đầu chuỗi): what shows that the last package was taken away.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Head {
    /// The form of this file.
    pub(super) format: u32,
    /// The last entry's place in the order.
    pub(super) sequence: u64,
    /// The last entry.
    pub(super) last: Link,
}

impl Head {
    pub(super) fn new(sequence: u64, last: Link) -> Self {
        Self {
            format: FORMAT,
            sequence,
            last,
        }
    }

    pub(super) fn to_bytes(&self) -> Vec<u8> {
        pretty(self)
    }

    pub(super) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let head: Self = serde_json::from_slice(bytes).ok()?;
        (head.format == FORMAT && head.to_bytes() == bytes).then_some(head)
    }
}

/// JSON for people and programs, closed by a line break.
pub(super) fn pretty(value: &impl Serialize) -> Vec<u8> {
    // plain structs with string keys always serialise
    let mut bytes = serde_json::to_vec_pretty(value).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}
