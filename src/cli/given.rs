//! Number and dates given on the command line and in the environment.

use chrono::Datelike;

use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::pipeline::IssueFacts;
use crate::values::{parse_date, parse_number};

/// The number and date given on the command line.
pub(super) fn issue_facts(
    number: Option<&str>,
    date: Option<&str>,
    diagnostics: &mut Diagnostics,
) -> IssueFacts {
    let mut facts = IssueFacts::default();
    if let Some(text) = number {
        facts.number = parse_number(text);
        if facts.number.is_none() {
            diagnostics.push(
                Diagnostic::error(
                    "TP030",
                    format!("Số văn bản “{text}” sau --so không hợp lệ"),
                )
                .with_remedy("Viết số bằng chữ số, ví dụ --so 3203; ký hiệu lấy từ hồ sơ"),
            );
        }
    }
    if let Some(text) = date {
        facts.date = parse_date(text);
        if facts.date.is_none() {
            diagnostics.push(
                Diagnostic::error("TP031", format!("Ngày “{text}” sau --ngay không hợp lệ"))
                    .with_remedy(
                        "Viết ngày có thật, ví dụ --ngay 2021-12-24 hoặc --ngay 24/12/2021",
                    ),
            );
        }
    }
    facts
}

/// The date in `SOURCE_DATE_EPOCH`, used where the dossier gives no whole date.
pub(super) fn source_date_epoch(diagnostics: &mut Diagnostics) -> Option<(i32, u32, u32)> {
    let text = std::env::var("SOURCE_DATE_EPOCH").ok()?;
    let date = text
        .parse()
        .ok()
        .and_then(|seconds| chrono::DateTime::from_timestamp(seconds, 0));
    if date.is_none() {
        diagnostics.push(
            Diagnostic::warning(
                "TP032",
                format!("Bỏ qua SOURCE_DATE_EPOCH “{text}” vì không phải số giây"),
            )
            .with_remedy("Đặt SOURCE_DATE_EPOCH là số giây từ 01/01/1970, hoặc bỏ biến này"),
        );
    }
    date.map(|date| (date.year(), date.month(), date.day()))
}
