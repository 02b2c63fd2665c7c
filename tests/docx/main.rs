//! The DOCX writer, tested through what can be read back from its files.
#![allow(
    unreachable_pub,
    clippy::panic,
    reason = "a test's modules are seen by nobody else, and a test fails by panicking"
)]

#[path = "../common/mod.rs"]
mod common;
mod read;
mod round_trip;
mod sample;

use std::path::PathBuf;

use quyet_dinh::diagnostics::{SourceId, Span};
use quyet_dinh::document::*;
use quyet_dinh::drafting::DraftOptions;
use quyet_dinh::fonts::Fonts;
use quyet_dinh::{docx, pdf, style};

use read::{Node, part, parts};

fn fonts() -> Fonts {
    Fonts::built_in().expect("fonts are compiled in")
}

fn written(document: &Document) -> Vec<u8> {
    docx::write(document, &fonts()).expect("the document can be written")
}

/// Every document these tests make: samples, both shipped dossiers as draft and for signature, a long table.
fn documents() -> Vec<(String, Document)> {
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
    all
}

#[test]
fn reads_back_as_the_document() {
    for (name, document) in documents() {
        println!("{name}");
        round_trip::assert_same(&document, &written(&document));
    }
}

/// Leaves both files of every document in `target/tmp/docx`, for the validators of `scripts/validate.sh`.
#[test]
fn leaves_files_for_the_validators() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("docx");
    std::fs::create_dir_all(&folder).expect("target can be written");
    for (name, document) in documents() {
        let file = |ending: &str| folder.join(format!("{name}.{ending}"));
        std::fs::write(file("docx"), written(&document)).expect("target can be written");
        let bytes = pdf::write(&document, &fonts()).expect("the document can be written");
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
        for (_, text) in parts(&written(&document)) {
            read::tree(&text);
        }
    }
}

