//! Tables that fit: no number and no syllable is ever broken, however wide a table is.

mod common;

use common::wide::{Wide, wide};
use quyet_dinh::diagnostics::{Diagnostics, Sources, render};
use quyet_dinh::document::{Block, Column, Document, Meaning, Orientation, Table};
use quyet_dinh::drafting::DraftOptions;
use quyet_dinh::fit::fit;
use quyet_dinh::fonts::Fonts;
use quyet_dinh::lines::break_lines;
use quyet_dinh::pdf::layout::{Item, Mark, layout};
use quyet_dinh::pipeline::{self, Workshop};
use quyet_dinh::style::{self, page, table as rules};
use quyet_dinh::units::Pt;

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
