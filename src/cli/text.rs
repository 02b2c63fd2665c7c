//! Text files as they are found on an office's machine.

use std::path::Path;

use super::Session;
use crate::diagnostics::{Diagnostic, Span};
use crate::output::{reason, shown};

/// Files of other programs, by how they begin.
const OTHERS: [(&[u8], &str, &str); 4] = [
    (
        b"PK\x03\x04",
        "tài liệu Word (.docx), Excel (.xlsx) hoặc tệp nén",
        COPY,
    ),
    (
        b"\xd0\xcf\x11\xe0",
        "tài liệu Word hoặc Excel kiểu cũ (.doc, .xls)",
        COPY,
    ),
    (b"%PDF", "tài liệu PDF", COPY),
    (
        b"{\\rtf",
        "tài liệu RTF",
        "Lưu lại dạng văn bản thuần (plain text), bảng mã UTF-8",
    ),
];
/// What a dossier is called.
pub(super) const DOSSIER: &str = "hồ sơ";
const COPY: &str =
    "Hồ sơ là tệp văn bản .yaml: `quyetdinh init <thư mục>` tạo một hồ sơ mới để chép kết quả vào";

impl Session {
    /// Reads a text file; a problem is reported and gives `None`.
    pub(super) fn read_text(&mut self, path: &Path, what: &str) -> Option<String> {
        let name = shown(path);
        self.files.add(path);
        let bytes = match std::fs::read(path) {
            Ok(bytes) => bytes,
            Err(error) => {
                let remedy = match what {
                    DOSSIER => {
                        "Kiểm tra lại đường dẫn; `quyetdinh init <thư mục>` tạo một hồ sơ mới"
                    }
                    _ => "Kiểm tra lại đường dẫn",
                };
                self.diagnostics.push(
                    Diagnostic::error("TP020", format!("Không đọc được {what} {name}"))
                        .with_note(reason(&error))
                        .with_remedy(remedy),
                );
                return None;
            }
        };
        if let Some((_, is, remedy)) = OTHERS.iter().find(|(start, ..)| bytes.starts_with(start)) {
            let problem =
                Diagnostic::error("TP022", format!("Tệp {name} là {is}, không phải {what}"));
            let remedy = if what == DOSSIER {
                *remedy
            } else {
                "Chọn đúng tệp .yaml"
            };
            self.diagnostics.push(problem.with_remedy(remedy));
            return None;
        }
        if let Some(text) = utf16(&bytes) {
            return Some(text);
        }
        String::from_utf8(bytes)
            .map_err(|error| self.report_encoding(what, &name, &error))
            .ok()
    }

    fn report_encoding(&mut self, what: &str, name: &str, error: &std::string::FromUtf8Error) {
        let start = error.utf8_error().valid_up_to();
        let readable = String::from_utf8_lossy(error.as_bytes());
        let source = self.sources.add(name, readable);
        let byte = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let span = Span {
            source,
            start: byte(start),
            end: byte(start + char::REPLACEMENT_CHARACTER.len_utf8()),
        };
        self.diagnostics.push(
            Diagnostic::error("TP021", format!("{what} {name} không ở bảng mã UTF-8"))
                .at(span, "từ đây không đọc được")
                .with_remedy("Mở tệp bằng trình soạn thảo và lưu lại với bảng mã UTF-8"),
        );
    }
}

/// The text of a file in UTF-16 ("Unicode" in Windows' Notepad), known by its byte order mark.
fn utf16(bytes: &[u8]) -> Option<String> {
    let read: fn([u8; 2]) -> u16 = match bytes {
        [0xff, 0xfe, ..] => u16::from_le_bytes,
        [0xfe, 0xff, ..] => u16::from_be_bytes,
        _ => return None,
    };
    let (pairs, rest) = bytes[2..].as_chunks::<2>();
    let units = pairs.iter().map(|&pair| read(pair));
    let text: Result<String, _> = char::decode_utf16(units).collect();
    text.ok().filter(|_| rest.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_of_notepad_is_read_in_either_order() {
        let text = "bo_mau: xep-hang # Đánh giá";
        let little = text.encode_utf16().flat_map(u16::to_le_bytes);
        let big = text.encode_utf16().flat_map(u16::to_be_bytes);
        let little: Vec<u8> = [0xff, 0xfe].into_iter().chain(little).collect();
        let big: Vec<u8> = [0xfe, 0xff].into_iter().chain(big).collect();
        assert_eq!(utf16(&little).as_deref(), Some(text));
        assert_eq!(utf16(&big).as_deref(), Some(text));
        assert_eq!(utf16(&little[..9]), None, "cut inside a letter");
        assert_eq!(utf16(&[0xff, 0xfe, 0x00, 0xd8]), None, "half a pair");
        assert_eq!(utf16(text.as_bytes()), None);
    }
}
