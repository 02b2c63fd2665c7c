//! Number and date in every control, and nothing else changed, whoever saved the file last.
#![allow(
    unreachable_pub,
    clippy::panic,
    reason = "a test's modules are seen by nobody else, and a test fails by panicking"
)]

#[path = "docx_reader/made.rs"]
#[expect(dead_code, reason = "only whole packages are made here")]
mod made;

use std::io::{Cursor, Read};

use proptest::prelude::*;
use quyet_dinh::inner::docx_reader::{Block, Problem, WordFile, read};
use quyet_dinh::inner::filling::{DAY, Fact, Filled, MONTH, NUMBER, YEAR, fill};

use made::{main_part, package};

const FIXTURES: [&str; 6] = [
    "goc.docx",
    "libreoffice.docx",
    "libreoffice-theo-doi.docx",
    "onlyoffice.docx",
    "word.docx",
    "word-theo-doi.docx",
];

fn fixture(name: &str) -> Vec<u8> {
    let path = format!("{}/tests/fixtures/docx/{name}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read(path).expect("a fixture")
}

fn facts(number: &str) -> Vec<Fact> {
    let all = [(NUMBER, number), (DAY, "05"), (MONTH, "01"), (YEAR, "2027")];
    let facts = all.into_iter().map(|(name, value)| Fact {
        name,
        value: value.to_owned(),
    });
    facts.collect()
}

fn filled(bytes: &[u8], number: &str) -> (Filled, WordFile) {
    let filled = fill(bytes, &facts(number)).expect("it can be filled");
    let file = read(&filled.bytes).expect("it can be read");
    (filled, file)
}

/// Name and packed bytes of each entry, in order.
fn entries(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip");
    (0..zip.len())
        .map(|index| {
            let mut entry = zip.by_index_raw(index).expect("an entry");
            let mut packed = Vec::new();
            entry.read_to_end(&mut packed).expect("readable");
            (entry.name().to_owned(), packed)
        })
        .collect()
}

fn unpacked(bytes: &[u8], name: &str) -> String {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip");
    let mut text = String::new();
    let mut entry = zip.by_name(name).expect("the part");
    entry.read_to_string(&mut text).expect("UTF-8");
    text
}

/// The texts but for what stands in controls of number and date.
fn others(file: &WordFile) -> Vec<String> {
    let paragraphs = file.blocks.iter().flat_map(Block::paragraphs);
    let texts = paragraphs.map(|paragraph| {
        let dated = |tag: &str| [NUMBER, DAY, MONTH, YEAR].contains(&tag);
        let controls = paragraph.controls.iter().filter(|c| dated(&c.tag));
        controls.fold(paragraph.text.clone(), |text, control| {
            text.replacen(&control.text, "_", 1)
        })
    });
    texts.collect()
}

#[test]
fn every_control_is_filled_and_nothing_else_changes() {
    for name in FIXTURES {
        let bytes = fixture(name);
        let before = read(&bytes).expect("it can be read");
        let (filled, after) = filled(&bytes, "3203");
        for (fact, outcome) in facts("3203").iter().zip(&filled.facts) {
            assert_eq!((outcome.places, outcome.is_stored), (2, true), "{name}");
            assert_eq!(after.fact(fact.name), Some(&*fact.value), "{name}");
            let controls = after.controls().filter(|c| c.tag == fact.name);
            for control in controls {
                assert_eq!(control.text, fact.value, "{name}");
                assert!(!control.shows_placeholder, "{name}");
            }
        }
        assert_eq!(
            filled.facts[0].former, [""; 0],
            "{name}: blanks are no number"
        );
        assert_eq!(filled.facts[2].former, ["12"], "{name}");
        assert_eq!(others(&before), others(&after), "{name}");
        assert_eq!(before.changes, after.changes, "{name}");
        let (old, new) = (entries(&bytes), entries(&filled.bytes));
        assert_eq!(old.len(), new.len());
        for (old, new) in old.iter().zip(new) {
            assert_eq!(old.0, new.0, "{name}: the order");
            let is_ours = old.0 == "word/document.xml" || old.0.starts_with("customXml/item");
            assert!(is_ours || old.1 == new.1, "{name}: {}", old.0);
        }
    }
}

/// Taken apart at what is filled in, the part is the one that was there.
#[test]
fn in_the_parts_only_the_controls_change() {
    for name in FIXTURES {
        let bytes = fixture(name);
        let (filled, _) = filled(&bytes, "3203");
        let (old, new) = (
            unpacked(&bytes, "word/document.xml"),
            unpacked(&filled.bytes, "word/document.xml"),
        );
        let outside = |text: &str| {
            let mut outside = String::new();
            let mut rest = text;
            while let Some((before, control)) = rest.split_once("<w:sdt>") {
                outside.push_str(before);
                let (control, after) = control.split_once("</w:sdt>").expect("its end");
                let is_other = control.contains("trichYeu") || control.contains("nguoiKy");
                outside.push_str(if is_other { control } else { "_" });
                rest = after;
            }
            outside + rest
        };
        assert_eq!(outside(&old), outside(&new), "{name}");
    }
}

#[test]
fn another_number_takes_the_place_of_the_first() {
    for name in FIXTURES {
        let (first, _) = filled(&fixture(name), "3203");
        let (second, file) = filled(&first.bytes, "07");
        assert_eq!(second.facts[0].former, ["3203"], "{name}");
        assert_eq!(file.fact(NUMBER), Some("07"));
        // the same again changes nothing
        let (third, _) = filled(&second.bytes, "07");
        assert!(second.bytes == third.bytes, "{name}");
    }
}

/// A draft that is filled in is the file that is built with number and date.
#[test]
fn a_filled_draft_is_the_issued_file() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let run = |arguments: &[&str]| {
        let done = std::process::Command::new(env!("CARGO_BIN_EXE_quyetdinh"))
            .args(arguments)
            .current_dir(folder.path())
            .output()
            .expect("the program starts");
        assert!(done.status.success(), "{arguments:?}");
    };
    let date = ["--so", "7", "--ngay", "05/02/2022"];
    for dossier in ["data/son-la-2021.yaml", "templates/xep-hang/ho-so.yaml"] {
        let source = format!("{}/{dossier}", env!("CARGO_MANIFEST_DIR"));
        let build = ["build", &source, "--format", "docx", "--out"];
        run(&[&build[..], &["draft"]].concat());
        run(&[&build[..], &["issued"], &date].concat());
        let name = dossier
            .rsplit('/')
            .next()
            .expect("a name")
            .replace("yaml", "docx");
        let draft = format!("draft/{name}");
        run(&[&["dien", &draft, "--out", "filled"], &date[..]].concat());
        let part = |of: &str, part: &str| {
            let bytes = std::fs::read(folder.path().join(of).join(&name));
            unpacked(&bytes.expect("a file"), part)
        };
        for of in [
            "word/document.xml",
            "customXml/item1.xml",
            "word/glossary/document.xml",
        ] {
            assert_eq!(part("filled", of), part("issued", of), "{dossier}: {of}");
        }
    }
}

