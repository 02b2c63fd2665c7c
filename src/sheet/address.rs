//! Where a cell stands.

use std::fmt;

/// A cell's place, both from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct At {
    /// The row.
    pub row: u32,
    /// The column.
    pub column: u32,
}

impl At {
    /// That place.
    #[must_use]
    pub const fn new(row: u32, column: u32) -> Self {
        Self { row, column }
    }

    /// The place of an address such as `B12`.
    #[must_use]
    pub fn named(address: &str) -> Option<Self> {
        let digits = address.find(|letter: char| letter.is_ascii_digit())?;
        let (letters, digits) = address.split_at(digits);
        let row: u32 = digits.parse().ok()?;
        if !(1..=3).contains(&letters.len()) {
            return None;
        }
        let mut column = 0;
        for letter in letters.bytes() {
            let letter = letter.to_ascii_uppercase();
            if !letter.is_ascii_uppercase() {
                return None;
            }
            column = column * 26 + u32::from(letter - b'A') + 1;
        }
        Some(Self::new(row.checked_sub(1)?, column - 1))
    }
}

/// `B12`.
impl fmt::Display for At {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{}{}", column_letters(self.column), self.row + 1)
    }
}

/// The letters of a column counted from 0: `A`, `AB`.
#[must_use]
pub fn column_letters(column: u32) -> String {
    let mut rest = column + 1;
    let mut letters = Vec::new();
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or(0)));
        rest /= 26;
    }
    letters.iter().rev().collect()
}

/// A rectangle of cells, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Area {
    /// Top left.
    pub from: At,
    /// Bottom right.
    pub to: At,
}

impl Area {
    /// The rectangle between two cells.
    #[must_use]
    pub const fn new(from: At, to: At) -> Self {
        Self { from, to }
    }

    /// The rectangle of an address such as `A1:C3`, or of one cell.
    #[must_use]
    pub fn named(address: &str) -> Option<Self> {
        let (from, to) = address.split_once(':').unwrap_or((address, address));
        let (from, to) = (At::named(from)?, At::named(to)?);
        (from.row <= to.row && from.column <= to.column).then_some(Self::new(from, to))
    }

    /// Whether the cell lies in it.
    #[must_use]
    pub const fn holds(&self, at: At) -> bool {
        self.from.row <= at.row
            && at.row <= self.to.row
            && self.from.column <= at.column
            && at.column <= self.to.column
    }
}

/// `A1:C3`, `B2`.
impl fmt::Display for Area {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.from == self.to {
            write!(to, "{}", self.from)
        } else {
            write!(to, "{}:{}", self.from, self.to)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Area, At};

    #[test]
    fn addresses_are_read_as_they_are_written() {
        for name in ["A1", "Z9", "AA10", "XFD1048576"] {
            assert_eq!(
                At::named(name).map(|at| at.to_string()).as_deref(),
                Some(name)
            );
        }
        for name in ["", "A", "1", "A0", "$A$1", "ABCD1", "A1B"] {
            assert_eq!(At::named(name), None, "{name}");
        }
        assert_eq!(
            Area::named("B2:D9").map(|area| area.to_string()).as_deref(),
            Some("B2:D9")
        );
        assert_eq!(Area::named("D9:B2"), None);
    }
}
