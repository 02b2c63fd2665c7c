//! The sheet's own ranks, tiers, totals and means, written to `cong_bo` for `check` to compare.

use rust_decimal::{Decimal, RoundingStrategy};

use super::model::{Agency as Row, Table};
use super::part::Part;
use super::wanted::has_parts;
use crate::dossier::{Block, Core, PublishedAgency};
use crate::values::{comma, folded, with_comma};
use crate::yaml_edit::Step::{Item, Key};
use crate::yaml_edit::{Document, NotEditable, Step, Value, below};

/// A row of `cong_bo`: its keys after `ten`.
type Figures = Vec<(&'static str, Value)>;

const KEYS: [&str; 3] = ["hang", "diem", "muc"];

/// Writes them; gives the block's entry if `cong_bo` has none of it yet.
pub(super) fn write(
    part: &Part<'_>,
    core: &Core,
    file: &mut Document<'_>,
) -> Result<Option<Value>, NotEditable> {
    let block = &core.blocks[part.block];
    let (rows, mean) = (rows(part, core, block), mean(part, core, block));
    let known = core.published.as_ref().and_then(|known| {
        let mut blocks = known.blocks.iter().enumerate();
        blocks.find(|(_, own)| *own.id == *block.id)
    });
    let Some((at, known)) = known else {
        return Ok(new_entry(block, mean, &rows));
    };
    let path = [Key("cong_bo"), Key("khoi"), Item(at)];
    let old = known.mean.as_ref().map(|old| with_comma(old.value));
    if let Some(mean) = mean.filter(|mean| old.as_ref() != Some(mean)) {
        file.set_after(
            &below(&path, Key("trung_binh")),
            &Value::Number(mean),
            &["ma"],
        )?;
    }
    update(&path, &known.agencies, &rows, file)?;
    Ok(None)
}

/// What the sheet says of each agency that it says anything of.
fn rows(part: &Part<'_>, core: &Core, block: &Block) -> Vec<(String, Figures)> {
    let mut rows: Vec<(String, Figures)> = Vec::new();
    let tables = part.tables.iter();
    let stated = tables.flat_map(|table| table.agencies.iter().map(move |row| (table, row)));
    for ((table, row), (_, wanted)) in stated.zip(&part.agencies) {
        let by_parts = wanted.number("diem").is_none();
        let figures = figures(table, row, by_parts, core, block);
        if !figures.is_empty() {
            rows.push((wanted.name.clone(), figures));
        }
    }
    rows
}

/// The mean that the only table states, as it would be printed; none that cannot be one.
fn mean(part: &Part<'_>, core: &Core, block: &Block) -> Option<String> {
    let [table] = part.tables.as_slice() else {
        return None;
    };
    let mean = table.mean.as_ref()?.1.value;
    (Decimal::ZERO..=block.maximum().value)
        .contains(&mean)
        .then(|| fixed(mean, Some(block.mean_decimals(&core.rules))))
}

fn new_entry(block: &Block, mean: Option<String>, rows: &[(String, Figures)]) -> Option<Value> {
    if rows.is_empty() && mean.is_none() {
        return None;
    }
    let mut entries = vec![("ma".to_owned(), Value::text(&*block.id.value))];
    entries.extend(mean.map(|mean| ("trung_binh".to_owned(), Value::Number(mean))));
    if !rows.is_empty() {
        let rows = rows.iter().map(|(name, figures)| entry(name, figures));
        entries.push(("co_quan".to_owned(), Value::List(rows.collect())));
    }
    Some(Value::Group(entries))
}

/// Brings the rows that are there up to date.
fn update(
    path: &[Step<'_>],
    known: &[PublishedAgency],
    rows: &[(String, Figures)],
    file: &mut Document<'_>,
) -> Result<(), NotEditable> {
    let list = below(path, Key("co_quan"));
    for (index, old) in known.iter().enumerate() {
        let place = below(&list, Item(index));
        let Some((_, figures)) = rows
            .iter()
            .find(|(name, _)| folded(name) == folded(&old.name))
        else {
            file.remove(&place)?;
            continue;
        };
        let old_values = [
            old.rank.as_ref().map(|rank| rank.value.to_string()),
            old.score.as_ref().map(|score| comma(score.value)),
            old.tier.as_ref().map(|tier| tier.value.clone()),
        ];
        for (key, old) in KEYS.into_iter().zip(old_values) {
            let place = below(&place, Key(key));
            let new = figures
                .iter()
                .find(|(own, _)| *own == key)
                .map(|(_, value)| value);
            let text = |value: &Value| match value {
                Value::Number(text) if text.contains(',') => {
                    text.trim_end_matches('0').trim_end_matches(',').to_owned()
                }
                Value::Number(text) | Value::Text(text) => text.clone(),
                _ => String::new(),
            };
            match (old, new) {
                (Some(old), Some(new)) if old == text(new) => {}
                (_, Some(new)) => file.set(&place, new)?,
                (Some(_), None) => file.remove(&place)?,
                (None, None) => {}
            }
        }
    }
    let new = rows
        .iter()
        .filter(|(name, _)| !known.iter().any(|old| folded(&old.name) == folded(name)));
    let new: Vec<Value> = new.map(|(name, figures)| entry(name, figures)).collect();
    file.append(&list, &new)
}

fn entry(name: &str, figures: &Figures) -> Value {
    let figures = figures
        .iter()
        .map(|(key, value)| ((*key).to_owned(), value.clone()));
    Value::Compact(
        std::iter::once(("ten".to_owned(), Value::text(name)))
            .chain(figures)
            .collect(),
    )
}

/// What the sheet says of an agency, as it would be printed.
fn figures(table: &Table, row: &Row, by_parts: bool, core: &Core, block: &Block) -> Figures {
    let mut figures = Figures::new();
    if row.unassessed {
        return figures;
    }
    figures.extend(
        row.rank
            .map(|rank| ("hang", Value::Number(rank.to_string()))),
    );
    // with points of its own the dossier makes the total itself
    let parts = has_parts(table) && table.indicators().next().is_none();
    if let Some(total) = table.total(row).filter(|_| by_parts && !parts) {
        figures.push((
            "diem",
            Value::Number(fixed(total.value, block.decimals(&core.rules))),
        ));
    }
    let tiers = core.tiers_of(block);
    let tier = row
        .tier
        .as_ref()
        .and_then(|tier| tiers.iter().find(|own| folded(&own.name) == folded(tier)));
    figures.extend(tier.map(|tier| ("muc", Value::text(&*tier.name.value))));
    figures
}

/// A number with so many decimals, half up; as it is without.
fn fixed(number: Decimal, decimals: Option<u32>) -> String {
    match decimals {
        Some(decimals) => {
            let rounded =
                number.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero);
            with_comma(format!("{rounded:.*}", decimals as usize))
        }
        None => comma(number),
    }
}
