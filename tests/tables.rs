//! Tables that fit: no number and no syllable is ever broken, however wide a table is.

mod common;

use std::collections::BTreeSet;

use common::wide::{Wide, wide};
use quyet_dinh::inner::diagnostics::{Diagnostics, Sources};
use quyet_dinh::inner::document::{
    Block, Column, Document, Meaning, Orientation, Paragraph, Role, Table, TableKind,
};
use quyet_dinh::inner::drafting::DraftOptions;
use quyet_dinh::inner::fit::fit;
use quyet_dinh::inner::fonts::Fonts;
use quyet_dinh::inner::lines::break_lines;
use quyet_dinh::inner::pdf::layout::{Artifact, Item, Layout, Mark, Text, layout};
use quyet_dinh::inner::pipeline::{self, Workshop};
use quyet_dinh::inner::style::{self, page, table as rules};
use quyet_dinh::inner::units::{Mm, Pt};

fn tables(document: &Document) -> Vec<&Table> {
    let blocks = document.sections.iter().flat_map(|section| &section.blocks);
    let tables = blocks.filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    tables.collect()
}

/// The drafted document with its tables fitted; panics where one cannot be.
fn fitted(workshop: &Workshop, asked: Wide) -> Document {
    let document = common::document_with(workshop, &wide(asked), &DraftOptions::default());
    let (document, problems) = fit(&document, &workshop.fonts);
    assert!(!problems.has_errors(), "{asked:?}");
    document
}

/// A table holds its columns' words whole, fills no more than its page and has readable letters.
fn assert_whole(table: &Table, fonts: &Fonts, asked: Wide) {
    let set = &table.layout;
    assert!(set.size >= rules::SMALLEST, "{asked:?}: {:?}", set.size);
    let all: Pt = set.widths.iter().copied().sum();
    let room = page::sheet(set.orientation).text_width().pt();
    assert!(all.0 <= room.0 + 0.1, "{asked:?}: {all:?} in {room:?}");
    assert_eq!(set.widths.len(), table.columns.len());
    for cell in table
        .header
        .iter()
        .chain(&table.body)
        .flat_map(|row| &row.cells)
    {
        let columns = &set.widths[cell.column..cell.column + cell.column_span];
        let width = columns.iter().copied().sum::<Pt>() - rules::CELL_PADDING_X.pt() * 2.0;
        for text in cell.paragraphs() {
            let look = style::in_table(set.size, text.role);
            let lines = break_lines(&text.runs, &look, width, fonts);
            for line in lines.iter().filter(|line| !line.last) {
                let end = line.fragments.last().map_or("", |fragment| &fragment.text);
                assert!(
                    end.ends_with([' ', '-', '–']),
                    "{asked:?}: “{end}” is broken"
                );
            }
        }
    }
}

#[test]
fn no_number_and_no_syllable_is_broken() {
    let workshop = common::workshop();
    let some = [1, 2, 5, 6, 7, 8, 9, 11, 12, 13, 17, 20, 26, 30, 33, 40];
    for indicators in some {
        for decimals in 0..=4 {
            for long_names in [false, true] {
                let asked = Wide {
                    indicators,
                    decimals,
                    long_names,
                    ..Wide::default()
                };
                for table in tables(&fitted(&workshop, asked)) {
                    assert_whole(table, &workshop.fonts, asked);
                }
            }
        }
    }
    for blocks in 1..=16 {
        let asked = Wide {
            blocks,
            indicators: 2,
            ..Wide::default()
        };
        for table in tables(&fitted(&workshop, asked)) {
            assert_whole(table, &workshop.fonts, asked);
        }
    }
}

/// The words of the pages are those of the document: none is a piece of a number or a syllable.
#[test]
fn pages_show_whole_words() {
    let workshop = common::workshop();
    for indicators in [7, 8, 12, 20, 30] {
        let document = fitted(
            &workshop,
            Wide {
                indicators,
                ..Wide::default()
            },
        );
        let mut words = BTreeSet::new();
        document.for_each_text(&mut |text, _| {
            // a line may end after a hyphen
            words.extend(text.split([' ', '-', '–']).map(str::to_owned));
        });
        let pages = layout(&document, &workshop.fonts).expect("can be set");
        for text in pages
            .pages
            .iter()
            .flat_map(|page| &page.items)
            .filter_map(own_text)
        {
            for word in text.text.split([' ', '-', '–']) {
                assert!(words.contains(word), "{indicators} indicators: “{word}”");
            }
        }
    }
}

fn own_text(item: &Item) -> Option<&Text> {
    match item {
        Item::Text(text) if matches!(text.mark, Mark::Leaf(_)) => Some(text),
        _ => None,
    }
}

