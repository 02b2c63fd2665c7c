//! The columns of a ranking table: heading, value, options, from the lines of its block.

use super::super::fields::{Field, plain, text_runs};
use super::named::{INDICATORS, NAMED, ONE, ONE_RANK, Value};
use crate::diagnostics::Diagnostic;
use crate::document::CellAlign;
use crate::dossier::{Block, Dossier, Indicator, Text};
use crate::units::Mm;
use crate::values::did_you_mean;

/// Between the parts of a heading that stands over several columns, and that of a column.
pub(super) const BELOW: &str = " > ";

/// A column as it is ordered.
#[derive(Clone, Debug)]
pub(super) struct ColumnOrder {
    /// Its heading below those it shares with others, from the top.
    pub(super) heading: Vec<String>,
    pub(super) value: Value,
    pub(super) decimals: Option<u32>,
    pub(super) align: Option<CellAlign>,
    /// In mm.
    pub(super) width: Option<Mm>,
    /// Whether a tie has one cell.
    pub(super) merged: bool,
}

impl ColumnOrder {
    /// A column without options.
    pub(super) fn of((heading, value): (String, Value)) -> Self {
        Self::below(vec![heading], value)
    }

    /// The same with headings above its own.
    fn below(heading: Vec<String>, value: Value) -> Self {
        Self {
            merged: matches!(value, Value::Rank | Value::RankAndScore),
            heading,
            value,
            decimals: None,
            align: None,
            width: None,
        }
    }
}

/// The columns that these lines order. A line of three parts: heading, value, options.
pub(super) struct Reader<'a> {
    pub(super) dossier: &'a Dossier,
    pub(super) block: &'a Block,
    pub(super) indicators: &'a [Indicator],
    /// Whether the table is of all blocks.
    pub(super) is_of_all: bool,
}

impl Reader<'_> {
    /// The columns, or the first line that orders none.
    pub(super) fn columns(&self, fields: &[&Field]) -> Result<Vec<ColumnOrder>, Diagnostic> {
        let mut columns = Vec::new();
        for field in fields {
            let parts = parts(&field.typed);
            let column = self.column(&parts).map_err(|problem| match field.origin {
                Some(place) if problem.span.is_none() => problem.at(place, "cột này"),
                _ => problem,
            })?;
            columns.extend(column);
        }
        Ok(columns)
    }

    fn column(&self, parts: &[String]) -> Result<Vec<ColumnOrder>, Diagnostic> {
        let [heading, value, options @ ..] = parts else {
            return Err(without_value());
        };
        let heading: Vec<String> = heading
            .split(BELOW)
            .map(|part| part.trim().to_owned())
            .collect();
        let mut columns: Vec<ColumnOrder> = if value == INDICATORS {
            let all = self.indicators.iter().enumerate();
            all.map(|(at, indicator)| {
                let above = heading.iter().filter(|part| !part.is_empty()).cloned();
                ColumnOrder::below(
                    above.chain([head(indicator)]).collect(),
                    Value::Indicator(at),
                )
            })
            .collect()
        } else {
            vec![ColumnOrder::below(heading, self.value(value)?)]
        };
        let options = options.iter().flat_map(|part| part.split(','));
        for option in options.map(str::trim).filter(|option| !option.is_empty()) {
            for column in &mut columns {
                apply(option, column).map_err(|problem| self.at_the_option(problem, option))?;
            }
        }
        Ok(columns)
    }

    /// What the dossier orders is shown there.
    fn at_the_option(&self, problem: Diagnostic, option: &str) -> Diagnostic {
        let holds = |text: &Text| text.split(',').any(|one| one.trim() == option);
        let mut texts = self.dossier.facts.texts().into_iter();
        match texts.find(|text| holds(text)) {
            Some(text) => problem.at(text.span, "tùy chọn này"),
            None => problem,
        }
    }

    fn value(&self, name: &str) -> Result<Value, Diagnostic> {
        if let Some((_, value, _)) = NAMED.iter().find(|(own, ..)| *own == name) {
            return Ok(value.clone());
        }
        let place = |id: &str| {
            self.indicators
                .iter()
                .position(|indicator| *indicator.id == id)
        };
        let indicator = name.strip_prefix(ONE).and_then(place).map(Value::Indicator);
        let rank = || {
            name.strip_prefix(ONE_RANK)
                .and_then(place)
                .map(Value::IndicatorRank)
        };
        if let Some(value) = indicator.or_else(rank) {
            return Ok(value);
        }
        if self.facts().any(|fact| fact == name) {
            return Ok(Value::Fact(name.to_owned()));
        }
        Err(self.unknown(name))
    }

    /// The facts that the set asks for of an agency.
    fn facts(&self) -> impl Iterator<Item = &str> {
        let agency = self.dossier.set.at("khoi.co_quan");
        let keys = agency.map(|key| key.keys()).unwrap_or_default();
        keys.iter().filter(|key| key.own).map(|key| &*key.name)
    }

    fn unknown(&self, name: &str) -> Diagnostic {
        let ids = self
            .indicators
            .iter()
            .map(|indicator| indicator.id.as_str());
        let of_indicators = ids.flat_map(|id| [format!("{ONE}{id}"), format!("{ONE_RANK}{id}")]);
        let mut known: Vec<String> = NAMED.iter().map(|(name, ..)| (*name).to_owned()).collect();
        known.extend(self.facts().map(str::to_owned));
        if !self.indicators.is_empty() {
            known.push(INDICATORS.to_owned());
        }
        known.extend(of_indicators);
        let near = did_you_mean(
            name,
            known.iter().map(String::as_str),
            "Sửa giá trị của cột.",
        );
        let problem = Diagnostic::error("MB047", format!("Cột không có giá trị `{name}`"))
            .with_note(if self.is_of_all {
                format!("bảng của mọi khối có các giá trị: {}", known.join(", "))
            } else {
                format!(
                    "khối `{}` có các giá trị: {}",
                    *self.block.id,
                    known.join(", ")
                )
            })
            .with_remedy(near);
        // what the dossier orders is shown there
        let typed = self.dossier.facts.texts();
        match typed.into_iter().find(|typed| typed.as_str() == name) {
            Some(typed) => problem.at(typed.span, "không có giá trị này"),
            None => problem,
        }
    }
}

