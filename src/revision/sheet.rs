//! Bảng tổng hợp thay đổi: the changes as a document in the house's style.

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::words::{self, NONE};
use super::{AgencyChange, Changes, FigureChange, SentenceChange};
use crate::document::{
    Block, Cell, CellAlign, CellContent, Column, Document, DocumentKind, Letterhead, ListItem,
    Metadata, Paragraph, Role, Row, Run, Scope, Section, SectionKind, Table, TableKind,
    TableLayout,
};
use crate::dossier::Dossier;
use crate::wording::{self, with_large_first};

const TITLE: &str = "Bảng tổng hợp thay đổi";
/// Columns of the agencies' table: number, name, and old and new score, rank and tier.
const AGENCIES: [Column; 8] = {
    let mut columns = [Column::Text; 8];
    columns[0] = Column::Position;
    columns[1] = Column::Name;
    columns
};
/// The same without tiers.
const WITHOUT_TIERS: usize = AGENCIES.len() - 2;
/// Columns of the figures' table: number, which, old and new.
const FIGURES: [Column; 4] = [Column::Position, Column::Name, Column::Text, Column::Text];
/// Columns of the sentences' table: where, old and new.
const SENTENCES: [Column; 3] = [Column::Text; 3];

/// The change sheet of a new state. `compared` says what was compared, e.g. `trước và sau điều chỉnh
/// thứ 1`; head and file properties are those of `document`, the text drafted from the new state.
#[must_use]
pub fn sheet(
    changes: &Changes,
    sentences: &[SentenceChange],
    compared: &str,
    dossier: &Dossier,
    document: &Document,
) -> Document {
    let mut blocks: Vec<Block> = letterhead(document).into_iter().collect();
    blocks.push(paragraph(Role::DocumentType, TITLE.to_uppercase()));
    blocks.push(paragraph(Role::Subject, subject(dossier)));
    blocks.push(paragraph(Role::Body, format!("So sánh {compared}.")));
    let mut number = 0;
    let mut part = |title: &str, content: Vec<Block>| {
        if !content.is_empty() {
            number += 1;
            blocks.push(paragraph(Role::Heading1, format!("{number}. {title}")));
            blocks.extend(content);
        }
    };
    part("Điều chỉnh", corrections(changes));
    let columns = agency_columns(changes);
    let title = format!("Cơ quan thay đổi điểm, hạng{}", tier_word(columns));
    part(&title, agencies(changes, columns));
    part("Số liệu thay đổi", figures(&changes.figures));
    part("Câu chữ thay đổi trong văn bản", texts(sentences));
    if number == 0 {
        blocks.push(paragraph(Role::Body, "Không có thay đổi."));
    }
    Document {
        name: String::new(),
        kind: DocumentKind::Beside,
        meta: Metadata {
            title: format!("{TITLE}: {}", document.meta.title),
            ..document.meta.clone()
        },
        sections: vec![Section {
            kind: SectionKind::Main,
            name: TITLE.to_owned(),
            blocks,
        }],
        draft_mark: None,
    }
}

/// The decision's head without number and date, which the sheet has not.
fn letterhead(document: &Document) -> Option<Block> {
    let mut blocks = document.sections.iter().flat_map(|section| &section.blocks);
    blocks.find_map(|block| match block {
        Block::Letterhead(head) => Some(Block::Letterhead(Letterhead {
            number: None,
            place_date: None,
            urgency: None,
            circulation: None,
            ..head.clone()
        })),
        _ => None,
    })
}

fn subject(dossier: &Dossier) -> String {
    let annex = dossier.annex.as_ref();
    let subtitle = annex.and_then(|annex| annex.subtitle.as_ref());
    let subtitle = subtitle.map_or("", |subtitle| subtitle.as_str());
    let mut letters = subtitle.chars();
    let first = letters.next().into_iter().flat_map(char::to_lowercase);
    let subtitle: String = first.chain(letters).collect();
    let title = annex.map_or("Kết quả xếp hạng", |annex| annex.title.as_str());
    format!("{title} {subtitle}").trim_end().to_owned()
}

fn paragraph(role: Role, text: impl Into<String>) -> Block {
    Block::Paragraph(Paragraph::plain(role, text))
}

