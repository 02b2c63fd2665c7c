//! Cross-reference sections of what a signing program appended (ISO 32000-1, 7.5.4 and 7.5.8).

use std::collections::BTreeMap;

use lopdf::{Dictionary, Object, Stream};

use super::objects::{Parsed, Unreadable, parse, parse_bare, unpacked};

/// Most objects one section may list: a signature needs a dozen.
const MOST_OBJECTS: usize = 100_000;

/// Where an object is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Nowhere any more.
    Free,
    /// At this byte of the file.
    At(usize),
    /// In an object stream.
    Within {
        /// The stream's number.
        container: u32,
        /// Its place in the stream.
        index: usize,
    },
}

/// One section with its trailer.
pub(super) struct Section {
    /// Its first byte.
    pub(super) at: usize,
    /// Each object listed.
    pub(super) places: BTreeMap<u32, Place>,
    /// The trailer, or the dictionary of the stream that stands for it.
    pub(super) trailer: Dictionary,
    /// Just past the end-of-file mark that closes the revision.
    pub(super) end: usize,
}

/// Reads the section at byte `at`; `until` is where the next one begins, or the file ends.
pub(super) fn section(bytes: &[u8], at: usize, until: usize) -> Result<Section, Unreadable> {
    let region = bytes.get(at..until).unwrap_or_default();
    let (tail, length) = closing(region, at).ok_or(Unreadable("thiếu dấu kết thúc một lần ghi"))?;
    let end = at + length;
    let region = region.get(..tail).unwrap_or_default();
    // some programs point at the line end before it
    let blank = region.iter().take_while(|byte| is_space(**byte)).count();
    let (region, at) = (&region[blank..], at + blank);
    let broken = Unreadable("bảng tham chiếu hỏng");
    let (places, trailer) = if region.starts_with(b"xref") {
        table(region)
    } else {
        stream(region, at)
    }
    .ok_or(broken)?;
    Ok(Section {
        at,
        places,
        trailer,
        end,
    })
}

/// Where `startxref`, this very section's place and `%%EOF` stand: the first byte, and past the last.
fn closing(region: &[u8], at: usize) -> Option<(usize, usize)> {
    const MARK: &[u8] = b"startxref";
    /// How far after the mark its place and the end are looked for: a comment between them, which could
    /// send every search to the end of the file, is not read.
    const NEAR: usize = 64;
    let starts = (0..region.len()).filter(|start| region[*start..].starts_with(MARK));
    for start in starts {
        let after = start + MARK.len();
        let near = region
            .get(after..region.len().min(after + NEAR))
            .unwrap_or_default();
        let mut words = Words { text: near, at: 0 };
        if words.number() == Some(at) && words.next() == Some(b"%%EOF") {
            return Some((start, after + words.at));
        }
    }
    None
}

type Read = (BTreeMap<u32, Place>, Dictionary);

fn table(region: &[u8]) -> Option<Read> {
    let mut words = Words {
        text: region,
        at: b"xref".len(),
    };
    let mut places = BTreeMap::new();
    loop {
        let word = words.next()?;
        if word == b"trailer" {
            break;
        }
        let first = number(word)?;
        for index in 0..words.number()? {
            let (offset, generation) = (words.number()?, words.number()?);
            let place = match words.next()? {
                b"n" if generation == 0 => Place::At(offset),
                b"f" => Place::Free,
                _ => return None,
            };
            add(&mut places, first.checked_add(index)?, place)?;
        }
    }
    match parse_bare(region.get(words.at..)?)? {
        Object::Dictionary(trailer) => Some((places, trailer)),
        _ => None,
    }
}

/// An object listed twice is not one that two readers find in the same place.
fn add(places: &mut BTreeMap<u32, Place>, number: usize, place: Place) -> Option<()> {
    let number = u32::try_from(number).ok()?;
    let new = places.insert(number, place).is_none();
    (new && places.len() <= MOST_OBJECTS).then_some(())
}

fn stream(region: &[u8], at: usize) -> Option<Read> {
    let number = Words {
        text: region,
        at: 0,
    }
    .number()?;
    let number = u32::try_from(number).ok()?;
    let Parsed::Object(Object::Stream(stream)) = parse(region, number)? else {
        return None;
    };
    if !stream.dict.has_type(b"XRef") {
        return None;
    }
    let mut places = rows(&stream)?;
    // some list the stream itself, some do not
    if *places.entry(number).or_insert(Place::At(at)) != Place::At(at) {
        return None;
    }
    Some((places, stream.dict))
}

