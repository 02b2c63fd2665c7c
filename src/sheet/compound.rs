//! The compound file (MS-CFB) that .xls, and encrypted workbooks of any kind, are kept in: only what has to be known
//! before another reader may have it.

use super::Unreadable;

const END: u32 = 0xffff_fffa;
const FREE: u32 = 0xffff_ffff;
/// Most entries of four bytes that a header may ask room for: 100 MB.
const MOST_ROOM: usize = 25 << 20;

/// A compound file.
pub(super) struct Compound<'a> {
    bytes: &'a [u8],
    sector: usize,
    table: Vec<u32>,
    mini_table: Vec<u32>,
    mini: Vec<u8>,
    cutoff: usize,
    entries: Vec<Entry>,
}

struct Entry {
    name: String,
    start: u32,
    size: usize,
}

impl<'a> Compound<'a> {
    /// Reads the tables; `None` for a damaged file.
    pub(super) fn of(bytes: &'a [u8]) -> Option<Self> {
        let header = bytes.get(..512)?;
        // what calamine makes room for before it reads: from 62 it takes four bytes that are halves of two fields
        if [0x2c, 62]
            .iter()
            .any(|at| number(header, *at, 4).is_none_or(|room| room > MOST_ROOM))
        {
            return None;
        }
        let sector = match number(header, 0x1e, 2)? {
            9 => 512,
            12 => 4096,
            _ => return None,
        };
        let mut file = Self {
            bytes,
            sector,
            table: Vec::new(),
            mini_table: Vec::new(),
            mini: Vec::new(),
            cutoff: number(header, 0x38, 4)?,
            entries: Vec::new(),
        };
        file.table = file.read_table(header)?;
        let folder = file.chain(word(header, 0x30)?)?;
        file.entries = folder.chunks_exact(128).filter_map(Entry::of).collect();
        let mini_table = file.chain(word(header, 0x3c)?)?;
        file.mini_table = words(&mini_table).collect();
        let root = folder.get(..128)?;
        file.mini = file.chain(word(root, 0x74)?)?;
        Some(file)
    }

    /// The sectors that say where each sector goes on: 109 named in the header, more in a list of their own.
    fn read_table(&self, header: &[u8]) -> Option<Vec<u32>> {
        let mut named: Vec<u32> = words(&header[0x4c..]).collect();
        let mut next = word(header, 0x44)?;
        let most = self.bytes.len() / self.sector + 1;
        for _ in 0..most {
            if next >= END {
                break;
            }
            let mut more: Vec<u32> = words(self.sector_at(next)?).collect();
            next = more.pop()?;
            named.extend(more);
        }
        if next < END {
            return None;
        }
        let mut table = Vec::new();
        for sector in named.into_iter().filter(|sector| *sector < END) {
            table.extend(words(self.sector_at(sector)?));
            if table.len() > 2 * most + self.sector {
                return None;
            }
        }
        Some(table)
    }

    fn sector_at(&self, index: u32) -> Option<&'a [u8]> {
        let start = (index as usize).checked_add(1)?.checked_mul(self.sector)?;
        let end = start.checked_add(self.sector)?.min(self.bytes.len());
        self.bytes.get(start..end)
    }

    fn chain(&self, start: u32) -> Option<Vec<u8>> {
        let mut found = Vec::new();
        let mut next = start;
        for _ in 0..=self.table.len() {
            if next >= END {
                return Some(found);
            }
            found.extend_from_slice(self.sector_at(next)?);
            next = *self.table.get(next as usize)?;
        }
        None
    }

    fn mini_chain(&self, start: u32) -> Option<Vec<u8>> {
        let mut found = Vec::new();
        let mut next = start;
        for _ in 0..=self.mini_table.len() {
            if next >= END {
                return Some(found);
            }
            let at = next as usize * 64;
            found.extend_from_slice(self.mini.get(at..at + 64)?);
            next = *self.mini_table.get(next as usize)?;
        }
        None
    }

    /// Whether it holds a stream of that name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.entries
            .iter()
            .any(|entry| entry.name.eq_ignore_ascii_case(name))
    }

    /// The stream of the first of these names.
    pub(super) fn stream(&self, names: &[&str]) -> Result<Vec<u8>, Unreadable> {
        let named = |name: &&str| {
            self.entries
                .iter()
                .find(|entry| entry.name.eq_ignore_ascii_case(name))
        };
        let entry = names.iter().find_map(named).ok_or(Unreadable::Damaged)?;
        let found = if entry.size < self.cutoff {
            self.mini_chain(entry.start)
        } else {
            self.chain(entry.start)
        };
        let mut found = found.ok_or(Unreadable::Damaged)?;
        found.truncate(entry.size);
        Ok(found)
    }
}

impl Entry {
    fn of(record: &[u8]) -> Option<Self> {
        let length = number(record, 0x40, 2)?.checked_sub(2)?.min(62);
        let (units, _) = record[..length].as_chunks::<2>();
        let units = units.iter().map(|pair| u16::from_le_bytes(*pair));
        let name: String = char::decode_utf16(units).filter_map(Result::ok).collect();
        Some(Self {
            name,
            start: word(record, 0x74)?,
            size: number(record, 0x78, 4)?,
        })
    }
}

/// A number of so many bytes, the least first.
pub(super) fn number(bytes: &[u8], at: usize, length: usize) -> Option<usize> {
    let bytes = bytes.get(at..at.checked_add(length)?)?;
    let value = bytes
        .iter()
        .rev()
        .fold(0_u64, |value, byte| value << 8 | u64::from(*byte));
    usize::try_from(value).ok()
}

fn word(bytes: &[u8], at: usize) -> Option<u32> {
    let value = number(bytes, at, 4)?;
    Some(u32::try_from(value).unwrap_or(FREE))
}

fn words(bytes: &[u8]) -> impl Iterator<Item = u32> + '_ {
    bytes
        .as_chunks::<4>()
        .0
        .iter()
        .map(|word| u32::from_le_bytes(*word))
}
