//! Words of a name and their capital letters.

/// Whether a word begins with a capital letter; a word without letters has no say.
pub(super) fn is_capital(word: &str) -> Option<bool> {
    let first = word.chars().find(|c| c.is_alphanumeric())?;
    first.is_alphabetic().then(|| first.is_uppercase())
}

/// The word with its first letter as a capital.
pub(super) fn capital(word: &str) -> String {
    with_first(word, |c| c.to_uppercase().collect())
}

/// The word with its first letter in lower case.
pub(super) fn lower(word: &str) -> String {
    with_first(word, |c| c.to_lowercase().collect())
}

fn with_first(word: &str, change: impl Fn(char) -> String) -> String {
    let mut done = false;
    word.chars()
        .map(|c| {
            if done || !c.is_alphabetic() {
                return c.to_string();
            }
            done = true;
            change(c)
        })
        .collect()
}
