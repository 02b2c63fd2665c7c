//! What a signature itself says (RFC 5652): who signed, when, and over which bytes.
//!
//! The digest is checked, so that a file damaged on its way is noticed. Keys, certificates and trust
//! are not: that is the business of a signing program.

use chrono::{DateTime, FixedOffset, NaiveDateTime};
use cms::cert::CertificateChoices;
use cms::signed_data::{SignedData, SignerIdentifier, SignerInfo};
use der::asn1::{ContextSpecific, GeneralizedTime, ObjectIdentifier, OctetString, UtcTime};
use der::{Any, Decode, EncodingRules, Reader, SliceReader, Tag, TagNumber, Tagged};
use sha1::Sha1;
use sha2::{Digest, Sha224, Sha256, Sha384, Sha512};
use x509_cert::Certificate;
use x509_cert::ext::pkix::SubjectKeyIdentifier;
use x509_cert::spki::AlgorithmIdentifierOwned;

const SIGNED_DATA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.2");
const CONTENT_TYPE: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.3");
const MESSAGE_DIGEST: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.4");
const SIGNING_TIME: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.5");
const COMMON_NAME: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.5.4.3");
const SHA_1: &str = "1.3.14.3.2.26";

/// How the signed bytes get into the signature (ISO 32000-1, table 252; ISO 32000-2, 12.8.3.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// Their digest is an attribute.
    Detached,
    /// Their SHA-1 is the content.
    Sha1Inside,
    /// Their digest stands in a time-stamp token (RFC 3161).
    TimeStamp,
}

impl Form {
    /// Of a `SubFilter`; `None` for those without a digest that could be checked.
    pub(super) fn of(sub_filter: &str) -> Option<Self> {
        match sub_filter {
            "adbe.pkcs7.detached" | "ETSI.CAdES.detached" => Some(Self::Detached),
            "adbe.pkcs7.sha1" => Some(Self::Sha1Inside),
            "ETSI.RFC3161" => Some(Self::TimeStamp),
            _ => None,
        }
    }
}

/// What a signature says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Claims {
    /// The common name in the signer's certificate.
    pub(super) signer: Option<String>,
    /// When it was made, says the signer.
    pub(super) time: Option<DateTime<FixedOffset>>,
}

/// What is wrong with a signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Broken {
    /// It cannot be read; why.
    Unreadable(String),
    /// It was made over other bytes.
    OtherBytes,
}

impl From<der::Error> for Broken {
    fn from(error: der::Error) -> Self {
        Self::Unreadable(format!("cấu trúc CMS hỏng: {error}"))
    }
}

fn unreadable(why: &str) -> Broken {
    Broken::Unreadable(why.to_owned())
}

/// Reads a signature, padded with zeros, and holds it against the bytes it was made over.
pub(super) fn check(contents: &[u8], form: Form, covered: [&[u8]; 2]) -> Result<Claims, Broken> {
    let data = signed_data(contents)?;
    let [signer] = data.signer_infos.0.as_slice() else {
        return Err(unreadable("phải có đúng một người ký trong mỗi chữ ký"));
    };
    let content = data.encap_content_info.econtent.as_ref();
    let content =
        content.map(|content| content.decode_as_encoding::<OctetString>(EncodingRules::Ber));
    let content = content.transpose()?;
    let mut claims = Claims {
        signer: certificate(&data, signer).and_then(common_name),
        time: signing_time(signer),
    };
    let signed: [&[u8]; 2] = match (form, &content) {
        (Form::Detached, None) => covered,
        (Form::Sha1Inside, Some(content)) => {
            expect(content.as_bytes(), digest(SHA_1, covered))?;
            [content.as_bytes(), &[]]
        }
        (Form::TimeStamp, Some(content)) => {
            claims.time = Some(time_stamp(content.as_bytes(), covered)?);
            [content.as_bytes(), &[]]
        }
        _ => return Err(unreadable("nội dung CMS không hợp với loại chữ ký")),
    };
    let stated = attributes(signer, &data)?;
    expect(stated.as_bytes(), digest_by(&signer.digest_alg, signed))?;
    Ok(claims)
}