fn corrections(changes: &Changes) -> Vec<Block> {
    let items: Vec<ListItem> = (changes.corrections.iter())
        .map(|note| {
            let what = note.what.as_str();
            let why = format!(" ({}).", words::grounds(&note.correction));
            ListItem {
                label: "-".to_owned(),
                label_changed: false,
                paragraph: Paragraph::of_runs(
                    Role::ListItem,
                    vec![Run::bold(what), Run::plain(why)],
                ),
            }
        })
        .collect();
    if items.is_empty() {
        Vec::new()
    } else {
        vec![Block::List(items)]
    }
}

/// How many columns the agencies' table has: no tiers where neither state has any.
fn agency_columns(changes: &Changes) -> usize {
    let agencies = changes.blocks.iter().flat_map(|block| &block.agencies);
    let mut places = agencies.flat_map(|change| change.old.iter().chain(&change.new));
    if places.any(|place| place.tier.is_some()) {
        AGENCIES.len()
    } else {
        WITHOUT_TIERS
    }
}

/// What the table's words say of tiers.
const fn tier_word(columns: usize) -> &'static str {
    if columns == WITHOUT_TIERS {
        ""
    } else {
        ", mức"
    }
}

fn agencies(changes: &Changes, columns: usize) -> Vec<Block> {
    let mut body = Vec::new();
    for block in &changes.blocks {
        let mut title = cell(
            Role::TableTier,
            0,
            with_large_first(&wording::block(&block.name)),
            CellAlign::Left,
        );
        title.column_span = columns;
        title.scope = Some(Scope::Row);
        body.push(row(vec![title], true));
        let rows = block.agencies.iter().enumerate();
        body.extend(rows.map(|(index, change)| agency_row(index + 1, change, columns)));
    }
    let tier = tier_word(columns);
    let summary = format!("Điểm, hạng{tier} cũ và mới của từng cơ quan thay đổi");
    let header = agency_header(columns);
    table("co-quan", &AGENCIES[..columns], header, body, &summary)
}

/// Two rows: what, and under it old and new.
fn agency_header(columns: usize) -> Vec<Row> {
    let head = |column, text: &str, columns, rows| Cell {
        column_span: columns,
        row_span: rows,
        ..cell(Role::TableHeader, column, text, CellAlign::Center)
    };
    let mut upper = vec![
        head(0, "STT", 1, 2),
        head(1, "Tên cơ quan", 1, 2),
        head(2, "Điểm", 2, 1),
        head(4, "Hạng", 2, 1),
        head(6, "Mức", 2, 1),
    ];
    upper.retain(|cell| cell.column < columns);
    let lower = (2..columns).map(|column| {
        let text = if column.is_multiple_of(2) {
            "cũ"
        } else {
            "mới"
        };
        head(column, text, 1, 1)
    });
    vec![row(upper, true), row(lower.collect(), true)]
}

fn agency_row(number: usize, change: &AgencyChange, columns: usize) -> Row {
    let indicators = words::indicators(change).into_iter();
    let indicators = indicators.map(|(name, old, new)| format!("chỉ số {name}: {old} → {new}"));
    let grounds = words::grounds_changed(change).into_iter();
    let grounds = grounds.map(|(name, old, new)| format!("{name}: {old} → {new}"));
    let remarks: Vec<String> = words::remark(change)
        .into_iter()
        .chain(indicators)
        .chain(grounds)
        .collect();
    let remark = if remarks.is_empty() {
        String::new()
    } else {
        format!(" ({})", remarks.join("; "))
    };
    let (old_score, new_score) = words::scores(change);
    let (old, new) = (change.old.as_ref(), change.new.as_ref());
    let figures = [
        [old_score, new_score],
        [old.map(words::rank), new.map(words::rank)],
        [old.map(words::tier), new.map(words::tier)],
    ];
    let mut cells = vec![
        cell(Role::TableCell, 0, number.to_string(), CellAlign::Center),
        row_head(1, format!("{}{remark}", change.name)),
    ];
    for (index, [was, is]) in figures.into_iter().enumerate() {
        let changed = was != is;
        let column = 2 + index * 2;
        cells.push(value(column, was, false));
        cells.push(value(column + 1, is, changed));
    }
    cells.truncate(columns);
    row(cells, false)
}

/// What a row is about, which heads it.
fn row_head(column: usize, text: impl Into<String>) -> Cell {
    Cell {
        scope: Some(Scope::Row),
        ..cell(Role::TableCell, column, text, CellAlign::Left)
    }
}

