//! The program `quyetdinh`: parses the command line, calls, sets the exit status.

use std::process::ExitCode;

fn main() -> ExitCode {
    quyet_dinh::inner::cli::main(std::env::args_os())
}
