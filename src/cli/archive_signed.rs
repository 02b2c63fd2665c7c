//! `quyetdinh archive-signed`: files the signed PDF beside the unsigned one.

use std::io::Write;
use std::path::Path;

use super::args::ArchiveSigned;
use super::{Outcome, Session, print_done, witness};
use crate::archive::{self, Disk, Filed, LARGEST_SIGNED_FILE, Record, SignatureRecord, SignedFile};
use crate::diagnostics::Diagnostic;
use crate::output::shown;

pub(super) fn run(options: &ArchiveSigned, session: &mut Session) -> Outcome {
    let bytes = match read(&options.signed) {
        Ok(bytes) => bytes,
        Err(problem) => {
            session.diagnostics.push(problem);
            return Outcome::Failed;
        }
    };
    let signed = SignedFile {
        name: &shown(&options.signed),
        bytes: &bytes,
    };
    let filed = archive::file_signed(
        &Disk,
        &options.package,
        signed,
        &mut say_waiting,
        &mut session.diagnostics,
    );
    match filed {
        Ok((package, filed)) => {
            let place = shown(&options.package.join(&filed.folder));
            let root = package.folder().parent().unwrap_or(package.folder());
            let witness = witness::line_of(root);
            print_done(&(report(package.record(), &filed, &place) + &witness));
            session.tell_litter(&package);
            Outcome::Done
        }
        Err(problems) => {
            session.diagnostics.extend(problems);
            Outcome::Failed
        }
    }
}

pub(super) fn read(path: &Path) -> Result<Vec<u8>, Diagnostic> {
    let unreadable = |error| archive::unreadable_file(path, &error);
    if std::fs::metadata(path).map_err(unreadable)?.len() > LARGEST_SIGNED_FILE {
        return Err(archive::too_large(path));
    }
    std::fs::read(path).map_err(unreadable)
}

pub(super) fn report(record: &Record, filed: &Filed, place: &str) -> String {
    let verb = if filed.is_new {
        "Đã lưu"
    } else {
        "Đã có"
    };
    let signatures = &filed.record.signatures;
    let beside = filed.beside.as_ref();
    let beside = beside.map_or_else(String::new, |file| format!("{file}, kèm "));
    let mut text = format!(
        "{verb} bản ký số của {beside}Quyết định số {} ngày {} tại {place}\n{} chữ ký (không kiểm tra chứng thư số):\n",
        record.full_number(),
        record.day(),
        signatures.len()
    );
    signatures
        .iter()
        .for_each(|signature| text += &line(signature));
    let stamps = &filed.record.time_stamps;
    if !stamps.is_empty() {
        text += &format!(
            "{} dấu thời gian, không phải chữ ký của ai:\n",
            stamps.len()
        );
    }
    stamps.iter().for_each(|stamp| text += &line(stamp));
    for line in &filed.mended {
        text.push_str(&format!("{line}\n"));
    }
    text
}

fn line(signature: &SignatureRecord) -> String {
    let when = match signature.when() {
        Some(when) => format!("ghi lúc ký {when}"),
        None => "không ghi lúc ký".to_owned(),
    };
    format!("- {}, {when}, ô “{}”\n", signature.who(), signature.place())
}

/// Another writer has the lock.
pub(super) fn say_waiting() {
    let _ = writeln!(
        std::io::stderr(),
        "Đang chờ một lệnh khác ghi xong vào kho ..."
    );
}
