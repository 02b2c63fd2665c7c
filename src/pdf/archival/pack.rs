//! A smaller file: what is no stream goes into object streams, the table of places into a stream (ISO 32000-1, 7.5.7
//! and 7.5.8; ISO 19005-2 allows both).
//!
//! lopdf can write object streams, too, but leaves the table uncompressed and lets a stream end
//! with a carriage return (see `streams`). So it writes the file as usual, and what it wrote is put together anew.

use std::io;

use super::plain::objects;
use super::streams::Deflater;

/// Objects in one object stream: a reader unpacks all of them for any one.
const TOGETHER: usize = 200;

/// The file `whole`, which lopdf wrote with a table of places, in its smaller form. `trailer` is what stands in its
/// trailer beside the size.
///
/// # Errors
/// What compressing may meet; [`io::ErrorKind::InvalidData`] if the table is none.
pub(super) fn packed(whole: &[u8], trailer: &str, deflater: &mut Deflater) -> io::Result<Vec<u8>> {
    let objects = objects(whole).ok_or(io::ErrorKind::InvalidData)?;
    let mut file = File::new(
        whole,
        objects.last().map_or(0, |(number, _)| number + 1),
        deflater,
    );
    let texts = objects
        .into_iter()
        .map(|(number, place)| (number, &whole[place]));
    let (streams, others): (Vec<_>, Vec<_>) =
        texts.partition(|(_, text)| text.ends_with(b"endstream"));
    for (number, text) in streams {
        file.add(number, &[text]);
    }
    for together in others.chunks(TOGETHER) {
        file.add_together(together)?;
    }
    file.finish(trailer)
}

/// A row of the table of places (ISO 32000-1, table 18).
#[derive(Clone, Copy)]
enum Row {
    Free,
    At(usize),
    In { container: usize, position: usize },
}

impl Row {
    /// Widths of the three fields, as the table's dictionary tells them.
    const WIDTHS: &str = "[1 4 2]";

    fn bytes(self) -> [u8; 7] {
        let (kind, second, third) = match self {
            Self::Free => (0, 0, usize::from(u16::MAX)),
            Self::At(place) => (1, place, 0),
            Self::In {
                container,
                position,
            } => (2, container, position),
        };
        let ([.., a, b, c, d], [.., e, f]) = (second.to_be_bytes(), third.to_be_bytes());
        [kind, a, b, c, d, e, f]
    }
}

/// The table as PNG's filter `Up` leaves it (ISO 32000-1, 7.4.4.4): each row as its difference from the one above.
fn differences(rows: &[Row]) -> Vec<u8> {
    let mut above = [0; 7];
    let mut bytes = Vec::with_capacity(rows.len() * 8);
    for row in rows {
        let row = row.bytes();
        bytes.push(2);
        bytes.extend(
            row.iter()
                .zip(above)
                .map(|(byte, above)| byte.wrapping_sub(above)),
        );
        above = row;
    }
    bytes
}

/// What is written so far.
struct File<'a> {
    deflater: &'a mut Deflater,
    bytes: Vec<u8>,
    /// One for each object's number.
    rows: Vec<Row>,
}

impl<'a> File<'a> {
    /// Begins as `whole` does, with its version and the mark of a binary file; `size` numbers are taken.
    fn new(whole: &[u8], size: usize, deflater: &'a mut Deflater) -> Self {
        let head = whole.split_inclusive(|byte| *byte == b'\n').take(2);
        Self {
            deflater,
            bytes: head.flatten().copied().collect(),
            rows: vec![Row::Free; size],
        }
    }

    /// An object that stands by itself.
    fn add(&mut self, number: usize, text: &[&[u8]]) {
        self.rows[number] = Row::At(self.bytes.len());
        let opening = format!("{number} 0 obj\n");
        self.bytes.extend_from_slice(opening.as_bytes());
        self.bytes.extend(text.iter().copied().flatten());
        self.bytes.extend_from_slice(b"\nendobj\n");
    }

    fn add_stream(&mut self, number: usize, dictionary: &str, content: &[u8]) {
        let opening = format!("<<{dictionary}/Length {}>>stream\n", content.len());
        self.add(number, &[opening.as_bytes(), content, b"\nendstream"]);
    }

