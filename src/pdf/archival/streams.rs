//! Streams deflated.

use std::io;

use flate2::{Compress, Compression, FlushCompress, Status};
use lopdf::{Document, Object};

/// Deflates one stream after another: what it needs for that is set up once.
pub(super) struct Deflater {
    state: Compress,
    /// What it gives at once.
    buffer: Vec<u8>,
}

/// Bytes of the buffer: where it ends decides how the data is parted into blocks.
const BUFFER: usize = 32 * 1024;

impl Deflater {
    /// At the usual level: the highest takes three times as long for one per cent.
    pub(super) fn new() -> Self {
        Self {
            state: Compress::new(Compression::default(), true),
            buffer: Vec::with_capacity(BUFFER),
        }
    }

    /// Deflates every stream that may be.
    ///
    /// # Errors
    /// What writing to memory may meet.
    pub(super) fn compress(&mut self, pdf: &mut Document) -> io::Result<()> {
        for object in pdf.objects.values_mut() {
            let Object::Stream(stream) = object else {
                continue;
            };
            if !stream.allows_compression || stream.dict.has(b"Filter") || stream.content.is_empty()
            {
                continue;
            }
            if let Some(smaller) = self.deflated(&stream.content)? {
                let filter = Object::Name(b"FlateDecode".to_vec());
                stream.dict.set("Filter", filter);
                stream.set_content(smaller);
            }
        }
        Ok(())
    }

    /// The content deflated. `None` if that is no smaller, or would end with a carriage return: with the line feed
    /// before `endstream`, readers that look for the end from behind take both for one line's end, and the length for
    /// wrong.
    ///
    /// # Errors
    /// What writing to memory may meet.
    pub(super) fn deflated(&mut self, content: &[u8]) -> io::Result<Option<Vec<u8>>> {
        self.state.reset();
        let mut smaller = Vec::with_capacity(content.len() / 4 + 64);
        let mut rest = content;
        while !rest.is_empty() {
            let (read, _) = self.step(rest, FlushCompress::None, &mut smaller)?;
            rest = rest.get(read..).unwrap_or_default();
        }
        while self.step(&[], FlushCompress::Finish, &mut smaller)?.1 != Status::StreamEnd {}
        let taken = smaller.len() < content.len() && !smaller.ends_with(b"\r");
        smaller.shrink_to_fit();
        Ok(taken.then_some(smaller))
    }

    /// Deflates as much as the buffer takes; gives how much of the content that was.
    fn step(
        &mut self,
        content: &[u8],
        flush: FlushCompress,
        out: &mut Vec<u8>,
    ) -> io::Result<(usize, Status)> {
        let before = self.state.total_in();
        let status = self.state.compress_vec(content, &mut self.buffer, flush)?;
        out.append(&mut self.buffer);
        let read = self.state.total_in() - before;
        Ok((usize::try_from(read).unwrap_or(content.len()), status))
    }
}

#[cfg(test)]
mod tests {
    use lopdf::{Dictionary, Document, Stream};

    use super::Deflater;

    /// The last byte of deflated data is that of its checksum, so any may be the last.
    #[test]
    fn no_deflated_stream_ends_with_a_carriage_return() {
        let mut pdf = Document::new();
        for repeated in 100..1000 {
            let content = b"0 0 m ".repeat(repeated);
            pdf.add_object(Stream::new(Dictionary::new(), content));
        }
        Deflater::new().compress(&mut pdf).expect("in memory");
        let streams = pdf.objects.values().filter_map(|o| o.as_stream().ok());
        let (small, whole): (Vec<&Stream>, Vec<&Stream>) =
            streams.partition(|stream| stream.dict.has(b"Filter"));
        assert!(small.iter().all(|stream| !stream.content.ends_with(b"\r")));
        assert!(!whole.is_empty() && whole.len() < 20, "{}", whole.len());
    }
}
