//! What Markdown can say and this document cannot, each by its own name.

use super::leftovers::{Leftover, Of};
use crate::diagnostics::{Diagnostic, Span, Version};

/// Something that is not used in this document.
pub(super) struct Refusal {
    /// Whether the first version of the program read it otherwise.
    is_new: bool,
    /// What it is called.
    what: &'static str,
    remedy: &'static str,
}

const ESCAPE: &str = "muốn in đúng ký tự thì đặt `\\` phía trước";

pub(super) const QUOTE: Refusal = Refusal {
    is_new: false,
    what: "khối trích dẫn (dòng mở đầu bằng `>`)",
    remedy: "Bỏ dấu `>`, đặt câu trích trong ngoặc kép “...”; muốn in dấu `>` thì viết `\\>`",
};
pub(super) const RULE: Refusal = Refusal {
    is_new: false,
    what: "đường kẻ ngang (dòng chỉ có `---`, `***` hoặc `___`)",
    remedy: "Bỏ dòng này; đoạn mới cách đoạn trước một dòng trống",
};
pub(super) const UNDERLINE: Refusal = Refusal {
    is_new: true,
    what: "tiêu đề gạch chân (dòng `---` hoặc `===` dưới chữ)",
    remedy: "Bỏ dòng gạch; tiêu đề thì viết `# ` ở đầu dòng chữ",
};
pub(super) const INDENTED: Refusal = Refusal {
    is_new: false,
    what: "đoạn thụt vào từ bốn dấu cách (Markdown coi là mã lệnh)",
    remedy: "Bỏ các dấu cách ở đầu dòng; đoạn nào cũng được lùi đầu dòng khi in",
};
pub(super) const IMAGE: Refusal = Refusal {
    is_new: false,
    what: "hình ảnh (`![...](...)`)",
    remedy: "Bỏ hình; hình kèm theo thì để ở văn bản khác",
};
pub(super) const WEB_LINK: Refusal = Refusal {
    is_new: false,
    what: "liên kết tới trang web hoặc tệp",
    remedy: "Viết thẳng địa chỉ trong câu, không đặt trong `[...](...)` hay `<...>`; liên kết chỉ dùng cho bảng: `[Bảng](#xep-hang-<mã khối>)`",
};
pub(super) const HTML: Refusal = Refusal {
    is_new: false,
    what: "thẻ HTML",
    remedy: "Bỏ thẻ; chữ đậm viết `**đậm**`, chữ nghiêng viết `*nghiêng*`; muốn in dấu `<` thì viết `\\<`",
};
pub(super) const DEEP_HEADING: Refusal = Refusal {
    is_new: false,
    what: "tiêu đề từ cấp bốn trở xuống (`####`)",
    remedy: "Chỉ dùng tiêu đề `#`, `##`, `###`; dưới nữa thì viết thành đoạn hoặc gạch đầu dòng",
};
pub(super) const NO_SPACE: Refusal = Refusal {
    is_new: true,
    what: "dấu `#` viết liền chữ ở đầu dòng",
    remedy: "Tiêu đề thì thêm dấu cách sau `#`; muốn in dấu `#` thì viết `\\#`",
};
pub(super) const BARE_ROW: Refusal = Refusal {
    is_new: true,
    what: "hàng của bảng (`| ... |`) đứng một mình",
    remedy: "Dưới hàng tiêu đề của bảng phải có dòng `|---|---|`, mỗi cột một ô; muốn in dấu `|` thì viết `\\|`",
};

/// That it stands there.
pub(super) fn refused(refusal: &Refusal, place: Option<Span>) -> Diagnostic {
    let message = format!("Văn bản không dùng được {}", refusal.what);
    let problem = Diagnostic::error("MB006", message).with_remedy(refusal.remedy);
    let problem = if refusal.is_new {
        problem.since(Version::V0_2)
    } else {
        problem
    };
    at(problem, place, "không dùng được ở đây")
}

/// A mark that means nothing where it stands.
pub(in super::super) fn leftover(found: &Leftover, place: Option<Span>) -> Diagnostic {
    let (message, remedy) = words_of(found);
    let (code, label, since) = match found.of {
        Of::Footnote | Of::Comment => ("MB006", "không dùng được ở đây", Version::V0_2),
        Of::Structure => ("MB046", "giá trị in ra ở đây", Version::V0_3),
        _ => ("MB017", "sẽ in ra nguyên dấu này", Version::V0_2),
    };
    let problem = Diagnostic::error(code, message).since(since);
    at(problem.with_remedy(remedy), place, label)
}

