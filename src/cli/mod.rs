//! The command line: one module per subcommand.
//!
//! Exit status: 0 done, 1 problems with the input or the output, 2 wrong usage, 3 warnings alone where they are asked for
//! (`check --nghiem`).

mod archive_signed;
mod args;
mod blanks;
mod browser;
mod build;
mod check;
mod compute;
mod diff;
mod diff_docx;
mod files_read;
mod fill;
mod findings;
mod given;
mod import;
mod init;
mod issue;
mod list;
mod made;
mod made_workbook;
mod opened;
mod past;
mod prepared;
mod progress;
mod schema;
mod several;
mod since;
mod state;
mod text;
mod usage;
mod verdicts;
mod verify;
mod view;
mod witness;
mod workshop;

use std::ffi::OsString;
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use clap::Parser;

use crate::archive::{self, Disk, Lineage, Package};
use crate::diagnostics::{Diagnostic, Diagnostics, Sources, json, render};
use crate::output::reason;
use args::{Arguments, Command};
use files_read::FilesRead;
use workshop::Stock;

/// How many problems of one kind are shown in full.
const SHOWN_OF_A_KIND: usize = 20;
/// Exit status of a check that found nothing worse than warnings and is asked to let none pass.
const ONLY_WARNINGS: u8 = 3;

/// Runs the program with these arguments (the first is its own name).
pub fn main(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments = usage::help_asked_for(arguments.into_iter().collect());
    if cfg!(windows) && arguments.len() == 1 {
        usage::opened_by_mouse();
    }
    let (arguments, is_dropped) = usage::page_asked_for(arguments);
    let parsed = match Arguments::try_parse_from(&arguments) {
        Ok(parsed) => parsed,
        Err(error) => return usage::report(&error, &arguments),
    };
    let mut session = Session::default();
    let outcome = match parsed.command {
        Command::Build(options) => several::run(&options, &mut session),
        Command::Compute(options) => compute::run(&options, &mut session),
        Command::Check(options) => check::run(&options, &mut session),
        Command::Diff(options) => diff::run(&options, &mut session),
        Command::Init(options) => init::run(&options, &mut session),
        Command::Issue(options) => issue::run(&options, &mut session),
        Command::Fill(options) => fill::run(&options, &mut session),
        Command::ArchiveSigned(options) => archive_signed::run(&options, &mut session),
        Command::Verify(options) => verify::run(&options, &mut session),
        Command::List(options) => list::run(&options, &mut session),
        Command::Import(options) => import::run(&options, &mut session),
        Command::Schema(options) => schema::run(&options, &mut session),
        Command::View(options) => view::run(&options, &mut session),
    };
    let status = session.finish(outcome);
    if cfg!(windows) && is_dropped {
        usage::wait_for_enter();
    }
    status
}

/// How a subcommand ended, apart from errors among the diagnostics.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    Done,
    Failed,
    WrongUsage,
    OnlyWarnings,
}

/// The files read and the problems found in one run.
#[derive(Default)]
struct Session {
    sources: Sources,
    diagnostics: Diagnostics,
    /// The files that were read, or looked for.
    files: FilesRead,
    /// Templates and fonts that others use, too.
    stock: Option<Arc<Stock>>,
    /// Whether remarks on figures and names are told: `check` is asked for them.
    tells_remarks: bool,
    /// Whether problems are told as JSON, on standard output.
    tells_json: bool,
    /// How many errors and warnings were told already.
    told: (usize, usize),
}

impl Session {
    /// Opens a package with what it amends and what amended it; a problem is reported and gives `None`.
    fn lineage(&mut self, package: &Path) -> Option<Lineage> {
        let lineage = self.diagnostics.keep(Lineage::open(&Disk, package))?;
        for package in lineage.packages() {
            self.tell_litter(package);
        }
        Some(lineage)
    }

    /// Warns of what systems and office programs put into a package.
    fn tell_litter(&mut self, package: &Package) {
        let archive = package.folder().parent().unwrap_or(package.folder());
        let archive = archive.file_name().unwrap_or_default().to_string_lossy();
        let litter = package.litter().iter();
        let strays = litter.map(|file| archive::stray(&archive, &package.shown(file)));
        self.diagnostics.push_all(strays);
    }

    /// Prints what was found and gives the exit status.
    fn finish(mut self, outcome: Outcome) -> ExitCode {
        if self.tells_json {
            self.diagnostics.sort_by_place();
            print(&json(&self.diagnostics, &self.sources));
        }
        let (errors, warnings) = self.tell();
        if errors + warnings > 0 && !self.tells_json {
            // when even stderr is closed there is nobody left to tell
            let _ = writeln!(std::io::stderr(), "{errors} lỗi, {warnings} cảnh báo");
        }
        match outcome {
            Outcome::WrongUsage => ExitCode::from(usage::WRONG_USAGE),
            _ if errors > 0 => ExitCode::FAILURE,
            Outcome::Failed => ExitCode::FAILURE,
            Outcome::OnlyWarnings => ExitCode::from(ONLY_WARNINGS),
            Outcome::Done => ExitCode::SUCCESS,
        }
    }

    /// Tells people what was found since it was last told; gives how many errors and warnings there were in all.
    fn tell(&mut self) -> (usize, usize) {
        let mut found = std::mem::take(&mut self.diagnostics);
        if !self.tells_remarks {
            found.drop_remarks(&["KQ", "TT"]);
        }
        found.sort_by_place();
        let (errors, warnings) = found.counts();
        self.told = (self.told.0 + errors, self.told.1 + warnings);
        if !self.tells_json {
            let (shown, hidden) = found.at_most(SHOWN_OF_A_KIND);
            let mut text = render(&shown, &self.sources);
            for (code, count) in hidden {
                text.push_str(&format!("... và {count} chỗ khác như trên [{code}]\n"));
            }
            let _ = std::io::stderr().write_all(text.as_bytes());
        }
        self.told
    }
}

/// Prints what was done and cannot be undone: where standard output cannot be written to, to standard error, for the
/// exit status says that it was done.
fn print_done(text: &str) {
    let mut output = std::io::stdout();
    let written = output.write_all(text.as_bytes());
    if written.and_then(|()| output.flush()).is_err() {
        let _ = std::io::stderr().write_all(text.as_bytes());
    }
}

/// Prints to standard output. A reader that went away (a closed pipe) is no error; an output that cannot
/// be written to (a full disk) ends the program, for what it holds must not be taken for the whole.
fn print(text: &str) {
    let mut output = std::io::stdout();
    let written = output.write_all(text.as_bytes());
    if let Err(error) = written.and_then(|()| output.flush())
        && error.kind() != std::io::ErrorKind::BrokenPipe
    {
        let problem = Diagnostic::error("TP060", "Không ghi được kết quả ra đầu ra chuẩn")
            .with_note(reason(&error))
            .with_remedy("Giải phóng chỗ trên ổ đĩa hoặc ghi ra nơi khác, rồi chạy lại lệnh");
        let text = render(&problem.into(), &Sources::default());
        let _ = std::io::stderr().write_all(text.as_bytes());
        std::process::exit(1);
    }
}
