//! The signed versions of a package that are filed already.

use std::path::Path;

use super::super::entry::{LedgerEntry, read_listed, signed_name, signed_number};
use super::super::fault::{Fault, FaultKind};
use super::super::ledger::Ledger;
use super::super::package::Package;
use super::record::SignedRecord;
use super::{Filed, examine};
use crate::file_system::FileSystem;

/// The file that tells who signed.
const SIGNATURES: &str = "chu-ky.json";

/// A signed version that is filed.
#[derive(Clone, Debug)]
pub(super) struct Version {
    /// Its entry, e.g. `2021-3203-QD-UBND/da-ky-1`.
    pub(super) entry: String,
    /// What the signed file is called.
    pub(super) file: String,
    /// The signed file.
    pub(super) pdf: Vec<u8>,
    /// Who signed.
    pub(super) record: SignedRecord,
}

impl Version {
    /// Its folder inside the package.
    pub(super) fn folder(&self) -> &str {
        folder(&self.entry)
    }

    /// As told to whoever comes with the same file again.
    pub(super) fn filed(&self) -> Filed {
        Filed {
            folder: self.folder().to_owned(),
            record: self.record.clone(),
            beside: None,
            mended: Vec::new(),
            is_new: false,
        }
    }
}

fn folder(entry: &str) -> &str {
    entry.rsplit_once('/').map_or(entry, |parts| parts.1)
}

/// How the names of signed files end.
const SIGNED_ENDING: &str = "-da-ky.pdf";

/// What a signed file is called: after the package, or after the document beside the decision that it was made from.
pub(super) fn pdf_name(package: &str, beside: Option<&str>) -> String {
    let stem = beside.map_or(package, |file| file.trim_end_matches(".pdf"));
    format!("{stem}{SIGNED_ENDING}")
}

/// The files of a signed version; `name` is the signed file's.
pub(super) fn contents(name: String, pdf: &[u8], record: &SignedRecord) -> Vec<(String, Vec<u8>)> {
    vec![
        (name, pdf.to_vec()),
        (SIGNATURES.to_owned(), record.to_bytes()),
    ]
}

/// The signed file among those of an entry.
fn signed_file(entry: &LedgerEntry) -> Option<&str> {
    let mut files = entry.manifest.files.iter().map(|file| file.path.as_str());
    files.find(|path| path.ends_with(SIGNED_ENDING))
}

/// A fault and the entry it is in.
type Located = (String, Fault);

/// All signed versions of a package, in the order of filing.
pub(super) fn read(
    files: &dyn FileSystem,
    root: &Path,
    ledger: &Ledger,
    package: &str,
) -> Result<Vec<Version>, Located> {
    let versions = ledger.signed(package).map(|entry| {
        let name = &entry.manifest.entry;
        let read = |file: &str| read_listed(files, root, entry, file);
        let file = signed_file(entry).map_or_else(|| pdf_name(package, None), str::to_owned);
        let version = read(&file).and_then(|pdf| {
            Ok(Version {
                entry: name.clone(),
                file,
                pdf,
                record: record(files, root, entry)?,
            })
        });
        version.map_err(|fault| (name.clone(), fault))
    });
    versions.collect()
}

fn record(files: &dyn FileSystem, root: &Path, entry: &LedgerEntry) -> Result<SignedRecord, Fault> {
    let bytes = read_listed(files, root, entry, SIGNATURES)?;
    SignedRecord::from_bytes(&bytes).ok_or_else(|| Fault::new(SIGNATURES, FaultKind::Changed))
}

/// Who signed the last signed version of a package's decision.
pub(in crate::archive) fn last_signers(
    files: &dyn FileSystem,
    root: &Path,
    ledger: &Ledger,
    package: &str,
) -> Result<Vec<String>, Located> {
    let own = pdf_name(package, None);
    let of_decision = ledger.signed(package);
    let of_decision = of_decision.filter(|entry| signed_file(entry) == Some(&own));
    match of_decision.last() {
        None => Ok(Vec::new()),
        Some(entry) => record(files, root, entry)
            .map(|record| record.signers())
            .map_err(|fault| (entry.manifest.entry.clone(), fault)),
    }
}

/// The latest version that the file begins with.
pub(super) fn continued(versions: &[Version], signed: &[u8]) -> Option<String> {
    let mut latest_first = versions.iter().rev();
    let earlier = latest_first.find(|version| signed.starts_with(&version.pdf));
    earlier.map(|version| version.folder().to_owned())
}

/// The next free folder.
pub(super) fn next_name(versions: &[Version]) -> String {
    let numbers = versions
        .iter()
        .filter_map(|version| signed_number(version.folder()));
    signed_name(numbers.max().unwrap_or_default() + 1)
}

/// The package whose PDF the file begins with.
pub(super) fn other_package(
    files: &dyn FileSystem,
    root: &Path,
    ledger: &Ledger,
    signed: &[u8],
) -> Option<String> {
    let mut names = ledger.packages().map(|package| &package.manifest.entry);
    let begins = |name: &&String| {
        let package = Package::read(files, &root.join(name));
        package.is_ok_and(|package| package.signed_from(signed).is_some())
    };
    names.find(begins).cloned()
}

/// Holds every signed version against its package's PDF and its own record again; faults are named
/// from the package's folder.
pub(in crate::archive) fn check_again(
    files: &dyn FileSystem,
    root: &Path,
    ledger: &Ledger,
    package: &Package,
) -> Vec<Fault> {
    let versions = match read(files, root, ledger, package.name()) {
        Ok(versions) => versions,
        Err((entry, fault)) => return vec![fault.below(folder(&entry))],
    };
    let faults = versions.iter().enumerate().filter_map(|(index, version)| {
        let contradiction = |file: &str, how: &str| {
            let fault = Fault::new(file, FaultKind::Contradiction(how.to_owned()));
            Some(fault.below(version.folder()))
        };
        let from = package.signed_from(&version.pdf);
        let from = from.filter(|(beside, _)| version.file == pdf_name(package.name(), *beside));
        let Some((_, unsigned)) = from else {
            return contradiction(&version.file, "không bắt đầu bằng PDF của gói");
        };
        let examined = match examine(unsigned, &version.pdf) {
            Ok(examined) => examined,
            Err(refused) => {
                let kind = FaultKind::Refused(refused.reasons());
                return Some(Fault::new(&version.file, kind).below(version.folder()));
            }
        };
        let earlier = versions.get(..index).unwrap_or_default();
        let continues = continued(earlier, &version.pdf);
        let format = version.record.format;
        let told = SignedRecord::in_format(format, &examined.signatures, continues);
        if told == version.record {
            None
        } else {
            contradiction(SIGNATURES, "không khớp với các chữ ký trong bản ký")
        }
    });
    faults.collect()
}
