//! The archive's messages: what is wrong, why, what to do.

use std::io;
use std::path::Path;

use super::fault::{Fault, FaultKind};
use super::litter::is_litter;
use super::manifest::{Link, MANIFEST};
use super::record::Record;
use crate::diagnostics::{Diagnostic, Diagnostics, Span};
use crate::dossier::Dossier;
use crate::output::{reason, shown};
use crate::values::PartialDate;

/// Number or date are neither in the dossier nor on the command line: wrong usage.
pub(crate) const MISSING_FACTS: &str = "LT001";

/// What to do where a file could not be read for now.
pub(super) const CLOSE: &str =
    "Đóng chương trình đang mở tệp ấy, hoặc xin quyền đọc kho, rồi chạy lại lệnh";

/// Điều 18 in one sentence, for whoever wants to issue again.
const AFTER_ISSUE: &str = "Sai nội dung thì ban hành quyết định sửa đổi, bổ sung (thêm `dieu_chinh` vào hồ sơ rồi dùng --sua-doi) hoặc thay thế; sai thể thức, kỹ thuật trình bày thì ra công văn đính chính (Nghị định 30/2020/NĐ-CP, Điều 18)";

/// Reports a dossier that still lacks its number or whole date.
pub(super) fn missing_facts(dossier: &Dossier, found: &mut Diagnostics) {
    let facts = &dossier.document;
    if facts.number.is_none() {
        found.push(
            Diagnostic::error(MISSING_FACTS, "Chưa có số của quyết định")
                .with_note("quyết định ban hành phải có đủ số và ngày; hồ sơ chưa ghi `so`")
                .with_remedy("Thêm --so với số văn thư đã cấp, ví dụ --so 3203"),
        );
    }
    if !matches!(facts.date.value, PartialDate::Day(_)) {
        found.push(
            Diagnostic::error(MISSING_FACTS, "Chưa có ngày ban hành đầy đủ")
                .with_note("quyết định ban hành phải có đủ số và ngày; hồ sơ chưa ghi đủ ngày")
                .with_remedy("Thêm --ngay với ngày ban hành, ví dụ --ngay 2021-12-24"),
        );
    }
}

/// A Tờ trình that is filed with room for its number or date: it was never sent.
pub(super) fn open_submission(dossier: &Dossier) -> Option<Diagnostic> {
    let submission = dossier.submission.as_ref()?;
    let proposal = dossier.proposal.as_ref();
    let date = proposal.and_then(|proposal| proposal.date.as_ref());
    let has_day = date.is_some_and(|date| date.value.day().is_some());
    if has_day && dossier.submission_number().is_some() {
        return None;
    }
    Some(
        Diagnostic::warning("LT050", "Tờ trình lưu cùng quyết định chưa đủ số, ngày")
            .at(
                submission.symbol.span,
                "số và ngày của Tờ trình này lấy ở `de_nghi`",
            )
            .with_remedy(
                "Ghi `de_nghi.van_ban` có số và `de_nghi.ngay` đủ ngày trước khi ban hành",
            ),
    )
}

pub(super) fn contradiction(what: &str, own: &str, given: &str, span: Span) -> Diagnostic {
    let option = if what == "số" { "--so" } else { "--ngay" };
    Diagnostic::error("LT002", format!("Hồ sơ ghi {what} {own}, lệnh ghi {given}"))
        .at(span, format!("{what} trong hồ sơ"))
        .with_remedy(format!(
            "Giữ một trong hai: sửa hồ sơ, hoặc bỏ {option} khỏi lệnh"
        ))
}

pub(super) fn number_taken(record: &Record, package: &str, same_dossier: bool) -> Diagnostic {
    let what = if same_dossier {
        format!(
            "Quyết định số {} ngày {} đã ban hành từ chính hồ sơ này, không lập lại",
            record.full_number(),
            record.day()
        )
    } else {
        format!(
            "Số {} năm {} của {} đã cấp",
            record.number,
            record.date.format("%Y"),
            record.issuer
        )
    };
    Diagnostic::error("LT003", what)
        .with_note(format!(
            "đã lưu ở gói {package}: Quyết định số {} ngày {}, {}",
            record.full_number(),
            record.day(),
            record.subject
        ))
        .with_remedy(format!(
            "{AFTER_ISSUE}. Nếu đây là quyết định khác thì lấy số khác"
        ))
}

