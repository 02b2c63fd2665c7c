//! Opens an address in the user's browser.

use std::process::{Command, Stdio};

/// Starts the browser that the system would take and does not wait for it. `false` if that cannot be started: the caller
/// prints the address in any case.
pub(super) fn open(address: &str) -> bool {
    let (program, before): (&str, &[&str]) = if cfg!(windows) {
        // no shell in between, which would read `&` and `%` itself
        ("rundll32.exe", &["url.dll,FileProtocolHandler"])
    } else if cfg!(target_os = "macos") {
        ("open", &[])
    } else {
        ("xdg-open", &[])
    };
    let mut command = Command::new(program);
    command.args(before).arg(address);
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command.spawn().is_ok()
}
