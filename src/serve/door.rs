//! Who is let in. Other pages open in the same browser can send requests to this port, too, and a name server can make a
//! foreign name point to it (DNS rebinding); so each request must carry the token, name this host, and come from this page.

use std::io;

use super::head::{Head, length_needed, malformed};
use super::{Answer, Method, Request, address};

/// A request's body is a form of a few lines.
const BODY: usize = 64 * 1024;

/// The checks at the door.
pub(super) struct Door {
    /// What the first segment of each path must be: 128 random bits in hexadecimal.
    pub(super) token: String,
    /// `127.0.0.1:3000`, `localhost:3000`.
    hosts: [String; 2],
}

impl Door {
    /// The door of a server on this port, with a token drawn from the system.
    pub(super) fn new(port: u16) -> io::Result<Self> {
        let mut secret = [0u8; 16];
        getrandom::fill(&mut secret).map_err(|error| io::Error::other(error.to_string()))?;
        let token = secret.iter().map(|byte| format!("{byte:02x}")).collect();
        // browsers leave out the port that http has anyway
        let behind = if port == 80 {
            String::new()
        } else {
            format!(":{port}")
        };
        Ok(Self {
            token,
            hosts: ["127.0.0.1", "localhost"].map(|name| format!("{name}{behind}")),
        })
    }

    /// The address that a browser opens.
    pub(super) fn address(&self) -> String {
        format!("http://{}/{}/", self.hosts[0], self.token)
    }

    /// The request without its body, and how many bytes that has; or the refusal.
    pub(super) fn admit(&self, head: &Head) -> Result<(Request, usize), Answer> {
        let method = match head.method.as_str() {
            "GET" => Method::Get,
            "POST" => Method::Post,
            _ => return Err(Answer::refusal(405, "Yêu cầu gửi đến không được hỗ trợ.")),
        };
        let host = head
            .header("host")?
            .filter(|host| self.hosts.iter().any(|ours| ours == host))
            .ok_or_else(stranger)?;
        let (path, query) = head.target.split_once('?').unwrap_or((&head.target, ""));
        let (token, path) = path
            .strip_prefix('/')
            .ok_or_else(malformed)?
            .split_once('/')
            .ok_or_else(stranger)?;
        if !same(token, &self.token) {
            return Err(stranger());
        }
        comes_from_here(head, method, host)?;
        let length = length(head, method)?;
        let path = address::path(path).ok_or_else(malformed)?;
        let query = address::query(query).ok_or_else(malformed)?;
        Ok((
            Request {
                method,
                path,
                query,
                body: Vec::new(),
            },
            length,
        ))
    }
}

/// Sent by our own page, or, to read, by the person who opened the address.
fn comes_from_here(head: &Head, method: Method, host: &str) -> Result<(), Answer> {
    let is_post = method == Method::Post;
    let site_fits = match head.header("sec-fetch-site")? {
        None | Some("same-origin") => true,
        Some("none") => !is_post,
        Some(_) => false,
    };
    let origin_fits = match head.header("origin")? {
        None => !is_post,
        Some(origin) => origin.strip_prefix("http://") == Some(host),
    };
    // a header that no form of another page can send without asking first
    let is_marked = !is_post || head.header("x-quyetdinh")? == Some("1");
    if !(site_fits && origin_fits && is_marked) {
        return Err(stranger());
    }
    if is_post && !head.header("content-type")?.is_some_and(is_json) {
        return Err(Answer::refusal(415, "Nội dung gửi đến không đúng loại."));
    }
    Ok(())
}

fn is_json(kind: &str) -> bool {
    kind.split(';')
        .next()
        .is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/json"))
}

/// How many bytes the body has.
fn length(head: &Head, method: Method) -> Result<usize, Answer> {
    match (method, head.length()?) {
        (Method::Get, None | Some(0)) => Ok(0),
        (Method::Get, Some(_)) => Err(malformed()),
        (Method::Post, None) => Err(length_needed()),
        (Method::Post, Some(length)) if length > BODY => {
            Err(Answer::refusal(413, "Nội dung gửi đến quá dài."))
        }
        (Method::Post, Some(length)) => Ok(length),
    }
}

/// Compares in a time that does not tell how much is right.
fn same(given: &str, token: &str) -> bool {
    let differences = given
        .bytes()
        .zip(token.bytes())
        .fold(0, |found, (one, other)| found | (one ^ other));
    given.len() == token.len() && std::hint::black_box(differences) == 0
}

fn stranger() -> Answer {
    Answer::refusal(
        403,
        "Không mở được trang này từ địa chỉ vừa dùng. Hãy mở đúng địa chỉ mà lệnh <b>quyetdinh xem</b> đã in ra \
         (chép cả dòng, kể cả phần chữ số dài ở cuối).",
    )
}
