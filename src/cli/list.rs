//! `quyetdinh list`: what was issued.

use unicode_width::UnicodeWidthStr;

use super::args::List;
use super::{Outcome, Session, findings, print, witness};
use crate::archive::{self, Disk, Listed};

pub(super) fn run(options: &List, session: &mut Session) -> Outcome {
    let found = match archive::list(&Disk, &options.archive) {
        Ok(found) => found,
        Err(error) => {
            let problem = archive::unreadable_archive(&options.archive, &error);
            session.diagnostics.push(problem);
            return Outcome::Failed;
        }
    };
    if options.json {
        // plain structs with string keys always serialise
        let text = serde_json::to_string_pretty(&found.packages).unwrap_or_default();
        print(&format!("{text}\n"));
    } else {
        print(&table(&found.packages));
        print(&witness::line(found.witness.as_ref()));
    }
    for (entry, fault) in &found.faults {
        session
            .diagnostics
            .push_all(findings::damage(entry, &[fault]));
    }
    for (one, other) in &found.twice {
        session.diagnostics.push(findings::given_twice(one, other));
    }
    Outcome::Done
}

fn table(listed: &[Listed]) -> String {
    let header = ["Số, ký hiệu", "Ngày", "Bản ký", "Gói", "Trích yếu"].map(str::to_owned);
    let rows = listed.iter().map(|package| {
        [
            package.record.full_number(),
            package.record.day(),
            package.signed.to_string(),
            package.package.clone(),
            package.record.subject.clone(),
        ]
    });
    let rows: Vec<[String; 5]> = std::iter::once(header).chain(rows).collect();
    let mut widths = [0; 5];
    for row in &rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.width());
        }
    }
    let mut text = String::new();
    for row in &rows {
        let cells: Vec<String> = row
            .iter()
            .zip(widths)
            .map(|(cell, width)| {
                let room = " ".repeat(width.saturating_sub(cell.width()));
                format!("{cell}{room}")
            })
            .collect();
        text.push_str(cells.join("  ").trim_end());
        text.push('\n');
    }
    text
}
