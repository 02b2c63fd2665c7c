//! What is wrong with what templates read, as the user is told.

use super::shape::{Cause, Flawed, Form};
use crate::diagnostics::{Diagnostic, SourceId, Span};
use crate::dossier::{DECLARATION, Set};
use crate::values::did_you_mean;

/// A problem as the user is told; `ids` are the set's files in their order.
pub(crate) fn told(problem: &Flawed, ids: &[SourceId], set: &Set) -> Diagnostic {
    let (told, label) = match &problem.cause {
        Cause::Undeclared {
            name,
            parent,
            available,
        } => {
            let told = undeclared(name, parent, available);
            (told, "chưa khai báo")
        }
        Cause::Unprintable { name, form } => {
            let label = match form {
                Form::Compared => "khác loại",
                _ => "in ra không thành lời",
            };
            (unprintable(name, *form), label)
        }
        Cause::Optional {
            name,
            path,
            condition,
            has_default,
        } => {
            let key = path.replace("[]", "");
            let key = can_be_needed(set, path).then_some(key.as_str());
            let told = optional(name, condition, *has_default, key);
            (told, "có thể bỏ trống")
        }
    };
    let byte = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    match ids.get(problem.file) {
        Some(&source) => {
            let (start, end) = (byte(problem.place.start), byte(problem.place.end));
            told.at(Span { source, start, end }, label)
        }
        None => told,
    }
}

fn undeclared(name: &str, parent: &str, available: &[String]) -> Diagnostic {
    let what = if parent.is_empty() {
        format!("Mẫu dùng biến `{name}`, là biến chưa khai báo")
    } else {
        format!("Mẫu dùng khóa `{name}` trong `{parent}`, là khóa chưa khai báo")
    };
    let problem = Diagnostic::error("MB040", what);
    let known: Vec<&str> = available.iter().map(String::as_str).collect();
    if known.is_empty() {
        return problem
            .with_note(format!(
                "`{parent}` là một giá trị hoặc danh sách, không có khóa nào"
            ))
            .with_remedy(format!(
                "Bỏ phần `{name}`; phần tử của danh sách lấy bằng `{{% for %}}` hoặc `[0]`"
            ));
    }
    let listed = format!("có ở đây: {}", known.join(", "));
    let near = did_you_mean(name, known, "Xem lại tên này.");
    problem.with_note(listed).with_remedy(format!(
        "{near} Nếu đúng tên thì khai báo nó trong `{DECLARATION}`"
    ))
}

fn unprintable(name: &str, form: Form) -> Diagnostic {
    let (what, remedy) = match form {
        Form::Structure => (
            "là một nhóm hay danh sách",
            "In từng phần của nhóm (`.so`, `.ngay` ...); danh sách thì dùng `{% for %}`, `liet_ke` hoặc `join`",
        ),
        Form::Compared => (
            "so sánh với giá trị khác loại, nên điều kiện luôn cho một kết quả",
            "Chữ thì so với chữ trong dấu nháy (`nam == \"2026\"`), số thì so với số (`khoi[0].so_luong == 3`)",
        ),
        Form::Condition => (
            "là điều kiện đúng hay sai, không phải lời văn",
            "Đặt trong `{% if %}` và viết lời văn ở bên trong",
        ),
        Form::Date => (
            "là ngày, chưa qua bộ lọc ngày",
            "Giữa câu thì viết `| ngay_thang` (kèm chữ `ngày`), hoặc `| ngay`, `| ngay_day_du`",
        ),
        Form::NoDate => ("không phải là ngày", "Bỏ bộ lọc ngày ở đây"),
        Form::Markdown => (
            "là đoạn văn loại `markdown`",
            "Viết `| md`, trên một dòng riêng, không qua bộ lọc nào khác",
        ),
        Form::Inline => (
            "là đoạn văn loại `markdown`, không đứng giữa câu được",
            "Đặt trên một dòng riêng, trước và sau có dòng trống; sau đó chỉ được có dấu câu",
        ),
    };
    Diagnostic::error("MB046", format!("`{name}` {what}")).with_remedy(remedy)
}

/// Whether the set may make this key needed: it is one of a dossier, a block or an agency, or the set's own.
fn can_be_needed(set: &Set, path: &str) -> bool {
    let own = set.declared.iter().any(|own| **own == *path);
    let of_core = path
        .trim_start_matches("khoi[].")
        .trim_start_matches("co_quan[].");
    let is_key = |path: &str| set.at(&path.replace("[]", "")).is_some();
    own || !of_core.contains("[]") && is_key(path)
}

/// `key` is the one to make needed, if that can be.
fn optional(name: &str, condition: &str, has_default: bool, key: Option<&str>) -> Diagnostic {
    let what = format!("Mẫu dùng `{name}` như luôn có, mà khóa này có thể bỏ trống");
    let problem = Diagnostic::error("MB041", what)
        .with_note("khi hồ sơ bỏ trống, văn bản sẽ hụt chữ ở chỗ này hoặc không lập được");
    if has_default {
        return problem
            .with_note("`default` chỉ thay biến không có, không thay khóa bỏ trống")
            .with_remedy(format!(
                "Viết `{name} or \"...\"`, hoặc thêm `boolean=true` vào `default`"
            ));
    }
    let remedy = format!("Đặt phần này giữa `{{% if {condition} %}}` và `{{% endif %}}`");
    problem.with_remedy(if let Some(key) = key {
        format!("{remedy}, hoặc ghi `can: true` cho `{key}` trong `{DECLARATION}`")
    } else {
        remedy
    })
}

/// A fact that is declared at this place and that no template reads.
pub(crate) fn unread(path: &str, place: Span) -> Diagnostic {
    Diagnostic::warning("MB042", format!("Không mẫu nào dùng khóa `{path}`"))
        .at(place, "khai báo ở đây")
        .with_note("người soạn phải điền một điều không in ra đâu cả")
        .with_remedy(match path.rsplit_once("[].") {
            None => format!("Bỏ khai báo này, hoặc dùng `{{{{ {path} }}}}` trong mẫu"),
            Some((list, key)) => format!(
                "Bỏ khai báo này, hoặc dùng `.{key}` của từng phần tử trong vòng `{{% for ... in {} %}}`",
                list.rsplit_once("[].").map_or(list, |(_, inner)| inner)
            ),
        })
}
