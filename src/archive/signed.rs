//! Signed versions of a package's PDF (bản ký số): checked, then filed beside the unsigned one.
//!
//! [`file_signed`] is the way in, [`examine`] judges. What was appended to the package's PDF is read by `file` in
//! the one way there is to read it, and held against what signing may do: `signature` (each covers what it
//! should), `cms` (nothing was damaged since), `changes` (what is shown stayed). `history` is what is filed.

mod changes;
mod cms;
mod foreign;
mod form;
mod history;
mod mend;
mod problems;
mod record;
mod signature;

use std::path::{Path, PathBuf};

use chrono::FixedOffset;

use super::contents::Contents;
use super::manifest::EntryOf;
use super::package::Package;
use super::writer::Writer;
use super::{entry, problems as archive_problems};
use crate::diagnostics::Diagnostics;
use crate::file_system::FileSystem;
use crate::pdf_syntax::{File, State, Unreadable};
use form::Form;
pub(super) use history::{check_again, last_signers};
use problems::Source;
pub(crate) use problems::{too_large, unreadable_file};
pub(crate) use record::{SignatureRecord, SignedRecord};
use signature::Signature;

/// Largest signed file that is taken, in bytes: 200 MB.
pub(crate) const LARGEST_SIGNED_FILE: u64 = 200 * 1024 * 1024;

/// A file that a signing program gave back.
#[derive(Clone, Copy, Debug)]
pub struct SignedFile<'a> {
    /// What messages call it.
    pub name: &'a str,
    /// Its bytes.
    pub bytes: &'a [u8],
}

/// What became of a signed file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filed {
    /// The folder inside the package, e.g. `da-ky-1`.
    pub folder: String,
    /// What it holds.
    pub record: SignedRecord,
    /// The file it was made from, if that is not the decision's.
    pub beside: Option<String>,
    /// What was put right in the package, a line for each file.
    pub mended: Vec<String>,
    /// Whether it was filed now; else it was there already.
    pub is_new: bool,
}

/// Files a signed version of the package in that folder. `waiting` is called once if another writer
/// is at work.
///
/// # Errors
/// Diagnostics that say what is wrong with package, archive or signed file; nothing was filed then.
pub fn file_signed(
    files: &dyn FileSystem,
    folder: &Path,
    signed: SignedFile<'_>,
    waiting: &mut dyn FnMut(),
    warnings: &mut Diagnostics,
) -> Result<(Package, Filed), Diagnostics> {
    let package = Package::open_to_sign(files, folder)?;
    let root = &archive_of(&package, folder);
    // what begins with none of the package's files is told so beside the decision's
    let from = package.signed_from(signed.bytes);
    let (beside, unsigned) = from.unwrap_or((None, package.pdf().unwrap_or_default()));
    let file = history::pdf_name(package.name(), beside);
    let beside = beside.map(str::to_owned);
    // a foreign file is read before others have to wait
    let examined = examine(unsigned, signed.bytes);
    let writer = Writer::open(files, root, waiting)?;
    let known = |entry: &&entry::LedgerEntry| entry.link() == package.link();
    if unsigned.is_empty() || writer.ledger.packages().find(known).is_none() {
        return Err(archive_problems::not_a_package(folder, &[]).into());
    }
    let versions = history::read(files, root, &writer.ledger, package.name())
        .map_err(|fault| archive_problems::damaged_archive(root, &[fault]))?;
    let filed = match versions.iter().find(|version| version.pdf == signed.bytes) {
        Some(version) => {
            warnings.push(problems::filed_before(signed.name, &version.entry));
            version.filed()
        }
        None => {
            let examined = examined.map_err(|refused| {
                let other = || history::other_package(files, root, &writer.ledger, signed.bytes);
                problems::refused(&Source::of(&package, unsigned), signed, &refused.0, other)
            })?;
            let version = NewVersion {
                package: &package,
                versions: &versions,
                file,
                examined,
            };
            version.file(&writer, signed, warnings)?
        }
    };
    let filed = Filed {
        beside,
        mended: mend::mend(&writer, &package, signed, folder, warnings),
        ..filed
    };
    Ok((package, filed))
}

/// A signed file that its package does not have yet.
struct NewVersion<'a> {
    package: &'a Package,
    /// Those it has.
    versions: &'a [history::Version],
    /// What its PDF is called.
    file: String,
    examined: Examined,
}

impl NewVersion<'_> {
    fn file(
        self,
        writer: &Writer<'_>,
        signed: SignedFile<'_>,
        warnings: &mut Diagnostics,
    ) -> Result<Filed, Diagnostics> {
        let (package, versions) = (self.package, self.versions);
        let folder = history::next_name(versions);
        let record = self
            .examined
            .record(history::continued(versions, signed.bytes));
        let entry = format!("{}/{folder}", package.name());
        let mut earlier = versions.iter().rev();
        let earlier = earlier.find(|version| version.file == self.file);
        let contents = history::contents(self.file.clone(), signed.bytes, &record);
        let behind = writer.file(EntryOf::Signature, &entry, Some(package.link()), &contents)?;
        warn(signed.name, earlier, &self.examined, &record, warnings);
        warnings.push_all(behind);
        Ok(Filed {
            folder,
            record,
            beside: None,
            mended: Vec::new(),
            is_new: true,
        })
    }
}

