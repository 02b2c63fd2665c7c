//! How far a long run is, on a terminal.

use std::io::{IsTerminal, Write, stderr};

/// Letters of the bar.
const WIDTH: usize = 40;

/// A bar that is drawn anew when it has grown by a hundredth; none where standard error is no terminal.
pub(super) struct Progress {
    /// None is drawn if this is 0.
    count: usize,
    done: usize,
    drawn: usize,
}

impl Progress {
    /// Of so many steps.
    pub(super) fn of(count: usize) -> Self {
        let count = if stderr().is_terminal() { count } else { 0 };
        Self {
            count,
            done: 0,
            drawn: 0,
        }
    }

    /// One more is done.
    pub(super) fn step(&mut self) {
        self.done += 1;
        let grown = (self.done * 100).checked_div(self.count).unwrap_or(0);
        if grown != self.drawn {
            self.drawn = grown;
            self.draw();
        }
    }

    fn draw(&self) {
        let full = (self.done * WIDTH).checked_div(self.count).unwrap_or(0);
        let (full, rest) = ("█".repeat(full), "░".repeat(WIDTH - full.min(WIDTH)));
        put(&format!("\r{full}{rest} {}/{}", self.done, self.count));
    }

    /// A line that stays, above the bar.
    pub(super) fn line(&self, line: &str) {
        self.clear();
        put(&format!("{line}\n"));
        if self.drawn > 0 {
            self.draw();
        }
    }

    /// Takes the bar away.
    pub(super) fn end(&self) {
        self.clear();
    }

    fn clear(&self) {
        if self.drawn > 0 {
            let figures = 2 * self.count.to_string().len() + 2;
            put(&format!("\r{}\r", " ".repeat(WIDTH + figures)));
        }
    }
}

fn put(text: &str) {
    // when even standard error is closed there is nobody left to tell
    let _ = stderr().write_all(text.as_bytes());
}
