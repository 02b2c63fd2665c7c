//! The state of an archive as it is written down elsewhere, and held against later.

use std::path::Path;

use crate::archive::{self, Disk, Since, Witness};
use crate::diagnostics::{Diagnostic, Diagnostics};

/// The line that ends what is told of an archive; empty if it has no entry.
pub(super) fn line(witness: Option<&Witness>) -> String {
    witness.map_or_else(String::new, |witness| {
        let entries = witness.entries.unwrap_or_default();
        format!("Mã đối chiếu của kho ({entries} mục): {witness}\n")
    })
}

/// The same of an archive into which something was just filed.
pub(super) fn line_of(archive: &Path) -> String {
    line(archive::witness(&Disk, archive).as_ref())
}

/// The state that was typed.
pub(super) fn parse(text: &str, diagnostics: &mut Diagnostics) -> Option<Witness> {
    let witness = Witness::parse(text);
    if witness.is_none() {
        let letters = text.chars().filter(|c| !c.is_whitespace()).count();
        diagnostics.push(
            Diagnostic::error("LT063", "Mã sau --doi-chieu không đúng dạng")
                .with_note(format!(
                    "mã đối chiếu có 64 ký tự, chỉ gồm chữ số và a đến f; mã đã ghi có {letters} ký tự"
                ))
                .with_remedy("Chép lại đủ 16 nhóm của dòng “Mã đối chiếu của kho”, đặt trong ngoặc kép"),
        );
    }
    witness
}

/// How the archive stands to the state that was asked for.
pub(super) fn told(since: &Since, is_damaged: bool) -> String {
    match since {
        Since::Gone => "Đối chiếu: trong kho không có trạng thái mang mã ấy\n".to_owned(),
        Since::Holds(count, later) => {
            let state = if is_damaged {
                format!(
                    "mã ấy là của mục thứ {count}, nhưng kho có chỗ hư hỏng hoặc chưa kiểm tra được"
                )
            } else {
                format!("kho còn nguyên trạng thái ấy ({count} mục)")
            };
            let after = match later.as_slice() {
                [] => "chưa có gì thêm".to_owned(),
                later => format!("sau đó thêm {} mục: {}", later.len(), later.join(", ")),
            };
            format!("Đối chiếu: {state}; {after}\n")
        }
    }
}

/// An archive that does not hold the state that was asked for.
pub(super) fn gone(archive: &str) -> Diagnostic {
    Diagnostic::error("LT064", format!("Kho {archive} không giữ trạng thái đã ghi"))
        .with_note("không mục nào trong chuỗi có mã ấy: chuỗi đã bị thay, bị cắt bớt, hoặc mã là của kho khác")
        .with_remedy("Xem lại mã và kho; nếu cả hai đều đúng thì giữ nguyên hiện trạng và khôi phục kho từ bản sao lưu")
}
