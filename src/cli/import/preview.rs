//! What was understood, as tables.

use unicode_width::UnicodeWidthStr;

use crate::import::{Agency, Column, Role, Score, Table, Understood};
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

/// What is shown of an agency, column by column.
enum Shown<'a> {
    Row,
    Name,
    Score(&'a Column),
    Rank,
    Tier,
}

impl Shown<'_> {
    fn heading(&self) -> String {
        match self {
            Self::Row => "Hàng".to_owned(),
            Self::Name => "Tên".to_owned(),
            Self::Score(column) => column_letters(column.index),
            Self::Rank => "Hạng".to_owned(),
            Self::Tier => "Xếp loại".to_owned(),
        }
    }

    fn of(&self, agency: &Agency) -> String {
        match self {
            Self::Row => (agency.row + 1).to_string(),
            Self::Name => shortened(&agency.name),
            Self::Score(column) => {
                let mut marks = agency.marks.iter();
                let mark = marks.find(|(index, _)| *index == column.index);
                let score = agency.score(column.index).map(Score::comma);
                score
                    .or(mark.map(|(_, mark)| mark.clone()))
                    .unwrap_or_default()
            }
            Self::Rank => agency.rank.map_or("–".to_owned(), |rank| rank.to_string()),
            Self::Tier => agency.tier.clone().unwrap_or_default(),
        }
    }

    /// Words stand on the left, figures on the right.
    fn padded(&self, cell: &str, width: usize) -> String {
        let room = " ".repeat(width - cell.width());
        match self {
            Self::Name | Self::Tier => format!("{cell}{room}"),
            Self::Row | Self::Score(_) | Self::Rank => format!("{room}{cell}"),
        }
    }
}

fn rows_of(table: &Table) -> String {
    let mut columns = vec![Shown::Row, Shown::Name];
    let taken = table.columns.iter().filter(|column| column.role.is_taken());
    columns.extend(taken.map(Shown::Score));
    columns.extend(table.column(&Role::Rank).map(|_| Shown::Rank));
    columns.extend(table.column(&Role::Tier).map(|_| Shown::Tier));
    let header: Vec<String> = columns.iter().map(Shown::heading).collect();
    let agencies = table.agencies.iter();
    let cells = agencies.map(|agency| columns.iter().map(|column| column.of(agency)).collect());
    let rows: Vec<Vec<String>> = std::iter::once(header).chain(cells).collect();
    let width = |index: usize| rows.iter().map(|row| row[index].width()).max();
    let widths: Vec<usize> = (0..columns.len())
        .map(|index| width(index).unwrap_or(0))
        .collect();
    let line = |row: &Vec<String>| {
        let cells = columns.iter().zip(row).zip(&widths);
        let cells: Vec<String> = cells
            .map(|((column, cell), width)| column.padded(cell, *width))
            .collect();
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
