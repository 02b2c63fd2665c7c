//! `quyetdinh verify`: is the archive still what was issued?

use std::io::{IsTerminal, Write};

use super::args::Verify;
use super::{Outcome, Session, print, witness};
use crate::archive::{
    self, Agreement, Check, Disk, Fault, PackageState, Rebuilt, Since, Verification,
};
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::fonts::Fonts;
use crate::output::shown;

pub(super) fn run(options: &Verify, session: &mut Session) -> Outcome {
    let asked = options.doi_chieu.as_deref();
    let asked = asked.map(|text| witness::parse(text, &mut session.diagnostics));
    let fonts = session.diagnostics.keep(Fonts::built_in());
    let (Some(fonts), Ok(asked)) = (
        fonts,
        asked.map_or(Ok(None), |asked| asked.map(Some).ok_or(())),
    ) else {
        return Outcome::Failed;
    };
    let progress = Progress::new();
    let check = Check {
        fonts: Some(&fonts),
        witness: asked.as_ref(),
        progress: Some(&|done, count| progress.tell(done, count)),
    };
    let found = match check.of(&Disk, &options.archive) {
        Ok(found) => found,
        Err(error) => {
            let problem = archive::unreadable_archive(&options.archive, &error);
            session.diagnostics.push(problem);
            return Outcome::Failed;
        }
    };
    progress.clear();
    for package in &found.packages {
        print(&format!("{}: {}\n", package.name, verdict(package)));
    }
    print(&summary(&found));
    let is_whole = !found.is_damaged() && found.is_complete();
    if let Some(since) = &found.since {
        print(&witness::told(since, !is_whole));
    }
    print(&witness::line(found.witness.as_ref()));
    report(&found, &shown(&options.archive), &mut session.diagnostics);
    if is_whole {
        Outcome::Done
    } else {
        Outcome::Failed
    }
}

/// How far a long run has come, for people who wait.
struct Progress {
    is_seen: bool,
}

impl Progress {
    /// Fewer packages are checked before anyone looks.
    const FEW: usize = 20;
    /// Room for the line.
    const WIDTH: usize = 40;

    fn new() -> Self {
        Self {
            is_seen: std::io::stderr().is_terminal(),
        }
    }

    fn tell(&self, done: usize, count: usize) {
        if self.is_seen && count > Self::FEW {
            self.line(&format!("Đã kiểm tra {done}/{count} gói"));
        }
    }

    fn clear(&self) {
        if self.is_seen {
            self.line("");
        }
    }

    fn line(&self, text: &str) {
        let end = if text.is_empty() { "\r" } else { "" };
        let _ = write!(
            std::io::stderr(),
            "\r{text:<width$}{end}",
            width = Self::WIDTH
        );
    }
}

fn verdict(package: &PackageState) -> String {
    if !package.faults.is_empty() {
        let faults: Vec<String> = package.faults.iter().map(Fault::text).collect();
        let state = if package.is_damaged() {
            "hư hỏng"
        } else {
            "chưa kiểm tra hết"
        };
        return format!("{state}: {}", faults.join("; "));
    }
    let rebuilt = match &package.rebuilt {
        Rebuilt::Untried => "chưa dựng lại".to_owned(),
        Rebuilt::Identical => "dựng lại giống hệt".to_owned(),
        Rebuilt::Different(_) => "dựng lại khác, dù cùng phiên bản chương trình".to_owned(),
        Rebuilt::Impossible(_) => "hồ sơ trong gói không dựng lại được".to_owned(),
        Rebuilt::Older(agreement) => of_another_version(agreement),
    };
    let signed = match package.signed {
        0 => String::new(),
        count => format!(", {count} bản ký số"),
    };
    format!("nguyên vẹn, {rebuilt}{signed}")
}

fn of_another_version(agreement: &Agreement) -> String {
    let told = if !agreement.disagreements.is_empty() {
        "số liệu, văn bản không khớp nhau".to_owned()
    } else if agreement.wording.is_empty() {
        "số liệu, văn bản khớp nhau".to_owned()
    } else {
        let count = agreement.wording.len();
        format!("số liệu khớp, lời văn khác cách viết nay ở {count} chỗ")
    };
    format!("{told} (lập bằng phiên bản {})", agreement.program)
}

fn summary(found: &Verification) -> String {
    let count = found.packages.len();
    let damaged = found.packages.iter().filter(|p| p.is_damaged()).count();
    let unchecked = |package: &&PackageState| !package.faults.is_empty() && !package.is_damaged();
    let unchecked = match found.packages.iter().filter(unchecked).count() {
        0 => String::new(),
        count => format!(", {count} chưa kiểm tra hết"),
    };
    let chain = if found.faults.is_empty() {
        "chuỗi liền mạch"
    } else if found.faults.iter().any(Fault::is_damage) {
        "chuỗi bị đứt"
    } else {
        "chuỗi chưa kiểm tra được"
    };
    format!("{count} gói, {damaged} hư hỏng{unchecked}; {chain}\n")
}

fn report(found: &Verification, archive: &str, diagnostics: &mut Diagnostics) {
    for package in &found.packages {
        let faults: Vec<&Fault> = package.faults.iter().collect();
        diagnostics.push_all(damage(&package.name, &faults));
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
    let (damaged, unchecked): (Vec<&Fault>, Vec<&Fault>) =
        faults.iter().partition(|fault| fault.is_damage());
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::FaultKind;

    /// What another program holds is told apart from damage, with its own remedy.
    #[test]
    fn what_could_not_be_checked_is_not_called_damage() {
        let fault = |kind| Fault {
            file: "a.docx".to_owned(),
            kind,
        };
        let held = fault(FaultKind::Unchecked(
            "tệp đang mở trong chương trình khác".to_owned(),
        ));
        let package = |faults: &[&Fault]| PackageState {
            name: "2021-1-QD-UBND".to_owned(),
            faults: faults.iter().map(|fault| (*fault).clone()).collect(),
            signed: 0,
            rebuilt: Rebuilt::Untried,
            litter: Vec::new(),
        };
        let told = verdict(&package(&[&held]));
        assert_eq!(
            told,
            "chưa kiểm tra hết: chưa kiểm tra được tệp a.docx (tệp đang mở trong chương trình khác)"
        );
        let [problem] = &damage("2021-1-QD-UBND", &[&held])[..] else {
            panic!("one problem");
        };
        assert_eq!(problem.code, "LT060");
        assert_eq!(problem.message, "Chưa kiểm tra hết được gói 2021-1-QD-UBND");
        let found = Verification {
            packages: vec![package(&[&held])],
            faults: Vec::new(),
            strays: Vec::new(),
            unfinished: false,
            twice: Vec::new(),
            witness: None,
            since: None,
        };
        let told = summary(&found);
        assert_eq!(
            told,
            "1 gói, 0 hư hỏng, 1 chưa kiểm tra hết; chuỗi liền mạch\n"
        );
        let changed = fault(FaultKind::Changed);
        let both = damage("x", &[&held, &changed]);
        let codes: Vec<&str> = both.iter().map(|problem| problem.code).collect();
        assert_eq!(codes, ["LT030", "LT060"]);
        assert!(verdict(&package(&[&held, &changed])).starts_with("hư hỏng: "));
    }
}