/// Whether this file, signed before number and date were given, may be filed with the decision: before that is issued.
///
/// # Errors
/// Diagnostics that say what is wrong with it.
pub(crate) fn examine_draft(
    contents: &Contents,
    signed: SignedFile<'_>,
) -> Result<(), Diagnostics> {
    let source = Source::draft(contents);
    match examine(source.bytes, signed.bytes) {
        Ok(_) => Ok(()),
        Err(refused) => Err(problems::refused(&source, signed, &refused.0, || None)),
    }
}

/// The folder of the package's archive, as the user would write it if possible.
fn archive_of(package: &Package, folder: &Path) -> PathBuf {
    match folder.parent() {
        Some(parent) if folder.file_name().is_some() => {
            let here = parent == Path::new("");
            if here { Path::new(".") } else { parent }.to_owned()
        }
        // `.` and `kho/..` have a parent, too
        _ => package.folder().parent().unwrap_or(folder).to_owned(),
    }
}

/// What someone should know of a file that is filed all the same.
fn warn(
    name: &str,
    earlier: Option<&history::Version>,
    examined: &Examined,
    record: &SignedRecord,
    warnings: &mut Diagnostics,
) {
    if let Some(last) = earlier
        && record.continues.as_deref() != Some(last.folder())
    {
        warnings.push(problems::not_continued(name, last, record));
    }
    if !examined.lost.is_empty() {
        warnings.push(problems::lost_identification(name, &examined.lost));
    }
}

/// A signed file in which all is well.
#[derive(Clone, Debug)]
pub struct Examined {
    signatures: Vec<Signature>,
    lost: Vec<&'static str>,
}

impl Examined {
    /// What would be filed of it beside the file.
    #[must_use]
    pub fn record(&self, continues: Option<String>) -> SignedRecord {
        SignedRecord::new(&self.signatures, continues)
    }
}

/// Why a signed file is refused: one reason or several.
#[derive(Clone, Debug)]
pub struct Refused(Vec<Refusal>);

impl Refused {
    /// The reasons, each in a few words.
    #[must_use]
    pub fn reasons(&self) -> Vec<String> {
        let reasons = self.0.iter().flat_map(|refusal| match refusal {
            Refusal::NotAppended => vec!["không bắt đầu bằng PDF của gói".to_owned()],
            Refusal::Unreadable(why) => vec![(*why).to_owned()],
            Refusal::NoSignature => vec!["chưa có chữ ký số nào".to_owned()],
            Refusal::Signature(refused) => vec![refused.text()],
            Refusal::Changes(changes) => changes.clone(),
        });
        reasons.collect()
    }
}

/// Why a signed file is refused.
#[derive(Clone, Debug)]
enum Refusal {
    /// It does not begin with the package's PDF.
    NotAppended,
    /// The appended part cannot be read; why.
    Unreadable(&'static str),
    /// Nobody signed it.
    NoSignature,
    /// A signature is broken, or does not cover what it should.
    Signature(signature::Refused),
    /// More than signatures was added.
    Changes(Vec<String>),
}

/// Holds a signed file against the unsigned one that it was made from, by the bytes of both alone: all that
/// can be checked without keys and certificates.
///
/// # Errors
/// Why it is not the unsigned file with signatures and nothing else.
pub fn examine(unsigned: &[u8], signed: &[u8]) -> Result<Examined, Refused> {
    if !signed.starts_with(unsigned) {
        return Err(Refused(vec![Refusal::NotAppended]));
    }
    let unreadable = |Unreadable(why)| Refused(vec![Refusal::Unreadable(why)]);
    let file = File::read(signed, unsigned.len()).map_err(unreadable)?;
    let last = State {
        file: &file,
        revision: file.revisions.len() - 1,
    };
    let mut refusals = Vec::new();
    let form = Form::read(last);
    let found = form.as_ref().map(|form| signature::signatures(&file, form));
    let signatures = found
        .unwrap_or_else(|_| Ok(Vec::new()))
        .unwrap_or_else(|refused| {
            refusals.extend(refused.into_iter().map(Refusal::Signature));
            Vec::new()
        });
    if refusals.is_empty() && form.is_ok() && signatures.iter().all(Signature::is_time_stamp) {
        refusals.push(Refusal::NoSignature);
    }
    let findings = changes::judge(&file, &signatures);
    if let Some(failure) = file.failure() {
        return Err(unreadable(failure));
    }
    if !findings.changes.is_empty() {
        refusals.push(Refusal::Changes(findings.changes));
    }
    if refusals.is_empty() {
        let lost = findings.lost.into_iter().collect();
        Ok(Examined { signatures, lost })
    } else {
        Err(Refused(refusals))
    }
}

/// The one time zone of Vietnam.
fn vietnam() -> Option<FixedOffset> {
    FixedOffset::east_opt(7 * 3600)
}
