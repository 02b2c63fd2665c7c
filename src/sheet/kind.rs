//! What a file is, by its bytes.

use std::io::Cursor;

use zip::ZipArchive;

use super::Unreadable;

/// A form that is read.
pub(super) enum Kind {
    Xlsx,
    Xlsb,
    Xls,
    Ods,
    /// The text, whatever its encoding was.
    Text(String),
}

pub(super) fn of(bytes: &[u8]) -> Result<Kind, Unreadable> {
    if bytes.starts_with(b"PK\x03\x04") {
        return zipped(bytes);
    }
    if bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        return Ok(Kind::Xls);
    }
    const OTHERS: [(&[u8], &str); 5] = [
        (b"%PDF", "tài liệu PDF"),
        (b"{\\rtf", "tài liệu RTF"),
        (b"\x89PNG", "ảnh"),
        (b"\xff\xd8\xff", "ảnh"),
        (b"Rar!", "tệp nén RAR"),
    ];
    if let Some((_, what)) = OTHERS.iter().find(|(start, _)| bytes.starts_with(start)) {
        return Err(Unreadable::Other(what));
    }
    // Excel 2 to 4, before compound files
    if bytes.len() > 8 && bytes[0] == 9 && matches!(bytes[1], 0 | 2 | 4) && bytes[3] == 0 {
        return Err(Unreadable::Other("bảng tính Excel quá cũ (trước năm 1993)"));
    }
    let text = decoded(bytes)?;
    let start = text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    if start.is_empty() {
        return Err(Unreadable::Empty);
    }
    let lower = start.chars().take(2000).collect::<String>().to_lowercase();
    if lower.starts_with('<') {
        let sheet = lower.contains("urn:schemas-microsoft-com:office:spreadsheet")
            && !lower.contains("<html");
        return Err(if sheet {
            Unreadable::Other("bảng tính XML 2003")
        } else {
            Unreadable::WebPage
        });
    }
    if lower.starts_with("mime-version:") {
        return Err(Unreadable::WebPage);
    }
    Ok(Kind::Text(text))
}

fn zipped(bytes: &[u8]) -> Result<Kind, Unreadable> {
    let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unreadable::Damaged)?;
    let has = |name: &str| zip.file_names().any(|one| one.eq_ignore_ascii_case(name));
    let begins = |start: &str| zip.file_names().any(|one| one.starts_with(start));
    Ok(match () {
        () if has("xl/workbook.bin") => Kind::Xlsb,
        () if has("[Content_Types].xml") && begins("word/") => {
            return Err(Unreadable::Other("tài liệu Word (.docx)"));
        }
        () if has("[Content_Types].xml") && begins("ppt/") => {
            return Err(Unreadable::Other("bản trình chiếu (.pptx)"));
        }
        () if has("[Content_Types].xml") => Kind::Xlsx,
        () if has("content.xml") => Kind::Ods,
        () => return Err(Unreadable::Other("tệp nén (.zip)")),
    })
}

/// The text in UTF-8 or UTF-16; `Encoding` for any other.
fn decoded(bytes: &[u8]) -> Result<String, Unreadable> {
    let sixteen: Option<fn([u8; 2]) -> u16> = match bytes {
        [0xff, 0xfe, ..] => Some(u16::from_le_bytes),
        [0xfe, 0xff, ..] => Some(u16::from_be_bytes),
        // without a mark, letters of the first line have a zero byte
        [first, 0, second, 0, ..] if *first != 0 && *second != 0 => Some(u16::from_le_bytes),
        _ => None,
    };
    if let Some(read) = sixteen {
        let (pairs, rest) = bytes.as_chunks::<2>();
        let units = pairs.iter().map(|pair| read(*pair));
        let text: Result<String, _> = char::decode_utf16(units).collect();
        return text
            .ok()
            .filter(|_| rest.is_empty())
            .ok_or(Unreadable::Encoding);
    }
    let text = std::str::from_utf8(bytes).map_err(|_| Unreadable::Encoding)?;
    if text.contains('\0') {
        return Err(Unreadable::Damaged);
    }
    Ok(text.to_owned())
}
