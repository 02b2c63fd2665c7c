//! Wrong usage, in Vietnamese.

use std::io::Write;
use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue, ErrorKind};

/// Exit status of wrong usage.
pub(super) const WRONG_USAGE: u8 = 2;

/// Prints help, version or what is wrong with the command line.
pub(super) fn report(error: &clap::Error) -> ExitCode {
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
    text.push_str("\nXem cách dùng: quyetdinh --help\n");
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
            "thiếu lệnh (build, compute, check, diff, init, issue, archive-signed, verify, list, schema)"
                .to_owned()
        }
        ErrorKind::MissingRequiredArgument => format!("thiếu {argument}"),
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

fn first_value(error: &clap::Error, kinds: &[ContextKind]) -> Option<String> {
    kinds.iter().find_map(|&kind| match error.get(kind)? {
        ContextValue::String(text) => Some(text.clone()),
        ContextValue::Strings(texts) if !texts.is_empty() => Some(texts.join(", ")),
        _ => None,
    })
}
