//! What `check` says of the figures, in words for whoever decides: no keys, no remedies.

use crate::diagnostics::{Diagnostic, Diagnostics};

/// One sentence for each warning and remark, without its closing mark.
#[must_use]
pub(crate) fn findings(found: &Diagnostics) -> Vec<String> {
    found.iter().filter_map(in_words).collect()
}

/// What it says and how it comes about; nothing of what only concerns the dossier's keys.
fn in_words(problem: &Diagnostic) -> Option<String> {
    let names_a_key = |text: &str| text.contains('`');
    if names_a_key(&problem.message) {
        return None;
    }
    let notes = problem.notes.iter().map(String::as_str);
    let notes: Vec<&str> = notes.filter(|note| !names_a_key(note)).collect();
    Some(match notes.as_slice() {
        [] => problem.message.clone(),
        notes => format!("{} ({})", problem.message, notes.join("; ")),
    })
}
