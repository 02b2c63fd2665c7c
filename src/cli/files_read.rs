//! Which files a run read, or looked for, and what they were like just before: what it made changes when one of them
//! does.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

/// Files of a folder that are looked at, at the most.
const MOST_FILES: usize = 2_000;

/// What can be seen of each file without reading it; `None` for one that is not there.
pub(super) type Seen = BTreeMap<PathBuf, Option<(u64, Option<SystemTime>)>>;

/// Files as they were asked for; one list for all who read on behalf of a run.
#[derive(Clone, Debug, Default)]
pub(super) struct FilesRead(Arc<Mutex<Seen>>);

impl FilesRead {
    /// Notes a file, or a folder with all that is in it, before it is read.
    pub(super) fn add(&self, path: &Path) {
        let mut seen = Seen::new();
        look_at(path, &mut seen);
        let mut known = self.held();
        for (path, what) in seen {
            // what is read again was noted before
            known.entry(path).or_insert(what);
        }
    }

    /// Whether one of them is not as it was.
    pub(super) fn differ(&self) -> bool {
        let known = self.held().clone();
        look(&known) != known
    }

    /// What is seen of them now.
    pub(super) fn now(&self) -> Seen {
        let known = self.held().clone();
        look(&known)
    }

    fn held(&self) -> MutexGuard<'_, Seen> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The same files, and what came into the folders among them.
fn look(known: &Seen) -> Seen {
    let mut seen = Seen::new();
    for path in known.keys() {
        look_at(path, &mut seen);
    }
    seen
}

fn look_at(path: &Path, seen: &mut Seen) {
    if seen.len() > MOST_FILES || seen.contains_key(path) {
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
