//! Hand edits of every kind, found with their place, whichever program saved the file.

#![allow(clippy::panic, reason = "a test fails by panicking")]

mod common;

use std::io::{Cursor, Read, Write};

use common::RANKING;
use quyet_dinh::inner::docx;
use quyet_dinh::inner::docx_reader::{self, WordFile};
use quyet_dinh::inner::drafting::DraftOptions;
use quyet_dinh::inner::fonts::Fonts;
use quyet_dinh::inner::hand_edits::{self, Edit};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// The starter's decision as it is written.
fn written() -> Vec<u8> {
    let document = common::document(RANKING, &DraftOptions::default());
    let fonts = Fonts::built_in().expect("compiled in");
    docx::write(&document, &fonts).expect("sound")
}

fn read(bytes: &[u8]) -> WordFile {
    docx_reader::read(bytes).unwrap_or_else(|problem| panic!("{problem:?}"))
}

/// The file with its main part changed.
fn edited(edits: &[(&str, &str)]) -> Vec<u8> {
    let bytes = written();
    let mut zip = ZipArchive::new(Cursor::new(bytes)).expect("a zip");
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..zip.len() {
        let mut file = zip.by_index(at).expect("a part");
        let name = file.name().to_owned();
        let mut text = String::new();
        file.read_to_string(&mut text).expect("text");
        if name == "word/document.xml" {
            for (old, new) in edits {
                assert!(text.contains(old), "nothing to edit: {old}");
                text = text.replacen(old, new, 1);
            }
        }
        out.start_file(name, SimpleFileOptions::default())
            .expect("a part");
        out.write_all(text.as_bytes()).expect("memory");
    }
    out.finish().expect("memory").into_inner()
}

/// What differs, a line each: `số` for figures, place, as expected, as found.
fn told(edits: &[Edit]) -> Vec<String> {
    let shown = |text: &Option<String>| text.clone().unwrap_or_else(|| "–".to_owned());
    let lines = edits.iter().map(|edit| {
        let kind = if edit.is_figure { "số" } else { "chữ" };
        let (expected, found) = (shown(&edit.expected), shown(&edit.found));
        format!("{kind} | {} | {expected} | {found}", edit.place)
    });
    lines.collect()
}

fn found(edits: &[(&str, &str)]) -> Vec<String> {
    told(&hand_edits::compare(
        &read(&written()),
        &read(&edited(edits)),
    ))
}

#[test]
fn nothing_changed_is_nothing_told() {
    assert!(found(&[]).is_empty());
    let written = read(&written());
    for name in [
        "goc",
        "libreoffice",
        "word",
        "word-theo-doi",
        "libreoffice-theo-doi",
    ] {
        let path = format!(
            "{}/tests/fixtures/docx/{name}.docx",
            env!("CARGO_MANIFEST_DIR")
        );
        let saved = read(&std::fs::read(path).expect("a fixture"));
        let edits = hand_edits::compare(&written, &saved);
        assert!(edits.is_empty(), "{name}: {:?}", told(&edits));
    }
}

#[test]
fn a_word_a_number_a_date() {
    assert_eq!(
        found(&[("Thủ trưởng các sở", "Giám đốc các sở")]),
        [
            "chữ | Điều 3 | Điều 3. Chánh Văn phòng Ủy ban nhân dân tỉnh; Thủ trưởng các sở, ban, ngành; Chủ tịch Ủy ban nhân dân các xã, phường chịu trách nhiệm thi hành Quyết định này./. | Điều 3. Chánh Văn phòng Ủy ban nhân dân tỉnh; Giám đốc các sở, ban, ngành; Chủ tịch Ủy ban nhân dân các xã, phường chịu trách nhiệm thi hành Quyết định này./."
        ]
    );
    let [number] = &found(&[("là 87,2/100", "là 87,9/100")])[..] else {
        panic!("one edit");
    };
    assert!(
        number.starts_with("số | ") && number.contains("87,9/100"),
        "{number}"
    );
    let [date] = &found(&[("ngày 10/02/2026", "ngày 12/02/2026")])[..] else {
        panic!("one edit");
    };
    assert!(date.starts_with("số |  | Căn cứ"), "{date}");
}

