//! Cross-reference sections, tables and streams, with the end of their revision (ISO 32000-1, 7.5.4,
//! 7.5.5 and 7.5.8).

use std::collections::BTreeMap;

use super::budget::{Budget, Unreadable};
use super::lexer::{Lexer, digits, is_space};
use super::object::Source;
use super::value::{Dictionary, Value};

/// Where a section says an object is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Entry {
    /// Nowhere any more.
    Free,
    /// At this byte of the file.
    At(usize),
    /// In an object stream of this number, in this place.
    Within(u32, usize),
}

/// One section with its trailer.
#[derive(Debug)]
pub(crate) struct Section {
    /// Its first byte.
    pub(crate) at: usize,
    /// Each object listed.
    pub(crate) entries: BTreeMap<u32, Entry>,
    /// The trailer, or the dictionary of the stream that stands for it.
    pub(crate) trailer: Dictionary,
    /// Just past the end-of-file mark that closes the revision.
    pub(crate) end: usize,
    /// One more than the highest number of all objects so far.
    pub(crate) size: usize,
}

/// Keys of a trailer and of a cross-reference stream.
const TRAILER: [&str; 11] = [
    "Size",
    "Prev",
    "Root",
    "Info",
    "ID",
    "Type",
    "W",
    "Index",
    "Filter",
    "DecodeParms",
    "Length",
];
/// How many values a row counts as: an object that nobody reads takes as much memory.
const COST: usize = 3;
/// How a row of a table is written: ten digits, five digits, a letter.
const ROW: usize = 20;
/// The line that a widespread signing library signs its work with, before `startxref`: the one comment.
const LIBRARY: &[u8] = b"%iText";
/// Longest such line.
const LONGEST_LINE: usize = 80;

const BROKEN: Unreadable = Unreadable("bảng tham chiếu hỏng");
const UNCLOSED: Unreadable = Unreadable("thiếu dấu kết thúc một lần ghi");

/// The place of the last section, as the end of the file names it.
pub(crate) fn last(source: &Source<'_>) -> Result<usize, Unreadable> {
    let (bytes, budget) = (source.bytes, &source.budget);
    /// How far before the end readers look for it.
    const TAIL: usize = 1024;
    const MARK: &[u8] = b"startxref";
    let missing = Unreadable("thiếu phần kết thúc tệp");
    let tail = bytes
        .get(bytes.len().saturating_sub(TAIL)..)
        .unwrap_or_default();
    let mark = tail.windows(MARK.len()).rposition(|word| word == MARK);
    let mut lexer = Lexer::new(tail, mark.ok_or(missing)? + MARK.len(), budget);
    lexer.space();
    let place = lexer.index().map_err(|_| missing)?;
    let rest = tail.get(lexer.at..).unwrap_or_default();
    let rest = rest.strip_prefix(b"%%EOF").ok_or(missing)?;
    if rest.iter().all(|byte| is_space(*byte)) {
        Ok(place)
    } else {
        Err(missing)
    }
}

/// Reads the section at byte `at`.
pub(crate) fn section(source: &Source<'_>, at: usize) -> Result<Section, Unreadable> {
    let (bytes, budget) = (source.bytes, &source.budget);
    let is_table = bytes
        .get(at..)
        .is_some_and(|rest| rest.starts_with(b"xref"));
    let (entries, trailer, end) = if is_table {
        table(bytes, at, budget)?
    } else {
        let (number, stream, end) = source.indirect(at, |_| None).map_err(|_| BROKEN)?;
        let (mut entries, trailer) = rows(source, &stream)?;
        // some list the stream itself, some do not
        if *entries.entry(number).or_insert(Entry::At(at)) != Entry::At(at) {
            return Err(BROKEN);
        }
        (entries, trailer, end)
    };
    for (key, _) in trailer.iter() {
        match key {
            b"Encrypt" => return Err(Unreadable("tệp bị đặt mật khẩu hoặc mã hóa")),
            b"XRefStm" => return Err(Unreadable("bảng tham chiếu có hai dạng")),
            key if TRAILER.iter().any(|known| known.as_bytes() == key) => {}
            _ => return Err(Unreadable("phần kết thúc một lần ghi có mục lạ")),
        }
    }
    let size = trailer.get("Size").and_then(Value::index).ok_or(BROKEN)?;
    if entries.keys().any(|number| *number as usize >= size) {
        return Err(BROKEN);
    }
    let end = closing(bytes, end, at, budget)?;
    Ok(Section {
        at,
        entries,
        trailer,
        end,
        size,
    })
}

