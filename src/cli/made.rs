//! What lies where files are to be written, and is no longer as it was made: it is not overwritten unasked.

use std::path::{Path, PathBuf};

use crate::archive::{self, MANIFEST};
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::digest::Digest;
use crate::docx;
use crate::docx_reader;
use crate::file_system::Disk;
use crate::output::{OutputFile, shown, write_all};

/// Word files that are looked at, at the most.
const MOST_FILES: usize = 200;
/// How files of annexes go on after the decision's name.
const ANNEX: &str = "phu-luc";
/// What a signature in a PDF says which bytes it covers (ISO 32000-1, 12.8.1).
const SIGNED: &[u8] = b"/ByteRange";

/// Warns of files of documents that this dossier no longer makes, left from a run before.
pub(super) fn left_over(
    (folder, there): (&Path, &[String]),
    files: &[OutputFile],
    (stem, names): (&str, &[&str]),
) -> Option<Diagnostic> {
    let is_left = |name: &str| {
        let Some((of, ending)) = name.rsplit_once('.') else {
            return false;
        };
        let rest = of
            .strip_prefix(stem)
            .and_then(|rest| rest.strip_prefix('-'));
        let is_own = rest.is_some_and(|rest| rest.starts_with(ANNEX) || names.contains(&rest));
        let is_made = files
            .iter()
            .any(|file| file.name.starts_with(&format!("{of}.")));
        is_own && !is_made && matches!(ending, "docx" | "pdf")
    };
    // by name: those that begin alike stand together
    let first = there.partition_point(|name| name.as_str() < stem);
    let alike = there[first..].iter();
    let alike = alike.take_while(|name| name.starts_with(stem));
    let left: Vec<&str> = alike
        .map(String::as_str)
        .filter(|name| is_left(name))
        .collect();
    if left.is_empty() {
        return None;
    }
    let message = format!(
        "Trong {} còn tệp của lần lập trước: {}",
        shown(folder),
        left.join(", ")
    );
    Some(
        Diagnostic::warning("TP097", message)
            .with_note("hồ sơ này nay không lập các văn bản ấy")
            .with_remedy("Xóa các tệp ấy, hoặc chuyển đi nơi khác, để không trình nhầm"),
    )
}

/// The names of what a folder holds, in order.
pub(super) fn names_in(folder: &Path) -> Vec<String> {
    let entries = entries(folder).into_iter();
    let names = entries.filter_map(|path| Some(path.file_name()?.to_str()?.to_owned()));
    let mut names: Vec<String> = names.collect();
    names.sort();
    names
}

/// Complains of a folder in which only packages may be, as they were filed.
pub(super) fn inside_an_archive(folder: &Path) -> Option<Diagnostic> {
    archive::is_inside(folder).then(|| {
        Diagnostic::error(
            "TP088",
            format!("Tệp sẽ ghi nằm trong kho: {}", shown(folder)),
        )
        .with_note("kho chỉ chứa các gói đã ban hành, mỗi gói phải giữ nguyên từng tệp")
        .with_remedy("Ghi ra chỗ khác bằng --out <thư mục>; ban hành thì dùng lệnh `issue`")
    })
}

/// Writes all or nothing, outside of archives.
pub(super) fn write(folder: &Path, files: &[OutputFile]) -> Result<Vec<PathBuf>, Diagnostics> {
    match inside_an_archive(folder) {
        Some(problem) => Err(problem.into()),
        None => write_all(&Disk, folder, files),
    }
}

/// Names that Windows keeps for devices, whatever ending follows.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];
/// The same with a figure behind.
const NUMBERED_DEVICES: [&str; 2] = ["com", "lpt"];

/// Complains of a file that Windows could not open.
pub(super) fn named_as_a_device(files: &[OutputFile]) -> Option<Diagnostic> {
    let is_device = |file: &&OutputFile| {
        let name = file.name.to_lowercase();
        let stem = name.split('.').next().unwrap_or_default().trim_end();
        let bare = stem.trim_end_matches(|c: char| c.is_ascii_digit());
        let is_numbered = stem.len() == bare.len() + 1 && NUMBERED_DEVICES.contains(&bare);
        DEVICES.contains(&stem) || is_numbered
    };
    let file = files.iter().find(is_device)?;
    let message = format!("Tên tệp {} là tên riêng của Windows", file.name);
    Some(
        Diagnostic::error("TP096", message)
            .with_note("Windows dành tên này cho thiết bị, không mở được tệp mang tên ấy")
            .with_remedy("Đổi tên hồ sơ"),
    )
}

/// Complains of a file that would be written over the dossier it is made from.
pub(super) fn over_the_dossier(
    folder: &Path,
    files: &[OutputFile],
    dossier: &Path,
) -> Option<Diagnostic> {
    let real = |path: &Path| path.canonicalize().ok();
    let dossier = real(dossier)?;
    let mut paths = files.iter().map(|file| folder.join(&file.name));
    let over = paths.find(|path| real(path).as_ref() == Some(&dossier))?;
    let message = format!("Tệp sẽ ghi {} chính là hồ sơ", shown(&over));
    Some(
        Diagnostic::error("TP095", message)
            .with_remedy("Đổi tên hồ sơ thành tệp .yaml, hoặc ghi ra thư mục khác bằng --out"),
    )
}

