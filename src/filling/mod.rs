//! Number and date put into a DOCX of ours that was edited by hand: into each control and into the part
//! beside the text that the controls are bound to. Everything else stays, byte for byte.

mod control;
mod edit;
mod model;
mod stored;

pub use crate::docx::controls::{DAY, MONTH, NUMBER, YEAR};
pub use model::Fact;
pub(crate) use model::Outcome;

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{System, ZipArchive, ZipWriter};

use crate::docx_reader::package::{Package, Part};
use crate::docx_reader::{Problem, read, store};
use edit::Edit;

/// The parts that controls may stand in, besides the main one.
const KINDS: [&str; 4] = ["header", "footer", "footnotes", "endnotes"];

/// A DOCX with the facts filled in.
#[derive(Clone, Debug)]
pub struct Filled {
    /// The file.
    pub bytes: Vec<u8>,
    /// What became of each fact, in the order given.
    pub facts: Vec<Outcome>,
    /// How many tracked changes are still open.
    pub open_changes: usize,
    /// Whether there is a part beside the text.
    pub has_store: bool,
}

/// Fills in the facts. Tracked changes stay open; where one deletes a control, the control stays as it is.
///
/// # Errors
/// Why the file cannot be read.
pub fn fill(bytes: &[u8], facts: &[Fact]) -> Result<Filled, Problem> {
    let file = read(bytes)?;
    let mut package = Package::open(bytes)?;
    let mut parts = vec![package.main()?];
    for kind in KINDS {
        parts.extend(package.parts_of_kind(kind)?);
    }
    let mut outcomes = vec![Outcome::default(); facts.len()];
    let mut written = Vec::new();
    for part in &parts {
        let edits = control::edits(part, facts, &mut outcomes);
        written.extend(rewritten(part, edits));
    }
    let stored = store::part(&mut package)?;
    if let Some(part) = &stored {
        let edits = stored::edits(part, facts, &mut outcomes);
        written.extend(rewritten(part, edits));
    }
    let copied = copied(package.into_zip(), &written);
    Ok(Filled {
        bytes: copied.ok_or(Problem::Damaged)?,
        facts: outcomes,
        open_changes: file.changes.count(),
        has_store: stored.is_some(),
    })
}

/// Place of a part and its new text; `None` where nothing changes.
fn rewritten(part: &Part, edits: Vec<Edit>) -> Option<(usize, String)> {
    let text = edit::apply(&part.text, edits);
    (text != part.text).then(|| (part.index, format!("{}{text}", part.mark)))
}

/// The package with some parts written anew, the others copied as they are packed.
fn copied(mut zip: ZipArchive<Cursor<&[u8]>>, written: &[(usize, String)]) -> Option<Vec<u8>> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..zip.len() {
        let part = zip.by_index_raw(index).ok()?;
        let Some((_, text)) = written.iter().find(|(at, _)| *at == index) else {
            writer.raw_copy_file(part).ok()?;
            continue;
        };
        let mut options = SimpleFileOptions::default()
            .compression_method(part.compression())
            .last_modified_time(part.last_modified().unwrap_or_default())
            // the same bytes on every system
            .system(System::Unix);
        if let Some(mode) = part.unix_mode() {
            options = options.unix_permissions(mode);
        }
        writer.start_file(part.name(), options).ok()?;
        writer.write_all(text.as_bytes()).ok()?;
    }
    writer.set_raw_comment(zip.comment().into()).ok()?;
    writer.finish().ok().map(Cursor::into_inner)
}
