//! What was appended to a file, one increment after another (ISO 32000-1, 7.5.6).
//!
//! The first part of the file is ours; all that follows is foreign. It is read strictly: an object
//! that two readers might find in different places makes the whole file unreadable.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::rc::Rc;

use lopdf::{Dictionary, Object};

use super::objects::{Parsed, Unreadable, measured, parse, parse_bare, unpacked};
use super::state::{Objects, State};
use super::xref::{self, Place, Section};

/// Most increments in one file: each signature needs one, rarely two.
const MOST_INCREMENTS: usize = 64;

/// Most object streams in one increment: signing programs write one.
const MOST_STREAMS: usize = 16;

/// One increment.
#[derive(Debug)]
pub(super) struct Increment {
    /// Just past its end-of-file mark.
    pub(super) end: usize,
    /// Its trailer.
    pub(super) trailer: Dictionary,
    /// The objects it adds or replaces; `None` for those it takes away.
    pub(super) objects: Objects,
    /// Where those that stand for themselves stand.
    pub(super) regions: BTreeMap<u32, Range<usize>>,
}

/// Reads all increments of `bytes` after its first part, which ends at `start` and whose
/// cross-reference table is at `table`; `base` is what that first part holds. Gives each with the
/// document as it stands after it.
///
/// # Errors
/// What is wrong with the appended part.
pub(super) fn read(
    bytes: &[u8],
    (start, table): (usize, usize),
    base: &State,
) -> Result<Vec<(Increment, State)>, Unreadable> {
    let mut read: Vec<(Increment, State)> = Vec::new();
    for section in sections(bytes, start, table)? {
        let (start, before) = read
            .last()
            .map_or((start, base), |(last, state)| (last.end, state));
        let increment = increment(bytes, start, section, before)?;
        let after = before.after(&increment.objects, &increment.trailer);
        read.push((increment, after));
    }
    Ok(read)
}

/// The appended sections, the first one first.
fn sections(bytes: &[u8], start: usize, table: usize) -> Result<Vec<Section>, Unreadable> {
    let mut at = xref::last(bytes).ok_or(Unreadable("thiếu phần kết thúc tệp"))?;
    let mut until = bytes.len();
    let mut sections = Vec::new();
    while at != table {
        if at < start || at >= until || sections.len() == MOST_INCREMENTS {
            return Err(Unreadable("các lần ghi không nối tiếp nhau"));
        }
        let section = xref::section(bytes, at, until)?;
        if section.trailer.has(b"Encrypt") {
            return Err(Unreadable("tệp bị đặt mật khẩu hoặc mã hóa"));
        }
        if section.trailer.has(b"XRefStm") {
            return Err(Unreadable("bảng tham chiếu có hai dạng"));
        }
        let previous = section.trailer.get(b"Prev").and_then(Object::as_i64);
        let previous = previous.ok().and_then(|at| usize::try_from(at).ok());
        until = at;
        let broken = Unreadable("các lần ghi không nối tiếp nhau");
        sections.push(section);
        at = previous.ok_or(broken)?;
    }
    sections.reverse();
    Ok(sections)
}

fn increment(
    bytes: &[u8],
    start: usize,
    section: Section,
    before: &State,
) -> Result<Increment, Unreadable> {
    let regions = regions(&section, start)?;
    let mut objects = standing(bytes, &regions, before)?;
    let mut within: BTreeMap<u32, Vec<(u32, usize)>> = BTreeMap::new();
    for (number, place) in &section.places {
        match *place {
            Place::Free if *number == 0 => {}
            Place::Free => {
                objects.insert(*number, None);
            }
            Place::At(_) => {}
            Place::Within { container, index } => {
                within.entry(container).or_default().push((*number, index));
            }
        }
    }
    if within.len() > MOST_STREAMS {
        return Err(Unreadable("quá nhiều dòng đối tượng"));
    }
    for (container, members) in within {
        let packed = packed(objects.get(&container), &members);
        let packed = packed.ok_or(Unreadable("một dòng đối tượng hỏng"))?;
        objects.extend(packed);
    }
    Ok(Increment {
        end: section.end,
        trailer: section.trailer,
        objects,
        regions,
    })
}

