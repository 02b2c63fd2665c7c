//! The parts of a zipped workbook, unpacked within limits.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;
use zip::ZipArchive;

use super::Unreadable;
use super::limits::MOST_UNPACKED;

/// Parts by their path in small letters; whatever the case they were written in, readers find them.
pub(super) struct Parts {
    files: BTreeMap<String, Vec<u8>>,
}

impl Parts {
    /// Unpacks all but pictures and the like.
    pub(super) fn of(bytes: &[u8]) -> Result<Self, Unreadable> {
        let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unreadable::Damaged)?;
        if zip.len() > 10_000 {
            return Err(Unreadable::TooMuch("số phần trong tệp"));
        }
        let mut left = MOST_UNPACKED;
        let mut files = BTreeMap::new();
        for index in 0..zip.len() {
            let file = zip.by_index(index).map_err(|_| Unreadable::Damaged)?;
            let name = file.name().replace('\\', "/").to_lowercase();
            let name = name.trim_start_matches('/').to_owned();
            if !is_read(&name) {
                continue;
            }
            let mut part = Vec::new();
            let most = u64::try_from(left).unwrap_or(u64::MAX) + 1;
            let read = file.take(most).read_to_end(&mut part);
            read.map_err(|_| Unreadable::Damaged)?;
            left = (left.checked_sub(part.len()))
                .ok_or(Unreadable::TooMuch("dung lượng sau giải nén"))?;
            files.insert(name, part);
        }
        Ok(Self { files })
    }

    /// The part at that path.
    pub(super) fn get(&self, path: &str) -> Option<&[u8]> {
        let path = path.to_lowercase();
        self.files
            .get(path.trim_start_matches('/'))
            .map(Vec::as_slice)
    }

    /// Whether a part's path begins so.
    pub(super) fn has(&self, start: &str) -> bool {
        self.files.keys().any(|name| name.starts_with(start))
    }
}

/// What readers of workbooks look at.
fn is_read(name: &str) -> bool {
    [".xml", ".rels", ".bin", "mimetype"]
        .iter()
        .any(|end| name.ends_with(end))
}

/// Goes through a part's elements; stops at the first that is refused, or at the end of what can be read.
pub(super) fn elements(
    part: &[u8],
    mut take: impl FnMut(Event<'_>) -> Result<(), Unreadable>,
) -> Result<(), Unreadable> {
    let mut reader = Reader::from_reader(part);
    reader.config_mut().check_end_names = false;
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Eof) => return Ok(()),
            Ok(event) => take(event)?,
            Err(_) => return Err(Unreadable::Damaged),
        }
    }
}

/// An attribute by its name without prefix.
pub(super) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = element.attributes();
    let mut attributes = attributes.with_checks(false).flatten();
    let found = attributes.find(|one| one.key.local_name().as_ref() == name.as_bytes())?;
    let text = std::str::from_utf8(&found.value).ok()?;
    let text = quick_xml::escape::unescape(text).ok()?;
    Some(text.into_owned())
}

/// Whether an attribute says yes.
pub(super) fn is_set(element: &BytesStart<'_>, name: &str) -> bool {
    attribute(element, name).is_some_and(|value| matches!(value.as_str(), "1" | "true" | "on"))
}
