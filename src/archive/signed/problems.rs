//! Messages about signed files: what is wrong, why, what to do.

use std::io;
use std::path::Path;

use super::super::package::Package;
use super::cms::Broken;
use super::history::Version;
use super::record::{SignatureRecord, SignedRecord};
use super::{LARGEST_SIGNED_FILE, Refusal, SignedFile};
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::output::{reason, shown};

/// How many changes are told one by one.
const MOST_CHANGES: usize = 20;
/// What to do when a file was damaged on its way.
const FETCH_AGAIN: &str =
    "Lấy lại tệp từ phần mềm ký hoặc người gửi: tệp có thể bị hỏng, bị cắt khi gửi hoặc bị sửa";

/// The signed file cannot be read from the disk.
#[must_use]
pub fn unreadable_file(path: &Path, error: &io::Error) -> Diagnostic {
    Diagnostic::error("LT040", format!("Không đọc được bản ký {}", shown(path)))
        .with_note(reason(error))
        .with_remedy("Kiểm tra lại đường dẫn của tệp PDF đã ký")
}

/// The signed file is larger than any decision.
#[must_use]
pub fn too_large(path: &Path) -> Diagnostic {
    let megabytes = LARGEST_SIGNED_FILE >> 20;
    Diagnostic::error(
        "LT040",
        format!("Tệp {} quá lớn, không phải bản ký", shown(path)),
    )
    .with_note(format!(
        "ký số chỉ thêm vài trăm KB; chương trình nhận tệp đến {megabytes} MB"
    ))
    .with_remedy("Kiểm tra lại đường dẫn của tệp PDF đã ký")
}

/// All reasons why a signed file is refused; `other` finds the package whose PDF it begins with.
pub(super) fn refused(
    package: &Package,
    signed: SignedFile<'_>,
    refusals: &[Refusal],
    other: impl Fn() -> Option<String>,
) -> Diagnostics {
    let mut problems = Diagnostics::new();
    for refusal in refusals {
        problems.push(match refusal {
            Refusal::NotAppended => not_appended(package, signed, other()),
            Refusal::Unreadable(why) => unreadable(signed.name, why),
            Refusal::NoSignature => no_signature(package, signed.name),
            Refusal::Signature(refused) => signature(signed.name, &refused.field, &refused.why),
            Refusal::Changes(changes) => changed(package, signed.name, changes),
        });
    }
    problems
}

fn not_appended(package: &Package, signed: SignedFile<'_>, other: Option<String>) -> Diagnostic {
    let (name, file) = (package.name(), signed.name);
    let problem = Diagnostic::error(
        "LT041",
        format!("Tệp {file} không bắt đầu bằng PDF đã ban hành của gói {name}"),
    );
    if let Some(other) = other {
        return problem
            .with_note(format!("tệp bắt đầu bằng PDF của gói {other}"))
            .with_remedy(format!("Nếu đây là bản ký của {other} thì lưu vào gói ấy"));
    }
    let unsigned = package.pdf().unwrap_or_default();
    if !signed.bytes.starts_with(b"%PDF-") {
        return problem
            .with_note("tệp này không phải PDF")
            .with_remedy("Chọn tệp PDF do phần mềm ký ghi ra");
    }
    if unsigned.starts_with(signed.bytes) {
        return problem
            .with_note("tệp chỉ là phần đầu của PDF trong gói: bị cắt khi chép hoặc gửi")
            .with_remedy(FETCH_AGAIN);
    }
    problem
        .with_note("ký số chỉ ghi thêm vào cuối tệp, phần đầu phải đúng từng byte là PDF trong gói")
        .with_note(
            "thường là do phần mềm đã lưu lại hoặc in lại PDF (Save As, Print to PDF) trước khi ký, hoặc đây là PDF của văn bản khác",
        )
        .with_remedy(format!(
            "Ký lại từ chính tệp {name}.pdf trong gói, không mở ra lưu lại bằng phần mềm khác"
        ))
}

fn unreadable(file: &str, why: &str) -> Diagnostic {
    Diagnostic::error(
        "LT043",
        format!("Không đọc được phần ghi thêm trong tệp {file}"),
    )
    .with_note(why)
    .with_remedy(format!(
        "{FETCH_AGAIN}. Nếu vẫn vậy thì phần mềm ký ghi sai cấu trúc PDF, cần ký bằng phần mềm khác"
    ))
}

