//! Markdown tables: a head, a line of dashes, rows.

use super::super::placer::Placer;
use super::lines::{Line, Text};
use super::{inline, problems};
use crate::document::{
    Cell, CellAlign, CellContent, Column, Paragraph, Role, Row, Scope, Table, TableKind,
    TableLayout,
};

/// A table's cells as typed.
pub(super) struct Rows {
    /// How each column stands; `None` where the line of dashes leaves it open.
    aligns: Vec<Option<CellAlign>>,
    header: Vec<Text>,
    body: Vec<Vec<Text>>,
    first: Line,
}

/// A table that was found.
pub(super) struct Found {
    /// Its rows.
    pub(super) table: Rows,
    /// Text that a template set right after its last row (`./.`).
    pub(super) end: Option<Line>,
}

/// What closes an annex (C17), and may come to stand after a table's last row.
const END: &str = "./.";

/// The table that begins with this line, if it is a table's head, and what follows it.
pub(super) fn rows<'l>(
    line: &Line,
    after: &'l [Line],
    placer: &mut Placer<'_>,
) -> Option<(Found, &'l [Line])> {
    let (dashes, after) = after.split_first()?;
    let aligns = aligns(dashes.words())?;
    if !line.words().contains('|') {
        return None;
    }
    let count = after
        .iter()
        .take_while(|line| line.words().contains('|'))
        .count();
    let (lines, left) = after.split_at(count);
    let header = cells(line);
    let columns = header.len();
    let mut uneven = |line: &Line, cells: usize| {
        if cells != columns {
            let place = line.place.map(|place| placer.place_span(place));
            placer.report(problems::uneven_row(cells, columns, place));
        }
    };
    uneven(dashes, aligns.len());
    let mut end = None;
    let body = lines.iter().map(|line| {
        let mut row = cells(line);
        if row.len() == columns + 1 && row.last().is_some_and(|cell| cell.words == END) {
            row.pop();
            end = Some(Line {
                text: END.to_owned(),
                place: line.place,
            });
        }
        uneven(line, row.len());
        row
    });
    let table = Rows {
        body: body.collect(),
        aligns,
        header,
        first: line.clone(),
    };
    Some((Found { table, end }, left))
}

/// How the columns stand, from the line of dashes; `None` for any other line.
fn aligns(line: &str) -> Option<Vec<Option<CellAlign>>> {
    if !line.contains('|') {
        return None;
    }
    let cells = pieces(line).into_iter().map(|(_, cell)| {
        let dashes = cell.trim_start_matches(':').trim_end_matches(':');
        let is_dashes = !dashes.is_empty() && dashes.bytes().all(|byte| byte == b'-');
        is_dashes.then(|| match (cell.starts_with(':'), cell.ends_with(':')) {
            (_, true) => Some(CellAlign::Center),
            (true, false) => Some(CellAlign::Left),
            (false, false) => None,
        })
    });
    cells.collect()
}

fn cells(line: &Line) -> Vec<Text> {
    let pieces = pieces(line.words()).into_iter();
    let texts = pieces.map(|(_, cell)| {
        Text::of(&Line {
            text: cell.to_owned(),
            place: line.place,
        })
    });
    texts.collect()
}

/// What stands between the bars of a line, with its first byte; a bar after `\` is a letter.
fn pieces(line: &str) -> Vec<(usize, &str)> {
    let mut bars = Vec::new();
    let mut escaped = false;
    for (at, byte) in line.bytes().enumerate() {
        if byte == b'|' && !escaped {
            bars.push(at);
        }
        escaped = byte == b'\\' && !escaped;
    }
    let starts = std::iter::once(0).chain(bars.iter().map(|bar| bar + 1));
    let ends = bars.iter().copied().chain([line.len()]);
    let mut pieces: Vec<(usize, &str)> = starts
        .zip(ends)
        .map(|(start, end)| (start, line[start..end].trim_matches(' ')))
        .collect();
    // bars at both ends frame the row
    if pieces.len() > 1 && pieces.first().is_some_and(|(_, text)| text.is_empty()) {
        pieces.remove(0);
    }
    if pieces.len() > 1 && pieces.last().is_some_and(|(_, text)| text.is_empty()) {
        pieces.pop();
    }
    pieces
}