/// The DOCX that were edited by hand and the PDF that were signed since they were written.
pub(super) fn changed(folder: &Path, files: &[OutputFile], dossier: (&Path, &str)) -> Diagnostics {
    let mut found = Diagnostics::new();
    for file in files {
        let path = folder.join(&file.name);
        // what cannot be read cannot be written either, which is told then
        let Some(there) = std::fs::read(&path)
            .ok()
            .filter(|there| *there != file.bytes)
        else {
            continue;
        };
        if file.name.ends_with(".docx") {
            let (was, is) = (docx::origin(&there), docx::origin(&file.bytes));
            match (was, is) {
                (Some(was), Some(is)) if was.is_untouched && was.document != is.document => {
                    found.push(another(&path));
                }
                (Some(was), _) if was.is_untouched => {}
                _ => found.push(edited(&path, &there, dossier)),
            }
        }
        if file.name.ends_with(".pdf") && is_signed(&there) {
            found.push(signed(&path));
        }
    }
    found
}

/// The Word files beside a dossier, and one folder below, that no program of ours left as they are.
pub(super) fn edited_beside(dossier: &Path) -> Vec<PathBuf> {
    let folder = dossier.parent().unwrap_or_else(|| Path::new(""));
    let here = match folder.as_os_str().is_empty() {
        true => Path::new("."),
        false => folder,
    };
    let below = entries(here).into_iter().filter(|path| path.is_dir());
    // what is filed stays as it is
    let below = below.filter(|folder| !folder.join(MANIFEST).exists());
    let folders = std::iter::once(here.to_owned()).chain(below);
    let is_word = |path: &PathBuf| path.extension().is_some_and(|ending| ending == "docx");
    let files = folders.flat_map(|folder| entries(&folder)).filter(is_word);
    let files = files.take(MOST_FILES);
    let files = files.map(|path| path.strip_prefix(".").map_or(path.clone(), Path::to_owned));
    let edited = files.filter(|path| std::fs::read(path).is_ok_and(|bytes| is_edited(&bytes)));
    edited.collect()
}

/// What a folder holds, by name; an unreadable one holds nothing.
fn entries(folder: &Path) -> Vec<PathBuf> {
    let read = std::fs::read_dir(folder).into_iter().flatten();
    let mut paths: Vec<PathBuf> = read.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    paths
}

/// Whether a DOCX is not as a program of ours wrote it.
fn is_edited(bytes: &[u8]) -> bool {
    docx::origin(bytes).is_none_or(|origin| !origin.is_untouched)
}

fn is_signed(bytes: &[u8]) -> bool {
    bytes.windows(SIGNED.len()).any(|window| window == SIGNED)
}

/// What saved a DOCX last, as it says itself; nothing if that was this program.
fn saved_by(bytes: &[u8]) -> Option<String> {
    let program = docx_reader::read(bytes).ok()?.program?;
    if program.name == docx::PROGRAM {
        return None;
    }
    Some(program.told())
}

fn edited(path: &Path, bytes: &[u8], (dossier, text): (&Path, &str)) -> Diagnostic {
    let (file, dossier) = (shown(path), shown(dossier));
    let origin = docx::origin(bytes);
    let message = match &origin {
        Some(_) => format!("Tệp {file} đã được sửa từ khi chương trình ghi ra, không ghi đè"),
        None => format!("Tệp {file} có sẵn và khác tệp sẽ ghi, không ghi đè"),
    };
    let mut problem = Diagnostic::error("TP092", message);
    if origin.is_none() {
        problem = problem.with_note(
            "không rõ tệp có được sửa không: tệp do bản trước 0.3.0 hoặc do chương trình khác ghi",
        );
    }
    if let Some(program) = saved_by(bytes) {
        problem = problem.with_note(format!("lưu lần cuối bằng {program}"));
    }
    let origin = origin.and_then(|origin| origin.dossier);
    if origin.is_some_and(|was| was != Digest::of(text.as_bytes()).as_str()) {
        problem = problem.with_note("hồ sơ cũng đã sửa từ lúc ấy");
    }
    if docx_reader::read(bytes).is_err() {
        return problem
            .with_note("không đọc được tệp ấy như một tệp Word (.docx)")
            .with_remedy("Đổi tên tệp ấy, hoặc ghi ra thư mục khác bằng --out; không cần giữ thì thêm --ghi-de");
    }
    problem.with_remedy(format!(
        "Xem đã sửa gì bằng `quyetdinh diff {dossier} {file}` và đưa chỗ cần giữ vào hồ sơ, rồi chạy lại với --ghi-de; hoặc ghi ra thư mục khác bằng --out"
    ))
}

/// Two dossiers may be called so that the Tờ trình of one is the decision of the other.
fn another(path: &Path) -> Diagnostic {
    let message = format!(
        "Tệp {} là văn bản khác của một hồ sơ khác, không ghi đè",
        shown(path)
    );
    Diagnostic::error("TP092", message).with_remedy(
        "Đổi tên hồ sơ, hoặc ghi ra thư mục khác bằng --out; không cần giữ thì thêm --ghi-de",
    )
}

fn signed(path: &Path) -> Diagnostic {
    let file = shown(path);
    Diagnostic::error("TP093", format!("Tệp {file} đã ký số, không ghi đè"))
        .with_remedy("Chép bản đã ký đi nơi khác (bản của kho thì lưu bằng `archive-signed`), hoặc ghi ra thư mục khác bằng --out; không cần giữ thì thêm --ghi-de")
}