fn no_signature(package: &Package, file: &str) -> Diagnostic {
    Diagnostic::error("LT042", format!("Tệp {file} chưa có chữ ký số nào"))
        .with_note("hình chữ ký hoặc con dấu dán vào trang không phải là chữ ký số")
        .with_remedy(format!(
            "Ký số tệp {}.pdf trong gói rồi chạy lại lệnh với tệp đã ký",
            package.name()
        ))
}

fn signature(file: &str, field: &str, why: &Broken) -> Diagnostic {
    match why {
        Broken::OtherBytes => Diagnostic::error(
            "LT045",
            format!("Chữ ký ở ô “{field}” không khớp với nội dung tệp {file}"),
        )
        .with_note("giá trị băm trong chữ ký khác giá trị tính từ tệp: tệp bị hỏng hoặc bị sửa sau khi ký")
        .with_remedy(FETCH_AGAIN),
        Broken::Unreadable(why) => Diagnostic::error(
            "LT044",
            format!("Không kiểm tra được chữ ký ở ô “{field}” trong tệp {file}"),
        )
        .with_note(why)
        .with_remedy(
            "Lấy lại tệp từ phần mềm ký; nếu vẫn vậy thì ký lại theo chuẩn PAdES (ETSI.CAdES.detached) hoặc adbe.pkcs7.detached",
        ),
    }
}

fn changed(package: &Package, file: &str, changes: &[String]) -> Diagnostic {
    let mut problem = Diagnostic::error(
        "LT046",
        format!("Tệp {file} còn thay đổi khác ngoài chữ ký số"),
    );
    for change in changes.iter().take(MOST_CHANGES) {
        problem = problem.with_note(change);
    }
    if let Some(more) = changes
        .len()
        .checked_sub(MOST_CHANGES)
        .filter(|more| *more > 0)
    {
        problem = problem.with_note(format!("và {more} thay đổi khác"));
    }
    problem.with_remedy(format!(
        "Ký lại từ chính tệp {}.pdf trong gói, không thêm bớt gì khác; cần sửa nội dung thì ban hành quyết định sửa đổi",
        package.name()
    ))
}

pub(super) fn filed_before(file: &str, entry: &str) -> Diagnostic {
    Diagnostic::warning(
        "LT047",
        format!("Tệp {file} đã lưu từ trước, không lưu lại"),
    )
    .with_note(format!("đúng từng byte là bản ký ở {entry}"))
    .with_remedy("Không phải làm gì; nếu định lưu bản có thêm chữ ký thì kiểm tra lại đường dẫn")
}

pub(super) fn not_continued(file: &str, last: &Version, record: &SignedRecord) -> Diagnostic {
    let lacking = last
        .record
        .signatures
        .iter()
        .filter(|signature| !record.signatures.contains(signature));
    let lacking: Vec<String> = lacking.map(in_words).collect();
    let mut problem = Diagnostic::warning(
        "LT048",
        format!(
            "Tệp {file} không ký tiếp từ bản ký lưu gần nhất ({})",
            last.entry
        ),
    );
    if !lacking.is_empty() {
        problem = problem.with_note(format!("thiếu chữ ký: {}", lacking.join("; ")));
    }
    problem.with_remedy(
        "Nếu văn bản cần đủ các chữ ký thì ký tiếp trên bản lưu gần nhất rồi lưu lại; cả hai bản đều được giữ",
    )
}

fn in_words(signature: &SignatureRecord) -> String {
    format!("{} (ô “{}”)", signature.who(), signature.place())
}

pub(super) fn lost_identification(file: &str, lost: &[&str]) -> Diagnostic {
    Diagnostic::warning(
        "LT049",
        format!("Tệp {file} không còn tự nhận là {}", lost.join(", ")),
    )
    .with_note("phần mềm ký đã ghi lại siêu dữ liệu (XMP) mà bỏ mất thông tin này")
    .with_remedy("Bản ký vẫn được lưu; nên cấu hình phần mềm ký giữ nguyên siêu dữ liệu")
}