/// Past `startxref`, this very section's place and `%%EOF`.
fn closing(bytes: &[u8], from: usize, at: usize, budget: &Budget) -> Result<usize, Unreadable> {
    let mut lexer = Lexer::new(bytes, from, budget);
    lexer.space();
    let rest = bytes.get(lexer.at..).unwrap_or_default();
    if rest.starts_with(LIBRARY) {
        let length = rest
            .iter()
            .take_while(|byte| matches!(**byte, b' '..=b'~'))
            .count();
        if length > LONGEST_LINE {
            return Err(UNCLOSED);
        }
        lexer.at += length;
        lexer.space();
    }
    lexer.expect("startxref").map_err(|_| UNCLOSED)?;
    lexer.space();
    let well = lexer.index() == Ok(at);
    let rest = bytes.get(lexer.at..).unwrap_or_default();
    if well && rest.starts_with(b"%%EOF") {
        Ok(lexer.at + b"%%EOF".len())
    } else {
        Err(UNCLOSED)
    }
}

type Entries = BTreeMap<u32, Entry>;

/// An object listed twice is not one that two readers find in the same place.
fn add(entries: &mut Entries, first: usize, index: usize, entry: Entry) -> Result<(), Unreadable> {
    let number = first
        .checked_add(index)
        .and_then(|number| u32::try_from(number).ok());
    match entries.insert(number.ok_or(BROKEN)?, entry) {
        None => Ok(()),
        Some(_) => Err(BROKEN),
    }
}

fn table(
    bytes: &[u8],
    at: usize,
    budget: &Budget,
) -> Result<(Entries, Dictionary, usize), Unreadable> {
    let mut lexer = Lexer::new(bytes, at + b"xref".len(), budget);
    let mut entries = Entries::new();
    loop {
        lexer.space();
        let word = lexer.word();
        lexer.space();
        if word == b"trailer" {
            break;
        }
        let first = digits(word).ok_or(BROKEN)?;
        let count = lexer.index().map_err(|_| BROKEN)?;
        for index in 0..count {
            budget.values(COST)?;
            let row = bytes.get(lexer.at..lexer.at + ROW).ok_or(BROKEN)?;
            add(&mut entries, first, index, row_entry(row).ok_or(BROKEN)?)?;
            lexer.at += ROW;
        }
    }
    match lexer.value()? {
        Value::Dictionary(trailer) => Ok((entries, trailer, lexer.at)),
        _ => Err(BROKEN),
    }
}

fn row_entry(row: &[u8]) -> Option<Entry> {
    let offset = digits(row.get(..10)?)?;
    let generation = digits(row.get(11..16)?)?;
    let well = row[10] == b' ' && row[16] == b' ';
    let ends = matches!(row.get(18..)?, b" \n" | b" \r" | b"\r\n");
    match row[17] {
        b'n' if well && ends && generation == 0 => Some(Entry::At(offset)),
        b'f' if well && ends => Some(Entry::Free),
        _ => None,
    }
}

fn rows(source: &Source<'_>, stream: &Value) -> Result<(Entries, Dictionary), Unreadable> {
    let Value::Stream(dictionary, _) = stream else {
        return Err(BROKEN);
    };
    let indices = |key: &str| {
        let items = dictionary.get(key)?.items()?;
        items
            .iter()
            .map(Value::index)
            .collect::<Option<Vec<usize>>>()
    };
    let size = dictionary
        .get("Size")
        .and_then(Value::index)
        .ok_or(BROKEN)?;
    let sections = match dictionary.get("Index") {
        Some(_) => indices("Index").ok_or(BROKEN)?,
        None => vec![0, size],
    };
    let widths: Option<[usize; 3]> = indices("W").and_then(|widths| widths.try_into().ok());
    let widths = widths
        .filter(|widths| widths.iter().all(|width| *width <= 8))
        .ok_or(BROKEN)?;
    let (width, (pairs, odd)) = (widths.iter().sum::<usize>(), sections.as_chunks::<2>());
    let is_xref = dictionary.get("Type").and_then(Value::name) == Some(b"XRef");
    if !is_xref || width == 0 || !odd.is_empty() {
        return Err(BROKEN);
    }
    let data = source.unpacked(stream).map_err(|_| BROKEN)?;
    let mut rows = data.chunks(width);
    let mut entries = Entries::new();
    for [first, count] in pairs {
        for index in 0..*count {
            source.budget.values(COST)?;
            let row = rows.next().and_then(|row| packed_entry(row, widths));
            add(&mut entries, *first, index, row.ok_or(BROKEN)?)?;
        }
    }
    if rows.next().is_some() {
        return Err(BROKEN);
    }
    Ok((entries, dictionary.clone()))
}

fn packed_entry(row: &[u8], [kind, second, third]: [usize; 3]) -> Option<Entry> {
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
        (0, ..) => Some(Entry::Free),
        (1, offset, 0) => Some(Entry::At(offset)),
        (2, container, index) => Some(Entry::Within(u32::try_from(container).ok()?, index)),
        _ => None,
    }
}
