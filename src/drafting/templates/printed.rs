//! The text of a template as Tera gets it, and how values come into it.

use std::io::Write;

use super::super::markdown::list_marks::is_own_mark;
use super::super::marks::{self, Place};
use super::counted;
use crate::characters;

/// The text as it prints, each line marked; `file` is its place in the set. Letters stay in their columns.
pub(super) fn printed(text: &str, file: usize) -> String {
    let letters = text
        .chars()
        .filter(|letter| characters::refused(*letter).is_none());
    let printed: String = letters.filter_map(characters::printed).collect();
    with_line_marks(&printed.replace('\t', " "), file)
}

/// The text as Tera gets it.
pub(super) fn compiled(text: &str, file: usize) -> String {
    counted::counted(&printed(text, file), file)
}

/// Escapes a value so that Markdown prints it as typed.
pub(super) fn escape_markdown(text: &str, output: &mut dyn Write) -> std::io::Result<()> {
    for letter in text.chars() {
        if letter.is_ascii_punctuation() || is_own_mark(letter) {
            output.write_all(b"\\")?;
        }
        match letter {
            '\n' | '\r' => output.write_all(b" ")?,
            _ => write!(output, "{letter}")?,
        }
    }
    Ok(())
}

/// Marks each line with its file and number, at its end; not inside a tag, nor after one that eats the line's end, nor
/// after any where a template that `extends` another may hold nothing.
fn with_line_marks(text: &str, file: usize) -> String {
    let mut marked = String::with_capacity(text.len() * 2);
    let mut open_tag = None;
    let is_child = text.contains("extends");
    for (index, line) in text.lines().enumerate() {
        open_tag = tag_after(line, open_tag);
        let line = line.trim_end();
        let eats = if is_child {
            ["%}", "-}}", "#}"]
        } else {
            ["-%}", "-}}", "-#}"]
        };
        let eats = eats.iter().any(|end| line.ends_with(end));
        marked.push_str(line);
        if open_tag.is_none() && !line.is_empty() && !eats {
            marked.push_str(&marks::place(Place::TemplateLine(file, index + 1)));
        }
        marked.push('\n');
    }
    marked
}

/// The end of the tag that is open after a line, if one is; `open` was before it.
fn tag_after(line: &str, mut open: Option<&'static str>) -> Option<&'static str> {
    const TAGS: [(&str, &str); 3] = [("{{", "}}"), ("{%", "%}"), ("{#", "#}")];
    let mut rest = line;
    loop {
        if let Some(end) = open {
            let Some((_, after)) = rest.split_once(end) else {
                return open;
            };
            rest = after;
        }
        let starts = TAGS
            .iter()
            .filter_map(|(start, end)| Some((rest.find(start)?, *end)));
        let (at, end) = starts.min()?;
        rest = &rest[at + 2..];
        open = Some(end);
    }
}
