//! An answer, with what every browser is told about it.

use std::io::{self, Write};

use super::request::Refusal;

/// What a page may load: what this server gives, and no script or style inside of it.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

/// What is given back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// Media type, with its charset.
    pub kind: &'static str,
    /// The content.
    pub body: Vec<u8>,
    /// Whether the browser may keep it as long as the address lives.
    pub keep: bool,
    /// A name makes it a file to be saved.
    pub file_name: Option<String>,
}

impl Answer {
    /// Some content, not to be kept.
    #[must_use]
    pub fn new(kind: &'static str, body: impl Into<Vec<u8>>) -> Self {
        Self {
            status: 200,
            kind,
            body: body.into(),
            keep: false,
            file_name: None,
        }
    }

    /// There is no such thing.
    #[must_use]
    pub fn not_found() -> Self {
        Self::refusal((404, "Không có mục này"))
    }

    pub(super) fn refusal((status, reason): Refusal) -> Self {
        Self {
            status,
            ..Self::new("text/plain; charset=utf-8", format!("{reason}\n"))
        }
    }

    /// Everything before the content.
    fn head(&self) -> String {
        let mut head = start(self.status, self.kind, self.keep);
        head += &format!("Content-Length: {}\r\n", self.body.len());
        if let Some(name) = &self.file_name {
            head += &format!(
                "Content-Disposition: attachment; filename*=UTF-8''{}\r\n",
                encoded(name)
            );
        }
        head + "\r\n"
    }

    pub(super) fn send(&self, to: &mut impl Write) -> io::Result<()> {
        to.write_all(self.head().as_bytes())?;
        to.write_all(&self.body)?;
        to.flush()
    }
}

/// Status and headers that every answer has.
pub(super) fn start(status: u16, kind: &str, keep: bool) -> String {
    let cache = if keep {
        "private, max-age=86400"
    } else {
        "no-store"
    };
    format!(
        "HTTP/1.1 {status} {}\r\n\
         Content-Type: {kind}\r\n\
         Cache-Control: {cache}\r\n\
         Content-Security-Policy: {POLICY}\r\n\
         X-Content-Type-Options: nosniff\r\n\
         Referrer-Policy: no-referrer\r\n\
         Cross-Origin-Resource-Policy: same-origin\r\n\
         Cross-Origin-Opener-Policy: same-origin\r\n\
         Connection: close\r\n",
        if status < 400 { "OK" } else { "Error" }
    )
}

/// A name as it stands in an address or a header (RFC 5987).
#[must_use]
pub fn encoded(name: &str) -> String {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte);
    let bytes = name.bytes().map(|byte| match is_plain(byte) {
        true => char::from(byte).to_string(),
        false => format!("%{byte:02X}"),
    });
    bytes.collect()
}
