//! The documents of a set and the order of their sections.

use super::super::facts::{Text, is_known};
use super::form::{DocumentDeclaration, SectionDeclaration, SectionOf};
use crate::diagnostics::{Diagnostic, Diagnostics};

/// How files of annexes are called: no document is called so.
const OF_ANNEXES: &str = "phu-luc";

/// The first document is the decision; each opens with a section of its own kind, which no other section has.
pub(super) fn check(documents: &[DocumentDeclaration], found: &mut Diagnostics) {
    for (at, document) in documents.iter().enumerate() {
        let opening = match at {
            0 => SectionOf::Decision,
            _ => SectionOf::Beside,
        };
        check_name(document, &documents[..at], found);
        for (at, section) in document.sections.iter().enumerate() {
            check_file(&section.file, found);
            let opens = section.kind == opening;
            let goes_on = matches!(section.kind, SectionOf::Annex | SectionOf::Continued);
            if (at == 0 && !opens) || (at > 0 && !goes_on) {
                found.push(misplaced(section, opening));
            }
        }
    }
}

fn misplaced(section: &SectionDeclaration, opening: SectionOf) -> Diagnostic {
    let note = match opening {
        SectionOf::Decision => {
            "văn bản thứ nhất là Quyết định, mở đầu bằng một phần `quyet_dinh`; các phần sau là `phu_luc` hoặc `tiep`"
        }
        _ => {
            "văn bản đi kèm Quyết định mở đầu bằng một phần `van_ban`; các phần sau là `phu_luc` hoặc `tiep`"
        }
    };
    Diagnostic::error("MB027", "các phần của văn bản không đúng thứ tự")
        .at(section.file.span, "phần này")
        .with_note(note)
        .with_remedy("sửa `loai` của phần này, hoặc đổi thứ tự")
}

/// The name becomes part of a file's name.
fn check_name(
    document: &DocumentDeclaration,
    earlier: &[DocumentDeclaration],
    found: &mut Diagnostics,
) {
    let name = &document.name;
    if !is_known(name) {
        return;
    }
    let is_letter = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    let is_plain = name.chars().all(is_letter) && !name.starts_with('-');
    let problem = if !is_plain {
        "chỉ gồm chữ thường không dấu, số và dấu `-`"
    } else if name.starts_with(OF_ANNEXES) {
        "là tên tệp của phụ lục"
    } else if earlier.iter().any(|other| other.name.value == name.value) {
        "đã có văn bản tên ấy"
    } else {
        return;
    };
    found.push(
        Diagnostic::error("MB027", format!("tên văn bản `{}` không dùng được", **name))
            .at(name.span, problem)
            .with_note("tên này đứng sau tên hồ sơ trong tên tệp: `ho-so-to-trinh.docx`")
            .with_remedy("đặt tên khác, ví dụ `to-trinh`"),
    );
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
