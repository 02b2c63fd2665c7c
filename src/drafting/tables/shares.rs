//! Bảng tỷ lệ: the share of each tier, block by block.

use super::{TableOrder, at};
use crate::diagnostics::Diagnostic;
use crate::document::{
    Cell, CellAlign, CellContent, Column, Role, Row, Scope, Table, TableKind, TableLayout,
};

/// One row per tier, empty ones included, one column per block.
pub(in super::super) fn shares(order: &TableOrder<'_>) -> Result<Table, Diagnostic> {
    if order.dossier.tiers.is_empty() {
        return Err(
            Diagnostic::error("MB021", "Hồ sơ không có mức nào để tính tỷ lệ")
                .with_remedy("Trong mẫu, đặt bảng tỷ lệ giữa `{% if muc %}` và `{% endif %}`"),
        );
    }
    let blocks = order.exactly("khoi", order.standings.blocks.len())?;
    let tiers = order.exactly("muc", order.dossier.tiers.len())?;
    let header = vec![shares_header(order, &blocks)];
    let figures = std::iter::repeat_n(Column::Figures, blocks.len());
    let columns = std::iter::once(Column::Name).chain(figures).collect();
    let last = tiers.len().saturating_sub(1);
    let body = tiers
        .iter()
        .enumerate()
        .map(|(tier, text)| Row {
            cells: shares_row(order, tier, text),
            // a handful of rows: kept on one page
            keep_with_next: tier != last,
        })
        .collect();
    Ok(Table {
        id: "ty-le".to_owned(),
        kind: TableKind::Shares,
        columns,
        header,
        body,
        caption: order.caption(),
        summary: order.summary("Tỷ lệ các mức theo từng khối"),
        origin: order.origin,
        layout: TableLayout::default(),
    })
}

/// The corner, and a head for each block.
fn shares_header(order: &TableOrder<'_>, blocks: &[String]) -> Row {
    let above = order.fields.text("goc_tren").unwrap_or_default();
    let below = order.fields.text("goc_duoi").unwrap_or_default();
    let corner = Cell {
        content: CellContent::Diagonal {
            above: order.paragraph(Role::TableHeader, &above),
            below: order.paragraph(Role::TableHeader, &below),
        },
        column: 0,
        column_span: 1,
        row_span: 1,
        align: CellAlign::Left,
        scope: Some(Scope::Both),
    };
    let heads =
        blocks
            .iter()
            .enumerate()
            .zip(&order.standings.blocks)
            .map(|((index, text), standings)| {
                let cell = order.cell(Role::TableHeader, index + 1, text, CellAlign::Center);
                let block = order.dossier.blocks.get(standings.block);
                match block {
                    Some(block) => at(block.short_name().span, cell),
                    None => cell,
                }
            });
    Row {
        cells: std::iter::once(corner).chain(heads).collect(),
        keep_with_next: true,
    }
}

fn shares_row(order: &TableOrder<'_>, tier: usize, text: &str) -> Vec<Cell> {
    let mut head = order.cell(Role::TableCell, 0, text, CellAlign::Left);
    head.scope = Some(Scope::Row);
    let figures = order
        .standings
        .blocks
        .iter()
        .enumerate()
        .map(|(index, block)| {
            let share = format!("{}%", block.tiers[tier].share.replace('.', ","));
            order.cell(Role::TableCell, index + 1, &share, CellAlign::Center)
        });
    std::iter::once(head).chain(figures).collect()
}
