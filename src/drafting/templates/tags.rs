//! The tags of a template, and what is wrong with how they open and close: Tera stops where it cannot go on,
//! which for a missing `{% endfor %}` is the end of the file.

use crate::values::did_you_mean;
use std::ops::Range;

/// What opens a part of a template, and what closes it.
const PAIRS: [(&str, &str); 6] = [
    ("for", "endfor"),
    ("if", "endif"),
    ("block", "endblock"),
    ("filter", "endfilter"),
    ("component", "endcomponent"),
    ("set", "endset"),
];
/// All other words a tag may begin with.
const OTHERS: [&str; 9] = [
    "else",
    "elif",
    "set_global",
    "include",
    "extends",
    "break",
    "continue",
    "raw",
    "endraw",
];
/// How `{{`, `{%` and `{#` are closed.
const MARKS: [(&str, &str); 3] = [("{{", "}}"), ("{%", "%}"), ("{#", "#}")];

/// `{% name words %}`.
#[derive(Clone, Debug)]
pub(super) struct Tag<'a> {
    /// Its first word; empty for a component's call.
    pub(super) name: &'a str,
    /// What follows the name.
    pub(super) words: &'a str,
    /// The whole tag, in bytes of the text.
    pub(super) place: Range<usize>,
}

/// What is wrong, and where.
#[derive(Debug)]
pub(super) struct Flaw {
    /// In bytes of the text.
    pub(super) place: Range<usize>,
    pub(super) message: String,
    pub(super) label: String,
    pub(super) remedy: String,
    /// Another place that matters, and why.
    pub(super) related: Option<(Range<usize>, String)>,
}

/// The first flaw in how tags open and close.
pub(super) fn flaw(text: &str) -> Option<Flaw> {
    match tags(text) {
        Ok(tags) => unpaired(&tags),
        Err(flaw) => Some(flaw),
    }
}

/// Every tag that can be told, up to the first that is not closed.
pub(super) fn tags(text: &str) -> Result<Vec<Tag<'_>>, Flaw> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some((start, open, close)) = next_mark(text, at) {
        let inside = start + open.len();
        if open == "{{" && text.get(inside..).is_some_and(|rest| rest.starts_with('{')) {
            return Err(one_too_many(start));
        }
        let end = closing(text, inside, close).ok_or_else(|| unclosed_mark(start, open, close))?;
        at = end + close.len();
        if open == "{%" {
            let tag = tag(text.get(inside..end).unwrap_or_default(), start..at);
            if tag.name == "raw" {
                at = after_raw(text, at).ok_or_else(|| unclosed(&tag, "endraw", None))?;
            }
            found.push(tag);
        }
    }
    Ok(found)
}

fn next_mark(text: &str, from: usize) -> Option<(usize, &'static str, &'static str)> {
    let rest = text.get(from..)?;
    let found = MARKS
        .iter()
        .filter_map(|(open, close)| Some((from + rest.find(open)?, *open, *close)));
    found.min_by_key(|(at, ..)| *at)
}

/// Where the mark closes: before any other opens, a string's letters left aside.
fn closing(text: &str, from: usize, close: &str) -> Option<usize> {
    let rest = text.get(from..)?;
    if close == "#}" {
        return Some(from + rest.find(close)?);
    }
    let mut quote = None;
    for (at, letter) in rest.char_indices() {
        let here = rest.get(at..)?;
        match quote {
            Some(open) if open == letter => quote = None,
            Some(_) => {}
            None if here.starts_with(close) => return Some(from + at),
            None if MARKS.iter().any(|(open, _)| here.starts_with(open)) => return None,
            None if matches!(letter, '"' | '\'' | '`') => quote = Some(letter),
            None => {}
        }
    }
    // a string that never ends is another mistake
    quote.and_then(|_| Some(from + rest.find(close)?))
}

fn tag(inside: &str, place: Range<usize>) -> Tag<'_> {
    let inside = inside.trim_start_matches('-').trim_start();
    let end = inside
        .find(|c: char| !(c.is_alphanumeric() || c == '_'))
        .unwrap_or(inside.len());
    let (name, words) = inside.split_at(end);
    Tag { name, words, place }
}

