//! Builds the ranking table, the detailed table and the shares table. Wording comes from the
//! template's fields, figures from the standings.

mod columns;
mod header;
mod lines;
mod named;
mod ranking;
mod shares;
mod sums;
mod values;

use std::cell::RefCell;

use super::fields::Fields;
use crate::diagnostics::{Diagnostic, Span};
use crate::document::{Cell, CellAlign, CellContent, Meaning, Paragraph, Role, Run, Scope};
use crate::dossier::{Block, Dossier, Indicator};
use crate::scoring::{BlockStandings, Standings};
use crate::values::did_you_mean;

pub use named::column_values;
pub(super) use ranking::{detail, standings};
pub(super) use shares::shares;
pub(super) use values::{gain, rise};

/// The `khoi` of a table of all blocks.
const ALL_BLOCKS: &str = "tat_ca";

/// What a template asks for in a table's block.
pub(super) struct TableOrder<'a> {
    pub(super) dossier: &'a Dossier,
    pub(super) standings: &'a Standings,
    pub(super) fields: &'a Fields,
    pub(super) origin: Option<Span>,
    /// What should be looked at in the table that comes of it.
    pub(super) said: RefCell<Vec<Diagnostic>>,
}

impl<'a> TableOrder<'a> {
    /// Whether the table is of all blocks.
    fn is_of_all(&self) -> bool {
        let blocks = &self.dossier.blocks;
        let id = self.fields.text("khoi");
        id.as_deref() == Some(ALL_BLOCKS) && !blocks.iter().any(|block| *block.id == *ALL_BLOCKS)
    }

    /// The block named by `khoi:`.
    fn block(&self) -> Result<(&'a Block, &'a BlockStandings), Diagnostic> {
        let id = self.fields.text("khoi").unwrap_or_default();
        let found = self.standings.blocks.iter().find_map(|standings| {
            let block = self.dossier.blocks.get(standings.block)?;
            (block.id.value == id).then_some((block, standings))
        });
        found.ok_or_else(|| {
            let ids = self.dossier.blocks.iter().map(|block| block.id.as_str());
            let near = did_you_mean(&id, ids, "Sửa mã khối.");
            Diagnostic::error("MB008", format!("Hồ sơ không có khối “{id}”"))
                .with_remedy(format!("{near} Trong mẫu nên viết `khoi: {{{{ k.ma }}}}`"))
        })
    }

    /// The texts of a repeated key, which must be exactly so many.
    fn exactly(&self, key: &str, count: usize) -> Result<Vec<String>, Diagnostic> {
        let texts = self.fields.texts(key);
        if texts.len() == count {
            return Ok(texts);
        }
        Err(Diagnostic::error(
            "MB009",
            format!("Bảng cần {count} dòng `{key}:`, mẫu có {}", texts.len()),
        )
        .with_remedy(format!("Sửa mẫu cho đủ {count} dòng `{key}:`")))
    }

    /// A value that a key of the block does not take.
    fn wrong_value(&self, key: &str, typed: &str, known: &[&str]) -> Diagnostic {
        let near = did_you_mean(typed, known.iter().copied(), "Sửa giá trị ấy.");
        let problem = Diagnostic::error("MB049", format!("`{key}` không nhận giá trị `{typed}`"))
            .with_remedy(format!("{near} Các giá trị: {}", known.join(", ")));
        let problem = self.at_what_was_typed(problem, typed, "không có giá trị này");
        let line = self.fields.of(key).find_map(|field| field.origin);
        match line.filter(|_| problem.span.is_none()) {
            Some(line) => problem.at(line, "không có giá trị này"),
            None => problem,
        }
    }

    /// What the dossier orders is shown there, where the set's facts hold this text.
    fn at_what_was_typed(&self, problem: Diagnostic, typed: &str, label: &str) -> Diagnostic {
        let mut texts = self.dossier.facts.texts().into_iter();
        match texts.find(|text| text.as_str() == typed) {
            Some(text) => problem.at(text.span, label),
            None => problem,
        }
    }

    fn caption(&self) -> Option<Paragraph> {
        let text = self.fields.text("chu_thich")?;
        let runs = vec![
            Run::plain("Bảng "),
            // the number is set once all tables are known
            Run::of(Meaning::CaptionNumber, ""),
            Run::plain(format!(". {text}")),
        ];
        let mut caption = Paragraph::of_runs(Role::Caption, runs);
        caption.origin = self.origin;
        Some(caption)
    }

    fn summary(&self, fallback: &str) -> String {
        self.fields
            .text("chu_thich")
            .unwrap_or_else(|| fallback.to_owned())
    }

    fn paragraph(&self, role: Role, text: &str) -> Paragraph {
        let mut paragraph = Paragraph::plain(role, text);
        paragraph.origin = self.origin;
        paragraph
    }

    fn cell(&self, role: Role, column: usize, text: &str, align: CellAlign) -> Cell {
        let scope = (role == Role::TableHeader).then_some(Scope::Column);
        Cell {
            content: CellContent::Text(self.paragraph(role, text)),
            column,
            column_span: 1,
            row_span: 1,
            align,
            scope,
        }
    }
}

/// The cell with its place in the dossier, for what cannot be printed as it stands there.
fn at(origin: Span, mut cell: Cell) -> Cell {
    written_at(origin, &mut cell);
    cell
}

fn written_at(origin: Span, cell: &mut Cell) {
    if let CellContent::Text(paragraph) = &mut cell.content {
        paragraph.origin = Some(origin);
    }
}

/// Where the head of an indicator's column was written.
fn head_span(indicator: &Indicator) -> Span {
    indicator
        .short_name
        .as_ref()
        .unwrap_or(&indicator.name)
        .span
}
