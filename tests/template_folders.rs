//! Folders of templates with what does not belong there: refused by name, never read, never waited for.

use std::fs;
use std::path::Path;

use quyet_dinh::inner::diagnostics::{Sources, render};
use quyet_dinh::inner::drafting::{BuiltIn, Templates};

const ANNEX: &str = "phu-luc.md";

/// A folder `mau` with a whole set, and beside it a folder `ngoai`, changed by `change`.
fn told(change: impl FnOnce(&Path, &Path)) -> String {
    let place = tempfile::tempdir().expect("a temporary folder");
    let (set, outside) = (place.path().join("mau"), place.path().join("ngoai"));
    fs::create_dir_all(set.join("sua-doi")).expect("made");
    fs::create_dir(&outside).expect("made");
    for (folder, built_in) in [
        (set.clone(), BuiltIn::DigitalGovernment),
        (set.join("sua-doi"), BuiltIn::Amending),
    ] {
        for (name, text) in built_in.files() {
            fs::write(folder.join(name), text).expect("written");
        }
    }
    change(&set, &outside);
    let mut sources = Sources::default();
    let mut told = String::new();
    for load in [Templates::of_decision, Templates::of_amending] {
        if let Err(problems) = load(&set, &mut sources) {
            told.push_str(&render(&problems, &sources));
        }
    }
    told.replace(&place.path().display().to_string().replace('\\', "/"), "")
}

fn assert_told(change: impl FnOnce(&Path, &Path), words: &[&str]) {
    let told = told(change);
    for word in words {
        assert!(told.contains(word), "no {word}:\n{told}");
    }
}

#[test]
fn a_whole_folder_is_taken() {
    assert_eq!(told(|_, _| ()), "");
    let with_mark = |set: &Path, _: &Path| {
        let text = fs::read_to_string(set.join(ANNEX)).expect("read");
        fs::write(set.join(ANNEX), format!("\u{feff}{text}")).expect("written");
    };
    assert_eq!(told(with_mark), "");
}

#[test]
fn what_is_no_file_is_refused() {
    let folder = |set: &Path, _: &Path| fs::create_dir(set.join("x.md")).expect("made");
    assert_told(folder, &["[TP071]: Mục /mau/x.md không phải", "Là thư mục"]);
}

#[test]
fn files_too_big_are_refused() {
    let big = |set: &Path, _: &Path| {
        let file = fs::File::create(set.join("x.md")).expect("made");
        file.set_len(5 << 20).expect("grown");
    };
    assert_told(big, &["[TP072]: Mẫu /mau/x.md lớn hơn 4 MB"]);
}

#[test]
fn bytes_of_other_encodings_are_told_at_their_place() {
    let old = |set: &Path, _: &Path| {
        fs::write(set.join("x.md"), b"Mot\nhai \xd0\xef ba").expect("written")
    };
    assert_told(
        old,
        &["[TP073]: Mẫu /mau/x.md", "--> /mau/x.md:2:5", "TCVN3"],
    );
    let wide = |set: &Path, _: &Path| {
        fs::write(set.join("x.md"), b"\xff\xfeM\0o\0t\0").expect("written");
    };
    assert_told(wide, &["[TP073]", "x.md:1:1", "UTF-16"]);
}

#[cfg(unix)]
#[test]
fn links_out_of_the_folder_are_refused() {
    use std::os::unix::fs::symlink;
    let file = |set: &Path, outside: &Path| {
        fs::write(outside.join("x.md"), "a").expect("written");
        symlink("../ngoai/x.md", set.join("x.md")).expect("linked");
    };
    assert_told(
        file,
        &["[TP070]: Liên kết /mau/x.md dẫn ra ngoài", "/ngoai/x.md"],
    );
    let folder = |set: &Path, outside: &Path| {
        fs::remove_dir_all(set.join("sua-doi")).expect("removed");
        for (name, text) in BuiltIn::Amending.files() {
            fs::write(outside.join(name), text).expect("written");
        }
        symlink(outside, set.join("sua-doi")).expect("linked");
    };
    assert_told(folder, &["[TP070]: Liên kết /mau/sua-doi dẫn ra ngoài"]);
    let nowhere = |set: &Path, _: &Path| symlink("khong-co", set.join("x.md")).expect("linked");
    assert_told(nowhere, &["[TP002]: Không đọc được mẫu /mau/x.md"]);
    let circle = |set: &Path, _: &Path| symlink("x.md", set.join("x.md")).expect("linked");
    assert_told(circle, &["[TP002]: Không đọc được mẫu /mau/x.md"]);
    let device = |set: &Path, _: &Path| symlink("/dev/zero", set.join("x.md")).expect("linked");
    assert_told(device, &["[TP070]: Liên kết /mau/x.md dẫn ra ngoài"]);
    let within = |set: &Path, _: &Path| symlink(ANNEX, set.join("x.md")).expect("linked");
    assert_eq!(told(within), "");
}

/// Opening a pipe would wait for whoever writes into it.
#[cfg(unix)]
#[test]
fn pipes_are_not_waited_for() {
    let pipe = |set: &Path, _: &Path| {
        let made = std::process::Command::new("mkfifo")
            .arg(set.join("x.md"))
            .status();
        assert!(made.expect("mkfifo starts").success());
    };
    assert_told(pipe, &["[TP071]: Mục /mau/x.md không phải", "đường ống"]);
}

/// The amending set repeats templates of the set it amends.
#[test]
fn templates_that_two_sets_share_are_the_same() {
    for name in ["bang.md", "bang-chung.md", "ghi-chu.md", "ty-le.md"] {
        let shared = BuiltIn::Ranking.file(name);
        assert!(!shared.is_empty(), "{name}");
        assert_eq!(BuiltIn::Amending.file(name), shared, "{name}");
    }
}
