//! Signed versions of a package's PDF (bản ký số): checked, then filed beside the unsigned one.
//!
//! [`file_signed`] is the way in. What was appended to the package's PDF is read by `increments` and
//! held against what signing may do: `signature` (each covers what it should), `cms` (nothing was
//! damaged since), `changes` (nothing but signatures was added). `history` is what is filed.

mod changes;
mod cms;
mod fields;
mod history;
mod increments;
mod mend;
mod objects;
mod problems;
mod record;
mod signature;
mod state;
mod xref;

use std::path::{Path, PathBuf};

use chrono::FixedOffset;
use lopdf::Document;

use super::manifest::EntryOf;
use super::package::Package;
use super::writer::Writer;
use super::{entry, problems as archive_problems};
use crate::diagnostics::Diagnostics;
use crate::file_system::FileSystem;
pub(super) use history::{check_again, last_signers};
use increments::Increment;
pub use problems::{too_large, unreadable_file};
pub use record::{SignatureRecord, SignedRecord};
use signature::Signature;
use state::State;

/// Largest signed file that is taken, in bytes: 200 MB.
pub const LARGEST_SIGNED_FILE: u64 = 200 * 1024 * 1024;

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
    if let Some(version) = versions.iter().find(|version| version.pdf == signed.bytes) {
        warnings.push(problems::filed_before(signed.name, &version.entry));
        let filed = Filed {
            beside,
            mended: mend::mend(&writer, &package, signed, folder, warnings),
            ..version.filed()
        };
        return Ok((package, filed));
    }
    let examined = examined.map_err(|refused| {
        let other = || history::other_package(files, root, &writer.ledger, signed.bytes);
        problems::refused(&package, signed, &refused, other)
    })?;
    let continued = history::continued(&versions, signed.bytes);
    let mut filed = Filed {
        folder: history::next_name(&versions),
        record: SignedRecord::new(&examined.signatures, continued),
        beside,
        mended: Vec::new(),
        is_new: true,
    };
    let entry = format!("{}/{}", package.name(), filed.folder);
    let earlier = versions.iter().rev().find(|version| version.file == file);
    let contents = history::contents(file.clone(), signed.bytes, &filed.record);
    let behind = writer.file(EntryOf::Signature, &entry, Some(package.link()), &contents)?;
    warn(signed.name, earlier, &examined, &filed.record, warnings);
    warnings.push_all(behind);
    filed.mended = mend::mend(&writer, &package, signed, folder, warnings);
    Ok((package, filed))
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
#[derive(Debug)]
struct Examined {
    /// The signatures, in the order in which they were made.
    signatures: Vec<Signature>,
    /// The archival standards that the metadata no longer names.
    lost: Vec<&'static str>,
}

/// Why a signed file is refused.
#[derive(Debug)]
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

/// Room for the parser of objects, which calls itself for each that is nested, in bytes: on Windows a
/// program's first thread has 1 MB.
const STACK: usize = 16 << 20;

/// Checks all that can be checked without keys and certificates.
fn examine(unsigned: &[u8], signed: &[u8]) -> Result<Examined, Vec<Refusal>> {
    let worker = std::thread::Builder::new().stack_size(STACK);
    let checked = std::thread::scope(|scope| {
        let worker = worker.spawn_scoped(scope, || check(unsigned, signed));
        worker.ok()?.join().ok()
    });
    checked.unwrap_or_else(|| {
        Err(vec![Refusal::Unreadable(
            "cấu trúc tệp quá lạ, không đọc hết được",
        )])
    })
}

fn check(unsigned: &[u8], signed: &[u8]) -> Result<Examined, Vec<Refusal>> {
    if !signed.starts_with(unsigned) {
        return Err(vec![Refusal::NotAppended]);
    }
    let unreadable = |why| vec![Refusal::Unreadable(why)];
    let base =
        Document::load_mem(unsigned).map_err(|_| unreadable("PDF trong gói không đọc được"))?;
    let (start, table) = (unsigned.len(), base.xref_start);
    let base = State::of(base);
    let read = increments::read(signed, (start, table), &base)
        .map_err(|objects::Unreadable(why)| unreadable(why))?;
    let (increments, states): (Vec<Increment>, Vec<State>) = read.into_iter().unzip();
    let mut refusals = Vec::new();
    let last = states.last().unwrap_or(&base);
    let signatures = match signature::signatures(signed, last, &increments) {
        Ok(signatures) => signatures,
        Err(refused) => {
            refusals.extend(refused.into_iter().map(Refusal::Signature));
            Vec::new()
        }
    };
    if refusals.is_empty() && signatures.iter().all(Signature::is_time_stamp) {
        refusals.push(Refusal::NoSignature);
    }
    let covered = signatures.last().map_or(usize::MAX, |last| last.increment);
    let mut findings = changes::Findings::default();
    let before = std::iter::once(&base).chain(&states);
    for (index, (before, after)) in before.zip(&states).enumerate() {
        let (changed, is_late) = (&increments[index].objects, index > covered);
        changes::compare(before, after, changed, is_late, &mut findings);
        // what follows builds on what is wrong already
        if !findings.changes.is_empty() {
            break;
        }
    }
    if base.is_exhausted() || states.iter().any(State::is_exhausted) {
        return Err(unreadable("cấu trúc tệp quá rối, không kiểm tra hết được"));
    }
    if !findings.changes.is_empty() {
        refusals.push(Refusal::Changes(findings.changes));
    }
    if refusals.is_empty() {
        let lost = findings.lost.into_iter().collect();
        Ok(Examined { signatures, lost })
    } else {
        Err(refusals)
    }
}

/// The one time zone of Vietnam.
fn vietnam() -> Option<FixedOffset> {
    FixedOffset::east_opt(7 * 3600)
}
