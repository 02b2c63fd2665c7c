//! Opens an address in the browser that the system takes for such things.

use std::process::{Command, Stdio};

/// Whether something was started that should open it.
pub(super) fn open(address: &str) -> bool {
    let mut command = if cfg!(windows) {
        // no shell, which would read signs in the address
        let mut command = Command::new("rundll32.exe");
        command.arg("url.dll,FileProtocolHandler");
        command
    } else if cfg!(target_os = "macos") {
        Command::new("open")
    } else {
        Command::new("xdg-open")
    };
    let quiet = || Stdio::null();
    let started = command
        .arg(address)
        .stdin(quiet())
        .stdout(quiet())
        .stderr(quiet())
        .spawn();
    started.is_ok()
}
