//! The records of a workbook of Excel 97-2003 (MS-XLS 2.3): what each sheet hides, and that none is too large.

use std::collections::BTreeSet;

use super::Unreadable;
use super::compound::number;

/// Cells of all rectangles that a reader lays out: each takes 24 bytes.
const MOST_LAID_OUT: usize = 3_000_000;

// kinds of records (MS-XLS 2.3.1)
const FORMULA: usize = 0x0006;
const EOF: usize = 0x000a;
const FILEPASS: usize = 0x002f;
const COLINFO: usize = 0x007d;
const BOUNDSHEET: usize = 0x0085;
const MULRK: usize = 0x00bd;
const RSTRING: usize = 0x00d6;
const LABELSST: usize = 0x00fd;
const DIMENSIONS: usize = 0x0200;
const NUMBER: usize = 0x0203;
const LABEL: usize = 0x0204;
const BOOLERR: usize = 0x0205;
const ROW: usize = 0x0208;
const RK: usize = 0x027e;
const BOF: usize = 0x0809;

/// The kind of a BOF that begins a sheet of cells.
const WORKSHEET: usize = 0x10;

/// The rows and columns that each sheet hides.
pub(super) type Hidden = Vec<(Vec<u32>, Vec<u32>)>;

/// Goes through the records: what each sheet hides, or that it is too large.
pub(super) fn hidden(stream: &[u8]) -> Result<Hidden, Unreadable> {
    let mut scan = Scan::default();
    let mut at = 0;
    while let (Some(kind), Some(length)) = (number(stream, at, 2), number(stream, at + 2, 2)) {
        let data = stream
            .get(at + 4..at + 4 + length)
            .ok_or(Unreadable::Damaged)?;
        scan.record(at, kind, data)?;
        within(scan.laid_out)?;
        at += 4 + length;
    }
    scan.end()
}

/// What the records up to here say.
#[derive(Default)]
struct Scan {
    hidden: Hidden,
    /// How many streams are begun, one in the other: a sheet, a chart in it.
    depth: usize,
    /// Cells that a reader lays out for the sheets that are closed.
    laid_out: usize,
    /// Rows and columns of the sheet that is open.
    corner: (usize, usize),
    /// Where streams begin, and where sheets are said to.
    begun: BTreeSet<usize>,
    named: Vec<usize>,
}

impl Scan {
    fn record(&mut self, at: usize, kind: usize, data: &[u8]) -> Result<(), Unreadable> {
        let field = |place| number(data, place, 2);
        let whole = |value: usize| u32::try_from(value).unwrap_or(0);
        match kind {
            FILEPASS => return Err(Unreadable::Encrypted),
            BOF => {
                self.begun.insert(at);
                self.depth += 1;
                if self.depth == 1 && field(2) == Some(WORKSHEET) {
                    self.hidden.push((Vec::new(), Vec::new()));
                    self.corner = (0, 0);
                }
            }
            EOF => {
                self.depth = self.depth.saturating_sub(1);
                self.laid_out = self.with_open();
                self.corner = (0, 0);
            }
            DIMENSIONS => {
                let room = room(data).ok_or(Unreadable::Damaged)?;
                self.laid_out = self.laid_out.saturating_add(room);
            }
            BOUNDSHEET => self.named.extend(number(data, 0, 4)),
            ROW if number(data, 12, 2).is_some_and(|bits| bits & 0x20 != 0) => {
                if let Some((rows, _)) = self.hidden.last_mut() {
                    rows.extend(field(0).map(whole));
                }
            }
            COLINFO if field(8).is_some_and(|bits| bits & 1 != 0) => {
                if let (Some((_, columns)), Some(from), Some(to)) =
                    (self.hidden.last_mut(), field(0), field(2))
                {
                    columns.extend(whole(from)..=whole(to.min(255)));
                }
            }
            NUMBER | LABEL | BOOLERR | FORMULA | LABELSST | RK | MULRK | RSTRING => {
                let width = if kind == MULRK { data.len() / 6 } else { 1 };
                let (row, column) = (field(0).unwrap_or(0), field(2).unwrap_or(0));
                let (rows, columns) = self.corner;
                self.corner = (rows.max(row + 1), columns.max(column + width));
            }
            _ => {}
        }
        Ok(())
    }

    /// The cells laid out with those of the sheet that is open.
    const fn with_open(&self) -> usize {
        self.laid_out.saturating_add(self.corner.0 * self.corner.1)
    }

    fn end(mut self) -> Result<Hidden, Unreadable> {
        // a sheet need not be closed
        within(self.with_open())?;
        // each sheet begins at a record of its own: else another reader would find records that were not looked at, or
        // the same ones again and again
        match self.named.iter().all(|sheet| self.begun.remove(sheet)) {
            true => Ok(self.hidden),
            false => Err(Unreadable::Damaged),
        }
    }
}

const fn within(laid_out: usize) -> Result<(), Unreadable> {
    match laid_out {
        0..=MOST_LAID_OUT => Ok(()),
        _ => Err(Unreadable::TooMuch("số ô")),
    }
}

/// The cells that a reader makes room for: DIMENSIONS (MS-XLS 2.4.90), in the form of Excel 5 or 97. `None` where the
/// last row stands before the first.
fn room(data: &[u8]) -> Option<usize> {
    let (wide, columns) = if data.len() == 14 { (4, 8) } else { (2, 4) };
    let (first, last) = (number(data, 0, wide)?, number(data, wide, wide)?);
    // a first column that cannot be is taken for 0
    let width = number(data, columns + 2, 2)?;
    let height = match (first, last) {
        (_, 0) => 0,
        (first, last) => last.checked_sub(first)?,
    };
    Some(height.saturating_mul(width))
}

#[cfg(test)]
mod tests {
    use super::room;

    fn dimensions(rows: (u32, u32), columns: (u16, u16)) -> Vec<u8> {
        let rows = [rows.0.to_le_bytes(), rows.1.to_le_bytes()].concat();
        let columns = [columns.0.to_le_bytes(), columns.1.to_le_bytes(), [0, 0]].concat();
        [rows, columns].concat()
    }

    #[test]
    fn no_room_is_made_for_what_cannot_be() {
        assert_eq!(room(&dimensions((2, 12), (0, 5))), Some(50));
        assert_eq!(room(&dimensions((0, 0), (0, 0))), Some(0));
        assert_eq!(room(&dimensions((12, 2), (0, 5))), None);
        // a first column behind the last is taken for 0
        assert_eq!(room(&dimensions((0, 10), (9, 5))), Some(50));
        let old: Vec<u8> = [2_u16, 12, 0, 5, 0]
            .iter()
            .flat_map(|n| n.to_le_bytes())
            .collect();
        assert_eq!(room(&old), Some(50));
    }
}
