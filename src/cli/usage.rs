//! Wrong usage, in Vietnamese.

use std::ffi::OsString;
use std::io::{IsTerminal, Write};
use std::path::Path;
use std::process::ExitCode;

use clap::CommandFactory;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::args::Arguments;

/// Exit status of wrong usage.
pub(super) const WRONG_USAGE: u8 = 2;

/// `quyetdinh help build` as `quyetdinh build --help`.
pub(super) fn help_asked_for(mut arguments: Vec<OsString>) -> Vec<OsString> {
    let asks = |word: &OsString| word == "help" || word == "tro-giup";
    if arguments.get(1).is_some_and(asks) {
        arguments.retain(|word| !asks(word));
        arguments.push("--help".into());
    }
    arguments
}

/// `quyetdinh ho-so.yaml` as `quyetdinh xem ho-so.yaml`: a dossier that is dropped on the program, or opened with it.
pub(super) fn page_asked_for(mut arguments: Vec<OsString>) -> (Vec<OsString>, bool) {
    let is_dossier = match &arguments[..] {
        [_, only] => {
            let path = Path::new(only);
            let ending = path.extension().unwrap_or_default();
            ["yaml", "yml"]
                .iter()
                .any(|own| ending.eq_ignore_ascii_case(own))
                && path.is_file()
        }
        _ => false,
    };
    if is_dossier {
        arguments.insert(1, "xem".into());
    }
    (arguments, is_dossier)
}

/// Keeps a window open that would close with what it says.
pub(super) fn wait_for_enter() {
    if std::io::stdin().is_terminal() {
        super::print("Nhấn Enter để đóng cửa sổ này.\n");
        let _ = std::io::stdin().read_line(&mut String::new());
    }
}

/// Says what to do to whoever opens the program from a window, which would close at once.
pub(super) fn opened_by_mouse() {
    if !std::io::stdin().is_terminal() {
        return;
    }
    super::print(
        "Kéo tệp hồ sơ (.yaml) thả lên quyetdinh.exe thì trang làm việc mở trong trình duyệt.\n\
         Các việc khác chạy bằng lệnh gõ vào. Mở thư mục chứa chương trình, gõ `cmd` vào ô địa chỉ rồi nhấn Enter; ví dụ:\n\n\
         \x20 quyetdinh init ho-so-2026\n\
         \x20 quyetdinh build ho-so-2026\\ho-so.yaml --out ho-so-2026\\out\n\
         \x20 quyetdinh --help\n\n",
    );
    wait_for_enter();
}

/// The command and its help, as far as it was understood.
fn own_help(arguments: &[OsString]) -> String {
    let commands = Arguments::command();
    let typed = arguments.iter().skip(1).filter_map(|word| word.to_str());
    let mut known = typed.filter(|word| commands.find_subcommand(word).is_some());
    let command = known
        .next()
        .map_or(String::new(), |name| format!(" {name}"));
    format!("quyetdinh{command} --help")
}

/// Prints help, version or what is wrong with the command line.
pub(super) fn report(error: &clap::Error, arguments: &[OsString]) -> ExitCode {
    let help = matches!(
        error.kind(),
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion
    );
    if help {
        super::print(&error.render().to_string());
        return ExitCode::SUCCESS;
    }
    let mut text = format!("lỗi: {}\n", message(error));
    if let Some(near) = first_value(
        error,
        &[
            ContextKind::SuggestedArg,
            ContextKind::SuggestedSubcommand,
            ContextKind::SuggestedValue,
        ],
    ) {
        text.push_str(&format!("  có phải là: {near}\n"));
    }
    text.push_str(&format!("\nXem cách dùng: {}\n", own_help(arguments)));
    // when even stderr is closed there is nobody left to tell
    let _ = std::io::stderr().write_all(text.as_bytes());
    ExitCode::from(WRONG_USAGE)
}

fn message(error: &clap::Error) -> String {
    let argument = first_value(error, &[ContextKind::InvalidArg]).unwrap_or_default();
    let value = first_value(error, &[ContextKind::InvalidValue]).unwrap_or_default();
    match error.kind() {
        ErrorKind::UnknownArgument => format!("không có tùy chọn {argument}"),
        ErrorKind::InvalidSubcommand => {
            let name = first_value(error, &[ContextKind::InvalidSubcommand]).unwrap_or_default();
            format!("không có lệnh {name}")
        }
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            let commands = Arguments::command();
            let names: Vec<&str> = commands
                .get_subcommands()
                .map(clap::Command::get_name)
                .collect();
            format!("thiếu lệnh ({})", names.join(", "))
        }
        ErrorKind::MissingRequiredArgument => format!("thiếu {}", any_of(&argument)),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation if value.is_empty() => {
            format!("thiếu giá trị cho {argument}")
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let valid = first_value(error, &[ContextKind::ValidValue]);
            let valid = valid.map_or(String::new(), |v| format!(" (nhận: {v})"));
            format!("giá trị “{value}” không hợp với {argument}{valid}")
        }
        ErrorKind::ArgumentConflict => format!("{argument} bị lặp hoặc không dùng chung được"),
        ErrorKind::TooManyValues | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            format!("số giá trị của {argument} không đúng")
        }
        _ => "dòng lệnh không đúng".to_owned(),
    }
}

/// `<--so <SỐ>|--ngay <NGÀY>>`, of which at least one is needed, in words.
fn any_of(argument: &str) -> String {
    let group = argument.strip_prefix('<').and_then(|a| a.strip_suffix('>'));
    match group.filter(|group| group.contains('|')) {
        Some(group) => group.replace('|', " hoặc "),
        None => argument.to_owned(),
    }
}

fn first_value(error: &clap::Error, kinds: &[ContextKind]) -> Option<String> {
    kinds.iter().find_map(|&kind| match error.get(kind)? {
        ContextValue::String(text) => Some(text.clone()),
        ContextValue::Strings(texts) if !texts.is_empty() => Some(texts.join(", ")),
        _ => None,
    })
}
