//! The signatures of a file: each must cover all of its revision but itself (ISO 32000-1, 12.8.1).

use std::ops::Range;

use chrono::{DateTime, FixedOffset};

use super::cms::{self, Broken, Form};
use super::foreign::shown;
use super::form::{Field, Form as Fields};
use crate::pdf_syntax::{Dictionary, File, Place, State, Unreadable, Value, is_space};

/// A signature that covers what it should.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Signature {
    /// The field's whole name.
    pub(super) field: String,
    /// The common name in the signer's certificate.
    pub(super) signer: Option<String>,
    /// When it was made, says the signer; in Vietnam's time.
    pub(super) time: Option<DateTime<FixedOffset>>,
    /// The form of the signature.
    pub(super) sub_filter: String,
    /// The revision that brought it.
    pub(super) revision: usize,
}

impl Signature {
    /// Whether it is a document time stamp: no one's signature.
    pub(super) fn is_time_stamp(&self) -> bool {
        Form::of(&self.sub_filter) == Some(Form::TimeStamp)
    }
}

/// Why a signature is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Refused {
    /// The field's whole name.
    pub(super) field: String,
    /// What is wrong.
    pub(super) why: Broken,
}

impl Refused {
    /// In a few words.
    pub(super) fn text(&self) -> String {
        let field = &self.field;
        match &self.why {
            Broken::OtherBytes => format!("chữ ký ở ô “{field}” không khớp với nội dung tệp"),
            Broken::Unreadable(why) => format!("không kiểm tra được chữ ký ở ô “{field}”: {why}"),
        }
    }
}

/// Reads and checks all signatures, in the order in which they were made.
pub(super) fn signatures(
    file: &File<'_>,
    form: &Fields<'_>,
) -> Result<Vec<Signature>, Vec<Refused>> {
    let (mut found, mut refused) = (Vec::new(), Vec::new());
    let signed = form.fields.iter().filter(|field| field.is_signed());
    // no more than there can be: each is read in full
    for field in signed.take(file.revisions.len()) {
        let checked = signature(file, field).and_then(|signature| {
            let mut others = found.iter().map(|other: &Signature| other.revision);
            if others.any(|other| other == signature.revision) {
                return Err(broken("hai chữ ký trong một lần ghi"));
            }
            Ok(signature)
        });
        match checked {
            Ok(signature) => found.push(signature),
            Err(why) => refused.push(Refused {
                field: field.name.clone(),
                why,
            }),
        }
    }
    found.sort_by_key(|signature| signature.revision);
    if refused.is_empty() {
        Ok(found)
    } else {
        Err(refused)
    }
}

fn broken(why: &str) -> Broken {
    Broken::Unreadable(why.to_owned())
}

fn signature(file: &File<'_>, field: &Field<'_>) -> Result<Signature, Broken> {
    let state = State {
        file,
        revision: file.revisions.len() - 1,
    };
    let value = field.dictionary.get("V").and_then(Value::reference);
    let place = value.and_then(|value| state.place(value));
    let Some((value, Place::At(at))) = value.zip(place) else {
        return Err(broken("chữ ký không nằm ở chỗ đọc được"));
    };
    let revision = file.revisions.iter().position(|revision| at < revision.end);
    let revision = revision.filter(|revision| *revision > 0);
    let revision = revision.ok_or_else(|| broken("chữ ký không nằm ở chỗ đọc được"))?;
    let dictionary = state.dictionary(value);
    let sub_filter = state.at(dictionary, "SubFilter").name().unwrap_or_default();
    let sub_filter = shown(&String::from_utf8_lossy(sub_filter));
    let form = Form::of(&sub_filter)
        .ok_or_else(|| broken(&format!("không biết loại chữ ký “{sub_filter}”")))?;
    let contents = dictionary.get("Contents").and_then(Value::string);
    let contents = contents.ok_or_else(|| broken("thiếu nội dung chữ ký (Contents)"))?;
    let range = byte_range(dictionary);
    let range = range.ok_or_else(|| broken("thiếu dải byte được ký (ByteRange)"))?;
    let covered = covered(file, (at, revision), &range, contents).map_err(broken)?;
    let length = covered.iter().map(|part| part.len()).sum();
    let budget = file.source.budget.hashed(length);
    budget.map_err(|Unreadable(why)| broken(why))?;
    let claims = cms::check(contents, form, covered)?;
    let stated = dictionary.get("M").and_then(|date| pdf_date(&date.text()));
    Ok(Signature {
        field: field.name.clone(),
        signer: claims.signer,
        time: claims.time.or(stated),
        sub_filter,
        revision,
    })
}

