//! A signed file: the issued bytes, and what was appended to them, one revision after another
//! (ISO 32000-1, 7.5.6).
//!
//! All that follows the issued bytes must be objects of a section, the section, its trailer and the mark at
//! the end, or white space: then no reader has anything to mend, and all find the same objects.

use std::cell::{Cell, OnceCell};
use std::collections::BTreeMap;
use std::ops::Range;

use lopdf::{DecompressError, Object, Stream};

use super::budget::{Budget, SPENT, Unreadable};
use super::lexer::{Lexer, is_space};
use super::section::{self, Entry, Section};
use super::value::{Dictionary, NULL, Value};

/// Most revisions in one file: each signature needs one, rarely two.
const MOST_REVISIONS: usize = 64;
/// Widest row of a packed cross-reference stream, in bytes.
const WIDEST_ROW: usize = 64;

const BROKEN: Unreadable = Unreadable("một đối tượng hỏng");
const BROKEN_STREAM: Unreadable = Unreadable("một dòng đối tượng hỏng");
const UNJOINED: Unreadable = Unreadable("các lần ghi không nối tiếp nhau");

/// Where an object is, whatever becomes of the numbers around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Place {
    /// At this byte.
    At(usize),
    /// In the object stream at this byte, in this place.
    Within(usize, usize),
}

/// The issued file, or what was appended at once.
#[derive(Debug)]
pub(crate) struct Revision {
    /// Where each object is that it adds or replaces; `None` for one it takes away.
    pub(crate) places: BTreeMap<u32, Option<Place>>,
    /// Its trailer.
    pub(crate) trailer: Dictionary,
    /// Just past its end-of-file mark.
    pub(crate) end: usize,
}

/// A file, read as far as it was asked for.
#[derive(Debug)]
pub(crate) struct File<'a> {
    pub(crate) bytes: &'a [u8],
    pub(crate) revisions: Vec<Revision>,
    pub(crate) budget: Budget,
    /// Each object is read once.
    objects: BTreeMap<Place, OnceCell<Value>>,
    containers: BTreeMap<usize, OnceCell<Container>>,
    failure: Cell<Option<Unreadable>>,
}

/// An unpacked object stream, with the number and the place of each object in it.
#[derive(Debug, Default)]
struct Container {
    text: Vec<u8>,
    members: Vec<(usize, Range<usize>)>,
}

impl<'a> File<'a> {
    /// Reads a file whose first part, up to `start`, is the issued one.
    ///
    /// # Errors
    /// What is wrong with the appended part.
    pub(crate) fn read(bytes: &'a [u8], start: usize) -> Result<Self, Unreadable> {
        let mut file = Self {
            bytes,
            revisions: Vec::new(),
            budget: Budget::default(),
            objects: BTreeMap::new(),
            containers: BTreeMap::new(),
            failure: Cell::new(None),
        };
        let sections = file.sections(start)?;
        for section in &sections {
            file.add(section)?;
        }
        for (index, section) in sections.iter().enumerate().skip(1) {
            file.read_all(index, section)?;
        }
        Ok(file)
    }

    /// All sections, the issued file's first.
    fn sections(&self, start: usize) -> Result<Vec<Section>, Unreadable> {
        let (mut at, mut sections) = (section::last(self.bytes, &self.budget)?, Vec::new());
        loop {
            let object = |at| self.indirect(at, |_| None);
            let unpack = |stream: &Value| self.unpacked(stream);
            let section = section::section(self.bytes, at, &self.budget, object, unpack)?;
            let previous = section
                .trailer
                .get("Prev")
                .map(|at| at.index().ok_or(UNJOINED));
            let later = sections
                .last()
                .map_or(usize::MAX, |later: &Section| later.at);
            if section.end > later || sections.len() > MOST_REVISIONS {
                return Err(UNJOINED);
            }
            sections.push(section);
            match previous.transpose()? {
                Some(before) if before < at => at = before,
                Some(_) => return Err(UNJOINED),
                None => break,
            }
        }
        sections.reverse();
        let end = sections.first().map_or(usize::MAX, |issued| issued.end);
        let rest = self.bytes.get(end..start).ok_or(UNJOINED)?;
        if rest.iter().all(|byte| is_space(*byte)) {
            Ok(sections)
        } else {
            Err(UNJOINED)
        }
    }

    fn add(&mut self, section: &Section) -> Result<(), Unreadable> {
        let mut places = BTreeMap::new();
        for (number, entry) in &section.entries {
            let place = match *entry {
                Entry::Free => None,
                Entry::At(at) => Some(Place::At(at)),
                Entry::Within(container, index) => match section.entries.get(&container) {
                    Some(Entry::At(at)) => {
                        self.containers.entry(*at).or_default();
                        Some(Place::Within(*at, index))
                    }
                    _ => return Err(BROKEN_STREAM),
                },
            };
            if let Some(place) = place
                && self.objects.insert(place, OnceCell::new()).is_some()
            {
                return Err(BROKEN);
            }
            // what nobody had is not taken away
            if *number > 0 && (place.is_some() || !self.revisions.is_empty()) {
                places.insert(*number, place);
            }
        }
        self.revisions.push(Revision {
            places,
            trailer: section.trailer.clone(),
            end: section.end,
        });
        Ok(())
    }

