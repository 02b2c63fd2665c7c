//! Files that change: looked at again and again, for no system's way of telling works on every share.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use super::desk::Desk;

/// Between two looks.
const PAUSE: Duration = Duration::from_millis(60);
/// A file that was just written to is looked at again after so long: the rest may follow.
const SETTLING: Duration = Duration::from_millis(25);
/// Looks at a file that goes on changing, before it is read all the same.
const MOST_LOOKS: usize = 20;
/// Files of a folder that are looked at, at the most.
const MOST_FILES: usize = 2_000;

/// What can be seen of each file without reading it; `None` for one that is not there.
type Seen = BTreeMap<PathBuf, Option<(u64, Option<SystemTime>)>>;

/// Reads the dossier anew whenever something that it was made from changes.
pub(super) fn watch(desk: &Desk) {
    let mut seen = look(&desk.watched());
    loop {
        std::thread::sleep(PAUSE);
        let mut now = look(&desk.watched());
        if now == seen {
            continue;
        }
        for _ in 0..MOST_LOOKS {
            std::thread::sleep(SETTLING);
            let next = look(&desk.watched());
            if next == now {
                break;
            }
            now = next;
        }
        desk.renew();
        // what is watched may be other files now; those seen before keep what was seen before reading
        seen = look(&desk.watched());
        for (path, was) in now {
            seen.entry(path).and_modify(|is| *is = was);
        }
    }
}

fn look(paths: &[PathBuf]) -> Seen {
    let mut seen = Seen::new();
    for path in paths {
        look_at(path, &mut seen);
    }
    seen
}

/// A file, or all in a folder.
fn look_at(path: &Path, seen: &mut Seen) {
    if seen.len() > MOST_FILES {
        return;
    }
    let found = std::fs::metadata(path).ok();
    let is_folder = found.as_ref().is_some_and(std::fs::Metadata::is_dir);
    let what = found.map(|found| {
        let length = if is_folder { 0 } else { found.len() };
        (length, found.modified().ok())
    });
    seen.insert(path.to_owned(), what);
    if is_folder {
        let inside = std::fs::read_dir(path).into_iter().flatten().flatten();
        for entry in inside {
            // links may lead round in a circle
            if entry.file_type().is_ok_and(|kind| !kind.is_symlink()) {
                look_at(&entry.path(), seen);
            }
        }
    }
}
