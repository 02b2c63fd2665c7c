//! `quyetdinh init`: a commented starter dossier that builds at once, or a template set to begin with.

use std::path::{Path, PathBuf};

use super::args::Init;
use super::{Outcome, Session, made, print};
use crate::diagnostics::Diagnostic;
use crate::drafting::{AMENDING_FOLDER, BuiltIn, STARTER};
use crate::output::{OutputFile, shown};
use crate::schema;

const TEMPLATE_FOLDER: &str = "mau";
/// What editors read, beside the dossier that names it in its first line.
const SCHEMA: &str = "ho-so.schema.json";

/// A folder to make, with its files.
type Wanted = (PathBuf, Vec<OutputFile>);

pub(super) fn run(options: &Init, session: &mut Session) -> Outcome {
    let named = BuiltIn::named(&options.set.bo_mau);
    let Some(set) = session.diagnostics.keep(named.map_err(Into::into)) else {
        return Outcome::Failed;
    };
    let wanted = wanted(options, set);
    for (folder, files) in &wanted {
        let paths = files.iter().map(|file| folder.join(&file.name));
        let there = paths.filter(|path| path.exists());
        there.for_each(|path| session.diagnostics.push(already_there(&path)));
    }
    if session.diagnostics.has_errors() {
        return Outcome::Failed;
    }
    for (folder, files) in &wanted {
        match made::write(folder, files) {
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
    print(&if options.chi_mau {
        next_for_a_set(&options.folder)
    } else {
        next_for_a_dossier(&options.folder, options.kem_mau)
    });
    Outcome::Done
}

fn wanted(options: &Init, set: BuiltIn) -> Vec<Wanted> {
    let folder = &options.folder;
    let own = match (options.chi_mau, options.kem_mau) {
        (true, _) => Some(folder.clone()),
        (false, true) => Some(folder.join(TEMPLATE_FOLDER)),
        (false, false) => None,
    };
    let mut wanted = vec![(folder.clone(), starter(set).into())];
    if let Some(own) = own {
        let amending = own.join(AMENDING_FOLDER);
        wanted.push((own, templates(set).collect()));
        wanted.push((amending, templates(BuiltIn::Amending).collect()));
    }
    wanted
}

/// The starter dossier, which names its schema, and that schema.
fn starter(set: BuiltIn) -> [OutputFile; 2] {
    let text = set.file(STARTER);
    let dossier = format!("# yaml-language-server: $schema={SCHEMA}\n{text}");
    let schema = schema::schema(&set.set());
    [file(STARTER, &dossier), file(SCHEMA, &schema)]
}

/// A set's declaration and templates.
fn templates(set: BuiltIn) -> impl Iterator<Item = OutputFile> {
    let files = set.files().iter().filter(|(name, _)| *name != STARTER);
    files.map(|(name, text)| file(name, text))
}

fn next_for_a_dossier(folder: &Path, with_templates: bool) -> String {
    let dossier = typed(&folder.join(STARTER));
    let (own, out) = (
        typed(&folder.join(TEMPLATE_FOLDER)),
        typed(&folder.join("out")),
    );
    let templates = if with_templates {
        format!(" --mau {own}")
    } else {
        String::new()
    };
    format!(
        "\nViệc tiếp theo:\n\
         1. Mở {dossier}, điền lần lượt từ trên xuống: `nam`, `linh_vuc`, `doi_tuong`, cơ quan ban hành,\n   \
            văn bản, căn cứ, người ký; rồi tên và điểm các cơ quan ở `khoi`. Sau dấu # là ghi chú. Trình soạn thảo có\n   \
            hỗ trợ YAML (như VS Code với tiện ích YAML của Red Hat) gợi ý khóa và báo lỗi theo {SCHEMA}.\n\
         2. Kiểm tra, sửa đến khi không còn lỗi: quyetdinh check {dossier}{templates}\n\
         3. Soạn văn bản: quyetdinh build {dossier}{templates} --out {out}\n"
    )
}

fn next_for_a_set(folder: &Path) -> String {
    let dossier = typed(&folder.join(STARTER));
    let (own, schema) = (typed(folder), typed(&folder.join(SCHEMA)));
    let out = typed(&folder.join("out"));
    format!(
        "\nViệc tiếp theo:\n\
         1. Sửa bo-mau.yaml: đặt tên mới ở `ten`, khai báo các khóa của hồ sơ; sửa lời văn ở các tệp .md\n   (của quyết định sửa đổi: trong thư mục {AMENDING_FOLDER}).\n\
         2. Sửa {dossier} cho đủ các khóa đã khai báo; tên mới cũng ghi ở `bo_mau`.\n\
         3. Soạn thử: quyetdinh build {dossier} --mau {own} --out {out}\n\
         4. Đổi khóa trong bo-mau.yaml thì ghi lại tệp gợi ý: quyetdinh schema --mau {own} > {schema}\n"
    )
}

/// A path as it is typed in a command line: in quotes where a blank would part it.
fn typed(path: &Path) -> String {
    let path = shown(path);
    if path.contains(char::is_whitespace) {
        format!("\"{path}\"")
    } else {
        path
    }
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