/// The structure, followed by nothing but zeros.
fn signed_data(contents: &[u8]) -> Result<SignedData, Broken> {
    let mut reader = SliceReader::new_with_encoding_rules(contents, EncodingRules::Ber)?;
    let (kind, data) = reader.sequence(|reader| {
        let kind = ObjectIdentifier::decode(reader)?;
        let data = ContextSpecific::<SignedData>::decode_explicit(reader, TagNumber(0))?;
        Ok::<_, der::Error>((kind, data))
    })?;
    let end = usize::try_from(reader.position()).unwrap_or(usize::MAX);
    let padding = contents.get(end..).unwrap_or_default();
    if padding.iter().any(|byte| *byte != 0) {
        return Err(unreadable("sau cấu trúc CMS còn dữ liệu khác"));
    }
    match data {
        Some(data) if kind == SIGNED_DATA => Ok(data.value),
        _ => Err(unreadable("không phải dữ liệu đã ký (CMS SignedData)")),
    }
}

fn expect(stated: &[u8], digest: Result<Vec<u8>, Broken>) -> Result<(), Broken> {
    if digest? == stated {
        Ok(())
    } else {
        Err(Broken::OtherBytes)
    }
}

fn digest_by(algorithm: &AlgorithmIdentifierOwned, bytes: [&[u8]; 2]) -> Result<Vec<u8>, Broken> {
    digest(&algorithm.oid.to_string(), bytes)
}

fn digest(algorithm: &str, bytes: [&[u8]; 2]) -> Result<Vec<u8>, Broken> {
    fn of<D: Digest>([first, second]: [&[u8]; 2]) -> Vec<u8> {
        D::new()
            .chain_update(first)
            .chain_update(second)
            .finalize()
            .to_vec()
    }
    Ok(match algorithm {
        SHA_1 => of::<Sha1>(bytes),
        "2.16.840.1.101.3.4.2.4" => of::<Sha224>(bytes),
        "2.16.840.1.101.3.4.2.1" => of::<Sha256>(bytes),
        "2.16.840.1.101.3.4.2.2" => of::<Sha384>(bytes),
        "2.16.840.1.101.3.4.2.3" => of::<Sha512>(bytes),
        other => {
            return Err(Broken::Unreadable(format!(
                "không biết thuật toán băm {other}"
            )));
        }
    })
}

/// The only value of a signed attribute.
fn attribute(signer: &SignerInfo, kind: ObjectIdentifier) -> Option<&Any> {
    let mut of_kind = signer
        .signed_attrs
        .iter()
        .flat_map(|all| all.iter())
        .filter(|a| a.oid == kind);
    let only = of_kind.next().filter(|_| of_kind.next().is_none())?;
    match only.values.as_slice() {
        [value] => Some(value),
        _ => None,
    }
}

/// The digest among the signed attributes, which must be about this kind of content (RFC 5652, 11).
fn attributes(signer: &SignerInfo, data: &SignedData) -> Result<OctetString, Broken> {
    let missing = || unreadable("thiếu giá trị băm trong các thuộc tính được ký");
    let kind = attribute(signer, CONTENT_TYPE).ok_or_else(missing)?;
    if kind.decode_as::<ObjectIdentifier>()? != data.encap_content_info.econtent_type {
        return Err(unreadable(
            "các thuộc tính được ký nói về nội dung khác loại",
        ));
    }
    let digest = attribute(signer, MESSAGE_DIGEST).ok_or_else(missing)?;
    Ok(digest.decode_as_encoding::<OctetString>(EncodingRules::Ber)?)
}

