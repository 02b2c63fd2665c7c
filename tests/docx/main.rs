//! The DOCX writer, tested through what can be read back from its files.
#![allow(
    unreachable_pub,
    clippy::panic,
    reason = "a test's modules are seen by nobody else, and a test fails by panicking"
)]

#[path = "../common/mod.rs"]
mod common;
mod editing;
mod foot;
mod read;
mod resolve;
mod revised;
mod round_trip;
mod sample;
mod turned;

use std::path::PathBuf;
use std::sync::LazyLock;

use quyet_dinh::inner::diagnostics::{SourceId, Span};
use quyet_dinh::inner::document::*;
use quyet_dinh::inner::drafting::DraftOptions;
use quyet_dinh::inner::fonts::Fonts;
use quyet_dinh::inner::{docx, pdf, style};

use read::{Node, part, parts};

fn fonts() -> Fonts {
    Fonts::built_in().expect("fonts are compiled in")
}

fn written(document: &Document) -> Vec<u8> {
    docx::write(document, &fonts()).expect("the document can be written")
}

/// Every document these tests make: samples, both shipped dossiers as draft and for signature, a long table.
fn documents() -> &'static [(String, Document)] {
    static ALL: LazyLock<Vec<(String, Document)>> = LazyLock::new(all_documents);
    &ALL
}

fn all_documents() -> Vec<(String, Document)> {
    let mut all: Vec<(String, Document)> = sample::all()
        .into_iter()
        .map(|(name, document)| (name.to_owned(), document))
        .collect();
    for (name, text) in [
        ("son-la-2021", common::SON_LA),
        ("mau-chi-tiet", common::DETAILED),
    ] {
        let document = common::document(text, &DraftOptions::default());
        all.push((name.to_owned(), document.clone()));
        let draft = Document {
            draft_mark: Some("DỰ THẢO".into()),
            ..document
        };
        all.push((format!("{name}-du-thao"), draft));
    }
    let long = common::document(&common::many_agencies(300), &DraftOptions::default());
    all.push(("300-co-quan".to_owned(), long));
    all.extend(foot::all());
    all.push(("trang-ngang".to_owned(), turned::turned()));
    for (name, text) in common::wide::all() {
        let document = common::document(&text, &DraftOptions::default());
        all.push((name.to_owned(), document));
    }
    all
}

#[test]
fn reads_back_as_the_document() {
    for (name, document) in documents() {
        println!("{name}");
        round_trip::assert_same(document, &written(document));
    }
}

/// Leaves both files of every document in `target/tmp/docx`, for the validators of `scripts/validate.sh`.
#[test]
fn leaves_files_for_the_validators() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("docx");
    std::fs::create_dir_all(&folder).expect("target can be written");
    let long_articles = [("dieu-dai".to_owned(), foot::long_articles())];
    for (name, document) in documents().iter().chain(&long_articles) {
        let file = |ending: &str| folder.join(format!("{name}.{ending}"));
        std::fs::write(file("docx"), written(document)).expect("target can be written");
        let bytes = pdf::write(document, &fonts()).expect("the document can be written");
        std::fs::write(file("pdf"), bytes).expect("target can be written");
    }
}

#[test]
fn same_document_same_bytes() {
    let document = sample::everything();
    assert!(written(&document) == written(&document));
    let other_thread = std::thread::spawn(|| written(&sample::everything()));
    assert!(written(&document) == other_thread.join().expect("no panic"));
}

#[test]
fn package_is_compressed_and_small() {
    let document = common::document(common::SON_LA, &DraftOptions::default());
    let bytes = written(&document);
    assert!(bytes.len() <= 25_000, "{} bytes", bytes.len());
    let names: Vec<String> = parts(&bytes).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names[0], "[Content_Types].xml");
    assert_eq!(names[1], "_rels/.rels");
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&bytes)).expect("a zip archive");
    for index in 0..archive.len() {
        let file = archive.by_index(index).expect("an entry");
        assert_eq!(file.compression(), zip::CompressionMethod::Deflated);
        let time = file.last_modified().expect("a time");
        assert_eq!(
            (time.year(), time.month(), time.day(), time.hour()),
            (1980, 1, 1, 0)
        );
    }
}

#[test]
fn every_part_is_well_formed() {
    for (_, document) in documents() {
        for (_, text) in parts(&written(document)) {
            read::tree(&text);
        }
    }
}

/// Only what OOXML demands stands empty: cells merged from above, the low paragraph after a
/// table, and nothing is typed where a line should be drawn.
#[test]
fn no_empty_paragraph_and_no_typed_line() {
    for (name, document) in documents() {
        let main = part(&written(document), "word/document.xml");
        for paragraph in main.all("w:p") {
            let style = paragraph
                .path(&["w:pPr", "w:pStyle"])
                .and_then(|s| s.attr("w:val"));
            let text = paragraph.printed();
            let merged = style.is_some_and(|style| style.starts_with("NoiDungBang"));
            assert!(
                !text.is_empty() || merged || style == Some("SauBang"),
                "{name}: {style:?}"
            );
            assert!(
                !text.contains("--") && !text.contains("__"),
                "{name}: {text}"
            );
        }
        assert!(main.all("w:u").is_empty(), "{name}: underlined");
        assert!(main.all("w:br").is_empty(), "{name}: a break");
    }
}

