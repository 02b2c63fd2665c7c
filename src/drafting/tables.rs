//! Builds the ranking table, the detailed table and the shares table. Wording comes from the
//! template's fields, figures from the standings.

use super::fields::Fields;
use super::filters::padded;
use crate::diagnostics::{Diagnostic, Span};
use crate::document::{
    Cell, CellAlign, CellContent, Column, Meaning, Paragraph, Role, Row, Run, Scope, Table,
    TableKind, TableLayout,
};
use crate::dossier::{Block, Dossier, Indicator};
use crate::scoring::{BlockStandings, Standing, Standings};
use crate::values::did_you_mean;

/// What a template asks for in a table's block.
pub(super) struct TableOrder<'a> {
    pub(super) dossier: &'a Dossier,
    pub(super) standings: &'a Standings,
    pub(super) fields: &'a Fields,
    pub(super) origin: Option<Span>,
}

impl<'a> TableOrder<'a> {
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

    fn header(&self, texts: &[String]) -> Vec<Row> {
        let cells = texts
            .iter()
            .enumerate()
            .map(|(column, text)| self.cell(Role::TableHeader, column, text, CellAlign::Center))
            .collect();
        vec![Row {
            cells,
            keep_with_next: true,
        }]
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

/// Position, name, and one merged cell of rank and score for each tie; a row for each tier that is not empty.
pub(super) fn standings(order: &TableOrder<'_>) -> Result<Table, Diagnostic> {
    let (block, standings) = order.block()?;
    let header = order.exactly("cot", 3)?;
    let filled: Vec<usize> = (0..standings.tiers.len())
        .filter(|&tier| standings.tiers[tier].count > 0)
        .collect();
    let tier_texts = order.exactly("muc", filled.len())?;
    let mut body = Vec::with_capacity(standings.rows.len() + filled.len());
    let mut opened = None;
    for row in &standings.rows {
        if opened != row.tier {
            opened = row.tier;
            let text = filled.iter().position(|&tier| Some(tier) == row.tier);
            body.push(tier_row(order, text.map_or("", |at| &tier_texts[at])));
        }
        body.push(standing_row(order, block, row));
    }
    Ok(Table {
        id: format!("xep-hang-{}", block.id.value),
        kind: TableKind::Standings,
        columns: vec![Column::Position, Column::Name, Column::Figures],
        header: order.header(&header),
        body,
        caption: order.caption(),
        summary: order.summary(&block.heading().value),
        origin: order.origin,
        layout: TableLayout::default(),
    })
}

fn tier_row(order: &TableOrder<'_>, text: &str) -> Row {
    let mut cell = order.cell(Role::TableTier, 0, text, CellAlign::Left);
    cell.column_span = 3;
    // not a header of the columns: it heads the rows of its tier
    cell.scope = Some(Scope::Row);
    Row {
        cells: vec![cell],
        keep_with_next: true,
    }
}

/// Rows under one merged cell at the most: more would not stay together on one page.
const LONGEST_MERGED: usize = 25;

/// How many rows each merged cell of a tie covers (the last may cover fewer): all of them, or equal
/// parts of a tie that is too long for a page.
const fn merged_rows(tied: usize) -> usize {
    tied.div_ceil(tied.div_ceil(LONGEST_MERGED))
}

fn standing_row(order: &TableOrder<'_>, block: &Block, row: &Standing) -> Row {
    let position = row.position.to_string();
    let name = &block.agencies[row.agency].name;
    let mut cells = vec![
        order.cell(Role::TableCell, 0, &position, CellAlign::Center),
        at(name.span, row_head(order, name)),
    ];
    let place_in_tie = row.position - row.rank;
    let merged = merged_rows(row.tied);
    if place_in_tie.is_multiple_of(merged) {
        let text = format!("{} ({})", padded(row.rank as u64), row.score.printed);
        let mut cell = order.cell(Role::TableCell, 2, &text, CellAlign::Center);
        cell.row_span = merged.min(row.tied - place_in_tie);
        cells.push(cell);
    }
    let next = place_in_tie + 1;
    Row {
        cells,
        keep_with_next: next < row.tied && !next.is_multiple_of(merged),
    }
}

/// An agency's name heads its row.
fn row_head(order: &TableOrder<'_>, name: &str) -> Cell {
    Cell {
        scope: Some(Scope::Row),
        ..order.cell(Role::TableCell, 1, name, CellAlign::Left)
    }
}

/// One column per indicator, and the total; agencies in the order of the standings.
pub(super) fn detail(order: &TableOrder<'_>) -> Result<Table, Diagnostic> {
    let (block, standings) = order.block()?;
    if standings.indicators.is_empty() {
        return Err(Diagnostic::error(
            "MB010",
            format!("Khối “{}” không có điểm từng chỉ số", block.id.value),
        )
        .with_remedy("Trong mẫu, đặt bảng chi tiết giữa `{% if k.chi_so %}` và `{% endif %}`"));
    }
    let heads = order.exactly("cot", 3)?;
    let indicators = order.exactly("chi_so", standings.indicators.len())?;
    let blank = order.fields.text("khong_ap_dung").unwrap_or_default();
    let header: Vec<String> = [heads[0].clone(), heads[1].clone()]
        .into_iter()
        .chain(indicators)
        .chain([heads[2].clone()])
        .collect();
    let mut head = order.header(&header);
    let figures = head.iter_mut().flat_map(|row| row.cells.iter_mut().skip(2));
    for (cell, indicator) in figures.zip(&standings.indicators) {
        written_at(head_span(indicator), cell);
    }
    let figures = std::iter::repeat_n(Column::Figures, standings.indicators.len());
    let columns = [Column::Position, Column::Name]
        .into_iter()
        .chain(figures)
        .chain([Column::Total])
        .collect();
    let body = standings
        .rows
        .iter()
        .map(|row| detail_row(order, block, standings, row, &blank))
        .collect();
    Ok(Table {
        id: format!("chi-tiet-{}", block.id.value),
        kind: TableKind::Detail,
        columns,
        header: head,
        body,
        caption: order.caption(),
        summary: order.summary(&block.heading().value),
        origin: order.origin,
        layout: TableLayout::default(),
    })
}

fn detail_row(
    order: &TableOrder<'_>,
    block: &Block,
    standings: &BlockStandings,
    row: &Standing,
    blank: &str,
) -> Row {
    let position = row.position.to_string();
    let name = &block.agencies[row.agency].name;
    let mut cells = vec![
        order.cell(Role::TableCell, 0, &position, CellAlign::Center),
        at(name.span, row_head(order, name)),
    ];
    for (column, indicator) in standings.indicators.iter().enumerate() {
        let points = row.details.get(column).and_then(Option::as_deref);
        let text = points.unwrap_or(blank);
        let cell = order.cell(Role::TableCell, column + 2, text, CellAlign::Center);
        cells.push(at(head_span(indicator), cell));
    }
    let column = cells.len();
    cells.push(order.cell(
        Role::TableCell,
        column,
        &row.score.printed,
        CellAlign::Center,
    ));
    Row {
        cells,
        keep_with_next: false,
    }
}

/// One row per tier, empty ones included, one column per block.
pub(super) fn shares(order: &TableOrder<'_>) -> Result<Table, Diagnostic> {
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

#[cfg(test)]
mod tests {
    use super::merged_rows;

    #[test]
    fn long_ties_split_evenly() {
        assert_eq!(
            [merged_rows(1), merged_rows(2), merged_rows(25)],
            [1, 2, 25]
        );
        assert_eq!(
            [merged_rows(26), merged_rows(60), merged_rows(100)],
            [13, 20, 25]
        );
    }
}
