//! Words of a file that others wrote, as messages show them.

use crate::characters;

/// Most letters of a foreign name that a message repeats.
const LONGEST_SHOWN: usize = 200;

/// As much of a foreign file's words as a message shows.
pub(super) fn shown(text: &str) -> String {
    let text = characters::harmless(text);
    match text.char_indices().nth(LONGEST_SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}