/// The length of each drawn line, by its name.
fn drawn_lines(main: &Node) -> Vec<(String, f32)> {
    let anchors = main.all("wp:anchor");
    let line = |anchor: &&Node| {
        let what = anchor
            .child("wp:docPr")
            .and_then(|p| p.attr("name"))
            .unwrap_or_default();
        let emu = anchor
            .child("wp:extent")
            .and_then(|e| e.attr("cx"))
            .expect("a length");
        (
            what.to_owned(),
            emu.parse::<f32>().expect("a number") / 12_700.0,
        )
    };
    anchors.iter().map(line).collect()
}

/// C3: as long as the motto; C6, C11: a third to a half of the last line.
#[test]
fn drawn_lines_follow_the_text() {
    let document = common::document(common::SON_LA, &DraftOptions::default());
    let lines = drawn_lines(&part(&written(&document), "word/document.xml"));
    let fonts = fonts();
    let width = |role, text: &str| {
        let look = style::paragraph(role);
        fonts.face(look.bold, look.italic).width(text, look.size).0
    };
    let length = |what: &str| lines.iter().find(|(name, _)| name == what).expect(what).1;
    let motto = width(Role::Motto, "Độc lập - Tự do - Hạnh phúc");
    assert!((length("Đường kẻ dưới tiêu ngữ") - motto).abs() < 0.1);
    let issuer =
        length("Đường kẻ dưới tên cơ quan ban hành") / width(Role::IssuingBody, "TỈNH SƠN LA");
    assert!((1.0 / 3.0..=0.5).contains(&issuer), "{issuer}");
    let last = width(Role::Subject, "các cơ quan nhà nước tỉnh Sơn La năm 2021");
    let subject = length("Đường kẻ dưới trích yếu") / last;
    assert!((1.0 / 3.0..=0.5).contains(&subject), "{subject}");
}

/// A drawn line hangs on the last line of the text above it, wherever that comes to stand: its anchor ends
/// the paragraph, and it starts below that line. Readers without Word's shapes draw it, too; it is nothing
/// that must be told to who cannot see it.
#[test]
fn drawn_lines_hang_on_the_last_line() {
    for (name, document) in documents() {
        let main = part(&written(document), "word/document.xml");
        for paragraph in main.all("w:p") {
            let id = paragraph
                .path(&["w:pPr", "w:pStyle"])
                .and_then(|s| s.attr("w:val"));
            let role = [
                Role::Motto,
                Role::IssuingBody,
                Role::Subject,
                Role::AnnexReference,
            ]
            .into_iter()
            .find(|role| Some(style::paragraph(*role).id) == id);
            let anchors = paragraph.all("wp:anchor");
            let (Some(role), [anchor]) = (role, anchors.as_slice()) else {
                continue;
            };
            let down = anchor.child("wp:positionV").expect("a place");
            assert_eq!(down.attr("relativeFrom"), Some("line"), "{name}");
            let offset: f32 = down.all("wp:posOffset")[0].text.parse().expect("a number");
            let look = style::paragraph(role);
            let fonts = fonts();
            let face = fonts.face(look.bold, look.italic);
            let line = face.ascent(look.size) + face.descent(look.size) + face.line_gap(look.size);
            let below = offset / 12_700.0 - line.0 - style::RULE_GAP.0;
            assert!(below.abs() < 0.06, "{name}: {below} pt off");
            let last = paragraph.children.last().expect("the anchor");
            assert_eq!(
                last.all("wp:anchor").len(),
                1,
                "{name}: text after the anchor"
            );
            let fallback = last.path(&["mc:AlternateContent", "mc:Fallback", "w:pict", "v:line"]);
            assert!(fallback.is_some(), "{name}");
            let properties = anchor.child("wp:docPr").expect("properties");
            let decorative = properties.all("adec:decorative");
            assert_eq!(decorative[0].attr("val"), Some("1"));
            assert_eq!(properties.attr("descr"), None);
        }
    }
}

