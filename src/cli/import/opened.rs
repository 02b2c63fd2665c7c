//! The workbook's file, and what has to be said of it as a whole.

use std::path::Path;

use super::super::Session;
use crate::diagnostics::Diagnostic;
use crate::output::{reason, shown};
use crate::sheet::{self, Form, MOST_BYTES, Unreadable, Workbook};

/// A workbook that was read.
pub(super) struct Opened {
    pub(super) book: Workbook,
    pub(super) bytes: Vec<u8>,
    /// As messages call it.
    pub(super) name: String,
    pub(super) path: std::path::PathBuf,
}

/// Reads it; a problem is told and gives `None`.
pub(super) fn open(path: &Path, session: &mut Session) -> Option<Opened> {
    let name = shown(path);
    let too_large = std::fs::metadata(path)
        .is_ok_and(|facts| facts.is_file() && facts.len() > MOST_BYTES as u64);
    let bytes = match too_large {
        true => Err(unreadable(&name, &Unreadable::TooMuch("dung lượng tệp"))),
        false => std::fs::read(path).map_err(|error| {
            Diagnostic::error("TP020", format!("Không đọc được bảng điểm {name}"))
                .with_note(reason(&error))
                .with_remedy("Kiểm tra lại đường dẫn; tệp đang mở bằng Excel thì đóng lại")
        }),
    };
    let read = bytes.and_then(|bytes| match sheet::read(&bytes) {
        Ok(book) => Ok((book, bytes)),
        Err(error) => Err(unreadable(&name, &error)),
    });
    match read {
        Ok((book, bytes)) => {
            session.diagnostics.push_all(remarks(&name, path, &book));
            Some(Opened {
                book,
                bytes,
                name,
                path: path.to_owned(),
            })
        }
        Err(problem) => {
            session.diagnostics.push(problem);
            None
        }
    }
}

fn unreadable(name: &str, why: &Unreadable) -> Diagnostic {
    const SAVE: &str = "Mở tệp bằng Excel hoặc LibreOffice, chọn Lưu thành (Save As), loại Excel Workbook (.xlsx), rồi nhập tệp mới";
    match why {
        Unreadable::Empty => Diagnostic::error("BD005", format!("Tệp {name} không có gì")).with_remedy("Chọn đúng tệp bảng điểm"),
        Unreadable::Encrypted => Diagnostic::error("BD002", format!("Tệp {name} được mã hóa bằng mật khẩu"))
            .with_remedy("Mở bằng Excel, vào Tệp > Thông tin > Bảo vệ sổ tính (File > Info > Protect Workbook), bỏ mật khẩu, lưu lại rồi nhập"),
        Unreadable::WebPage => Diagnostic::error("BD003", format!("Tệp {name} là trang web (HTML), không phải bảng tính"))
            .with_note("nhiều hệ thống gửi trang web mang đuôi .xls; Excel mở được nhưng có cảnh báo")
            .with_remedy(SAVE),
        Unreadable::Other(what) => Diagnostic::error("BD003", format!("Tệp {name} là {what}, không phải bảng tính"))
            .with_remedy("Chọn tệp .xlsx, .xlsm, .xlsb, .xls, .ods, .csv; bảng ở tệp loại khác thì mở ra rồi chép vào Excel"),
        Unreadable::Damaged => Diagnostic::error("BD001", format!("Tệp {name} hỏng, không đọc được")).with_remedy(SAVE),
        Unreadable::TooMuch(what) => Diagnostic::error("BD004", format!("Tệp {name} quá lớn: {what} vượt giới hạn"))
            .with_note("bảng điểm của một tỉnh chỉ có vài trăm hàng; hàng, cột trống có định dạng cũng được tính")
            .with_remedy("Chép riêng bảng điểm sang một sổ tính mới rồi nhập sổ ấy"),
        Unreadable::Encoding => Diagnostic::error("BD001", format!("Tệp {name} không ở bảng mã UTF-8 hoặc UTF-16"))
            .with_remedy("Mở bằng Excel, lưu thành CSV UTF-8 (Comma delimited) hoặc .xlsx rồi nhập"),
    }
}

fn remarks(name: &str, path: &Path, book: &Workbook) -> Vec<Diagnostic> {
    let ending = path
        .extension()
        .map(|ending| ending.to_string_lossy().to_lowercase())
        .unwrap_or_default();
    let fits = match book.form {
        Form::Xlsx => matches!(ending.as_str(), "xlsx" | "xlsm" | "xltx" | "xltm"),
        Form::Xlsb => ending == "xlsb",
        Form::Xls => matches!(ending.as_str(), "xls" | "xlt"),
        Form::Ods => matches!(ending.as_str(), "ods" | "ots"),
        Form::Text => !matches!(ending.as_str(), "xlsx" | "xlsm" | "xlsb" | "xls" | "ods"),
    };
    let mut remarks = Vec::new();
    if !fits {
        let what = match book.form {
            Form::Text => "văn bản phân cách (CSV)".to_owned(),
            form => format!("sổ tính loại {}", form.ending()),
        };
        remarks.push(
            Diagnostic::remark(
                "BD031",
                format!("Tệp {name} thật ra là {what}, được đọc theo loại ấy"),
            )
            .with_remedy("Đổi đuôi tệp cho đúng loại"),
        );
    }
    if book.has_macros {
        remarks.push(
            Diagnostic::remark(
                "BD031",
                format!("Tệp {name} có macro; macro không được chạy"),
            )
            .with_remedy("Không phải làm gì: lấy giá trị đã lưu trong các ô"),
        );
    }
    if book.has_links {
        remarks.push(
            Diagnostic::remark(
                "BD031",
                format!("Tệp {name} lấy số từ tệp khác; tệp khác không được mở"),
            )
            .with_remedy("Số đã cũ thì mở bằng Excel, cập nhật liên kết, lưu lại rồi nhập"),
        );
    }
    remarks
}
