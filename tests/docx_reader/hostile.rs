//! Files that are no DOCX, or made to bring a reader down: each is refused in time, by its own words.

use std::io::{Cursor, Write};

use quyet_dinh::inner::docx_reader::{Problem, read};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::made::{file, main_part, package};

fn problem(bytes: &[u8]) -> Problem {
    match read(bytes) {
        Ok(_) => panic!("it was read"),
        Err(problem) => problem,
    }
}

fn compound(stream: &str) -> Vec<u8> {
    let mut bytes = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    bytes.extend([0; 600]);
    bytes.extend(stream.encode_utf16().flat_map(u16::to_le_bytes));
    bytes
}

#[test]
fn other_files_are_told_apart() {
    assert_eq!(problem(b""), Problem::NotWord);
    assert_eq!(problem(b"%PDF-1.7"), Problem::NotWord);
    assert_eq!(problem(&compound("EncryptedPackage")), Problem::Locked);
    assert_eq!(problem(&compound("WordDocument")), Problem::OldWord);
    assert_eq!(problem(&compound("Workbook")), Problem::NotWord);
    assert_eq!(
        problem(&package(&[("xl/workbook.xml", "<x/>")])),
        Problem::NotWord
    );
    assert_eq!(
        problem(&package(&[("word/document.xml", "<x/>")])),
        Problem::NotWord
    );
    assert_eq!(problem(b"PK\x03\x04 cut"), Problem::Damaged);
    assert_eq!(
        problem(&package(&[("word/styles.xml", "<x/>")])),
        Problem::Damaged
    );
    for main in [
        "<w:document",
        "<a><b></a>",
        "<a>&x;</a>",
        "",
        "<a b=\"1\" b=\"2\"/>",
    ] {
        assert_eq!(
            problem(&package(&[("word/document.xml", main)])),
            Problem::Damaged,
            "{main}"
        );
    }
}

/// Each has words of its own, and says what to do.
#[test]
fn problems_are_told_by_the_files_name() {
    let all = [
        Problem::NotWord,
        Problem::Damaged,
        Problem::Locked,
        Problem::OldWord,
        Problem::TooLarge,
    ];
    let mut codes: Vec<&str> = all
        .iter()
        .map(|problem| {
            let told = problem.told("so.docx");
            assert!(told.message.contains("so.docx"));
            told.code
        })
        .collect();
    codes.dedup();
    assert_eq!(codes.len(), all.len());
}

#[test]
fn what_unpacks_to_too_much_is_refused() {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer
        .start_file("word/document.xml", SimpleFileOptions::default())
        .expect("an entry");
    for _ in 0..40 {
        writer.write_all(&vec![b' '; 1 << 20]).expect("written");
    }
    let bytes = writer.finish().expect("a package").into_inner();
    assert!(bytes.len() < 1 << 20);
    assert_eq!(problem(&bytes), Problem::TooLarge);
}

#[test]
fn too_many_elements_and_too_deep_ones_are_refused() {
    let body = "<w:p/>".repeat(3_000_000);
    assert_eq!(
        problem(&package(&[("word/document.xml", &main_part(&body))])),
        Problem::TooLarge
    );
    for (open, close) in [
        ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"),
        ("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"),
        (
            "<w:p><w:r><w:pict><w:txbxContent>",
            "</w:txbxContent></w:pict></w:r></w:p>",
        ),
    ] {
        let deep = |times: usize| open.repeat(times) + "<w:p/>" + &close.repeat(times);
        let main = main_part(&deep(100_000));
        assert_eq!(
            problem(&package(&[("word/document.xml", &main)])),
            Problem::TooLarge
        );
        // as deep as is allowed
        let own = open.matches('<').count();
        file(&deep(250 / own));
    }
}

/// Joined paragraphs are tidied once, not once for each that joins: else this takes minutes.
#[test]
fn long_files_take_no_long_time() {
    let gone = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>chữ</w:t></w:r></w:p>";
    let file = file(&gone.repeat(60_000));
    assert_eq!(file.blocks.len(), 1);
    assert_eq!(file.changes.deletions, 60_000);
}

/// Whatever byte is changed or wherever it is cut, it is read or refused.
#[test]
fn damaged_files_are_read_or_refused() {
    let path = format!(
        "{}/tests/fixtures/docx/goc.docx",
        env!("CARGO_MANIFEST_DIR")
    );
    let bytes = std::fs::read(path).expect("a fixture");
    for at in (0..bytes.len()).step_by(61) {
        let _ = read(&bytes[..at]);
        let mut changed = bytes.clone();
        changed[at] ^= 0x55;
        let _ = read(&changed);
    }
}