/// The head of an indicator's column.
fn head(indicator: &Indicator) -> String {
    let name = indicator.short_name.as_ref().unwrap_or(&indicator.name);
    name.value.clone()
}

/// The parts of a line between its bars; a bar after `\` is a letter.
fn parts(typed: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut escaped = false;
    for letter in typed.chars() {
        match parts.last_mut() {
            Some(last) if letter != '|' || escaped => last.push(letter),
            _ => parts.push(String::new()),
        }
        escaped = letter == '\\' && !escaped;
    }
    parts.iter().map(|part| plain(&text_runs(part))).collect()
}

/// Whether the line says what its column holds.
pub(super) fn says_a_value(field: &Field) -> bool {
    parts(&field.typed).len() > 1
}

fn apply(option: &str, column: &mut ColumnOrder) -> Result<(), Diagnostic> {
    match option
        .split_once(' ')
        .map_or((option, ""), |(word, rest)| (word, rest.trim()))
    {
        ("trai", "") => column.align = Some(CellAlign::Left),
        ("giua", "") => column.align = Some(CellAlign::Center),
        ("gop", "") => column.merged = true,
        ("khong_gop", "") => column.merged = false,
        ("so_le", number) => match number.parse() {
            Ok(decimals @ 0..=9) => column.decimals = Some(decimals),
            _ => return Err(unknown_option(option)),
        },
        ("rong", number) => match number.parse::<u16>() {
            Ok(width @ 8..=200) => column.width = Some(Mm(f32::from(width))),
            _ => return Err(unknown_option(option)),
        },
        _ => return Err(unknown_option(option)),
    }
    Ok(())
}

fn unknown_option(option: &str) -> Diagnostic {
    Diagnostic::error("MB048", format!("Cột không có tùy chọn `{option}`")).with_remedy(
        "Dùng: `trai`, `giua` (canh chữ), `so_le 2` (số chữ số lẻ, từ 0 đến 9), `rong 25` (bề rộng, từ 8 đến 200 mm), `gop` hay `khong_gop` (ô của các cơ quan đồng hạng)",
    )
}

fn without_value() -> Diagnostic {
    Diagnostic::error("MB047", "Cột chưa nói in giá trị nào")
        .with_note("các dòng `cot:` của một bảng cùng một cách viết: chỉ có đầu cột (đúng ba dòng), hoặc `đầu cột | giá trị`")
        .with_remedy("Viết `cot: đầu cột | giá trị`, ví dụ `cot: Vị thứ | hang`")
}
