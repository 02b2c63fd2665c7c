//! `quyetdinh init`: a commented starter dossier that builds at once.

use std::path::{Path, PathBuf};

use super::args::Init;
use super::{Outcome, Session, print};
use crate::diagnostics::Diagnostic;
use crate::drafting::{AMENDING_FOLDER, BuiltIn, STARTER};
use crate::output::{OutputFile, shown, write_all};

const TEMPLATE_FOLDER: &str = "mau";

pub(super) fn run(options: &Init, session: &mut Session) -> Outcome {
    let folder = &options.folder;
    let templates = folder.join(TEMPLATE_FOLDER);
    let wanted = wanted(options, &templates);
    for (folder, files) in &wanted {
        let paths = files.iter().map(|file| folder.join(&file.name));
        let there = paths.filter(|path| path.exists());
        there.for_each(|path| session.diagnostics.push(already_there(&path)));
    }
    if session.diagnostics.has_errors() {
        return Outcome::Failed;
    }
    for (folder, files) in &wanted {
        match write_all(folder, files) {
            Ok(paths) => {
                for path in paths {
                    print(&format!("Đã ghi {}\n", shown(&path)));
                }
            }
            Err(problems) => {
                session.diagnostics.extend(problems);
                return Outcome::Failed;
            }
        }
    }
    let dossier = shown(&folder.join(STARTER));
    let with_templates = if options.kem_mau {
        format!(" --mau {}", shown(&templates))
    } else {
        String::new()
    };
    print(&format!(
        "Sửa hồ sơ rồi chạy: quyetdinh build {dossier}{with_templates} --out {}\n",
        shown(&folder.join("out"))
    ));
    Outcome::Done
}

/// The folders to make, each with its files.
fn wanted(options: &Init, templates: &Path) -> Vec<(PathBuf, Vec<OutputFile>)> {
    let mut wanted = vec![(
        options.folder.clone(),
        vec![file(STARTER, BuiltIn::DigitalGovernment.file(STARTER))],
    )];
    let sets = [
        (templates.to_owned(), BuiltIn::DigitalGovernment),
        (templates.join(AMENDING_FOLDER), BuiltIn::Amending),
    ];
    for (folder, set) in sets.into_iter().filter(|_| options.kem_mau) {
        let files = set.files().iter().filter(|(name, _)| *name != STARTER);
        let files = files.map(|(name, text)| file(name, text)).collect();
        wanted.push((folder, files));
    }
    wanted
}

fn already_there(path: &Path) -> Diagnostic {
    Diagnostic::error("TP040", format!("Tệp {} đã có", shown(path)))
        .with_note("lệnh init không ghi đè tệp đang có")
        .with_remedy("Chọn thư mục khác, hoặc đổi tên tệp cũ")
}

fn file(name: &str, text: &str) -> OutputFile {
    OutputFile {
        name: name.to_owned(),
        bytes: text.as_bytes().to_vec(),
    }
}
