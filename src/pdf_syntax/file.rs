//! A signed file: the issued bytes, and what was appended to them, one revision after another
//! (ISO 32000-1, 7.5.6).
//!
//! All that follows the issued bytes must be objects of a section, the section, its trailer and the mark at
//! the end, or white space: then no reader has anything to mend, and all find the same objects.

use std::cell::{Cell, OnceCell};
use std::collections::BTreeMap;

use super::budget::{Budget, SPENT, Unreadable};
use super::lexer::{Lexer, is_space};
use super::object::{BROKEN, BROKEN_STREAM, Container, Source, objects_in};
use super::section::{self, Entry, Section};
use super::value::{Dictionary, NULL, Value};

/// Most revisions in one file: each signature needs one, rarely two.
const MOST_REVISIONS: usize = 64;

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
    pub(crate) source: Source<'a>,
    pub(crate) revisions: Vec<Revision>,
    /// Each object is read once.
    objects: BTreeMap<Place, OnceCell<Value>>,
    containers: BTreeMap<usize, OnceCell<Container>>,
    failure: Cell<Option<Unreadable>>,
}

impl<'a> File<'a> {
    /// Reads a file whose first part, up to `start`, is the issued one.
    ///
    /// # Errors
    /// What is wrong with the appended part.
    pub(crate) fn read(bytes: &'a [u8], start: usize) -> Result<Self, Unreadable> {
        let mut file = Self {
            source: Source {
                bytes,
                budget: Budget::default(),
            },
            revisions: Vec::new(),
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
        let (mut at, mut sections) = (section::last(&self.source)?, Vec::new());
        loop {
            let section = section::section(&self.source, at)?;
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
        // a reader may take what lies beyond it for nothing
        if !sections.is_sorted_by_key(|section| section.size) {
            return Err(UNJOINED);
        }
        let end = sections.first().map_or(usize::MAX, |issued| issued.end);
        let rest = self.source.bytes.get(end..start).ok_or(UNJOINED)?;
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
            let between = self.source.bytes.get(from..to);
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
        let region = self
            .source
            .bytes
            .get(start..section.end)
            .unwrap_or_default();
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
        let (number, object, end) = self.source.indirect(at, |length| self.length(at, length))?;
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
            Place::At(at) => match self.source.indirect(at, |_| None).ok()? {
                (own, length, _) if own == number => length.index(),
                _ => None,
            },
            Place::Within(..) => None,
        }
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
            Place::At(at) => match self.source.indirect(at, |length| self.length(at, length))? {
                (own, value, _) if own == number => Ok(value),
                _ => Err(BROKEN),
            },
            Place::Within(at, index) => {
                let container = self.container(at);
                let (own, range) = container.members.get(index).ok_or(BROKEN_STREAM)?;
                let text = container.text.get(..range.end).unwrap_or_default();
                let mut lexer = Lexer::new(text, range.start, &self.source.budget);
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
            let stream = self.source.indirect(at, |length| self.length(at, length));
            let container = || stream.and_then(|(_, stream, _)| self.source.container(&stream));
            cell.get_or_init(|| match container() {
                Ok(container) => container,
                Err(why) => {
                    self.fail(if why == SPENT { SPENT } else { BROKEN_STREAM });
                    Container::default()
                }
            })
        })
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
        if let Err(spent) = self.source.budget.values(count) {
            self.fail(spent);
        }
    }
}
