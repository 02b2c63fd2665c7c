//! Which files were written from which dossier: a later one may not write over them.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// The files of each dossier, once it is done with.
pub(super) struct Claims {
    /// Of each dossier, the earlier ones that may write files of its names.
    kin: Vec<Vec<usize>>,
    written: Mutex<Vec<Option<Vec<PathBuf>>>>,
    changed: Condvar,
    /// Names of the files that were there before.
    there: Vec<String>,
    /// Whether any were written.
    begun: AtomicBool,
}

impl Claims {
    /// Of dossiers whose files are called so: `a` writes `a-to-trinh`, too.
    pub(super) fn of(stems: impl Iterator<Item = String>, there: Vec<String>) -> Self {
        let stems: Vec<String> = stems.map(|stem| stem.to_lowercase()).collect();
        let places: HashMap<&str, usize> = stems.iter().map(String::as_str).zip(0..).collect();
        let mut kin = vec![Vec::new(); stems.len()];
        for (at, stem) in stems.iter().enumerate() {
            for (end, _) in stem.match_indices('-') {
                if let Some(&other) = places.get(&stem[..end]) {
                    kin[at.max(other)].push(at.min(other));
                }
            }
        }
        Self {
            written: Mutex::new(vec![None; stems.len()]),
            kin,
            changed: Condvar::new(),
            there,
            begun: AtomicBool::new(false),
        }
    }

    /// What this dossier writes.
    pub(super) fn claim(&self, of: usize) -> Claim<'_> {
        let written = Vec::new();
        Claim {
            all: self,
            of,
            written,
        }
    }

    fn held(&self) -> MutexGuard<'_, Vec<Option<Vec<PathBuf>>>> {
        self.written.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What one dossier writes; others learn of it when it is dropped.
pub(super) struct Claim<'a> {
    all: &'a Claims,
    of: usize,
    pub(super) written: Vec<PathBuf>,
}

impl Claim<'_> {
    /// Names of the files that were there before, in order.
    pub(super) fn there(&self) -> &[String] {
        &self.all.there
    }

    /// Whether it is the first of all to write.
    pub(super) fn is_first(&self) -> bool {
        !self.all.begun.swap(true, Ordering::Relaxed)
    }

    /// The first of these paths that an earlier dossier wrote, once all that may have are done: they were begun before
    /// this one, so nobody waits for himself.
    pub(super) fn taken<'p>(&self, paths: &'p [PathBuf]) -> Option<&'p Path> {
        let kin = &self.all.kin[self.of];
        let mut written = self.all.held();
        while kin.iter().any(|at| written[*at].is_none()) {
            let waited = self.all.changed.wait(written);
            written = waited.unwrap_or_else(PoisonError::into_inner);
        }
        let is_taken = |path: &&PathBuf| {
            let mut kin = kin.iter().filter_map(|at| written[*at].as_ref());
            kin.any(|others| others.contains(path))
        };
        paths.iter().find(is_taken).map(PathBuf::as_path)
    }
}

impl Drop for Claim<'_> {
    fn drop(&mut self) {
        let written = std::mem::take(&mut self.written);
        self.all.held()[self.of] = Some(written);
        self.all.changed.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::Claims;

    #[test]
    fn a_name_is_known_before_what_it_may_write() {
        let stems = ["xa-1-to-trinh", "xa-1", "xa-10", "XA"].map(str::to_owned);
        let claims = Claims::of(stems.into_iter(), Vec::new());
        assert_eq!(claims.kin, [vec![], vec![0], vec![], vec![0, 1, 2]]);
    }
}
