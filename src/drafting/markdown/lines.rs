//! Rendered text line by line, each with the place it was written.

use super::super::marks::{Place, without_places};

/// A line of rendered text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in super::super) struct Line {
    /// Its text, marks of places taken out, without spaces at its end.
    pub(in super::super) text: String,
    /// Where it was written.
    pub(in super::super) place: Option<Place>,
}

impl Line {
    /// Spaces before its first letter.
    pub(super) fn indent(&self) -> usize {
        self.text.len() - self.words().len()
    }

    /// Its text without the indent.
    pub(super) fn words(&self) -> &str {
        self.text.trim_start_matches(' ')
    }

    /// Whether nothing is printed of it.
    pub(super) fn is_blank(&self) -> bool {
        self.text.is_empty()
    }

    /// What is left of it after so many bytes.
    pub(super) fn after(&self, bytes: usize) -> Self {
        Self {
            text: self
                .text
                .get(bytes..)
                .unwrap_or_default()
                .trim_start_matches([' ', '\u{a0}'])
                .to_owned(),
            place: self.place,
        }
    }
}

/// The lines of rendered text.
pub(in super::super) fn lines(rendered: &str) -> Vec<Line> {
    let lines = rendered.lines().map(|line| {
        let (text, place) = without_places(line);
        let text = text.replace('\t', " ");
        Line {
            text: text.trim_end_matches(' ').to_owned(),
            place,
        }
    });
    lines.collect()
}

/// Lines joined to one text, each still known by its place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Text {
    /// The text on one line.
    pub(super) words: String,
    /// Where each line starts in it.
    parts: Vec<(usize, Option<Place>)>,
}

impl Text {
    /// A text of one line.
    pub(super) fn of(line: &Line) -> Self {
        let mut text = Self::default();
        text.push(line);
        text
    }

    /// Adds a line after a space.
    pub(super) fn push(&mut self, line: &Line) {
        if !self.words.is_empty() {
            self.words.push(' ');
        }
        self.parts.push((self.words.len(), line.place));
        self.words.push_str(line.words());
    }

    /// Where its first line was written.
    pub(super) fn place(&self) -> Option<Place> {
        self.parts.iter().find_map(|(_, place)| *place)
    }

    /// Where the line with this byte was written, and the byte's place in it.
    pub(super) fn place_at(&self, byte: usize) -> (Option<Place>, usize) {
        let after = self.parts.partition_point(|(start, _)| *start <= byte);
        let line = self.parts[..after].last();
        line.map_or((None, byte), |(start, place)| (*place, byte - start))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joined_lines_keep_their_places() {
        let line = |text: &str, number| Line {
            text: text.to_owned(),
            place: Some(Place::TemplateLine(0, number)),
        };
        let mut text = Text::of(&line("  một", 3));
        text.push(&line("hai", 4));
        assert_eq!(text.words, "một hai");
        assert_eq!(text.place_at(0), (Some(Place::TemplateLine(0, 3)), 0));
        let second = "một ".len();
        assert_eq!(
            text.place_at(second + 1),
            (Some(Place::TemplateLine(0, 4)), 1)
        );
    }
}
