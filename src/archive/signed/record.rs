//! What is filed beside a signed PDF: who signed, when, where (`chu-ky.json`).

use serde::{Deserialize, Serialize};

use super::super::manifest::pretty;
use super::cms::Form;
use super::foreign::shown;
use super::signature::Signature;

/// The form of this file in which time stamps stood among the signatures; written where there are none.
const WITHOUT_TIME_STAMPS: u32 = 1;
/// The form in which they stand apart.
const FORMAT: u32 = 2;

/// One signature, as the file itself tells it; certificates are not checked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignatureRecord {
    /// The name of its field.
    pub field: String,
    /// The common name in the signer's certificate; none if the signature holds no certificate.
    pub signer: Option<String>,
    /// When it was made, as the signer claims; in Vietnam's time (RFC 3339).
    pub signed_at: Option<String>,
    /// The form of the signature (ISO 32000-1, table 252), e.g. `ETSI.CAdES.detached`.
    pub sub_filter: String,
}

/// A signed version (bản ký số).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignedRecord {
    /// The form of this file.
    pub format: u32,
    /// The folder of the signed version that this one was made from; none if from the unsigned PDF.
    pub continues: Option<String>,
    /// Its signatures, in the order in which they were made.
    pub signatures: Vec<SignatureRecord>,
    /// The time stamps over the whole document (dấu thời gian), in their order: no person's signatures.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub time_stamps: Vec<SignatureRecord>,
}

impl SignatureRecord {
    /// Who signed, in words.
    #[must_use]
    pub fn who(&self) -> String {
        self.signer
            .as_deref()
            .map_or_else(|| "không rõ người ký".to_owned(), shown)
    }

    /// Its field, in words.
    #[must_use]
    pub fn place(&self) -> String {
        shown(&self.field)
    }

    fn is_time_stamp(&self) -> bool {
        Form::of(&self.sub_filter) == Some(Form::TimeStamp)
    }

    /// When, as offices write it; none if the signature does not say.
    #[must_use]
    pub fn when(&self) -> Option<String> {
        let moment = chrono::DateTime::parse_from_rfc3339(self.signed_at.as_deref()?).ok()?;
        Some(moment.format("%d/%m/%Y %H:%M:%S").to_string())
    }
}

impl SignedRecord {
    /// What is filed of a file today.
    pub(super) fn new(signatures: &[Signature], continues: Option<String>) -> Self {
        let format = match signatures.iter().any(Signature::is_time_stamp) {
            true => FORMAT,
            false => WITHOUT_TIME_STAMPS,
        };
        Self::in_format(format, signatures, continues)
    }

    /// The same in another form.
    pub(super) fn in_format(
        format: u32,
        signatures: &[Signature],
        continues: Option<String>,
    ) -> Self {
        let all = signatures.iter().map(|signature| SignatureRecord {
            field: signature.field.clone(),
            signer: signature.signer.clone(),
            signed_at: signature.time.map(|time| time.to_rfc3339()),
            sub_filter: signature.sub_filter.clone(),
        });
        let is_apart = |record: &SignatureRecord| format == FORMAT && record.is_time_stamp();
        let (time_stamps, signatures) = all.partition(is_apart);
        Self {
            format,
            continues,
            signatures,
            time_stamps,
        }
    }

    /// Who signed, each in the order of signing.
    pub(super) fn signers(&self) -> Vec<String> {
        let signatures = self.signatures.iter();
        let persons = signatures.filter(|signature| !signature.is_time_stamp());
        persons.map(SignatureRecord::who).collect()
    }

    pub(super) fn to_bytes(&self) -> Vec<u8> {
        pretty(self)
    }

    /// `None` unless it is, byte for byte, as this program writes it.
    pub(super) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let record: Self = serde_json::from_slice(bytes).ok()?;
        let known = [WITHOUT_TIME_STAMPS, FORMAT].contains(&record.format);
        (known && record.to_bytes() == bytes).then_some(record)
    }
}
