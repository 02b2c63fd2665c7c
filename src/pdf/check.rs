//! What would make the file break PDF/UA-1, whoever drafted the document: reported, never written
//! in silence.

use super::headings::Headings;
use crate::diagnostics::{Diagnostic, Diagnostics, Span};
use crate::document::{Block, Document, Paragraph, Table};

/// Headings that skip a level (ISO 14289-1, 7.4.2) and tables without a header (7.5).
pub(super) fn check(document: &Document) -> Diagnostics {
    let mut problems = Diagnostics::new();
    let mut level = 0;
    for section in &document.sections {
        let mut headings = Headings::default();
        for block in &section.blocks {
            match block {
                Block::Paragraph(paragraph) => {
                    if let Some(here) = headings.level(paragraph.role) {
                        if here > level + 1 {
                            let typed = [level, here].map(|l| l.saturating_sub(headings.shift()));
                            problems.push(skipped(paragraph, typed));
                        }
                        level = here;
                    }
                }
                Block::Table(table) if !has_header(table) => problems.push(headless(table)),
                _ => {}
            }
        }
    }
    problems
}

/// A table with rows needs header rows whose cells head something.
fn has_header(table: &Table) -> bool {
    let heads = table.header.iter().flat_map(|row| &row.cells);
    let empty = table.header.is_empty() && table.body.is_empty();
    empty || heads.into_iter().any(|cell| cell.scope.is_some())
}

/// Levels as the template counts them: without the section's title.
fn skipped(paragraph: &Paragraph, [from, to]: [u8; 2]) -> Diagnostic {
    let message = if from == 0 {
        format!("Đề mục đầu tiên ở cấp {to}, phải từ cấp 1")
    } else {
        format!("Đề mục nhảy từ cấp {from} xuống cấp {to}")
    };
    let problem = Diagnostic::error("TT012", message)
        .with_note(format!("đề mục: {}", paragraph.text()))
        .with_note("PDF/UA-1 (ISO 14289-1, 7.4.2) không cho bỏ cách cấp đề mục")
        .with_remedy("Thêm đề mục ở cấp còn thiếu, hoặc nâng đề mục này lên một cấp");
    at(problem, paragraph.origin, "đề mục này")
}

fn headless(table: &Table) -> Diagnostic {
    let problem = Diagnostic::error("TT013", "Bảng không có hàng tiêu đề")
        .with_note("PDF/UA-1 (ISO 14289-1, 7.5) đòi mỗi bảng có ô tiêu đề")
        .with_remedy("Thêm hàng tiêu đề cho bảng");
    at(problem, table.origin, "bảng này")
}

fn at(problem: Diagnostic, place: Option<Span>, label: &str) -> Diagnostic {
    match place {
        Some(span) => problem.at(span, label),
        None => problem,
    }
}
