//! Whether two values say the same, however they are written.

use lopdf::{Dictionary, Object};

use super::super::state::State;
use super::present;

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
    match (old, new) {
        (Some(old), Some(new)) => same(before, after, old, new),
        (None, None) => true,
        _ => false,
    }
}

/// Whether both are the same. References are the same if they lead to the same object, whatever
/// became of it: it is judged by itself.
fn same(before: &State, after: &State, old: &Object, new: &Object) -> bool {
    let inner = |old: &Object, new: &Object| same(before, after, old, new);
    match (old, new) {
        (Object::Reference(old), Object::Reference(new)) => old == new,
        // a program may write out, or take out, what an object held
        (Object::Reference(_), _) | (_, Object::Reference(_)) => {
            match (before.value(old), after.value(new)) {
                (Some(old), Some(new)) => inner(old, new),
                (old, new) => old.is_none() && new.is_none(),
            }
        }
        (Object::String(old, _), Object::String(new, _)) => old == new,
        (Object::Integer(_) | Object::Real(_), Object::Integer(_) | Object::Real(_)) => {
            let number = |object: &Object| object.as_float().unwrap_or(f32::NAN);
            number(old).total_cmp(&number(new)).is_eq()
        }
        (Object::Array(old), Object::Array(new)) => {
            old.len() == new.len() && old.iter().zip(new).all(|(old, new)| inner(old, new))
        }
        (Object::Dictionary(old), Object::Dictionary(new)) => entries(before, after, old, new),
        (Object::Stream(old), Object::Stream(new)) => {
            old.content == new.content && entries(before, after, &old.dict, &new.dict)
        }
        _ => old == new,
    }
}

fn entries(before: &State, after: &State, old: &Dictionary, new: &Dictionary) -> bool {
    let agrees = |(key, _): (&Vec<u8>, &Object)| {
        let (old, new) = (present(old.get(key).ok()), present(new.get(key).ok()));
        same_or_none(before, after, old, new)
    };
    old.iter().all(agrees) && new.iter().all(agrees)
}
