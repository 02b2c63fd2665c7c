//! Files and folders that systems and office programs make by themselves wherever people look: no part of an archive,
//! and no damage to it.

/// Their names, in small letters.
const NAMES: [&str; 15] = [
    "$recycle.bin",
    "@eadir",
    ".apdisk",
    ".directory",
    ".ds_store",
    ".fseventsd",
    ".spotlight-v100",
    ".temporaryitems",
    ".trashes",
    "__macosx",
    "desktop.ini",
    "ehthumbs.db",
    "ehthumbs_vista.db",
    "system volume information",
    "thumbs.db",
];
/// How the others begin and end, in small letters: what Word and Excel, `LibreOffice`, macOS, Samba and NFS keep beside
/// a file that is open.
const ENDS: [(&str, &str); 7] = [
    ("~$", ""),
    ("~wrl", ".tmp"),
    (".~lock.", "#"),
    ("._", ""),
    (".fuse_hidden", ""),
    (".nfs", ""),
    (".smbdelete", ""),
];

/// Whether a file or folder of this name is of that kind.
pub(super) fn is_litter(name: &str) -> bool {
    let name = name.to_lowercase();
    let ends = |(start, end): &(&str, &str)| name.starts_with(start) && name.ends_with(end);
    NAMES.contains(&name.as_str()) || ENDS.iter().any(ends)
}

#[cfg(test)]
mod tests {
    use super::is_litter;

    #[test]
    fn what_people_make_is_none() {
        for name in [
            "Thumbs.db",
            "~$21-3203-QD-UBND.docx",
            ".~lock.a.docx#",
            "._a.pdf",
        ] {
            assert!(is_litter(name), "{name}");
        }
        for name in [
            "a.docx",
            ".git",
            "ho-so.yaml",
            "~a",
            ".~lock.a",
            "thumbs.db.pdf",
            "",
        ] {
            assert!(!is_litter(name), "{name}");
        }
    }
}
