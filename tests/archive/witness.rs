//! What someone keeps outside of the archive tells whether it still holds that state.

use std::path::Path;

use quyet_dinh::inner::archive::{self, Check, Disk, Since, Verification, Witness};

use super::{archive_of, contents, issue, renumbered};

fn since(root: &Path, witness: &Witness) -> Since {
    let check = Check {
        witness: Some(witness),
        ..Check::default()
    };
    let found: Verification = check.of(&Disk, root).expect("readable");
    found.since.expect("asked for")
}

fn state(root: &Path) -> Witness {
    archive::witness(&Disk, root).expect("an archive with entries")
}

#[test]
fn names_what_came_after() {
    let (_folder, root) = archive_of(&["1", "2"]);
    let before = state(&root);
    assert_eq!(before.entries, Some(2));
    assert_eq!(since(&root, &before), Since::Holds(2, Vec::new()));
    issue(&root, &renumbered(&contents("1"), "3"));
    let later = vec!["2021-3-QD-UBND".to_owned()];
    assert_eq!(since(&root, &before), Since::Holds(2, later));
    assert_eq!(
        archive::list(&Disk, &root).expect("readable").witness,
        Some(state(&root))
    );
    // copied from paper
    let typed = before.to_string().to_uppercase().replace(' ', "\t");
    let typed = Witness::parse(&typed).expect("a hash");
    assert!(matches!(since(&root, &typed), Since::Holds(2, _)));
}

/// An archive that somebody makes anew, chain and all, looks whole; only the witness knows better.
#[test]
fn an_archive_made_anew_does_not_hold_the_state() {
    let (_folder, root) = archive_of(&["1", "2"]);
    let before = state(&root);
    let (_other, anew) = archive_of(&["1", "3"]);
    assert!(!super::verify(&anew).is_damaged());
    assert_eq!(since(&anew, &before), Since::Gone);
    let (_same, same) = archive_of(&["1", "2"]);
    assert_eq!(state(&same), before, "the same packages are the same state");
}

#[test]
fn an_archive_without_entries_has_none() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    assert_eq!(archive::witness(&Disk, folder.path()), None);
}