    /// Reads all objects of an appended revision: one must end where the next begins, the last where the
    /// section does.
    fn read_all(&self, index: usize, section: &Section) -> Result<(), Unreadable> {
        let start = self.revisions.get(index - 1).map_or(0, |before| before.end);
        let own = |entry: &Entry| match entry {
            Entry::At(at) => Some(*at),
            _ => None,
        };
        let mut starts: Vec<usize> = section.entries.values().filter_map(own).collect();
        starts.sort_unstable();
        let outside = Unreadable("bảng tham chiếu chỉ ra ngoài phần ghi thêm");
        if starts.iter().any(|at| *at < start || *at > section.at) {
            return Err(outside);
        }
        let gap = |from: usize, to: usize| {
            let between = self.bytes.get(from..to);
            between.is_some_and(|gap| gap.iter().all(|byte| is_space(*byte)))
        };
        let mut end = start;
        for at in &starts {
            if !gap(end, *at) {
                return Err(Unreadable("có phần không thuộc đối tượng nào"));
            }
            end = self.end_of(*at)?;
        }
        let is_joined = starts.last() == Some(&section.at) || gap(end, section.at);
        let region = self.bytes.get(start..section.end).unwrap_or_default();
        if !is_joined || objects_in(region) != starts.len() {
            return Err(Unreadable("có phần không thuộc đối tượng nào"));
        }
        for (number, place) in &self.revisions[index].places {
            if let Some(place) = place {
                self.object(*number, *place);
            }
        }
        for at in starts.iter().filter(|at| self.containers.contains_key(at)) {
            let places = self.revisions[index].places.values();
            let within =
                places.filter(|place| matches!(place, Some(Place::Within(own, _)) if own == at));
            if within.count() != self.container(*at).members.len() {
                return Err(BROKEN_STREAM);
            }
        }
        self.failure.get().map_or(Ok(()), Err)
    }

    /// Where the object at this byte ends.
    pub(crate) fn end_of(&self, at: usize) -> Result<usize, Unreadable> {
        let (number, object, end) = self.indirect(at, |length| self.length(at, length))?;
        let known = self.objects.get(&Place::At(at));
        let listed = self
            .revision_at(at)
            .is_some_and(|revision| revision.places.get(&number) == Some(&Some(Place::At(at))));
        if !listed {
            return Err(BROKEN);
        }
        // read once: what was read is kept
        known.map(|cell| cell.set(object));
        Ok(end)
    }

    fn revision_at(&self, at: usize) -> Option<&Revision> {
        self.revisions.iter().find(|revision| at < revision.end)
    }

    /// A stream's length that is another object (ISO 32000-1, 7.3.8.2): it is read without being followed.
    fn length(&self, at: usize, number: u32) -> Option<usize> {
        let revision = self
            .revisions
            .iter()
            .position(|revision| at < revision.end)?;
        match self.place(revision, number)? {
            Place::At(at) => match self.indirect(at, |_| None).ok()? {
                (own, length, _) if own == number => length.index(),
                _ => None,
            },
            Place::Within(..) => None,
        }
    }

    /// The object at this byte, its number and where it ends.
    fn indirect(
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

    /// The object of that number in that place.
    pub(crate) fn object(&self, number: u32, place: Place) -> &Value {
        let Some(cell) = self.objects.get(&place) else {
            return &NULL;
        };
        cell.get_or_init(|| match self.parse(number, place) {
            Ok(value) => value,
            Err(why) => {
                self.fail(why);
                Value::Null
            }
        })
    }

    fn parse(&self, number: u32, place: Place) -> Result<Value, Unreadable> {
        match place {
            Place::At(at) => match self.indirect(at, |length| self.length(at, length))? {
                (own, value, _) if own == number => Ok(value),
                _ => Err(BROKEN),
            },
            Place::Within(at, index) => {
                let container = self.container(at);
                let (own, range) = container.members.get(index).ok_or(BROKEN_STREAM)?;
                let text = container.text.get(..range.end).unwrap_or_default();
                let mut lexer = Lexer::new(text, range.start, &self.budget);
                lexer.space();
                let value = lexer.value()?;
                lexer.space();
                let well = *own == number as usize && lexer.at == range.end;
                if well { Ok(value) } else { Err(BROKEN_STREAM) }
            }
        }
    }

    fn container(&self, at: usize) -> &Container {
        static NONE: Container = Container {
            text: Vec::new(),
            members: Vec::new(),
        };
        let cell = self.containers.get(&at);
        cell.map_or(&NONE, |cell| {
            cell.get_or_init(|| match self.unpacked_container(at) {
                Ok(container) => container,
                Err(why) => {
                    self.fail(if why == SPENT { SPENT } else { BROKEN_STREAM });
                    Container::default()
                }
            })
        })
    }

    /// The objects of an object stream (ISO 32000-1, 7.5.7), which share no byte.
    fn unpacked_container(&self, at: usize) -> Result<Container, Unreadable> {
        let (_, stream, _) = self.indirect(at, |length| self.length(at, length))?;
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
        let text = self.unpacked(&stream)?;
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

    /// Where the object of that number is, in the document as it stands after a revision.
    pub(crate) fn place(&self, revision: usize, number: u32) -> Option<Place> {
        let mut latest_first = self.revisions.get(..=revision)?.iter().rev();
        latest_first.find_map(|revision| revision.places.get(&number).copied())?
    }

    fn fail(&self, why: Unreadable) {
        if self.failure.get().is_none() {
            self.failure.set(Some(why));
        }
    }

    /// What could not be read so far: then what was found is not to be relied on.
    pub(crate) const fn failure(&self) -> Option<Unreadable> {
        self.failure.get()
    }

    /// Counts values that are looked at once more.
    pub(crate) fn look(&self, count: usize) {
        if let Err(spent) = self.budget.values(count) {
            self.fail(spent);
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
fn objects_in(region: &[u8]) -> usize {
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
