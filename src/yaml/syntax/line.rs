//! One line of a file.

/// A line without its line break.
#[derive(Clone, Copy)]
pub(super) struct Line<'a> {
    /// Its first byte in the file.
    pub(super) start: usize,
    pub(super) text: &'a str,
}

impl<'a> Line<'a> {
    /// The line of a place.
    pub(super) fn of(text: &'a str, at: usize) -> Self {
        let start = start(text, at);
        let rest = text.get(start..).unwrap_or_default();
        let end = rest.find(['\n', '\r']).unwrap_or(rest.len());
        Self {
            start,
            text: &rest[..end],
        }
    }

    /// The nearest line above that is neither empty nor a comment.
    pub(super) fn above(self, text: &'a str) -> Option<Self> {
        let mut line = self;
        while let Some(end) = line.start.checked_sub(1) {
            line = Line::of(text, end);
            if !line.body().is_empty() && !line.body().starts_with('#') {
                return Some(line);
            }
        }
        None
    }

    /// Where it ends in the file.
    pub(super) fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// What stands after the indentation.
    pub(super) fn body(&self) -> &'a str {
        self.text.trim_matches([' ', '\t'])
    }

    /// Where that begins in the file.
    pub(super) fn body_start(&self) -> usize {
        self.start + self.text.len() - self.text.trim_start_matches([' ', '\t']).len()
    }

    /// The line after the marks of list elements (`- `).
    pub(super) fn content(&self) -> &'a str {
        self.text.trim_start_matches([' ', '\t', '-'])
    }

    /// Where that begins in the file.
    pub(super) fn content_start(&self) -> usize {
        self.start + self.text.len() - self.content().len()
    }

    /// How far it is indented, list marks included.
    pub(super) fn depth(&self) -> usize {
        self.content_start() - self.start
    }

    /// Whether a text has to follow: it ends with `|` or `>-`.
    pub(super) fn announces_text(&self) -> bool {
        let last = self.body().rsplit([' ', '\t']).next().unwrap_or_default();
        last.starts_with(['|', '>']) && last.len() <= 3
    }

    /// Whether it is `key: value`.
    pub(super) fn has_value(&self) -> bool {
        let value = self.text.split_once(": ").map(|(_, value)| value.trim());
        value.is_some_and(|value| !value.is_empty() && !value.starts_with('#'))
    }
}

/// Where the line of a place begins.
pub(super) fn start(text: &str, at: usize) -> usize {
    let before = text.get(..at).unwrap_or(text);
    before.rfind(['\n', '\r']).map_or(0, |at| at + 1)
}
