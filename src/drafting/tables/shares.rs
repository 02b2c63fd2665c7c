//! Bảng tỷ lệ: the share of each tier, block by block.

use super::{TableOrder, at};
use crate::diagnostics::Diagnostic;
use crate::document::{
    Cell, CellAlign, CellContent, Column, Role, Row, Scope, Table, TableKind, TableLayout,
};
use crate::dossier::Text;
use crate::drafting::filters::padded;
use crate::scoring::{BlockStandings, TierCount};
use crate::values::with_comma;

/// Stands where a block has no tier of that name.
const NO_SUCH_TIER: &str = "–";

/// One row per tier, empty ones included, one column per block.
pub(in super::super) fn shares(order: &TableOrder<'_>) -> Result<Table, Diagnostic> {
    if order.dossier.tier_names().is_empty() {
        return Err(
            Diagnostic::error("MB021", "Hồ sơ không có mức nào để tính tỷ lệ")
                .with_remedy("Trong mẫu, đặt bảng tỷ lệ giữa `{% if muc %}` và `{% endif %}`"),
        );
    }
    let blocks = order.exactly("khoi", order.standings.blocks.len())?;
    let tiers = order.exactly("muc", order.dossier.tier_names().len())?;
    let shares = Shares {
        order,
        cells: CellsOf::read(order)?,
        all: order.fields.text("cot_tong"),
    };
    let columns = blocks.len() + usize::from(shares.all.is_some());
    Ok(Table {
        id: "ty-le".to_owned(),
        kind: TableKind::Shares,
        asked: Vec::new(),
        columns: std::iter::once(Column::Name)
            .chain(std::iter::repeat_n(Column::Figures, columns))
            .collect(),
        header: vec![shares.header(&blocks)],
        body: shares.body(&tiers),
        caption: order.caption(),
        summary: order.summary("Tỷ lệ các mức theo từng khối"),
        origin: order.origin,
        layout: TableLayout::default(),
    })
}

/// What the cells hold.
#[derive(Clone, Copy, PartialEq, Eq)]
enum CellsOf {
    Shares,
    Counts,
    /// `05 (25%)`.
    Both,
}

impl CellsOf {
    fn read(order: &TableOrder<'_>) -> Result<Self, Diagnostic> {
        match order.fields.text("so_lieu").as_deref() {
            None | Some("ty_le") => Ok(Self::Shares),
            Some("so_luong") => Ok(Self::Counts),
            Some("ca_hai") => Ok(Self::Both),
            Some(other) => {
                Err(order.wrong_value("so_lieu", other, &["ty_le", "so_luong", "ca_hai"]))
            }
        }
    }

    fn text(self, count: usize, share: &str) -> String {
        // none is written with one figure, others with two
        let number = if count == 0 {
            "0".to_owned()
        } else {
            padded(count as u64)
        };
        let share = format!("{}%", with_comma(share));
        match self {
            Self::Shares => share,
            Self::Counts => number,
            Self::Both => format!("{number}\u{a0}({share})"),
        }
    }
}

struct Shares<'a> {
    order: &'a TableOrder<'a>,
    cells: CellsOf,
    /// The head of the column for all blocks.
    all: Option<String>,
}

impl Shares<'_> {
    fn header(&self, blocks: &[String]) -> Row {
        let mut row = shares_header(self.order, blocks);
        if let Some(text) = &self.all {
            let column = blocks.len() + 1;
            row.cells.push(
                self.order
                    .cell(Role::TableHeader, column, text, CellAlign::Center),
            );
        }
        row
    }

    fn body(&self, tiers: &[String]) -> Vec<Row> {
        let rows = tiers.iter().enumerate();
        let mut rows: Vec<Row> = rows
            .map(|(tier, text)| {
                self.row(text, &|of| match of.get(tier) {
                    Some(Some(tier)) => self.cells.text(tier.count, &tier.share),
                    _ => NO_SUCH_TIER.to_owned(),
                })
            })
            .collect();
        if let Some(text) = self.order.fields.text("dong_tong") {
            rows.push(self.row(&text, &|of| {
                let count = of.iter().flatten().map(|tier| tier.count).sum();
                self.cells.text(count, if count == 0 { "0" } else { "100" })
            }));
        }
        // a handful of rows: kept on one page
        if let Some((_, others)) = rows.split_last_mut() {
            others.iter_mut().for_each(|row| row.keep_with_next = true);
        }
        rows
    }

    /// A block's tiers in the order of all names; `None` for those it does not have.
    fn by_name<'s>(&self, standings: &'s BlockStandings) -> Vec<Option<&'s TierCount>> {
        let dossier = self.order.dossier;
        let own = dossier.tiers_of(&dossier.blocks[standings.block]);
        let of_name = |name: &&Text| {
            let at = own.iter().position(|tier| tier.name.value == name.value)?;
            standings.tiers.get(at)
        };
        dossier.tier_names().iter().map(of_name).collect()
    }

    /// A row with what this gives for each block, and for all.
    fn row(&self, head: &str, text: &dyn Fn(&[Option<&TierCount>]) -> String) -> Row {
        let standings = self.order.standings;
        let mut cell = self.order.cell(Role::TableCell, 0, head, CellAlign::Left);
        cell.scope = Some(Scope::Row);
        let blocks = standings.blocks.iter().map(|block| self.by_name(block));
        let all = self
            .all
            .as_ref()
            .map(|_| standings.tiers.iter().map(Some).collect());
        let figures = blocks.chain(all).enumerate().map(|(column, of)| {
            self.order
                .cell(Role::TableCell, column + 1, &text(&of), CellAlign::Center)
        });
        Row {
            cells: std::iter::once(cell).chain(figures).collect(),
            keep_with_next: false,
        }
    }
}

/// The corner, and a head for each block.
fn shares_header(order: &TableOrder<'_>, blocks: &[String]) -> Row {
    let above = order.fields.text("goc_tren").unwrap_or_default();
    let below = order.fields.text("goc_duoi").unwrap_or_default();
    let corner = Cell {
        content: CellContent::Diagonal {
            above: order.paragraph(Role::TableHeader, &above).into(),
            below: order.paragraph(Role::TableHeader, &below).into(),
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
