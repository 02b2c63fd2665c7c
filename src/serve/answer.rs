//! What is sent back: status, headers that hold the browser to this page alone, and the body.

use super::address::{encoded, is_plain};

/// Headers of every answer.
const ALWAYS: &str = "Connection: close\r\n\
    Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
    font-src 'self'; connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'\r\n\
    X-Content-Type-Options: nosniff\r\n\
    Referrer-Policy: no-referrer\r\n\
    Cross-Origin-Resource-Policy: same-origin\r\n\
    Cross-Origin-Opener-Policy: same-origin\r\n";

/// The answer to a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Status of HTTP: 200, 404 ...
    pub status: u16,
    /// Media type, with charset if it is text.
    pub kind: &'static str,
    /// What is sent.
    pub body: Vec<u8>,
    /// The browser may keep it for a day; else it asks each time.
    pub keep: bool,
    /// Saved as a file of this name instead of shown.
    pub file_name: Option<String>,
}

impl Answer {
    /// What was asked for.
    pub fn new(kind: &'static str, body: impl Into<Vec<u8>>) -> Self {
        Self {
            status: 200,
            kind,
            body: body.into(),
            keep: false,
            file_name: None,
        }
    }

    /// There is nothing under that address.
    pub fn not_found() -> Self {
        Self::refusal(404, "Không có nội dung nào ở địa chỉ này.")
    }

    /// A status that tells of a fault, and what to do, in Vietnamese (with nothing of the request in it).
    pub(super) fn refusal(status: u16, words: &str) -> Self {
        let page = format!(
            "<!doctype html>\n<html lang=\"vi\">\n<meta charset=\"utf-8\">\n<title>quyetdinh</title>\n<p>{words}</p>\n"
        );
        Self {
            status,
            ..Self::new("text/html; charset=utf-8", page)
        }
    }

    /// The answer as it is sent.
    pub(super) fn bytes(&self) -> Vec<u8> {
        let mut sent = head(
            self.status,
            self.kind,
            if self.keep {
                "private, max-age=86400"
            } else {
                "no-store"
            },
        );
        sent += &format!("Content-Length: {}\r\n", self.body.len());
        if self.status == 405 {
            sent += "Allow: GET, POST\r\n";
        }
        if let Some(name) = &self.file_name {
            sent += &format!("Content-Disposition: {}\r\n", attachment(name));
        }
        sent += "\r\n";
        [sent.as_bytes(), &self.body].concat()
    }
}

/// Status line and headers that every answer has, without the empty line that ends them.
pub(super) fn head(status: u16, kind: &str, caching: &str) -> String {
    format!(
        "HTTP/1.1 {status} {}\r\n{ALWAYS}Content-Type: {kind}\r\nCache-Control: {caching}\r\n",
        reason(status)
    )
}

/// A file name for old and new browsers (RFC 6266).
fn attachment(name: &str) -> String {
    let plain = |letter: char| {
        if u8::try_from(letter).is_ok_and(is_plain) {
            letter
        } else {
            '_'
        }
    };
    let fallback: String = name.chars().map(plain).collect();
    format!(
        "attachment; filename=\"{fallback}\"; filename*=UTF-8''{}",
        encoded(name)
    )
}

fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        400 => "Bad Request",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        408 => "Request Timeout",
        409 => "Conflict",
        411 => "Length Required",
        413 => "Content Too Large",
        415 => "Unsupported Media Type",
        422 => "Unprocessable Content",
        431 => "Request Header Fields Too Large",
        500 => "Internal Server Error",
        503 => "Service Unavailable",
        _ => "Status",
    }
}
