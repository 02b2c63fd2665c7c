//! How much of a foreign file is read: counted where it is read, the same on every machine.

use std::cell::Cell;

/// Most bytes that are read as values or unpacked: 48 MB. Of the issued file little is read, and what
/// is only stored (certificates, pictures) is not counted.
const MOST_BYTES: usize = 48 << 20;
/// Most values and table rows that are looked at: with the bytes, less than 150 MB of memory.
const MOST_VALUES: usize = 1_000_000;

/// Most bytes that are hashed, for each signature all before it: 1 GB.
const MOST_HASHED: usize = 1 << 30;

/// Why a file cannot be read, in a few words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Unreadable(pub(crate) &'static str);

/// The budget is spent.
pub(crate) const SPENT: Unreadable = Unreadable("cấu trúc tệp quá rối, không kiểm tra hết được");

/// What may still be read.
#[derive(Debug)]
pub(crate) struct Budget {
    bytes: Cell<usize>,
    values: Cell<usize>,
    hashed: Cell<usize>,
}

impl Default for Budget {
    fn default() -> Self {
        Self {
            bytes: Cell::new(MOST_BYTES),
            values: Cell::new(MOST_VALUES),
            hashed: Cell::new(MOST_HASHED),
        }
    }
}

impl Budget {
    /// Counts so many bytes.
    ///
    /// # Errors
    /// There are not so many left.
    pub(crate) fn bytes(&self, count: usize) -> Result<(), Unreadable> {
        take(&self.bytes, count)
    }

    /// Counts so many values.
    ///
    /// # Errors
    /// There are not so many left.
    pub(crate) fn values(&self, count: usize) -> Result<(), Unreadable> {
        take(&self.values, count)
    }

    /// Counts bytes that are hashed.
    ///
    /// # Errors
    /// There are not so many left.
    pub(crate) fn hashed(&self, count: usize) -> Result<(), Unreadable> {
        take(&self.hashed, count)
    }

    /// How many bytes are left.
    pub(crate) const fn bytes_left(&self) -> usize {
        self.bytes.get()
    }
}

fn take(left: &Cell<usize>, count: usize) -> Result<(), Unreadable> {
    let rest = left.get().checked_sub(count);
    left.set(rest.unwrap_or(0));
    rest.map(|_| ()).ok_or(SPENT)
}