const STORE: &str =
    "<?xml version=\"1.0\"?><p:vanBan xmlns:p=\"urn:quyetdinh:van-ban:1\"><p:nam/></p:vanBan>";

fn around(body: &str, store: Option<&str>) -> Vec<u8> {
    let main = main_part(body);
    let mut parts = vec![("word/document.xml", main.as_str())];
    parts.extend(store.map(|store| ("customXml/item7.xml", store)));
    package(&parts)
}

fn number(content: &str) -> String {
    format!(
        "<w:sdt><w:sdtPr><w:rPr><w:b/></w:rPr><w:tag w:val=\"so\"/><w:showingPlcHdr/></w:sdtPr>{content}</w:sdt>"
    )
}

fn main_of(filled: &Filled) -> String {
    unpacked(&filled.bytes, "word/document.xml")
}

/// Programs write an empty control in many ways.
#[test]
fn controls_of_every_shape_are_filled() {
    let look = "<w:rPr><w:rStyle w:val=\"PlaceholderText\"/><w:i/></w:rPr>";
    let shapes = [
        (
            "",
            "<w:sdtContent><w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">3203</w:t></w:r></w:sdtContent>",
        ),
        (
            "<w:sdtContent/>",
            "<w:sdtContent><w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">3203</w:t></w:r></w:sdtContent>",
        ),
        (
            "<w:sdtContent></w:sdtContent>",
            "<w:sdtContent><w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">3203</w:t></w:r></w:sdtContent>",
        ),
        (
            "<w:sdtContent><w:r/></w:sdtContent>",
            "<w:sdtContent><w:r><w:t xml:space=\"preserve\">3203</w:t></w:r></w:sdtContent>",
        ),
        (
            &format!(
                "<w:sdtContent><w:r w:rsidR=\"1\">{look}<w:t>a</w:t><w:tab/></w:r><w:r><w:t>b</w:t></w:r></w:sdtContent>"
            ),
            "<w:sdtContent><w:r w:rsidR=\"1\"><w:rPr><w:i/></w:rPr><w:t xml:space=\"preserve\">3203</w:t></w:r><w:r></w:r></w:sdtContent>",
        ),
        // tracked changes stay open: what is deleted stays so, what is inserted is the number
        (
            "<w:sdtContent><w:del w:id=\"1\"><w:r><w:delText>1</w:delText></w:r></w:del><w:ins w:id=\"2\"><w:r><w:t>2</w:t></w:r></w:ins></w:sdtContent>",
            "<w:sdtContent><w:del w:id=\"1\"><w:r><w:delText>1</w:delText></w:r></w:del><w:ins w:id=\"2\"><w:r><w:t xml:space=\"preserve\">3203</w:t></w:r></w:ins></w:sdtContent>",
        ),
    ];
    for (old, new) in shapes {
        let bytes = around(&format!("<w:p>{}</w:p>", number(old)), Some(STORE));
        let (filled, file) = filled(&bytes, "3203");
        assert_eq!(filled.facts[0].places, 1);
        let main = main_of(&filled);
        assert!(main.contains(new), "{main}");
        assert!(!main.contains("showingPlcHdr"));
        assert_eq!(file.controls().next().expect("a control").text, "3203");
    }
    // around a paragraph, and around a cell
    for (before, after) in [("", ""), ("<w:tbl><w:tr>", "</w:tr></w:tbl>")] {
        let inner = match before {
            "" => "<w:p/>",
            _ => "<w:tc><w:p><w:pPr/></w:p></w:tc>",
        };
        let content = format!("<w:sdtContent>{inner}</w:sdtContent>");
        let body = format!("{before}{}{after}", number(&content));
        let (_, file) = filled(&around(&body, None), "3203");
        let text = &file.blocks[0].paragraphs()[0].text;
        assert_eq!(text, "3203");
    }
}