fn rows(stream: &Stream) -> Option<BTreeMap<u32, Place>> {
    let integers = |key: &[u8]| {
        let numbers = stream.dict.get(key).ok()?.as_array().ok()?;
        let numbers = numbers
            .iter()
            .map(|n| usize::try_from(n.as_i64().ok()?).ok());
        numbers.collect::<Option<Vec<usize>>>()
    };
    let size = usize::try_from(stream.dict.get(b"Size").ok()?.as_i64().ok()?).ok()?;
    let sections = if stream.dict.has(b"Index") {
        integers(b"Index")?
    } else {
        vec![0, size]
    };
    let widths: [usize; 3] = integers(b"W")?.try_into().ok()?;
    if widths.iter().any(|width| *width > 8) || sections.len() % 2 != 0 {
        return None;
    }
    let width = widths.iter().sum();
    if width == 0 {
        return None;
    }
    let data = unpacked(stream)?;
    let mut rows = data.chunks_exact(width);
    let mut places = BTreeMap::new();
    for pair in sections.chunks_exact(2) {
        for index in 0..pair[1] {
            let place = place(rows.next()?, widths)?;
            add(&mut places, pair[0].checked_add(index)?, place)?;
        }
    }
    Some(places)
}

fn place(row: &[u8], [kind, second, third]: [usize; 3]) -> Option<Place> {
    let (first, rest) = row.split_at_checked(kind)?;
    let (middle, last) = rest.split_at_checked(second)?;
    let value = |bytes: &[u8]| {
        let value = bytes
            .iter()
            .fold(0_u64, |sum, byte| sum << 8 | u64::from(*byte));
        usize::try_from(value).ok()
    };
    let kind = if kind == 0 { 1 } else { value(first)? };
    match (kind, value(middle)?, value(last.get(..third)?)?) {
        (0, ..) => Some(Place::Free),
        (1, offset, 0) => Some(Place::At(offset)),
        (2, container, index) => Some(Place::Within {
            container: u32::try_from(container).ok()?,
            index,
        }),
        _ => None,
    }
}

/// Words parted by white space; comments other than the end-of-file mark are passed over.
struct Words<'a> {
    text: &'a [u8],
    at: usize,
}

impl<'a> Words<'a> {
    fn next(&mut self) -> Option<&'a [u8]> {
        loop {
            let rest = self.text.get(self.at..)?;
            let start = self.at + rest.iter().position(|byte| !is_space(*byte))?;
            let rest = self.text.get(start..)?;
            let is_end = |byte: &u8| is_space(*byte) || *byte == b'<';
            let length = rest.iter().position(is_end).unwrap_or(rest.len());
            let word = rest.get(..length)?;
            if word.starts_with(b"%") && word != b"%%EOF" {
                let line = rest.iter().position(|byte| b"\r\n".contains(byte));
                self.at = start + line?;
                continue;
            }
            self.at = start + length;
            return Some(word);
        }
    }

    fn number(&mut self) -> Option<usize> {
        number(self.next()?)
    }
}

fn number(word: &[u8]) -> Option<usize> {
    let digits = word.iter().all(u8::is_ascii_digit);
    let text = std::str::from_utf8(word).ok().filter(|_| digits)?;
    text.parse().ok()
}

/// White space of PDF (ISO 32000-1, table 1).
pub(super) fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 0x0c | b'\r' | b' ')
}

/// The place of the last section, as the end of the file names it.
pub(super) fn last(bytes: &[u8]) -> Option<usize> {
    /// How far before the end readers look for it.
    const TAIL: usize = 1024;
    let start = bytes.len().saturating_sub(TAIL);
    let tail = bytes.get(start..)?;
    let mark = tail.windows(9).rposition(|word| word == b"startxref")?;
    let mut words = Words {
        text: tail,
        at: mark + 9,
    };
    let place = words.number()?;
    let closed = words.next() == Some(b"%%EOF");
    let rest = tail.get(words.at..)?;
    (closed && rest.iter().all(|byte| is_space(*byte))).then_some(place)
}
