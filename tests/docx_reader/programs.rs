//! One decision as four programs save it (`tests/fixtures/docx`).

use quyet_dinh::inner::docx_reader::{Block, WordFile, read};

fn fixture(name: &str) -> WordFile {
    let path = format!("{}/tests/fixtures/docx/{name}", env!("CARGO_MANIFEST_DIR"));
    read(&std::fs::read(path).expect("a fixture")).expect("it can be read")
}

const OTHERS: [&str; 4] = [
    "libreoffice.docx",
    "onlyoffice.docx",
    "word.docx",
    "word-theo-doi.docx",
];

/// What a reader sees of a block: style and text of paragraphs, the grid of tables.
fn seen(block: &Block) -> String {
    match block {
        Block::Paragraph(paragraph) => format!("{}: {}", paragraph.style, paragraph.text),
        Block::Table(table) => {
            let mut text = String::new();
            for row in &table.rows {
                text.push_str(if row.is_header { "header " } else { "row " });
                for cell in &row.cells {
                    let blocks: Vec<String> = cell.blocks.iter().map(seen).collect();
                    text.push_str(&format!(
                        "[{} {} {}]",
                        cell.grid_span,
                        cell.continues_above,
                        blocks.join(" / ")
                    ));
                }
                text.push('\n');
            }
            text
        }
    }
}

fn all_seen(blocks: &[Block]) -> Vec<String> {
    blocks.iter().map(seen).collect()
}

#[test]
fn the_text_is_the_same_whoever_saved_it() {
    let own = fixture("goc.docx");
    assert!(own.blocks.len() > 25, "all of it is read");
    for name in OTHERS {
        let other = fixture(name);
        let (own, other) = (all_seen(&own.blocks), all_seen(&other.blocks));
        for (own, other) in own.iter().zip(&other) {
            assert_eq!(own, other, "{name}");
        }
        assert_eq!(own.len(), other.len(), "{name}");
    }
}

/// Where paragraphs were joined LibreOffice gives the new one the first one's style; the text is the same.
#[test]
fn tracked_changes_read_the_same_whoever_saved_them() {
    let texts = |name: &str| {
        let blocks = fixture(name).blocks;
        let paragraphs = blocks.iter().flat_map(Block::paragraphs);
        paragraphs.map(|p| p.text.clone()).collect::<Vec<_>>()
    };
    assert_eq!(texts("libreoffice-theo-doi.docx"), texts("goc.docx"));
    let changes = fixture("libreoffice-theo-doi.docx").changes;
    assert!(changes.count() > 5);
    assert_eq!(changes.authors, ["Lê Lãnh Đạo", "Trần Thị Văn Thư"]);
}

#[test]
fn controls_are_known_whoever_saved_them() {
    let own = fixture("goc.docx");
    let shown = |file: &WordFile| {
        let controls = file.controls();
        let all = controls.map(|control| (control.tag.clone(), control.text.clone()));
        all.collect::<Vec<_>>()
    };
    let tags: Vec<String> = shown(&own).into_iter().map(|(tag, _)| tag).collect();
    let expected = [
        "so", "ngay", "thang", "nam", "trichYeu", "nguoiKy", "so", "ngay", "thang", "nam",
    ];
    assert_eq!(tags, expected);
    for name in OTHERS {
        assert_eq!(shown(&own), shown(&fixture(name)), "{name}");
    }
    // LibreOffice forgets that blanks are a placeholder
    let placeholders = |file: &WordFile| file.controls().filter(|c| c.shows_placeholder).count();
    assert_eq!(placeholders(&own), 4);
    assert_eq!(placeholders(&fixture("word.docx")), 4);
    assert_eq!(placeholders(&fixture("onlyoffice.docx")), 4);
    assert_eq!(placeholders(&fixture("libreoffice.docx")), 0);
}

/// The part beside the text is found under any name, and blanks in it are no value.
#[test]
fn facts_are_found_whoever_saved_them() {
    let own = fixture("goc.docx");
    assert_eq!(own.fact("so"), Some(""));
    assert_eq!(own.fact("thang"), Some("12"));
    assert_eq!(own.fact("nguoiKy"), Some("Nguyễn Văn Mẫu"));
    for name in OTHERS {
        assert_eq!(own.facts, fixture(name).facts, "{name}");
    }
}

/// LibreOffice drops what a table is called for those who cannot see it.
#[test]
fn tables_are_named_where_the_name_is_kept() {
    let titles = |name: &str| {
        let blocks = fixture(name).blocks.into_iter();
        let titles = blocks.filter_map(|block| match block {
            Block::Table(table) => table.title,
            Block::Paragraph(_) => None,
        });
        titles.collect::<Vec<_>>()
    };
    let own = titles("goc.docx");
    assert_eq!(own.len(), 2);
    assert!(own[0].starts_with("Bảng 1. "), "{own:?}");
    assert_eq!(titles("word.docx"), own);
    assert_eq!(titles("onlyoffice.docx"), own);
    assert_eq!(titles("libreoffice.docx"), [""; 0]);
}

#[test]
fn the_program_that_saved_it_is_named() {
    let program = |name: &str| fixture(name).program.expect("a program");
    assert_eq!(program("goc.docx").name, "quyetdinh");
    assert!(
        program("libreoffice.docx")
            .name
            .starts_with("LibreOffice/7.4")
    );
    assert!(program("onlyoffice.docx").name.starts_with("ONLYOFFICE/10"));
    let word = program("word.docx");
    assert_eq!(word.name, "Microsoft Office Word");
    assert_eq!(word.version.as_deref(), Some("16.0000"));
}

#[test]
fn changes_are_counted_with_who_made_them() {
    let changes = fixture("word-theo-doi.docx").changes;
    assert_eq!(
        (changes.insertions, changes.deletions, changes.formatting),
        (2, 5, 1)
    );
    assert_eq!(changes.count(), 8);
    assert_eq!(changes.authors, ["Lê Lãnh Đạo", "Trần Thị Văn Thư"]);
    for name in [
        "goc.docx",
        "libreoffice.docx",
        "onlyoffice.docx",
        "word.docx",
    ] {
        assert_eq!(fixture(name).changes.count(), 0, "{name}");
    }
}
