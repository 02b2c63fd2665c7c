//! What is wrong with an archive, one diagnostic for each entry: damage, what could not be checked, what its own dossier
//! does not make.

use super::witness;
use crate::archive::{self, Agreement, Fault, PackageState, Rebuilt, Since, Verification};
use crate::diagnostics::{Diagnostic, Diagnostics};

/// Tells everything that is wrong with an archive, or worth a word.
pub(super) fn report(found: &Verification, archive: &str, diagnostics: &mut Diagnostics) {
    for package in &found.packages {
        let faults: Vec<&Fault> = package.faults.iter().collect();
        diagnostics.push_all(damage(&package.name, &faults));
        let misplaced = faults.iter().filter(|fault| fault.is_misplaced());
        diagnostics.push_all(misplaced.map(|fault| unfiled(archive, &package.name, fault)));
        diagnostics.push_all(rebuilt(package));
        let litter = package.litter.iter();
        diagnostics.push_all(litter.map(|file| archive::stray(archive, file)));
    }
    let faults: Vec<&Fault> = found.faults.iter().collect();
    diagnostics.push_all(damage("", &faults));
    let strays = found.strays.iter();
    diagnostics.push_all(strays.map(|file| archive::stray(archive, file)));
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
    for (one, other) in &found.twice {
        diagnostics.push(given_twice(one, other));
    }
    if found.since == Some(Since::Gone) {
        diagnostics.push(witness::gone(archive));
    }
}

/// A number that two packages have.
pub(super) fn given_twice(one: &str, other: &str) -> Diagnostic {
    let message = format!("Gói {other} mang số đã cấp cho gói {one}");
    Diagnostic::warning("LT065", message)
        .with_note("cùng cơ quan, cùng năm, cùng số")
        .with_remedy("Xem hai quyết định có phải là một không; số trùng thì thu hồi, ban hành lại với số khác")
}

/// What is wrong with an entry, or, without a name, with the chain; what could not be checked is told apart.
pub(super) fn damage(entry: &str, faults: &[&Fault]) -> Vec<Diagnostic> {
    let (damaged, others): (Vec<&Fault>, Vec<&Fault>) =
        faults.iter().partition(|fault| fault.is_damage());
    let unchecked = others.into_iter().filter(|fault| fault.is_unchecked());
    let unchecked: Vec<&Fault> = unchecked.collect();
    let (broken, open) = if entry.is_empty() {
        let open = "Chưa kiểm tra được chuỗi các gói".to_owned();
        (("LT031", "Chuỗi các gói bị đứt".to_owned()), open)
    } else {
        let open = format!("Chưa kiểm tra hết được gói {entry}");
        (("LT030", format!("Gói {entry} hư hỏng")), open)
    };
    let told = [
        (broken.0, broken.1, damaged, RESTORE),
        ("LT060", open, unchecked, CLOSE),
    ];
    let told = told
        .into_iter()
        .filter(|(_, _, faults, _)| !faults.is_empty());
    let told = told.map(|(code, message, faults, remedy)| {
        let notes = faults.into_iter().map(Fault::text);
        let problem = Diagnostic::error(code, message);
        notes
            .fold(problem, Diagnostic::with_note)
            .with_remedy(remedy)
    });
    told.collect()
}

/// A signed file that stands in a package.
fn unfiled(archive: &str, package: &str, fault: &Fault) -> Diagnostic {
    let message = format!("Gói {package} còn bản ký chưa được lưu");
    Diagnostic::error("LT069", message)
        .with_note(fault.text())
        .with_remedy(archive::file_it(
            &format!("{archive}/{package}"),
            &fault.file,
        ))
}

const RESTORE: &str = "Giữ nguyên hiện trạng để xem xét, rồi khôi phục cả kho từ bản sao lưu; không sửa tay tệp nào trong kho";
const CLOSE: &str = "Đây không phải hư hỏng: đóng chương trình đang mở tệp ấy, hoặc xin quyền đọc kho, rồi chạy lại lệnh";

/// What is wrong with a package that was built again, or worth a remark.
fn rebuilt(package: &PackageState) -> Option<Diagnostic> {
    let name = &package.name;
    match &package.rebuilt {
        Rebuilt::Untried | Rebuilt::Identical => None,
        Rebuilt::Different(files) => Some(suspicion(
            name,
            format!("tệp dựng lại khác: {}", files.join(", ")),
        )),
        Rebuilt::Impossible(program) => {
            let note = format!("hồ sơ trong gói không dựng được (lập bằng phiên bản {program})");
            Some(suspicion(name, note))
        }
        Rebuilt::Older(agreement) if agreement.disagreements.is_empty() => {
            reworded(name, agreement)
        }
        Rebuilt::Older(agreement) => Some(disagreement(name, agreement)),
    }
}

/// Hashes and chain are right, yet this program writes another file from the same dossier.
fn suspicion(name: &str, note: String) -> Diagnostic {
    let message = format!("Gói {name} không phải do chính hồ sơ của nó dựng ra");
    Diagnostic::error("LT033", message).with_note(note).with_remedy(
        "Đối chiếu với bản đã ký và bản sao lưu: có người thay tệp và sửa cả bảng kê, hoặc chương trình đã bị sửa mà không đổi số phiên bản",
    )
}

/// Places that a message lists.
const SHOWN: usize = 10;

/// Another version's files do not tell the same, or not what their dossier says.
fn disagreement(name: &str, agreement: &Agreement) -> Diagnostic {
    let message = format!("Các tệp của gói {name} không nói như nhau");
    let mut problem = Diagnostic::error("LT061", message);
    for one in agreement.disagreements.iter().take(SHOWN) {
        problem = problem.with_note(one.text());
    }
    if let Some(more @ 1..) = agreement.disagreements.len().checked_sub(SHOWN) {
        problem = problem.with_note(format!("và {more} chỗ khác"));
    }
    problem.with_remedy(
        "Đối chiếu với bản đã ký và bản sao lưu: có người thay tệp và sửa cả bảng kê; gói của phiên bản mới hơn thì kiểm tra bằng phiên bản ấy",
    )
}

/// Another version's files tell the same, in words that are not those of today.
fn reworded(name: &str, agreement: &Agreement) -> Option<Diagnostic> {
    let places: Vec<String> = (agreement.wording.iter().take(SHOWN))
        .map(|(file, place)| match place.as_str() {
            "" => format!("{file}, phần đầu"),
            place => format!("{file}, {place}"),
        })
        .collect();
    let more = match agreement.wording.len().saturating_sub(SHOWN) {
        0 => String::new(),
        more => format!(" và {more} chỗ khác"),
    };
    let message = format!("Lời văn của gói {name} khác với cách viết nay, số liệu không khác");
    let note = format!("ở {}{more}", places.join("; "));
    (!places.is_empty()).then(|| Diagnostic::remark("LT062", message).with_note(note))
}
