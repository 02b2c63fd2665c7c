//! The file in its plain form, as lopdf writes it: one object behind the other, then a table of their places
//! (ISO 32000-1, 7.5.4).

use std::io::Write;
use std::ops::Range;

/// Objects that are written as they will stand in the file: dictionaries of their own numbers, one behind the other.
///
/// A long table has tens of thousands of elements, which as lopdf's dictionaries take twenty times the memory.
#[derive(Default)]
pub(super) struct Written {
    text: Vec<u8>,
    /// Number and first byte of each.
    begins: Vec<(usize, usize)>,
}

impl Written {
    /// Adds the object of that number, the next of all; `content` writes it.
    pub(super) fn add(&mut self, number: u32, content: impl FnOnce(&mut Vec<u8>)) {
        self.begins.push((number as usize, self.text.len()));
        // writing to a Vec cannot fail
        let _ = writeln!(self.text, "{number} 0 obj");
        content(&mut self.text);
        self.text.extend_from_slice(b"\nendobj\n");
    }
}

/// Where objects stand, and the table that says so.
struct Table {
    /// Number and first byte of each object, in order.
    begins: Vec<(usize, usize)>,
    place: Range<usize>,
}

impl Table {
    /// The table at the end of the file.
    fn of(whole: &[u8]) -> Option<Self> {
        let end = last(whole, b"trailer\n")?;
        let start = std::str::from_utf8(whole.get(last(whole, STARTXREF)?..)?).ok()?;
        let table: usize = start.split_ascii_whitespace().nth(1)?.parse().ok()?;
        let rows = std::str::from_utf8(whole.get(table..end)?).ok()?;
        let mut number = 0;
        let mut begins = Vec::new();
        for row in rows.lines().skip(1) {
            let words: Vec<&str> = row.split_ascii_whitespace().collect();
            match words[..] {
                [first, _] => number = first.parse().ok()?,
                [place, _, kind] => {
                    begins.extend((kind == "n").then_some((number, place.parse().ok()?)));
                    number += 1;
                }
                _ => return None,
            }
        }
        let place = table..end;
        Some(Self { begins, place })
    }

    /// Appends it as lopdf writes it: one section for each run of numbers.
    fn write(&self, out: &mut Vec<u8>) {
        let free = std::iter::once((0, None));
        let taken = self.begins.iter();
        let taken = taken.map(|(number, begin)| (*number, Some(*begin)));
        let rows: Vec<(usize, Option<usize>)> = free.chain(taken).collect();
        out.extend_from_slice(b"xref\n");
        for section in rows.chunk_by(|one, next| one.0 + 1 == next.0) {
            // writing to a Vec cannot fail
            let _ = writeln!(out, "{} {}", section[0].0, section.len());
            for (_, begin) in section {
                let _ = match begin {
                    Some(begin) => writeln!(out, "{begin:010} 00000 n "),
                    None => writeln!(out, "0000000000 65535 f "),
                };
            }
        }
    }
}

const STARTXREF: &[u8] = b"startxref\n";

fn last(whole: &[u8], mark: &[u8]) -> Option<usize> {
    whole.windows(mark.len()).rposition(|part| part == mark)
}

/// Every object's number and the place of its text, from the table at the end of the file.
pub(super) fn objects(whole: &[u8]) -> Option<Vec<(usize, Range<usize>)>> {
    let Table { begins, place } = Table::of(whole)?;
    let ends = begins.iter().skip(1).map(|(_, begin)| *begin);
    let ends = ends.chain([place.start]);
    let text = |(&(number, begin), end): (&(usize, usize), usize)| {
        let object = whole.get(begin..end)?.strip_suffix(b"endobj\n")?;
        let opened = object.iter().position(|byte| *byte == b'\n')? + 1;
        Some((
            number,
            begin + opened..begin + object.trim_ascii_end().len(),
        ))
    };
    begins.iter().zip(ends).map(text).collect()
}

/// The file with these objects among its own, as if lopdf had written them, too.
pub(super) fn with(whole: &[u8], written: &Written) -> Option<Vec<u8>> {
    let Some((first, _)) = written.begins.first() else {
        return Some(whole.to_vec());
    };
    let mut table = Table::of(whole)?;
    let behind = table.begins.partition_point(|(number, _)| number < first);
    let at = table.begins.get(behind);
    let at = at.map_or(table.place.start, |(_, begin)| *begin);
    for (_, begin) in &mut table.begins[behind..] {
        *begin += written.text.len();
    }
    let own = written.begins.iter();
    let own = own.map(|(number, begin)| (*number, at + begin));
    table.begins.splice(behind..behind, own);
    let mut out = Vec::with_capacity(whole.len() + written.text.len() * 3 / 2);
    out.extend_from_slice(&whole[..at]);
    out.extend_from_slice(&written.text);
    out.extend_from_slice(whole.get(at..table.place.start)?);
    let start = out.len();
    table.write(&mut out);
    let end = last(whole, STARTXREF)?;
    out.extend_from_slice(whole.get(table.place.end..end)?);
    out.extend_from_slice(STARTXREF);
    out.extend_from_slice(format!("{start}\n%%EOF").as_bytes());
    Some(out)
}

#[cfg(test)]
mod tests {
    use lopdf::xref::XrefType;
    use lopdf::{Document, dictionary};

    use super::{Written, with};

    /// With gaps before, among and behind the numbers.
    #[test]
    fn what_is_written_stands_as_lopdf_writes_it() {
        for (own, others) in [
            (vec![3, 4, 6], vec![1, 2, 8]),
            (vec![5, 6], vec![2, 3]),
            (vec![2, 3], vec![7, 9]),
            (vec![], vec![1]),
        ] {
            let saved = |numbers: &[u32]| {
                let mut pdf = Document::with_version("1.7");
                for number in numbers {
                    let content = dictionary! { "N" => i64::from(*number), "S" => "Span" };
                    pdf.objects.insert((*number, 0), content.into());
                }
                pdf.max_id = 9;
                pdf.reference_table.cross_reference_type = XrefType::CrossReferenceTable;
                let mut whole = Vec::new();
                pdf.save_to(&mut whole).expect("in memory");
                whole
            };
            let mut written = Written::default();
            for number in &own {
                let text = format!("<</N {number}/S/Span>>");
                written.add(*number, |out| out.extend_from_slice(text.as_bytes()));
            }
            let all = [own, others.clone()].concat();
            let made = with(&saved(&others), &written).expect("a table");
            assert_eq!(made, saved(&all), "{}", String::from_utf8_lossy(&made));
        }
    }
}
