//! Who may ask: nobody but the page that this program opened.
//!
//! Another site's page can send requests to this address, too, and can give its own name the loopback address (DNS
//! rebinding). So the token must be in the address, `Host` must be ours, and what changes something must come from a
//! page of ours, in a form that no other page can send unasked.

use super::request::{BAD, Method, Raw, Refusal, Request};
use super::token::Token;

const FORBIDDEN: Refusal = (
    403,
    "Trang này chỉ mở được bằng địa chỉ mà lệnh quyetdinh xem đã in ra",
);

/// The request, if it comes from the page of this server.
pub(super) fn admitted(raw: Raw, token: &Token, port: u16) -> Result<Request, Refusal> {
    let host = raw.header("host")?.unwrap_or_default();
    let own = [format!("127.0.0.1:{port}"), format!("localhost:{port}")];
    if !own.iter().any(|own| own == host) {
        return Err(FORBIDDEN);
    }
    let origin = raw.header("origin")?;
    if origin.is_some_and(|origin| origin != format!("http://{host}")) {
        return Err(FORBIDDEN);
    }
    let site = raw.header("sec-fetch-site")?;
    let (path, query) = raw.target.split_once('?').unwrap_or((&raw.target, ""));
    let path = path.strip_prefix('/').ok_or(BAD)?;
    let (word, path) = path.split_once('/').unwrap_or((path, ""));
    if !token.is(word) {
        return Err(FORBIDDEN);
    }
    let may = match raw.method {
        // opened by hand, or by the page
        Method::Get => site.is_none_or(|site| matches!(site, "none" | "same-origin")),
        Method::Post => {
            let is_own = origin.is_some() && site.is_none_or(|site| site == "same-origin");
            let kind = raw.header("content-type")?.unwrap_or_default();
            let kind = kind.split(';').next().unwrap_or_default().trim();
            // a header that another site's form cannot send
            is_own && kind == "application/json" && raw.header("x-quyetdinh")? == Some("1")
        }
    };
    if !may {
        return Err(FORBIDDEN);
    }
    let path = decoded(path)?;
    if path.split('/').any(|part| part == "..") {
        return Err(BAD);
    }
    Ok(Request {
        method: raw.method,
        path,
        query: pairs(query)?,
        body: raw.body,
    })
}

fn pairs(query: &str) -> Result<Vec<(String, String)>, Refusal> {
    let parts = query.split('&').filter(|part| !part.is_empty());
    let parts = parts.map(|part| {
        let (name, value) = part.split_once('=').unwrap_or((part, ""));
        Ok((decoded(name)?, decoded(&value.replace('+', " "))?))
    });
    parts.collect()
}

/// Percent signs and what follows them as the letters they stand for.
fn decoded(text: &str) -> Result<String, Refusal> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let mut digit = || rest.next().and_then(|byte| char::from(byte).to_digit(16));
        let (Some(high), Some(low)) = (digit(), digit()) else {
            return Err(BAD);
        };
        bytes.push((high * 16 + low) as u8);
    }
    if bytes.iter().any(|byte| byte.is_ascii_control()) {
        return Err(BAD);
    }
    String::from_utf8(bytes).map_err(|_| BAD)
}
