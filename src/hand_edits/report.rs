//! What was changed by hand, for people and as JSON.

use std::fmt::Write;

use serde::Serialize;

use super::Edit;
use crate::diagnostics::{Sources, Span};
use crate::docx;
use crate::docx_reader::{Changes, Program, WordFile};

/// What is told of a file.
pub(crate) struct Report<'a> {
    /// What the dossier is called.
    pub dossier: &'a str,
    /// What the file is called.
    pub file: &'a str,
    /// The file.
    pub word: &'a WordFile,
    /// What differs, figures first.
    pub edits: &'a [Edit],
    /// The files that places are in.
    pub sources: &'a Sources,
}

impl Report<'_> {
    /// File and line of a place.
    fn place(&self, span: Span) -> Option<(&str, usize)> {
        self.sources.place(span)
    }
}

/// The edits as text; says so where there are none.
#[must_use]
pub(crate) fn text(report: &Report<'_>) -> String {
    let mut text = format!(
        "So {} với những gì {} cho ra bây giờ",
        report.file, report.dossier
    );
    if let Some(program) = saved_by(report) {
        text.push_str(&format!(" (tệp lưu lần cuối bằng {program})"));
    }
    text.push('\n');
    let changes = &report.word.changes;
    if changes.count() > 0 {
        text.push_str(&tracked(changes));
    }
    if report.edits.is_empty() {
        text.push_str("\nTệp nói đúng như hồ sơ\n");
    }
    let (figures, words): (Vec<&Edit>, Vec<&Edit>) =
        report.edits.iter().partition(|edit| edit.is_figure);
    for (heading, edits) in [
        ("Số liệu, ngày tháng không khớp hồ sơ", figures),
        ("Câu chữ khác hồ sơ", words),
    ] {
        if !edits.is_empty() {
            text.push_str(&format!("\n{heading}\n"));
            edits.iter().for_each(|edit| line(report, edit, &mut text));
        }
    }
    text
}

/// What saved the file last; nothing if that was this program.
fn saved_by(report: &Report<'_>) -> Option<String> {
    let program = report.word.program.as_ref();
    let other = program.filter(|program| program.name != docx::PROGRAM);
    other.map(Program::told)
}

fn tracked(changes: &Changes) -> String {
    let authors = changes.authors.join(", ");
    let by = match authors.as_str() {
        "" => String::new(),
        authors => format!(" của {authors}"),
    };
    format!(
        "Tệp còn {} thay đổi được theo dõi (Track Changes){by} chưa duyệt: đọc như đã chấp nhận\n",
        changes.count()
    )
}

fn line(report: &Report<'_>, edit: &Edit, text: &mut String) {
    // writing to a string cannot fail
    let place = match edit.place.as_str() {
        "" => "phần đầu",
        place => place,
    };
    let _ = writeln!(text, "  {place}");
    for (sign, side) in [("- hồ sơ:", &edit.expected), ("+ tệp:  ", &edit.found)] {
        if let Some(side) = side {
            let _ = writeln!(text, "    {sign} {side}");
        }
    }
    if let Some((file, number)) = edit.origin.and_then(|origin| report.place(origin)) {
        let _ = writeln!(text, "    ở {file}, dòng {number}");
    }
}

#[derive(Serialize)]
struct FileReport<'a> {
    saved_by: Option<String>,
    tracked_changes: usize,
    edits: Vec<EditReport<'a>>,
}

#[derive(Serialize)]
struct EditReport<'a> {
    kind: &'static str,
    place: &'a str,
    expected: Option<&'a str>,
    found: Option<&'a str>,
    file: Option<&'a str>,
    line: Option<usize>,
}

/// The edits as JSON.
#[must_use]
pub(crate) fn json(report: &Report<'_>) -> String {
    let edits = report.edits.iter().map(|edit| {
        let origin = edit.origin.and_then(|origin| report.place(origin));
        EditReport {
            kind: if edit.is_figure { "figure" } else { "text" },
            place: &edit.place,
            expected: edit.expected.as_deref(),
            found: edit.found.as_deref(),
            file: origin.map(|(file, _)| file),
            line: origin.map(|(_, line)| line),
        }
    });
    let told = FileReport {
        saved_by: saved_by(report),
        tracked_changes: report.word.changes.count(),
        edits: edits.collect(),
    };
    // plain structs with string keys always serialise
    let mut text = serde_json::to_string_pretty(&told).unwrap_or_default();
    text.push('\n');
    text
}
