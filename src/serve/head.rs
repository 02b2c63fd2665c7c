//! The head of a request: its first line and its headers.

use super::Answer;

/// Headers that one request may have.
const HEADERS: usize = 64;

/// First line and headers, as they were sent.
pub(super) struct Head {
    pub(super) method: String,
    pub(super) target: String,
    headers: Vec<(String, Vec<u8>)>,
}

impl Head {
    /// The head that these bytes are, up to the empty line.
    pub(super) fn parse(bytes: &[u8]) -> Result<Self, Answer> {
        let mut headers = [httparse::EMPTY_HEADER; HEADERS];
        let mut request = httparse::Request::new(&mut headers);
        match request.parse(bytes) {
            Ok(httparse::Status::Complete(length)) if length == bytes.len() => {}
            Err(httparse::Error::TooManyHeaders) => return Err(too_large()),
            _ => return Err(malformed()),
        }
        let (Some(method), Some(target)) = (request.method, request.path) else {
            return Err(malformed());
        };
        let header =
            |header: &httparse::Header| (header.name.to_ascii_lowercase(), header.value.to_vec());
        Ok(Self {
            method: method.to_owned(),
            target: target.to_owned(),
            headers: request.headers.iter().map(header).collect(),
        })
    }

    /// The value of a header (its name in small letters); a fault if it is given twice or is no plain text.
    pub(super) fn header(&self, name: &str) -> Result<Option<&str>, Answer> {
        let mut values = self.headers.iter().filter(|(given, _)| given == name);
        let Some((_, value)) = values.next() else {
            return Ok(None);
        };
        match (std::str::from_utf8(value), values.next()) {
            (Ok(value), None) => Ok(Some(value)),
            _ => Err(malformed()),
        }
    }

    /// The number of bytes that follow; `None` if it is not said.
    pub(super) fn length(&self) -> Result<Option<usize>, Answer> {
        if self.header("transfer-encoding")?.is_some() {
            return Err(length_needed());
        }
        let Some(value) = self.header("content-length")? else {
            return Ok(None);
        };
        if value.is_empty() || !value.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(malformed());
        }
        // more digits than a number holds is too much all the same
        Ok(Some(value.parse().unwrap_or(usize::MAX)))
    }
}

pub(super) fn malformed() -> Answer {
    Answer::refusal(400, "Yêu cầu gửi đến không đúng dạng.")
}

pub(super) fn length_needed() -> Answer {
    Answer::refusal(411, "Yêu cầu gửi đến phải ghi rõ độ dài nội dung.")
}

pub(super) fn too_large() -> Answer {
    Answer::refusal(431, "Phần đầu của yêu cầu gửi đến quá dài.")
}
