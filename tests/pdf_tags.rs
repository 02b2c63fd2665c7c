//! What readers that read aloud are told: headings, tables' parts and abbreviations (ISO 32000-1, 14.8-14.9).

mod common;
mod pdf_support;

use page_validation::ValidationProfile;
use pdf_support::read::{self, Element};
use quyet_dinh::inner::diagnostics::Sources;
use quyet_dinh::inner::document::{Document, Role};
use quyet_dinh::inner::drafting::DraftOptions;
use quyet_dinh::inner::fonts::Fonts;
use quyet_dinh::inner::revision;

fn written(document: &Document) -> Vec<u8> {
    let fonts = Fonts::built_in().expect("fonts are compiled in");
    quyet_dinh::inner::pdf::write(document, &fonts).expect("the document is sound")
}

fn example(dossier: &str) -> Document {
    common::document(dossier, &DraftOptions::default())
}

/// Level and first two words of each heading, in order.
fn headings(element: &Element) -> Vec<String> {
    let mut found = Vec::new();
    if element.kind.starts_with('H') {
        let words: Vec<&str> = element.text.split(' ').take(2).collect();
        found.push(format!("{} {}", element.kind, words.join(" ")));
    }
    found.extend(element.kids.iter().flat_map(headings));
    found
}

/// Titles are level 1, articles and the annex's `#` level 2: no level is skipped (ISO 14289-1, 7.4.2).
#[test]
fn titles_articles_and_headings_are_one_outline() {
    let tree = read::structure(&written(&example(common::SON_LA)));
    let [decision, annex] = tree.kids.as_slice() else {
        panic!("two sections: {tree:?}")
    };
    assert_eq!(
        headings(decision),
        ["H1 QUYẾT ĐỊNH", "H2 Điều 1.", "H2 Điều 2."]
    );
    let annex = headings(annex);
    let start = ["H1 KẾT QUẢ", "H2 A. CƠ", "H3 I. CƠ", "H3 II. CHỈ"];
    assert_eq!(annex.get(..4).unwrap_or_default(), start);
    assert!(annex.contains(&"H4 1. Công".to_owned()), "{annex:?}");
}

/// A title written as several paragraphs is one heading, its words apart.
#[test]
fn a_parted_title_is_one_heading() {
    let document = pdf_support::of_blocks(vec![
        pdf_support::text(Role::AnnexTitle, "KẾT QUẢ"),
        pdf_support::text(Role::AnnexTitle, "XẾP HẠNG"),
        pdf_support::text(Role::Heading1, "A. Một"),
    ]);
    let bytes = written(&document);
    let tree = read::structure(&bytes);
    let titles = tree.find("H1");
    let [title] = titles.as_slice() else {
        panic!("one title: {titles:?}")
    };
    assert_eq!(title.text, "KẾT QUẢ XẾP HẠNG");
    assert_eq!(tree.find("H2").len(), 1);
    read::assert_conforms(&bytes, ValidationProfile::PdfA2a);
}

/// Every agency's name is TH with Scope Row; rows stand in THead and TBody.
#[test]
fn agencies_head_their_rows_in_every_table() {
    for dossier in [common::SON_LA, common::DETAILED] {
        let bytes = written(&example(dossier));
        let tree = read::structure(&bytes);
        let tables = tree.find("Table");
        assert!(tables.len() >= 3);
        for table in tables {
            let parts: Vec<&str> = table.kids.iter().map(|kid| kid.kind.as_str()).collect();
            assert!(["THead TBody Caption", "THead TBody"].contains(&&*parts.join(" ")));
            for row in &table.kids[1].kids {
                let heads = row.find("TH");
                let [head] = heads.as_slice() else {
                    panic!("one heading in a row: {row:?}")
                };
                assert_eq!(
                    head.attributes.get("Scope").map(String::as_str),
                    Some("Row")
                );
                let is_name = head.text.contains(char::is_alphabetic);
                assert!(is_name, "{}", head.text);
            }
        }
        read::assert_conforms(&bytes, ValidationProfile::PdfA2a);
    }
}

/// The change sheet is tagged alike: its title, its parts, what each row is about.
#[test]
fn the_change_sheet_is_tagged_like_a_decision() {
    let old = common::SON_LA.replace("diem: 88,3", "diem: 84,9");
    let mut sources = Sources::default();
    let [was, is] = [&old, common::SON_LA].map(|text| common::scored(text, &mut sources));
    let changes = revision::compare((&was.dossier, &was.standings), (&is.dossier, &is.standings));
    let document = example(common::SON_LA);
    let sentences = revision::sentences(&[example(&old)], std::slice::from_ref(&document));
    let sheet = revision::sheet(&changes, &sentences, "hai hồ sơ", &is.dossier, &document);
    let bytes = written(&sheet);
    let tree = read::structure(&bytes);
    let headings = headings(&tree);
    assert_eq!(
        headings.get(..2).unwrap_or_default(),
        ["H1 BẢNG TỔNG", "H2 1. Cơ"]
    );
    let agencies = tree.find("TBody")[0];
    let heads = agencies.find("TH");
    assert_eq!(heads.len(), agencies.kids.len(), "one in each row");
    let changed = heads
        .iter()
        .find(|head| head.text.starts_with("UBND thành phố Sơn La"));
    let scope = changed.and_then(|head| head.attributes.get("Scope"));
    assert_eq!(scope.map(String::as_str), Some("Row"));
    read::assert_conforms(&bytes, ValidationProfile::PdfA2a);
}

/// Abbreviations carry the words that dossier and text explain them with; symbols stay as they are.
#[test]
fn abbreviations_say_what_they_stand_for() {
    let document = example(common::SON_LA);
    let found = read::expansions(&written(&document));
    let mut kinds = found.clone();
    kinds.sort();
    kinds.dedup();
    let said = |short: &str, words: &str| (short.to_owned(), words.to_owned());
    let wanted = [
        said("TTĐT", "thông tin điện tử"),
        said("UBND", "Ủy ban nhân dân"),
    ];
    assert_eq!(kinds, wanted);
    let mut text = String::new();
    document.for_each_text(&mut |part, _| text = format!("{text} {part}"));
    let words = text.split([' ', ',', '(', ')', ';', '.', '/']);
    let count = words.filter(|word| ["UBND", "TTĐT"].contains(word)).count();
    // `QĐ-UBND` was no word of its own above
    assert_eq!(found.len(), count);
}

/// Without an explanation nothing is claimed.
#[test]
fn what_is_not_explained_is_not_expanded() {
    let dossier = common::SON_LA.replace("ten_viet_tat: UBND tỉnh", "ten_viet_tat: Ủy ban tỉnh");
    let found = read::expansions(&written(&example(&dossier)));
    assert!(found.iter().all(|(short, _)| short == "TTĐT"), "{found:?}");
}