/// P1, P2t: the numbers go on through turned pages, nothing leaves the margins, no page is empty.
#[test]
fn turned_pages_go_on_with_the_numbers() {
    let workshop = common::workshop();
    for (indicators, blocks) in [(12, 2), (30, 1), (2, 12)] {
        let asked = Wide {
            indicators,
            blocks,
            agencies: 12,
            ..Wide::default()
        };
        let mut document = fitted(&workshop, asked);
        document.draft_mark = Some("DỰ THẢO".to_owned());
        let result = layout(&document, &workshop.fonts).expect("can be set");
        let turned = |page: &&quyet_dinh::inner::pdf::layout::Page| {
            page.orientation == Orientation::Landscape
        };
        assert!(result.pages.iter().filter(turned).count() > 0);
        assert!(!turned(&result.pages.last().expect("pages")));
        assert_numbers_go_on(&result);
        for page in &result.pages {
            assert!(
                page.items.iter().filter_map(own_text).count() > 0,
                "an empty page"
            );
            let sheet = page.sheet();
            let right = sheet.width.pt() - sheet.right.pt();
            let bottom = sheet.height.pt() - sheet.bottom.pt();
            for text in page.items.iter().filter_map(own_text) {
                let font = workshop.fonts.by_index(text.face);
                assert!(text.x.0 >= sheet.left.pt().0 - 0.1, "{text:?}");
                let spaces = text.text.trim_end().matches(' ').count() as f32;
                let width = font.width(text.text.trim_end(), text.size) + text.stretch * spaces;
                assert!((text.x + width).0 <= right.0 + 0.1, "{text:?}");
                assert!(text.y.0 >= sheet.top.pt().0, "{text:?}");
                assert!(text.y.0 <= bottom.0 + 0.1, "{text:?}");
            }
        }
    }
}

/// Numbers start again in each section, whose first page shows none.
fn assert_numbers_go_on(result: &Layout) {
    let mut number = 0;
    for page in &result.pages {
        let shown = page.items.iter().find_map(|item| match item {
            Item::Text(text) if text.mark == Mark::Artifact(Artifact::PageNumber) => Some(text),
            _ => None,
        });
        number = shown.map_or(1, |_| number + 1);
        if let Some(shown) = shown {
            assert_eq!(shown.text, number.to_string());
            let width = Fonts::built_in()
                .expect("fonts")
                .face(false, false)
                .width(&shown.text, shown.size);
            let sheet = page.sheet();
            let middle = sheet.left.pt() + sheet.text_width().pt() / 2.0;
            assert!((shown.x + width / 2.0 - middle).0.abs() < 0.1, "centred");
            assert!(shown.y.0 < sheet.top.pt().0, "in the top margin");
        }
    }
    let sections = result
        .bookmarks
        .iter()
        .filter(|mark| mark.level == 0)
        .count();
    let firsts = result.pages.iter().filter(|page| {
        !page
            .items
            .iter()
            .any(|item| item.mark() == Mark::Artifact(Artifact::PageNumber))
    });
    assert_eq!(firsts.count(), sections);
}

/// Shipped examples have room enough: their tables stay as the style has them.
#[test]
fn tables_with_room_stay_as_they_were() {
    let workshop = common::workshop();
    for text in [common::SON_LA, common::DETAILED] {
        let document = common::document_with(&workshop, text, &DraftOptions::default());
        let (fitted, problems) = fit(&document, &workshop.fonts);
        assert!(problems.is_empty());
        for table in tables(&fitted) {
            let ideal =
                rules::column_widths(table.kind, &table.columns, &table.asked, page::TEXT_WIDTH);
            let widths = ideal.expect("a width for each").into_iter().map(Mm::pt);
            for (ideal, set) in widths.zip(&table.layout.widths) {
                assert!(
                    (ideal.0 - set.0).abs() < 0.06,
                    "{}: {ideal:?} {set:?}",
                    table.id
                );
            }
            assert_eq!(table.layout.size, rules::usual_size(table.kind));
        }
    }
}

/// The name column first, then the size, then turned pages, then parts: never back.
#[test]
fn more_columns_go_further() {
    let workshop = common::workshop();
    let mut before = (1, Orientation::Portrait);
    let mut ways = BTreeSet::new();
    for indicators in 1..=40 {
        let asked = Wide {
            indicators,
            long_names: false,
            ..Wide::default()
        };
        let document = fitted(&workshop, asked);
        let parts: Vec<&Table> = tables(&document)
            .into_iter()
            .filter(|table| table.kind == TableKind::Detail)
            .collect();
        let turned = parts[0].layout.orientation;
        assert!(before.1 == Orientation::Portrait || turned == Orientation::Landscape);
        assert!(before.0 <= parts.len());
        before = (parts.len(), turned);
        ways.insert(format!("{} {turned:?}", parts.len()));
        assert_parted_well(&parts);
    }
    assert_eq!(
        ways.into_iter().collect::<Vec<_>>(),
        ["1 Landscape", "1 Portrait", "2 Landscape", "3 Landscape"]
    );
}