/// What is deleted stays as it is; of what is said twice for old programs both are filled, and one is counted.
#[test]
fn deleted_controls_stay_and_copies_follow() {
    let control = number("<w:sdtContent><w:r><w:t>1</w:t></w:r></w:sdtContent>");
    let body = format!(
        "<w:p><w:del>{control}</w:del><w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p>{control}</w:p></w:txbxContent></mc:Choice>\
         <mc:Fallback><w:txbxContent><w:p>{control}</w:p></w:txbxContent></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    );
    let (filled, _) = filled(&around(&body, Some(STORE)), "3203");
    assert_eq!(filled.facts[0].places, 1);
    let main = main_of(&filled);
    assert_eq!(
        main.matches("<w:t xml:space=\"preserve\">3203</w:t>")
            .count(),
        2
    );
    assert_eq!(main.matches("<w:t>1</w:t>").count(), 1);
}

#[test]
fn what_is_missing_is_told_and_the_rest_filled() {
    let body = format!("<w:p>{}</w:p>", number("<w:sdtContent/>"));
    let (filled_alone, _) = filled(&around(&body, None), "3203");
    assert!(!filled_alone.has_store);
    assert_eq!(
        (
            filled_alone.facts[0].places,
            filled_alone.facts[0].is_stored
        ),
        (1, false)
    );
    let (stored, file) = filled(&around("<w:p/>", Some(STORE)), "3203");
    assert_eq!(
        (stored.facts[0].places, stored.facts[0].is_stored),
        (0, true)
    );
    let part = unpacked(&stored.bytes, "customXml/item7.xml");
    assert!(
        part.contains("<p:nam>2027</p:nam><p:so>3203</p:so>"),
        "{part}"
    );
    assert_eq!(file.fact(MONTH), Some("01"));
    let (nothing, _) = filled(&around("<w:p/>", None), "3203");
    assert!(nothing.facts.iter().all(|o| o.places == 0 && !o.is_stored));
}

/// A number typed beside its control would be read as part of it.
#[test]
fn figures_beside_a_control_are_told() {
    let control = number("<w:sdtContent/>");
    let run = |text: &str| format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>");
    for (before, after, expected) in [
        ("Số: ", "/QĐ-UBND", false),
        ("Số: 32", "/QĐ-UBND", true),
        ("Số: ", "03/QĐ-UBND", true),
        ("7", "", true),
        ("", "", false),
    ] {
        let mark = "<w:proofErr w:type=\"gramStart\"/>";
        let deleted = "<w:del><w:r><w:delText>9</w:delText></w:r></w:del>";
        let body = format!(
            "<w:p>{}{mark}{deleted}{control}{deleted}{mark}<w:ins>{}</w:ins></w:p>",
            run(before),
            run(after)
        );
        let (filled, _) = filled(&around(&body, None), "3203");
        let found = filled.facts[0].has_figures_beside;
        assert_eq!(found, expected, "{before}_{after}");
    }
}

#[test]
fn another_prefix_is_kept() {
    let uri = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    let main = format!(
        "<document xmlns=\"{uri}\" xmlns:n=\"{uri}\"><body><p><sdt><sdtPr><tag n:val=\"so\"/></sdtPr><sdtContent/></sdt></p></body></document>"
    );
    let bytes = package(&[("word/document.xml", &format!("\u{feff}{main}"))]);
    let (filled, file) = filled(&bytes, "3203");
    assert_eq!(file.blocks[0].paragraphs()[0].text, "3203");
    assert!(
        main_of(&filled).starts_with("\u{feff}<document"),
        "its mark stays"
    );
}

#[test]
fn what_is_no_docx_is_refused() {
    assert_eq!(fill(b"x", &facts("1")).err(), Some(Problem::NotWord));
    let cut = &fixture("goc.docx")[..7000];
    assert_eq!(fill(cut, &facts("1")).err(), Some(Problem::Damaged));
}

proptest! {
    /// Whatever byte is changed, the file is filled or refused.
    #[test]
    fn no_file_brings_it_down(at in 0_usize..14_000, with in any::<u8>()) {
        let mut bytes = fixture("goc.docx");
        bytes[at] ^= with;
        if let Ok(filled) = fill(&bytes, &facts("3203")) {
            prop_assert!(read(&filled.bytes).is_ok());
        }
    }
}
