//! Tables of keys, from their declarations.

use std::fmt::Write;

use quyet_dinh::inner::dossier::{Key, Kind};

/// More words to choose from have a table of their own.
const MOST_WORDS: usize = 5;

/// A table of Markdown.
pub fn table(head: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let mut text = format!("| {} |\n|{}\n", head.join(" | "), "---|".repeat(head.len()));
    for row in rows {
        let cells: Vec<String> = row.iter().map(|cell| cell.replace('|', "\\|")).collect();
        writeln!(text, "| {} |", cells.join(" | ")).expect("memory");
    }
    text
}

/// In back quotes.
pub fn code(text: &str) -> String {
    match text {
        "" => String::new(),
        text if text.contains('`') => format!("`` {text} ``"),
        text => format!("`{text}`"),
    }
}

/// Which keys a table shows.
pub type Shown<'a> = &'a dyn Fn(&Key) -> bool;

/// The keys of a group that are shown, and below them a table for each group among them.
pub fn keys(path: &str, keys: &[Key], shown: Shown) -> String {
    let mut text = String::new();
    let rows: Vec<Vec<String>> = keys.iter().filter(|key| shown(key)).map(row).collect();
    if !rows.is_empty() {
        text.push_str(&table(
            &["khóa", "loại", "bắt buộc", "ý nghĩa", "ví dụ"],
            rows,
        ));
        text.push('\n');
    }
    for key in keys {
        let path = match path {
            "" => key.name.to_string(),
            path => format!("{path}.{}", key.name),
        };
        below(&path, key, &key.kind, shown, &mut text);
    }
    text
}

fn below(path: &str, key: &Key, kind: &Kind, shown: Shown, text: &mut String) {
    let inner = match kind {
        Kind::Group(inner) => keys(path, inner, shown),
        Kind::List(of) => return below(&format!("{path}[]"), key, of, shown, text),
        Kind::Variants(variants) => {
            let mut inner = keys(path, &variants.common, shown);
            for form in &variants.forms {
                let told = &form.keys[form.keys.len() - form.telling..];
                let told: Vec<String> = told.iter().map(|key| code(&key.name)).collect();
                let own = keys(path, &form.keys, shown);
                if !own.is_empty() {
                    writeln!(inner, "Khi có {}:\n\n{own}", told.join(", ")).expect("memory");
                }
            }
            inner
        }
        _ => return,
    };
    if !inner.is_empty() && inner.starts_with('|') {
        writeln!(text, "#### {}: {}\n", code(path), key.meaning).expect("memory");
    }
    text.push_str(&inner);
}

fn row(key: &Key) -> Vec<String> {
    vec![
        code(&key.name),
        match &key.kind {
            Kind::Choice(words) if words.len() > MOST_WORDS => "một từ, xem bảng dưới".to_owned(),
            kind => kind.words(),
        },
        if key.needed { "có" } else { "" }.to_owned(),
        meaning(key),
        code(&key.example),
    ]
}

/// The meaning, and that of each word to choose from.
fn meaning(key: &Key) -> String {
    let words = match &key.kind {
        Kind::Choice(words) if words.len() <= MOST_WORDS => words,
        _ => return key.meaning.clone(),
    };
    let words: Vec<String> = (words.iter())
        .map(|(word, meaning)| format!("{}: {meaning}", code(word)))
        .collect();
    format!("{}. {}", key.meaning, words.join("; "))
}
