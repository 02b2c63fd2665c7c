//! One package opened for reading: what `diff` and a lineage start from.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::entry::{read_files, read_manifest};
use super::fault::{Fault, FaultKind};
use super::manifest::{EntryOf, Link, MANIFEST, Manifest};
use super::misplaced::Misplaced;
use super::name::{DOSSIER, LAST_YEAR, RECORD, STANDINGS_CSV, STANDINGS_JSON, TEMPLATES};
use super::past::FiledPast;
use super::problems;
use super::record::Record;
use crate::diagnostics::{Diagnostics, Sources, Version};
use crate::digest::Digest;
use crate::drafting::Templates;
use crate::file_system::FileSystem;
use crate::output::shown;

/// An issued decision (gói), every file checked against its manifest.
#[derive(Clone, Debug)]
pub struct Package {
    folder: PathBuf,
    manifest: Manifest,
    digest: Digest,
    record: Record,
    files: BTreeMap<String, Vec<u8>>,
    litter: Vec<String>,
    misplaced: Vec<Misplaced>,
}

impl Package {
    /// Whether the folder looks like a package, whole or not.
    #[must_use]
    pub fn is_at(folder: &Path) -> bool {
        folder.join(MANIFEST).is_file()
    }

    /// Opens a package and checks the hash of every file.
    ///
    /// # Errors
    /// A diagnostic that names the files that are missing or changed.
    pub fn open(files: &dyn FileSystem, folder: &Path) -> Result<Self, Diagnostics> {
        Self::read(files, folder).map_err(|faults| problems::not_a_package(folder, &faults).into())
    }

    /// Opens a package into which a signing program may have saved.
    pub(super) fn open_to_sign(files: &dyn FileSystem, folder: &Path) -> Result<Self, Diagnostics> {
        Self::read_but(files, folder, Fault::is_misplaced)
            .map_err(|faults| problems::not_a_package(folder, &faults).into())
    }

    pub(super) fn read(files: &dyn FileSystem, folder: &Path) -> Result<Self, Vec<Fault>> {
        Self::read_but(files, folder, |_| false)
    }

    fn read_but(
        files: &dyn FileSystem,
        folder: &Path,
        is_mended: fn(&Fault) -> bool,
    ) -> Result<Self, Vec<Fault>> {
        // `.` and `kho/..` have a name, too
        let named = if folder.ends_with("..") {
            folder.canonicalize()
        } else {
            std::path::absolute(folder)
        };
        let folder = &named.unwrap_or_else(|_| folder.to_owned());
        // as the disk has it, whatever capitals it was typed in
        let real = folder.canonicalize();
        let real = real.as_deref().unwrap_or(folder);
        let name = real.file_name().unwrap_or_default().to_string_lossy();
        let entry = read_manifest(files, folder, &name)?;
        if entry.manifest.kind != EntryOf::Issue {
            return Err(Vec::new());
        }
        let found = read_files(files, folder, &entry.manifest);
        if !found.faults.iter().all(is_mended) {
            return Err(found.faults);
        }
        let record = (found.files.get(RECORD)).and_then(|bytes| serde_json::from_slice(bytes).ok());
        let record = record.ok_or_else(|| vec![Fault::new(RECORD, FaultKind::Missing)])?;
        Ok(Self {
            folder: folder.clone(),
            manifest: entry.manifest,
            digest: entry.digest,
            record,
            files: found.files,
            litter: found.litter,
            misplaced: found.misplaced,
        })
    }