/// The gap in the covered bytes, and where they end; they must begin with the file.
fn byte_range(dictionary: &Dictionary) -> Option<(Range<usize>, usize)> {
    let numbers = dictionary.get("ByteRange")?.items()?.iter();
    match numbers
        .map(Value::index)
        .collect::<Option<Vec<usize>>>()?
        .as_slice()
    {
        [0, first, second, length] => Some((*first..*second, second.checked_add(*length)?)),
        _ => None,
    }
}

/// The covered bytes: the whole revision but for the string that holds the signature, in the object at byte
/// `at`.
fn covered<'a>(
    file: &File<'a>,
    (at, revision): (usize, usize),
    (gap, end): &(Range<usize>, usize),
    contents: &[u8],
) -> Result<[&'a [u8]; 2], &'static str> {
    let elsewhere = "chỗ trống trong dải byte được ký không phải là chỗ của chữ ký";
    let (bytes, last) = (file.source.bytes, file.revisions[revision].end);
    let object = file
        .end_of(at)
        .ok()
        .and_then(|object| bytes.get(at..object));
    let inside = |place: usize| place.checked_sub(at).filter(|_| place <= *end);
    let gap_inside = inside(gap.start).zip(inside(gap.end)).ok_or(elsewhere)?;
    let object = object.ok_or(elsewhere)?;
    let before = object.get(..gap_inside.0).ok_or(elsewhere)?;
    let string = object.get(gap_inside.0..gap_inside.1).unwrap_or_default();
    let digits = string.strip_prefix(b"<").and_then(|s| s.strip_suffix(b">"));
    let value = digits.and_then(hexadecimal);
    if !before.trim_ascii_end().ends_with(b"/Contents") || value.as_deref() != Some(contents) {
        return Err(elsewhere);
    }
    let rest = bytes.get(last..*end);
    if !rest.is_some_and(|rest| rest.iter().all(|byte| is_space(*byte))) {
        return Err("chữ ký không bao trọn lần ghi của nó");
    }
    let first = bytes.get(..gap.start).unwrap_or_default();
    let second = bytes.get(gap.end..*end).unwrap_or_default();
    Ok([first, second])
}

fn hexadecimal(digits: &[u8]) -> Option<Vec<u8>> {
    let pairs = digits.chunks(2).map(|pair| {
        let text = std::str::from_utf8(pair)
            .ok()
            .filter(|pair| pair.len() == 2)?;
        u8::from_str_radix(text, 16).ok()
    });
    pairs.collect()
}

/// A date as PDF writes it (ISO 32000-1, 7.9.4); one without a zone is Vietnam's.
fn pdf_date(text: &str) -> Option<DateTime<FixedOffset>> {
    let plain = text.trim_start_matches("D:").replace('\'', "");
    let (moment, zone) = plain.split_at_checked("yyyymmddhhmmss".len())?;
    let zone = match zone {
        "" => "+0700",
        _ if zone.starts_with('Z') => "+0000",
        // the minutes may be left out
        _ if zone.len() == 3 => &format!("{zone}00"),
        _ => zone,
    };
    let date = DateTime::parse_from_str(&format!("{moment}{zone}"), "%Y%m%d%H%M%S%z");
    Some(date.ok()?.with_timezone(&super::vietnam()?))
}
