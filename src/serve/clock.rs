//! Time limits of a connection: the one place where the server looks at a clock.

use std::time::{Duration, Instant};

/// A moment by which something must be done.
#[derive(Clone, Copy)]
pub(super) struct Deadline(Instant);

impl Deadline {
    /// This long from now.
    pub(super) fn after(time: Duration) -> Self {
        Self(now() + time)
    }

    /// The time that is left; `None` when it is over.
    pub(super) fn left(self) -> Option<Duration> {
        self.0
            .checked_duration_since(now())
            .filter(|left| !left.is_zero())
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "limits of a connection; no output depends on it"
)]
fn now() -> Instant {
    Instant::now()
}
