//! Pieces of a text that are replaced by others.

use std::cmp::Reverse;

/// What is put in place of a text's bytes.
struct Splice {
    start: usize,
    end: usize,
    text: String,
    /// How far in new lines stand; 0 for what is put into a line.
    indent: usize,
}

/// All that is changed in a text.
pub(super) struct Splices {
    list: Vec<Splice>,
    line_break: &'static str,
}

impl Splices {
    /// None yet; new lines end as those of the text.
    pub(super) fn of(text: &str) -> Self {
        let line_break = if text.contains("\r\n") { "\r\n" } else { "\n" };
        Self {
            list: Vec::new(),
            line_break,
        }
    }

    pub(super) const fn line_break(&self) -> &'static str {
        self.line_break
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Puts this in place of those bytes.
    pub(super) fn replace(&mut self, (start, end): (usize, usize), text: String) {
        self.list.push(Splice {
            start,
            end,
            text,
            indent: 0,
        });
    }

    /// Puts a new line with this behind the line that ends there.
    pub(super) fn add_line(&mut self, end: usize, indent: usize, text: &str) {
        let text = format!("{}{}{text}", self.line_break, " ".repeat(indent));
        self.list.push(Splice {
            start: end,
            end,
            text,
            indent,
        });
    }

    /// The text with all of them made.
    pub(super) fn made(mut self, text: &str) -> String {
        // at one place what belongs further in comes first, then in the order made; what is taken away after it
        self.list
            .sort_by_key(|edit| (edit.start, edit.end > edit.start, Reverse(edit.indent)));
        let (mut made, mut at) = (String::with_capacity(text.len()), 0);
        for edit in &self.list {
            if edit.start < at {
                // inside of what is gone already
                continue;
            }
            made.push_str(&text[at..edit.start]);
            made.push_str(&edit.text);
            at = edit.end;
        }
        made.push_str(&text[at..]);
        if !made.ends_with('\n') {
            made.push_str(self.line_break);
        }
        made
    }
}
