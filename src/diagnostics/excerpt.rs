//! The lines around a place, to be shown beside what is said of it.

use serde::Serialize;

use super::line::Lines;
use super::place::Span;
use super::sources::Sources;

/// Lines shown before and after the one that is meant.
const AROUND: usize = 2;

/// A place with the lines around it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Excerpt {
    /// The file, or a cell's address.
    pub file: String,
    /// From 1; of a cell nothing but 1.
    pub line: usize,
    /// In characters from 1.
    pub column: usize,
    /// Words at the marked part; may be empty.
    pub label: String,
    /// Each line, the marked one among them.
    pub lines: Vec<ExcerptLine>,
}

/// A line of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ExcerptLine {
    /// From 1.
    pub number: usize,
    /// What stands before the marked part; the whole line where nothing is marked.
    pub before: String,
    /// The marked part.
    pub marked: String,
    /// What stands behind it.
    pub after: String,
}

/// The lines around a place; `None` for an unknown file.
#[must_use]
pub(crate) fn excerpt(span: Span, label: &str, sources: &Sources) -> Option<Excerpt> {
    let mut lines = Lines::new(sources);
    let line = lines.of(span)?;
    let part = |from: usize, to: usize| line.text.get(from..to).unwrap_or("").to_owned();
    let end = line.end.max(line.start + letter(&line.text, line.start));
    let marked = ExcerptLine {
        number: line.number,
        before: part(0, line.start),
        // a place behind the line's last letter is shown by a blank
        marked: if end == line.start {
            " ".to_owned()
        } else {
            part(line.start, end)
        },
        after: part(end, line.text.len()),
    };
    let (number, column) = (line.number, line.column());
    let (file, is_cell) = (line.file.to_owned(), line.is_cell);
    let around = if is_cell { 0 } else { AROUND };
    let shown = (number.saturating_sub(around).max(1)..=number + around).filter_map(|at| {
        if at == number {
            return Some(marked.clone());
        }
        Some(ExcerptLine {
            number: at,
            before: lines.numbered(span.source, at)?,
            marked: String::new(),
            after: String::new(),
        })
    });
    Some(Excerpt {
        file,
        line: number,
        column,
        label: label.to_owned(),
        lines: shown.collect(),
    })
}

/// Bytes of the letter that stands there; 0 at the end.
fn letter(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    rest.chars().next().map_or(0, char::len_utf8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lines_around_a_place_are_shown_with_their_numbers() {
        let mut sources = Sources::default();
        let text = "một\nhai\r\nba: 84,6 # điểm\nbốn\n";
        let source = sources.add("ho-so.yaml", text);
        let at = text.find("84").expect("there") as u32;
        let span = Span {
            source,
            start: at,
            end: at + 4,
        };
        let found = excerpt(span, "điểm", &sources).expect("known");
        assert_eq!((found.line, found.column), (3, 5));
        let lines = found.lines.iter().map(|line| {
            format!(
                "{} {}[{}]{}",
                line.number, line.before, line.marked, line.after
            )
        });
        let lines: Vec<String> = lines.collect();
        assert_eq!(
            lines,
            ["1 một[]", "2 hai[]", "3 ba: [84,6] # điểm", "4 bốn[]"]
        );
    }
    #[test]
    fn a_place_without_length_is_shown_by_its_letter() {
        let mut sources = Sources::default();
        let source = sources.add("ho-so.yaml", "đ: [\n");
        let marked = |start: u32| {
            let span = Span {
                source,
                start,
                end: start,
            };
            let found = excerpt(span, "", &sources).expect("known");
            found.lines.into_iter().next().expect("a line").marked
        };
        assert_eq!(
            (marked(4), marked(0), marked(5)),
            ("[".into(), "đ".into(), " ".into())
        );
    }
}
