//! Bảng xếp hạng, bảng điểm chi tiết: one row for each agency, in the columns that a block orders.

use std::collections::HashMap;

use num_rational::BigRational;
use num_traits::Zero;

use super::columns::{ColumnOrder, Reader, Value, says_a_value};
use super::header;
use super::{TableOrder, at, head_span};
use crate::diagnostics::Diagnostic;
use crate::document::{Cell, CellAlign, Column, Role, Row, Scope, Table, TableKind, TableLayout};
use crate::dossier::{Agency, Block, Fact};
use crate::drafting::filters::padded;
use crate::scoring::{BlockStandings, Standing, fraction, printed};

/// Orders of rows.
const BY_RANK: &str = "hang";
const AS_TYPED: &str = "nhap";
/// Rows under one merged cell at the most: more would not stay together on one page.
const LONGEST_MERGED: usize = 25;

/// The ranking table: of three columns with their headings alone, or of the columns that its lines order.
pub(in super::super) fn standings(order: &TableOrder<'_>) -> Result<Table, Diagnostic> {
    let (block, standings) = order.block()?;
    let lines: Vec<_> = order.fields.of("cot").collect();
    if !lines.iter().any(|line| says_a_value(line)) {
        let header = order.exactly("cot", 3)?;
        let values = [Value::Position, Value::Name, Value::RankAndScore];
        let columns: Vec<ColumnOrder> = header
            .into_iter()
            .zip(values)
            .map(ColumnOrder::of)
            .collect();
        let tiers = Some(tier_texts(order, standings)?);
        let ranking = Ranking {
            order,
            block,
            standings,
            columns,
            tiers,
            blank: String::new(),
            by_indicator: HashMap::new(),
        };
        return Ok(ranking.table(TableKind::Standings, "xep-hang"));
    }
    let reader = Reader {
        dossier: order.dossier,
        block,
        indicators: &standings.indicators,
    };
    let columns = reader.columns(&lines)?;
    let has_tiers = order.fields.of("muc").next().is_some();
    let ranking = Ranking {
        order,
        block,
        standings,
        columns,
        tiers: has_tiers
            .then(|| tier_texts(order, standings))
            .transpose()?,
        blank: order.fields.text("khong_ap_dung").unwrap_or_default(),
        by_indicator: HashMap::new(),
    };
    ranking.check()?;
    Ok(ranking.ranked().table(TableKind::Ranking, "xep-hang"))
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
    let ranking = Ranking {
        order,
        block,
        standings,
        columns: columns.map(ColumnOrder::of).collect(),
        tiers: None,
        blank: order.fields.text("khong_ap_dung").unwrap_or_default(),
        by_indicator: HashMap::new(),
    };
    Ok(ranking.table(TableKind::Detail, "chi-tiet"))
}

/// The words of each tier that has agencies, as many as the template must give.
fn tier_texts(
    order: &TableOrder<'_>,
    standings: &BlockStandings,
) -> Result<Vec<String>, Diagnostic> {
    let filled = standings.tiers.iter().filter(|tier| tier.count > 0).count();
    order.exactly("muc", filled)
}

/// A table with a row for each agency of a block.
struct Ranking<'a> {
    order: &'a TableOrder<'a>,
    block: &'a Block,
    standings: &'a BlockStandings,
    columns: Vec<ColumnOrder>,
    /// The words of the rows that open a tier, of tiers with agencies.
    tiers: Option<Vec<String>>,
    /// Stands where an indicator does not apply.
    blank: String,
    by_indicator: HashMap<usize, Vec<BigRational>>,
}

