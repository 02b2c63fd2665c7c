//! Bảng xếp hạng, bảng điểm chi tiết: one row for each agency, in the columns that a block orders.

use super::columns::{BELOW, ColumnOrder, Reader, says_a_value};
use super::lines::{Line, Lines};
use super::named::Value;
use super::sums::{self, Sum};
use super::values::Values;
use super::{TableOrder, at, head_span, header};
use crate::diagnostics::{Diagnostic, Span};
use crate::document::{Cell, CellAlign, Column, Role, Row, Scope, Table, TableKind, TableLayout};
use crate::dossier::{Block, Fact, Indicator};
use crate::scoring::BlockStandings;

/// Rows under one merged cell at the most: more would not stay together on one page.
const LONGEST_MERGED: usize = 25;
/// Stands for an agency that the year before did not have, where the template says nothing else.
const NEW: &str = "mới";

/// The ranking table: of three columns with their headings alone, or of the columns that its lines order.
pub(in super::super) fn standings(order: &TableOrder<'_>) -> Result<Table, Diagnostic> {
    let blocks = blocks(order)?;
    let cot: Vec<_> = order.fields.of("cot").collect();
    if !cot.iter().any(|line| says_a_value(line)) {
        let header = order.exactly("cot", 3)?;
        let values = [Value::Position, Value::Name, Value::RankAndScore];
        let columns = header.into_iter().zip(values).map(ColumnOrder::of);
        let mut ranking = Ranking::of(order, &blocks, columns.collect())?;
        ranking.tiers = Some(tier_texts(order, &blocks)?);
        return ranking.table(TableKind::Standings, "xep-hang");
    }
    let reader = Reader {
        dossier: order.dossier,
        block: blocks[0].0,
        indicators: indicators(&blocks),
        is_of_all: order.is_of_all(),
    };
    let columns = reader.columns(&cot)?;
    let mut ranking = Ranking::of(order, &blocks, columns)?;
    if order.fields.of("muc").next().is_some() {
        ranking.tiers = Some(tier_texts(order, &blocks)?);
    }
    ranking.check()?;
    ranking.table(TableKind::Ranking, "xep-hang")
}

/// One column per indicator, and the total; agencies in the order of the standings.
pub(in super::super) fn detail(order: &TableOrder<'_>) -> Result<Table, Diagnostic> {
    let (block, standings) = order.block()?;
    if standings.indicators.is_empty() {
        return Err(Diagnostic::error(
            "MB010",
            format!("Khối “{}” không có điểm từng chỉ số", block.id.value),
        )
        .with_remedy("Trong mẫu, đặt bảng chi tiết giữa `{% if k.chi_so %}` và `{% endif %}`"));
    }
    let mut heads = order.exactly("cot", 3)?.into_iter();
    let indicators = order.exactly("chi_so", standings.indicators.len())?;
    let indicators = indicators
        .into_iter()
        .enumerate()
        .map(|(at, head)| (head, Value::Indicator(at)));
    let first: Vec<_> = heads
        .by_ref()
        .take(2)
        .zip([Value::Position, Value::Name])
        .collect();
    let columns = first
        .into_iter()
        .chain(indicators)
        .chain(heads.map(|head| (head, Value::Score)));
    let columns = columns.map(ColumnOrder::of).collect();
    let ranking = Ranking::of(order, &[(block, standings)], columns)?;
    ranking.table(TableKind::Detail, "chi-tiet")
}

/// The block that the table is of, or all.
fn blocks<'a>(order: &TableOrder<'a>) -> Result<Vec<(&'a Block, &'a BlockStandings)>, Diagnostic> {
    if !order.is_of_all() {
        return Ok(vec![order.block()?]);
    }
    let blocks = order.standings.blocks.iter();
    let blocks = blocks.map(|standings| (&order.dossier.blocks[standings.block], standings));
    Ok(blocks.collect())
}

/// The indicators of the one block; those of the dossier where there are several.
fn indicators<'a>(blocks: &[(&'a Block, &'a BlockStandings)]) -> &'a [Indicator] {
    let mut others = blocks[1..].iter();
    let first = &blocks[0].1.indicators;
    let same = |(_, other): &(&Block, &BlockStandings)| {
        let ids = |list: &[Indicator]| -> Vec<String> {
            list.iter().map(|one| one.id.value.clone()).collect()
        };
        ids(&other.indicators) == ids(first)
    };
    if others.all(same) { first } else { &[] }
}

/// The words of each tier that has agencies, as many as the template must give.
fn tier_texts(
    order: &TableOrder<'_>,
    blocks: &[(&Block, &BlockStandings)],
) -> Result<Vec<(usize, String)>, Diagnostic> {
    // those of agencies that have a row above
    let ranked = blocks.iter().flat_map(|(_, standings)| &standings.rows);
    let mut filled: Vec<usize> = ranked.filter_map(|row| row.tier).collect();
    filled.sort_unstable();
    filled.dedup();
    let texts = order.exactly("muc", filled.len())?;
    Ok(filled.into_iter().zip(texts).collect())
}

