//! What is said of YAML that can be read and yet not used.

use crate::diagnostics::{Diagnostic, Span, Version};

/// What to do with a character that cannot be printed.
pub(super) const REMEDY: &str = "xóa ký tự này; nếu không thấy nó thì xóa cả giá trị rồi gõ lại";

pub(super) fn no_document(place: Span) -> Diagnostic {
    Diagnostic::error("HS002", "tệp trống")
        .at(place, "không có khóa nào")
        .with_remedy("viết nội dung vào tệp; `quyetdinh init <thư mục>` tạo một hồ sơ mẫu kèm lời giải thích")
}

pub(super) fn second_document(span: Span) -> Diagnostic {
    Diagnostic::error("HS003", "tệp chứa nhiều hơn một hồ sơ")
        .at(span, "hồ sơ thứ hai bắt đầu ở đây")
        .with_note("dòng `---` mở đầu một tài liệu YAML mới, dòng `...` kết thúc tài liệu")
        .with_remedy("bỏ dòng `---` hoặc `...`, hoặc tách thành hai tệp")
}

pub(super) fn unknown_alias(name: &str, span: Span) -> Diagnostic {
    Diagnostic::error("HS004", format!("`*{name}` dùng lại một phần chưa được đặt tên"))
        .at(span, format!("chưa có `&{name}` ở phía trên"))
        .with_note("giá trị mở đầu bằng dấu `*` là dùng lại phần đã đặt tên bằng `&`")
        .with_remedy(format!(
            "đặt `&{name}` trước giá trị muốn dùng lại; nếu dấu `*` là lời văn thì đặt cả câu trong dấu nháy \"...\""
        ))
}

pub(super) fn unused_anchor(anchor: &str, span: Span) -> Diagnostic {
    Diagnostic::warning(
        "HS009",
        format!("`{anchor}` đặt tên cho một giá trị mà không nơi nào dùng lại"),
    )
    .at(span, "chữ này không in ra")
    .with_note("chữ đứng sau dấu `&` ở đầu giá trị là tên, để dùng lại giá trị ấy bằng `*tên`")
    .with_remedy(format!(
        "bỏ `{anchor}`; nếu dấu `&` là lời văn thì đặt cả câu trong dấu nháy \"...\""
    ))
}

pub(super) fn tag(span: Span) -> Diagnostic {
    Diagnostic::error("HS004", "dấu `!` mở đầu một giá trị")
        .at(span, "chữ này không in ra")
        .with_note("chữ đứng sau dấu `!` ở đầu giá trị là tên một kiểu dữ liệu của YAML, không dùng trong hồ sơ")
        .with_remedy("bỏ dấu `!`; nếu là lời văn thì đặt cả câu trong dấu nháy \"...\"")
        .since(Version::V0_3)
}

pub(super) fn number_in_comment(span: Span) -> Diagnostic {
    Diagnostic::warning("HS026", "một phần của dòng có thể bị bỏ vì đứng sau dấu `#`")
        .at(span, "từ đây là ghi chú, không in ra")
        .with_note("dấu `#` đứng sau một dấu cách mở đầu ghi chú")
        .with_remedy("nếu là lời văn thì đặt cả giá trị trong dấu nháy \"...\"; nếu là ghi chú thì viết dấu cách sau dấu `#`")
}

pub(super) fn alias_of_itself(span: Span) -> Diagnostic {
    Diagnostic::error("HS005", "phần được đặt tên bằng `&` tự dùng lại chính nó")
        .at(span, "nằm ngay trong phần mà nó dùng lại")
        .with_remedy("viết rõ giá trị ở đây, hoặc đưa phần `&...` ra ngoài")
}

pub(super) fn too_much_aliased(span: Span) -> Diagnostic {
    Diagnostic::error("HS006", "dùng lại (`*...`) quá nhiều nội dung")
        .at(span, "đến đây đã vượt giới hạn")
        .with_note("mỗi `*tên` chép lại toàn bộ phần đã đặt tên, kể cả các `*` bên trong")
        .with_remedy("viết rõ các giá trị thay cho `*tên`")
}

pub(super) fn key_not_text(span: Span) -> Diagnostic {
    Diagnostic::error(
        "HS007",
        "khóa phải là một chữ, không phải danh sách hay nhóm khóa",
    )
    .at(span, "không dùng làm khóa được")
    .with_note("dấu `{{...}}` của mẫu văn bản không dùng trong hồ sơ")
    .with_remedy("nếu đây là lời văn, đặt cả câu trong dấu nháy \"...\"")
}

pub(super) fn merged(span: Span) -> Diagnostic {
    Diagnostic::error("HS007", "khóa gộp `<<` không dùng trong hồ sơ")
        .at(span, "không gộp các khóa của phần khác vào đây được")
        .with_remedy("viết rõ các khóa ở đây; dùng lại cả một giá trị thì viết `khóa: *tên`")
}

pub(super) fn key_again(key: &str, span: Span, first: Span) -> Diagnostic {
    Diagnostic::error("HS008", format!("khóa `{key}` ghi hai lần"))
        .at(span, "lần thứ hai")
        .with_related(first, "lần thứ nhất")
        .with_remedy(
            "giữ lại một lần; nếu là hai phần tử của danh sách thì mở đầu phần tử sau bằng `- `",
        )
}