pub(super) fn issued_before(record: &Record, package: &str) -> Diagnostic {
    Diagnostic::warning(
        "LT004",
        format!(
            "Hồ sơ này đã ban hành một lần, là Quyết định số {} ngày {}",
            record.full_number(),
            record.day()
        ),
    )
    .with_note(format!("đã lưu ở gói {package}"))
    .with_remedy(format!(
        "Kiểm tra có ban hành nhầm lần thứ hai không. {AFTER_ISSUE}"
    ))
}

/// Someone else amended the same state of the decision first.
pub(super) fn amended_before(record: &Record, package: &str) -> Diagnostic {
    Diagnostic::error(
        "SD010",
        format!(
            "Quyết định này vừa được sửa đổi bởi Quyết định số {} ngày {}",
            record.full_number(),
            record.day()
        ),
    )
    .with_note(format!("đã lưu ở gói {package}"))
    .with_remedy("Chạy lại lệnh: quyết định sửa đổi mới phải tính từ kết quả sau lần sửa đổi ấy")
}

pub(super) fn amends_another_archive(root: &Path, link: &Link) -> Diagnostic {
    Diagnostic::error(
        "SD011",
        format!("Gói {} không nằm trong kho {}", link.entry, shown(root)),
    )
    .with_note("quyết định sửa đổi phải lưu cùng kho với quyết định được sửa đổi")
    .with_remedy("Ghi đúng kho sau --out, hoặc đúng gói sau --sua-doi")
}

/// The archive's lock cannot be had.
pub(super) fn not_locked(root: &Path, lock: &Path, error: &io::Error) -> Diagnostic {
    if error.kind() != io::ErrorKind::Unsupported {
        return unwritable(lock, error);
    }
    Diagnostic::error("LT066", format!("Kho {} không khóa được", shown(root)))
        .with_note("ổ đĩa hay thư mục chia sẻ này không giữ khóa tệp, nên hai người cùng ghi sẽ cấp trùng số")
        .with_note("kho vẫn nguyên như trước, chưa có gì được lưu thêm")
        .with_remedy("Để kho ở ổ đĩa của máy, hoặc nhờ quản trị mạng bật khóa tệp cho thư mục chia sẻ, rồi chạy lại lệnh")
}

pub(super) fn unwritable(path: &Path, error: &io::Error) -> Diagnostic {
    let remedy = match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            "Giải phóng chỗ trên ổ đĩa rồi chạy lại lệnh"
        }
        _ => "Xin quyền ghi vào kho, kiểm tra ổ đĩa rồi chạy lại lệnh",
    };
    Diagnostic::error("LT010", format!("Không ghi được vào kho: {}", shown(path)))
        .with_note(reason(error))
        .with_note("kho vẫn nguyên như trước, chưa có gì được lưu thêm")
        .with_remedy(remedy)
}

pub(super) fn damaged_archive(root: &Path, faults: &[(String, Fault)]) -> Diagnostic {
    let root = shown(root);
    let is_damaged = faults.iter().any(|(_, fault)| fault.is_damage());
    let (state, remedy) = if is_damaged {
        let remedy =
            format!("Chạy `quyetdinh verify {root}` để xem hết, rồi khôi phục từ bản sao lưu");
        ("có chỗ hư hỏng nên không lưu thêm", remedy)
    } else {
        ("có tệp chưa đọc được nên chưa lưu thêm", CLOSE.to_owned())
    };
    let mut problem = Diagnostic::error("LT011", format!("Kho {root} {state}"));
    for (entry, fault) in faults.iter().take(5) {
        problem = problem.with_note(within(entry, fault));
    }
    problem.with_remedy(remedy)
}

/// A fault with the entry it was found in.
pub(super) fn within(entry: &str, fault: &Fault) -> String {
    if entry.is_empty() {
        fault.text()
    } else {
        format!("gói {entry}: {}", fault.text())
    }
}

pub(super) fn head_behind(path: &Path, error: &io::Error, entry: &str) -> Diagnostic {
    Diagnostic::warning(
        "LT012",
        format!("Đã lưu {entry}, nhưng chưa ghi xong {}", shown(path)),
    )
    .with_note(reason(error))
    .with_remedy("Không phải lưu lại: lần ghi sau vào kho sẽ tự ghi nốt")
}

