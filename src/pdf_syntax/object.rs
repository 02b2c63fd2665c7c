//! Single objects and object streams, as they stand in the bytes of a file (ISO 32000-1, 7.3.8, 7.3.10 and 7.5.7).

use std::ops::Range;

use lopdf::{DecompressError, Object, Stream};

use super::budget::{Budget, SPENT, Unreadable};
use super::lexer::Lexer;
use super::value::{Dictionary, Value};

/// Widest row of a packed cross-reference stream, in bytes.
const WIDEST_ROW: usize = 64;

pub(crate) const BROKEN: Unreadable = Unreadable("một đối tượng hỏng");
pub(crate) const BROKEN_STREAM: Unreadable = Unreadable("một dòng đối tượng hỏng");

/// The bytes of a file, and how much of them may still be read.
#[derive(Debug)]
pub(crate) struct Source<'a> {
    pub(crate) bytes: &'a [u8],
    pub(crate) budget: Budget,
}

/// An unpacked object stream, with the number and the place of each object in it.
#[derive(Debug, Default)]
pub(crate) struct Container {
    pub(crate) text: Vec<u8>,
    pub(crate) members: Vec<(usize, Range<usize>)>,
}

impl Source<'_> {
    /// The object at this byte, its number and where it ends.
    pub(crate) fn indirect(
        &self,
        at: usize,
        length: impl Fn(u32) -> Option<usize>,
    ) -> Result<(u32, Value, usize), Unreadable> {
        let mut lexer = Lexer::new(self.bytes, at, &self.budget);
        let number = u32::try_from(lexer.index()?).map_err(|_| BROKEN)?;
        if lexer.index()? != 0 {
            return Err(BROKEN);
        }
        lexer.expect("obj")?;
        lexer.space();
        let mut value = lexer.value()?;
        lexer.space();
        let mut word = lexer.word();
        if let Value::Dictionary(dictionary) = &value
            && word == b"stream"
        {
            let data = self.data(&mut lexer, dictionary, length).ok_or(BROKEN)?;
            value = Value::Stream(dictionary.clone(), data);
            word = lexer.word();
        }
        if word == b"endobj" {
            Ok((number, value, lexer.at))
        } else {
            Err(BROKEN)
        }
    }

    /// A stream's data: exactly as long as it says.
    fn data(
        &self,
        lexer: &mut Lexer<'_>,
        dictionary: &Dictionary,
        length: impl Fn(u32) -> Option<usize>,
    ) -> Option<Range<usize>> {
        let end_of_line = |at: usize| match self.bytes.get(at..)? {
            [b'\n', ..] => Some(at + 1),
            [b'\r', b'\n', ..] => Some(at + 2),
            _ => None,
        };
        let start = end_of_line(lexer.at)?;
        let length = match dictionary.get("Length")? {
            Value::Reference(number) => length(*number)?,
            length => length.index()?,
        };
        let end = start
            .checked_add(length)
            .filter(|end| *end <= self.bytes.len())?;
        // a reader that looks for the end from behind finds the same
        let mark =
            end_of_line(end).or_else(|| (self.bytes.get(end) == Some(&b'\r')).then_some(end + 1));
        lexer.at = mark?;
        lexer.expect("endstream").ok()?;
        lexer.space();
        Some(start..end)
    }

    /// A stream's data, unpacked; for the one packing that structures, metadata and our pages use.
    pub(crate) fn unpacked(&self, stream: &Value) -> Result<Vec<u8>, Unreadable> {
        let Value::Stream(dictionary, data) = stream else {
            return Err(BROKEN);
        };
        let data = self.bytes.get(data.clone()).unwrap_or_default();
        let filter = match dictionary.get("Filter") {
            Some(Value::Array(filters)) if filters.len() == 1 => filters.first(),
            filter => filter,
        };
        let content = match filter {
            None => data.to_vec(),
            Some(Value::Name(name)) if name == b"FlateDecode" => {
                let mut packed = lopdf::Dictionary::new();
                packed.set("Filter", Object::Name(b"FlateDecode".to_vec()));
                if let Some(parameters) = dictionary.get("DecodeParms") {
                    packed.set("DecodeParms", predictor(parameters).ok_or(BROKEN)?);
                }
                let stream = Stream::new(packed, data.to_vec());
                let unpacked = stream.decompressed_content_with_limit(self.budget.bytes_left());
                unpacked.map_err(|error| match error {
                    lopdf::Error::Decompress(DecompressError::MemoryLimitExceeded { .. }) => SPENT,
                    _ => BROKEN,
                })?
            }
            Some(_) => return Err(BROKEN),
        };
        self.budget.bytes(content.len())?;
        Ok(content)
    }

    /// The objects of an object stream (ISO 32000-1, 7.5.7), which share no byte.
    pub(crate) fn container(&self, stream: &Value) -> Result<Container, Unreadable> {
        let dictionary = stream.dictionary().ok_or(BROKEN_STREAM)?;
        let index = |key: &str| {
            dictionary
                .get(key)
                .and_then(Value::index)
                .ok_or(BROKEN_STREAM)
        };
        let is_one = dictionary.get("Type").and_then(Value::name) == Some(b"ObjStm");
        if !is_one || dictionary.get("Extends").is_some() {
            return Err(BROKEN_STREAM);
        }
        let (count, first) = (index("N")?, index("First")?);
        let text = self.unpacked(stream)?;
        let head = text.get(..first).ok_or(BROKEN_STREAM)?;
        let mut lexer = Lexer::new(head, 0, &self.budget);
        let mut starts = Vec::new();
        for _ in 0..count {
            self.budget.values(1)?;
            lexer.space();
            starts.push((lexer.index()?, first.saturating_add(lexer.index()?)));
        }
        let ends = starts
            .iter()
            .skip(1)
            .map(|(_, start)| *start)
            .chain([text.len()]);
        let members: Vec<(usize, Range<usize>)> = starts
            .iter()
            .zip(ends)
            .map(|((number, start), end)| (*number, *start..end))
            .collect();
        let well = members.iter().all(|(_, range)| range.start < range.end);
        if well && lexer.at == first {
            Ok(Container { text, members })
        } else {
            Err(BROKEN_STREAM)
        }
    }
}