#[test]
fn a_cell_and_a_row() {
    assert_eq!(
        found(&[("02 (88,2)", "02 (89,2)")]),
        ["số | Bảng 1, dòng “Sở Tài chính”, cột “Xếp hạng (điểm)” | 02 (88,2) | 02 (89,2)"]
    );
    let text = String::from_utf8(main_part()).expect("text");
    let at = text.find("Sở Y tế").expect("a row");
    let start = text[..at].rfind("<w:tr>").expect("a row");
    let end = at + text[at..].find("</w:tr>").expect("a row") + "</w:tr>".len();
    let [row] = &found(&[(&text[start..end], "")])[..] else {
        panic!("one edit");
    };
    assert!(
        row.starts_with("số | Bảng 1, dòng “Sở Y tế” | ") && row.ends_with("| –"),
        "{row}"
    );
}

/// Two rows that changed places are no longer under their tiers.
#[test]
fn a_row_that_was_moved() {
    let text = String::from_utf8(main_part()).expect("text");
    let row = |name: &str| {
        let at = text.find(&format!(">{name}<")).expect("a row");
        let start = text[..at].rfind("<w:tr>").expect("a row");
        let end = at + text[at..].find("</w:tr>").expect("a row") + "</w:tr>".len();
        &text[start..end]
    };
    let (one, other) = (row("Sở Nội vụ"), row("Sở Tài chính"));
    let moved = found(&[
        (one, "ROW1"),
        (other, "ROW2"),
        ("ROW1", other),
        ("ROW2", one),
    ]);
    assert!(
        !moved.is_empty()
            && moved
                .iter()
                .all(|line| line.starts_with("số | Bảng 1, dòng "))
    );
    assert!(moved[0].contains("đứng sau dòng"), "{moved:?}");
}

fn main_part() -> Vec<u8> {
    let mut zip = ZipArchive::new(Cursor::new(written())).expect("a zip");
    let mut part = zip.by_name("word/document.xml").expect("a part");
    let mut text = Vec::new();
    part.read_to_end(&mut text).expect("text");
    text
}

#[test]
fn what_was_added() {
    let end = "</w:body>";
    let paragraph = "<w:p><w:r><w:t>Đề nghị các đơn vị lưu ý.</w:t></w:r></w:p></w:body>";
    let [line] = &found(&[(end, paragraph)])[..] else {
        panic!("one edit");
    };
    assert!(line.ends_with("| – | Đề nghị các đơn vị lưu ý."), "{line}");
    let cell =
        |text: &str| format!("<w:tc><w:tcPr/><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>");
    let row = |one: &str, two: &str| format!("<w:tr>{}{}</w:tr>", cell(one), cell(two));
    let rows = [row("Đơn vị", "Điểm"), row("Sở A", "90"), row("Sở B", "80")].concat();
    let table = format!("<w:tbl><w:tblPr/><w:tblGrid/>{rows}</w:tbl><w:p/></w:body>");
    let pasted = found(&[(end, &table)]);
    assert_eq!(pasted.len(), 3, "{pasted:?}");
    assert!(
        pasted.iter().all(|line| line.starts_with("số | ")),
        "{pasted:?}"
    );
}

#[test]
fn a_tracked_change_counts_as_accepted() {
    let open = [(
        "Điều 2.</w:t>",
        "Điều 2.</w:t></w:r><w:ins w:id=\"9001\" w:author=\"A\" w:date=\"2026-01-01T00:00:00Z\"><w:r><w:t xml:space=\"preserve\"> Ghi chú.</w:t></w:r></w:ins><w:r><w:t></w:t>",
    )];
    let file = read(&edited(&open));
    assert_eq!((file.changes.count(), file.changes.authors.len()), (1, 1));
    let [line] = &found(&open)[..] else {
        panic!("one edit");
    };
    assert!(line.contains("Điều 2. Ghi chú."), "{line}");
}