/// A table with a row for each agency.
struct Ranking<'a> {
    order: &'a TableOrder<'a>,
    id: String,
    heading: String,
    columns: Vec<ColumnOrder>,
    lines: Lines<'a>,
    values: Values<'a>,
    /// The words of the rows that open a tier.
    tiers: Option<Vec<(usize, String)>>,
}

impl<'a> Ranking<'a> {
    fn of(
        order: &'a TableOrder<'a>,
        blocks: &[(&'a Block, &'a BlockStandings)],
        columns: Vec<ColumnOrder>,
    ) -> Result<Self, Diagnostic> {
        let lines = Lines::of(order, blocks)?;
        let text = |key: &str| order.fields.text(key);
        let own = text("ma_bang").map_or(String::new(), |own| format!("-{own}"));
        let (id, heading) = match blocks {
            [(block, _)] => (block.id.value.clone(), block.heading().value.clone()),
            _ => ("chung".to_owned(), "mọi khối".to_owned()),
        };
        let blank = text("khong_ap_dung").unwrap_or_default();
        let new = text("moi").unwrap_or_else(|| NEW.to_owned());
        Ok(Self {
            values: Values::of(order.dossier, blank, new, &columns, &lines),
            id: format!("{id}{own}"),
            heading,
            order,
            columns,
            lines,
            tiers: None,
        })
    }

    /// Complains of what cannot be in one table.
    fn check(&self) -> Result<(), Diagnostic> {
        let ranked_otherwise = self.order.fields.of("hang_theo").next().is_some();
        let reordered = self.lines.as_typed || ranked_otherwise || self.order.is_of_all();
        if reordered && self.tiers.is_some() {
            return Err(Diagnostic::error(
                "MB009",
                "Bảng không xếp theo hạng thì không có các dòng `muc:`",
            )
            .with_note("các cơ quan của một mức chỉ đứng liền nhau khi xếp theo hạng")
            .with_remedy(
                "Bỏ các dòng `muc:`, hoặc bỏ `thu_tu: nhap`, `hang_theo`, `khoi: tat_ca`",
            ));
        }
        let across = |column: &&ColumnOrder| column.value == Value::RankAcross;
        if !self.order.dossier.rules.ranks_across
            && let Some(column) = self.columns.iter().find(across)
        {
            let heading = column.heading.join(BELOW);
            let problem = Diagnostic::error(
                "MB051",
                format!("Cột “{heading}” cần thứ hạng chung, hồ sơ không xếp hạng chung"),
            )
            .with_remedy("Ghi `xep_hang_chung: true` trong `cach_tinh`, hoặc bỏ cột ấy");
            return Err(self.order.at_what_was_typed(problem, &heading, "cột này"));
        }
        let of_last_year = |column: &&ColumnOrder| column.value.is_of_last_year();
        if self.order.dossier.last_year.is_none()
            && let Some(column) = self.columns.iter().find(of_last_year)
        {
            let heading = column.heading.join(BELOW);
            let problem = Diagnostic::error(
                "MB051",
                format!("Cột “{heading}” cần kết quả năm trước, hồ sơ không có"),
            )
            .with_remedy("Thêm `nam_truoc` vào hồ sơ, hoặc bỏ cột ấy");
            return Err(self.order.at_what_was_typed(problem, &heading, "cột này"));
        }
        Ok(())
    }

    fn table(&self, kind: TableKind, id: &str) -> Result<Table, Diagnostic> {
        let numbered = self.order.fields.of("danh_so_cot").next().is_some();
        let first = self.lines.ranked.first();
        let written = |index: usize| first?.indicator(index).map(head_span);
        Ok(Table {
            id: format!("{id}-{}", self.id),
            kind,
            columns: self.roles(),
            asked: self.columns.iter().map(|column| column.width).collect(),
            header: header::rows(self.order, &self.columns, numbered, &written),
            body: self.body()?,
            caption: self.order.caption(),
            summary: self.order.summary(&self.heading),
            origin: self.order.origin,
            layout: TableLayout::default(),
        })
    }

    fn roles(&self) -> Vec<Column> {
        let detailed = self
            .columns
            .iter()
            .any(|column| matches!(column.value, Value::Indicator(_)));
        let role = |column: &ColumnOrder| match column.value {
            Value::Position => Column::Position,
            Value::Name => Column::Name,
            Value::Score if detailed => Column::Total,
            Value::Tier | Value::TierThen | Value::Fact(_) | Value::Reason | Value::Block => {
                Column::Text
            }
            _ => Column::Figures,
        };
        self.columns.iter().map(role).collect()
    }

    fn body(&self) -> Result<Vec<Row>, Diagnostic> {
        let mut body = Vec::with_capacity(self.lines.ranked.len());
        let mut position = 0;
        for (text, group) in self.groups() {
            body.extend(text.map(|text| self.row_of_words(&text)));
            self.rows(&group, &mut position, &mut body);
        }
        let counts_others = self.order.dossier.rules.counts_unranked;
        if !counts_others {
            body.extend(self.sums());
        }
        let others = [
            ("khong_xep_hang", &self.lines.unranked),
            ("khong_danh_gia", &self.lines.unassessed),
        ];
        for (key, lines) in others {
            if !lines.is_empty() {
                body.push(self.row_of_words(&self.heading_of(key, lines)?));
                self.rows(lines, &mut position, &mut body);
            }
        }
        if counts_others {
            body.extend(self.sums());
        }
        Ok(body)
    }

