//! What goes with a value that is taken away.

use super::path::Step;
use super::place::Places;
use crate::yaml::{Node, Value};

/// The bytes of an entry or item of a group or list, with its key or dash and what parts it from the others; `None` if
/// they cannot be told from those of others.
pub(super) fn bytes(places: &Places<'_>, parent: &Node, step: &Step<'_>) -> Option<(usize, usize)> {
    let in_flow = places.is_flow(parent);
    let (all, at): (Vec<(usize, usize)>, usize) = match (step, &parent.value) {
        (Step::Key(key), Value::Mapping(mapping)) => {
            let entries = mapping.entries.iter();
            let all = entries.map(|entry| (places.key(entry), places.entry_end(entry)));
            let at = mapping.entries.iter().position(|entry| entry.key == *key);
            (all.collect(), at?)
        }
        (Step::Item(at), Value::Sequence(items)) => {
            let item = |item: &Node| {
                let start = match in_flow {
                    true => places.scalar(item).0,
                    false => places.dash(item)?,
                };
                Some((start, places.end(item)))
            };
            (items.iter().map(item).collect::<Option<_>>()?, *at)
        }
        _ => return None,
    };
    let start = all.get(at)?.0;
    let lead = &places.text[places.line_start(start)..start];
    match in_flow || !lead.trim().is_empty() {
        true => inside_a_line(&all, at),
        false => Some(whole_lines(places, all[at])),
    }
}

/// Up to the one behind; of the last, from the end of the one before. `None` for the only one.
fn inside_a_line(all: &[(usize, usize)], at: usize) -> Option<(usize, usize)> {
    let (start, end) = all[at];
    let before = at.checked_sub(1).and_then(|before| all.get(before));
    match all.get(at + 1) {
        Some((next, _)) => Some((start, *next)),
        None => before.map(|(_, before)| (*before, end)),
    }
}

/// Its lines, with the break before them.
fn whole_lines(places: &Places<'_>, (start, end): (usize, usize)) -> (usize, usize) {
    let line = places.line_start(start);
    let before = line - places.text[..line].len().min(1);
    let before = before - usize::from(places.text[..before].ends_with('\r'));
    (before.min(line), places.line_end(end))
}
