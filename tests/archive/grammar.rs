//! What is appended is read in one way only: whatever readers mend, or understand differently, is refused.

use quyet_dinh::inner::archive;

use super::signed::classic;
use super::signing::{SIGNATORY, Update, refill, seal, sign, signed_data};

fn is_taken(bytes: &[u8]) -> bool {
    archive::examine(classic(), bytes).is_ok()
}

/// One increment that signs the signatory's field, changed before it is signed.
fn signed_with(change: impl Fn(&str) -> String) -> Vec<u8> {
    let signed = sign(classic(), SIGNATORY, "A");
    let appended = String::from_utf8(signed[classic().len()..].to_vec()).expect("plain");
    let changed = change(&appended);
    [classic(), changed.as_bytes()].concat()
}

/// What is said of an increment whose text was changed without moving anything.
fn said(old: &str, new: &str) -> String {
    assert_eq!(old.len(), new.len(), "{old} and {new}");
    let bytes = signed_with(|text| {
        assert!(text.contains(old), "{old} is not in\n{text}");
        text.replacen(old, new, 1)
    });
    let bytes = refill(bytes, |digest| signed_data("A", digest));
    let refused = archive::examine(classic(), &bytes).expect_err("refused");
    refused.reasons().join("\n")
}

#[test]
fn nothing_stands_between_objects() {
    let lost = "có phần không thuộc đối tượng nào";
    assert_eq!(
        said("              \n52 0 obj", "% a comment   \n52 0 obj"),
        lost
    );
    assert_eq!(
        said("              \n52 0 obj", "9 0obj 1 endobj52 0 obj"),
        lost
    );
    assert_eq!(
        said("              \n52 0 obj", "        null  \n52 0 obj"),
        lost
    );
}

#[test]
fn values_are_written_in_one_way() {
    let broken = "một đối tượng hỏng";
    for (old, new) in [
        ("/F 4/", "/F +/"),
        ("/F 4/", "/F %/"),
        ("/FT/Sig", "/F#/Sig"),
        ("52 0 obj", "52 1 obj"),
        ("/Type/Annot", "/Type(Annot"),
        ("endobj\n55", "endob \n55"),
        ("endobj\n55", "1 endo\n55"),
        ("22 0 R", "22 1 R"),
        ("/SigFlags 3", "/SigFlags x"),
    ] {
        assert_eq!(said(old, new), broken, "{new}");
    }
    let twice = "một khóa ghi hai lần";
    assert_eq!(said("/Subtype/Widget", "/T#79pe/Annotat"), twice);
    assert_eq!(said("/Subtype/Widget", "/Type/Annotatio"), twice);
}

#[test]
fn tables_are_written_in_one_way() {
    let broken = "bảng tham chiếu hỏng";
    for (old, new) in [
        ("65535 f \n52", "65535 f\n 52"),
        (" 00000 n \n55", " 00001 n \n55"),
        ("xref\n0 1", "xref\n0 2"),
        ("52 1\n", "55 1\n"),
        ("/Size 36", "/Size  6"),
    ] {
        assert_eq!(said(old, new), broken, "{new}");
    }
    assert_eq!(
        said("/Root 43 0 R/Info", "/Info 43 0 R/Info"),
        "một khóa ghi hai lần"
    );
    assert_eq!(
        said("startxref\n", "%tartxref\n"),
        "thiếu phần kết thúc tệp"
    );
}

/// A widespread library signs its work with one comment before `startxref`.
#[test]
fn one_comment_of_a_signing_library_is_taken() {
    let line = |words: &str| {
        let mut update = Update::new(classic());
        let field = update.field(SIGNATORY);
        update.value(field, "ETSI.CAdES.detached");
        let text = String::from_utf8(update.save().split_off(classic().len())).expect("plain");
        let (before, after) = text.split_once("startxref").expect("a mark");
        let text = format!("{before}{words}\nstartxref{after}");
        let bytes = [classic(), text.as_bytes()].concat();
        is_taken(&seal(bytes, |digest| signed_data("A", digest)))
    };
    assert!(line("%iText-5.5.13.1 (AGPL)"));
    for words in [
        "% iText",
        "%iText\n%iText",
        "%other",
        &format!("%iText{}", "x".repeat(90)),
    ] {
        assert!(!line(words), "{words}");
    }
}

#[test]
fn streams_are_as_long_as_they_say() {
    let bytes = |length: &str, data: &str| {
        let mut update = Update::new(classic());
        let field = update.field(SIGNATORY);
        update.value(field, "ETSI.CAdES.detached");
        let look = lopdf::Stream::new(lopdf::Dictionary::new(), b"12345678".to_vec());
        update.add(look);
        let signed = update.sign("A");
        let at = classic().len();
        let text = String::from_utf8(signed[at..].to_vec()).expect("plain");
        assert!(
            text.contains("/Length 8") && text.contains("12345678"),
            "{text}"
        );
        let text = text
            .replacen("/Length 8", length, 1)
            .replacen("12345678", data, 1);
        let bytes = [classic(), text.as_bytes()].concat();
        is_taken(&refill(bytes, |digest| signed_data("A", digest)))
    };
    assert!(bytes("/Length 8", "12345678"));
    assert!(!bytes("/Length 7", "12345678"));
    assert!(!bytes("/Length 9", "12345678"));
    // an object that the table does not list
    assert!(!bytes("/Length 8", "4 0 obj "));
}