/// Parameters under which rows are bytes side by side, as in every cross-reference stream.
fn predictor(parameters: &Value) -> Option<lopdf::Dictionary> {
    let parameters = parameters.dictionary()?;
    let value = |key: &str, default: usize| parameters.get(key).map_or(Some(default), Value::index);
    let (predictor, columns) = (value("Predictor", 1)?, value("Columns", 1)?);
    let plain = value("Colors", 1)? == 1 && value("BitsPerComponent", 8)? == 8;
    if !plain || !matches!(predictor, 1 | 10..=15) || !(1..=WIDEST_ROW).contains(&columns) {
        return None;
    }
    let mut known = lopdf::Dictionary::new();
    known.set("Predictor", i64::try_from(predictor).ok()?);
    known.set("Columns", i64::try_from(columns).ok()?);
    Some(known)
}

/// How many objects someone would find who looks for `0 obj`, as readers do with a broken file.
pub(crate) fn objects_in(region: &[u8]) -> usize {
    const MARK: &[u8] = b"obj";
    let ends_with_object = |before: &[u8]| {
        let generation = before.trim_ascii_end();
        let number = generation.strip_suffix(b"0").map(<[u8]>::trim_ascii_end);
        let parted = |number: &[u8]| number.len() + 1 < generation.len();
        number.is_some_and(|number| parted(number) && number.last().is_some_and(u8::is_ascii_digit))
    };
    let marks = region
        .windows(MARK.len())
        .enumerate()
        .filter(|(_, word)| *word == MARK);
    marks
        .filter(|(at, _)| ends_with_object(&region[..*at]))
        .count()
}
