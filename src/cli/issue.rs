//! `quyetdinh issue`: builds the final pair and files it in the archive.

use std::path::Path;

use super::args::Issue;
use super::given::issue_facts;
use super::prepared::{Asked, Prepared};
use super::{Outcome, Session, archive_signed, diff_docx, print_done, witness};
use crate::archive::{self, Contents, Disk, SignedFile};
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::digest::Digest;
use crate::output::{reason, shown};
use crate::pipeline::IssueFacts;

pub(super) fn run(options: &Issue, session: &mut Session) -> Outcome {
    // what is filed stays
    session.tells_remarks = true;
    let contents = assemble(options, session);
    let Some(contents) = contents.filter(|_| !session.diagnostics.has_errors()) else {
        let missing = |d: &crate::diagnostics::Diagnostic| d.code == archive::MISSING_FACTS;
        return if session.diagnostics.iter().any(missing) {
            Outcome::WrongUsage
        } else {
            Outcome::Failed
        };
    };
    let signed = match options
        .da_ky
        .as_deref()
        .map(archive_signed::read)
        .transpose()
    {
        Ok(signed) => signed,
        Err(problem) => {
            session.diagnostics.push(problem);
            return Outcome::Failed;
        }
    };
    let signed = signed.as_deref().zip(options.da_ky.as_deref());
    let signed = signed.map(|(bytes, path)| (bytes, shown(path)));
    let signed = signed
        .as_ref()
        .map(|(bytes, name)| SignedFile { name, bytes });
    let done = file(options, &contents, signed, session);
    session.diagnostics.keep(done).unwrap_or(Outcome::Failed)
}

/// Files the package, and what was signed before.
fn file(
    options: &Issue,
    contents: &Contents,
    signed: Option<SignedFile<'_>>,
    session: &mut Session,
) -> Result<Outcome, Diagnostics> {
    if let Some(signed) = signed {
        archive::examine_draft(contents, signed)?;
    }
    // before it is filed for ever
    session.tell();
    let (root, warnings) = (&options.out, &mut session.diagnostics);
    let package = archive::issue(
        &Disk,
        root,
        contents,
        &mut archive_signed::say_waiting,
        warnings,
    )?;
    let (record, folder) = (&contents.record, root.join(package));
    let mut told = format!(
        "Đã ban hành Quyết định số {} ngày {}, lưu tại {}\n",
        record.full_number(),
        record.day(),
        shown(&folder)
    );
    let filed = signed.map(|signed| {
        let filed = archive::file_signed(
            &Disk,
            &folder,
            signed,
            &mut archive_signed::say_waiting,
            warnings,
        );
        filed.map(|(_, filed)| {
            archive_signed::report(record, &filed, &shown(&folder.join(&filed.folder)))
        })
    });
    let filed = filed.transpose();
    told += filed
        .as_ref()
        .map_or("", |told| told.as_deref().unwrap_or_default());
    // what was filed is filed, whatever became of the rest
    print_done(&(told + &witness::line_of(root)));
    filed.map(|_| Outcome::Done)
}

/// All files of the package; `None` after an error.
fn assemble(options: &Issue, session: &mut Session) -> Option<Contents> {
    let given = issue_facts(
        options.so.as_deref(),
        options.ngay.as_deref(),
        &mut session.diagnostics,
    );
    let given = IssueFacts {
        signed_first: options.da_ky.is_some(),
        ..given
    };
    let asked = Asked {
        dossier: &options.dossier,
        law: options.law.phap_luat.as_deref(),
        templates: options.own.mau.as_deref(),
        amends: options.sua_doi.as_deref(),
        ..Asked::default()
    };
    let prepared = Prepared::open(&asked, session)?;
    let (task, amends) = (prepared.task(), prepared.link());
    let (sources, diagnostics) = (&mut session.sources, &mut session.diagnostics);
    let Some(workshop) = &prepared.workshop else {
        // what is wrong with the dossier is told with what is wrong with its templates
        let _ = task.read(|_| (), sources, diagnostics);
        return None;
    };
    let mut contents = archive::assemble(workshop, &task, amends, &given, sources, diagnostics)?;
    add_score_sheets(&mut contents, &options.dossier, session);
    diff_docx::warn_of_edited(&options.dossier, &prepared, session);
    Some(contents)
}

/// Puts the score sheets that the dossier names among the files; they must be those that its scores came from.
fn add_score_sheets(contents: &mut Contents, dossier: &Path, session: &mut Session) {
    for sheet in &contents.score_sheets {
        let path = dossier.with_file_name("").join(&sheet.file.value);
        let problem = match std::fs::read(&path) {
            Ok(bytes) if Digest::of(&bytes).as_str() == sheet.sha256 => {
                contents.files.push((sheet.path.clone(), bytes));
                continue;
            }
            Ok(_) => Diagnostic::error(
                "BD050",
                format!("Bảng điểm {} đã đổi từ khi nhập", shown(&path)),
            )
            .at(sheet.file.span, "mã băm của tệp khác `sha256`"),
            Err(error) => Diagnostic::error(
                "BD050",
                format!("Không đọc được bảng điểm {} để lưu vào gói", shown(&path)),
            )
            .at(sheet.file.span, "tệp nêu ở đây")
            .with_note(reason(&error)),
        };
        session.diagnostics.push(problem.with_remedy(
            "Để tệp đã nhập ở đúng chỗ ấy; tệp đã sửa thì chạy lại `quyetdinh nhap`; không lưu bảng điểm thì bỏ `nguon_diem`",
        ));
    }
}