/// What is said of it, and what to do.
fn words_of(found: &Leftover) -> (String, String) {
    let mark = &found.mark;
    match found.of {
        Of::Template => {
            let inner = match mark.trim_matches(['{', '}', '%', ' ']) {
                "" => "tên",
                inner => inner,
            };
            (
                format!("Còn sót dấu `{mark}` của mẫu"),
                format!("Trong mẫu, biến viết là `{{{{ {inner} }}}}`; {ESCAPE}"),
            )
        }
        Of::Footnote => (
            format!("Văn bản không dùng được chú thích cuối trang `{mark}`"),
            format!("Viết chú thích ngay trong câu, trong ngoặc đơn; {ESCAPE}"),
        ),
        Of::Comment => (
            "Văn bản không dùng được lời ghi chú `<!-- ... -->`".to_owned(),
            "Bỏ lời ghi chú; trong hồ sơ, ghi chú viết sau dấu `#` ngoài phần lời văn".to_owned(),
        ),
        Of::Table => (
            format!("Còn sót dấu `{mark}` của bảng"),
            format!(
                "Bảng cần một hàng tiêu đề, ngay dưới là dòng `|---|---|` có đúng bấy nhiêu ô; {ESCAPE}"
            ),
        ),
        Of::Heading => (
            format!("Còn sót dấu `{mark}` của tiêu đề"),
            format!(
                "Tiêu đề đứng đầu một dòng riêng, sau một dòng trống, có dấu cách sau `{mark}`; {ESCAPE}"
            ),
        ),
        Of::Fence => (
            "Còn sót dấu ``` của một khối".to_owned(),
            "Dòng ``` mở hoặc đóng khối phải đứng riêng một dòng".to_owned(),
        ),
        Of::Structure => (
            format!("In ra cả một nhóm hay danh sách (`{mark}`)"),
            "In từng giá trị của nhóm; danh sách thì dùng `{% for %}`, `liet_ke` hoặc `join`"
                .to_owned(),
        ),
        Of::Bold => (
            "Còn sót dấu `**` của chữ đậm".to_owned(),
            format!(
                "Chữ đậm viết `**chữ**`: mở sát chữ đầu, đóng sát chữ cuối, trong cùng một đoạn; {ESCAPE}"
            ),
        ),
    }
}

/// A fenced block that nothing closes.
pub(super) fn unclosed(place: Option<Span>) -> Diagnostic {
    let problem = Diagnostic::error("MB017", "Khối ``` mở ở dòng này chưa đóng")
        .since(Version::V0_2)
        .with_note("mọi dòng sau dòng này bị coi là nằm trong khối")
        .with_remedy("Thêm một dòng ``` ở cuối khối");
    at(problem, place, "khối mở ở đây")
}

/// A row that has not as many cells as the table's head.
pub(super) fn uneven_row(cells: usize, columns: usize, place: Option<Span>) -> Diagnostic {
    let message = format!("Hàng của bảng có {cells} ô, hàng tiêu đề có {columns} ô");
    let problem = Diagnostic::error("MB017", message)
        .since(Version::V0_2)
        .with_remedy("Viết đủ ô cho mỗi hàng, ô trống thì để trống giữa hai dấu `|`; dấu `|` trong chữ thì viết `\\|`");
    at(problem, place, "hàng này")
}

/// Two articles in one paragraph.
pub(super) fn glued_article(place: Option<Span>) -> Diagnostic {
    let problem = Diagnostic::error("MB018", "Thiếu dòng trống trước Điều này")
        .since(Version::V0_2)
        .with_note("hai dòng liền nhau là một đoạn, nên Điều này sẽ in nối vào đoạn trên")
        .with_remedy("Thêm một dòng trống phía trên");
    at(problem, place, "nối vào đoạn trên")
}

/// A character that must not be printed, written as `&#...;`.
pub(super) fn forbidden(letter: char, entity: &str, place: Option<Span>) -> Diagnostic {
    let code = u32::from(letter);
    let message = format!("`{entity}` là ký tự không in được (U+{code:04X})");
    let problem = Diagnostic::error("MB020", message)
        .since(Version::V0_2)
        .with_remedy("Xóa ký tự này; khoảng trắng thì gõ dấu cách");
    at(problem, place, "ký tự này")
}

/// A heading more than one level below the one before it.
pub(super) fn skipped_level(
    from: usize,
    to: usize,
    text: &str,
    origin: Option<Span>,
) -> Diagnostic {
    let problem = Diagnostic::error(
        "MB007",
        format!(
            "Tiêu đề “{text}” ở cấp {to} đứng sau cấp {from}: bỏ qua cấp {}",
            from + 1
        ),
    )
    .with_note("PDF/UA-1 (ISO 14289-1, 7.4.2): các cấp tiêu đề phải liền nhau")
    .with_remedy(format!("Dùng {} dấu `#` cho tiêu đề này", from + 1));
    at(problem, origin, "bỏ qua một cấp tiêu đề")
}

/// A problem at a place, if that is known.
fn at(problem: Diagnostic, place: Option<Span>, label: &str) -> Diagnostic {
    match place {
        Some(span) => problem.at(span, label),
        None => problem,
    }
}