    /// Its folder, as an absolute path.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Its name, e.g. `2021-3203-QD-UBND`.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.manifest.entry
    }

    /// Number, symbol, date and all else the archive knows of the document.
    #[must_use]
    pub const fn record(&self) -> &Record {
        &self.record
    }

    /// The list of its files.
    #[must_use]
    pub const fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// What an entry that belongs to it says of it.
    #[must_use]
    pub fn link(&self) -> Link {
        Link {
            entry: self.manifest.entry.clone(),
            manifest_sha256: self.digest.clone(),
        }
    }

    /// What systems and office programs put into it.
    #[must_use]
    pub fn litter(&self) -> &[String] {
        &self.litter
    }

    /// What signing programs saved into it.
    pub(super) fn misplaced(&self) -> &[Misplaced] {
        &self.misplaced
    }

    /// A file's bytes, by its path inside the package.
    #[must_use]
    pub fn file(&self, path: &str) -> Option<&[u8]> {
        self.files.get(path).map(Vec::as_slice)
    }

    /// The dossier as it was issued; number and date may be in the [`Record`] only.
    #[must_use]
    pub fn dossier_text(&self) -> &str {
        self.text(DOSSIER)
    }

    /// The results of the year before that it was issued with.
    #[must_use]
    pub fn past(&self) -> FiledPast {
        let bytes = self.file(LAST_YEAR);
        FiledPast::new(bytes.and_then(|bytes| std::str::from_utf8(bytes).ok()))
    }

    /// Name and text of each template.
    pub fn templates(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files.iter().filter_map(|(path, bytes)| {
            let name = path.strip_prefix(TEMPLATES)?.strip_prefix('/')?;
            Some((name, std::str::from_utf8(bytes).ok()?))
        })
    }

    /// The standings as JSON.
    #[must_use]
    pub fn standings_json(&self) -> &str {
        self.text(STANDINGS_JSON)
    }

    /// The standings as CSV.
    #[must_use]
    pub fn standings_csv(&self) -> &str {
        self.text(STANDINGS_CSV)
    }

    /// The decision's DOCX; none if the list has none.
    #[must_use]
    pub fn docx(&self) -> Option<&[u8]> {
        let (_, bytes) = decision(self.ending(".docx"))?;
        Some(bytes)
    }

    /// The decision's PDF, unsigned.
    #[must_use]
    pub fn pdf(&self) -> Option<&[u8]> {
        let (_, bytes) = decision(self.ending(".pdf"))?;
        Some(bytes)
    }

    /// The unsigned PDF that this file begins with, by the name it was signed from: none if it is the decision's.
    pub(super) fn signed_from(&self, signed: &[u8]) -> Option<(Option<&str>, &[u8])> {
        let mut pdfs = self.ending(".pdf");
        let (name, bytes) = pdfs.find(|(_, pdf)| !pdf.is_empty() && signed.starts_with(pdf))?;
        let (of_decision, _) = decision(self.ending(".pdf"))?;
        Some(((name != of_decision).then_some(name), bytes))
    }

    /// The version of the program that issued it; `None` if it gives none.
    #[must_use]
    pub fn program(&self) -> Option<Version> {
        Version::parse(&self.manifest.program)
    }

    /// Tells the sources which version of the program the file of this name comes from.
    pub fn declare(&self, name: &str, sources: &mut Sources) {
        if let Some(version) = self.program() {
            sources.archived(name, version);
        }
    }

    /// Its templates, compiled.
    ///
    /// # Errors
    /// Diagnostics if this version of the program cannot compile one.
    pub fn compile_templates(&self, sources: &mut Sources) -> Result<Templates, Diagnostics> {
        let folder = self.shown(TEMPLATES);
        for (name, _) in self.templates() {
            self.declare(&format!("{folder}/{name}"), sources);
        }
        Templates::from_texts(&folder, self.templates(), sources)
    }

    /// What messages call its dossier.
    #[must_use]
    pub fn dossier_name(&self) -> String {
        self.shown(DOSSIER)
    }

    /// What messages call one of its files.
    #[must_use]
    pub fn shown(&self, file: &str) -> String {
        shown(&Path::new(self.name()).join(file))
    }

    fn text(&self, path: &str) -> &str {
        let bytes = self.file(path).unwrap_or_default();
        std::str::from_utf8(bytes).unwrap_or_default()
    }

    /// Its documents in one format.
    fn ending<'a>(&'a self, end: &'a str) -> impl Iterator<Item = (&'a str, &'a [u8])> {
        let files = self.files.iter();
        let own = files.filter(move |(path, _)| !path.contains('/') && path.ends_with(end));
        own.map(|(path, bytes)| (path.as_str(), bytes.as_slice()))
    }
}

/// The decision among documents: the names of the others go on with its own.
fn decision<'a>(
    documents: impl Iterator<Item = (&'a str, &'a [u8])>,
) -> Option<(&'a str, &'a [u8])> {
    documents.min_by_key(|(name, _)| name.len())
}
