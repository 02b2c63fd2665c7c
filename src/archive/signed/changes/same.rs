//! Whether two values say the same, however they are written.

use lopdf::{Dictionary, Object};

use super::super::state::State;
use super::present;

/// Deepest nesting compared: beyond it two values count as different.
const DEEPEST: usize = 64;
/// Bytes of a string that are compared in the time of one value.
const BYTES_AT_ONCE: usize = 64;

/// Whether an object of the old document is another one now, or gone.
pub(super) fn object_changed(before: &State, after: &State, number: u32) -> bool {
    let (old, new) = (present(before.get(number)), present(after.get(number)));
    old.is_some() && !same_or_none(before, after, old, new)
}

/// Whether both are the same, or both are not there.
pub(super) fn same_or_none(
    before: &State,
    after: &State,
    old: Option<&Object>,
    new: Option<&Object>,
) -> bool {
    Comparison { before, after }.same_or_none(old, new, 0)
}

/// Two states of a document under comparison.
#[derive(Clone, Copy)]
struct Comparison<'a> {
    before: &'a State,
    after: &'a State,
}

impl Comparison<'_> {
    fn same_or_none(self, old: Option<&Object>, new: Option<&Object>, depth: usize) -> bool {
        match (old, new) {
            (Some(old), Some(new)) => self.same(old, new, depth),
            (None, None) => true,
            _ => false,
        }
    }

    /// Whether both are the same. References are the same if they lead to the same object, whatever
    /// became of it: it is judged by itself.
    fn same(self, old: &Object, new: &Object, depth: usize) -> bool {
        if depth > DEEPEST || !self.after.spend(looks(new)) {
            return false;
        }
        let depth = depth + 1;
        match (old, new) {
            (Object::Reference(old), Object::Reference(new)) => old == new,
            // a program may write out, or take out, what an object held
            (Object::Reference(_), _) | (_, Object::Reference(_)) => {
                self.same_or_none(self.before.value(old), self.after.value(new), depth)
            }
            (Object::String(old, _), Object::String(new, _)) => old == new,
            (Object::Integer(_) | Object::Real(_), Object::Integer(_) | Object::Real(_)) => {
                let number = |object: &Object| object.as_float().unwrap_or(f32::NAN);
                number(old).total_cmp(&number(new)).is_eq()
            }
            (Object::Array(old), Object::Array(new)) => {
                let mut both = old.iter().zip(new);
                old.len() == new.len() && both.all(|(old, new)| self.same(old, new, depth))
            }
            (Object::Dictionary(old), Object::Dictionary(new)) => self.entries(old, new, depth),
            (Object::Stream(old), Object::Stream(new)) => {
                old.content == new.content && self.entries(&old.dict, &new.dict, depth)
            }
            _ => old == new,
        }
    }

    /// Each key once: twice for those on both sides would double the work at every level.
    fn entries(self, old: &Dictionary, new: &Dictionary, depth: usize) -> bool {
        let mut kept = old.iter();
        let mut added = new.iter().filter(|(key, _)| !old.has(key));
        kept.all(|(key, value)| {
            let (old, new) = (present(Some(value)), present(new.get(key).ok()));
            self.same_or_none(old, new, depth)
        }) && added.all(|(_, value)| present(Some(value)).is_none())
    }
}

/// What it costs to compare a value, without the values in it.
fn looks(value: &Object) -> usize {
    1 + match value {
        Object::String(bytes, _) | Object::Name(bytes) => bytes.len() / BYTES_AT_ONCE,
        Object::Dictionary(entries) => entries.len(),
        _ => 0,
    }
}