impl Ranking<'_> {
    /// Whether rows stand as they were typed.
    fn as_typed(&self) -> bool {
        self.order.fields.text("thu_tu").as_deref() == Some(AS_TYPED)
    }

    /// Complains of what cannot be in one table.
    fn check(&self) -> Result<(), Diagnostic> {
        let typed = self.order.fields.text("thu_tu");
        if let Some(other) = typed.filter(|typed| typed != AS_TYPED && typed != BY_RANK) {
            return Err(self
                .order
                .wrong_value("thu_tu", &other, &[BY_RANK, AS_TYPED]));
        }
        if self.as_typed() && self.tiers.is_some() {
            return Err(Diagnostic::error(
                "MB009",
                "Bảng theo thứ tự nhập không có các dòng `muc:`",
            )
            .with_note("các cơ quan của một mức chỉ đứng liền nhau khi xếp theo hạng")
            .with_remedy("Bỏ các dòng `muc:`, hoặc bỏ `thu_tu: nhap`"));
        }
        Ok(())
    }

    fn table(&self, kind: TableKind, id: &str) -> Table {
        let numbered = self.order.fields.of("danh_so_cot").next().is_some();
        Table {
            id: format!("{id}-{}", self.block.id.value),
            kind,
            columns: self.roles(),
            header: header::rows(self.order, &self.columns, numbered, &|at| {
                self.standings.indicators.get(at).map(head_span)
            }),
            body: self.body(),
            caption: self.order.caption(),
            summary: self.order.summary(&self.block.heading().value),
            origin: self.order.origin,
            layout: TableLayout::default(),
        }
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
            Value::Tier | Value::Fact(_) => Column::Text,
            _ => Column::Figures,
        };
        self.columns.iter().map(role).collect()
    }

    fn body(&self) -> Vec<Row> {
        let mut rows: Vec<&Standing> = self.standings.rows.iter().collect();
        if self.as_typed() {
            rows.sort_by_key(|row| row.agency);
        }
        let mut body = Vec::with_capacity(rows.len());
        let mut opened = None;
        let mut texts = self.tiers.iter().flatten();
        for (place, row) in rows.into_iter().enumerate() {
            if self.tiers.is_some() && opened != row.tier {
                opened = row.tier;
                body.push(self.tier_row(texts.next().map_or("", String::as_str)));
            }
            body.push(self.row(place + 1, row));
        }
        body.extend(
            self.order
                .fields
                .text("dong_trung_binh")
                .map(|label| self.mean_row(&label)),
        );
        body
    }

    fn tier_row(&self, text: &str) -> Row {
        let mut cell = self.order.cell(Role::TableTier, 0, text, CellAlign::Left);
        cell.column_span = self.columns.len();
        // not a header of the columns: it heads the rows of its tier
        cell.scope = Some(Scope::Row);
        Row {
            cells: vec![cell],
            keep_with_next: true,
        }
    }

    fn row(&self, position: usize, row: &Standing) -> Row {
        let merges = !self.as_typed() && self.columns.iter().any(|column| column.merged);
        let place_in_tie = row.position - row.rank;
        let merged = if merges { merged_rows(row.tied) } else { 1 };
        let mut cells = Vec::with_capacity(self.columns.len());
        for (at, column) in self.columns.iter().enumerate() {
            let mut cell = self.cell(at, column, position, row);
            if merges && column.merged {
                if !place_in_tie.is_multiple_of(merged) {
                    continue;
                }
                cell.row_span = merged.min(row.tied - place_in_tie);
            }
            cells.push(cell);
        }
        let next = place_in_tie + 1;
        Row {
            cells,
            keep_with_next: next < row.tied && !next.is_multiple_of(merged),
        }
    }

    fn cell(
        &self,
        at_column: usize,
        column: &ColumnOrder,
        position: usize,
        row: &Standing,
    ) -> Cell {
        let agency = &self.block.agencies[row.agency];
        let text = self.text(column, position, row, agency);
        let align = column.align.unwrap_or(match column.value {
            Value::Name | Value::Fact(_) => CellAlign::Left,
            _ => CellAlign::Center,
        });
        let mut cell = self.order.cell(Role::TableCell, at_column, &text, align);
        if column.value == Value::Name {
            // an agency's name heads its row
            cell.scope = Some(Scope::Row);
        }
        let origin = match &column.value {
            Value::Name => Some(agency.name.span),
            Value::Indicator(index) => self.standings.indicators.get(*index).map(head_span),
            Value::Fact(name) => agency.facts.get(name).and_then(Fact::place),
            _ => None,
        };
        origin.map_or(cell.clone(), |origin| at(origin, cell))
    }

    fn text(
        &self,
        column: &ColumnOrder,
        position: usize,
        row: &Standing,
        agency: &Agency,
    ) -> String {
        let score = || match column.decimals {
            Some(decimals) => printed(&row.score.exact, decimals),
            None => row.score.printed.clone(),
        };
        match &column.value {
            Value::Position => position.to_string(),
            Value::Name => agency.name.value.clone(),
            Value::Rank => row.rank.to_string(),
            Value::Score => score(),
            Value::RankAndScore => format!("{} ({})", padded(row.rank as u64), score()),
            Value::Tier => {
                let tier = row.tier.and_then(|tier| self.order.dossier.tiers.get(tier));
                tier.map_or(String::new(), |tier| tier.name.value.clone())
            }
            Value::Percent => self.percent(&row.score.exact, column),
            Value::Points => self.figure(&row.points, column),
            Value::Maximum => self.figure_short(&row.applicable, column),
            Value::Indicator(index) => match self.points(row, *index) {
                Some(points) if column.decimals.is_some() => self.figure(&points, column),
                Some(points) => {
                    let printed = row.details.get(*index).cloned().flatten();
                    printed.unwrap_or_else(|| self.figure(&points, column))
                }
                // who has a total alone was not judged by indicators
                None if agency.scores.is_empty() => String::new(),
                None => self.blank.clone(),
            },
            Value::IndicatorRank(index) => match self.points(row, *index) {
                Some(points) => self.rank_by(*index, &points).to_string(),
                None if agency.scores.is_empty() => String::new(),
                None => self.blank.clone(),
            },
            Value::Fact(name) => fact_text(agency.facts.get(name)),
        }
    }

    fn figure(&self, exact: &BigRational, column: &ColumnOrder) -> String {
        printed(
            exact,
            column
                .decimals
                .unwrap_or(self.order.dossier.rules.computed_decimals()),
        )
    }

    /// Without decimals that say nothing, unless the column asks for some.
    fn figure_short(&self, exact: &BigRational, column: &ColumnOrder) -> String {
        match column.decimals {
            Some(decimals) => printed(exact, decimals),
            None if exact.is_integer() => printed(exact, 0),
            None => self.figure(exact, column),
        }
    }

    fn percent(&self, exact: &BigRational, column: &ColumnOrder) -> String {
        let maximum = &self.standings.maximum;
        if maximum.is_zero() {
            return String::new();
        }
        self.figure(
            &(exact / maximum * BigRational::from_integer(100.into())),
            column,
        )
    }

    fn points(&self, row: &Standing, index: usize) -> Option<BigRational> {
        let id = &self.standings.indicators.get(index)?.id;
        let scores = &self.block.agencies[row.agency].scores;
        let score = scores
            .iter()
            .find(|score| score.indicator.value == id.value)?;
        Some(fraction(score.value.value))
    }

    /// How many have more points of this indicator, and one.
    fn rank_by(&self, index: usize, points: &BigRational) -> usize {
        let all = self.by_indicator.get(&index);
        all.map_or(1, |all| all.partition_point(|other| other > points) + 1)
    }

    /// With the points of the indicators by which agencies are ranked, from the most.
    fn ranked(mut self) -> Self {
        for column in &self.columns {
            if let Value::IndicatorRank(index) = column.value {
                let rows = self.standings.rows.iter();
                let mut all: Vec<BigRational> =
                    rows.filter_map(|row| self.points(row, index)).collect();
                all.sort_by(|one, other| other.cmp(one));
                self.by_indicator.insert(index, all);
            }
        }
        self
    }

    /// The means of the columns that have one, after the words for them.
    fn mean_row(&self, label: &str) -> Row {
        let means: Vec<Option<String>> = self
            .columns
            .iter()
            .map(|column| self.mean(column))
            .collect();
        let first = means
            .iter()
            .position(Option::is_some)
            .unwrap_or(means.len());
        let mut head = self.order.cell(Role::TableTier, 0, label, CellAlign::Left);
        head.column_span = first.max(1);
        head.scope = Some(Scope::Row);
        let figures = means.into_iter().enumerate().skip(first.max(1));
        let figures = figures.map(|(at, mean)| {
            self.order.cell(
                Role::TableTier,
                at,
                &mean.unwrap_or_default(),
                CellAlign::Center,
            )
        });
        Row {
            cells: std::iter::once(head).chain(figures).collect(),
            keep_with_next: false,
        }
    }

    fn mean(&self, column: &ColumnOrder) -> Option<String> {
        let mean = &self.standings.mean.exact;
        match column.value {
            Value::Score | Value::RankAndScore => Some(match column.decimals {
                Some(decimals) => printed(mean, decimals),
                None => self.standings.mean.printed.clone(),
            }),
            Value::Percent => Some(self.percent(mean, column)),
            Value::Indicator(index) => {
                let points: Vec<BigRational> = self
                    .standings
                    .rows
                    .iter()
                    .filter_map(|row| self.points(row, index))
                    .collect();
                let count = BigRational::from_integer(points.len().into());
                let sum: BigRational = points.iter().sum();
                (!count.is_zero()).then(|| self.figure(&(sum / count), column))
            }
            _ => None,
        }
    }
}

/// How many rows each merged cell of a tie covers (the last may cover fewer): all of them, or equal
/// parts of a tie that is too long for a page.
const fn merged_rows(tied: usize) -> usize {
    tied.div_ceil(tied.div_ceil(LONGEST_MERGED))
}

fn fact_text(fact: Option<&Fact>) -> String {
    match fact {
        Some(Fact::Text(text)) => text.value.clone(),
        Some(Fact::Number(number)) => number.value.to_string().replace('.', ","),
        Some(Fact::Whole(number)) => number.value.to_string(),
        Some(Fact::Date(date)) => date.slashed(),
        _ => String::new(),
    }
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
