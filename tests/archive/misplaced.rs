//! Signed files that a signing program saved into the package: filed and put right, whatever happens meanwhile.

use std::path::Path;

use super::faulty::{FAULTS, Fault, Faulty};
use super::signed::{PACKAGE, archive, codes, file, file_with, unsigned};
use super::signing::{SIGNATORY, sign};
use super::verify;

/// Where a signing program may save: over the source, beside it.
const NAMES: [&str; 2] = ["2021-1-QD-UBND.pdf", "2021-1-QD-UBND.signed.PDF"];

fn saved(root: &Path, name: &str) -> Vec<u8> {
    let signed = sign(unsigned(), SIGNATORY, "Lò Văn A");
    std::fs::write(root.join(PACKAGE).join(name), &signed).expect("saved");
    signed
}

#[test]
fn it_is_filed_and_the_package_is_as_issued() {
    for name in NAMES {
        let (_folder, root) = archive();
        let signed = saved(&root, name);
        let found = verify(&root);
        assert!(!found.is_damaged() && !found.is_complete(), "{found:?}");
        let (filed, warnings) = file(&root, &signed);
        assert_eq!(filed.expect("filed").mended.len(), 1, "{name}");
        assert_eq!(codes(&warnings), [""; 0]);
        let found = verify(&root);
        assert!(!found.is_damaged() && found.is_complete(), "{found:?}");
        assert_eq!(found.packages[0].signed, 1);
        let pdf = root.join(PACKAGE).join(NAMES[0]);
        assert_eq!(std::fs::read(pdf).expect("there"), unsigned());
    }
}

#[test]
fn what_was_appended_without_a_signature_is_damage() {
    for name in NAMES {
        let (_folder, root) = archive();
        let path = root.join(PACKAGE).join(name);
        std::fs::write(path, [unsigned(), b"% more"].concat()).expect("saved");
        assert!(verify(&root).is_damaged(), "{name}");
    }
}

/// One run with the fault at call `at`; whether the fault came about.
fn run(name: &str, fault: Fault, at: usize) -> bool {
    let (_folder, root) = archive();
    let signed = saved(&root, name);
    let disk = Faulty::new(fault, at);
    let (filed, warnings) = file_with(&disk, &root, &signed);
    let fired = disk.fired();
    disk.restart();
    let place = format!("{name}, {fault:?} at call {at}: {filed:?}");
    if let (Ok(filed), Fault::Error(_)) = (&filed, fault) {
        let is_told = codes(&warnings).contains(&"LT068");
        assert_eq!(filed.mended.is_empty(), is_told, "{place}");
    }
    // the same command again puts right what is left, and files nothing twice
    let (again, _) = file(&root, &signed);
    assert!(again.is_ok(), "{place}: {again:?}");
    let found = verify(&root);
    assert!(
        !found.is_damaged() && found.is_complete(),
        "{place}: {found:?}"
    );
    assert_eq!(
        (found.packages.len(), found.packages[0].signed),
        (1, 1),
        "{place}"
    );
    fired
}

#[test]
fn nothing_is_lost_whatever_fails() {
    for (name, faults) in NAMES.into_iter().zip([&FAULTS[..], &FAULTS[..1]]) {
        for fault in faults {
            (1..).find(|at| !run(name, *fault, *at));
        }
    }
}
