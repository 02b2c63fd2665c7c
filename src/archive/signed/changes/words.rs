//! Parts of a document in words that a clerk understands.

use super::super::foreign::shown;
use crate::pdf_syntax::{Dictionary, State, Value};

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
        _ => return format!("mục /{} của tệp", name(key)),
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
        _ => format!("trang {page} (/{})", name(key)),
    }
}

/// A key of the form.
pub(super) fn of_form(key: &[u8]) -> String {
    match key {
        b"XFA" => "biểu mẫu XFA".to_owned(),
        b"NeedAppearances" => "lệnh vẽ lại các ô (NeedAppearances)".to_owned(),
        _ => format!("mục /{} của biểu mẫu", name(key)),
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
        _ => return format!("mục /{} trong thông tin tài liệu", name(key)),
    };
    format!("{words} trong thông tin tài liệu")
}

/// An object that stays, by what leads to it.
pub(super) fn of_object(state: State<'_>, number: u32) -> String {
    let leads = |of: &Dictionary| {
        let is_it = |value: &Value| {
            let items = value.items().unwrap_or(std::slice::from_ref(value));
            items.contains(&Value::Reference(number))
        };
        let mut entries = of.iter();
        entries
            .find(|(_, value)| is_it(value))
            .map(|(key, _)| key.to_vec())
    };
    for (index, page) in state.pages().into_iter().enumerate() {
        if let Some(key) = leads(state.dictionary(page)).filter(|key| key != b"Parent") {
            return of_page(&key, index + 1);
        }
    }
    if let Some(key) = leads(state.catalog()) {
        return of_catalog(&key);
    }
    match state.dictionary(number).get("Type").and_then(Value::name) {
        Some(b"StructElem") => of_catalog(b"StructTreeRoot"),
        Some(b"Sig" | b"DocTimeStamp") => "chữ ký đã có".to_owned(),
        Some(b"Annot") => "ô chữ ký hoặc liên kết đã có".to_owned(),
        _ => "một phần của văn bản đã có".to_owned(),
    }
}

/// A name as text, as far as it is shown.
pub(super) fn name(name: &[u8]) -> String {
    shown(&String::from_utf8_lossy(name))
}
