//! Messages about signed files: what is wrong, why, what to do.

use std::io;
use std::path::Path;

use super::super::contents::Contents;
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
pub(crate) fn unreadable_file(path: &Path, error: &io::Error) -> Diagnostic {
    Diagnostic::error("LT040", format!("Không đọc được bản ký {}", shown(path)))
        .with_note(reason(error))
        .with_remedy("Kiểm tra lại đường dẫn của tệp PDF đã ký")
}

/// The signed file is larger than any decision.
#[must_use]
pub(crate) fn too_large(path: &Path) -> Diagnostic {
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

/// What a signed file must begin with, in the words of messages.
pub(super) struct Source<'a> {
    /// The unsigned PDF.
    pub(super) bytes: &'a [u8],
    /// What it is, e.g. `PDF đã ban hành của gói 2021-3203-QD-UBND`.
    what: String,
    /// Which file is to be signed.
    file: String,
    /// What to do where its content is to be changed.
    otherwise: &'static str,
}

impl<'a> Source<'a> {
    /// A package's.
    pub(super) fn of(package: &Package, bytes: &'a [u8]) -> Self {
        let name = package.name();
        Self {
            bytes,
            what: format!("PDF đã ban hành của gói {name}"),
            file: format!("{name}.pdf trong gói"),
            otherwise: "cần sửa nội dung thì ban hành quyết định sửa đổi",
        }
    }

    /// What `build` makes of the dossier before number and date are given.
    pub(super) fn draft(contents: &'a Contents) -> Self {
        Self {
            bytes: contents.pdf(),
            what: "PDF chưa có số, ngày mà hồ sơ này cho ra".to_owned(),
            file: "PDF do `quyetdinh build` lập từ đúng hồ sơ này, không kèm --so, --ngay"
                .to_owned(),
            otherwise: "hồ sơ đã sửa sau khi ký thì lập lại và ký lại",
        }
    }
}

/// All reasons why a signed file is refused; `other` finds the package whose PDF it begins with.
pub(super) fn refused(
    source: &Source<'_>,
    signed: SignedFile<'_>,
    refusals: &[Refusal],
    other: impl Fn() -> Option<String>,
) -> Diagnostics {
    let mut problems = Diagnostics::new();
    for refusal in refusals {
        problems.push(match refusal {
            Refusal::NotAppended => not_appended(source, signed, other()),
            Refusal::Unreadable(why) => unreadable(signed.name, why),
            Refusal::NoSignature => no_signature(source, signed.name),
            Refusal::Signature(refused) => signature(signed.name, &refused.field, &refused.why),
            Refusal::Changes(changes) => changed(source, signed.name, changes),
        });
    }
    problems
}

fn not_appended(source: &Source<'_>, signed: SignedFile<'_>, other: Option<String>) -> Diagnostic {
    let (file, what) = (signed.name, &source.what);
    let problem = Diagnostic::error("LT041", format!("Tệp {file} không bắt đầu bằng {what}"));
    if let Some(other) = other {
        return problem
            .with_note(format!("tệp bắt đầu bằng PDF của gói {other}"))
            .with_remedy(format!("Nếu đây là bản ký của {other} thì lưu vào gói ấy"));
    }
    if !signed.bytes.starts_with(b"%PDF-") {
        return problem
            .with_note("tệp này không phải PDF")
            .with_remedy("Chọn tệp PDF do phần mềm ký ghi ra");
    }
    if source.bytes.starts_with(signed.bytes) {
        return problem
            .with_note(format!(
                "tệp chỉ là phần đầu của {what}: bị cắt khi chép hoặc gửi"
            ))
            .with_remedy(FETCH_AGAIN);
    }
    problem
        .with_note("ký số chỉ ghi thêm vào cuối tệp, phần đầu phải giữ đúng từng byte")
        .with_note(
            "thường là do phần mềm đã lưu lại hoặc in lại PDF (Save As, Print to PDF) trước khi ký, hoặc đây là PDF của văn bản khác",
        )
        .with_remedy(format!(
            "Ký lại từ chính tệp {}, không mở ra lưu lại bằng phần mềm khác; {}",
            source.file, source.otherwise
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

fn no_signature(source: &Source<'_>, file: &str) -> Diagnostic {
    Diagnostic::error("LT042", format!("Tệp {file} chưa có chữ ký số nào"))
        .with_note("hình chữ ký hoặc con dấu dán vào trang không phải là chữ ký số")
        .with_remedy(format!(
            "Ký số tệp {} rồi chạy lại lệnh với tệp đã ký",
            source.file
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

fn changed(source: &Source<'_>, file: &str, changes: &[String]) -> Diagnostic {
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
        "Ký lại từ chính tệp {}, không thêm bớt gì khác; {}",
        source.file, source.otherwise
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