/// P4, P5, and the draft mark on every page of every section.
#[test]
fn sections_number_their_pages_and_carry_the_draft_mark() {
    let bytes = written(&sample::everything());
    let main = part(&bytes, "word/document.xml");
    let sections = main.all("w:sectPr");
    assert_eq!(sections.len(), 2);
    for section in &sections {
        assert_eq!(
            section.child("w:type").and_then(|t| t.attr("w:val")),
            Some("nextPage")
        );
        assert_eq!(
            section.child("w:pgNumType").and_then(|t| t.attr("w:start")),
            Some("1")
        );
        assert!(section.child("w:titlePg").is_some());
        assert_eq!(section.all("w:headerReference").len(), 2);
    }
    for header in ["word/header1.xml", "word/header2.xml"] {
        let header = part(&bytes, header);
        let mark = header
            .all("v:textpath")
            .into_iter()
            .find_map(|path| path.attr("string"));
        assert_eq!(mark, Some("DỰ THẢO LẦN 2"));
    }
    assert_eq!(
        part(&bytes, "word/header1.xml").all("w:instrText")[0].text,
        "PAGE"
    );
    let plain = written(&sample::page_breaks());
    assert!(
        !parts(&plain)
            .iter()
            .any(|(name, _)| name == "word/header2.xml")
    );
    assert!(
        part(&plain, "word/header1.xml")
            .all("v:textpath")
            .is_empty()
    );
}

/// A character that XML cannot hold is refused at the line it was written on.
#[test]
fn forbidden_characters_are_named() {
    let span = Span {
        source: SourceId(0),
        start: 5,
        end: 9,
    };
    for letter in ['\u{0}', '\u{1}', '\u{b}', '\u{1f}', '\u{fffe}', '\u{ffff}'] {
        let mut paragraph = Paragraph::plain(Role::Body, format!("chữ{letter}hỏng"));
        paragraph.origin = Some(span);
        let document = sample::of_sections(vec![sample::annex(vec![Block::Paragraph(paragraph)])]);
        let found = docx::write(&document, &fonts()).expect_err("cannot be written");
        let problem = found.iter().next().expect("a diagnostic");
        assert_eq!((problem.code, problem.span), ("TT050", Some(span)));
        assert!(
            problem
                .message
                .contains(&format!("U+{:04X}", u32::from(letter))),
            "{}",
            problem.message
        );
    }
}

/// Rows repeat, never split, and stay together where the document asks; the last row stays with
/// the caption.
#[test]
fn rows_stay_where_they_belong() {
    let main = part(&written(&sample::page_breaks()), "word/document.xml");
    let table = &main.all("w:tbl")[0];
    let rows = table.all("w:tr");
    assert!(
        rows.iter()
            .all(|row| row.path(&["w:trPr", "w:cantSplit"]).is_some())
    );
    let kept = |row: &Node| {
        row.all("w:pPr")
            .iter()
            .all(|properties| properties.child("w:keepNext").is_some())
    };
    let expected = sample::standings("x", 12, "1").body;
    for (row, expected) in rows[1..rows.len() - 1].iter().zip(&expected) {
        assert_eq!(kept(row), expected.keep_with_next, "{}", row.printed());
    }
    assert!(kept(rows[0]) && kept(rows[rows.len() - 1]));
}

/// Places where a line may end are marked, and the paragraph set flush left, only where an address is
/// parted.
#[test]
fn addresses_are_marked_only_where_one_is_parted() {
    let main = part(&written(&sample::addresses()), "word/document.xml");
    let mut marked = Vec::new();
    for paragraph in main.all("w:p") {
        let left = paragraph
            .path(&["w:pPr", "w:jc"])
            .and_then(|jc| jc.attr("w:val"));
        let has_marks = paragraph.printed().contains('\u{200b}');
        let in_cell = paragraph.printed().contains("www");
        assert_eq!(
            has_marks,
            left == Some("left") || in_cell,
            "{}",
            paragraph.printed()
        );
        marked.push(has_marks);
        assert!(!paragraph.printed().contains("/\u{200b}/"));
        assert!(!paragraph.printed().contains("64/\u{200b}"));
    }
    // basis, article, body and item, and one cell
    assert_eq!(marked.iter().filter(|has| **has).count(), 5);
    let plain = part(&written(&sample::everything()), "word/document.xml");
    assert!(!plain.printed().contains('\u{200b}'));
}

#[test]
fn odd_documents_do_not_panic() {
    let cell = |column, column_span, row_span| Cell {
        content: CellContent::Text(Paragraph::plain(Role::TableCell, "")),
        column,
        column_span,
        row_span,
        align: CellAlign::Left,
        scope: None,
    };
    let odd = |columns, cells: Vec<Cell>| {
        let row = Row {
            cells,
            keep_with_next: true,
        };
        Block::Table(Table {
            columns,
            header: vec![],
            body: vec![row.clone(), row],
            caption: None,
            ..sample::standings("a", 0, "1")
        })
    };
    let blocks = vec![
        odd(vec![Column::Text; 0], vec![cell(0, 1, 1)]),
        odd(vec![Column::Text; 3], vec![cell(0, 9, 9), cell(1, 0, 0)]),
        odd(vec![Column::Text; 4], vec![cell(1, 2, 2), cell(0, 3, 1)]),
        odd(vec![Column::Text; 2], vec![]),
        Block::List(vec![]),
    ];
    for sections in [
        vec![],
        vec![sample::annex(vec![])],
        vec![sample::annex(blocks.clone()), sample::annex(blocks)],
    ] {
        for (_, text) in parts(&written(&sample::of_sections(sections))) {
            read::tree(&text);
        }
    }
}