    /// An object stream of these objects.
    fn add_together(&mut self, objects: &[(usize, &[u8])]) -> io::Result<()> {
        let container = self.rows.len();
        self.rows.push(Row::Free);
        let (mut numbers, mut content) = (String::new(), Vec::new());
        for (position, (number, text)) in objects.iter().enumerate() {
            self.rows[*number] = Row::In {
                container,
                position,
            };
            numbers += &format!("{number} {} ", content.len());
            content.extend_from_slice(text);
            content.push(b'\n');
        }
        let kind = format!("/Type/ObjStm/N {}/First {}", objects.len(), numbers.len());
        let content = [numbers.as_bytes(), &content].concat();
        match self.deflater.deflated(&content)? {
            Some(small) => self.add_stream(container, &(kind + "/Filter/FlateDecode"), &small),
            None => self.add_stream(container, &kind, &content),
        }
        Ok(())
    }

    /// The table, and where it is.
    fn finish(mut self, trailer: &str) -> io::Result<Vec<u8>> {
        let (number, place) = (self.rows.len(), self.bytes.len());
        self.rows.push(Row::At(place));
        let kind = format!("/Type/XRef{trailer}/Size {}/W{}", number + 1, Row::WIDTHS);
        match self.deflater.deflated(&differences(&self.rows))? {
            Some(small) => {
                let filter = "/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 7>>";
                self.add_stream(number, &(kind + filter), &small);
            }
            None => {
                let rows: Vec<u8> = self.rows.iter().flat_map(|row| row.bytes()).collect();
                self.add_stream(number, &kind, &rows);
            }
        }
        // what a signing program appends must start on its own line (ISO 19005-2, 6.1.9)
        let end = format!("startxref\n{place}\n%%EOF\n");
        self.bytes.extend_from_slice(end.as_bytes());
        Ok(self.bytes)
    }
}

#[cfg(test)]
mod tests {
    use lopdf::xref::XrefType;
    use lopdf::{Document, Object, Stream, dictionary};

    use super::super::streams::Deflater;
    use super::{TOGETHER, packed};

    /// Numbers with gaps, streams of every length, more objects than one object stream takes.
    fn document(number_of_objects: u32) -> Document {
        let mut pdf = Document::with_version("1.7");
        for number in 1..=number_of_objects {
            let value = match number % 4 {
                0 => Object::Integer(i64::from(number)),
                1 => dictionary! { "Next" => (number + 1, 0), "Text" => Object::string_literal("a)b\r") }.into(),
                2 => Stream::new(dictionary! {}, b"0 0 m\n".repeat(number as usize)).into(),
                _ => vec![Object::Name(b"endstream".to_vec()), "endobj\n".into()].into(),
            };
            pdf.objects.insert((number * 2 + 1, 0), value);
        }
        pdf.max_id = number_of_objects * 2 + 1;
        pdf.reference_table.cross_reference_type = XrefType::CrossReferenceTable;
        pdf
    }

    #[test]
    fn every_object_is_read_again_as_it_was() {
        for number_of_objects in [1, 7, 300, 4 * u32::try_from(TOGETHER).expect("small")] {
            let mut pdf = document(number_of_objects);
            let mut whole = Vec::new();
            pdf.save_to(&mut whole).expect("in memory");
            let small = packed(&whole, "/Root 3 0 R", &mut Deflater::new()).expect("a table");
            let read = Document::load_mem(&small).expect("readable");
            for (id, object) in &pdf.objects {
                match (object, read.get_object(*id).expect("there")) {
                    (Object::Stream(old), Object::Stream(new)) => {
                        assert_eq!(old.content, new.content)
                    }
                    (old, new) => assert_eq!(old, new, "{id:?}"),
                }
            }
            assert_eq!(
                small,
                packed(&whole, "/Root 3 0 R", &mut Deflater::new()).expect("a table")
            );
            let end = small
                .windows(12)
                .filter(|part| part.ends_with(b"endstream"));
            for part in end {
                assert!(part[2] == b'\n' && part[1] != b'\r', "{part:?}");
            }
        }
    }

    #[test]
    fn what_has_no_table_is_refused() {
        for whole in [
            "",
            "trailer\n",
            "startxref\n9\ntrailer\n",
            "xref\n0 1\nx\ntrailer\nstartxref\n0\n",
        ] {
            assert!(
                packed(whole.as_bytes(), "", &mut Deflater::new()).is_err(),
                "{whole}"
            );
        }
    }
}