/// A centred value, bold where it is new.
fn value(column: usize, text: Option<String>, new: bool) -> Cell {
    let text = text.unwrap_or_else(|| NONE.to_owned());
    let run = if new {
        Run::bold(text)
    } else {
        Run::plain(text)
    };
    of_runs(Role::TableCell, column, vec![run], CellAlign::Center)
}

fn figures(changes: &[FigureChange]) -> Vec<Block> {
    let rows = changes.iter().enumerate().map(|(index, change)| {
        let number = (index + 1).to_string();
        let cells = vec![
            cell(Role::TableCell, 0, number, CellAlign::Center),
            row_head(1, words::figure(change)),
            value(2, change.old.clone(), false),
            value(3, change.new.clone(), true),
        ];
        row(cells, false)
    });
    let header = header(&["STT", "Số liệu", "Cũ", "Mới"]);
    table(
        "so-lieu",
        &FIGURES,
        header,
        rows.collect(),
        "Các số liệu tính ra đã đổi",
    )
}

fn texts(sentences: &[SentenceChange]) -> Vec<Block> {
    let rows = sentences.iter().map(|change| {
        let (was, is) = marked(change.old.as_deref(), change.new.as_deref());
        let cells = vec![
            row_head(0, change.place()),
            of_runs(Role::TableCell, 1, was, CellAlign::Left),
            of_runs(Role::TableCell, 2, is, CellAlign::Left),
        ];
        row(cells, false)
    });
    let header = header(&["Vị trí", "Câu cũ", "Câu mới"]);
    table(
        "cau-chu",
        &SENTENCES,
        header,
        rows.collect(),
        "Các câu cũ và mới của văn bản",
    )
}

/// Both sentences, the words that differ in bold.
fn marked(old: Option<&str>, new: Option<&str>) -> (Vec<Run>, Vec<Run>) {
    let (Some(old), Some(new)) = (old, new) else {
        let whole = |text: Option<&str>| vec![Run::plain(text.unwrap_or(NONE))];
        return (whole(old), whole(new));
    };
    let (old, new): (Vec<&str>, Vec<&str>) = (old.split(' ').collect(), new.split(' ').collect());
    let (mut was, mut is) = (Vec::new(), Vec::new());
    for operation in capture_diff_slices(Algorithm::Myers, &old, &new) {
        let same = matches!(operation, DiffOp::Equal { .. });
        push_words(&mut was, old.get(operation.old_range()), same);
        push_words(&mut is, new.get(operation.new_range()), same);
    }
    (was, is)
}

fn push_words(runs: &mut Vec<Run>, words: Option<&[&str]>, same: bool) {
    let text = words.unwrap_or_default().join(" ");
    if text.is_empty() {
        return;
    }
    if !runs.is_empty() {
        runs.push(Run::plain(" "));
    }
    runs.push(if same {
        Run::plain(text)
    } else {
        Run::bold(text)
    });
}

fn header(texts: &[&str]) -> Vec<Row> {
    let cells = texts.iter().enumerate();
    let cells =
        cells.map(|(column, text)| cell(Role::TableHeader, column, *text, CellAlign::Center));
    vec![row(cells.collect(), true)]
}

/// The table, or nothing if it would have no rows.
fn table(
    id: &str,
    columns: &[Column],
    header: Vec<Row>,
    body: Vec<Row>,
    summary: &str,
) -> Vec<Block> {
    if body.is_empty() {
        return Vec::new();
    }
    vec![Block::Table(Table {
        id: format!("thay-doi-{id}"),
        kind: TableKind::Changes,
        asked: Vec::new(),
        columns: columns.to_vec(),
        header,
        body,
        caption: None,
        summary: summary.to_owned(),
        origin: None,
        layout: TableLayout::default(),
    })]
}

const fn row(cells: Vec<Cell>, keep_with_next: bool) -> Row {
    Row {
        cells,
        keep_with_next,
    }
}

fn cell(role: Role, column: usize, text: impl Into<String>, align: CellAlign) -> Cell {
    of_runs(role, column, vec![Run::plain(text)], align)
}

fn of_runs(role: Role, column: usize, runs: Vec<Run>, align: CellAlign) -> Cell {
    Cell {
        content: CellContent::Text(Paragraph::of_runs(role, runs)),
        column,
        column_span: 1,
        row_span: 1,
        align,
        scope: (role == Role::TableHeader).then_some(Scope::Column),
    }
}
