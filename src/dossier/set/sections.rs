//! The documents of a set and the order of their sections.

use super::super::facts::{Text, is_known};
use super::form::{DocumentDeclaration, SectionOf};
use crate::diagnostics::{Diagnostic, Diagnostics};

/// A set makes one document, which opens with the decision and has one annex at most.
pub(super) fn check(documents: &[DocumentDeclaration], found: &mut Diagnostics) {
    if let [_, second, ..] = documents {
        found.push(
            Diagnostic::error("MB027", "bộ mẫu soạn nhiều hơn một văn bản")
                .at(second.name.span, "văn bản thứ hai")
                .with_remedy("mỗi bộ mẫu soạn một văn bản: quyết định kèm phụ lục"),
        );
    }
    let sections = documents.iter().flat_map(|document| &document.sections);
    let mut annexes = 0;
    for (at, section) in sections.enumerate() {
        check_file(&section.file, found);
        annexes += usize::from(section.kind == SectionOf::Annex);
        let is_decision = section.kind == SectionOf::Decision;
        if (at == 0) != is_decision || (annexes > 1 && section.kind == SectionOf::Annex) {
            found.push(
                Diagnostic::error("MB027", "các phần của văn bản không đúng thứ tự")
                    .at(section.file.span, "phần này")
                    .with_note("văn bản mở đầu bằng một phần `quyet_dinh`, có nhiều nhất một phần `phu_luc`; các phần khác là `tiep`")
                    .with_remedy("sửa `loai` của phần này, hoặc đổi thứ tự"),
            );
        }
    }
}

/// A template lies in the set's folder itself.
fn check_file(file: &Text, found: &mut Diagnostics) {
    let is_bare = !file.contains(['/', '\\', ':']);
    if is_known(file) && !(is_bare && file.ends_with(".md")) {
        found.push(
            Diagnostic::error("MB027", format!("`tep` không nhận `{}`", **file))
                .at(file.span, "không phải tên một tệp `.md`")
                .with_note("mẫu nằm ngay trong thư mục bộ mẫu, để bộ mẫu chép đi đâu cũng đủ")
                .with_remedy("chép tệp vào thư mục bộ mẫu và viết tên tệp, ví dụ `phu-luc.md`"),
        );
    }
}