/// The table as it is printed; `None` if it has no column.
pub(super) fn table(rows: Rows, placer: &mut Placer<'_>) -> Option<Table> {
    let columns = rows.header.len();
    let figures: Vec<bool> = (0..columns)
        .map(|column| is_of_figures(rows.body.iter().filter_map(|row| row.get(column))))
        .collect();
    let kinds = kinds(&rows.header, &figures);
    let aligns: Vec<CellAlign> = (0..columns)
        .map(|column| match rows.aligns.get(column).copied().flatten() {
            None | Some(CellAlign::Left) if !figures[column] => CellAlign::Left,
            _ => CellAlign::Center,
        })
        .collect();
    let origin = rows.first.place.map(|place| placer.place_span(place));
    let heads = vec![CellAlign::Center; columns];
    let header = row(Role::TableHeader, &rows.header, &heads, placer);
    let body = rows.body.iter();
    let body = body.map(|texts| row(Role::TableCell, texts, &aligns, placer));
    let body: Vec<Row> = body.collect();
    let heads = header.cells.iter().flat_map(Cell::paragraphs);
    let summary = heads.map(Paragraph::text).collect::<Vec<_>>().join(", ");
    (columns > 0).then(|| Table {
        id: placer.next_table(),
        kind: TableKind::Text,
        asked: Vec::new(),
        columns: kinds,
        header: vec![header],
        body,
        caption: None,
        summary,
        origin,
        layout: TableLayout::default(),
    })
}

/// A row of as many cells as there are columns to align; those that were not typed are empty.
fn row(role: Role, texts: &[Text], aligns: &[CellAlign], placer: &mut Placer<'_>) -> Row {
    let is_head = role == Role::TableHeader;
    let cells = aligns.iter().enumerate().map(|(column, align)| {
        let text = texts.get(column);
        let runs = text.map_or_else(Vec::new, |text| inline::runs(text, placer));
        let mut paragraph = Paragraph::of_runs(role, runs);
        let place = text.and_then(Text::place);
        paragraph.origin = place.map(|place| placer.place_span(place));
        Cell {
            content: CellContent::Text(paragraph),
            column,
            column_span: 1,
            row_span: 1,
            align: *align,
            scope: is_head.then_some(Scope::Column),
        }
    });
    Row {
        cells: cells.collect(),
        keep_with_next: is_head,
    }
}

/// What the columns hold: the first that is no position names the rows.
fn kinds(header: &[Text], figures: &[bool]) -> Vec<Column> {
    const POSITIONS: [&str; 3] = ["stt", "tt", "số tt"];
    let mut named = false;
    let kinds = header.iter().zip(figures).map(|(head, figures)| {
        let head = head.words.trim_matches('*').to_lowercase();
        if POSITIONS.contains(&head.as_str()) {
            Column::Position
        } else if !std::mem::replace(&mut named, true) {
            Column::Name
        } else if *figures {
            Column::Figures
        } else {
            Column::Text
        }
    });
    kinds.collect()
}

/// Whether a column holds figures alone (and blanks and dashes).
fn is_of_figures<'a>(cells: impl Iterator<Item = &'a Text>) -> bool {
    let mut any = false;
    let mut all = true;
    for cell in cells {
        any |= cell.words.contains(|letter: char| letter.is_ascii_digit());
        all &= cell
            .words
            .chars()
            .all(|c| c.is_ascii_digit() || " .,%+-–—/*\\()".contains(c));
    }
    any && all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(line: &str) -> Vec<&str> {
        pieces(line).into_iter().map(|(_, text)| text).collect()
    }

    #[test]
    fn cells_stand_between_bars() {
        assert_eq!(texts("| a | b |"), ["a", "b"]);
        assert_eq!(texts("a | b"), ["a", "b"]);
        assert_eq!(texts(r"| a \| b | c |"), [r"a \| b", "c"]);
        assert_eq!(texts("| a |  | c |"), ["a", "", "c"]);
        assert_eq!(texts("| a | b |./."), ["a", "b", "./."]);
    }

    #[test]
    fn only_dashes_part_head_and_rows() {
        assert_eq!(aligns("|---|:-:|--:|:--|").map(|a| a.len()), Some(4));
        for line in ["---", "| a | b |", "|  |", "| - a |"] {
            assert_eq!(aligns(line), None, "{line}");
        }
    }
}
