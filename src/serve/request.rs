//! A request, read within limits of size and time.

use std::io::{self, Read};
use std::net::TcpStream;
use std::time::{Duration, Instant};

/// First line and headers, in bytes.
const MOST_HEAD: usize = 16 * 1024;
const MOST_HEADERS: usize = 64;
/// In bytes.
const MOST_BODY: usize = 64 * 1024;
/// For the whole request, however slowly it comes.
const MOST_TIME: Duration = Duration::from_secs(10);

/// What is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// To be shown something.
    Get,
    /// To do something.
    Post,
}

/// A request from the page itself.
#[derive(Clone, Debug)]
pub struct Request {
    /// What is asked.
    pub method: Method,
    /// Below the token, decoded, without leading slash.
    pub path: String,
    /// Names and values behind the question mark, decoded.
    pub query: Vec<(String, String)>,
    /// What was sent with it.
    pub body: Vec<u8>,
}

impl Request {
    /// The value of that name behind the question mark; empty where there is none.
    #[must_use]
    pub fn parameter(&self, name: &str) -> &str {
        let found = self.query.iter().find(|(key, _)| key == name);
        found.map_or("", |(_, value)| value)
    }
}

/// Why a request is not answered: the status and a reason in Vietnamese.
pub(super) type Refusal = (u16, &'static str);

pub(super) const BAD: Refusal = (400, "Yêu cầu không hợp lệ");

/// A request as it came.
pub(super) struct Raw {
    pub(super) method: Method,
    /// With its query, as it was sent.
    pub(super) target: String,
    headers: Vec<(String, String)>,
    pub(super) body: Vec<u8>,
}

impl Raw {
    /// The header of that name (small letters); `Err` if it is there twice.
    pub(super) fn header(&self, name: &str) -> Result<Option<&str>, Refusal> {
        let mut found = self.headers.iter().filter(|(own, _)| own == name);
        match (found.next(), found.next()) {
            (_, Some(_)) => Err(BAD),
            (one, None) => Ok(one.map(|(_, value)| value.as_str())),
        }
    }

    /// Reads a request.
    ///
    /// # Errors
    /// What is too long, too slow, or no HTTP of a browser.
    pub(super) fn read(stream: &mut TcpStream) -> Result<Self, Refusal> {
        let mut input = Input::of(stream);
        let mut bytes = Vec::new();
        let end = loop {
            if let Some(at) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
                break at + 4;
            }
            if bytes.len() > MOST_HEAD {
                return Err((431, "Yêu cầu quá dài"));
            }
            input.more(&mut bytes)?;
        };
        if end > MOST_HEAD {
            return Err((431, "Yêu cầu quá dài"));
        }
        let mut raw = Self::head(&bytes[..end])?;
        let length = raw.length()?;
        let mut body = bytes.split_off(end);
        while body.len() < length {
            input.more(&mut body)?;
        }
        body.truncate(length);
        raw.body = body;
        Ok(raw)
    }

    fn head(bytes: &[u8]) -> Result<Self, Refusal> {
        let mut headers = [httparse::EMPTY_HEADER; MOST_HEADERS];
        let mut parsed = httparse::Request::new(&mut headers);
        match parsed.parse(bytes) {
            Ok(status) if status.is_complete() => {}
            _ => return Err(BAD),
        }
        let method = match parsed.method {
            Some("GET") => Method::Get,
            Some("POST") => Method::Post,
            _ => return Err((405, "Cách gọi không được nhận")),
        };
        let header = |header: &httparse::Header<'_>| {
            let value = std::str::from_utf8(header.value).map_err(|_| BAD)?;
            Ok((header.name.to_ascii_lowercase(), value.to_owned()))
        };
        let headers: Result<Vec<_>, Refusal> = parsed.headers.iter().map(header).collect();
        Ok(Self {
            method,
            target: parsed.path.unwrap_or_default().to_owned(),
            headers: headers?,
            body: Vec::new(),
        })
    }

    fn length(&self) -> Result<usize, Refusal> {
        if self.header("transfer-encoding")?.is_some() {
            return Err((411, "Yêu cầu phải ghi độ dài"));
        }
        let given = self.header("content-length")?;
        let length = match (given, self.method) {
            (Some(text), _) if text.bytes().all(|byte| byte.is_ascii_digit()) => {
                text.parse().map_err(|_| BAD)?
            }
            (Some(_), _) => return Err(BAD),
            (None, Method::Get) => 0,
            (None, Method::Post) => return Err((411, "Yêu cầu phải ghi độ dài")),
        };
        match length {
            too_long if too_long > MOST_BODY => Err((413, "Yêu cầu quá dài")),
            length => Ok(length),
        }
    }
}

/// A connection that is read until a point in time.
struct Input<'a> {
    stream: &'a mut TcpStream,
    end: Instant,
}

impl<'a> Input<'a> {
    fn of(stream: &'a mut TcpStream) -> Self {
        Self {
            stream,
            end: now() + MOST_TIME,
        }
    }

    /// Adds what comes next.
    fn more(&mut self, bytes: &mut Vec<u8>) -> Result<(), Refusal> {
        let late = (408, "Yêu cầu gửi quá chậm");
        let left = self.end.saturating_duration_since(now());
        if left.is_zero() {
            return Err(late);
        }
        let _ = self.stream.set_read_timeout(Some(left));
        let mut buffer = [0; 4096];
        match self.stream.read(&mut buffer) {
            Ok(0) => Err(BAD),
            Ok(count) => {
                bytes.extend_from_slice(&buffer[..count]);
                Ok(())
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => Ok(()),
            Err(_) => Err(late),
        }
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "a limit of time on a connection; nothing of it reaches a file"
)]
fn now() -> Instant {
    Instant::now()
}
