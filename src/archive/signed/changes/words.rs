//! Parts of a document in words that a clerk understands.

use super::super::objects::name_text;

/// A key of the catalog.
pub(super) fn of_catalog(key: &[u8]) -> String {
    let words = match key {
        b"OpenAction" => "hành động tự chạy khi mở tệp (OpenAction)",
        b"AA" => "hành động tự chạy (AA)",
        b"AF" => "tệp đính kèm (AF)",
        b"Names" => "bảng tên (Names)",
        b"Outlines" => "mục lục",
        b"Pages" => "danh sách trang",
        b"PageLabels" => "cách đánh số trang",
        b"PageMode" | b"PageLayout" | b"ViewerPreferences" => "cách mở tệp",
        b"OCProperties" => "các lớp ẩn hiện (OCProperties)",
        b"Lang" => "ngôn ngữ của văn bản",
        b"OutputIntents" => "hồ sơ màu",
        b"MarkInfo" | b"StructTreeRoot" => "thẻ cấu trúc của văn bản",
        b"Metadata" => "siêu dữ liệu",
        b"AcroForm" => "biểu mẫu",
        b"Collection" => "bộ tệp kèm theo (Collection)",
        b"Perms" => "quyền của chữ ký đã có (Perms)",
        _ => return format!("mục /{} của tệp", name_text(key)),
    };
    words.to_owned()
}

/// A key of a page, counted from 1.
pub(super) fn of_page(key: &[u8], page: usize) -> String {
    match key {
        b"Contents" => format!("nội dung trang {page}"),
        b"Resources" => format!("phông chữ hoặc hình ảnh của trang {page}"),
        b"Annots" => format!("chú thích trên trang {page}"),
        b"MediaBox" | b"CropBox" | b"TrimBox" | b"BleedBox" | b"ArtBox" | b"Rotate"
        | b"UserUnit" => format!("khổ hoặc chiều trang {page}"),
        b"AA" => format!("hành động tự chạy ở trang {page} (AA)"),
        b"AF" => format!("tệp đính kèm ở trang {page} (AF)"),
        _ => format!("trang {page} (/{})", name_text(key)),
    }
}

/// A key of the form.
pub(super) fn of_form(key: &[u8]) -> String {
    match key {
        b"XFA" => "biểu mẫu XFA".to_owned(),
        b"NeedAppearances" => "lệnh vẽ lại các ô (NeedAppearances)".to_owned(),
        _ => format!("mục /{} của biểu mẫu", name_text(key)),
    }
}

/// A key of the Info dictionary.
pub(super) fn of_info(key: &[u8]) -> String {
    let words = match key {
        b"Title" => "tên văn bản",
        b"Author" => "tác giả",
        b"Subject" => "trích yếu",
        b"Keywords" => "từ khóa",
        b"Creator" => "chương trình lập",
        b"CreationDate" => "ngày lập",
        _ => return format!("mục /{} trong thông tin tài liệu", name_text(key)),
    };
    format!("{words} trong thông tin tài liệu")
}
