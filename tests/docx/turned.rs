//! Tables on turned pages, wherever they may stand.

use quyet_dinh::inner::document::*;
use quyet_dinh::inner::docx;

use crate::common::{self, wide};
use crate::read::{Node, part};
use crate::sample::{annex, decision, of_sections};
use crate::{fonts, written};

/// A table that needs turned pages, of so many columns of figures and so many rows.
fn table(id: &str, figures: usize, rows: usize) -> Table {
    let cell = |role, column: usize, text: String| Cell {
        content: CellContent::Text(Paragraph::plain(role, text)),
        column,
        column_span: 1,
        row_span: 1,
        align: CellAlign::Center,
        scope: (role == Role::TableHeader).then_some(Scope::Column),
    };
    let all = figures + 3;
    let row = |role, text: &dyn Fn(usize) -> String| Row {
        cells: (0..all).map(|at| cell(role, at, text(at))).collect(),
        keep_with_next: false,
    };
    let figures = std::iter::repeat_n(Column::Figures, figures);
    Table {
        id: id.into(),
        kind: TableKind::Detail,
        asked: Vec::new(),
        columns: [Column::Position, Column::Name]
            .into_iter()
            .chain(figures)
            .chain([Column::Total])
            .collect(),
        header: vec![row(Role::TableHeader, &|at| format!("Chỉ số {at}"))],
        body: (0..rows)
            .map(|n| row(Role::TableCell, &|at| format!("{n}{at},25")))
            .collect(),
        caption: None,
        summary: "Bảng rộng".into(),
        origin: None,
        layout: TableLayout::default(),
    }
}

fn captioned(number: usize, figures: usize, rows: usize) -> Block {
    Block::Table(Table {
        caption: Some(Paragraph::of_runs(
            Role::Caption,
            vec![
                Run::plain("Bảng "),
                Run::of(Meaning::CaptionNumber, number.to_string()),
                Run::plain(". Bảng rộng"),
            ],
        )),
        ..table(&format!("rong-{number}"), figures, rows)
    })
}

fn bare(id: &str) -> Block {
    Block::Table(table(id, 12, 3))
}

fn text(role: Role, words: &str) -> Block {
    let mut paragraph = Paragraph::plain(role, words);
    paragraph.keep_with_next = role == Role::Body;
    Block::Paragraph(paragraph)
}

/// A draft with turned tables first and last in an annex, right after a heading, with one paragraph
/// between them, with none, over several pages and in parts.
pub fn turned() -> Document {
    let mut document = of_sections(vec![
        decision(vec![captioned(1, 12, 2)]),
        annex(vec![
            bare("a"),
            text(Role::Heading1, "A. Đề mục"),
            captioned(2, 12, 3),
            text(Role::Body, "Một đoạn giữa hai bảng:"),
            captioned(3, 12, 40),
            bare("b"),
            bare("c"),
            captioned(4, 25, 30),
            text(Role::Body, "Cuối cùng:"),
            captioned(5, 12, 4),
        ]),
        annex(vec![
            text(Role::Body, "Phụ lục sau."),
            captioned(6, 12, 3),
            text(Role::Body, "Hết./."),
        ]),
        annex(vec![bare("d")]),
    ]);
    document.draft_mark = Some("DỰ THẢO".into());
    document
}

/// Each stretch of pages: whether it is turned, and whether it opens a section (P5).
fn stretches(main: &Node) -> Vec<(bool, bool)> {
    let found = main.all("w:sectPr").into_iter().map(|section| {
        let size = section.child("w:pgSz").expect("a size");
        let turned = size.attr("w:orient") == Some("landscape");
        let (width, height) = (size.attr("w:w"), size.attr("w:h"));
        let expected = if turned {
            ["16838", "11906"]
        } else {
            ["11906", "16838"]
        };
        assert_eq!([width, height], expected.map(Some));
        let opens = section.child("w:pgNumType").is_some();
        assert_eq!(opens, section.child("w:titlePg").is_some());
        (turned, opens)
    });
    found.collect()
}

#[test]
fn turned_pages_go_on_with_the_numbers_and_no_page_is_empty() {
    let main = part(&written(&turned()), "word/document.xml");
    let shown: String = stretches(&main)
        .into_iter()
        .map(|(turned, opens)| match (turned, opens) {
            (false, true) => " |",
            (true, true) => " =",
            (false, false) => "|",
            (true, false) => "=",
        })
        .collect();
    // decision with its signature below the table; annexes
    assert_eq!(shown.trim(), "|=| =|=|=|= |=| =");
}

#[test]
fn parts_repeat_the_number_and_keep_bookmarks_apart() {
    let main = part(&written(&turned()), "word/document.xml");
    let captions: Vec<String> = main
        .all("w:p")
        .iter()
        .filter(|p| p.path(&["w:pPr", "w:pStyle"]).and_then(|s| s.attr("w:val")) == Some("Caption"))
        .map(|p| p.printed())
        .collect();
    let fourth: Vec<&String> = captions
        .iter()
        .filter(|c| c.starts_with("Bảng 4"))
        .collect();
    assert_eq!(
        fourth,
        ["Bảng 4. Bảng rộng", "Bảng 4 (tiếp theo). Bảng rộng"]
    );
    let fields: Vec<String> = main
        .all("w:instrText")
        .iter()
        .map(|f| f.text.clone())
        .collect();
    assert_eq!(
        fields
            .iter()
            .filter(|f| *f == "SEQ Bảng \\c \\* ARABIC")
            .count(),
        1
    );
    let mut names: Vec<&str> = Vec::new();
    let starts = main.all("w:bookmarkStart");
    names.extend(starts.iter().filter_map(|start| start.attr("w:name")));
    let count = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), count);
}

/// In tracked changes sections are always the new document's.
#[test]
fn sections_of_a_revised_file_are_the_new_ones() {
    let few = common::document(&wide::wide(wide::Wide::default()), &Default::default());
    let many = wide::Wide {
        indicators: 30,
        ..wide::Wide::default()
    };
    let many = common::document(&wide::wide(many), &Default::default());
    for (old, new) in [(&few, &many), (&many, &few)] {
        let by = docx::Reviser {
            author: "A".into(),
            date: (2026, 1, 1),
        };
        let revised = docx::write_revised(old, new, &by, &fonts()).expect("can be written");
        let of = |file: &[u8]| stretches(&part(file, "word/document.xml"));
        assert_eq!(of(&revised), of(&written(new)));
    }
}
