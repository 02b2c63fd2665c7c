//! Paths and queries as they travel (RFC 3986): decoded whole, or refused.

/// The path below the token, decoded; `None` if it is not UTF-8, holds NUL, or climbs (`..`).
pub(super) fn path(raw: &str) -> Option<String> {
    let path = decoded(raw, false)?;
    let climbs = path
        .split(['/', '\\'])
        .any(|segment| segment == ".." || segment == ".");
    (!climbs).then_some(path)
}

/// Names and values of a query (`a=1&b=x+y`), decoded.
pub(super) fn query(raw: &str) -> Option<Vec<(String, String)>> {
    let pair = |part: &str| {
        let (name, value) = part.split_once('=').unwrap_or((part, ""));
        Some((decoded(name, true)?, decoded(value, true)?))
    };
    raw.split('&')
        .filter(|part| !part.is_empty())
        .map(pair)
        .collect()
}

fn decoded(raw: &str, plus_is_blank: bool) -> Option<String> {
    let mut bytes = Vec::with_capacity(raw.len());
    let mut rest = raw.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => hex(rest.next()?)? << 4 | hex(rest.next()?)?,
            b'+' if plus_is_blank => b' ',
            byte => byte,
        });
    }
    String::from_utf8(bytes)
        .ok()
        .filter(|text| !text.contains('\0'))
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit)
        .to_digit(16)
        .and_then(|value| u8::try_from(value).ok())
}

/// A name as it stands in an address or, as `ext-value` of RFC 8187, in a header: all but plain letters, digits, `.`, `-`,
/// `_` percent-encoded.
pub(crate) fn encoded(text: &str) -> String {
    let encode = |byte: u8| {
        if is_plain(byte) {
            char::from(byte).to_string()
        } else {
            format!("%{byte:02X}")
        }
    };
    text.bytes().map(encode).collect()
}

/// Letters, digits and marks that stand for themselves in any part of an address or header.
pub(super) fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_')
}
