//! The state of now, for the browser's requests and for what watches the files.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::super::args::View;
use super::state::Snapshot;
use crate::output::OutputFile;
use crate::serve::Events;

/// The last correction, to be taken back.
pub(super) struct Undo {
    /// What it did.
    pub(super) what: String,
    /// The file as it was.
    pub(super) before: Vec<u8>,
    /// The digest of the text that was written.
    pub(super) after: String,
}

/// What all who work on one dossier share.
pub(super) struct Desk {
    pub(super) options: View,
    pub(super) events: Events,
    now: Mutex<Arc<Snapshot>>,
    /// Held while the dossier is read anew or written to, so that states come one after the other.
    busy: Mutex<()>,
    /// The last correction that was written here.
    undo: Mutex<Option<Undo>>,
    /// The files that were made last.
    made: Mutex<Vec<OutputFile>>,
}

impl Desk {
    /// Reads the dossier for the first time.
    pub(super) fn new(options: View) -> Self {
        let first = Snapshot::take(&options, 1, None);
        let desk = Self {
            options,
            events: Events::new(),
            now: Mutex::new(Arc::new(first)),
            busy: Mutex::new(()),
            undo: Mutex::new(None),
            made: Mutex::new(Vec::new()),
        };
        desk.tell();
        desk
    }

    /// The state of now.
    pub(super) fn now(&self) -> Arc<Snapshot> {
        held(&self.now).clone()
    }

    /// Reads the dossier anew and tells it.
    pub(super) fn renew(&self) {
        let _busy = self.alone();
        self.renew_alone();
    }

    /// The same for who holds the desk.
    pub(super) fn renew_alone(&self) {
        let before = self.now();
        let next = Snapshot::take(&self.options, before.revision + 1, Some(&before));
        *held(&self.now) = Arc::new(next);
        self.tell();
    }

    /// Nobody else reads anew or writes meanwhile.
    pub(super) fn alone(&self) -> MutexGuard<'_, ()> {
        held(&self.busy)
    }

    pub(super) fn undo(&self) -> MutexGuard<'_, Option<Undo>> {
        held(&self.undo)
    }

    pub(super) fn made(&self) -> MutexGuard<'_, Vec<OutputFile>> {
        held(&self.made)
    }

    fn tell(&self) {
        self.events.send("state", &self.now().revision.to_string());
    }
}

/// A thread that panicked leaves whole values behind: each is replaced at one stroke.
fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
