//! Making streams small: glyphs of a run in one string, and everything deflated.

use std::io::{self, Write};

use flate2::Compression;
use flate2::write::ZlibEncoder;
use lopdf::{Document, Object, ObjectId};

/// Writes each run of glyphs as one string; printpdf writes one for each glyph.
///
/// Content streams hold no strings but these and, in a dictionary, an abbreviation's words; a dictionary is
/// always followed by its operator. So `><` stands only between two glyphs.
pub(super) fn join_glyphs(pdf: &mut Document, pages: &[ObjectId]) {
    for page in pages {
        for content in pdf.get_page_contents(*page) {
            if let Ok(stream) = pdf.get_object_mut(content).and_then(Object::as_stream_mut) {
                let joined = joined(&stream.content);
                stream.set_content(joined);
            }
        }
    }
}

fn joined(content: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(content.len());
    let mut rest = content.iter().copied().peekable();
    while let Some(byte) = rest.next() {
        if byte == b'>' && rest.peek() == Some(&b'<') {
            rest.next();
        } else {
            out.push(byte);
        }
    }
    out
}

/// Deflates every stream that may be.
///
/// # Errors
/// What writing to memory may meet.
pub(super) fn compress(pdf: &mut Document) -> io::Result<()> {
    for object in pdf.objects.values_mut() {
        let Object::Stream(stream) = object else {
            continue;
        };
        if !stream.allows_compression || stream.dict.has(b"Filter") || stream.content.is_empty() {
            continue;
        }
        if let Some(smaller) = deflated(&stream.content)? {
            stream
                .dict
                .set("Filter", Object::Name(b"FlateDecode".to_vec()));
            stream.set_content(smaller);
        }
    }
    Ok(())
}

/// The content deflated, at the usual level: the highest takes three times as long for one per cent. `None` if that is
/// no smaller, or would end with a carriage return: with the line feed before `endstream`, readers that look for the
/// end from behind take both for one line's end, and the length for wrong.
///
/// # Errors
/// What writing to memory may meet.
pub(super) fn deflated(content: &[u8]) -> io::Result<Option<Vec<u8>>> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(content)?;
    let smaller = encoder.finish()?;
    let taken = smaller.len() < content.len() && !smaller.ends_with(b"\r");
    Ok(taken.then_some(smaller))
}

#[cfg(test)]
mod tests {
    use lopdf::{Dictionary, Document, Stream};

    use super::{compress, joined};

    /// The last byte of deflated data is that of its checksum, so any may be the last.
    #[test]
    fn no_deflated_stream_ends_with_a_carriage_return() {
        let mut pdf = Document::new();
        for repeated in 100..1000 {
            let content = b"0 0 m ".repeat(repeated);
            pdf.add_object(Stream::new(Dictionary::new(), content));
        }
        compress(&mut pdf).expect("in memory");
        let streams = pdf.objects.values().filter_map(|o| o.as_stream().ok());
        let (small, whole): (Vec<&Stream>, Vec<&Stream>) =
            streams.partition(|stream| stream.dict.has(b"Filter"));
        assert!(small.iter().all(|stream| !stream.content.ends_with(b"\r")));
        assert!(!whole.is_empty() && whole.len() < 20, "{}", whole.len());
    }

    #[test]
    fn only_neighbouring_strings_are_joined() {
        let content = b"/Span<</MCID 0>> BDC\n[<0001><0002>-3.5<0003><0004>] TJ\nEMC";
        let wanted = b"/Span<</MCID 0>> BDC\n[<00010002>-3.5<00030004>] TJ\nEMC";
        assert_eq!(joined(content), wanted);
    }
}
