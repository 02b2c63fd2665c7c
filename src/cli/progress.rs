//! How far a long run has come, for people who wait.

use std::io::{IsTerminal, Write};

/// Of fewer things all is done before anyone looks.
pub(super) const FEW: usize = 20;
/// Signs of the bar.
const BAR: usize = 24;
/// Room for the line.
const WIDTH: usize = 64;

/// One line on standard error, where that is a terminal.
pub(super) struct Progress {
    is_seen: bool,
    /// What is counted.
    things: &'static str,
}

impl Progress {
    pub(super) fn new(things: &'static str) -> Self {
        let is_seen = std::io::stderr().is_terminal();
        Self { is_seen, things }
    }

    pub(super) fn tell(&self, done: usize, count: usize) {
        if self.is_seen && count > FEW {
            let full = BAR * done / count;
            let (full, left) = ("#".repeat(full), "-".repeat(BAR - full));
            self.line(&format!("[{full}{left}] {done}/{count} {}", self.things));
        }
    }

    /// A line that stays, above it.
    pub(super) fn say(&self, text: &str) {
        self.clear();
        // when even standard error is closed there is nobody left to tell
        let _ = writeln!(std::io::stderr(), "{text}");
    }

    /// Takes the line away, so that others can be printed.
    pub(super) fn clear(&self) {
        if self.is_seen {
            self.line("");
        }
    }

    fn line(&self, text: &str) {
        let mut output = std::io::stderr();
        let _ = write!(output, "\r{text:<WIDTH$}\r{text}");
        let _ = output.flush();
    }
}