    /// The rows of means and totals that are asked for and have a figure.
    fn sums(&self) -> Vec<Row> {
        let asked = [(Sum::Mean, "dong_trung_binh"), (Sum::Total, "dong_tong")];
        let rows = asked.into_iter().filter_map(|(sum, key)| {
            let label = self.order.fields.text(key)?;
            sums::row(self.order, &self.columns, &self.lines, sum, &label)
        });
        rows.collect()
    }

    /// The ranked lines, parted by tier where each has a row of words.
    fn groups(&self) -> Vec<(Option<String>, Vec<Line<'a>>)> {
        let Some(tiers) = &self.tiers else {
            return vec![(None, self.lines.ranked.clone())];
        };
        let none = (None, Vec::new());
        let mut groups: Vec<_> = (tiers.iter())
            .map(|(_, text)| (Some(text.clone()), Vec::new()))
            .chain([none])
            .collect();
        for line in &self.lines.ranked {
            let tier = line.result.and_then(|result| result.tier);
            let at = tiers.iter().position(|(own, _)| Some(*own) == tier);
            groups[at.unwrap_or(tiers.len())].1.push(*line);
        }
        groups.retain(|(_, lines)| !lines.is_empty());
        groups
    }

    /// What stands above agencies that are not ranked.
    fn heading_of(&self, key: &str, lines: &[Line<'_>]) -> Result<String, Diagnostic> {
        self.order.fields.text(key).ok_or_else(|| {
            let first = &lines[0].agency.name;
            let problem = Diagnostic::error(
                "MB050",
                format!(
                    "Bảng chưa có dòng `{key}:`, cơ quan “{}” không in ra được",
                    **first
                ),
            );
            problem.with_remedy(format!(
                "Thêm vào khối của bảng dòng `{key}: ...`, chữ in trên các cơ quan ấy ở cuối bảng"
            ))
        })
    }

    fn row_of_words(&self, text: &str) -> Row {
        let mut cell = self.order.cell(Role::TableTier, 0, text, CellAlign::Left);
        cell.column_span = self.columns.len();
        // not a header of the columns: it heads the rows below
        cell.scope = Some(Scope::Row);
        Row {
            cells: vec![cell],
            keep_with_next: true,
        }
    }

    /// The rows of lines that stand together; those of one rank have merged cells.
    fn rows(&self, lines: &[Line<'_>], position: &mut usize, body: &mut Vec<Row>) {
        let merges = !self.lines.as_typed && self.columns.iter().any(|column| column.merged);
        let same = |one: &Line<'_>, other: &Line<'_>| one.rank.is_some() && one.rank == other.rank;
        for tie in lines.chunk_by(same) {
            let merged = if merges { merged_rows(tie.len()) } else { 1 };
            for (place, line) in tie.iter().enumerate() {
                *position += 1;
                let starts = place.is_multiple_of(merged);
                let span = merged.min(tie.len() - place);
                let columns = self.columns.iter().enumerate();
                let cells = columns.filter(|(_, column)| !(merges && column.merged) || starts);
                let cells = cells.map(|(at, column)| {
                    let mut cell = self.cell(at, column, *position, line);
                    if merges && column.merged {
                        cell.row_span = span;
                    }
                    cell
                });
                let next = place + 1;
                body.push(Row {
                    cells: cells.collect(),
                    keep_with_next: next < tie.len() && !next.is_multiple_of(merged),
                });
            }
        }
    }

    fn cell(
        &self,
        at_column: usize,
        column: &ColumnOrder,
        position: usize,
        line: &Line<'_>,
    ) -> Cell {
        let text = self.values.text(column, position, line);
        let align = column.align.unwrap_or(match column.value {
            Value::Name | Value::Fact(_) | Value::Reason | Value::Block => CellAlign::Left,
            _ => CellAlign::Center,
        });
        let mut cell = self.order.cell(Role::TableCell, at_column, &text, align);
        if column.value == Value::Name {
            // an agency's name heads its row
            cell.scope = Some(Scope::Row);
        }
        match origin(column, line) {
            Some(origin) => at(origin, cell),
            None => cell,
        }
    }
}

/// Where the text of a cell was typed.
fn origin(column: &ColumnOrder, line: &Line<'_>) -> Option<Span> {
    match &column.value {
        Value::Name => Some(line.agency.name.span),
        Value::Indicator(index) => line.indicator(*index).map(head_span),
        Value::Fact(name) => line.agency.facts.get(name).and_then(Fact::place),
        _ => None,
    }
}

/// How many rows each merged cell of a tie covers (the last may cover fewer): all of them, or equal
/// parts of a tie that is too long for a page.
const fn merged_rows(tied: usize) -> usize {
    tied.div_ceil(tied.div_ceil(LONGEST_MERGED))
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
