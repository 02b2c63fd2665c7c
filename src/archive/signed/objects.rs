//! Reads single objects of a file that others wrote: nothing is followed, everything is bounded.
//!
//! `lopdf` loads a whole file at once and trusts it: it follows chains of lengths without end and
//! allocates what the file asks for. Here its parser gets one object at a time, cut out of the file.

use std::collections::{BTreeMap, HashSet};

use lopdf::xref::XrefEntry;
use lopdf::{Dictionary, Document, Object, Reader, Stream};

/// Most bytes a stream may unpack to.
const LARGEST_STREAM: usize = 4 << 20;
/// Widest row of a packed cross-reference stream, in bytes.
const WIDEST_ROW: i64 = 64;
/// Most letters of a name or title that a message repeats.
const LONGEST_SHOWN: usize = 200;
/// How many references may follow one another.
const LONGEST_CHAIN: usize = 16;

/// Why the appended part cannot be read, in a few words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Unreadable(pub(super) &'static str);

/// An object as it stands in the file.
pub(super) enum Parsed {
    /// Whole.
    Object(Object),
    /// A stream whose length is another object (ISO 32000-1, 7.3.8.2): where its data begins.
    Unmeasured {
        /// Its dictionary.
        dictionary: Dictionary,
        /// The first byte of its data.
        data: usize,
        /// The object that holds its length.
        length: u32,
    },
}

/// Reads the object of that number at the beginning of `region`; `None` if it is not there or broken.
pub(super) fn parse(region: &[u8], number: u32) -> Option<Parsed> {
    let mut document = Document::new();
    // knowing nothing but itself, the object cannot send the parser elsewhere
    let itself = XrefEntry::Normal {
        offset: 0,
        generation: 0,
    };
    document.reference_table.insert(number, itself);
    let reader = Reader {
        buffer: region,
        document,
        encryption_state: None,
        raw_objects: BTreeMap::new(),
        password: None,
        strict: true,
        max_decompressed_size: Some(LARGEST_STREAM),
    };
    match reader.get_object((number, 0), &mut HashSet::new()).ok()? {
        Object::Stream(stream) => match stream.start_position {
            None => Some(Parsed::Object(Object::Stream(stream))),
            Some(data) => Some(Parsed::Unmeasured {
                length: number_of(stream.dict.get(b"Length").ok()?)?,
                dictionary: stream.dict,
                data,
            }),
        },
        // a stream whose length is wrong is taken for its dictionary alone
        Object::Dictionary(dictionary) if dictionary.has(b"Length") => None,
        object => Some(Parsed::Object(object)),
    }
}

/// The stream, once its length is known.
pub(super) fn measured(
    region: &[u8],
    dictionary: Dictionary,
    data: usize,
    length: i64,
) -> Option<Object> {
    let end = data.checked_add(usize::try_from(length).ok()?)?;
    let content = region.get(data..end)?;
    let rest = region.get(end..)?.trim_ascii_start();
    rest.starts_with(b"endstream")
        .then(|| Object::Stream(Stream::new(dictionary, content.to_vec())))
}

/// Reads a value that stands without a number: a trailer, or an object in an object stream.
pub(super) fn parse_bare(text: &[u8]) -> Option<Object> {
    let object = [b"1 0 obj\n", text, b"\nendobj\n"].concat();
    match parse(&object, 1)? {
        Parsed::Object(object) => Some(object),
        Parsed::Unmeasured { .. } => None,
    }
}

/// A stream's data, unpacked; `None` for packings that no cross-reference or object stream and no
/// metadata uses.
pub(super) fn unpacked(stream: &Stream) -> Option<Vec<u8>> {
    let filters = match stream.dict.get(b"Filter") {
        Err(_) => Vec::new(),
        Ok(Object::Name(name)) => vec![name.as_slice()],
        Ok(Object::Array(names)) => names
            .iter()
            .map(|name| name.as_name().ok())
            .collect::<Option<Vec<&[u8]>>>()?,
        Ok(_) => return None,
    };
    match filters.as_slice() {
        [] => return Some(stream.content.clone()),
        [b"FlateDecode"] => {}
        _ => return None,
    }
    match stream.dict.get(b"DecodeParms") {
        Err(_) | Ok(Object::Null) => {}
        Ok(Object::Dictionary(parameters)) if is_plain(parameters) => {}
        Ok(_) => return None,
    }
    stream.decompressed_content_with_limit(LARGEST_STREAM).ok()
}

/// Whether the rows are bytes side by side, as in every cross-reference stream.
fn is_plain(parameters: &Dictionary) -> bool {
    let value = |key: &[u8], default| match parameters.get(key) {
        Ok(value) => value.as_i64().unwrap_or(-1),
        Err(_) => default,
    };
    matches!(value(b"Predictor", 1), 1 | 10..=15)
        && (1..=WIDEST_ROW).contains(&value(b"Columns", 1))
        && value(b"Colors", 1) == 1
        && value(b"BitsPerComponent", 8) == 8
}

/// The number of the object a reference points to. Generations other than 0 are not read.
pub(super) fn number_of(object: &Object) -> Option<u32> {
    match object {
        Object::Reference((number, 0)) => Some(*number),
        _ => None,
    }
}

/// Follows references, as far as they lead; `None` where they lead nowhere.
pub(super) fn follow<'a>(
    mut object: &'a Object,
    find: impl Fn(u32) -> Option<&'a Object>,
) -> Option<&'a Object> {
    for _ in 0..LONGEST_CHAIN {
        match object {
            Object::Reference(_) => object = find(number_of(object)?)?,
            Object::Null => return None,
            _ => return Some(object),
        }
    }
    None
}

/// A text string as people read it.
pub(super) fn text_of(object: &Object) -> String {
    let text = lopdf::decode_text_string(object).unwrap_or_default();
    text.trim_matches('\0').to_owned()
}

/// A name as text, as far as it is shown.
pub(super) fn name_text(name: &[u8]) -> String {
    shown(&String::from_utf8_lossy(name))
}

/// As much of a foreign file's words as a message shows.
pub(super) fn shown(text: &str) -> String {
    match text.char_indices().nth(LONGEST_SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
