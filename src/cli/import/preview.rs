//! What was understood, as tables.

use unicode_width::UnicodeWidthStr;

use crate::import::{Agency, Role, Table, Understood};
use crate::sheet::column_letters;

/// Widest name shown whole, in columns of the terminal.
const WIDEST: usize = 44;

pub(super) fn table(found: &Understood) -> String {
    let tables: Vec<String> = found.tables.iter().map(one).collect();
    tables.join("\n")
}

fn one(table: &Table) -> String {
    let mut text = match (table.heading.as_str(), table.sheet_name.as_str()) {
        ("", "") => "Bảng".to_owned(),
        ("", sheet) => format!("Trang “{sheet}”"),
        (heading, "") => format!("Khối “{heading}”"),
        (heading, sheet) => format!("Trang “{sheet}”, khối “{heading}”"),
    };
    let (first, last) = (table.header.0 + 1, table.header.1 + 1);
    let rows = if first == last {
        first.to_string()
    } else {
        format!("{first} đến {last}")
    };
    text.push_str(&format!(
        ": {} cơ quan, tiêu đề ở hàng {rows}\n",
        table.agencies.len()
    ));
    let columns = table
        .columns
        .iter()
        .filter(|column| column.role != Role::Position);
    for column in columns {
        text.push_str(&format!(
            "  cột {} “{}”: {}\n",
            column_letters(column.index),
            column.path.join(" > "),
            column.role.words()
        ));
    }
    text + &rows_of(table)
}

fn rows_of(table: &Table) -> String {
    let numbers: Vec<_> = table
        .columns
        .iter()
        .filter(|column| column.role.is_taken())
        .collect();
    let (has_rank, has_tier) = (
        table.column(&Role::Rank).is_some(),
        table.column(&Role::Tier).is_some(),
    );
    let mut header = vec!["Hàng".to_owned(), "Tên".to_owned()];
    header.extend(numbers.iter().map(|column| column_letters(column.index)));
    header.extend(has_rank.then(|| "Hạng".to_owned()));
    header.extend(has_tier.then(|| "Xếp loại".to_owned()));
    let row = |agency: &Agency| {
        let mut row = vec![(agency.row + 1).to_string(), shortened(&agency.name)];
        for column in &numbers {
            let mark = agency
                .marks
                .iter()
                .find(|(index, _)| *index == column.index)
                .map(|(_, mark)| mark.clone());
            let score = agency.score(column.index).map(crate::import::Score::comma);
            row.push(score.or(mark).unwrap_or_default());
        }
        let rank = agency.rank.map(|rank| rank.to_string());
        row.extend(has_rank.then(|| rank.unwrap_or_else(|| "–".to_owned())));
        row.extend(has_tier.then(|| agency.tier.clone().unwrap_or_default()));
        row
    };
    let rows: Vec<Vec<String>> = std::iter::once(header)
        .chain(table.agencies.iter().map(row))
        .collect();
    let width = |column: usize| {
        rows.iter()
            .map(|row| row[column].width())
            .max()
            .unwrap_or(0)
    };
    let widths: Vec<usize> = (0..rows[0].len()).map(width).collect();
    let last = rows[0].len() - 1;
    let line = |row: &Vec<String>| {
        let cells = row
            .iter()
            .zip(&widths)
            .enumerate()
            .map(|(index, (cell, width))| {
                let room = " ".repeat(width - cell.width());
                let words = index == 1 || has_tier && index == last;
                if words {
                    format!("{cell}{room}")
                } else {
                    format!("{room}{cell}")
                }
            });
        let cells: Vec<String> = cells.collect();
        format!("  {}\n", cells.join("  ").trim_end())
    };
    rows.iter().map(line).collect()
}

fn shortened(name: &str) -> String {
    if name.width() <= WIDEST {
        return name.to_owned();
    }
    let mut short = String::new();
    for letter in name.chars() {
        if short.width() >= WIDEST - 1 {
            break;
        }
        short.push(letter);
    }
    short + "…"
}
