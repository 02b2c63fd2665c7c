//! Why a DOCX cannot be read, and what to do.

use crate::diagnostics::Diagnostic;

/// Why a file cannot be read as a DOCX.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// Another kind of file.
    NotWord,
    /// A DOCX that is cut off, altered, or lacks a part.
    Damaged,
    /// A DOCX under a password.
    Locked,
    /// A document of Word 97 to 2003.
    OldWord,
    /// More than a decision can need, be it packed small.
    TooLarge,
}

impl Problem {
    /// The problem in words, of the file of this name.
    #[must_use]
    pub fn told(self, file: &str) -> Diagnostic {
        let (code, message, remedy) = match self {
            Self::NotWord => (
                "TP080",
                format!("Tệp {file} không phải tệp Word (.docx)"),
                "Chọn đúng tệp .docx; tệp dạng khác thì mở ra rồi lưu lại dạng Word Document (.docx)",
            ),
            Self::Damaged => (
                "TP081",
                format!("Tệp Word {file} hỏng, không đọc hết được"),
                "Mở tệp bằng Word, để Word sửa rồi lưu lại; không được thì lấy lại bản trước khi hỏng",
            ),
            Self::Locked => (
                "TP082",
                format!("Tệp Word {file} đặt mật khẩu mở tệp"),
                "Mở tệp bằng Word, bỏ mật khẩu (File > Info > Protect Document > Encrypt with Password, xóa trống ô mật khẩu), lưu lại rồi chạy lại lệnh",
            ),
            Self::OldWord => (
                "TP083",
                format!("Tệp {file} là tệp Word kiểu cũ (.doc)"),
                "Mở tệp bằng Word rồi lưu lại dạng Word Document (.docx)",
            ),
            Self::TooLarge => (
                "TP084",
                format!("Tệp Word {file} quá lớn hoặc lồng nhau quá sâu"),
                "Kiểm tra có đúng tệp quyết định không; nếu tệp chèn nhiều hình hay tệp khác thì bỏ bớt rồi lưu lại",
            ),
        };
        Diagnostic::error(code, message).with_remedy(remedy)
    }
}