fn after_raw(text: &str, from: usize) -> Option<usize> {
    let end = from + text.get(from..)?.find("endraw")?;
    Some(end + text.get(end..)?.find("%}")? + "%}".len())
}

fn unpaired(tags: &[Tag<'_>]) -> Option<Flaw> {
    let mut open: Vec<(&Tag<'_>, &str)> = Vec::new();
    for tag in tags {
        if let Some((_, close)) = PAIRS.iter().find(|(name, _)| *name == tag.name) {
            if !is_assignment(tag) {
                open.push((tag, close));
            }
        } else if PAIRS.iter().any(|(_, close)| *close == tag.name) {
            match open.pop() {
                Some((_, close)) if close == tag.name => {}
                Some((inner, close)) if open.iter().any(|(_, outer)| *outer == tag.name) => {
                    return Some(unclosed(inner, close, Some(tag)));
                }
                _ => return Some(unopened(tag)),
            }
        } else if !tag.name.is_empty() && !OTHERS.contains(&tag.name) {
            return Some(unknown(tag));
        }
    }
    open.pop().map(|(tag, close)| unclosed(tag, close, None))
}

/// `{% set a = b %}` opens nothing; `{% set a %}` does.
fn is_assignment(tag: &Tag<'_>) -> bool {
    let name_ends = |c: char| !(c.is_alphanumeric() || c == '_');
    let after = tag.words.trim_start().trim_start_matches(|c| !name_ends(c));
    tag.name == "set" && after.trim_start().starts_with('=')
}

fn one_too_many(start: usize) -> Flaw {
    Flaw {
        place: start..start + "{{{".len(),
        message: "Thừa một dấu `{`".to_owned(),
        label: "chỉ cần `{{`".to_owned(),
        remedy: "Bỏ một dấu `{`".to_owned(),
        related: None,
    }
}

fn unclosed_mark(start: usize, open: &str, close: &str) -> Flaw {
    Flaw {
        place: start..start + open.len(),
        message: format!("Dấu `{open}` chưa được đóng"),
        label: format!("mở ở đây, chưa có `{close}`"),
        remedy: format!("Thêm `{close}` vào chỗ kết thúc, hoặc xóa `{open}`"),
        related: None,
    }
}

fn unclosed(tag: &Tag<'_>, close: &str, instead: Option<&Tag<'_>>) -> Flaw {
    Flaw {
        place: tag.place.clone(),
        message: format!("Lệnh `{{% {} %}}` chưa được đóng", tag.name),
        label: format!("mở ở đây, chưa có `{{% {close} %}}`"),
        remedy: format!("Thêm `{{% {close} %}}` vào cuối phần mà lệnh này mở ra"),
        related: instead.map(|tag| {
            let why = format!("đến `{{% {} %}}` này vẫn chưa đóng", tag.name);
            (tag.place.clone(), why)
        }),
    }
}

fn unopened(tag: &Tag<'_>) -> Flaw {
    let opens = PAIRS.iter().find(|(_, close)| *close == tag.name);
    let opens = opens.map_or("", |(open, _)| *open);
    Flaw {
        place: tag.place.clone(),
        message: format!("Lệnh `{{% {} %}}` không đóng gì cả", tag.name),
        label: format!("phía trên không còn `{{% {opens} %}}` nào đang mở"),
        remedy: format!("Bỏ lệnh này, hoặc thêm `{{% {opens} ... %}}` ở phía trên"),
        related: None,
    }
}

fn unknown(tag: &Tag<'_>) -> Flaw {
    let pairs = PAIRS.iter().flat_map(|(open, close)| [*open, *close]);
    let known: Vec<&str> = pairs.chain(OTHERS).collect();
    let near = match tag.name {
        // as in other languages of templates
        "elseif" | "elsif" => "Có phải là `elif`?".to_owned(),
        name => did_you_mean(name, known.iter().copied(), "Sửa tên lệnh."),
    };
    Flaw {
        place: tag.place.clone(),
        message: format!("Mẫu dùng lệnh `{}`, là lệnh không có", tag.name),
        label: "không có lệnh này".to_owned(),
        remedy: format!("{near} Các lệnh dùng được: {}", known.join(", ")),
        related: None,
    }
}
