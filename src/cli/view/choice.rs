//! What a dossier can be compared with.

use std::path::PathBuf;

use super::super::args::View;
use crate::archive::{self, Disk};
use crate::dossier::Dossier;

/// Something to compare with.
#[derive(Clone, Debug)]
pub(super) struct Choice {
    /// As the browser asks for it: `truoc-2`, `so-voi`, `goi`.
    pub(super) value: String,
    /// In words, after `so với`.
    pub(super) label: String,
    pub(super) of: Of,
}

#[derive(Clone, Debug)]
pub(super) enum Of {
    /// The dossier itself with so many corrections.
    Corrections(usize),
    /// Another dossier or a package.
    Path(PathBuf),
}

/// What the dossier can be compared with.
pub(super) fn choices(options: &View, dossier: &Dossier) -> Vec<Choice> {
    let given = options.so_voi.iter().map(|path| {
        let name = path.file_name().unwrap_or(path.as_os_str());
        Choice {
            value: "so-voi".to_owned(),
            label: format!("hồ sơ {}", name.to_string_lossy()),
            of: Of::Path(path.clone()),
        }
    });
    let count = dossier.corrections.len();
    let corrections = (0..count).rev().map(|before| Choice {
        value: format!("truoc-{}", before + 1),
        label: format!("hồ sơ trước điều chỉnh thứ {}", before + 1),
        of: Of::Corrections(before),
    });
    given
        .chain(corrections)
        .chain(last_issued(options))
        .collect()
}

/// The last package of the archive.
fn last_issued(options: &View) -> Option<Choice> {
    let root = options.kho.as_ref()?;
    let listed = archive::list(&Disk, root).ok()?;
    let last = listed.packages.last()?;
    let (number, day) = (last.record.full_number(), last.record.day());
    Some(Choice {
        value: "goi".to_owned(),
        label: format!("Quyết định số {number} ngày {day} đã ban hành"),
        of: Of::Path(root.join(&last.package)),
    })
}
