//! What is told to the pages that are open (Server-Sent Events).

use std::io::Write;
use std::net::TcpStream;
use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Duration;

use super::answer::start;

/// Without news a line is sent after so long: a page that is gone is noticed by it.
const SIGN_OF_LIFE: Duration = Duration::from_secs(15);
/// Pages that listen at the same time.
const MOST_LISTENERS: usize = 32;

/// The last event, and who waits for the next.
#[derive(Debug, Default)]
pub struct Events {
    now: Mutex<Told>,
    news: Condvar,
}

#[derive(Debug, Default)]
struct Told {
    /// Counts up.
    number: u64,
    /// As it is sent.
    event: String,
    listeners: usize,
    closed: bool,
}

impl Events {
    /// Nothing told yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Tells all pages that are open; who comes later is told the last event.
    pub fn send(&self, event: &str, data: &str) {
        let mut now = self.held();
        now.number += 1;
        now.event = format!("event: {event}\ndata: {data}\n\n");
        self.news.notify_all();
    }

    /// Lets all listeners go.
    pub(super) fn close(&self) {
        self.held().closed = true;
        self.news.notify_all();
    }

    fn held(&self) -> std::sync::MutexGuard<'_, Told> {
        self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether one more may listen; then [`Self::listen`] must follow.
    pub(super) fn admits(&self) -> bool {
        let mut now = self.held();
        let may = now.listeners < MOST_LISTENERS;
        now.listeners += usize::from(may);
        may
    }

    /// Tells a page all that comes, until it is gone.
    pub(super) fn listen(&self, stream: &mut TcpStream) {
        let head = start(200, "text/event-stream; charset=utf-8", false) + "\r\n";
        let mut known = 0;
        let mut open = stream.write_all(head.as_bytes()).is_ok();
        while open {
            let text = {
                let now = self.held();
                let waits = |now: &mut Told| now.number == known && !now.closed;
                let waited = self.news.wait_timeout_while(now, SIGN_OF_LIFE, waits);
                let (now, _) = waited.unwrap_or_else(PoisonError::into_inner);
                if now.closed {
                    break;
                }
                if now.number == known {
                    ":\n\n".to_owned()
                } else {
                    known = now.number;
                    now.event.clone()
                }
            };
            open = stream
                .write_all(text.as_bytes())
                .and_then(|()| stream.flush())
                .is_ok();
        }
        self.held().listeners -= 1;
    }
}
