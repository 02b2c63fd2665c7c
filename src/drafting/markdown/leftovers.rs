//! Marks of Markdown and Tera that mean nothing where they stand: they must not reach the page.

/// A mark left over in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) struct Leftover {
    /// What it belongs to.
    pub(super) of: Of,
    /// Its first byte.
    pub(in super::super) at: usize,
    /// The mark itself, perhaps with what it encloses.
    pub(in super::super) mark: String,
}

/// What a mark belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Of {
    /// `{`, `}`, `{{`, `{%`: a variable or an instruction of a template.
    Template,
    /// `[^1]`.
    Footnote,
    /// `<!--`.
    Comment,
    /// `|---`.
    Table,
    /// `##`.
    Heading,
    /// Three back quotes.
    Fence,
    /// `**`.
    Bold,
    /// `{"`, `[{`: a whole group or list, as Tera prints it.
    Structure,
}

/// How a group or list begins when it is printed as a value, escaped.
const STRUCTURES: [&str; 6] = [r#"\{\""#, r#"\[\""#, r"\[\{", r"\[\[", r"\[\]", r"\{\}"];

/// Marks, longest first, and what they belong to. `**` is looked for among the stars.
const MARKS: [(&str, Of); 12] = [
    ("<!--", Of::Comment),
    ("|---", Of::Table),
    ("| ---", Of::Table),
    ("|:--", Of::Table),
    ("---|", Of::Table),
    ("```", Of::Fence),
    ("{{", Of::Template),
    ("{%", Of::Template),
    ("[^", Of::Footnote),
    ("##", Of::Heading),
    ("{", Of::Template),
    ("}", Of::Template),
];

/// What marks begin with, and what makes one a letter.
const OPENING: [char; 9] = ['\\', '<', '|', '-', '`', '{', '}', '[', '#'];

/// The first mark of each kind in a text; one after `\` is a letter.
pub(super) fn leftovers(text: &str) -> Vec<Leftover> {
    let mut found: Vec<Leftover> = Vec::new();
    let mut at = 0;
    while let Some(next) = text[at..].find(OPENING) {
        at += next;
        let rest = &text[at..];
        if let Some(behind) = rest.strip_prefix('\\') {
            if let Some(mark) = STRUCTURES.iter().find(|mark| rest.starts_with(**mark)) {
                let (of, mark) = (Of::Structure, mark.replace('\\', ""));
                if !found.iter().any(|leftover| leftover.of == of) {
                    found.push(Leftover { of, at, mark });
                }
            }
            at += 1 + behind.chars().next().map_or(0, char::len_utf8);
            continue;
        }
        let mark = MARKS.iter().find(|(mark, _)| rest.starts_with(mark));
        at += mark.map_or(1, |(mark, _)| mark.len());
        if let Some(&(mark, of)) = mark
            && !found.iter().any(|leftover| leftover.of == of)
        {
            found.push(Leftover {
                of,
                at: text.len() - rest.len(),
                mark: enclosed(rest, mark).to_owned(),
            });
        }
    }
    found
}

/// The same in a block's line, where stars mean nothing.
pub(in super::super) fn leftovers_of_a_line(text: &str) -> Vec<Leftover> {
    let mut found = leftovers(text);
    if let Some(at) = text
        .find("**")
        .filter(|at| !text[..*at].ends_with(['\\', '(']))
    {
        found.push(bold(at));
    }
    found
}

/// A leftover of bold text.
pub(super) fn bold(at: usize) -> Leftover {
    Leftover {
        of: Of::Bold,
        at,
        mark: "**".to_owned(),
    }
}

/// A mark with what it encloses, if that is short: `{ linh_vuc }`, `[^1]`.
fn enclosed<'a>(rest: &'a str, mark: &'a str) -> &'a str {
    const LONGEST: usize = 40;
    let close = match mark {
        "{" => '}',
        "[^" => ']',
        _ => return mark,
    };
    let end = rest.find(close).filter(|end| *end <= LONGEST);
    // a message quotes names and numbers as they are, but no escapes and marks of ours
    let is_plain = |text: &str| {
        text.chars()
            .all(|c| c.is_alphanumeric() || " ._".contains(c))
    };
    let end = end.filter(|end| is_plain(&rest[mark.len()..*end]));
    end.map_or(mark, |end| &rest[..=end])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks(text: &str) -> Vec<String> {
        leftovers(text)
            .into_iter()
            .map(|found| found.mark)
            .collect()
    }

    #[test]
    fn marks_that_mean_nothing_are_found_once() {
        assert_eq!(marks("mức { linh_vuc } và { nam }"), ["{ linh_vuc }"]);
        assert_eq!(marks("mức {{ nam"), ["{{"]);
        assert_eq!(marks("nam }"), ["}"]);
        assert_eq!(marks("90%[^1] và [^2]"), ["[^1]"]);
        assert_eq!(marks("##I. CƠ SỞ"), ["##"]);
        assert_eq!(marks("|---|---|"), ["|---"]);
        assert_eq!(marks("a <!-- b -->"), ["<!--"]);
        assert_eq!(marks("```bang"), ["```"]);
    }

    #[test]
    fn what_marks_begin_with_is_known() {
        for (mark, _) in MARKS {
            assert!(mark.starts_with(OPENING), "{mark}");
        }
    }

    #[test]
    fn escaped_marks_and_plain_text_are_none() {
        for text in [
            r"\{ a \}",
            r"\[^1]",
            r"\##",
            "tháng 5-2021 | b - c",
            "#1",
            "a - b --- c",
            "[1]",
        ] {
            assert_eq!(marks(text), [""; 0], "{text}");
        }
    }
}
