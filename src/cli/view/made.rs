//! Buttons: the decision's files, the change sheet.

use super::super::args::{Build, FormatName, View};
use super::super::{Session, build, made};
use super::correction::failed;
use super::desk::Desk;
use crate::diagnostics::{Diagnostic, Severity, told};
use crate::output::{OutputFile, shown};
use crate::page::model::{MadeFile, Outcome};
use crate::serve::encoded;

/// Builds DOCX and PDF as `build` does.
pub(super) fn build_files(desk: &Desk) -> Outcome {
    let _alone = desk.alone();
    let mut session = Session::default();
    let options = as_build(&desk.options);
    let files = match desk.options.out {
        Some(_) => build::produce(&options, &mut session),
        None => build::make(&options, &mut session).map(|made| made.files),
    };
    given(desk, files, &mut session)
}

/// Makes the change sheet against that choice.
pub(super) fn change_sheet(desk: &Desk, since: &str) -> Outcome {
    let now = desk.now();
    let mut session = Session::default();
    let Some(good) = now.good.as_deref().filter(|_| !now.stale) else {
        let problem = Diagnostic::error("TP106", "Hồ sơ đang có lỗi, chưa lập được gì")
            .with_remedy("Sửa hết lỗi ở thẻ Vấn đề trước");
        return failed(&problem.into(), &session);
    };
    if good.choices.iter().all(|choice| choice.value != since) {
        let problem = Diagnostic::error("TP107", "Chưa chọn so với gì").with_remedy(
            "Chọn ở thẻ Thay đổi; hồ sơ chưa có điều chỉnh thì mở lại lệnh với --so-voi hoặc --kho",
        );
        return failed(&problem.into(), &session);
    }
    let stem = format!("{}-thay-doi", build::stem(&desk.options.dossier));
    let files = good.change_sheet(&desk.options, since, &stem, &mut session);
    given(desk, files, &mut session)
}

/// Writes the files where they are asked for, and keeps them to be fetched.
fn given(desk: &Desk, files: Option<Vec<OutputFile>>, session: &mut Session) -> Outcome {
    let Some(files) = files else {
        return failed(&session.diagnostics, session);
    };
    let paths = match &desk.options.out {
        Some(folder) => match made::write(folder, &files) {
            Ok(paths) => paths.iter().map(|path| Some(shown(path))).collect(),
            Err(problems) => return failed(&problems, session),
        },
        None => vec![None; files.len()],
    };
    let made = files.iter().zip(paths).map(|(file, path)| MadeFile {
        name: file.name.clone(),
        path,
        link: Some(format!("file/{}", encoded(&file.name))),
    });
    let warnings = session.diagnostics.iter();
    let warnings = warnings.filter(|found| found.severity == Severity::Warning);
    let message = match &desk.options.out {
        Some(folder) => format!("Đã ghi {} tệp vào {}", files.len(), shown(folder)),
        None => format!("Đã lập {} tệp", files.len()),
    };
    let outcome = Outcome {
        done: true,
        message,
        files: made.collect(),
        problems: warnings
            .map(|found| told(found, &session.sources))
            .collect(),
    };
    *desk.made() = files;
    outcome
}

fn as_build(options: &View) -> Build {
    Build {
        dossiers: vec![options.dossier.clone()],
        dossier: options.dossier.clone(),
        out: options.out.clone().unwrap_or_default(),
        format: vec![FormatName::Docx, FormatName::Pdf],
        own: options.own.clone(),
        law: options.law.clone(),
        phong_chu: None,
        so: None,
        ngay: None,
        du_thao: None,
        dinh_kem: false,
        khong_o_ky: false,
        ghi_de: false,
        so_voi: None,
        truoc: None,
        sua_doi: None,
        nguoi_sua: None,
    }
}
