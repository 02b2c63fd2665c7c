//! `quyetdinh verify`: is the archive still what was issued?

use super::args::Verify;
use super::{Outcome, Session, print};
use crate::archive::{self, Disk, Fault, PROGRAM_VERSION, PackageState, Rebuilt, Verification};
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::fonts::Fonts;
use crate::output::shown;

pub(super) fn run(options: &Verify, session: &mut Session) -> Outcome {
    let fonts = match Fonts::built_in() {
        Ok(fonts) => fonts,
        Err(problems) => {
            session.diagnostics.extend(problems);
            return Outcome::Failed;
        }
    };
    let found = match archive::verify(&Disk, &options.archive, Some(&fonts)) {
        Ok(found) => found,
        Err(error) => {
            let problem = archive::unreadable_archive(&options.archive, &error);
            session.diagnostics.push(problem);
            return Outcome::Failed;
        }
    };
    for package in &found.packages {
        print(&format!("{}: {}\n", package.name, verdict(package)));
    }
    print(&summary(&found));
    report(&found, &shown(&options.archive), &mut session.diagnostics);
    if found.is_damaged() {
        Outcome::Failed
    } else {
        Outcome::Done
    }
}

fn verdict(package: &PackageState) -> String {
    if !package.faults.is_empty() {
        let faults: Vec<String> = package.faults.iter().map(Fault::text).collect();
        return format!("hư hỏng: {}", faults.join("; "));
    }
    let rebuilt = match &package.rebuilt {
        Rebuilt::Untried => "chưa dựng lại".to_owned(),
        Rebuilt::Identical => "dựng lại giống hệt".to_owned(),
        Rebuilt::Different { program, .. } if package.rebuilt.is_suspicious() => {
            format!("dựng lại khác, dù cùng phiên bản chương trình {program}")
        }
        Rebuilt::Different { program, .. } => format!(
            "dựng lại khác, do phiên bản chương trình khác (khi ban hành {program}, nay {PROGRAM_VERSION})"
        ),
    };
    let signed = match package.signed {
        0 => String::new(),
        count => format!(", {count} bản ký số"),
    };
    format!("nguyên vẹn, {rebuilt}{signed}")
}

fn summary(found: &Verification) -> String {
    let count = found.packages.len();
    let damaged = found.packages.iter().filter(|p| !p.faults.is_empty());
    let chain = if found.faults.is_empty() {
        "chuỗi liền mạch"
    } else {
        "chuỗi bị đứt"
    };
    format!("{count} gói, {} hư hỏng; {chain}\n", damaged.count())
}

fn report(found: &Verification, archive: &str, diagnostics: &mut Diagnostics) {
    for package in &found.packages {
        if !package.faults.is_empty() {
            let faults: Vec<&Fault> = package.faults.iter().collect();
            diagnostics.push(damage(&package.name, &faults));
        } else if package.rebuilt.is_suspicious() {
            diagnostics.push(suspicion(package));
        }
    }
    if !found.faults.is_empty() {
        let faults: Vec<&Fault> = found.faults.iter().collect();
        diagnostics.push(damage("", &faults));
    }
    for stray in &found.strays {
        diagnostics.push(
            Diagnostic::warning("LT032", format!("Trong kho {archive} có tệp lạ: {stray}"))
                .with_remedy("Chuyển tệp này ra ngoài kho; kho chỉ chứa các gói đã ban hành"),
        );
    }
    if found.unfinished {
        diagnostics.push(
            Diagnostic::warning(
                "LT034",
                format!("Kho {archive} còn phần ghi dở của một lần chạy bị ngắt"),
            )
            .with_note("các gói đã lưu không bị ảnh hưởng")
            .with_remedy("Không phải làm gì: lần ghi sau vào kho sẽ tự dọn"),
        );
    }
}

/// What is wrong with an entry, or, without a name, with the chain.
pub(super) fn damage(entry: &str, faults: &[&Fault]) -> Diagnostic {
    let mut problem = if entry.is_empty() {
        Diagnostic::error("LT031", "Chuỗi các gói bị đứt")
    } else {
        Diagnostic::error("LT030", format!("Gói {entry} hư hỏng"))
    };
    for fault in faults {
        problem = problem.with_note(fault.text());
    }
    problem.with_remedy(
        "Giữ nguyên hiện trạng để xem xét, rồi khôi phục cả kho từ bản sao lưu; không sửa tay tệp nào trong kho",
    )
}

/// Hashes and chain are right, yet this program writes another file from the same dossier.
fn suspicion(package: &PackageState) -> Diagnostic {
    let mut problem = Diagnostic::error(
        "LT033",
        format!(
            "Gói {} không phải do chính hồ sơ của nó dựng ra",
            package.name
        ),
    );
    if let Rebuilt::Different { files, .. } = &package.rebuilt {
        problem = problem.with_note(if files.is_empty() {
            "hồ sơ trong gói không dựng được".to_owned()
        } else {
            format!("tệp dựng lại khác: {}", files.join(", "))
        });
    }
    problem.with_remedy(
        "Đối chiếu với bản đã ký và bản sao lưu: có người thay tệp và sửa cả bảng kê, hoặc chương trình đã bị sửa mà không đổi số phiên bản",
    )
}