pub(super) fn not_an_archive(root: &Path) -> Diagnostic {
    Diagnostic::error(
        "LT013",
        format!("Thư mục {} không phải kho lưu trữ", shown(root)),
    )
    .with_note("trong thư mục có sẵn tệp khác, không có tệp nào của kho")
    .with_remedy("Chọn thư mục của kho đang dùng, hoặc một thư mục mới hay còn trống")
}

/// The archive's folder cannot be read.
#[must_use]
pub(crate) fn unreadable_archive(root: &Path, error: &io::Error) -> Diagnostic {
    Diagnostic::error("LT020", format!("Không đọc được kho {}", shown(root)))
        .with_note(reason(error))
        .with_remedy("Kiểm tra lại đường dẫn của kho")
}

pub(super) fn not_a_package(folder: &Path, faults: &[Fault]) -> Diagnostic {
    let name = shown(folder);
    let whole = faults.is_empty();
    let message = if whole {
        format!("{name} không phải gói của một quyết định")
    } else {
        format!("Không mở được gói {name}")
    };
    let mut problem = Diagnostic::error("LT021", message);
    for fault in faults.iter().take(5) {
        problem = problem.with_note(fault.text());
    }
    let all = |is: fn(&Fault) -> bool| !whole && faults.iter().all(is);
    let misplaced = faults.iter().find(|fault| fault.is_misplaced());
    if let Some(fault) = misplaced.filter(|_| all(|fault| !fault.is_damage())) {
        return problem.with_remedy(file_it(&name, &fault.file));
    }
    problem.with_remedy(if all(|fault| !fault.is_damage()) {
        CLOSE
    } else if all(|fault| fault.kind == FaultKind::Unknown) {
        "Chuyển tệp ấy ra ngoài kho: gói chỉ chứa những tệp đã lưu khi ban hành; rồi chạy lại lệnh"
    } else if whole || faults.iter().any(|fault| fault.file == MANIFEST) {
        "Chỉ vào thư mục của gói trong kho (có tệp manifest.json); `quyetdinh verify <kho>` kiểm tra cả kho"
    } else {
        "Khôi phục cả kho từ bản sao lưu; `quyetdinh verify <kho>` kiểm tra cả kho"
    })
}

/// What to do with a signed file that stands in the package.
#[must_use]
pub(crate) fn file_it(package: &str, file: &str) -> String {
    format!(
        "Chạy `quyetdinh archive-signed {package} {package}/{file}`: bản ký được lưu đúng chỗ, gói trở lại như khi ban hành"
    )
}

/// A signed file left in a package, with other signatures than the one that was filed.
pub(super) fn misplaced(folder: &Path, file: &str) -> Diagnostic {
    let package = shown(folder);
    Diagnostic::warning(
        "LT067",
        format!("Trong gói {package} còn bản ký chưa được lưu: {file}"),
    )
    .with_note("nó không phải bản vừa lưu, cũng không có đủ trong bản ấy")
    .with_remedy(file_it(&package, file) + "; không cần bản ấy thì chuyển nó ra ngoài kho")
}

/// A signed file is filed, but the package is not as it was.
pub(super) fn not_mended(path: &Path, error: &io::Error) -> Diagnostic {
    Diagnostic::warning(
        "LT068",
        format!("Bản ký đã lưu, nhưng chưa dọn được {}", shown(path)),
    )
    .with_note(reason(error))
    .with_remedy(
        "Đóng chương trình đang mở tệp ấy rồi chạy lại đúng lệnh này: bản ký không bị lưu hai lần",
    )
}

/// Something in an archive that is nobody's.
#[must_use]
pub(crate) fn stray(archive: &str, path: &str) -> Diagnostic {
    let problem = Diagnostic::warning("LT032", format!("Trong kho {archive} có tệp lạ: {path}"));
    let name = path.rsplit_once('/').map_or(path, |parts| parts.1);
    if is_litter(name) {
        problem
            .with_note(
                "tệp do hệ điều hành hoặc chương trình văn phòng tự tạo, không thuộc gói nào",
            )
            .with_remedy("Đóng chương trình đang mở thư mục hoặc tệp của kho, rồi xóa tệp này")
    } else {
        problem.with_remedy("Chuyển tệp này ra ngoài kho; kho chỉ chứa các gói đã ban hành")
    }
}