/// Each part has STT and name, the total is in the last, all have nearly as many columns.
fn assert_parted_well(parts: &[&Table]) {
    for (index, part) in parts.iter().enumerate() {
        assert_eq!(part.columns[..2], [Column::Position, Column::Name]);
        let is_last = index + 1 == parts.len();
        assert_eq!(part.columns.contains(&Column::Total), is_last);
        assert!(part.columns.len().abs_diff(parts[0].columns.len()) <= 1);
        let caption = part
            .caption
            .as_ref()
            .map(Paragraph::text)
            .unwrap_or_default();
        assert_eq!(
            caption.starts_with("Bảng 2 (tiếp theo). "),
            index > 0,
            "{caption}"
        );
        let meanings = part.caption.iter().flat_map(|caption| &caption.runs);
        let counted = meanings
            .filter(|run| run.meaning == Meaning::CaptionNumber)
            .count();
        assert_eq!(counted, usize::from(index == 0), "counted once");
    }
}

/// A table typed in a text has columns as wide as their words, and the same floor.
#[test]
fn columns_of_a_text_table_follow_their_words() {
    let fonts = Fonts::built_in().expect("fonts");
    let of = |texts: [&str; 3]| {
        let workshop = common::workshop();
        let document = common::document_with(&workshop, common::SON_LA, &DraftOptions::default());
        let mut table = tables(&document)[0].clone();
        table.kind = TableKind::Text;
        table.columns = vec![Column::Text; 3];
        table.caption = None;
        table.body.truncate(2);
        table.body.remove(0);
        for row in table.header.iter_mut().chain(&mut table.body) {
            for (cell, text) in row.cells.iter_mut().zip(texts) {
                cell.content = quyet_dinh::inner::document::CellContent::Text(Paragraph::plain(
                    Role::TableCell,
                    text,
                ));
            }
        }
        let mut document = document;
        document.sections[0].blocks = vec![Block::Table(table)];
        document.sections.truncate(1);
        let (fitted, problems) = fit(&document, &fonts);
        assert!(problems.is_empty());
        let widths = tables(&fitted)[0].layout.widths.clone();
        let all: Pt = widths.iter().copied().sum();
        assert!((all - page::TEXT_WIDTH.pt()).0.abs() < 0.1);
        widths
    };
    let even = of(["một hai ba", "một hai ba", "một hai ba"]);
    assert!((even[0] - even[2]).0.abs() < 0.1);
    let sentence = "một câu rất dài trong một ô của bảng ".repeat(9);
    let uneven = of(["nghiêng", &sentence, "12,75"]);
    assert!(uneven[1].0 > uneven[0].0 * 3.0 && uneven[0].0 > uneven[2].0);
}

fn problems(text: &str) -> Vec<(String, String)> {
    let workshop = common::workshop();
    let mut sources = Sources::default();
    let scored = common::scored(text, &mut sources);
    let mut found = Diagnostics::new();
    let options = DraftOptions::default();
    let drafted = pipeline::draft(&workshop, &scored, &options, &mut sources, &mut found);
    assert!(drafted.is_none(), "what cannot be set is not drafted");
    let errors = found.iter().map(|problem| {
        let span = problem.span.expect("a place");
        let source = sources.get(span.source).expect("a file");
        assert_eq!(source.name, "ho-so.yaml");
        let at = &source.text[span.start as usize..span.end as usize];
        (problem.code.to_owned(), at.to_owned())
    });
    errors.collect()
}

/// `check` drafts: what a table cannot hold is said there, at the dossier's line.
#[test]
fn what_cannot_be_set_is_said_at_its_place_in_the_dossier() {
    let long = "nghiêng".repeat(24);
    let text = wide(Wide::default());
    let wrong = [
        text.replacen("ten: Nhận thức số 1", &format!("ten: {long}"), 1),
        text.replace("ten: Sở Nội vụ 1", &format!("ten: {long}")),
        text.replacen(
            "ten_ngan: cơ quan chuyên môn cấp tỉnh 1",
            &format!("ten_ngan: {long}"),
            1,
        ),
    ];
    for text in wrong {
        let found = problems(&text);
        assert!(!found.is_empty());
        for (code, at) in found {
            assert_eq!((code.as_str(), at.as_str()), ("TT011", long.as_str()));
        }
    }
}
