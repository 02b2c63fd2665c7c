//! The signatures of a file: each must cover all of its revision but itself (ISO 32000-1, 12.8.1).

use std::ops::Range;

use chrono::{DateTime, FixedOffset};
use lopdf::{Dictionary, Object};

use super::cms::{self, Broken, Form};
use super::fields::signature_fields;
use super::increments::Increment;
use super::objects::{name_text, number_of, text_of};
use super::state::State;
use super::xref::is_space;

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
    /// The increment that brought it.
    pub(super) increment: usize,
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

/// Reads and checks all signatures, in the order in which they were made.
pub(super) fn signatures(
    bytes: &[u8],
    state: &State,
    increments: &[Increment],
) -> Result<Vec<Signature>, Vec<Refused>> {
    let (mut found, mut refused) = (Vec::new(), Vec::new());
    let fields = signature_fields(state).into_iter();
    let signed = fields.filter_map(|field| Some((field.name, field.value?)));
    // no more than there can be: each is read in full
    for (field, value) in signed.take(increments.len() + 1) {
        let checked = signature(bytes, state, increments, (&field, value)).and_then(|signature| {
            let twice = found
                .iter()
                .any(|other: &Signature| other.increment == signature.increment);
            let twice =
                twice.then(|| Broken::Unreadable("hai chữ ký trong một lần ghi".to_owned()));
            twice.map_or(Ok(signature), Err)
        });
        match checked {
            Ok(signature) => found.push(signature),
            Err(why) => refused.push(Refused { field, why }),
        }
    }
    found.sort_by_key(|signature| signature.increment);
    if refused.is_empty() {
        Ok(found)
    } else {
        Err(refused)
    }
}

fn signature(
    bytes: &[u8],
    state: &State,
    increments: &[Increment],
    (field, value): (&str, &Object),
) -> Result<Signature, Broken> {
    let broken = |why: &str| Broken::Unreadable(why.to_owned());
    let dictionary = state
        .dictionary(value)
        .ok_or_else(|| broken("ô không chứa chữ ký"))?;
    let sub_filter = state
        .name_at(dictionary, b"SubFilter")
        .map(name_text)
        .unwrap_or_default();
    let form = Form::of(&sub_filter)
        .ok_or_else(|| Broken::Unreadable(format!("không biết loại chữ ký “{sub_filter}”")))?;
    let contents = state
        .at(dictionary, b"Contents")
        .and_then(|contents| contents.as_str().ok());
    let contents = contents.ok_or_else(|| broken("thiếu nội dung chữ ký (Contents)"))?;
    let number = number_of(value);
    let brought = |number: u32| {
        let mut latest_first = increments.iter().enumerate().rev();
        latest_first.find_map(|(index, increment)| Some((index, increment.regions.get(&number)?)))
    };
    let (increment, region) = number
        .and_then(brought)
        .ok_or_else(|| broken("chữ ký không nằm ở chỗ đọc được"))?;
    let range = byte_range(state, dictionary)
        .ok_or_else(|| broken("thiếu dải byte được ký (ByteRange)"))?;
    let end = increments[increment].end;
    let covered = covered(bytes, (region, end), &range, contents).map_err(broken)?;
    let claims = cms::check(contents, form, covered)?;
    let stated = state
        .at(dictionary, b"M")
        .and_then(|date| pdf_date(&text_of(date)));
    Ok(Signature {
        field: field.to_owned(),
        signer: claims.signer,
        time: claims.time.or(stated),
        sub_filter,
        increment,
    })
}

/// The gap in the covered bytes, and where they end; they must begin with the file.
fn byte_range(state: &State, dictionary: &Dictionary) -> Option<(Range<usize>, usize)> {
    let numbers = state.array_at(dictionary, b"ByteRange").iter();
    let numbers = numbers.map(|number| usize::try_from(number.as_i64().ok()?).ok());
    match numbers.collect::<Option<Vec<usize>>>()?.as_slice() {
        [0, first, second, length] => Some((*first..*second, second.checked_add(*length)?)),
        _ => None,
    }
}

/// The covered bytes: the whole revision, which ends at `last`, but for the string that holds the
/// signature, which lies in `region`.
fn covered<'a>(
    bytes: &'a [u8],
    (region, last): (&Range<usize>, usize),
    (gap, end): &(Range<usize>, usize),
    contents: &[u8],
) -> Result<[&'a [u8]; 2], &'static str> {
    let elsewhere = "chỗ trống trong dải byte được ký không phải là chỗ của chữ ký";
    let before = bytes.get(region.start..gap.start).ok_or(elsewhere)?;
    let string = bytes.get(gap.clone()).unwrap_or_default();
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