/// Each object reaches to the next one at most. All stand in this very increment.
fn regions(section: &Section, start: usize) -> Result<BTreeMap<u32, Range<usize>>, Unreadable> {
    let table = section.at;
    let places = section.places.iter();
    let standing = places.filter_map(|(number, place)| match place {
        Place::At(at) => Some((*number, *at)),
        _ => None,
    });
    let standing: Vec<(u32, usize)> = standing.collect();
    let starts: BTreeSet<usize> = standing.iter().map(|(_, at)| *at).collect();
    if starts.len() != standing.len() || starts.iter().any(|at| *at < start || *at > table) {
        return Err(Unreadable("bảng tham chiếu chỉ ra ngoài phần ghi thêm"));
    }
    let end = |at: usize| {
        let next = starts.range(at + 1..).next();
        *next.unwrap_or(if at < table { &table } else { &section.end })
    };
    let regions = standing.iter().map(|(number, at)| (*number, *at..end(*at)));
    Ok(regions.collect())
}

/// The objects that stand for themselves.
fn standing(
    bytes: &[u8],
    regions: &BTreeMap<u32, Range<usize>>,
    before: &State,
) -> Result<Objects, Unreadable> {
    let broken = Unreadable("một đối tượng hỏng");
    let mut objects = Objects::new();
    let mut unmeasured = Vec::new();
    for (number, range) in regions {
        let region = bytes.get(range.clone()).unwrap_or_default();
        match parse(region, *number).ok_or(broken)? {
            Parsed::Object(object) => {
                objects.insert(*number, Some(Rc::new(object)));
            }
            Parsed::Unmeasured {
                dictionary,
                data,
                length,
            } => unmeasured.push((*number, region, dictionary, data, length)),
        }
    }
    for (number, region, dictionary, data, length) in unmeasured {
        let own = objects.get(&length).map(|object| object.as_deref());
        let length = own.unwrap_or_else(|| before.get(length));
        let length = length.and_then(|length| length.as_i64().ok());
        let stream = length.and_then(|length| measured(region, dictionary, data, length));
        objects.insert(number, Some(Rc::new(stream.ok_or(broken)?)));
    }
    Ok(objects)
}

/// Objects of an object stream (ISO 32000-1, 7.5.7), each in the place the table names. They must not
/// share their bytes, which could stand for endlessly many objects.
fn packed(container: Option<&Option<Rc<Object>>>, members: &[(u32, usize)]) -> Option<Objects> {
    let Object::Stream(stream) = container?.as_deref()? else {
        return None;
    };
    let content = unpacked(stream)?;
    let first = usize::try_from(stream.dict.get(b"First").ok()?.as_i64().ok()?).ok()?;
    let (index, content) = content.split_at_checked(first)?;
    let words = std::str::from_utf8(index).ok()?.split_ascii_whitespace();
    let words: Vec<usize> = words.map_while(|word| word.parse().ok()).collect();
    let index: Vec<(usize, usize)> = words
        .chunks_exact(2)
        .map(|pair| (pair[0], pair[1]))
        .collect();
    let numbers: BTreeSet<usize> = index.iter().map(|(number, _)| *number).collect();
    if numbers.len() != index.len() || !index.is_sorted_by(|(_, one), (_, next)| one < next) {
        return None;
    }
    let members = members.iter().map(|(number, at)| {
        let (listed, start) = *index.get(*at)?;
        let end = index.get(at + 1).map_or(content.len(), |(_, next)| *next);
        if u32::try_from(listed) != Ok(*number) {
            return None;
        }
        let object = parse_bare(content.get(start..end)?)?;
        Some((*number, Some(Rc::new(object))))
    });
    members.collect()
}
