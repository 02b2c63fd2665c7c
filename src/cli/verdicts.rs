//! What `verify` says of each package and of all, in a few words.

use crate::archive::{Agreement, Fault, PackageState, Rebuilt, Verification};

/// How a package was found, on one line.
pub(super) fn verdict(package: &PackageState) -> String {
    if !package.faults.is_empty() {
        let faults: Vec<String> = package.faults.iter().map(Fault::text).collect();
        let state = if package.is_damaged() {
            "hư hỏng"
        } else if package.faults.iter().all(Fault::is_misplaced) {
            "còn bản ký chưa lưu"
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

/// How the whole archive was found.
pub(super) fn summary(found: &Verification) -> String {
    let count = found.packages.len();
    let damaged = found.packages.iter().filter(|p| p.is_damaged()).count();
    let unchecked = |package: &&PackageState| {
        !package.is_damaged() && package.faults.iter().any(Fault::is_unchecked)
    };
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

#[cfg(test)]
mod tests {
    use super::super::findings::damage;
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
