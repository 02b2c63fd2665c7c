//! What is written into a file.

use crate::values::with_point;

/// A value, not yet written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A number with decimal comma; in `{...}` it gets a point, for a comma parts entries there.
    Number(String),
    /// One line of text.
    Text(String),
    /// Words in one line: `[a, b]`.
    Words(Vec<String>),
    /// `true`.
    True,
    /// `{key: value}` on one line.
    Compact(Vec<(String, Value)>),
    /// `key: value`, one a line.
    Group(Vec<(String, Value)>),
    /// `- ...`, one a line or more.
    List(Vec<Value>),
}

impl Value {
    /// A text.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// As the lines of a file.
    #[must_use]
    pub fn to_text(&self) -> String {
        format!("{}\n", self.lines(0, "\n"))
    }

    /// Whether it takes one line.
    pub(super) const fn is_line(&self) -> bool {
        matches!(
            self,
            Self::Number(_) | Self::Text(_) | Self::Words(_) | Self::True | Self::Compact(_)
        )
    }

    /// On one line, as it stands in `{...}` or `[...]`.
    pub(super) fn in_flow(&self) -> String {
        match self {
            Self::Number(number) => with_point(number),
            Self::Text(text) => quoted(text, true),
            Self::Words(words) => {
                let words: Vec<String> = words.iter().map(|word| quoted(word, true)).collect();
                format!("[{}]", words.join(", "))
            }
            Self::True => "true".to_owned(),
            Self::Group(entries) | Self::Compact(entries) => {
                let entries = entries
                    .iter()
                    .map(|(key, value)| format!("{}: {}", quoted(key, true), value.in_flow()));
                format!("{{{}}}", entries.collect::<Vec<_>>().join(", "))
            }
            Self::List(items) => {
                let items: Vec<String> = items.iter().map(Self::in_flow).collect();
                format!("[{}]", items.join(", "))
            }
        }
    }

    /// Behind `key:`, with what leads to it; further lines stand this many columns in.
    pub(super) fn after_key(&self, indent: usize, line_break: &str) -> String {
        match self {
            Self::Number(number) => format!(" {number}"),
            Self::Text(text) => format!(" {}", quoted(text, false)),
            Self::Words(_) | Self::True | Self::Compact(_) => format!(" {}", self.in_flow()),
            Self::Group(entries) if entries.is_empty() => " {}".to_owned(),
            Self::List(items) if items.is_empty() => " []".to_owned(),
            Self::Group(_) | Self::List(_) => {
                let pad = " ".repeat(indent);
                format!("{line_break}{pad}{}", self.lines(indent, line_break))
            }
        }
    }

    /// Its lines; the first without its indent.
    pub(super) fn lines(&self, indent: usize, line_break: &str) -> String {
        let pad = format!("{line_break}{}", " ".repeat(indent));
        let parts: Vec<String> = match self {
            Self::Group(entries) => (entries.iter())
                .map(|(key, value)| {
                    format!(
                        "{}:{}",
                        quoted(key, false),
                        value.after_key(indent + 2, line_break)
                    )
                })
                .collect(),
            Self::List(items) => (items.iter())
                .map(|item| format!("- {}", item.lines(indent + 2, line_break)))
                .collect(),
            line => vec![line.after_key(indent, line_break).trim_start().to_owned()],
        };
        parts.join(&pad)
    }
}

/// A text as it may stand, in quotes where it would be read as anything else.
fn quoted(text: &str, in_flow: bool) -> String {
    let first = text.chars().next();
    let marks = |letter: char| "!&*-?:,[]{}#|>@`\"'%~=".contains(letter);
    let leads = first.is_none_or(|letter| marks(letter) || letter.is_whitespace());
    let inside = text.contains(": ")
        || text.contains(" #")
        || text.ends_with([':', ' '])
        || text.contains(['\n', '\t', '\\', '"']);
    let flow = in_flow && text.contains([',', '[', ']', '{', '}', ':']);
    let null = matches!(
        text,
        "null" | "Null" | "NULL" | "true" | "false" | "yes" | "no"
    );
    if leads || inside || flow || null {
        let text = text
            .replace('\\', "\\\\")
            .replace('"', "\\\"")
            .replace(['\n', '\t'], " ");
        format!("\"{text}\"")
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::Value;

    #[test]
    fn texts_stand_in_quotes_where_they_must() {
        let written = |text: &str| Value::text(text).in_flow();
        assert_eq!(written("Sở Y tế"), "Sở Y tế");
        for text in ["-", "a: b", "a #b", "", "a, b", "[x]", "'a", "null", "x:"] {
            assert_eq!(written(text), format!("\"{text}\""));
        }
        assert_eq!(written("một \"cửa\""), "\"một \\\"cửa\\\"\"");
    }

    #[test]
    fn groups_and_lists_are_written_line_by_line() {
        let entry = Value::Group(vec![
            ("ten".into(), Value::text("A")),
            (
                "chi_so".into(),
                Value::Group(vec![("x".into(), Value::Number("1,5".into()))]),
            ),
        ]);
        let list = Value::List(vec![entry]);
        assert_eq!(
            list.after_key(2, "\n"),
            "\n  - ten: A\n    chi_so:\n      x: 1,5"
        );
        assert_eq!(list.in_flow(), "[{ten: A, chi_so: {x: 1.5}}]");
    }
}
