//! Events for the pages that are open (Server-Sent Events, HTML Living Standard 9.2): one mutex and one condition join who
//! sends and the connections.

use std::net::TcpStream;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::Answer;
use super::answer::head;
use super::clock::Deadline;
use super::exchange::{finish, is_closed, send};

/// Connections that wait for events at once.
const STREAMS: usize = 32;
/// A comment is sent after this time without an event, so that what lies between does not end the connection.
const QUIET: Duration = Duration::from_secs(15);
/// How often a waiting connection looks whether its page is still there.
const LOOK: Duration = Duration::from_secs(1);

/// Sends events to every page that is open.
#[derive(Default)]
pub struct Events {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    /// Events sent so far.
    count: u64,
    /// The last of them, as it travels.
    last: Arc<str>,
    open: usize,
    is_over: bool,
}

impl Events {
    /// Nobody listens yet, nothing was sent.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sends an event to every open connection; one that opens later gets the last event at once. A connection that is
    /// behind gets the last event alone, so events must tell a state, not a step. `event` is a plain word.
    pub fn send(&self, event: &str, data: &str) {
        let data: String = data.lines().map(|line| format!("data: {line}\n")).collect();
        let mut state = self.state();
        state.count += 1;
        state.last = format!("event: {event}\n{data}\n").into();
        drop(state);
        self.changed.notify_all();
    }

    /// Ends every connection, also those that come later.
    pub(super) fn close(&self) {
        self.state().is_over = true;
        self.changed.notify_all();
    }

    /// Serves one connection until its page is gone.
    pub(super) fn serve(&self, stream: &mut TcpStream) {
        if !self.enter() {
            return finish(
                stream,
                &Answer::refusal(
                    503,
                    "Trang này đang mở ở quá nhiều cửa sổ. Hãy đóng bớt rồi mở lại.",
                ),
            );
        }
        let opening =
            head(200, "text/event-stream; charset=utf-8", "no-store") + "\r\nretry: 1000\n\n";
        if send(stream, opening.as_bytes()).is_ok() {
            self.pass_on(stream);
        }
        self.state().open -= 1;
    }

    fn enter(&self) -> bool {
        let mut state = self.state();
        let has_room = state.open < STREAMS;
        state.open += usize::from(has_room);
        has_room
    }

    fn pass_on(&self, stream: &mut TcpStream) {
        let mut seen = 0;
        let mut quiet = Deadline::after(QUIET);
        loop {
            let message = match self.next(&mut seen) {
                Next::Over => return,
                Next::Event(message) => message,
                Next::Nothing if is_closed(stream) => return,
                Next::Nothing if quiet.left().is_none() => ": \n\n".into(),
                Next::Nothing => continue,
            };
            if send(stream, message.as_bytes()).is_err() {
                return;
            }
            quiet = Deadline::after(QUIET);
        }
    }

    /// Waits a short time for an event that is new to who has seen that many.
    fn next(&self, seen: &mut u64) -> Next {
        let waits = |state: &mut State| !state.is_over && state.count == *seen;
        let (state, _) = self
            .changed
            .wait_timeout_while(self.state(), LOOK, waits)
            .unwrap_or_else(PoisonError::into_inner);
        if state.is_over {
            return Next::Over;
        }
        if state.count == *seen {
            return Next::Nothing;
        }
        *seen = state.count;
        Next::Event(state.last.clone())
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

enum Next {
    Event(Arc<str>),
    Nothing,
    Over,
}
