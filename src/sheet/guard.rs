//! Calls into readers of other people's formats, which may panic on files made to bring them down.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};
use std::sync::Once;

use super::Unreadable;

thread_local! {
    /// Whether a panic of this thread is told to nobody.
    static QUIET: Cell<bool> = const { Cell::new(false) };
}

/// What the call gives; a panic in it means that the file is damaged, and prints nothing.
pub(super) fn quietly<T>(call: impl FnOnce() -> Result<T, Unreadable>) -> Result<T, Unreadable> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let before = take_hook();
        set_hook(Box::new(move |panic| {
            if !QUIET.get() {
                before(panic);
            }
        }));
    });
    QUIET.set(true);
    let result = catch_unwind(AssertUnwindSafe(call));
    QUIET.set(false);
    result.unwrap_or(Err(Unreadable::Damaged))
}