/// Only what OOXML demands stands empty: cells merged from above, the point-high paragraph after a
/// table, and nothing is typed where a line should be drawn.
#[test]
fn no_empty_paragraph_and_no_typed_line() {
    for (name, document) in documents() {
        let main = part(&written(&document), "word/document.xml");
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

#[test]
fn every_style_used_is_defined() {
    let styles = part(&written(&sample::everything()), "word/styles.xml");
    let known: Vec<&str> = styles
        .all("w:style")
        .iter()
        .filter_map(|s| s.attr("w:styleId"))
        .collect();
    for (name, document) in documents() {
        let bytes = written(&document);
        let main = part(&bytes, "word/document.xml");
        let used = main
            .all("w:pStyle")
            .into_iter()
            .chain(main.all("w:tblStyle"));
        for style in used.filter_map(|style| style.attr("w:val")) {
            assert!(known.contains(&style), "{name}: {style}");
        }
    }
    let mut unique = known.clone();
    unique.sort_unstable();
    unique.dedup();
    assert_eq!(unique.len(), known.len());
}

#[test]
fn headings_are_built_in_and_language_is_vietnamese() {
    let styles = part(&written(&sample::everything()), "word/styles.xml");
    let style = |id: &str| {
        let found = styles
            .all("w:style")
            .into_iter()
            .find(|s| s.attr("w:styleId") == Some(id));
        found.unwrap_or_else(|| panic!("no style {id}")).clone()
    };
    for (id, name, level) in [
        ("Heading1", "heading 1", "0"),
        ("Heading2", "heading 2", "1"),
        ("Heading3", "heading 3", "2"),
    ] {
        let heading = style(id);
        assert_eq!(
            heading.child("w:name").and_then(|n| n.attr("w:val")),
            Some(name)
        );
        assert_eq!(heading.attr("w:customStyle"), None);
        let outline = heading.path(&["w:pPr", "w:outlineLvl"]);
        assert_eq!(outline.and_then(|o| o.attr("w:val")), Some(level));
    }
    assert_eq!(style("Normal").attr("w:default"), Some("1"));
    let language = styles.all("w:lang")[0].clone();
    assert_eq!(language.attr("w:val"), Some("vi-VN"));
    assert_eq!(language.attr("w:eastAsia"), Some("vi-VN"));
}

/// The length of each drawn line, by its description.
fn drawn_lines(main: &Node) -> Vec<(String, f32)> {
    let anchors = main.all("wp:anchor");
    let line = |anchor: &&Node| {
        let what = anchor
            .child("wp:docPr")
            .and_then(|p| p.attr("descr"))
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

/// Typing the number once in Word fills the decision and the annex's reference line.
#[test]
fn facts_are_bound_to_one_part() {
    let document = common::document(common::SON_LA, &DraftOptions::default());
    let bytes = written(&document);
    let facts = part(&bytes, "customXml/item1.xml");
    let store = part(&bytes, "customXml/itemProps1.xml");
    let main = part(&bytes, "word/document.xml");
    let mut places = Vec::new();
    for control in main.all("w:sdt") {
        let binding = control
            .path(&["w:sdtPr", "w:dataBinding"])
            .expect("a binding");
        assert_eq!(binding.attr("w:storeItemID"), store.attr("ds:itemID"));
        let namespace = facts.attr("xmlns").expect("a namespace");
        assert_eq!(
            binding.attr("w:prefixMappings"),
            Some(&*format!("xmlns:v='{namespace}'"))
        );
        let tag = control
            .path(&["w:sdtPr", "w:tag"])
            .and_then(|t| t.attr("w:val"))
            .expect("a tag");
        assert_eq!(
            binding.attr("w:xpath"),
            Some(&*format!("/v:{}[1]/v:{tag}[1]", facts.name))
        );
        let fact = facts.child(tag).expect("the bound element");
        assert_eq!(control.printed(), fact.text, "{tag}");
        places.push(tag.to_owned());
    }
    for (tag, least) in [
        ("so", 2),
        ("ngay", 2),
        ("thang", 1),
        ("trichYeu", 1),
        ("nguoiKy", 1),
    ] {
        let found = places.iter().filter(|place| *place == tag).count();
        assert!(found >= least, "{tag}: {found}");
    }
    let mut numbers: Vec<_> = main
        .all("w:sdtPr")
        .iter()
        .map(|p| p.child("w:id").expect("an id").attr("w:val"))
        .map(|id| id.map(str::to_owned))
        .collect();
    let count = numbers.len();
    numbers.sort_unstable();
    numbers.dedup();
    assert_eq!(numbers.len(), count, "control numbers are unique");
}

/// Captions are numbered by SEQ, references are REF fields to a bookmark that holds the same words.
#[test]
fn captions_and_references_are_fields() {
    for (name, document) in documents() {
        let main = part(&written(&document), "word/document.xml");
        let mut bookmarks = std::collections::BTreeMap::new();
        let mut references = Vec::new();
        for paragraph in main.all("w:p") {
            let (mut open, mut instruction) = (None, None::<String>);
            for child in &paragraph.children {
                match child.name.as_str() {
                    "w:bookmarkStart" => open = child.attr("w:name").map(str::to_owned),
                    "w:bookmarkEnd" => open = None,
                    _ => {
                        let text = child.printed();
                        if let Some(bookmark) = &open {
                            bookmarks
                                .entry(bookmark.clone())
                                .or_insert_with(String::new)
                                .push_str(&text);
                        }
                        if let Some(found) = child.child("w:instrText") {
                            instruction = Some(found.text.clone());
                        }
                        if let Some(found) = instruction.take_if(|_| !text.is_empty()) {
                            references.push((found, text));
                        }
                    }
                }
            }
        }
        let mut numbers = 0;
        for (instruction, text) in references {
            let words: Vec<&str> = instruction.split_whitespace().collect();
            match words[0] {
                "REF" => assert_eq!(
                    bookmarks.get(words[1]),
                    Some(&text),
                    "{name}: {instruction}"
                ),
                "SEQ" => {
                    numbers += 1;
                    assert_eq!(text, numbers.to_string(), "{name}: what Word will count");
                }
                other => panic!("{name}: field {other}"),
            }
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
    }
    assert_eq!(sections[0].all("w:headerReference").len(), 2);
    assert!(sections[1].all("w:headerReference").is_empty(), "inherited");
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

#[test]
fn properties_name_the_document() {
    let document = sample::everything();
    let core = part(&written(&document), "docProps/core.xml");
    let text = |name: &str| {
        core.child(name)
            .unwrap_or_else(|| panic!("no {name}"))
            .text
            .clone()
    };
    assert_eq!(text("dc:title"), document.meta.title);
    assert_eq!(text("dc:subject"), document.meta.subject);
    assert_eq!(text("dc:creator"), document.meta.author);
    assert_eq!(text("cp:keywords"), "xếp hạng; R&D");
    assert_eq!(text("dc:language"), "vi-VN");
    assert_eq!(text("dcterms:created"), "2021-12-24T00:00:00Z");
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
        odd(0, vec![cell(0, 1, 1)]),
        odd(3, vec![cell(0, 9, 9), cell(1, 0, 0)]),
        odd(4, vec![cell(1, 2, 2), cell(0, 3, 1)]),
        odd(2, vec![]),
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
