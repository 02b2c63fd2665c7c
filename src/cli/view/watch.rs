//! Files that change: looked at again and again, for no system's way of telling works on every share.

use std::time::Duration;

use super::desk::Desk;

/// Between two looks.
const PAUSE: Duration = Duration::from_millis(60);
/// A file that was just written to is looked at again after so long: the rest may follow.
const SETTLING: Duration = Duration::from_millis(25);
/// Looks at a file that goes on changing, before it is read all the same.
const MOST_LOOKS: usize = 20;

/// Reads the dossier anew whenever something that it was made from changes.
pub(super) fn watch(desk: &Desk) {
    loop {
        std::thread::sleep(PAUSE);
        let now = desk.now();
        if !now.files.differ() {
            continue;
        }
        let mut seen = now.files.now();
        for _ in 0..MOST_LOOKS {
            std::thread::sleep(SETTLING);
            let next = now.files.now();
            if next == seen {
                break;
            }
            seen = next;
        }
        desk.renew();
    }
}