fn signing_time(signer: &SignerInfo) -> Option<DateTime<FixedOffset>> {
    let value = attribute(signer, SIGNING_TIME)?;
    let since_1970 = match value.tag() {
        Tag::UtcTime => value.decode_as::<UtcTime>().ok()?.to_unix_duration(),
        _ => value
            .decode_as::<GeneralizedTime>()
            .ok()?
            .to_unix_duration(),
    };
    at(since_1970)
}

/// A moment in Vietnam's time.
fn at(since_1970: std::time::Duration) -> Option<DateTime<FixedOffset>> {
    let seconds = i64::try_from(since_1970.as_secs()).ok()?;
    let moment = DateTime::from_timestamp(seconds, 0)?;
    Some(moment.with_timezone(&super::vietnam()?))
}

/// The moment in a time-stamp token, whose digest must be that of the covered bytes (RFC 3161, 2.4.2).
fn time_stamp(token: &[u8], covered: [&[u8]; 2]) -> Result<DateTime<FixedOffset>, Broken> {
    let mut reader = SliceReader::new_with_encoding_rules(token, EncodingRules::Ber)?;
    let (algorithm, stated, time) = reader.sequence(|reader| {
        // version and policy
        u8::decode(reader)?;
        <ObjectIdentifier>::decode(reader)?;
        let (algorithm, stated) = reader.sequence(|reader| {
            let algorithm = AlgorithmIdentifierOwned::decode(reader)?;
            Ok::<_, der::Error>((algorithm, OctetString::decode(reader)?))
        })?;
        // the serial number
        Any::decode(reader)?;
        let time = Any::decode(reader)?;
        reader.drain(reader.remaining_len())?;
        Ok::<_, der::Error>((algorithm, stated, time))
    })?;
    expect(stated.as_bytes(), digest_by(&algorithm, covered))?;
    moment(time.value()).ok_or_else(|| unreadable("dấu thời gian không có thời điểm"))
}

/// A `GeneralizedTime`, whose fractions of a second only time stamps have.
fn moment(text: &[u8]) -> Option<DateTime<FixedOffset>> {
    let text = std::str::from_utf8(text).ok()?.strip_suffix('Z')?;
    let whole = text.split_once('.').map_or(text, |parts| parts.0);
    let time = NaiveDateTime::parse_from_str(whole, "%Y%m%d%H%M%S").ok()?;
    Some(time.and_utc().with_timezone(&super::vietnam()?))
}

/// The signer's certificate among those in the signature.
fn certificate<'a>(data: &'a SignedData, signer: &SignerInfo) -> Option<&'a Certificate> {
    let all = data.certificates.iter().flat_map(|all| all.0.iter());
    let mut certificates = all.filter_map(|choice| match choice {
        CertificateChoices::Certificate(certificate) => Some(certificate),
        CertificateChoices::Other(_) => None,
    });
    certificates.find(|certificate| {
        let facts = certificate.tbs_certificate();
        match &signer.sid {
            SignerIdentifier::IssuerAndSerialNumber(wanted) => {
                *facts.issuer() == wanted.issuer && *facts.serial_number() == wanted.serial_number
            }
            SignerIdentifier::SubjectKeyIdentifier(wanted) => facts
                .get_extension::<SubjectKeyIdentifier>()
                .is_ok_and(|own| own.is_some_and(|(_, own)| own == *wanted)),
        }
    })
}

fn common_name(certificate: &Certificate) -> Option<String> {
    let names = certificate.tbs_certificate().subject().iter();
    let value = names
        .filter(|name| name.oid == COMMON_NAME)
        .map(|name| &name.value)
        .last()?;
    let bytes = value.value();
    Some(match value.tag() {
        Tag::BmpString => {
            let units = bytes
                .chunks_exact(2)
                .map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
            char::decode_utf16(units)
                .map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER))
                .collect()
        }
        Tag::TeletexString => bytes.iter().map(|byte| char::from(*byte)).collect(),
        _ => String::from_utf8_lossy(bytes).into_owned(),
    })
}
